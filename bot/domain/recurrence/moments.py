"""When a rule comes: bounded work for any rule, however absurd.

All is reckoned by the wall clock: a weekly seven o'clock stays seven o'clock. A day that a month doesn't have is left
out, as RFC 5545 says; and of an hour that the clocks jump over it says (3.3.5) that the offset before the jump counts,
so that 02:30 becomes 03:30. An hour that comes twice means the first of both.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import product, takewhile

from bot.domain.recurrence.days import Days
from bot.domain.recurrence.rule import Freq, Rule, Weekday

YEARS_AHEAD = 100
"""What doesn't come within this time is taken never to come."""
MOST_EMPTY = 100
"""Steps without any time of the rule that are gone one after another, until it is taken never to come."""
_LAST_YEAR = 9000
"""Far enough from the calendar's end for any interval."""
_WEEK = 7
_UNITS = {Freq.HOURLY: timedelta(hours=1), Freq.MINUTELY: timedelta(minutes=1), Freq.SECONDLY: timedelta(seconds=1)}
_DAY = timedelta(days=1)


def next_after(rule: Rule, start: datetime, zone: tzinfo, after: datetime) -> datetime | None:
    """Return the first moment of a rule after another moment, or None where there is none.

    :param start: the first time, by the zone's wall clock (an aware one is turned into it).
    :param after: aware.
    """
    begin, since = _wall(start, zone), _wall(after, zone)
    coming = _until_over(rule, begin, since - _DAY, zone)
    later = ((wall, at) for wall in coming if (at := moment(wall, zone)) > after)
    wall, first = next(later, (None, None))
    if first is None or wall == _wall(first, zone):
        return first
    # The clocks have jumped over it: what comes later by the wall may be earlier in truth.
    return min([first, *(at for _, at in takewhile(lambda pair: pair[0] < _wall(first, zone), later))])


