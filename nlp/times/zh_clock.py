"""Chinese clock times and parts of the day: "晚上七点差五分"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from nlp.times.calendar import midnight
from nlp.times.zh_cursor import LOOSE, Cursor
from nlp.times.zh_tokens import Token
from nlp.times.zh_words import EVENTS, PARTS, SHORT_PARTS, Part, number

_NOON = 12
_HALF_DAY = timedelta(hours=12)
_DAY = timedelta(days=1)
_LATEST_MEANT_FOR_EVENING = 7
"""Neighbours who write "7点" mean the evening, "8点" the morning."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What was said about the hour: a part of the day, a clock time, or both."""

    part: Part | None
    hour: int | None = None
    minute: int = 0
    """Below zero for "five to"."""
    certain: bool = False
    """Whether the clock time itself tells which half of the day it is in."""

    @property
    def is_clock(self) -> bool:
        """Whether a clock time was said."""
        return self.hour is not None

    @property
    def is_doubtful(self) -> bool:
        """Whether it may as well be twelve hours later or earlier."""
        return self.is_clock and self.part is None and not self.certain

    def offset(self, part: Part | None = None) -> timedelta:
        """Return how long after the day's midnight it is; where no part of the day was said, another's may serve."""
        part = self.part or part
        if self.hour is None:
            return timedelta(hours=part.first if part else 0)
        hour = self.hour
        if part and not self.certain:
            hour = part.hour(hour)
        elif self.is_doubtful and 1 <= hour <= _LATEST_MEANT_FOR_EVENING:
            hour += _NOON
        return timedelta(hours=hour, minutes=self.minute)

    def end(self, part: Part | None = None) -> timedelta:
        """Return how long after midnight it is over: a clock time at once."""
        if self.is_clock or self.part is None:
            return self.offset(part)
        return timedelta(hours=self.part.last)

    def twin(self) -> timedelta:
        """Return the offset of the same clock time in the other half of the day."""
        offset = self.offset()
        return offset + (_HALF_DAY if offset < _HALF_DAY else -_HALF_DAY)


def read_hours(cursor: Cursor, *, behind_day: bool) -> Hours | None:
    """Read a part of the day, a clock time or both; None leaves the cursor where it is."""
    start = cursor.at
    part_token = cursor.take("part", gaps=LOOSE)
    clock_token = cursor.take("colon", "clock", "borrow", "event", gaps=LOOSE)
    part = PARTS[part_token.said] if part_token else None
    clock = _clock(clock_token, part) if clock_token else None
    if clock is not None and clock_token is not None and not _is_weak(clock_token, told=behind_day or part is not None):
        return clock
    cursor.at = start + (part_token is not None)
    alone = part_token is not None and part_token.said in SHORT_PARTS and not behind_day
    if part is None or alone:
        cursor.at = start
        return None
    return Hours(part)


def _is_weak(token: Token, *, told: bool) -> bool:
    """Tell whether "一点" is rather "a little": nothing behind it, no day and no part of the day before it."""
    bare = token["hour"] == "一" and not (token["sharp"] or _minutes(token) or token["lacks"])
    return token.kind == "clock" and bare and not told


def _clock(token: Token, part: Part | None) -> Hours | None:
    match token.kind:
        case "event":
            return Hours(part, EVENTS[token.said], certain=True)
        case "borrow":
            hours = number(token["borrow"])
            return Hours(part, hours, certain=_is_certain(hours)) if token["borrow_unit"] in "点时" else None
        case "colon" if token["half"] or token["colon_half"]:
            return _of_half(token)
        case "colon":
            hour = int(token["colon_h"])
            padded = token["colon_h"].startswith("0")
            return Hours(part, hour, int(token["colon_m"]), certain=_is_certain(hour) or (padded and part is None))
    hour = number(token["hour"])
    return Hours(part, hour, _minutes(token), certain=_is_certain(hour))


def _of_half(token: Token) -> Hours:
    half = (token["half"] or token["colon_half"])[0].lower()
    hour = int(token["half_h"] or token["colon_h"]) % 24
    if hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return Hours(None, hour, int(token["colon_m"] or 0), certain=True)


def _is_certain(hour: int) -> bool:
    return hour == 0 or hour > _NOON


def _minutes(token: Token) -> int:
    if token["lacks"]:
        return -_quarter_or_minutes(token["lacks"])
    if token["half_past"]:
        return 30
    if token["quarters"]:
        return (-15 if token["sign"] == "差" else 15) * number(token["quarters"])
    said = token["minute"] or token["minute_bare"]
    minutes = number(said) if said else 0
    return -minutes if token["minute_sign"] == "差" else minutes


def _quarter_or_minutes(said: str) -> int:
    return 15 if said == "一刻" else number(said.rstrip("分钟"))


def on_day(day: date, hours: Hours, now: datetime) -> datetime:
    """Return the moment on a day that was named; today's doubtful hour is the one still to come."""
    start = midnight(day, now)
    moment = start + hours.offset()
    if hours.is_doubtful and day == now.date() and moment < now <= start + hours.twin():
        return start + hours.twin()
    return moment


def next_time(hours: Hours, now: datetime) -> datetime:
    """Return when it is that hour next."""
    offsets: Sequence[timedelta] = (hours.offset(), hours.twin()) if hours.is_doubtful else (hours.offset(),)
    lasting = hours.end() - hours.offset()
    today = midnight(now.date(), now)
    for start in (today - _DAY, today, today + _DAY):
        for offset in offsets:
            if start + offset + lasting >= now and (start + offset >= today or not hours.is_clock):
                return start + offset
    return today + _DAY + hours.offset()


def time_of_day(offset: timedelta) -> time:
    """Return the time of day so long after a midnight."""
    return (datetime.min.replace(tzinfo=UTC) + offset % _DAY).time()
