"""Reads answers to cards for what needs more than a word: to whom, until when, the same as which, how good."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.understanding import Answered, Intent

_DATA = Path(__file__).parent / "data" / "side_roads.toml"
_LONG = 200
"""A longer answer tells a story, and no such thing in passing."""
_FIGURES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class SideRoad:
    """What an answer asks for, with what it says of it."""

    intent: Intent
    words: str
    """The words that decided."""
    whom: str | None = None
    number: int | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class _Road:
    intent: Intent
    patterns: Sequence[re.Pattern[str]]
    unless: re.Pattern[str] | None

    def find(self, text: str) -> SideRoad | None:
        """Return what a normalised text asks for, if it is this."""
        if self.unless is not None and self.unless.search(text):
            return None
        for pattern in self.patterns:
            found = pattern.search(text)
            if found is not None:
                return _read(self.intent, found)
        return None


def _read(intent: Intent, found: re.Match[str]) -> SideRoad:
    said = found.groupdict()
    whom, number = said.get("whom"), said.get("number")
    return SideRoad(
        intent,
        found.group().strip(),
        whom=None if whom is None else whom.strip(" .,'") or None,
        number=None if number is None else int(number),
        stars=_stars(said.get("stars")),
    )


def _stars(said: str | None) -> int | None:
    if said is None:
        return None
    return int(said) if said.isdecimal() else _FIGURES.get(said, len(said))


def _roads() -> Mapping[Answered, tuple[_Road, ...]]:
    data: dict[str, dict[str, Any]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {Answered(card): tuple(_road(name, road) for name, road in roads.items()) for card, roads in data.items()}


def _road(name: str, road: Mapping[str, Sequence[str]]) -> _Road:
    unless = road.get("unless", ())
    return _Road(
        Intent(name),
        tuple(re.compile(pattern) for pattern in road["patterns"]),
        re.compile("|".join(unless)) if unless else None,
    )


_roads_of = _roads()


def read(text: str, answered: Answered, *, names_a_day: bool) -> SideRoad | None:
    """Return which side road a normalised answer to a card takes; None where it takes none.

    :param names_a_day: it speaks of a later day: only then can a task rest until it.
    """
    if len(text) > _LONG:
        return None
    for road in _roads_of.get(answered, ()):
        if road.intent is Intent.PAUSE and not names_a_day:
            continue
        found = road.find(text)
        if found is not None:
            return found
    return None
