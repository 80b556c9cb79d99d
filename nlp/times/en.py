"""Finds the times in English text.

The text is cut into tokens (`en_tokens`), rows of tokens become days, hours and lengths (`en_grammar` and its tables in
`en_clocks`, `en_dates` and `en_recurrences`), those that stand together become phrases (`en_phrases`), and phrases get
their meaning (`en_meaning`).
"""

import re
from datetime import datetime
from typing import Final

from nlp.times.en_clocks import CLOCKS, LENGTHS, SPANS
from nlp.times.en_dates import DAYS, TOGETHER
from nlp.times.en_grammar import Grammar
from nlp.times.en_meaning import meaning
from nlp.times.en_phrases import gather
from nlp.times.en_recurrences import COUNTS, RECURRENCES
from nlp.times.en_tokens import tokens
from nlp.times.en_words import ANCHORS, Tag
from nlp.times.found import TimeFound

_DIGIT: Final = re.compile(r"[\d½]")
_WORD: Final = re.compile(r"[a-z]+")
_ATOMS: Final = Grammar((*RECURRENCES, *LENGTHS, *CLOCKS, *DAYS, *SPANS))
_TOGETHER: Final = Grammar((*TOGETHER, *COUNTS))
_JOINABLE: Final = frozenset({Tag.SPAN, Tag.WEEKOF, Tag.TIMES, Tag.TWICE})
"""Without one of them, there is nothing to put together."""


def find(text: str, now: datetime) -> tuple[TimeFound, ...]:
    """Find the times in a text.

    :param now: when it was written, in the zone of those who read it.
    """
    low = _lower(text)
    if not _DIGIT.search(low) and ANCHORS.isdisjoint(_WORD.findall(low)):
        return ()
    today = now.date()
    atoms = _ATOMS.apply(tokens(low), today)
    if not _JOINABLE.isdisjoint([atom.tag for atom in atoms]):
        atoms = _TOGETHER.apply(atoms, today)
    found = [meaning(phrase, now) for phrase in gather(atoms, today)]
    return tuple([time for time in found if time is not None])


def _lower(text: str) -> str:
    """Make letters small without moving any: a few languages have capitals that become two letters."""
    low = text.lower().replace("’", "'")
    return (
        low
        if len(low) == len(text)
        else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    )
