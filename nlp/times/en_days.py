"""Works out which days English words mean, seen from the day of the message."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from nlp.times.calendar import add_months, day_of, monday, month_end, next_weekday, nth_weekday, quarter_start
from nlp.times.en_tokens import Written
from nlp.times.en_words import Tag
from nlp.times.found import Doubt

_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_LEAP_YEARS = 8
"""29 February comes back within so many years."""
_MONTHS_AHEAD = 14 * 12
"""Within so many months every day of a month falls on every weekday."""


class Days(NamedTuple):
    """One day or several; and by which features they were named, which a recurrence needs."""

    first: date | None
    last: date | None
    doubts: tuple[Doubt, ...] = ()
    weekday: int | None = None
    nth: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    bare: bool = False
    """Only a weekday or a day of the month was said, so that it may lie after another day which was said with it."""
    period: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is a single day, not a period."""
        return self.first == self.last and not self.period

    @property
    def is_week(self) -> bool:
        """Whether it is a week from Monday to Sunday."""
        return (
            self.first is not None and self.first.weekday() == 0 and self.last == self.first + timedelta(days=_SUNDAY)
        )


def one(
    found: date | None,
    /,
    *doubts: Doubt,
    weekday: int | None = None,
    nth: int | None = None,
    month: int | None = None,
    day: int | None = None,
    year: int | None = None,
    bare: bool = False,
) -> Days:
    """A single day, with the features by which it was named; None if the calendar has no such day."""
    doubts = (Doubt.NO_SUCH_DAY,) if found is None else doubts
    return Days(found, found, doubts, weekday, nth, month, day, year, bare)


def period(first: date, last: date, month: int | None = None, year: int | None = None) -> Days:
    """All days from one to another."""
    return Days(first, last, month=month, year=year, period=True)


def on_weekday(today: date, weekday: int) -> Days:
    """A bare weekday: the next one; whoever says today's name may mean today."""
    day = next_weekday(today + timedelta(days=1), weekday)
    doubts = (Doubt.DAY,) if today.weekday() == weekday else ()
    return one(day, *doubts, weekday=weekday, bare=True)


def on_relative_weekday(today: date, weekday: int, shifts: Sequence[int]) -> Days:
    """A weekday behind "this", "next", "next next" or "last".

    "Next" means next week's to most speakers, and the nearest one to others.
    """
    nearest = next_weekday(today, weekday)
    if -1 in shifts:
        return one(nearest - timedelta(weeks=1), weekday=weekday, nth=-1)
    if 0 in shifts:
        return one(nearest, weekday=weekday)
    in_next_week = monday(today) + timedelta(weeks=1, days=weekday)
    unsure = (Doubt.DAY,) if nearest < in_next_week else ()
    return one(in_next_week + timedelta(weeks=len(shifts) - 1), *unsure, weekday=weekday)


def in_week(today: date, weekday: int, weeks: int) -> Days:
    """A weekday of this, next or last week."""
    return one(monday(today) + timedelta(weeks=weeks, days=weekday))


def on_date(today: date, month: int, day: int, year: int | None, weekday: int | None = None) -> Days:
    """A day of a month; without a year, the next one that there is. A weekday that does not fit is doubted."""
    if year is not None:
        found = day_of(year, month, day)
    else:
        years = (day_of(today.year + ahead, month, day) for ahead in range(_LEAP_YEARS + 1))
        found = next((ahead for ahead in years if ahead is not None and ahead >= today), None)
    fits = weekday is None or found is None or found.weekday() == weekday
    return one(found, *(() if fits else (Doubt.DAY,)), month=month, day=day, year=year)


def on_written(today: date, written: Written) -> Days:
    """A date in digits; its year is 0 where none was written."""
    days = on_date(today, written.month, written.day, written.year or None) if 1 <= written.month <= 12 else one(None)  # noqa: PLR2004 - months
    return days._replace(doubts=(*days.doubts, Doubt.DAY)) if written.unsure and days.first else days


