"""Faults in a few plain words: what is said of a thing that doesn't work, unless something undoes it."""

import tomllib
from pathlib import Path

from nlp.phrases import Phrases

_DATA = tomllib.loads((Path(__file__).parent / "data" / "faults.toml").read_text(encoding="utf-8"))
_FAULT, _UNDONE = "fault", "undone"
_PHRASES = Phrases({_FAULT: _DATA[_FAULT], _UNDONE: _DATA[_UNDONE]})
LONGEST = 60
"""Characters; a longer message has more to say than that something is broken."""


def find(plain: str) -> str | None:
    """Return the words for the fault that a short normalised message speaks of; None where there is none."""
    if len(plain) > LONGEST:
        return None
    fault = None
    for cue in _PHRASES.find(plain):
        if _UNDONE in cue.lists:
            return None
        fault = fault or plain[cue.begin : cue.end]
    return fault
