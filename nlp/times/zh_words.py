"""The words Chinese has for times, as tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from nlp.normal import simplify

_DASHES = str.maketrans("—–―〜（）", "---~()")


def plain(text: str) -> str:
    """Return the text in simplified characters, narrow, and with one kind of dash; every character at its place."""
    return simplify(text).translate(_DASHES)


_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100}
_SHORT_TENS = str.maketrans({"廿": "二十", "卅": "三十"})


@lru_cache(maxsize=1024)
def number(said: str) -> int:
    """Return what a numeral comes to; "两三" is read as its greater half."""
    if said.isdecimal():
        return int(said)
    said = said.translate(_SHORT_TENS)
    if not any(ten in said for ten in _TENS):
        digits = [_DIGITS[char] for char in said]
        about = len(digits) == len("两三") and digits[1] == digits[0] + 1
        return digits[1] if about else int("".join(map(str, digits)))
    total, digit = 0, None
    for char in said:
        if char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKDAYS |= {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}
"""Monday is 0."""

DAYS_AWAY = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
STEPS_AWAY = {"上上": -2, "上": -1, "去": -1, "前": -2, "大前": -3, "这": 0, "本": 0, "今": 0, "当": 0}
STEPS_AWAY |= {"下": 1, "次": 1, "明": 1, "下下": 2, "后": 2}
"""Of weeks, months, quarters and years."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: its name, its usual hours, and what a clock's hour means within it."""

    daypart: str
    first: int
    last: int
    """Beyond 24 is the next day."""
    hours: dict[int, int]
    """From the hour that is said to the hour that is meant, where they differ."""

    def hour(self, said: int) -> int:
        """Return the hour that is meant, counted from midnight of the day that is named."""
        return self.hours.get(said, said)


_TO_AFTERNOON = {hour: hour + 12 for hour in range(1, 12)}
_TO_NIGHT = {0: 24, 12: 24} | {hour: hour + 24 for hour in range(1, 5)} | {hour: hour + 12 for hour in range(5, 12)}
_SMALL_HOURS = Part("night", 0, 5, {12: 0})
_EARLY = Part("morning", 5, 8, {})
_MORNING = Part("morning", 6, 10, {})
_FORENOON = Part("morning", 8, 12, {})
_NOON = Part("noon", 11, 13, {1: 13, 2: 14, 3: 15})
_AFTERNOON = Part("afternoon", 13, 18, _TO_AFTERNOON)
_DUSK = Part("evening", 17, 19, _TO_AFTERNOON)
_EVENING = Part("evening", 18, 24, _TO_NIGHT)
_NIGHT = Part("night", 22, 26, _TO_NIGHT)

PARTS = {
    **dict.fromkeys(("凌晨", "拂晓"), _SMALL_HOURS),
    **dict.fromkeys(("清晨", "清早", "大清早", "晨间"), _EARLY),
    **dict.fromkeys(("早上", "早晨", "一大早", "大早上", "一早", "早间", "早", "晨"), _MORNING),
    **dict.fromkeys(("上午", "午前"), _FORENOON),
    **dict.fromkeys(("中午", "正午", "晌午", "午间"), _NOON),
    **dict.fromkeys(("下午", "午后"), _AFTERNOON),
    **dict.fromkeys(("傍晚", "黄昏"), _DUSK),
    **dict.fromkeys(("晚上", "晚间", "夜晚", "夜间", "夜里", "大晚上", "晚", "夜"), _EVENING),
    **dict.fromkeys(("深夜", "半夜", "大半夜", "午夜", "后半夜"), _NIGHT),
}
SHORT_PARTS = frozenset("早晨晚夜")
"""Parts of the day only behind a day or before a clock time."""

LENGTHS = {
    **dict.fromkeys(("秒", "秒钟"), timedelta(seconds=1)),
    **dict.fromkeys(("分", "分钟"), timedelta(minutes=1)),
    "刻钟": timedelta(minutes=15),
    **dict.fromkeys(("小时", "钟头"), timedelta(hours=1)),
    **dict.fromkeys(("天", "日", "工作日"), timedelta(days=1)),
    **dict.fromkeys(("周", "星期", "礼拜"), timedelta(weeks=1)),
    "月": timedelta(days=30),
    "季度": timedelta(days=90),
    "年": timedelta(days=365),
}
WORKDAY = "工作日"
MONTHS_IN = {"月": 1, "季度": 3, "年": 12}
"""Units that the calendar measures."""

FREQUENCIES = {
    **dict.fromkeys(("分钟", "刻钟"), "MINUTELY"),
    **dict.fromkeys(("小时", "钟头"), "HOURLY"),
    **dict.fromkeys(("天", "日"), "DAILY"),
    **dict.fromkeys(("周", "星期", "礼拜", "周末", "工作日"), "WEEKLY"),
    **dict.fromkeys(("月", "季度"), "MONTHLY"),
    "年": "YEARLY",
}

EVENTS = {"上班": 9, "午饭": 12, "吃午饭": 12, "放学": 16, "下班": 18, "晚饭": 18, "吃晚饭": 18, "睡觉": 22}
"""Hours that everybody knows: "before knocking-off time"."""

_FIXED_HOLIDAYS = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "愚人节": (4, 1),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "儿童节": (6, 1),
    "六一": (6, 1),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一": (10, 1),
    "双十一": (11, 11),
    "双十二": (12, 12),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
}
_HOLIDAY_LENGTHS = {"元旦": 3, "五一": 5, "劳动节": 5, "国庆": 7, "十一": 7}
"""Days off, the first one included."""


def holiday(name: str) -> tuple[int, int]:
    """Return month and day."""
    return _FIXED_HOLIDAYS[name]


def holiday_end(name: str, first: date) -> date:
    """Return the last day off."""
    return first + timedelta(days=_HOLIDAY_LENGTHS.get(name, 1) - 1)


NUMBERLIKE_HOLIDAYS = ("五一", "六一", "十一")
"""Only where "节", "假期" and the like follow: they are numbers and streets otherwise."""


def any_of(words: Iterable[str]) -> str:
    """Return an alternation, longest words first."""
    return "|".join(sorted(words, key=len, reverse=True))


HOLIDAY_WORDS = tuple(name for name in _FIXED_HOLIDAYS if name not in NUMBERLIKE_HOLIDAYS)
