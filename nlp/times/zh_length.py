"""Chinese lengths of time: "一个半小时", "两天"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from nlp.times.calendar import add_months, add_workdays
from nlp.times.zh_tokens import Token
from nlp.times.zh_words import LENGTHS, MONTHS_IN, WORKDAY, number

_DAY = timedelta(days=1)
_Day = TypeVar("_Day", date, datetime)


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit."""

    count: float
    unit: str

    @property
    def in_days(self) -> bool:
        """Whether it is measured in days or more, so that the hour does not count."""
        return LENGTHS[self.unit] >= _DAY and (self.unit in MONTHS_IN or self.duration % _DAY == timedelta())

    @property
    def duration(self) -> timedelta:
        """Its length, where a month has thirty days."""
        return self.count * LENGTHS[self.unit]


def length_of(token: Token) -> Length:
    """Return the length that a piece of text says."""
    unit = token["length_unit"]
    half = 0.5 if token["length_half"] or token["length_mid"] in ("个半", "半") else 0
    return Length(_count(token["length_n"]) + half, unit)


def _count(said: str) -> float:
    if said == "半":
        return 0.5
    whole, point, tenth = said.partition("." if "." in said else "点")
    return number(whole) + (number(tenth) / 10 ** len(tenth) if point else 0)


def shift(day: _Day, length: Length, sign: int) -> _Day:
    """Return what is a length away; months and years go by the calendar."""
    months = length.count * MONTHS_IN.get(length.unit, 0)
    if months and months == int(months):
        return _in_months(day, sign * int(months))
    if length.unit == WORKDAY and sign > 0 and length.count == int(length.count):
        return day + (add_workdays(_date(day), int(length.count)) - _date(day))
    return day + sign * length.duration


def _date(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _in_months(day: _Day, months: int) -> _Day:
    there = add_months(_date(day), months)
    return day.replace(year=there.year, month=there.month, day=there.day)
