"""Turns an English phrase of time into the moments that it means, seen from the time of the message."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from nlp.times.calendar import Rule, add_months, doubts_about, is_skipped, midnight, next_weekday
from nlp.times.en_clocks import Ahead
from nlp.times.en_days import Days
from nlp.times.en_grammar import OUT_OF_CALENDAR
from nlp.times.en_phrases import Phrase
from nlp.times.en_tokens import Clock
from nlp.times.en_words import DAYPARTS
from nlp.times.found import Doubt, TimeFound, TimeKind

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
"""For so long, a moment is not over."""
_HALF_DAY: Final = timedelta(hours=12)
_EARLIEST_BY_DAY: Final = 8
"""Of bare hours, 8 to 11 are taken for the morning, 12 for noon and the others for the hours after it."""


def meaning(phrase: Phrase, now: datetime) -> TimeFound | None:
    """Work out a phrase; None where its numbers lead out of the calendar."""
    try:
        return _meaning(phrase, now)
    except OUT_OF_CALENDAR:
        return None


def _meaning(phrase: Phrase, now: datetime) -> TimeFound:
    if phrase.again:
        return _recurrence(phrase, phrase.again.rule, now)
    if phrase.limit:
        end = phrase.limit.span.after(now)
        return TimeFound(phrase.begin, phrase.until, TimeKind.DEADLINE, end=end)
    if phrase.window:
        return _window(phrase, phrase.window, now)
    if phrase.length and not phrase.has_start:
        return TimeFound(phrase.begin, phrase.until, TimeKind.DURATION, duration=phrase.length.duration)
    found = _moments(phrase, now) if phrase.clock or phrase.moment else _days(phrase, now)
    return _as_deadline(found) if phrase.is_deadline else found


def _as_deadline(found: TimeFound) -> TimeFound:
    """Take the end of a time for the last moment of all."""
    return replace(found, kind=TimeKind.DEADLINE, start=None, end=found.end or found.start, daypart=None)


def _window(phrase: Phrase, window: Ahead, now: datetime) -> TimeFound:
    """The next or last so many days, weeks, or hours."""
    begin, until = phrase.begin, phrase.until
    past = (Doubt.PAST,) if window.times < 0 else ()
    if window.span.seconds:
        start, end = sorted((now, window.span.after(now, window.times)))
        return TimeFound(begin, until, TimeKind.RANGE, start, end, doubts=past)
    today = now.date()
    first, last = sorted((today, window.span.after_day(today, window.times)))
    first += timedelta(days=window.times > 0)
    return TimeFound(
        begin, until, TimeKind.RANGE, midnight(first, now), midnight(last, now), whole_days=True, doubts=past
    )


def _recurrence(phrase: Phrase, rule: Rule, now: datetime) -> TimeFound:
    """A rule with its first time at or after now, or after the day with which it starts."""
    clock = phrase.clock
    at = _time_of(clock) if clock else None
    daypart = phrase.part if at is None else None
    first_at = time(DAYPARTS[daypart][0]) if daypart else at
    since = max(now, midnight(phrase.starting.first, now)) if phrase.starting and phrase.starting.first else now
    last = _last_day(phrase, now)
    until = datetime.combine(last, time(23, 59, 59), tzinfo=now.tzinfo) if last and at else last
    if phrase.count or until:
        rule = replace(rule, count=phrase.count, until=until)
    start = rule.first(since, first_at)
    end = _end_of(phrase, start, clock) if start and at else None
    half_unsure = clock is not None and not _is_sure(clock, phrase.clock_to)
    doubts = (Doubt.AM_OR_PM,) * half_unsure + (Doubt.NO_SUCH_DAY,) * (start is None)
    if start and at and phrase.clock_to and clock and not clock.sure:
        start = _with_sure_end(clock, phrase.clock_to, start)
        at = start.time()
        end = _end_of(phrase, start, clock)
    return TimeFound(
        *(phrase.begin, phrase.until, TimeKind.RECURRENCE, start, end),
        whole_days=at is None and daypart is None and rule.freq not in ("HOURLY", "MINUTELY"),
        rrule=str(rule),
        at=at,
        daypart=daypart,
        doubts=doubts,
    )


def _last_day(phrase: Phrase, now: datetime) -> date | None:
    """Until when something comes again."""
    first = phrase.starting.first if phrase.starting and phrase.starting.first else now.date()
    if phrase.lasting:
        return phrase.lasting.span.after_day(first) - _DAY
    last = _limit(phrase.ending) if phrase.ending else None
    return add_months(last, 12) if last and last < first else last


def _limit(days: Days) -> date | None:
    """The last day before a month or year of that name begins; otherwise the last day itself."""
    named = days.period and (days.month or days.year)
    return days.first - _DAY if named and days.first else days.last


def _days(phrase: Phrase, now: datetime) -> TimeFound:
    """Whole days, or parts of a day."""
    begin, until = phrase.begin, phrase.until
    days = _back(phrase.day, now) if phrase.day and phrase.is_past else phrase.day or Days(now.date(), now.date())
    if days.first is None or days.last is None:
        return TimeFound(begin, until, TimeKind.DATE, doubts=(Doubt.NO_SUCH_DAY,))
    if phrase.part and days.is_one and not phrase.day_to:
        return _part_of(phrase, days, now)
    first, last = days.first, days.last
    if phrase.day_to:
        first, last = _from_to(days, phrase.day_to)
    elif phrase.length:
        last = max(first, phrase.length.after_day(first) - _DAY)
    elif phrase.is_deadline:
        last = _limit(days) or last
    start, end = midnight(first, now), midnight(last, now)
    doubts = (*days.doubts, *doubts_about(end, now, whole_days=True))
    if first == last or phrase.is_deadline:
        return TimeFound(begin, until, TimeKind.DATE, end, whole_days=True, doubts=doubts)
    return TimeFound(begin, until, TimeKind.RANGE, start, end, whole_days=True, doubts=doubts)


def _back(days: Days, now: datetime) -> Days:
    """The last such day instead of the next one, for "since"."""
    if days.first is None or days.last is None or days.first <= now.date() or days.year:
        return days
    if days.weekday is not None and not days.month:
        weeks = timedelta(weeks=1 + (days.first.weekday() == now.weekday()))
        return days._replace(first=days.first - weeks, last=days.last - weeks, doubts=())
    months = -12 if days.month else -1 if days.day else 0
    return days._replace(first=add_months(days.first, months), last=add_months(days.last, months))


def _from_to(days: Days, days_to: Days) -> tuple[date, date]:
    """From a day to another, which lies after it if that can be."""
    first, last = days.first or date.min, days_to.last or days.last or date.max
    if days_to.bare and days_to.weekday is not None:
        return first, next_weekday(first + _DAY, days_to.weekday)
    if days_to.year and days.year is None and days.month:
        first = first.replace(year=days_to.year - (days.month > (days_to.month or 12)))
    if last < first and days_to.year is None:
        last = last.replace(year=last.year + 1) if days_to.month else days_to.last or first
    return min(first, last), max(first, last)


def _part_of(phrase: Phrase, days: Days, now: datetime) -> TimeFound:
    """The morning or another part of a day: the next one if no day was said."""
    day = days.first or now.date()
    from_hour, to_hour = DAYPARTS[phrase.part or "morning"]
    day += timedelta(days=phrase.day is None and now.hour >= to_hour)
    start = midnight(day, now) + timedelta(hours=from_hour)
    end = midnight(day, now) + timedelta(hours=to_hour)
    doubts = (*days.doubts, *doubts_about(end, now))
    return TimeFound(phrase.begin, phrase.until, TimeKind.RANGE, start, end, daypart=phrase.part, doubts=doubts)


def _moments(phrase: Phrase, now: datetime) -> TimeFound:
    """A moment, or from one moment to another."""
    begin, until = phrase.begin, phrase.until
    if phrase.day and phrase.day.first is None:
        return TimeFound(begin, until, TimeKind.DATETIME, doubts=(Doubt.NO_SUCH_DAY,))
    start = _start(phrase, now)
    if is_skipped(start):
        return TimeFound(begin, until, TimeKind.DATETIME, doubts=(Doubt.NO_SUCH_DAY,))
    end = _end_of(phrase, start, phrase.clock)
    doubts = (
        *(phrase.day.doubts if phrase.day else ()),
        *_midnight_doubts(phrase, now),
        *((Doubt.AM_OR_PM,) if phrase.clock and not _is_sure(phrase.clock, phrase.clock_to) else ()),
        *((Doubt.PAST,) if (end or start + _MINUTE) <= now else ()),
    )
    kind = TimeKind.RANGE if end else TimeKind.DATETIME
    return TimeFound(begin, until, kind, start, end, doubts=doubts)


def _midnight_doubts(phrase: Phrase, now: datetime) -> tuple[Doubt, ...]:
    """Tomorrow's midnight may be its beginning or its end."""
    named = phrase.clock and phrase.clock.is_midnight and phrase.day and not phrase.part
    return (Doubt.DAY,) if named and phrase.day and phrase.day.first != now.date() else ()


