"""Times in Chinese messages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from nlp.times.calendar import doubts_about, midnight, monday
from nlp.times.found import Doubt, TimeFound, TimeKind
from nlp.times.zh_clock import Hours, next_time, on_day, read_hours
from nlp.times.zh_cursor import LOOSE, Cursor
from nlp.times.zh_days import Anchor, Days, next_month_day, read_days
from nlp.times.zh_length import Length, length_of, shift
from nlp.times.zh_rules import end_after, read_rule
from nlp.times.zh_tokens import Token, tokens
from nlp.times.zh_words import number, plain

_DAY = timedelta(days=1)
_SENTENCE_END = re.compile(r"[。!！?？;；\n]")
_LONG_UNDER_WAY = timedelta(days=60)
_CARRIES = 24
"""How many characters a day that was named holds for the clock times behind it."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """Days, hours or both, not yet put together."""

    days: Days | None
    hours: Hours | None


def find(text: str, now: datetime) -> tuple[TimeFound, ...]:
    """Return the times that a message speaks of, in order; ``now`` is its own time, in the neighbourhood's zone."""
    text = plain(text)
    pieces = tokens(text)
    found: list[TimeFound] = []
    reader = _Reader(now)
    at = 0
    while at < len(pieces):
        if pieces[at].kind not in _SORTS:
            at += 1
            continue
        cursor = Cursor(pieces, at)
        time = _read(cursor, reader.with_day(_carried(text, pieces[at], found)))
        if time is not None:
            found.append(time)
        at = max(cursor.at, at + 1)
    return tuple(found)


def _carried(text: str, token: Token, found: list[TimeFound]) -> date | None:
    """Return the day that was named shortly before in the same sentence: "明天我们开会,晚上7点"."""
    if not found or found[-1].kind is not TimeKind.DATE or found[-1].start is None:
        return None
    between = text[found[-1].until : token.begin]
    near = len(between) <= _CARRIES and _SENTENCE_END.search(between) is None
    return found[-1].start.date() if near else None


def _read(cursor: Cursor, reader: "_Reader") -> TimeFound | None:
    """Read what begins at the cursor; what lies beyond the calendar is no time."""
    start = cursor.at
    try:
        time = reader.read(cursor, cursor.next_kind)
    except (OverflowError, ValueError):
        time = None
    if time is None:
        cursor.at = start
    return time


