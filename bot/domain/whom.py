"""Whom somebody means: the squads and stewards that a few words may name."""

import re
from collections.abc import Iterable, Sequence

from bot.domain.cause import Actor
from bot.domain.squad import Squad

_TITLES = re.compile(r"(红管家|小队|团队|队|们|师傅们|stewards?|squad|team|the)", re.IGNORECASE)
_FAMILIAR = re.compile(r"[老小阿](\w)$")
"""老赵 is somebody whose name begins with 赵."""


def named(words: str, squads: Iterable[Squad], stewards: Iterable[Actor]) -> Sequence[Squad | Actor]:
    """Return whom some words name; one who is called exactly so goes before those of whom it is a part."""
    wanted = " ".join(words.casefold().split()).removeprefix("@")
    if not wanted:
        return ()
    squads, stewards = tuple(squads), tuple(stewards)
    exactly: list[Squad | Actor] = [
        *(squad for squad in squads if wanted in {squad.key, *(name.casefold() for name in squad.names.values())}),
        *(one for one in stewards if wanted in {one.name.casefold(), (one.username or "").casefold()}),
    ]
    if exactly:
        return exactly
    trade = " ".join(_TITLES.sub(" ", wanted).split())
    return [
        *(squad for squad in squads if trade and any(_is_part(trade, name) for name in squad.names.values())),
        *(one for one in stewards if _means(wanted, one.name.casefold())),
    ]


def _is_part(trade: str, name: str) -> bool:
    return trade in name.casefold()


def _means(wanted: str, name: str) -> bool:
    familiar = _FAMILIAR.match(wanted)
    if familiar is not None:
        return name.startswith(familiar[1])
    return wanted in name.split() or (not wanted.isascii() and wanted in name)
