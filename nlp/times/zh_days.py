"""Chinese days, weeks, months and years: from their words to the calendar."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.times.calendar import add_months, day_of, monday, month_end, next_weekday, nth_weekday, quarter_start
from nlp.times.found import Doubt
from nlp.times.zh_cursor import LOOSE, Cursor
from nlp.times.zh_length import length_of, shift
from nlp.times.zh_tokens import Token
from nlp.times.zh_words import DAYS_AWAY, STEPS_AWAY, WEEKDAYS, holiday, holiday_end, number

_YEARS_AHEAD = 9
"""29 February may be eight years away."""
_LONGEST_MONTH = 31
_SATURDAY = 5
_MONTH_EDGES = {
    "初": (1, 5),
    "上旬": (1, 10),
    "中": (11, 20),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (27, 31),
    "末": (27, 31),
    "终": (27, 31),
}
_YEAR_EDGES = {"初": (1, 2), "中": (6, 7), "底": (12, 12), "末": (12, 12), "终": (12, 12)}
"""First and last month."""


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of whole days; nothing where the calendar has no such day."""

    first: date | None
    last: date | None
    doubts: tuple[Doubt, ...] = ()
    broad: bool = False
    """"Before" it ends on the day before its first one: "before June"."""

    @property
    def is_one(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


_NO_SUCH_DAY = Days(None, None, (Doubt.NO_SUCH_DAY,))


@dataclass(frozen=True, slots=True)
class Anchor:
    """What days are counted from."""

    today: date
    base: date
    """The day on or after which a bare "15th" or "Friday" is: today's, or a range's first."""


def read_days(cursor: Cursor, anchor: Anchor) -> Days | None:
    """Read the days that begin at the cursor, and go on behind them; None leaves it where it is."""
    start, kind = cursor.at, cursor.next_kind
    token = cursor.take(kind) if kind in _READERS else None
    days = _READERS[kind](token, cursor, anchor) if token else None
    if days is None or token is None:
        cursor.at = start
        return None
    return _behind(_said_twice(days, token, cursor, anchor), cursor)


def _said_twice(days: Days, token: Token, cursor: Cursor, anchor: Anchor) -> Days:
    """Skip the weekday that explains a date, take the date that explains a weekday: "周六(3月7日)"."""
    weekday = cursor.peek("weekday", "week", gaps=LOOSE)
    if weekday and token.kind not in ("week", "weekday") and days.first and days.is_one:
        said = weekday["weekday"] if weekday.kind == "weekday" else weekday["week_day"]
        same = WEEKDAYS.get(said) == days.first.weekday()
        if same or (weekday.kind == "weekday" and weekday.gap in ("(", "")):
            cursor.at += 1
        return days
    dated = cursor.peek("month", "iso", "slash", "month_day")
    if dated and token.kind in ("week", "weekday", "day") and days.is_one:
        start = cursor.at
        cursor.at += 1
        exact = _READERS[dated.kind](dated, cursor, anchor)
        if exact is not None and exact.is_one:
            return exact
        cursor.at = start
    return days


def _behind(days: Days, cursor: Cursor) -> Days:
    """Read "3天后" behind a day."""
    start = cursor.at
    length = cursor.take("length")
    if length and days.first and days.is_one and cursor.take("after") and (said := length_of(length)).in_days:
        day = shift(days.first, said, 1)
        return replace(days, first=day, last=day)
    cursor.at = start
    return days


def _one(day: date | None, doubts: tuple[Doubt, ...] = ()) -> Days:
    return _NO_SUCH_DAY if day is None else Days(day, day, doubts)


def _year(token: Token, cursor: Cursor, anchor: Anchor) -> Days | None:
    year = year_of(token, anchor)
    if month := cursor.take("month", gaps=LOOSE):
        return _in_month(month, cursor, anchor, year)
    if named := cursor.take("half_year", "quarter", "holiday"):
        within = Anchor(anchor.today, date(year, 1, 1))
        return _READERS[named.kind](named, cursor, within)
    if edge := cursor.take("edge"):
        return _year_edge(edge, year)
    if cursor.take("last_day"):
        return _one(date(year, 12, 31))
    return Days(date(year, 1, 1), date(year, 12, 31), broad=True)


def year_of(token: Token, anchor: Anchor) -> int:
    """Return the year that a token names."""
    if token["year_rel"]:
        return anchor.today.year + STEPS_AWAY[token["year_rel"]]
    year = number(token["year_n"])
    return year if len(token["year_n"]) > len("26") else 2000 + year


def _year_edge(edge: Token, year: int) -> Days | None:
    months = _YEAR_EDGES.get(edge["edge"])
    return months and Days(date(year, months[0], 1), month_end(date(year, months[1], 1)))


def _month(token: Token, cursor: Cursor, anchor: Anchor) -> Days | None:
    return _in_month(token, cursor, anchor, None)


def _in_month(token: Token, cursor: Cursor, anchor: Anchor, year: int | None) -> Days | None:
    """Read what is said of a month; without a year it is the next time that it comes."""
    if token["month_rel"]:
        first = add_months(anchor.today.replace(day=1), STEPS_AWAY[token["month_rel"]])
        return _of_month(first, cursor)
    month = number(token["month_n"])
    if year is not None:
        return _of_month(date(year, month, 1), cursor)
    start = cursor.at
    for ahead in range(_YEARS_AHEAD):
        cursor.at = start
        days = _of_month(date(anchor.base.year + ahead, month, 1), cursor)
        if days is None or (days.last is not None and days.last >= anchor.base):
            return days
    return _NO_SUCH_DAY


def _of_month(first: date, cursor: Cursor) -> Days | None:
    if day := cursor.take("month_day"):
        return _one(day_of(first.year, first.month, number(day["month_day"])))
    if nth := cursor.take("nth_weekday"):
        return _nth_weekday_of(first, nth)
    if week := cursor.take("nth_week"):
        return _nth_week_of(first, week)
    if edge := cursor.take("edge"):
        return _month_edge(edge, first)
    if cursor.take("last_day"):
        return _one(month_end(first))
    return Days(first, month_end(first), broad=True)


def _month_edge(edge: Token, first: date) -> Days | None:
    days = _MONTH_EDGES[edge["edge"]]
    last = month_end(first)
    return Days(first.replace(day=min(days[0], last.day)), first.replace(day=min(days[1], last.day)))


def nth_of(token: Token) -> int:
    """Return which weekday of the month is meant; the last one is -1."""
    return -1 if token["nth_last"] else -number(token["nth_back"]) if token["nth_back"] else number(token["nth"])


def _nth_weekday_of(first: date, token: Token) -> Days:
    if token["nth_day"] != "末":
        return _one(nth_weekday(first.year, first.month, WEEKDAYS[token["nth_day"]], nth_of(token)))
    saturday = nth_weekday(first.year, first.month, _SATURDAY, nth_of(token))
    return _NO_SUCH_DAY if saturday is None else Days(saturday, saturday + timedelta(days=1), broad=True)


def _nth_week_of(first: date, token: Token) -> Days:
    week = monday(month_end(first))
    if token["nth_week"]:
        week = monday(first) + timedelta(weeks=number(token["nth_week"]) - 1)
    return Days(week, week + timedelta(days=6), broad=True)


def _nth_weekday(token: Token, _: Cursor, anchor: Anchor) -> Days:
    first = anchor.base.replace(day=1)
    days = _nth_weekday_of(first, token)
    if days.last is None or days.last >= anchor.base:
        return days
    return _nth_weekday_of(add_months(first, 1), token)


def _half_year(token: Token, _: Cursor, anchor: Anchor) -> Days:
    months = (1, 6) if token["half_year"] == "上" else (7, 12)
    year = anchor.base.year
    return Days(date(year, months[0], 1), month_end(date(year, months[1], 1)), broad=True)


def _quarter(token: Token, _: Cursor, anchor: Anchor) -> Days:
    if token["quarter_rel"]:
        first = add_months(quarter_start(anchor.today), 3 * STEPS_AWAY[token["quarter_rel"]])
    else:
        first = date(anchor.base.year, 3 * number(token["quarter"] or token["q"]) - 2, 1)
    last = month_end(add_months(first, 2))
    if not token["quarter_rel"] and last < anchor.base:
        first, last = add_months(first, 12), add_months(last, 12)
    return Days(first, last, broad=True)


def _iso(token: Token, _: Cursor, __: Anchor) -> Days:
    return _one(day_of(int(token["iso_y"]), int(token["iso_m"]), int(token["iso_d"])))


def _dmy(token: Token, _: Cursor, __: Anchor) -> Days:
    return _one(day_of(int(token["dmy_y"]), int(token["dmy_m"]), int(token["dmy_d"])))


def _slash(token: Token, _: Cursor, anchor: Anchor) -> Days:
    return _one(_next_date(anchor.base, int(token["slash_m"]), int(token["slash_d"] or token["dot_d"])))


def _next_date(base: date, month: int, day: int) -> date | None:
    years = range(base.year, base.year + _YEARS_AHEAD)
    found = (day_of(year, month, day) for year in years)
    return next((day for day in found if day is not None and day >= base), None)


def _edge(token: Token, _: Cursor, anchor: Anchor) -> Days | None:
    if token["edge_own"] == "年":
        days = _year_edge(token, anchor.base.year)
        past = days is not None and days.last is not None and days.last < anchor.base
        return _year_edge(token, anchor.base.year + 1) if past else days
    if not token["edge_own"]:
        return None
    first = anchor.base.replace(day=1)
    days = _month_edge(token, first)
    past = days is not None and days.last is not None and days.last < anchor.base
    return _month_edge(token, add_months(first, 1)) if past else days


def _week(token: Token, cursor: Cursor, anchor: Anchor) -> Days:
    first = monday(anchor.today) + timedelta(weeks=STEPS_AWAY[token["week_rel"]])
    return _of_week(first, token["week_day"], cursor)


def _of_week(first: date, said: str, cursor: Cursor) -> Days:
    if not said and (again := cursor.take("weekday", "weekend")):
        said = again["weekday"] if again.kind == "weekday" else "末"
    if said == "末":
        return Days(first + timedelta(days=5), first + timedelta(days=6), broad=True)
    if said:
        return _one(first + timedelta(days=WEEKDAYS[said]))
    return Days(first, first + timedelta(days=6), broad=True)


def weekdays_of(token: Token) -> list[int]:
    """Return the weekdays of a list: "周一三五" are three."""
    more = token["weekday_more"] if token.kind == "weekday" else token["every_more"]
    first = token["weekday"] if token.kind == "weekday" else token["every_day"]
    return [WEEKDAYS[char] for char in first + more if char in WEEKDAYS]


def _weekday(token: Token, _: Cursor, anchor: Anchor) -> Days:
    said = weekdays_of(token)
    first = next_weekday(anchor.base, said[0])
    doubts = (Doubt.DAY,) if first == anchor.base == anchor.today else ()
    return Days(first, next_weekday(first, said[-1]), doubts)


def _weekend(_: Token, __: Cursor, anchor: Anchor) -> Days:
    saturday = monday(anchor.base) + timedelta(days=_SATURDAY)
    return Days(saturday, saturday + timedelta(days=1), broad=True)


def _day_list(token: Token, _: Cursor, anchor: Anchor) -> Days:
    words = token.said.rstrip("两三四天").replace("大后", "大")
    away = [DAYS_AWAY.get(char, DAYS_AWAY["大后"]) for char in words if char in "今明后大"]
    return Days(anchor.today + timedelta(days=min(away)), anchor.today + timedelta(days=max(away)))


def _day(token: Token, _: Cursor, anchor: Anchor) -> Days:
    if token["day_next"]:
        return _one(anchor.base + timedelta(days=1))
    away = DAYS_AWAY[token["day"] or token["day_short"] or token["day_after"] or token["day_part"]]
    return _one(anchor.today + timedelta(days=away))


def _month_day(token: Token, _: Cursor, anchor: Anchor) -> Days:
    return _one(next_month_day(anchor.base, number(token["month_day"])))


def next_month_day(base: date, day: int) -> date | None:
    """Return the first such day of a month on or after another day."""
    first = base.replace(day=1)
    months = (add_months(first, ahead) for ahead in range(4))
    found = (day_of(month.year, month.month, day) for month in months)
    return next((day for day in found if day is not None and day >= base), None)


def _holiday(token: Token, _: Cursor, anchor: Anchor) -> Days:
    name = token["holiday"] or token["holiday_short"]
    first = _next_date(anchor.base, *holiday(name))
    if first is None or not token["holiday_off"]:
        return replace(_one(first), broad=True)
    return Days(first, holiday_end(name, first), broad=True)


_READERS: dict[str, Callable[[Token, Cursor, Anchor], Days | None]] = {
    "year": _year,
    "half_year": _half_year,
    "quarter": _quarter,
    "iso": _iso,
    "dmy": _dmy,
    "slash": _slash,
    "month": _month,
    "edge": _edge,
    "nth_weekday": _nth_weekday,
    "week": _week,
    "weekday": _weekday,
    "weekend": _weekend,
    "day_list": _day_list,
    "day": _day,
    "month_day": _month_day,
    "holiday": _holiday,
}
