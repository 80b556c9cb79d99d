"""Days and periods in English: which rows of tokens name them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from nlp.times import en_days as days
from nlp.times.en_clocks import Span
from nlp.times.en_days import Days
from nlp.times.en_grammar import NTH, NUMBER, THROUGH, WEEKDAY, Row, has, value_of, values_of
from nlp.times.en_tokens import Token
from nlp.times.en_words import Tag

_DAY_NUMBERS: Final = (Tag.LOW, Tag.MID, Tag.SPELLED, Tag.NTH, Tag.ORDINAL)
_NUMBERED: Final = "[low mid spelled nth ordinal]"
_NOT_A_DAY: Final = "(?![meridiem oclock minutes hours days weeks months years times measure])"
_YEAR: Final = "(?:(?:comma|of|in|bar|dash)? year)?"
_NOT_COUNTED: Final = f"(?!{WEEKDAY}|[word label measure days weeks months years hours minutes quarter])"
"""What would be counted by a number that could be a day's."""
_SHIFT: Final = "[next following this last]"
_BEFORE_MONTH: Final = "(?<=[dash in by until from since of for to starting before between during])"
_BEFORE_DAY: Final = "[on by until from since for before between starting to dash]"
_WEEKDAYS: Final = (Tag.WEEKDAY, Tag.SUNNY)
_SHIFTS: Final = (Tag.NEXT, Tag.FOLLOWING, Tag.THIS, Tag.LAST)
_LONGEST_MONTH: Final = 31


def _relative(tokens: Sequence[Token], today: date) -> Days:
    return days.one(today + timedelta(days=value_of(tokens, Tag.RELDAY)))


def _day_after(tokens: Sequence[Token], today: date) -> Days:
    step = 1 if has(tokens, Tag.AFTER) else -1
    return days.one(today + timedelta(days=step + value_of(tokens, Tag.RELDAY)))


def _weekday(tokens: Sequence[Token], today: date) -> Days:
    return days.on_weekday(today, value_of(tokens, *_WEEKDAYS))


def _shifted_weekday(tokens: Sequence[Token], today: date) -> Days:
    shifts = values_of(tokens, *_SHIFTS)
    return days.on_relative_weekday(today, value_of(tokens, *_WEEKDAYS), [0] if 0 in shifts else shifts)


def _weekday_in_week(tokens: Sequence[Token], today: date) -> Days:
    return days.in_week(today, value_of(tokens, *_WEEKDAYS), sum(values_of(tokens, *_SHIFTS)))


def _weekdays_ahead(tokens: Sequence[Token], today: date) -> Days:
    first = days.on_weekday(today, value_of(tokens, Tag.WEEKDAYS, *_WEEKDAYS)).first or today
    return days.one(first + timedelta(weeks=value_of(tokens, Tag.LOW, Tag.SPELLED) - 1))


def _month_day(tokens: Sequence[Token], today: date) -> Days | None:
    day = value_of(tokens, *_DAY_NUMBERS)
    if not 1 <= day <= _LONGEST_MONTH:
        return None
    return days.on_date(
        today, value_of(tokens, Tag.MONTH), day, value_of(tokens, Tag.YEAR), value_of(tokens, *_WEEKDAYS)
    )


def _month_days(tokens: Sequence[Token], today: date) -> Days | None:
    """Some days of one month."""
    month, year = value_of(tokens, Tag.MONTH), value_of(tokens, Tag.YEAR)
    begin, end, *_ = values_of(tokens, *_DAY_NUMBERS)
    first, last = (days.on_date(today, month, day, year) for day in (begin, end))
    if first.first is None or last.last is None or begin >= end:
        return None
    start = first.first if first.first <= last.last else first.first.replace(year=last.last.year)
    return days.period(start, last.last)


