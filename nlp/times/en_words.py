"""English words of time, as tables: what each is called in the grammar, and what it is worth."""

import re
from typing import Any, Final, NamedTuple


class Tags(NamedTuple):
    """What a token is. One character each, so that a sentence's tags are a string that patterns can search.

    No enumeration, whose members take Python 3.11 four times as long to look up.
    """

    WEEKDAY: str
    SUNNY: str
    """sun, sat, wed: a weekday only in the company of other words of time."""
    WEEKDAYS: str
    WORKDAY: str
    WORKDAYS: str
    WEEKEND: str
    WEEKENDS: str
    MONTH: str
    SEASON: str
    QUARTER: str
    """Of an hour or of a year."""
    QUARTERED: str
    """Q3."""
    RELDAY: str
    """today, tomorrow, yesterday."""
    NOW: str
    TONIGHT: str
    PART: str
    PARTS: str
    NAMED: str
    """noon, midnight."""
    HOLIDAY: str
    WEEKOF: str
    CLOSING: str
    """EOD, EOM, EOY."""
    SECONDS: str
    MINUTES: str
    HOURS: str
    DAYS: str
    WEEKS: str
    MONTHS: str
    YEARS: str
    FORTNIGHT: str
    LETTER: str
    """h, d, w, m behind a number: an abbreviated unit, or something else altogether."""
    OFTEN: str
    """daily, weekly: a frequency in one word."""
    EVERY: str
    ANY: str
    OTHER: str
    ONCE: str
    TWICE: str
    TIMES: str
    LOW: str
    """A number up to 12."""
    MID: str
    """A number from 13 to 31."""
    HIGH: str
    SPELLED: str
    """A number in words."""
    NTH: str
    """15th."""
    ORDINAL: str
    """fifteenth."""
    YEAR: str
    DECIMAL: str
    CLOCK: str
    DATE: str
    SLASH: str
    """3/5."""
    YEARMONTH: str
    HALF: str
    MERIDIEM: str
    OCLOCK: str
    ISH: str
    COUPLE: str
    FEW: str
    A: str
    THE: str
    NEXT: str
    FOLLOWING: str
    THIS: str
    LAST: str
    AT: str
    AROUND: str
    IN: str
    DURING: str
    ON: str
    OF: str
    FOR: str
    FROM: str
    SINCE: str
    TO: str
    UNTIL: str
    DASH: str
    BAR: str
    BETWEEN: str
    AND: str
    BY: str
    WITHIN: str
    STARTING: str
    AGO: str
    LATER: str
    BEFORE: str
    AFTER: str
    PAST: str
    EARLY: str
    EDGE: str
    """beginning, middle, end."""
    WHOLE: str
    OLD: str
    TAKES: str
    """lasts, takes: what follows is a duration."""
    LABEL: str
    """flat, building, bus: the number behind it is its name."""
    MEASURE: str
    """A unit that is not one of time."""
    GREETING: str
    """good, happy: "good morning" and "happy Friday" are no times."""
    COMMA: str
    STOP: str
    PLAIN: str
    """we, will, is: a word that cannot be the noun which a number counts."""
    WORD: str
    # What the grammar makes of them.
    DAY: str
    HOUR: str
    SPAN: str
    MOMENT: str
    WINDOW: str
    """From now for so long, or so long until now."""
    LIMIT: str
    """Within so long."""
    RULE: str
    COUNT: str


Tag: Final = Tags(*map(chr, range(0x80, 0x80 + len(Tags._fields))))


Said = tuple[str, object, str]
"""A tag, what the words are worth, and the words."""

_ONES: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_NTH_ONES: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NTH_TEENS: Final = ("tenth", "eleventh", "twelfth", *(f"{teen}th" for teen in _TEENS[3:]))

DAYPARTS: Final = {"morning": (8, 12), "noon": (12, 14), "afternoon": (13, 18), "evening": (18, 22), "night": (18, 24)}
"""Hours from which and until which a part of the day is taken to last."""

LETTERS: Final = {"h": Tag.HOURS, "d": Tag.DAYS, "w": Tag.WEEKS, "m": Tag.MINUTES}

