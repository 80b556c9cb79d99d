"""What calendar files and feeds carry, and what is made of a file that somebody sends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain import event as rules
from bot.domain import recurrence
from bot.domain.event import Event, EventState, Occurrence

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


def entries_of(event: Event, zone: tzinfo) -> tuple[CalendarEntry, ...]:
    """Return an event as calendars know it: the series, and each date of it that is moved or held elsewhere."""
    series = CalendarEntry(
        uid=f"{event.number}.{event.community}@pavilion",
        title=event.title,
        start=event.start.astimezone(zone),
        end=_end(event, event.start.astimezone(zone), event.length),
        whole_days=event.whole_days,
        place=event.place,
        description=event.description,
        rrule=None if event.rule is None else str(event.rule),
        cancelled=event.state is EventState.CANCELLED,
        sequence=event.sequence,
        changed_at=event.changed_at,
    )
    dates = [rules.on(event, zone, rules.number_of(day)) for day in sorted(event.changes)]
    if event.rule is None:
        return tuple(_differing(series, date) for date in dates[:1]) or (series,)
    begun = {date.day: _begun(event, zone, date.day) for date in dates}
    skipped = tuple(begun[date.day] for date in dates if date.cancelled and not series.cancelled)
    changed = [
        replace(_differing(series, date), rrule=None, instead_of=begun[date.day])
        for date in dates
        if not date.cancelled
    ]
    return (replace(series, skipped=skipped), *changed)


def _differing(series: CalendarEntry, date: Occurrence) -> CalendarEntry:
    end = _end(date.event, date.start, timedelta(0) if date.end is None else date.end - date.start)
    return replace(series, start=date.start, end=end, place=date.place, cancelled=date.cancelled)


def _begun(event: Event, zone: tzinfo, day: date) -> datetime:
    """Return when a date of a series would have been, had nobody changed it."""
    return recurrence.moment(datetime.combine(day, event.start.astimezone(zone).time()), zone)


def _end(event: Event, start: datetime, length: timedelta) -> datetime | None:
    if not length:
        return None
    if not event.whole_days:
        return recurrence.moment(start.replace(tzinfo=None) + length, start.tzinfo or UTC)
    last = start.replace(tzinfo=None) + length - timedelta(days=1)
    return recurrence.moment(last, start.tzinfo or UTC) if last > start.replace(tzinfo=None) else None


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
