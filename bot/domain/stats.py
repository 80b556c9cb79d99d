"""Figures for a span of time: which span words mean, and what is counted."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.domain.ids import SquadKey


class Span(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_DAYS: Mapping[Span, int] = {Span.WEEK: 7, Span.MONTH: 30, Span.YEAR: 365}
_SPANS: Mapping[str, Span] = {
    **dict.fromkeys(("week", "last week", "周", "一周", "本周", "这周", "最近一周"), Span.WEEK),
    **dict.fromkeys(("", "month", "last month", "月", "一个月", "本月", "这个月", "最近一个月"), Span.MONTH),
    **dict.fromkeys(("year", "last year", "年", "一年", "今年", "全年", "最近一年"), Span.YEAR),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTH = re.compile(r"(?:(?P<year>20\d\d)\s*[年/.-]\s*)?(?P<month>1[0-2]|0?[1-9])\s*月?")
_EARLIEST = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are counted: from the first to the last, both of them."""

    first: date
    last: date

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return when the period begins, and when it is over."""
        begins, ends = (datetime.combine(day, time.min, tzinfo=zone) for day in (self.first, self.last + timedelta(1)))
        return begins, ends


def period_in(words: str, today: date) -> Period | None:
    """Return the period that words ask for: week, month, year, 3月, March, 2026-03, 2026; None if they say none."""
    said = " ".join(words.split()).casefold()
    if said in _SPANS:
        return Period(today - timedelta(days=_DAYS[_SPANS[said]] - 1), today)
    if re.fullmatch(r"20\d\d年?", said):
        year = int(said[:4])
        return Period(date(year, 1, 1), date(year, 12, 31))
    return _month_in(said, today)


def _month_in(said: str, today: date) -> Period | None:
    found = _MONTH.fullmatch(said)
    if found is not None and (found["year"] or "月" in said):
        return _month(int(found["year"] or 0), int(found["month"]), today)
    if said.endswith("月") and said[:-1] in _NUMERALS:
        return _month(0, _NUMERALS.index(said[:-1]) + 1, today)
    named = re.fullmatch(r"([a-z]{3,9})\.?(?: (20\d\d))?", said)
    if named is not None and named[1][:3] in _MONTHS:
        return _month(int(named[2] or 0), _MONTHS.index(named[1][:3]) + 1, today)
    return None


def _month(year: int, month: int, today: date) -> Period:
    """Return a month: of a year, else the last one of that name that has begun."""
    year = year or (today.year if month <= today.month else today.year - 1)
    first = date(year, month, 1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Group:
    """The issues of one squad and category that were reported in a period, and what became of them."""

    squad: SquadKey
    category: str | None
    received: int
    claimed: int
    done: int
    """Accepted."""
    returned: int
    """Sent back at least once."""
    overdue: int
    """Somebody should have taken them by now, or be done."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the issues of a period."""

    groups: tuple[Group, ...] = ()
    hours_to_claim: float | None = None
    """Half of those that were claimed were claimed sooner."""
    hours_to_accept: float | None = None

    def total(self, name: str) -> int:
        """Return one of the counts, summed up."""
        return sum(getattr(group, name) for group in self.groups)

    def by_squad(self) -> Counter[SquadKey]:
        """Return how many each squad has received."""
        counts: Counter[SquadKey] = Counter()
        for group in self.groups:
            counts[group.squad] += group.received
        return counts

    def by_category(self) -> Counter[str | None]:
        """Return how many there were of each category."""
        counts: Counter[str | None] = Counter()
        for group in self.groups:
            counts[group.category] += group.received
        return counts


def median_of(counts: Mapping[int, int]) -> float | None:
    """Return the value in the middle of values that are there so and so often."""
    total = sum(counts.values())
    if not total:
        return None
    low, high = (_at(counts, place) for place in ((total - 1) // 2, total // 2))
    return (low + high) / 2


def _at(counts: Mapping[int, int], place: int) -> int:
    """Return the value at a place of all in their order."""
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if place < passed:
            return value
    raise AssertionError("no such place")