def _month_numbers(tokens: Sequence[Token], today: date) -> Days | None:
    """From the 21st to the 23rd, of no month in particular."""
    begin, end = (days.on_day_of_month(today, day) for day in values_of(tokens, *_DAY_NUMBERS))
    if begin.first is None or end.last is None or begin.first > end.last:
        return None
    return days.period(begin.first, end.last)


def _day_of_month(tokens: Sequence[Token], today: date) -> Days | None:
    day = value_of(tokens, *_DAY_NUMBERS)
    return days.on_day_of_month(today, day, value_of(tokens, *_WEEKDAYS)) if day else None


def _day_in_relative_month(tokens: Sequence[Token], today: date) -> Days:
    numbers = [token.value for token in tokens if token.tag in _DAY_NUMBERS]
    shifts = [token.value for token in tokens[1 + (tokens[0].tag == Tag.THE) :] if token.tag in _SHIFTS]
    return days.day_in_month(today, numbers[0] if numbers else -1, sum(shifts))


def _nth_of_month(tokens: Sequence[Token], today: date) -> Days:
    nth, weekday = value_of(tokens, Tag.NTH, Tag.ORDINAL, Tag.LAST), value_of(tokens, *_WEEKDAYS)
    month = value_of(tokens, Tag.MONTH)
    if month:
        return days.nth_in_month(today, nth, weekday, month, value_of(tokens, Tag.YEAR))
    behind = tokens[next(index for index, token in enumerate(tokens) if token.tag in _WEEKDAYS) :]
    return days.nth_in_relative_month(today, nth, weekday, sum(values_of(behind, *_SHIFTS)))


def _last_day_of(tokens: Sequence[Token], today: date) -> Days:
    of = next(index for index, token in enumerate(tokens) if token.tag == Tag.OF)
    return days.one(_period(tokens[of:], today).last)


def _written(tokens: Sequence[Token], today: date) -> Days:
    return days.on_written(today, value_of(tokens, Tag.DATE, Tag.SLASH))


def _dotted(tokens: Sequence[Token], today: date) -> Days | None:
    """Read "on 5.17" and "on 5-17"."""
    written = value_of(tokens, Tag.DECIMAL)
    month, day = map(int, written.split(".")) if written else values_of(tokens, Tag.LOW, Tag.MID)
    found = days.on_date(today, month, day, None) if month in range(1, 13) else None
    return found if found and found.first else None


def _holiday(tokens: Sequence[Token], today: date) -> Days:
    month, day = value_of(tokens, Tag.HOLIDAY)
    return days.on_date(today, month, day, value_of(tokens, Tag.YEAR))


def _month(tokens: Sequence[Token], today: date) -> Days:
    named = days.in_month(today, value_of(tokens, Tag.MONTH), value_of(tokens, Tag.YEAR))
    if named.first and has(tokens, Tag.LAST) and not has(tokens, Tag.YEAR):
        past = named.first.year - (named.first > today)
        return days.in_month(today, named.first.month, past)
    return named


def _year_month(tokens: Sequence[Token], today: date) -> Days:
    year, month = value_of(tokens, Tag.YEARMONTH)
    return days.in_month(today, month, year)


def _year(tokens: Sequence[Token], _today: date) -> Days:
    return days.in_year(value_of(tokens, Tag.YEAR))


def _season(tokens: Sequence[Token], today: date) -> Days:
    return days.in_season(
        today, value_of(tokens, Tag.SEASON), value_of(tokens, *_SHIFTS) or 0, value_of(tokens, Tag.YEAR)
    )


def _quarter(tokens: Sequence[Token], today: date) -> Days | None:
    number = value_of(tokens, Tag.QUARTERED, Tag.NTH, Tag.ORDINAL)
    year = value_of(tokens, Tag.YEAR)
    if has(tokens, Tag.YEARS) and year is None:
        year = today.year + (value_of(tokens, *_SHIFTS) or 0)
    return days.in_quarter(today, number, year) if number in range(1, 5) else None


