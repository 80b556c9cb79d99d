"""Chinese recurrences: "每周三晚7点", "每月最后一个周六"."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from nlp.times.calendar import WEEKDAYS, WEEKEND, WORKDAYS, Rule
from nlp.times.found import Doubt, TimeFound, TimeKind
from nlp.times.zh_clock import Hours, read_hours, time_of_day
from nlp.times.zh_cursor import LIST, LOOSE, TIGHT, Cursor
from nlp.times.zh_days import Anchor, nth_of, read_days, weekdays_of
from nlp.times.zh_length import length_of
from nlp.times.zh_tokens import Token
from nlp.times.zh_words import FREQUENCIES, holiday, number

_HALVES = {
    "小时": ("MINUTELY", 30),
    "钟头": ("MINUTELY", 30),
    "月": ("DAILY", 15),
    "年": ("MONTHLY", 6),
    "天": ("HOURLY", 12),
}
_TIMES = {"刻钟": 15, "季度": 3}
"""How many of its frequency's units one of these is."""
_MONTH_EDGES = {"初": 1, "底": -1, "末": -1}
_HALF_DAY = timedelta(hours=12)
_LISTS = LIST | TIGHT


@dataclass(frozen=True, slots=True)
class _Head:
    rule: Rule
    doubts: tuple[Doubt, ...] = ()


def read_rule(cursor: Cursor, now: datetime, until: date | None = None) -> TimeFound | None:
    """Read a recurrence, which ends with a day that was said before it; None leaves the cursor where it is."""
    start = cursor.at
    head = _read_head(cursor)
    if head is None:
        cursor.at = start
        return None
    rule = _read_details(head.rule, cursor)
    hours = read_hours(cursor, behind_day=True)
    if hours is None and cursor.take("every", gaps=LOOSE):
        hours = read_hours(cursor, behind_day=True)
    end = _read_end(hours, cursor)
    if hours is not None and hours.is_doubtful and not (end and end.certain):
        head = replace(head, doubts=(*head.doubts, Doubt.AM_OR_PM))
    return _found(replace(head, rule=replace(rule, until=until)), hours, end, cursor, now)


def _found(head: _Head, hours: Hours | None, end: Hours | None, cursor: Cursor, now: datetime) -> TimeFound | None:
    cursor.take("once")
    count = cursor.take("times", gaps=LOOSE)
    at = time_of_day(hours.offset()) if hours else None
    rule = replace(head.rule, count=number(count["times"]) if count else None)
    first = rule.first(now, at)
    until = _read_until(cursor, now) or rule.until
    if until is not None:
        rule = replace(rule, until=datetime.combine(until, at, tzinfo=now.tzinfo) if at else until)
    return TimeFound(
        cursor.begin,
        cursor.until,
        TimeKind.RECURRENCE,
        start=first,
        end=first + (end_after(hours.offset(), end, hours) - hours.offset()) if first and end and hours else None,
        whole_days=hours is None and rule.freq not in ("HOURLY", "MINUTELY"),
        rrule=str(rule),
        at=at if hours and hours.is_clock else None,
        daypart=hours.part.daypart if hours and hours.part and not hours.is_clock else None,
        doubts=head.doubts if first else (Doubt.NO_SUCH_DAY,),
    )


def _read_head(cursor: Cursor) -> _Head | None:
    if every := cursor.take("every", gaps=LOOSE):
        return _every(every)
    if cursor.take("workdays"):
        return _needs_hours(Rule("WEEKLY", byday=WORKDAYS), cursor)
    if cursor.take("weekend"):
        return _Head(Rule("WEEKLY", byday=WEEKEND)) if cursor.peek("every") else None
    if length := cursor.take("length"):
        return _every_length(length) if cursor.take("once", gaps=frozenset({"", "才", "都"})) else None
    days = _read_weekdays(cursor)
    if len(days) > 1 and _are_apart(days):
        return _Head(Rule("WEEKLY", byday=days))
    return _needs_hours(Rule("WEEKLY", byday=days), cursor) if len(days) > len(WEEKEND) else None


def _needs_hours(rule: Rule, cursor: Cursor) -> _Head | None:
    """Days from Monday to Friday come again and again only where an hour is said of them."""
    return _Head(rule) if cursor.peek("every", "part", "clock", "colon", "borrow", gaps=LOOSE) else None


def _are_apart(days: tuple[str, ...]) -> bool:
    """Tell whether the days are more than one stretch of days, where Sunday goes on with Monday."""
    ends = [day for day in days if WEEKDAYS[(WEEKDAYS.index(day) + 1) % len(WEEKDAYS)] not in days]
    return len(ends) > 1


