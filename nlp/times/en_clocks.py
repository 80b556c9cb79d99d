"""Clock times and lengths of time in English."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from nlp.times.calendar import add_months
from nlp.times.en_grammar import LENGTH, NUMBER, Row, has, value_of
from nlp.times.en_tokens import Clock, Token
from nlp.times.en_words import Tag

_HOUR: Final = "[low mid spelled]"
_TARGET: Final = f"(?:(?:{_HOUR} dash? [mid high spelled]?|clock|decimal) ish? oclock? (?:in? the? meridiem)?|named)"
_NOT_COUNTED: Final = "(?![weekday minutes hours days weeks months years measure])"
_CLOCKS: Final = (
    f"(?:half|a? quarter|{NUMBER} minutes?) past {_TARGET}",
    f"(?:a? quarter|{NUMBER} minutes) (?:[to before after until]) {_TARGET}",
    f"{NUMBER} (?:[to before]) named",
    f"{NUMBER} after {_HOUR} (?:in the)? meridiem",
)
_SAID: Final = (
    f"{_HOUR}? named",
    f"{_HOUR} oclock named",
    "clock ish? oclock? (?:in? the? meridiem)?",
    "decimal meridiem",
    f"{_HOUR} dash? [mid high spelled]? oclock? in? the? meridiem",
    f"{_HOUR} dash? [mid high spelled]? oclock",
    "high meridiem",
    "high ish",
    f"{_HOUR} ish",
    "(?<=at) high (?=in the part|tonight)",
    f"(?<=[at by until from to between before part]) spelled dash? spelled {_NOT_COUNTED}",
    "spelled dash? spelled (?=[relday tonight]|in the part)",
    f"(?<=[at relday]) low [mid high] {_NOT_COUNTED}",
    "(?<=[at relday]) decimal (?!measure|word|meridiem)",
    "(?<=[at dash year month nth relday weekday comma]) [low mid] letter (?=\\Z|[stop comma on plain])",
)
_NUMBERS: Final = frozenset({Tag.LOW, Tag.MID, Tag.HIGH, Tag.SPELLED})
_MINUTES_A_DAY: Final = 24 * 60


def _read_said(tokens: Sequence[Token], _today: date) -> Clock | None:
    """Read "7", "seven thirty", "7:30" or "8.10", each with or without a half of the day."""
    said = {token.tag: token.value for token in tokens}
    numbers = [token.value for token in tokens if token.tag in _NUMBERS]
    clock, written = said.get(Tag.CLOCK), said.get(Tag.DECIMAL)
    if clock is None:
        clock = _in_decimal(written) if written else _in_numbers(*numbers) if numbers else None
    if Tag.NAMED in said:
        return _at_named(clock, said[Tag.NAMED])
    if clock is None or said.get(Tag.LETTER, Tag.HOURS) != Tag.HOURS:
        return None
    return _in_half(clock, said.get(Tag.MERIDIEM), exact=len(numbers) != 1)


def _at_named(clock: Clock | None, named: int) -> Clock | None:
    """Read "noon", "12 noon", "2 o'clock midnight"."""
    if clock is None:
        return Clock(named, is_midnight=named == 0)
    half = "a" if named == 0 else "p" if clock.hour == 12 else None  # noqa: PLR2004 - "12 noon"
    return _in_half(clock, half, exact=False)


def _in_decimal(written: str) -> Clock | None:
    """Read 8.10; 8.1 is no time."""
    hour, minute = written.split(".")
    return _in_numbers(int(hour), int(minute)) if len(minute) == 2 else None  # noqa: PLR2004


def _in_numbers(hour: int, minute: int = 0) -> Clock | None:
    """Read an hour and a minute, or both in one as in 730."""
    if hour >= 100:  # noqa: PLR2004
        hour, minute = divmod(hour, 100)
    return Clock(hour, minute, not 1 <= hour <= 12) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def _in_half(clock: Clock, half: str | None, *, exact: bool) -> Clock | None:
    """Put a clock time into a half of the day; "15:30 pm" happens, "14 pm" is something else."""
    if half is None:
        return clock
    if clock.hour > 12:  # noqa: PLR2004 - the clock's face
        return clock if exact and half == "p" else None
    return Clock(clock.hour % 12 + (12 if half == "p" else 0), clock.minute)


def _read_half(tokens: Sequence[Token], today: date) -> Clock | None:
    """Read the British "half ten"."""
    hour = _read_said(tokens[1:], today)
    return hour._replace(minute=30) if hour else None


def _read_shifted(tokens: Sequence[Token], today: date) -> Clock | None:
    """Read "half past six", "quarter to 8" or "20 minutes after 6pm"."""
    turn = next(
        index for index, token in enumerate(tokens) if token.tag in (Tag.PAST, Tag.TO, Tag.BEFORE, Tag.AFTER, Tag.UNTIL)
    )
    said, target = tokens[:turn], _read_said(tokens[turn + 1 :], today)
    if target is None:
        return None
    minutes = 30 if has(said, Tag.HALF) else 15 if has(said, Tag.QUARTER) else value_of(said, *_NUMBERS)
    back = tokens[turn].tag in (Tag.TO, Tag.BEFORE, Tag.UNTIL)
    shifted = target.hour * 60 + target.minute + (-minutes if back else minutes)
    hour, minute = divmod(shifted % _MINUTES_A_DAY, 60)
    return Clock(hour if target.sure or hour else 12, minute, target.sure)


class Span(NamedTuple):
    """A length of time."""

    months: int = 0
    days: int = 0
    seconds: float = 0
    is_loose: bool = False
    """ "a day", "all week": it needs a word like "for" before it is meant as a length."""

    @property
    def duration(self) -> timedelta:
        """The length; months have 30 days and years 365, for want of a date."""
        years, months = divmod(self.months, 12)
        return timedelta(days=self.days + 30 * months + 365 * years, seconds=self.seconds)

    def after(self, moment: datetime, times: int = 1) -> datetime:
        """Return the moment that lies so much after (-1: before) another."""
        day = self.after_day(moment.date(), times)
        return datetime.combine(day, moment.timetz()) + timedelta(seconds=self.seconds * times)

    def after_day(self, day: date, times: int = 1) -> date:
        """Return the day that lies so much after (-1: before) another."""
        return add_months(day, self.months * times) + timedelta(days=self.days * times)


_SECONDS: Final = {Tag.SECONDS: 1, Tag.MINUTES: 60, Tag.HOURS: 3600}
_DAYS: Final = {Tag.DAYS: 1, Tag.WEEKS: 7, Tag.FORTNIGHT: 14}
_MONTHS: Final = {Tag.MONTHS: 1, Tag.YEARS: 12}
_UNITS: Final = frozenset({*_SECONDS, *_DAYS, *_MONTHS, Tag.LETTER})
_AMOUNTS: Final = frozenset({*_NUMBERS, Tag.COUPLE, Tag.FEW, Tag.DECIMAL})
_COUNTING: Final = (*_AMOUNTS, Tag.HALF, Tag.QUARTER, Tag.FORTNIGHT)
_ONE_DAY: Final = Span(days=1)
"""Stories begin with "one day", too."""


def _add(span: Span, amount: float, unit: str) -> Span:
    """Add so many units; fractions of long units become shorter ones."""
    months, days, seconds, _ = span
    if unit in _SECONDS:
        return Span(months, days, seconds + amount * _SECONDS[unit])
    if unit in _DAYS:
        more = amount * _DAYS[unit]
        return Span(months, days + int(more), seconds + more % 1 * 86400)
    more = amount * _MONTHS[unit]
    return Span(months + int(more), days + int(more % 1 * 30), seconds)


def _is_letter(tokens: Sequence[Token]) -> bool:
    """Whether it is only "3d" or "2w", which may be something else; "2h" is not."""
    return len(tokens) == 2 and tokens[1].tag == Tag.LETTER and tokens[1].value != Tag.HOURS  # noqa: PLR2004


def read_span(tokens: Sequence[Token], _today: date) -> Span:
    """Add up a length of time: an amount before each unit, and perhaps a half behind the last."""
    span = Span()
    amount: float | None = None
    unit = Tag.DAYS
    for index, token in enumerate(tokens):
        if token.tag in _UNITS:
            unit = token.value
            span = _add(span, 1 if amount is None else amount, unit)
            amount = None
        elif token.tag in _AMOUNTS:
            amount = float(token.value)
        elif token.tag == Tag.HALF:
            amount = (amount or 0) + 0.5
        elif token.tag == Tag.QUARTER:
            amount = (amount or 1) / 4
        elif token.tag == Tag.A and amount is None and tokens[index + 1].tag != Tag.HALF:
            amount = 1
    if amount is not None:
        span = _add(span, amount, unit)
    if has(tokens, *_COUNTING) and span != _ONE_DAY and not _is_letter(tokens):
        return span
    return span._replace(is_loose=True)


class Ahead(NamedTuple):
    """So long after now, or before it."""

    span: Span
    times: int = 1


def _read_ahead(tokens: Sequence[Token], today: date) -> Ahead:
    back = has(tokens, Tag.AGO) or (has(tokens[:4], Tag.LAST, Tag.PAST) and not has(tokens, Tag.LATER))
    return Ahead(read_span(tokens, today), -1 if back else 1)


def _nothing(_tokens: Sequence[Token], _today: date) -> bool:
    return True


_COUNTED: Final = f"(?:{NUMBER}|a? few|a? couple of?)"
_UNITS_NAMED: Final = "[seconds minutes hours days weeks months years]"

LENGTHS: Final = (
    Row(f"{LENGTH} dash? old", Tag.WORD, _nothing),
    Row("greeting [weekday sunny weekend part holiday]", Tag.WORD, _nothing),
    Row(f"{NUMBER} times (?:a|every) {_UNITS_NAMED}", Tag.WORD, _nothing),
    Row(f"in around? around? {LENGTH} (?![from after before ago later])", Tag.MOMENT, _read_ahead),
    Row(f"{LENGTH} (?:[ago later]|from now)", Tag.MOMENT, _read_ahead),
    Row(f"within (?:the? next)? {LENGTH}", Tag.LIMIT, _read_ahead),
    Row(f"(?:[in for during])? the? [next last past] {_COUNTED} {_UNITS_NAMED}", Tag.WINDOW, _read_ahead),
    Row(f"[in for during] the {_COUNTED} next {_UNITS_NAMED}", Tag.WINDOW, _read_ahead),
    Row(f"(?:[for during in]) the past {_UNITS_NAMED}", Tag.WINDOW, _read_ahead),
    Row(f"for the next {_UNITS_NAMED}", Tag.WINDOW, _read_ahead),
)
CLOCKS: Final = (
    Row(f"(?<=[at by until from around]) half {_HOUR} (?:in? the? meridiem)?", Tag.HOUR, _read_half),
    *(Row(pattern, Tag.HOUR, _read_shifted) for pattern in _CLOCKS),
    *(Row(pattern, Tag.HOUR, _read_said) for pattern in _SAID),
)
SPANS: Final = (
    Row(f"{LENGTH}", Tag.SPAN, read_span),
    Row(f"whole dash? {_UNITS_NAMED}", Tag.SPAN, read_span),
)