def _period(tokens: Sequence[Token], today: date) -> Days:
    """Read "this week", "next month", "last weekend" and their kin."""
    shift = sum(values_of(tokens, *_SHIFTS, Tag.PAST))
    if has(tokens, Tag.WEEKEND):
        return days.weekend(today, shift)
    if has(tokens, Tag.WORKDAY):
        return days.workweek(today, shift)
    if has(tokens, Tag.MONTH):
        return _month(tokens, today)
    unit = next(token.tag for token in tokens if token.tag in _PERIOD_UNITS)
    return days.whole(today, unit, shift)


_PERIOD_UNITS: Final = (Tag.DAYS, Tag.WEEKS, Tag.FORTNIGHT, Tag.MONTHS, Tag.QUARTER, Tag.YEARS)


def _edge(tokens: Sequence[Token], today: date) -> Days:
    which = value_of(tokens, Tag.EDGE, Tag.EARLY) or 0
    is_year = has(tokens, Tag.YEAR) and not has(tokens, Tag.MONTH)
    return days.edge(_year(tokens, today) if is_year else _period(tokens, today), which)


def _closing(tokens: Sequence[Token], today: date) -> Days:
    return days.one(days.whole(today, value_of(tokens, Tag.CLOSING), 0).last)


def _workweek(tokens: Sequence[Token], today: date) -> Days:
    return days.workweek(today, sum(values_of(tokens, *_SHIFTS)))


_PERIOD: Final = "[weeks months quarter years]"
_LED: Final = f"(?:{WEEKDAY} comma? (?:on? the)?)?"
_OF_MONTH: Final = f"(?:month{_YEAR}|the? {_SHIFT} months|the months)"

