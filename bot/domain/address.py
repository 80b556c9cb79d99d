"""Which household somebody means who writes "2单元301" or "flat A-2"."""

import re
import unicodedata
from collections.abc import Iterable

from bot.domain.household import Household

_BUILDING = re.compile(r"\d+\s*(?:号楼|栋|幢|座)")
_BETWEEN = re.compile(r"单元|号|室|户|门|[^\w]|_|\b(?:unit|staircase|stair|flat|room|apt|apartment|no)\b")


def households_meant(text: str, among: Iterable[Household]) -> tuple[Household, ...]:
    """Return the households that fit what somebody writes: one if it is clear, several if the unit is missing."""
    said = _parts(text)
    if not said:
        return ()
    known = [(home, [_plain(home.unit), _plain(home.room)]) for home in among]
    exact = tuple(home for home, parts in known if [part for part in parts if part] == said)
    if exact:
        return exact
    together = "".join(said)
    return tuple(home for home, (unit, room) in known if together in {f"{unit}{room}", room})


def _parts(text: str) -> list[str]:
    # A building's number goes before the rest: who says it is in its chat anyway.
    said = _BUILDING.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    return [part for part in _BETWEEN.sub(" ", said).split() if part]


def _plain(part: str) -> str:
    return "".join(_parts(part))