def _is_sure(clock: Clock, clock_to: Clock | None) -> bool:
    return clock.sure or bool(clock_to and clock_to.sure)


def _start(phrase: Phrase, now: datetime) -> datetime:
    """The moment said, in the future where there is a choice."""
    if phrase.moment:
        return phrase.moment.span.after(now, phrase.moment.times)
    clock = phrase.clock or Clock(0)
    days = _back(phrase.day, now) if phrase.day and phrase.is_past else phrase.day
    day = days.first if days and days.first else now.date()
    hour, minute = _guess(clock)
    start = datetime.combine(day, time(hour % 24, minute), tzinfo=now.tzinfo) + hour // 24 * _DAY
    if phrase.part == "night" and hour < 5:  # noqa: PLR2004 - the small hours belong to the evening before
        start += _DAY
    if phrase.clock_to and phrase.clock_to.sure and not clock.sure:
        start = _with_sure_end(clock, phrase.clock_to, start)
    elif not clock.sure and _is_half_over(start, now):
        start += _HALF_DAY
    end = _end_of(phrase, start, clock)
    if phrase.day is None and not phrase.is_past and (end or start) < now:
        start += _DAY
    if clock.is_midnight and day == now.date() and start < now:
        start += _DAY
    return start


def _is_half_over(start: datetime, now: datetime) -> bool:
    """Whether an hour lies behind, but the same one of the other half of the day does not."""
    later = start + _HALF_DAY
    return start <= now < later and later.date() == now.date()