DAYS: Final = tuple(
    Row(pattern, Tag.DAY, build)
    for pattern, build in (
        (f"(?:{WEEKDAY} comma?)? date (?:comma? {WEEKDAY})?", _written),
        # Several days of a month.
        (f"month the? {_NUMBERED} (?:{THROUGH}|and) the? {_NUMBERED}{_NOT_A_DAY} {_YEAR} (?!month)", _month_days),
        (f"the? {_NUMBERED} {THROUGH} the? {_NUMBERED} of? month{_YEAR}", _month_days),
        (f"between the? {_NUMBERED} and the? {_NUMBERED} of? month{_YEAR}", _month_days),
        (f"between the? [nth ordinal] and the? [nth ordinal] (?!{WEEKDAY}|word|of)", _month_numbers),
        (f"from the? [nth ordinal] {THROUGH} the? [nth ordinal] (?!{WEEKDAY}|word|of)", _month_numbers),
        # One day of a month.
        (f"{_LED} month (?:stop|dash|bar)? the? {_NUMBERED}{_NOT_A_DAY}{_YEAR}(?:comma? {WEEKDAY})?", _month_day),
        (f"(?:{WEEKDAY} comma?)? the? {_NUMBERED} (?:stop|of|dash|bar|days of)? the? month{_YEAR}", _month_day),
        (f"year (?:dash|bar|comma)? month (?:dash|bar)? {_NUMBERED}", _month_day),
        (f"the? {NTH} (?:{WEEKDAY}) (?:of|in)? {_OF_MONTH}", _nth_of_month),
        (f"the? last days of (?:the? {_SHIFT}? [weeks months years quarter]|month{_YEAR})", _last_day_of),
        (f"the? {_NUMBERED} days? of the? {_SHIFT}? months", _day_in_relative_month),
        (f"{WEEKDAY} comma? the? (?:nth|mid|ordinal){_NOT_A_DAY}(?!{THROUGH} [low mid])", _day_of_month),
        (f"{WEEKDAY} the spelled", _day_of_month),
        ("the? nth comma weekday", _day_of_month),
        (f"(?<=[on by until before]) the? [nth mid] {_NOT_COUNTED}", _day_of_month),
        ("(?<=[on by until before]) the? low (?=at|from)", _day_of_month),
        (f"(?<={_BEFORE_DAY}) the [mid low nth spelled ordinal] (?=\\Z|[stop at from plain comma])", _day_of_month),
        (f"the nth {_NOT_COUNTED}", _day_of_month),
        (f"(?:(?<={_BEFORE_DAY})|{WEEKDAY} comma?) slash", _written),
        ("slash (?=at|[low mid]? clock|[low] meridiem)", _written),
        ("\\A slash \\Z", _written),
        ("(?<=on) decimal (?!word|measure)", _dotted),
        ("(?<=on) low dash mid (?!word|measure)", _dotted),
        ("the? holiday year?", _holiday),
        # Days seen from today.
        ("the? days [after before] relday", _day_after),
        ("relday", _relative),
        ("next days", lambda _tokens, today: days.one(today + timedelta(days=1))),
        (f"{WEEKDAY} comma? (?:of|in)? the? {_SHIFT} weeks", _weekday_in_week),
        (f"the? {_SHIFT} weeks comma? (?:on|comma)? {WEEKDAY}", _weekday_in_week),
        ("[low spelled] (?:[weekdays weekday sunny]) from now", _weekdays_ahead),
        (f"the? {_SHIFT} {_SHIFT}? {WEEKDAY}", _shifted_weekday),
        # Periods.
        (f"[in at]? the? (?:(?:edge|starting) of|early dash? of?) the? (?:{_SHIFT}? {_PERIOD}|month{_YEAR})", _edge),
        ("[in at]? the? (?:edge|starting) of year", _edge),
        ("(?<=[by until before at]) the edge of the? days", lambda _tokens, today: days.one(today)),
        ("the? closing", _closing),
        (f"the? {_SHIFT} workday weeks?", _workweek),
        (f"the? {_SHIFT} [weekend weeks fortnight months quarter years]", _period),
        ("whole weekend", _period),
        ("(?<=[in on at during for by until before]) the? weekend", _period),
        ("the weekend", _period),
        (f"{_SHIFT} month (?!{NUMBER})", _month),
        ("early? month (?:of|comma|bar|dash)? year", _month),
        (f"{_BEFORE_MONTH} early? month", _month),
        (f"month (?={THROUGH} month)", _month),
        ("\\A month \\Z", _month),
        ("yearmonth", _year_month),
        ("(?<=[in by until from since to before of during]) year", _year),
        (f"(?:[in during])? the? {_SHIFT} season", _season),
        ("[in during by] (?:the)? season", _season),
        ("season (?:of)? year", _season),
        ("the? quartered (?:of? the? year)?", _quarter),
        ("the (?:[nth ordinal]) quarter (?:(?:of|in)? year|of the? (?:[next this last])? years)?", _quarter),
        # A weekday alone.
        ("weekday", _weekday),
        ("(?<=[on by until since to dash this before starting between comma]) sunny (?!word)", _weekday),
        ("sunny (?=[at comma dash to until part clock] |low meridiem|clock|[low spelled] meridiem|part)", _weekday),
        (f"sunny (?=[and bar]{WEEKDAY})", _weekday),
        (f"(?<={WEEKDAY}[and bar]) sunny", _weekday),
        ("\\A sunny \\Z", _weekday),
    )
)


def _span_from(tokens: Sequence[Token], today: date) -> Days | None:
    """Read "two weeks from Friday"."""
    span: Span = value_of(tokens, Tag.SPAN)
    base: Days = value_of(tokens, Tag.DAY) or days.one(today)
    if base.first is None or span.seconds:
        return None
    return days.one(span.after_day(base.first, -1 if has(tokens, Tag.BEFORE) else 1))


def _week_of(tokens: Sequence[Token], _today: date) -> Days:
    return days.week_of(value_of(tokens, Tag.DAY))


TOGETHER: Final = (
    Row("in? span [from after before] [day now]", Tag.DAY, _span_from),
    Row("the? weekof day", Tag.DAY, _week_of),
)
"""What is made of days and lengths that have been found."""