def between(rule: Rule, start: datetime, zone: tzinfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """Yield a rule's moments from ``since`` until before ``until``, in the order of the wall clock."""
    for wall in _until_over(rule, _wall(start, zone), _wall(since, zone) - _DAY, zone):
        at = moment(wall, zone)
        if at >= until:
            return
        if at >= since:
            yield at


def last(rule: Rule, start: datetime, zone: tzinfo) -> datetime | None:
    """Return the last moment of a rule that is over some day; None where it never is, or never comes."""
    begin = _wall(start, zone)
    if rule.count is not None:
        wall = _last_counted(rule, begin)
        return None if wall is None else moment(wall, zone)
    end = _end(rule, zone)
    if end is None:
        return None
    back = _DAY
    while True:
        since = end - back if back < end - begin else begin
        found = max(_until_over(rule, begin, since, zone), default=None)
        if found is not None or since == begin:
            return None if found is None else moment(found, zone)
        back *= 8


def moment(wall: datetime, zone: tzinfo) -> datetime:
    """Return the moment of a wall clock's time, in the zone."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at if at.tzinfo is None else at.astimezone(zone).replace(tzinfo=None, fold=0)


def _end(rule: Rule, zone: tzinfo) -> datetime | None:
    """Return the last time that the rule may have, by the wall clock."""
    if rule.until is None:
        return None
    if isinstance(rule.until, datetime):
        return _wall(rule.until, zone)
    return datetime.combine(rule.until, time.max)


def _until_over(rule: Rule, start: datetime, since: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Yield a rule's times from ``since`` on, until it is over."""
    end = _last_counted(rule, start) if rule.count is not None else _end(rule, zone)
    if rule.count is not None and end is None:
        return
    for wall in _times(rule, start, since):
        if end is not None and wall > end:
            return
        yield wall


@lru_cache(maxsize=4096)
def _last_counted(rule: Rule, start: datetime) -> datetime | None:
    """Return the last time that COUNT leaves."""
    found: datetime | None = None
    for _, wall in zip(range(rule.count or 0), _times(rule, start, start), strict=False):
        found = wall
    return found


def _times(rule: Rule, start: datetime, since: datetime) -> Iterator[datetime]:
    """Yield a rule's times from ``since`` on, whether it is over or not."""
    begin = max(start, since)
    full, days = _filled(rule, start)
    for found in (_by_the_day if rule.freq <= Freq.DAILY else _by_the_hour)(full, days, start, begin):
        yield from found[bisect_left(found, begin) :]


@lru_cache(maxsize=4096)
def _filled(rule: Rule, start: datetime) -> tuple[Rule, Days]:
    """Return the rule with what it leaves open as in its first time, and its days."""
    full = _with_day(_with_clock(rule, start), start)
    return full, Days(full)


def _with_clock(rule: Rule, start: datetime) -> Rule:
    hours, minutes, seconds = rule.freq < Freq.HOURLY, rule.freq < Freq.MINUTELY, rule.freq < Freq.SECONDLY
    return replace(
        rule,
        byhour=rule.byhour or ((start.hour,) if hours else ()),
        byminute=rule.byminute or ((start.minute,) if minutes else ()),
        bysecond=rule.bysecond or ((start.second,) if seconds else ()),
    )


def _with_day(rule: Rule, start: datetime) -> Rule:
    if rule.byday or rule.bymonthday or rule.byyearday or rule.byweekno:
        return rule
    match rule.freq:
        case Freq.YEARLY:
            return replace(rule, bymonth=rule.bymonth or (start.month,), bymonthday=(start.day,))
        case Freq.MONTHLY:
            return replace(rule, bymonthday=(start.day,))
        case Freq.WEEKLY:
            return replace(rule, byday=(Weekday(0, start.weekday()),))
        case _:
            return rule


def _by_the_day(rule: Rule, days: Days, start: datetime, since: datetime) -> Iterator[list[datetime]]:
    """Yield the times of each period that has any."""
    clock = [time(*parts) for parts in product(rule.byhour, rule.byminute, rule.bysecond)]
    last_year = min(since.year + YEARS_AHEAD, _LAST_YEAR)
    coming = days.next(since.toordinal(), last_year)
    empty = 0
    while coming is not None and empty < MOST_EMPTY:
        begin, end = _period(rule, start, coming)
        if begin > coming:
            # Not the turn of this one; of the next period's days, the first may be late.
            found, cursor = [], begin
        else:
            found, cursor = _picked(rule, days.between(begin, end), clock), end
        if found:
            yield found
        empty = 0 if found else empty + 1
        coming = days.next(cursor, last_year)


def _picked(rule: Rule, days: list[int], clock: list[time]) -> list[datetime]:
    """Return the times of a period; of all its days at all its hours, those at the places that BYSETPOS names."""
    length = len(days) * len(clock)
    places: Iterable[int] = range(length)
    if rule.bysetpos:
        named = {place - 1 if place > 0 else length + place for place in rule.bysetpos}
        places = [place for place in sorted(named) if 0 <= place < length]
    split = (divmod(place, len(clock)) for place in places)
    return [datetime.combine(date.fromordinal(days[day]), clock[hour]) for day, hour in split]


def _period(rule: Rule, start: datetime, cursor: int) -> tuple[int, int]:
    """Return the first period of the rule that isn't over before a day: its first day, and the day behind its last."""
    first = date.fromordinal(cursor)
    match rule.freq:
        case Freq.YEARLY:
            year = start.year + _up(first.year - start.year, rule.interval)
            return _ordinal(year, 1), _ordinal(year + 1, 1)
        case Freq.MONTHLY:
            months = start.year * 12 + start.month - 1
            months += _up(first.year * 12 + first.month - 1 - months, rule.interval)
            return _ordinal(*_month(months)), _ordinal(*_month(months + 1))
        case Freq.WEEKLY:
            week = start.toordinal() - (start.weekday() - rule.wkst) % _WEEK
            begin = week + _WEEK * _up((cursor - week) // _WEEK, rule.interval)
            return begin, begin + _WEEK
        case _:
            begin = start.toordinal() + _up(cursor - start.toordinal(), rule.interval)
            return begin, begin + 1


def _up(number: int, interval: int) -> int:
    """Return the next multiple of the interval."""
    return -(-max(0, number) // interval) * interval


def _month(months: int) -> tuple[int, int]:
    return months // 12, months % 12 + 1


def _ordinal(year: int, month: int) -> int:
    return date(min(year, MAXYEAR), month, 1).toordinal()


def _by_the_hour(rule: Rule, days: Days, start: datetime, since: datetime) -> Iterator[list[datetime]]:
    """Yield the times of each hour, minute or second that has any."""
    unit = _UNITS[rule.freq]
    base = _floor(start, rule.freq)
    cursor, last_year = since, min(since.year + YEARS_AHEAD, _LAST_YEAR)
    empty = 0
    while empty < MOST_EMPTY:
        begin = base + unit * _up((_floor(cursor, rule.freq) - base) // unit, rule.interval)
        empty += 1
        day = days.next(begin.toordinal(), last_year)
        if day is None:
            return
        if day != begin.toordinal():
            cursor = datetime.combine(date.fromordinal(day), time())
        elif rule.byhour and begin.hour not in rule.byhour:
            cursor = _next_of(begin, rule.byhour, timedelta(hours=1))
        elif rule.freq > Freq.HOURLY and rule.byminute and begin.minute not in rule.byminute:
            cursor = begin.replace(second=0) + timedelta(minutes=1)
        else:
            found = _within(rule, begin)
            if found:
                yield found
                empty = 0
            cursor = begin + unit


def _next_of(begin: datetime, hours: tuple[int, ...], hour: timedelta) -> datetime:
    """Return the beginning of the next hour that the rule names."""
    plain = begin.replace(minute=0, second=0)
    later = [named for named in hours if named > begin.hour]
    return plain.replace(hour=later[0]) if later else plain.replace(hour=0) + 24 * hour


def _floor(at: datetime, freq: Freq) -> datetime:
    if freq is Freq.HOURLY:
        return at.replace(minute=0, second=0, microsecond=0)
    return at.replace(second=0, microsecond=0) if freq is Freq.MINUTELY else at.replace(microsecond=0)


def _within(rule: Rule, begin: datetime) -> list[datetime]:
    if rule.freq is Freq.SECONDLY:
        return [begin] if not rule.bysecond or begin.second in rule.bysecond else []
    minutes = rule.byminute if rule.freq is Freq.HOURLY else (begin.minute,)
    found = [begin.replace(minute=minute, second=second) for minute, second in product(minutes, rule.bysecond)]
    if not rule.bysetpos:
        return found
    named = {place - 1 if place > 0 else len(found) + place for place in rule.bysetpos}
    return [found[place] for place in sorted(named) if 0 <= place < len(found)]