def _with_sure_end(clock: Clock, clock_to: Clock, start: datetime) -> datetime:
    """Of the two halves of the day, the one that is nearer to the end: "11 to 3pm", "3 to 5pm"."""
    earlier = start.replace(hour=clock.hour % 12, minute=clock.minute)
    later = earlier + _HALF_DAY
    end = start.replace(hour=clock_to.hour, minute=clock_to.minute)
    before = [option for option in (later, earlier) if option < end]
    return before[0] if before else later


def _time_of(clock: Clock) -> time:
    hour, minute = _guess(clock)
    return time(hour % 24, minute)


def _guess(clock: Clock) -> tuple[int, int]:
    """Choose the more probable half of the day."""
    if clock.sure or clock.hour >= _EARLIEST_BY_DAY:
        return clock.hour, clock.minute
    return clock.hour + 12, clock.minute


def _end_of(phrase: Phrase, start: datetime, clock: Clock | None) -> datetime | None:
    """Where a range of hours ends: the first such time after its start."""
    if phrase.moment_to:
        return phrase.moment_to.span.after(start)
    if phrase.length:
        return phrase.length.after(start)
    clock_to = phrase.clock_to
    if clock_to is None:
        return None
    day = start.date()
    if phrase.day_to and phrase.day_to.last:
        weekday = phrase.day_to.weekday if phrase.day_to.bare else None
        day = phrase.day_to.last if weekday is None else next_weekday(day + _DAY, weekday)
    end = datetime.combine(day, time(clock_to.hour % 24, clock_to.minute), tzinfo=start.tzinfo)
    if not clock_to.sure and clock is not None:
        end = end.replace(hour=clock_to.hour % 12)
        return next(end + step * _HALF_DAY for step in range(4) if end + step * _HALF_DAY > start)
    return end if end > start else end + _DAY
