"""What is handed over when a lead or a committee changes."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """The tables of a pack, each a file."""

    ROSTER = "roster"
    PEOPLE = "people"
    ISSUES = "issues"
    VOTES = "votes"
    TOPICS = "topics"
    DECISIONS = "decisions"
    POLLS = "polls"


@dataclass(frozen=True, slots=True)
class Part:
    """One table: its rows below the head that the texts give it."""

    section: Section
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class HandoverPack:
    """All of a building in one file, for the lead alone."""

    building: str
    parts: tuple[Part, ...]
    calendar: str
    """As a calendar file."""


@dataclass(frozen=True, slots=True)
class HandoverSent:
    """Says in a group that the pack has been sent privately."""

    building: str


HandoverNews = HandoverPack | HandoverSent
"""What there is to tell of a hand-over."""