def _every(token: Token) -> _Head:
    unit = token["every_unit"] or token["every_week"] or "天"
    if token["every_n"] == "半":
        freq, interval = _HALVES.get(unit, (FREQUENCIES[unit], 1))
        return _Head(Rule(freq, interval))
    freq = FREQUENCIES[unit]
    count = number(token["every_n"]) if token["every_n"] else 1
    skips = token["every_gap"] in ("每隔", "隔") and freq not in ("HOURLY", "MINUTELY")
    doubts = (Doubt.DAY,) if skips and count > 1 else ()
    interval = (2 if skips and count == 1 else count) * _TIMES.get(unit, 1)
    return _Head(Rule(freq, interval, byday=_days_in(token, unit)), doubts)


def _days_in(token: Token, unit: str) -> tuple[str, ...]:
    if token["every_day"]:
        return tuple(WEEKDAYS[day] for day in weekdays_of(token))
    return {"周末": WEEKEND, "工作日": WORKDAYS}.get(unit, ())


def _every_length(token: Token) -> _Head:
    length = length_of(token)
    if length.count != int(length.count) or length.unit not in FREQUENCIES:
        freq, interval = _HALVES.get(length.unit, ("DAILY", 1))
        return _Head(Rule(freq, interval))
    return _Head(Rule(FREQUENCIES[length.unit], max(1, int(length.count)) * _TIMES.get(length.unit, 1)))


def _read_details(rule: Rule, cursor: Cursor) -> Rule:
    match rule.freq:
        case "WEEKLY":
            return replace(rule, byday=rule.byday[:-1] + _read_weekdays(cursor, rule.byday[-1:]))
        case "MONTHLY":
            return _read_month_days(rule, cursor)
        case "YEARLY":
            return _read_year_day(rule, cursor)
    return rule


def _read_weekdays(cursor: Cursor, said: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Read weekdays one by one and from one to another, on top of those that were said; a week of them, not more."""
    days = list(said)
    for _ in WEEKDAYS:
        start = cursor.at
        to = cursor.take("to") if days else None
        token = cursor.take("weekday", "workdays", "weekend", gaps=_LISTS)
        if token is None or (to and token.kind != "weekday"):
            cursor.at = start
            break
        if token.kind != "weekday":
            days += WORKDAYS if token.kind == "workdays" else WEEKEND
            continue
        named = [WEEKDAYS[day] for day in weekdays_of(token)]
        days += _between(days[-1], named[0]) + named if to else named
    return tuple(sorted(set(days), key=WEEKDAYS.index))


def _between(first: str, last: str) -> list[str]:
    place, length = WEEKDAYS.index(first), (WEEKDAYS.index(last) - WEEKDAYS.index(first)) % 7
    return [WEEKDAYS[(place + day) % 7] for day in range(1, length)]


def _read_month_days(rule: Rule, cursor: Cursor) -> Rule:
    days: list[int] = []
    weekdays: list[str] = []
    while token := cursor.take(
        "month_day", "nth_weekday", "edge", "last_day", gaps=_LISTS if days or weekdays else TIGHT
    ):
        match token.kind:
            case "month_day":
                days.append(number(token["month_day"]))
            case "nth_weekday":
                weekdays += _nth_codes(token)
            case "edge" if token["edge"] in _MONTH_EDGES:
                days.append(_MONTH_EDGES[token["edge"]])
            case "last_day":
                days.append(-1)
    return replace(rule, byday=tuple(weekdays), bymonthday=tuple(days))


def _nth_codes(token: Token) -> list[str]:
    days = (
        WEEKEND
        if token["nth_day"] == "末"
        else (WEEKDAYS["一二三四五六日".index(token["nth_day"].replace("天", "日"))],)
    )
    return [f"{nth_of(token)}{day}" for day in days]


def _read_year_day(rule: Rule, cursor: Cursor) -> Rule:
    if month := cursor.take("month"):
        in_month = _read_month_days(rule, cursor) if month["month_n"] else rule
        return replace(in_month, bymonth=(number(month["month_n"]),)) if month["month_n"] else rule
    if feast := cursor.take("holiday"):
        number_of_month, day = holiday(feast["holiday"] or feast["holiday_short"])
        return replace(rule, bymonth=(number_of_month,), bymonthday=(day,))
    return rule


def _read_end(hours: Hours | None, cursor: Cursor) -> Hours | None:
    """Read until which hour each time lasts."""
    start = cursor.at
    if hours is not None and hours.is_clock and cursor.take("to"):
        end = read_hours(cursor, behind_day=True)
        if end is not None and end.is_clock:
            return end
    cursor.at = start
    return None


def end_after(start: timedelta, end: Hours, first: Hours) -> timedelta:
    """Return the end's offset: the first reading of its clock time that lies behind the start."""
    offset = end.offset(None if end.certain else first.part)
    step = _HALF_DAY if end.is_doubtful else 2 * _HALF_DAY
    while offset <= start:
        offset += step
    return offset


def _read_until(cursor: Cursor, now: datetime) -> date | None:
    start = cursor.at
    if cursor.take("to", gaps=LOOSE):
        days = read_days(cursor, Anchor(now.date(), now.date()))
        if days is not None and days.last is not None:
            cursor.take("before")
            return days.last
    cursor.at = start
    return None