_NUMBERS: Final[tuple[Said, ...]] = (
    *((Tag.SPELLED, value, word) for value, word in enumerate([*_ONES, *_TEENS])),
    *((Tag.SPELLED, value, word) for word, value in _TENS.items()),
    *((Tag.ORDINAL, value, word) for value, word in enumerate([*_NTH_ONES, *_NTH_TEENS], 1)),
    (Tag.ORDINAL, 20, "twentieth"),
    (Tag.ORDINAL, 30, "thirtieth"),
)
_TIMES: Final[tuple[Said, ...]] = (
    (Tag.WEEKDAY, 0, "monday mon"),
    (Tag.WEEKDAY, 1, "tuesday tue tues"),
    (Tag.WEEKDAY, 2, "wednesday wednsday weds"),
    (Tag.WEEKDAY, 3, "thursday thu thur thurs"),
    (Tag.WEEKDAY, 4, "friday fri"),
    (Tag.WEEKDAY, 5, "saturday"),
    (Tag.WEEKDAY, 6, "sunday"),
    (Tag.SUNNY, 2, "wed"),
    (Tag.SUNNY, 5, "sat"),
    (Tag.SUNNY, 6, "sun"),
    (Tag.WEEKDAYS, 0, "mondays"),
    (Tag.WEEKDAYS, 1, "tuesdays"),
    (Tag.WEEKDAYS, 2, "wednesdays"),
    (Tag.WEEKDAYS, 3, "thursdays"),
    (Tag.WEEKDAYS, 4, "fridays"),
    (Tag.WEEKDAYS, 5, "saturdays"),
    (Tag.WEEKDAYS, 6, "sundays"),
    (Tag.WORKDAY, None, "weekday workday workweek"),
    (Tag.WORKDAYS, None, "weekdays workdays"),
    (Tag.WEEKEND, None, "weekend"),
    (Tag.WEEKENDS, None, "weekends"),
    (Tag.MONTH, 1, "january jan"),
    (Tag.MONTH, 2, "february feb"),
    (Tag.MONTH, 3, "march mar"),
    (Tag.MONTH, 4, "april apr"),
    (Tag.MONTH, 5, "may"),
    (Tag.MONTH, 6, "june jun"),
    (Tag.MONTH, 7, "july jul"),
    (Tag.MONTH, 8, "august aug"),
    (Tag.MONTH, 9, "september sep sept"),
    (Tag.MONTH, 10, "october oct"),
    (Tag.MONTH, 11, "november nov"),
    (Tag.MONTH, 12, "december dec"),
    (Tag.SEASON, 3, "spring"),
    (Tag.SEASON, 6, "summer"),
    (Tag.SEASON, 9, "autumn fall"),
    (Tag.SEASON, 12, "winter"),
    (Tag.QUARTER, None, "quarter quarters"),
    (Tag.RELDAY, -1, "yesterday"),
    (Tag.RELDAY, 0, "today"),
    (Tag.RELDAY, 1, "tomorrow tomorrows tmrw tmr"),
    (Tag.NOW, None, "now"),
    (Tag.TONIGHT, None, "tonight tonite"),
    (Tag.PART, "morning", "morning forenoon"),
    (Tag.PART, "noon", "lunch lunchtime"),
    (Tag.PART, "afternoon", "afternoon afternoonish"),
    (Tag.PART, "evening", "evening"),
    (Tag.PART, "night", "night nite"),
    (Tag.PARTS, "morning", "mornings"),
    (Tag.PARTS, "afternoon", "afternoons"),
    (Tag.PARTS, "evening", "evenings"),
    (Tag.PARTS, "night", "nights"),
    (Tag.NAMED, 0, "midnight"),
    (Tag.NAMED, 12, "noon midday"),
    (Tag.CLOSING, Tag.DAYS, "eod cob"),
    (Tag.CLOSING, Tag.WEEKS, "eow"),
    (Tag.CLOSING, Tag.MONTHS, "eom"),
    (Tag.CLOSING, Tag.YEARS, "eoy"),
    (Tag.SECONDS, Tag.SECONDS, "secs sec seconds"),
    (Tag.MINUTES, Tag.MINUTES, "minute minutes min mins"),
    (Tag.HOURS, Tag.HOURS, "hour hours hr hrs"),
    (Tag.DAYS, Tag.DAYS, "day days"),
    (Tag.WEEKS, Tag.WEEKS, "week weeks wk wks"),
    (Tag.MONTHS, Tag.MONTHS, "month months"),
    (Tag.YEARS, Tag.YEARS, "year years yr yrs"),
    (Tag.FORTNIGHT, Tag.FORTNIGHT, "fortnight fortnights"),
    (Tag.OFTEN, ("HOURLY", 1), "hourly"),
    (Tag.OFTEN, ("DAILY", 1), "daily everyday"),
    (Tag.OFTEN, ("WEEKLY", 1), "weekly"),
    (Tag.OFTEN, ("WEEKLY", 2), "biweekly fortnightly"),
    (Tag.OFTEN, ("MONTHLY", 1), "monthly"),
    (Tag.OFTEN, ("MONTHLY", 3), "quarterly"),
    (Tag.OFTEN, ("YEARLY", 1), "yearly annually"),
)
_HELPERS: Final[tuple[Said, ...]] = (
    (Tag.EVERY, None, "every each"),
    (Tag.ANY, None, "any"),
    (Tag.OTHER, None, "other alternate"),
    (Tag.ONCE, 1, "once"),
    (Tag.TWICE, 2, "twice"),
    (Tag.TWICE, 3, "thrice"),
    (Tag.TIMES, None, "times occurrences sessions x"),
    (Tag.HALF, None, "half"),
    (Tag.OCLOCK, None, "o'clock oclock"),
    (Tag.ISH, None, "ish"),
    (Tag.COUPLE, 2, "couple pair"),
    (Tag.FEW, 3, "few"),
    (Tag.A, 1, "a an"),
    (Tag.THE, None, "the"),
    (Tag.NEXT, 1, "next coming upcoming"),
    (Tag.FOLLOWING, 1, "following"),
    (Tag.THIS, 0, "this current"),
    (Tag.LAST, -1, "last previous"),
    (Tag.PAST, -1, "past"),
    (Tag.AT, None, "at"),
    (Tag.AROUND, None, "around about circa approximately roughly approx"),
    (Tag.IN, None, "in"),
    (Tag.DURING, None, "during over throughout"),
    (Tag.ON, None, "on"),
    (Tag.OF, None, "of"),
    (Tag.FOR, None, "for"),
    (Tag.FROM, None, "from"),
    (Tag.SINCE, None, "since"),
    (Tag.TO, None, "to through thru"),
    (Tag.UNTIL, None, "until till til"),
    (Tag.BETWEEN, None, "between"),
    (Tag.AND, None, "and"),
    (Tag.BY, None, "by due closes ends expires deadline"),
    (Tag.WITHIN, None, "within"),
    (Tag.STARTING, 0, "starting starts start beginning begins commencing"),
    (Tag.AGO, None, "ago"),
    (Tag.LATER, None, "later hence"),
    (Tag.BEFORE, None, "before"),
    (Tag.AFTER, None, "after"),
    (Tag.EARLY, 0, "early"),
    (Tag.EARLY, 1, "mid"),
    (Tag.EARLY, 2, "late"),
    (Tag.EDGE, 1, "middle"),
    (Tag.EDGE, 2, "end"),
    (Tag.WHOLE, None, "whole full entire all"),
    (Tag.OLD, None, "old"),
    (Tag.TAKES, None, "takes take took taking lasts lasted"),
    (Tag.GREETING, None, "good nice happy lovely"),
    (
        Tag.MEASURE,
        None,
        "euro euros dollar dollars cents pounds percent pct degrees deg km kms meter meters metre metres",
    ),
    (
        Tag.MEASURE,
        None,
        "cm mm kg kilos kilograms miles mph kmh points people persons pieces per different separate or",
    ),
    (Tag.MEASURE, None, "floors st street ave avenue road rd"),
    (
        Tag.LABEL,
        None,
        "building buildings block bldg unit units flat flats apt apartment room rooms floor house number no",
    ),
    (
        Tag.LABEL,
        None,
        "nr gate door entrance lift elevator level bus line tram tower section zone row parking space spot",
    ),
    (Tag.LABEL, None, "slot page version v chapter step option route platform grade phase stage"),
    (
        Tag.PLAIN,
        None,
        "i we you he she it they is are was were be been am will would shall should can could might must do",
    ),
    (
        Tag.PLAIN,
        None,
        "does did have has had not please pls if because so but when then there here with as who that which",
    ),
    (Tag.PLAIN, None, "let let's i'll we'll i'm we're my our your"),
)
WORDS: Final[dict[str, tuple[str, Any]]] = {
    word: (tag, value) for tag, value, words in (*_NUMBERS, *_TIMES, *_HELPERS) for word in words.split()
}
"""Every word that the grammar knows: its tag and its worth."""