def on_day_of_month(today: date, day: int, weekday: int | None = None) -> Days:
    """A day named by its number, as "the 21st" or "Monday the 9th": the next one that fits."""
    for months in range(_MONTHS_AHEAD):
        month = add_months(today.replace(day=1), months)
        found = day_of(month.year, month.month, day)
        if found and found >= today and weekday in (None, found.weekday()):
            return one(found, day=day, bare=True)
    return one(None)


def day_in_month(today: date, day: int, months: int) -> Days:
    """The 20th of this or next month; -1 is its last day."""
    month = add_months(today.replace(day=1), months)
    return one(month_end(month) if day < 0 else day_of(month.year, month.month, day))


def nth_in_month(today: date, nth: int, weekday: int, month: int, year: int | None) -> Days:
    """The nth weekday of a named month, this year or the next."""
    found = nth_weekday(year or today.year, month, weekday, nth)
    if year is None and (found is None or found < today):
        found = nth_weekday(today.year + 1, month, weekday, nth)
    return one(found, nth=nth, weekday=weekday, month=month, year=year)


def nth_in_relative_month(today: date, nth: int, weekday: int, months: int) -> Days:
    """The nth weekday of this or next month."""
    month = add_months(today.replace(day=1), months)
    return one(nth_weekday(month.year, month.month, weekday, nth))


def in_month(today: date, month: int, year: int | None) -> Days:
    """A whole month: this year's if it is not over."""
    if year is None:
        year = today.year + (month < today.month)
    first = date(year, month, 1)
    return period(first, month_end(first), month, year)


def in_year(year: int) -> Days:
    """A whole year."""
    return period(date(year, 1, 1), date(year, 12, 31), year=year)


def in_quarter(today: date, number: int, year: int | None) -> Days:
    """A quarter of a year: this year's if it is not over."""
    first = date(year or today.year, number * 3 - 2, 1)
    if year is None and month_end(add_months(first, 2)) < today:
        first = add_months(first, 12)
    return period(first, month_end(add_months(first, 2)))


def in_season(today: date, month: int, shift: int, year: int | None) -> Days:
    """Three months from the one in which a season begins."""
    first = date(year or today.year, month, 1)
    if year is None:
        is_over = month_end(add_months(first, 2)) < today
        first = add_months(first, 12 * (max(shift, 0) + is_over if shift >= 0 else is_over - 1))
        if shift > 0 and add_months(first, -12) > today:
            first = add_months(first, -12)
    return period(first, month_end(add_months(first, 2)))


def weekend(today: date, shift: int) -> Days:
    """Saturday and Sunday of this, next or last week."""
    saturday = monday(today) + timedelta(weeks=shift, days=_SATURDAY)
    return period(saturday, saturday + timedelta(days=1))


def workweek(today: date, shift: int) -> Days:
    """Monday to Friday of this, next or last week."""
    first = monday(today) + timedelta(weeks=shift)
    return period(first, first + timedelta(days=_FRIDAY))


def whole(today: date, unit: str, shift: int) -> Days:
    """A day, week, month, quarter or year as a whole: this one, the next or the last."""
    match unit:
        case Tag.DAYS:
            return one(today + timedelta(days=shift))
        case Tag.WEEKS | Tag.FORTNIGHT:
            first = monday(today) + timedelta(weeks=shift)
            return period(first, first + timedelta(days=_SUNDAY))
        case Tag.MONTHS:
            first = add_months(today.replace(day=1), shift)
            return period(first, month_end(first))
        case Tag.QUARTER:
            first = add_months(quarter_start(today), 3 * shift)
            return period(first, month_end(add_months(first, 2)))
        case _:
            return in_year(today.year + shift)


def edge(days: Days, which: int) -> Days:
    """The beginning, the middle or the end of a period: a third of it."""
    if days.first is None or days.last is None or days.is_one:
        return days
    length = (days.last - days.first).days + 1
    third = length // 3
    first = days.first + timedelta(days=(0, third, length - third)[which])
    last = days.last if which == _LAST_THIRD else first + timedelta(days=third - 1)
    return period(first, last)


_LAST_THIRD: Final = 2


def week_of(days: Days) -> Days:
    """The week in which a day lies."""
    if days.first is None:
        return days
    first = monday(days.first)
    return period(first, first + timedelta(days=_SUNDAY))
