"""A time that a message speaks of: plain values."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class TimeKind(StrEnum):
    """What sort of time it is."""

    DATE = "date"
    """A whole day."""
    DATETIME = "datetime"
    """A moment."""
    RANGE = "timerange"
    """From one moment or day to another; parts of a day, weeks, months and years, too."""
    DURATION = "duration"
    """A length of time, anchored nowhere."""
    DEADLINE = "deadline"
    """Until when."""
    RECURRENCE = "recurrence"


class Doubt(StrEnum):
    """Why somebody should be asked before the time is used."""

    AM_OR_PM = "am_or_pm"
    """A clock time between 1 and 12 with nothing that says which half of the day."""
    DAY = "day"
    """Speakers differ about the day: "next Friday" on a Monday, a bare weekday that is today."""
    PAST = "past"
    """It lies before the message."""
    NO_SUCH_DAY = "no_such_day"
    """31 April, 29 February of a common year, an hour that the clock change skips."""


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time, where it stands in the text and what it comes to.

    Which fields are set hangs on ``kind``: a date, a moment and a range have ``start`` (a range also ``end``);
    a deadline has ``end``, a duration has ``duration``; a recurrence has ``rrule`` and its first ``start`` (and ``end``
    where it says how long each time lasts).
    """

    begin: int
    """Offset of its first character in the text."""
    until: int
    """Offset behind its last character."""
    kind: TimeKind
    start: datetime | None = None
    """Aware, in the zone of the message's time. Midnight where ``whole_days``."""
    end: datetime | None = None
    """Where ``whole_days``, midnight of the last day, which is included."""
    whole_days: bool = False
    """Only the days count; nothing was said about the hour."""
    duration: timedelta | None = None
    rrule: str | None = None
    """The value of an RFC 5545 RRULE, without DTSTART: that is ``start``."""
    at: time | None = None
    """A recurrence's time of day, where one was said."""
    daypart: str | None = None
    """"morning", "noon", "afternoon", "evening" or "night", where no clock time was said."""
    doubts: tuple[Doubt, ...] = ()