_TENS_WITH_ONES: Final = tuple(
    (ten, rf"{ten}[ -]{one}\b", tag, tens + ones)
    for ten, tens in _TENS.items()
    for tag, names in ((Tag.SPELLED, _ONES[1:]), (Tag.ORDINAL, _NTH_ONES))
    for ones, one in enumerate(names, 1)
)
_HOLIDAYS: Final = (
    ("christmas", r"christmas eve\b", Tag.HOLIDAY, (12, 24)),
    ("christmas xmas", r"\w+(?: day)?\b", Tag.HOLIDAY, (12, 25)),
    ("boxing", r"boxing day\b", Tag.HOLIDAY, (12, 26)),
    ("new", r"new year'?s eve\b", Tag.HOLIDAY, (12, 31)),
    ("new", r"new year'?s day\b", Tag.HOLIDAY, (1, 1)),
    ("valentine's valentines", r"valentine'?s day\b", Tag.HOLIDAY, (2, 14)),
    ("halloween", r"halloween\b", Tag.HOLIDAY, (10, 31)),
)
"""Those that stay in their place, with month and day."""
_PHRASES: Final = (
    *_TENS_WITH_ONES,
    *_HOLIDAYS,
    ("a am", r"a ?\.? ?m\b\.?", Tag.MERIDIEM, "a"),
    ("p pm", r"p ?\.? ?m\b\.?", Tag.MERIDIEM, "p"),
    ("mid", r"mid[ -]night\b", Tag.NAMED, 0),
    ("twice two three", r"(?:twice|(?:two|three) times) an?\b", Tag.WORD, None),
    ("no not", r"(?:no|not) later than\b", Tag.BY, None),
    ("not", r"not before\b", Tag.AFTER, None),
    ("as", r"as late as\b", Tag.BY, None),
    ("deadline", r"deadline (?:is|was)\b", Tag.BY, None),
    ("closes ends due expires", r"\w+ (?:on|at|in|by)\b", Tag.BY, None),
    ("due", r"due to\b", Tag.WORD, None),
    ("right", r"right now\b", Tag.NOW, None),
    ("w", r"w/[ce]\b", Tag.WEEKOF, None),
    ("week", r"week (?:commencing|of|beginning|starting)(?: on)?\b", Tag.WEEKOF, None),
    *(("q", rf"q{number}\b", Tag.QUARTERED, number) for number in range(1, 5)),
)
PHRASES: Final[dict[str, tuple[tuple[str, str, Any], ...]]] = {
    begins: tuple((pattern, tag, value) for first, pattern, tag, value in _PHRASES if begins in first.split())
    for begins in {word for first, *_ in _PHRASES for word in first.split()}
}
"""Words that begin a phrase: the pattern of the whole, its tag and its worth."""
ANCHORS: Final = frozenset(
    {word for _, _, words in (*_NUMBERS, *_TIMES) for word in words.split()}
    | {re.split("[^a-z]", word)[0] for first, _, tag, _ in _PHRASES if tag == Tag.HOLIDAY for word in first.split()}
    | {"mid"}
)
"""Without one of these words, and without a digit, no text speaks of a time."""
