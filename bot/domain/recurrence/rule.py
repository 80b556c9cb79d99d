"""An RRULE as a value, and its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import NamedTuple, TypeVar

LONGEST = 1_000
"""Characters of a rule that are read."""
MOST_PARTS = 366
MOST_TIMES = 10_000
"""The largest COUNT: a daily class for 27 years."""
LARGEST_INTERVAL = 10_000

T = TypeVar("T")


class BadRule(ValueError):
    """That is no rule, or none that may be followed."""


class Freq(IntEnum):
    """How long a period of the rule is."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3
    HOURLY = 4
    MINUTELY = 5
    SECONDLY = 6


class Weekday(NamedTuple):
    """A day of the week; of a month or a year perhaps only its nth one."""

    nth: int
    """0: each of them; -1: the last one."""
    day: int
    """Monday is 0, as in ``date.weekday()``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What comes again, and when. What it leaves open is as in the first time."""

    freq: Freq
    interval: int = 1
    count: int | None = None
    until: datetime | date | None = None
    """The last moment, by any clock, or the last day. It is included."""
    byday: tuple[Weekday, ...] = ()
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysecond: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    wkst: int = 0

    @property
    def once_a_day(self) -> bool:
        """It comes at most once a day, so that a day names one time of it."""
        several = len(self.byhour) > 1 or len(self.byminute) > 1 or len(self.bysecond) > 1
        return self.freq <= Freq.DAILY and not several

    @property
    def endless(self) -> bool:
        """Nothing in it says when it is over."""
        return self.count is None and self.until is None

    def __str__(self) -> str:
        """The value of an RRULE."""
        parts = {
            "FREQ": self.freq.name,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count or ""),
            "UNTIL": _until_text(self.until),
            "BYMONTH": _list(self.bymonth),
            "BYWEEKNO": _list(self.byweekno),
            "BYYEARDAY": _list(self.byyearday),
            "BYMONTHDAY": _list(self.bymonthday),
            "BYDAY": ",".join(f"{day.nth or ''}{_DAYS[day.day]}" for day in self.byday),
            "BYHOUR": _list(self.byhour),
            "BYMINUTE": _list(self.byminute),
            "BYSECOND": _list(self.bysecond),
            "BYSETPOS": _list(self.bysetpos),
            "WKST": _DAYS[self.wkst] if self.wkst else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def parse(text: str) -> Rule:
    """Read the value of an RRULE.

    :raises BadRule: it isn't one, or it asks for more than may be followed.
    """
    if len(text) > LONGEST:
        raise BadRule("too long")
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value or name not in _READ or name in parts:
            raise BadRule(f"not a part of a rule: {name[:20]}")
        parts[name] = value
    if "FREQ" not in parts:
        raise BadRule("no FREQ")
    rule = Rule(**{name.lower(): _READ[name](value) for name, value in parts.items()})  # type: ignore[arg-type]
    _check(rule)
    return rule


_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _check(rule: Rule) -> None:
    by_week = rule.freq > Freq.MONTHLY or (rule.freq is Freq.YEARLY and rule.byweekno)
    if by_week and any(day.nth for day in rule.byday):
        raise BadRule("an nth weekday belongs to months and years")
    if rule.byweekno and rule.freq is not Freq.YEARLY:
        raise BadRule("BYWEEKNO belongs to years")
    if rule.bymonthday and rule.freq is Freq.WEEKLY:
        raise BadRule("BYMONTHDAY doesn't belong to weeks")
    if rule.byyearday and rule.freq in {Freq.MONTHLY, Freq.WEEKLY, Freq.DAILY}:
        raise BadRule("BYYEARDAY doesn't belong to months, weeks and days")
    if rule.count is not None and rule.until is not None:
        raise BadRule("either COUNT or UNTIL")
    others = (
        rule.byday, rule.bymonthday, rule.bymonth, rule.byyearday, rule.byweekno,
        rule.byhour, rule.byminute, rule.bysecond,
    )  # fmt: skip
    if rule.bysetpos and not any(others):
        raise BadRule("BYSETPOS picks from nothing")


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        plain = text[1:] if text[:1] in {"+", "-"} else text
        if not (plain.isascii() and plain.isdigit()) or len(plain) > 5:  # noqa: PLR2004 (more than any limit)
            raise BadRule("not a number")
        number = int(text)
        if not least <= number <= most or (least < 0 and number == 0):
            raise BadRule("a number that is too small or too large")
        return number

    return read


def _several(read: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    def read_all(text: str) -> tuple[T, ...]:
        parts = text.split(",")
        if len(parts) > MOST_PARTS:
            raise BadRule("too many parts")
        return tuple(sorted({read(part) for part in parts}))  # type: ignore[type-var]

    return read_all


def _weekday(text: str) -> Weekday:
    if text[-2:] not in _DAYS:
        raise BadRule("not a weekday")
    nth = _number(-53, 53)(text[:-2]) if text[:-2] else 0
    return Weekday(nth, _DAYS.index(text[-2:]))


def _plain_weekday(text: str) -> int:
    if text not in _DAYS:
        raise BadRule("not a weekday")
    return _DAYS.index(text)


def _freq(text: str) -> Freq:
    if text not in Freq.__members__:
        raise BadRule("not a frequency")
    return Freq[text]


def _until(text: str) -> datetime | date:
    try:
        if "T" not in text:
            return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()
        if text.endswith("Z"):
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 (by the clock of wherever it is used)
    except ValueError:
        raise BadRule("not a time") from None


def _until_text(until: datetime | date | None) -> str:
    if until is None:
        return ""
    if not isinstance(until, datetime):
        return f"{until:%Y%m%d}"
    return f"{until.astimezone(UTC):%Y%m%dT%H%M%SZ}" if until.tzinfo else f"{until:%Y%m%dT%H%M%S}"


def _list(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


_READ: Mapping[str, Callable[[str], object]] = {
    "FREQ": _freq,
    "INTERVAL": _number(1, LARGEST_INTERVAL),
    "COUNT": _number(1, MOST_TIMES),
    "UNTIL": _until,
    "BYDAY": _several(_weekday),
    "BYMONTHDAY": _several(_number(-31, 31)),
    "BYMONTH": _several(_number(1, 12)),
    "BYYEARDAY": _several(_number(-366, 366)),
    "BYWEEKNO": _several(_number(-53, 53)),
    "BYHOUR": _several(_number(0, 23)),
    "BYMINUTE": _several(_number(0, 59)),
    "BYSECOND": _several(_number(0, 59)),
    "BYSETPOS": _several(_number(-366, 366)),
    "WKST": _plain_weekday,
}
