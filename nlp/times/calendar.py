"""The calendar's arithmetic, which the recognisers of all languages share."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from nlp.times.found import Doubt

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Monday is 0, as in ``date.weekday()``."""
WORKDAYS = WEEKDAYS[:5]
WEEKEND = WEEKDAYS[5:]
_YEARS_AHEAD = 12
"""29 February may be eight years away, and a fifth Sunday in one named month a few more."""


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """Return the last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_start(day: date) -> date:
    """Return the first day of the day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def monday(day: date) -> date:
    """Return the Monday of the day's calendar week."""
    return day - timedelta(days=day.weekday())


def next_weekday(day: date, weekday: int) -> date:
    """Return the first such weekday on or after the day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month; -1 is the last one."""
    first = date(year, month, 1)
    if nth < 0:
        last = month_end(first)
        found = last - timedelta(days=(last.weekday() - weekday) % 7) + timedelta(weeks=nth + 1)
    else:
        found = next_weekday(first, weekday) + timedelta(weeks=nth - 1)
    return found if (found.year, found.month) == (year, month) else None


def add_workdays(day: date, count: int) -> date:
    """Return the day that many days from Monday to Friday on; holidays are not known here."""
    weeks, days = divmod(count, len(WORKDAYS))
    day += timedelta(weeks=weeks)
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < len(WORKDAYS)
    return day


def midnight(day: date, now: datetime) -> datetime:
    """Return the day's midnight in the zone of the message."""
    return datetime.combine(day, time(), tzinfo=now.tzinfo)


def is_skipped(moment: datetime) -> bool:
    """Tell whether the clocks jump over this wall-clock time."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


def doubts_about(moment: datetime, now: datetime, *, whole_days: bool = False) -> tuple[Doubt, ...]:
    """Return what the calendar says against a time: that it is over or that there is no such hour."""
    past = moment.date() < now.date() if whole_days else moment < now
    skipped = not whole_days and is_skipped(moment)
    return (Doubt.PAST,) * past + (Doubt.NO_SUCH_DAY,) * skipped


@dataclass(frozen=True, slots=True)
class Rule:
    """What of RFC 5545's recurrences neighbours say."""

    freq: str
    """MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY."""
    interval: int = 1
    byday: tuple[str, ...] = ()
    """"WE"; in months and years also "-1SA"."""
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None
    """The last one's day, or its aware moment where the rule has a time of day."""

    def __str__(self) -> str:
        """The value of an RRULE."""
        parts = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count or ""),
            "UNTIL": _until(self.until),
            "BYMONTH": ",".join(map(str, self.bymonth)),
            "BYMONTHDAY": ",".join(map(str, self.bymonthday)),
            "BYDAY": ",".join(self.byday),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def first(self, now: datetime, at: time | None = None) -> datetime | None:
        """Return the first time at or after now; its midnight (or now, by the hour) where no hour was said."""
        if self.freq in ("MINUTELY", "HOURLY"):
            return now
        for day in self._days_from(now.date()):
            if at is None:
                return midnight(day, now)
            moment = datetime.combine(day, at, tzinfo=now.tzinfo)
            if moment >= now:
                return moment
        return None

    def _days_from(self, today: date) -> Iterator[date]:
        """Yield the rule's days on or after today, in order, for as long as there can be a first one."""
        if self.freq in ("DAILY", "WEEKLY"):
            ahead = (today + timedelta(days=days) for days in range(8))
            yield from (day for day in ahead if not self.byday or WEEKDAYS[day.weekday()] in self.byday)
            return
        yearly = (today.month,) if self.freq == "YEARLY" else ()
        in_months = self.bymonth or yearly
        for months in range(_YEARS_AHEAD * 12):
            month = add_months(today.replace(day=1), months)
            if in_months and month.month not in in_months:
                continue
            yield from (day for day in self._days_of(month, today) if day >= today)

    def _days_of(self, month: date, today: date) -> list[date]:
        """Return the rule's days in one month; a rule that names none keeps to today's."""
        if self.byday:
            named = (self._weekdays_of(month, code) for code in self.byday)
            return sorted({day for days in named for day in days})
        last = month_end(month).day
        days = (day if day > 0 else last + 1 + day for day in self.bymonthday or (today.day,))
        return sorted(month.replace(day=day) for day in days if 1 <= day <= last)

    @staticmethod
    def _weekdays_of(month: date, code: str) -> list[date]:
        nth, weekday = code[:-2], WEEKDAYS.index(code[-2:])
        nths = (int(nth),) if nth else range(1, 6)
        days = (nth_weekday(month.year, month.month, weekday, nth) for nth in nths)
        return [day for day in days if day is not None]


def _until(until: date | None) -> str:
    """A moment is written in UTC: so RFC 5545 wants it, and dateutil too, where the start has a zone."""
    if until is None:
        return ""
    return f"{until.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(until, datetime) else f"{until:%Y%m%d}"
