"""Times in messages of either language, or of both at once."""

import re
from datetime import datetime

from nlp.times import en, zh
from nlp.times.found import TimeFound

_CHINESE = re.compile(r"[一-鿿]")
_ENGLISH = re.compile(r"[A-Za-z]{2}")


def find(text: str, now: datetime) -> tuple[TimeFound, ...]:
    """Return the times that a message speaks of, in order and without overlaps; ``now`` is its own time.

    A message in both languages is read twice; of two readings of the same words the longer one counts.
    """
    chinese = _CHINESE.search(text) is not None
    if not chinese:
        return en.find(text, now)
    found = zh.find(text, now)
    if _ENGLISH.search(text) is None:
        return found
    kept: list[TimeFound] = []
    for time in sorted((*found, *en.find(text, now)), key=lambda time: time.begin - time.until):
        if all(time.until <= other.begin or other.until <= time.begin for other in kept):
            kept.append(time)
    return tuple(sorted(kept, key=lambda time: time.begin))
