"""What calendar files and feeds carry, and what is made of a file that somebody sends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

MOST_BYTES = 2_000_000
"""A larger file isn't read at all."""
MOST_IMPORTED = 50
"""Entries that one file can put on the calendar."""
MOST_FED = 500
"""Entries of a feed."""
TROUBLES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An event as calendars know it; one date of a series that differs from the rest is an entry of its own."""

    uid: str
    """The same for as long as the event lives: a phone knows by it what has changed."""
    title: str
    start: datetime
    """Aware, in the community's zone: a weekly 19:00 stays 19:00."""
    end: datetime | None = None
    whole_days: bool = False
    """Only the days count; ``end`` is the midnight of the last one, which is included."""
    place: str = ""
    description: str = ""
    rrule: str | None = None
    """The value of an RFC 5545 RRULE."""
    skipped: tuple[datetime, ...] = ()
    """Dates of the series on which it doesn't take place."""
    instead_of: datetime | None = None
    """The date of the series that this entry changes."""
    cancelled: bool = False
    sequence: int = 0
    """Counts up with each change that matters to those who come."""
    changed_at: datetime | None = None


class Trouble(StrEnum):
    """What is wrong with one entry of a file."""

    NO_TITLE = "no_title"
    NO_START = "no_start"
    UNKNOWN_ZONE = "unknown_zone"
    OTHER_ZONE = "other_zone"
    """It repeats at hours of a zone whose clocks don't go with ours."""
    ENDS_BEFORE_START = "ends_before_start"
    TOO_OFTEN = "too_often"
    RULE = "rule"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Troubled:
    """An entry that can't be taken over."""

    title: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What a file has come to."""

    entries: tuple[CalendarEntry, ...]
    """The first that are still to come, by their dates."""
    over: int = 0
    cancelled: int = 0
    beyond: int = 0
    """More than one file may bring."""
    troubled: tuple[Troubled, ...] = ()


def with_changes(series: Sequence[CalendarEntry], changes: Sequence[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    """Return series and the single dates that differ from them: each changed date is left out of its series."""
    moved: dict[str, list[datetime]] = {}
    for change in changes:
        if change.instead_of is not None:
            moved.setdefault(change.uid, []).append(change.instead_of)
    whole = tuple(
        replace(entry, skipped=tuple(sorted({*entry.skipped, *moved[entry.uid]}))) if entry.uid in moved else entry
        for entry in series
    )
    apart = tuple(
        replace(change, uid=f"{change.uid}-{change.instead_of:%Y%m%dT%H%M}", instead_of=None)
        for change in changes
        if change.instead_of is not None and not change.cancelled
    )
    return (*whole, *apart)


@dataclass(frozen=True, slots=True)
class Feed:
    """What one address gives out."""

    name: str
    """What a phone calls it."""
    zone: ZoneInfo
    entries: tuple[CalendarEntry, ...]

    @property
    def changed_at(self) -> datetime | None:
        """When anything in it changed last."""
        return max((entry.changed_at for entry in self.entries if entry.changed_at is not None), default=None)
