"""Which days of a year a rule allows. There are few kinds of years, so it is found out once for each kind."""

import calendar
from bisect import bisect_left
from collections.abc import Iterator
from datetime import MAXYEAR, date

from bot.domain.recurrence.rule import Freq, Rule

_LENGTHS = {
    leap: [0, *(calendar.monthrange(2000 + (not leap), month)[1] for month in range(1, 13))] for leap in (False, True)
}
_OFFSETS = {leap: [sum(lengths[:month]) for month in range(14)] for leap, lengths in _LENGTHS.items()}
"""Days of the year before a month."""
_WEEK = 7


class Days:
    """The days (proleptic ordinals) that a rule's parts allow, whether it is their turn or not."""

    def __init__(self, rule: Rule) -> None:
        """Of a rule that leaves nothing open."""
        self._rule = rule
        self._years: dict[int, tuple[int, tuple[int, ...]]] = {}
        self._kinds: dict[tuple[bool, int, bool], tuple[int, ...]] = {}

    def between(self, begin: int, end: int) -> list[int]:
        """Return the days from ``begin`` until before ``end``."""
        found: list[int] = []
        for year in range(date.fromordinal(begin).year, date.fromordinal(end - 1).year + 1):
            before, days = self._of_year(year)
            found += [before + day for day in days[bisect_left(days, begin - before) : bisect_left(days, end - before)]]
        return found

    def next(self, begin: int, last_year: int) -> int | None:
        """Return the first day from ``begin`` on, if there is one up to ``last_year``."""
        for year in range(date.fromordinal(begin).year, last_year + 1):
            before, days = self._of_year(year)
            if days and days[-1] >= begin - before:
                return before + days[bisect_left(days, begin - before)]
        return None

    def _of_year(self, year: int) -> tuple[int, tuple[int, ...]]:
        """Return the day before which a year begins, and its days counted from 0."""
        known = self._years.get(year)
        if known is None:
            before = date(min(year, MAXYEAR), 1, 1).toordinal()
            kind = (calendar.isleap(year), (before + 6) % _WEEK, calendar.isleap(year - 1))
            if kind not in self._kinds:
                self._kinds[kind] = _of_kind(self._rule, *kind)
            known = self._years[year] = (before, self._kinds[kind])
        return known


def _of_kind(rule: Rule, leap: bool, first: int, leap_before: bool) -> tuple[int, ...]:  # noqa: FBT001
    """Return the days of a kind of year.

    :param first: the weekday of 1 January.
    """
    days = set(_by_date(rule, leap))
    if rule.byday:
        days &= _by_weekday(rule, leap, first)
    if rule.byyearday:
        length = _OFFSETS[leap][13]
        days &= {day - 1 if day > 0 else length + day for day in rule.byyearday}
    if rule.byweekno:
        days &= _by_week(rule, leap, first, leap_before)
    return tuple(sorted(days))


def _by_date(rule: Rule, leap: bool) -> Iterator[int]:  # noqa: FBT001 (not a switch: what kind of year)
    for month in rule.bymonth or range(1, 13):
        offset, length = _OFFSETS[leap][month], _LENGTHS[leap][month]
        if not rule.bymonthday:
            yield from range(offset, offset + length)
            continue
        numbers = {day if day > 0 else length + 1 + day for day in rule.bymonthday}
        yield from (offset + number - 1 for number in sorted(numbers) if 1 <= number <= length)


def _by_weekday(rule: Rule, leap: bool, first: int) -> set[int]:  # noqa: FBT001
    """Return the days that are one of the rule's weekdays, the nth ones of each span that they count in."""
    length = _OFFSETS[leap][13]
    found: set[int] = set()
    for day in rule.byday:
        if not day.nth:
            found.update(range((day.day - first) % _WEEK, length, _WEEK))
    nths = [day for day in rule.byday if day.nth]
    for begin, end in _spans(rule, leap) if nths else ():
        for nth, weekday in nths:
            same = range(begin + (weekday - first - begin) % _WEEK, end, _WEEK)
            if -len(same) <= nth <= len(same):
                found.add(same[nth - 1 if nth > 0 else nth])
    return found


def _spans(rule: Rule, leap: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001
    """Yield the months or the year in which weekdays are counted."""
    if rule.freq is Freq.YEARLY and not rule.bymonth:
        yield 0, _OFFSETS[leap][13]
        return
    for month in rule.bymonth or range(1, 13):
        yield _OFFSETS[leap][month], _OFFSETS[leap][month + 1]


def _by_week(rule: Rule, leap: bool, first: int, leap_before: bool) -> set[int]:  # noqa: FBT001
    """Return the days of the rule's numbered weeks; the first week of a year has at least four days in it."""
    length = _OFFSETS[leap][13]
    begin, weeks = _weeks(first, length, rule.wkst)
    length_before = _OFFSETS[leap_before][13]
    _, weeks_before = _weeks((first - length_before) % _WEEK, length_before, rule.wkst)
    numbered = {number + 1: range(begin + _WEEK * number, begin + _WEEK * (number + 1)) for number in range(weeks)}
    found: set[int] = set()
    for number in rule.byweekno:
        week = number if number > 0 else weeks + 1 + number
        found.update(day for day in numbered.get(week, ()) if 0 <= day < length)
        if number == 1:
            found.update(range(begin + _WEEK * weeks, length))
        if number in {weeks_before, -1}:
            found.update(range(max(0, begin)))
    return found


def _weeks(first: int, length: int, wkst: int) -> tuple[int, int]:
    """Return when the first week of a year begins (it may be before the year), and how many weeks it has."""
    begin = (wkst - first) % _WEEK
    if begin >= 4:  # noqa: PLR2004 (days of the week before, which is the first one then)
        begin -= _WEEK
    return begin, (length - begin + 3) // _WEEK