class _Reader:
    """Reads one time; holds what all of it hangs on."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._today = now.date()
        self._carried: date | None = None

    def with_day(self, carried: date | None) -> "_Reader":
        """Take the day that was named shortly before for the next time's own."""
        self._carried = carried
        return self

    def read(self, cursor: Cursor, kind: str) -> TimeFound | None:
        """Try the sorts of times that may begin with such a piece, one after the other."""
        start = cursor.at
        for sort in _SORTS[kind]:
            time = sort(self, cursor)
            if time is not None:
                return time
            cursor.at = start
        return None

    def rule(self, cursor: Cursor) -> TimeFound | None:
        """Read a recurrence."""
        return read_rule(cursor, self._now)

    def stretch(self, cursor: Cursor) -> TimeFound | None:
        """Read "未来三天" and "最近两周"."""
        way = cursor.take("ahead", "lately")
        length = self._length(cursor) if way else None
        if way is None or length is None:
            return None
        sign = 1 if way.kind == "ahead" else -1
        if not length.in_days:
            moments = sorted((self._now, self._now + sign * length.duration))
            return self._made(cursor, TimeKind.RANGE, start=moments[0], end=moments[1])
        there = shift(self._today, length, sign)
        first, last = (self._today + _DAY, there) if sign > 0 else (there + _DAY, self._today)
        return self._whole(cursor, TimeKind.RANGE, first, last)

    def until(self, cursor: Cursor) -> TimeFound | None:
        """Read a deadline that its first word tells: "截止到", "最晚", "到…为止"."""
        told = cursor.take("deadline")
        if told is None and not cursor.take("to"):
            return None
        moment = self._moment(cursor, Anchor(self._today, self._today))
        closed = cursor.take("before")
        return self._deadline(cursor, moment, closed) if moment and (told or closed) else None

    def offset(self, cursor: Cursor) -> TimeFound | None:
        """Read a length, and what it is counted from: "半小时后", "3天内", "两周后的周三"."""
        passing = cursor.take("passing")
        length = self._length(cursor)
        if length is None:
            return None
        if passing or cursor.take("after"):
            return self._later(cursor, length)
        if cursor.take("within"):
            return self._within(cursor, length)
        if (before := cursor.take("before")) and before.said.endswith("前"):
            return self._away(cursor, length, -1)
        cursor.at -= before is not None
        return self._made(cursor, TimeKind.DURATION, duration=length.duration)

    def _length(self, cursor: Cursor) -> Length | None:
        """Read a length, and shorter ones behind it: "一个小时二十分钟"."""
        first = cursor.take("length")
        if first is None:
            return None
        total = length_of(first)
        while more := cursor.peek("length", gaps=frozenset({"", " ", "又", "零", "加"})):
            duration = total.duration + length_of(more).duration
            total = Length(duration.total_seconds(), "秒")
            cursor.at += 1
        return total

    def _away(self, cursor: Cursor, length: Length, sign: int) -> TimeFound:
        if not length.in_days:
            return self._made(cursor, TimeKind.DATETIME, start=self._now + sign * length.duration)
        day = shift(self._today, length, sign)
        return self._whole(cursor, TimeKind.DATE, day, None)

    def _later(self, cursor: Cursor, length: Length) -> TimeFound | None:
        """Read what is said of the day after a length: its weekday, its hour."""
        if not length.in_days:
            return self._away(cursor, length, 1)
        day = shift(self._today, length, 1)
        days = read_days(cursor, Anchor(self._today, monday(day))) if cursor.peek("weekday") else None
        hours = read_hours(cursor, behind_day=True)
        return self._single(cursor, _Moment(days or Days(day, day), hours))

    def _within(self, cursor: Cursor, length: Length) -> TimeFound:
        if not length.in_days:
            return self._made(cursor, TimeKind.DEADLINE, end=self._now + length.duration)
        return self._whole(cursor, TimeKind.DEADLINE, None, shift(self._today, length, 1))

    def spoken(self, cursor: Cursor) -> TimeFound | None:
        """Read a day, an hour or both; from one to another; or until then."""
        start = cursor.at
        cursor.take("from")
        moment = self._moment(cursor, Anchor(self._today, self._today))
        if moment is None:
            return None
        time = self._range(cursor, moment)
        if time is not None and time.whole_days and time.start and time.start > self._now:
            time = self._under_way(cursor, start) or time
        if time is None and (before := cursor.take("before", "within")):
            return self._deadline(cursor, moment, before)
        time = time or self._single(cursor, moment)
        return self._rule_from(cursor, time) or time

    def _under_way(self, cursor: Cursor, start: int) -> TimeFound | None:
        """Read a range of days once more, as one that has begun already: "2月20日到3月10日" on the first of March."""
        until = cursor.at
        for base in (self._today.replace(day=1), self._today - _LONG_UNDER_WAY):
            cursor.at = start
            cursor.take("from")
            moment = self._moment(cursor, Anchor(self._today, base))
            time = self._range(cursor, moment) if moment else None
            if time and time.start and time.end and time.start <= self._now and time.end.date() >= self._today:
                return time
        cursor.at = until
        return None

    def _rule_from(self, cursor: Cursor, days: TimeFound | None) -> TimeFound | None:
        """Read a recurrence behind its first day, or its first and last one: "从下周一起每天8点"."""
        if days is None or not days.whole_days or days.start is None:
            return None
        start = cursor.at
        lasts = days.kind is TimeKind.RANGE and days.end is not None
        if (cursor.take("starting") or lasts) and cursor.peek("every", gaps=LOOSE):
            last = days.end.date() if days.end else None
            time = read_rule(cursor, max(days.start, self._now), last)
            if time is not None:
                return time
        cursor.at = start
        return None

    def _moment(self, cursor: Cursor, anchor: Anchor) -> _Moment | None:
        days = self._borrowed(cursor, anchor) or read_days(cursor, anchor)
        hours = read_hours(cursor, behind_day=days is not None)
        return _Moment(days, hours) if days or hours else None

    @staticmethod
    def _borrowed(cursor: Cursor, anchor: Anchor) -> Days | None:
        """Read a number whose unit stands behind the next one: "20-23号"."""
        token = cursor.peek("borrow")
        if token is None or token["borrow_unit"] not in ("号", "日"):
            return None
        cursor.at += 1
        day = next_month_day(anchor.base, number(token["borrow"]))
        return Days(day, day) if day else None

    def _range(self, cursor: Cursor, left: _Moment) -> TimeFound | None:
        start = cursor.at
        if not cursor.take("to"):
            return None
        base = left.days.first if left.days and left.days.first else self._today
        right = self._moment(cursor, Anchor(self._today, base))
        if right is None or (right.days is None and right.hours is None):
            cursor.at = start
            return None
        cursor.take("between")
        if left.hours is None and right.hours is None:
            return self._days_between(cursor, left, right)
        return self._hours_between(cursor, left, right)

    def _days_between(self, cursor: Cursor, left: _Moment, right: _Moment) -> TimeFound | None:
        if left.days is None or right.days is None:
            return None
        doubts = tuple(doubt for doubt in left.days.doubts + right.days.doubts if doubt is not Doubt.DAY)
        return self._whole(cursor, TimeKind.RANGE, left.days.first, right.days.last, doubts)

    def _hours_between(self, cursor: Cursor, left: _Moment, right: _Moment) -> TimeFound | None:
        start = self._start(left)
        if start is None:
            return None
        day = midnight(start.date(), self._now)
        first = left.hours or Hours(None, 0, certain=True)
        if first.is_clock and first.certain and right.hours and right.hours.is_doubtful:
            right = _Moment(right.days, replace(right.hours, certain=True))
        if right.days is not None:
            last = right.days.last
            end = midnight(last, self._now) + (right.hours.end(first.part) if right.hours else _DAY) if last else None
        elif right.hours is not None and right.hours.is_clock:
            if right.hours.certain and first.is_doubtful and right.hours.offset() <= start - day:
                start -= timedelta(hours=12)
                day = midnight(start.date(), self._now)
            end = day + end_after(start - day, right.hours, first)
        else:
            end = day + right.hours.end() if right.hours else None
        told = right.hours is not None and right.hours.certain
        doubts = (Doubt.AM_OR_PM,) if first.is_doubtful and not told else ()
        return self._made(cursor, TimeKind.RANGE, start=start, end=end, doubts=doubts)

    def _start(self, moment: _Moment) -> datetime | None:
        """Return when it begins."""
        if moment.days is not None:
            day = moment.days.first
            if day is None:
                return None
            return on_day(day, moment.hours, self._now) if moment.hours else midnight(day, self._now)
        hours = moment.hours
        if hours is None:
            return None
        return on_day(self._carried, hours, self._now) if self._carried else next_time(hours, self._now)

    def _single(self, cursor: Cursor, moment: _Moment) -> TimeFound | None:
        days, hours = moment.days, moment.hours
        said = days.doubts if days else ()
        if hours is None:
            return self._whole_days(cursor, days) if days else None
        if days and not days.is_one and not hours.is_clock:
            return self._whole_days(cursor, days)
        start = self._start(moment)
        if hours.is_clock:
            doubts = said + ((Doubt.AM_OR_PM,) if hours.is_doubtful else ())
            return self._made(cursor, TimeKind.DATETIME, start=start, doubts=doubts)
        end = start + (hours.end() - hours.offset()) if start else None
        part = hours.part.daypart if hours.part else None
        return replace(self._made(cursor, TimeKind.RANGE, start=start, end=end, doubts=said), daypart=part)

    def _whole_days(self, cursor: Cursor, days: Days) -> TimeFound:
        kind = TimeKind.DATE if days.is_one else TimeKind.RANGE
        return self._whole(cursor, kind, days.first, None if days.is_one else days.last, days.doubts)

    def _deadline(self, cursor: Cursor, moment: _Moment, before: Token | None) -> TimeFound | None:
        """Make a deadline; "before June" ends in May, "until the 5th" and "before the 5th" with the 5th."""
        days, hours = moment.days, moment.hours
        if hours is None:
            if days is None:
                return None
            strict = before is not None and before.said.endswith("前") and days.broad and days.first
            last = days.first - _DAY if strict and days.first else days.last
            return self._whole(cursor, TimeKind.DEADLINE, None, last, days.doubts)
        end = self._start(moment)
        if not hours.is_clock and end and not (before and before.said.endswith("前")):
            end += hours.end() - hours.offset()
        doubts = (days.doubts if days else ()) + ((Doubt.AM_OR_PM,) if hours.is_doubtful else ())
        return self._made(cursor, TimeKind.DEADLINE, end=end, doubts=doubts)

    def _whole(
        self, cursor: Cursor, kind: TimeKind, first: date | None, last: date | None, doubts: tuple[Doubt, ...] = ()
    ) -> TimeFound:
        """Make a time of whole days."""
        start = midnight(first, self._now) if first else None
        end = midnight(last, self._now) if last else None
        return self._made(cursor, kind, start=start, end=end, doubts=doubts, whole_days=True)

    def _made(
        self,
        cursor: Cursor,
        kind: TimeKind,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        duration: timedelta | None = None,
        doubts: tuple[Doubt, ...] = (),
        whole_days: bool = False,
    ) -> TimeFound:
        """Make a time of what the cursor has passed, with the calendar's doubts about it."""
        last = end or start
        if last is not None:
            doubts = (*doubts, *doubts_about(last, self._now, whole_days=whole_days))
        return TimeFound(
            cursor.begin,
            cursor.until,
            kind,
            start=start,
            end=end,
            whole_days=whole_days,
            duration=duration,
            doubts=tuple(dict.fromkeys(doubts)),
        )


_SPOKEN = (
    *("year", "half_year", "quarter", "iso", "dmy", "slash", "month", "edge", "nth_weekday", "week", "day", "day_list"),
    *("month_day", "holiday", "colon", "clock", "borrow", "part", "event", "from"),
)
_SORTS: dict[str, tuple[Callable[[_Reader, Cursor], TimeFound | None], ...]] = {
    "every": (_Reader.rule,),
    **dict.fromkeys(("weekday", "weekend", "workdays"), (_Reader.rule, _Reader.spoken)),
    "length": (_Reader.rule, _Reader.offset),
    "passing": (_Reader.offset,),
    **dict.fromkeys(("ahead", "lately"), (_Reader.stretch,)),
    **dict.fromkeys(("deadline", "to"), (_Reader.until,)),
    **dict.fromkeys(_SPOKEN, (_Reader.spoken,)),
}
"""What may begin with each kind of piece; no time begins with the others."""
