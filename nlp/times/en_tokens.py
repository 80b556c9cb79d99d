"""Cuts English text into the tokens of time: each word or number with its tag, its worth and its place."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from nlp.times.calendar import day_of
from nlp.times.en_words import LETTERS, PHRASES, WORDS, Tag


class Token(NamedTuple):
    """A word, a number, or what the grammar made of several."""

    tag: str
    value: Any
    begin: int
    until: int


class Clock(NamedTuple):
    """A time of day as it was said."""

    hour: int
    minute: int = 0
    sure: bool = True
    """Whether it is known which half of the day it lies in."""
    of_24: bool = False
    """Whether it was written as one of 24 hours, as "14:00" is, and what it is said with will be, too."""
    is_midnight: bool = False
    """Whether it was said as "midnight", which speakers take for the beginning of a day, or for its end."""


class Written(NamedTuple):
    """A date in digits."""

    year: int
    month: int
    day: int
    unsure: bool = False
    """Whether day and month could be the other way round."""

    @property
    def date(self) -> date | None:
        """The date, where the calendar has it."""
        return day_of(self.year, self.month, self.day)


_WORD: Final = r"(?P<word>[^\W\d_½]+(?:'[^\W\d_½]+)*)"
_NUMBERS: Final = (
    r"(?P<plain>\d{1,4}(?= [^hnrst \d]|\Z))",
    r"(?P<junk>(?!(?:19|20)\d\d-)\d{3,}-\d[\d-]*|\d{6,})",
    r"(?P<ymd>(?:19|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d)(?:t(?=\d\d:))?)",
    r"(?P<dmy>\d{1,2}(?:(?P<bar>[-/])\d{1,2}(?P=bar)(?:(?:19|20)\d\d|\d\d)|\.\d\d?\.(?:19|20)\d\d|\.\d\d\.\d\d)(?![\d.]\d|\d))",
    r"(?P<version>\d+(?:[.-]\d+){2,})",
    r"(?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d|:\d))",
    r"(?P<french>(?:[01]?\d|2[0-4]) ?h ?[0-5]\d(?!\d| ?m))",
    r"(?P<yearmonth>20\d\d[-/](?:0?[1-9]|1[0-2])(?!\d))",
    r"(?P<slash>\d{1,2}/\d{1,2}(?![\d/]))",
    r"(?P<decimal>\d+\.\d+)",
    r"(?P<nth>\d{1,2} ?(?:st|nd|rd|th)\b)",
    r"(?P<number>\d+)",
)
"""In the order in which they are tried: the commonest, then what is longer before what is shorter."""
_TOKEN: Final = re.compile(
    rf"{_WORD}|(?=\d)(?:{'|'.join(_NUMBERS)})|(?P<priced>[+#№$£¥€]\s?\d[\d.,]*)|(?P<mark>[^\w\s'\"])|(?P<half>½)|\n"
)
_DIGITS: Final = re.compile(r"\d+").findall
_MARKS: Final = {
    ",": Tag.COMMA,
    ":": Tag.COMMA,
    "@": Tag.AT,
    "~": Tag.AROUND,
    "-": Tag.DASH,
    "–": Tag.DASH,
    "—": Tag.DASH,
    "/": Tag.BAR,
    "&": Tag.AND,
    "%": Tag.MEASURE,
    "€": Tag.MEASURE,
}
_LETTER_TAGS: Final = {letter: (Tag.LETTER, unit) for letter, unit in LETTERS.items()} | {
    half: (Tag.MERIDIEM, half) for half in ("a", "p")
}
"""What single letters mean right behind a number."""
_PHRASES: Final = {
    first: tuple((re.compile(pattern), tag, value) for pattern, tag, value in phrases)
    for first, phrases in PHRASES.items()
}
_ABBREVIATED: Final = frozenset({Tag.MONTH, Tag.WEEKDAY, Tag.SUNNY, Tag.MINUTES, Tag.HOURS})
_LABELLED: Final = frozenset({"plain", "number", "decimal", "slash"})
_LONGEST_ABBREVIATION: Final = len("thurs")
_BARE_NUMBERS: Final = frozenset({Tag.LOW, Tag.MID, Tag.HIGH, Tag.DECIMAL, Tag.NTH})
_UNKNOWN: Final = (Tag.WORD, None)
_HANGS_ON: Final = frozenset({Tag.MONTH, Tag.DATE, Tag.LETTER})
"""What a number may follow without a space: "Nov9", a date with its "T", "1h30m"."""


def tokens(low: str) -> list[Token]:
    """Cut lower-case text into tokens."""
    found: list[Token] = []
    done = 0
    for match in _TOKEN.finditer(low):
        if match.start() < done:
            continue
        kind = match.lastgroup
        if kind == "word":
            done = _add_word(found, low, match)
        elif kind == "mark":
            _add_mark(found, match)
        elif kind is None:
            found.append(Token(Tag.STOP, None, *match.span()))
        else:
            _add_number(found, low, match, kind)
    return found


def _add_word(found: list[Token], low: str, match: re.Match[str]) -> int:
    """Append a word or the phrase that it begins, and return where it ends; of unknown words in a row, one will do."""
    word = match[0]
    begin, until = match.span()
    if word in _PHRASES:
        for pattern, tag, value in _PHRASES[word]:
            if phrase := pattern.match(low, begin):
                found.append(Token(tag, value, begin, phrase.end()))
                return phrase.end()
    known = WORDS.get(word)
    if known is None and "'" in word:
        known = WORDS.get(word.partition("'")[0])
    if found and found[-1].until == begin and found[-1].tag in _BARE_NUMBERS:
        known = _LETTER_TAGS.get(word, known)
        if known is None:
            found[-1] = found[-1]._replace(tag=Tag.WORD)
    if known is not None:
        found.append(Token(known[0], known[1], begin, until))
    elif not found or found[-1].tag != Tag.WORD:
        found.append(Token(Tag.WORD, None, begin, until))
    return until


def _add_mark(found: list[Token], match: re.Match[str]) -> None:
    """Append a punctuation mark; the full stop of "Oct." and "Fri." is none."""
    mark = match[0]
    if (
        mark == "."
        and found
        and found[-1].tag in _ABBREVIATED
        and match.start() == found[-1].until <= found[-1].begin + _LONGEST_ABBREVIATION
    ):
        return
    found.append(Token(_MARKS.get(mark, Tag.STOP), None, match.start(), match.end()))


def _add_number(found: list[Token], low: str, match: re.Match[str], kind: str) -> None:
    """Append a number, or a mere word where it names a flat, belongs to a price or hangs on letters."""
    begin, until = match.span()
    before = found[-1] if found else None
    hangs = begin > 0 and low[begin - 1].isalpha() and not (before and before.tag in _HANGS_ON)
    labels = kind in _LABELLED and before is not None and before.tag == Tag.LABEL
    read = _READ.get(kind)
    tag, value = _UNKNOWN if hangs or labels or read is None else read(match)
    found.append(Token(tag, value, begin, until))


def _read_clock(match: re.Match[str]) -> tuple[str, Any]:
    text = match[0]
    hour, minute = (int(part) for part in _DIGITS(text)[:2])
    sure = not 1 <= hour <= 12 or text.startswith("0") or "h" in text  # noqa: PLR2004 - the clock's face
    return Tag.CLOCK, Clock(hour, minute, sure, of_24=sure)


def _read_ymd(match: re.Match[str]) -> tuple[str, Any]:
    year, month, day = (int(part) for part in _DIGITS(match[0]))
    return Tag.DATE, Written(year, month, day)


def _read_dmy(match: re.Match[str]) -> tuple[str, Any]:
    """Month before day, as Americans write it, unless dots or a number beyond 12 say otherwise."""
    first, second, year = (int(part) for part in _DIGITS(match[0]))
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
    return Tag.DATE, month_and_day(year, first, second, day_first="." in match[0])


def month_and_day(year: int, first: int, second: int, *, day_first: bool = False) -> Written:
    """Tell month and day apart."""
    if day_first or first > 12:  # noqa: PLR2004 - months
        return Written(year, second, first)
    return Written(year, first, second, unsure=second <= 12 and first != second)  # noqa: PLR2004 - months


def _read_yearmonth(match: re.Match[str]) -> tuple[str, Any]:
    year, month = re.split("[-/]", match[0])
    return Tag.YEARMONTH, (int(year), int(month))


def _read_slash(match: re.Match[str]) -> tuple[str, Any]:
    left, right = match[0].split("/")
    written = month_and_day(0, int(left), int(right))
    possible = 1 <= written.month <= 12 and 1 <= written.day <= 31 and match[0] != "24/7"  # noqa: PLR2004 - the calendar
    return (Tag.SLASH, written) if possible else _UNKNOWN


def _read_decimal(match: re.Match[str]) -> tuple[str, Any]:
    return Tag.DECIMAL, match[0]


def _read_nth(match: re.Match[str]) -> tuple[str, Any]:
    day = int(_DIGITS(match[0])[0])
    return (Tag.NTH, day) if 1 <= day <= 31 else _UNKNOWN  # noqa: PLR2004 - the longest month


def _read_number(match: re.Match[str]) -> tuple[str, Any]:
    """Sort numbers by what they can be: hours, days of a month, years."""
    number = int(match[0])
    if number <= 12:  # noqa: PLR2004 - hours
        return Tag.LOW, number
    if number <= 31:  # noqa: PLR2004 - days
        return Tag.MID, number
    is_year = len(match[0]) == 4 and 1900 <= number < 2100  # noqa: PLR2004
    return Tag.YEAR if is_year else Tag.HIGH, number


def _read_half(_match: re.Match[str]) -> tuple[str, Any]:
    return Tag.HALF, None


_READ: Final[Mapping[str, Callable[[re.Match[str]], tuple[str, Any]]]] = {
    "clock": _read_clock,
    "french": _read_clock,
    "ymd": _read_ymd,
    "dmy": _read_dmy,
    "yearmonth": _read_yearmonth,
    "slash": _read_slash,
    "decimal": _read_decimal,
    "nth": _read_nth,
    "number": _read_number,
    "plain": _read_number,
    "half": _read_half,
}
"""How numbers are read; those that are not here (telephones, versions, prices) are no times."""
