"""What comes again, in English: "every other Tuesday", "the last Saturday of each month"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from nlp.times.calendar import WEEKDAYS, WEEKEND, WORKDAYS, Rule
from nlp.times.en_days import Days
from nlp.times.en_grammar import NTH, NUMBER, SEPARATOR, THROUGH, Row, has, value_of
from nlp.times.en_tokens import Token
from nlp.times.en_words import Tag


class Again(NamedTuple):
    """A rule, and the part of the day that was said with it."""

    rule: Rule
    daypart: str | None = None


_FREQS: Final = {
    Tag.MINUTES: "MINUTELY",
    Tag.HOURS: "HOURLY",
    Tag.DAYS: "DAILY",
    Tag.WEEKS: "WEEKLY",
    Tag.MONTHS: "MONTHLY",
    Tag.YEARS: "YEARLY",
}
_INTERVALS: Final = (Tag.LOW, Tag.MID, Tag.HIGH, Tag.SPELLED, Tag.NTH, Tag.ORDINAL, Tag.COUPLE, Tag.FEW)
_WEEKDAYS: Final = (Tag.WEEKDAY, Tag.SUNNY, Tag.WEEKDAYS)

_INTERVAL: Final = "(?:other|low|mid|high|spelled|nth|ordinal|couple of?|few)?"
_UNIT: Final = "[minutes hours days weeks months years fortnight quarter]"
_EVERY: Final = f"(?:(?:once (?:a|the)|once? every) {_INTERVAL} {_UNIT}|every half {_UNIT}|often)"
_ANY_WEEKDAY: Final = "[weekday sunny weekdays]"
_LIST: Final = f"{_ANY_WEEKDAY} (?: (?:{SEPARATOR}|{THROUGH}) {_ANY_WEEKDAY}){{0,9}}"
_PLURALS: Final = f"weekdays (?: (?:{SEPARATOR}|{THROUGH}) {_ANY_WEEKDAY}){{0,9}}"
_GROUP: Final = "[workday workdays weekend weekends]"
_MONTHS: Final = f"every {_INTERVAL} months"
_THIS_MONTH: Final = "(?:of|in) the? months"
_COUNTED: Final = f"the? {NTH} (?:to the last|last)?"
_COUNTS: Final = f"{_COUNTED} (?: {SEPARATOR} {_COUNTED}){{0,9}}"
_NTHS: Final = f"{_COUNTS} {_ANY_WEEKDAY} (?: {SEPARATOR} {_COUNTS} {_ANY_WEEKDAY}){{0,9}}"
_EDGES: Final = "the? (?:edge|starting)"
_MONTHDAYS: Final = f"(?:{_COUNTS} days?|{_EDGES})"
_DATES: Final = f"(?:the|on? days)? [low mid nth ordinal spelled] (?: {SEPARATOR} the? [low mid nth ordinal]){{0,9}}"


def _read_week(tokens: Sequence[Token], _today: date) -> Again:
    """Every so many units, perhaps on some days of the week, perhaps at a part of the day."""
    byday = _weekdays_in(tokens)
    often = value_of(tokens, Tag.OFTEN)
    freq, interval = often or ("WEEKLY" if byday else "DAILY", 1)
    for token in tokens:
        if token.tag in _FREQS:
            freq = _FREQS[token.tag]
        elif token.tag == Tag.FORTNIGHT:
            freq, interval = "WEEKLY", 2
        elif token.tag == Tag.QUARTER:
            freq, interval = "MONTHLY", 3
        elif token.tag == Tag.OTHER:
            interval = 2
        elif token.tag in _INTERVALS:
            interval = token.value
    if has(tokens, Tag.HALF):
        freq, interval = {"HOURLY": ("MINUTELY", 30), "YEARLY": ("MONTHLY", 6)}.get(freq, (freq, 1))
    return Again(Rule(freq, max(interval, 1), byday), value_of(tokens, Tag.PART, Tag.PARTS))


def _weekdays_in(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Read a list of weekdays, in which a dash or "through" means all between."""
    if has(tokens, Tag.WORKDAY, Tag.WORKDAYS):
        return WORKDAYS
    if has(tokens, Tag.WEEKEND, Tag.WEEKENDS):
        return WEEKEND
    named: list[int] = []
    through = False
    for token in tokens:
        if token.tag in _WEEKDAYS:
            first = named[-1] + 1 if through else token.value
            named += [(first + ahead) % 7 for ahead in range((token.value - first) % 7 + 1)]
            through = False
        elif named:
            through = token.tag in (Tag.TO, Tag.UNTIL, Tag.DASH)
    return tuple(WEEKDAYS[day] for day in sorted(set(named)))


def _read_month(tokens: Sequence[Token], _today: date) -> Again:
    """Days of every so many months or years: counted weekdays, numbers, "the last"."""
    counts: list[int] = []
    byday: list[str] = []
    months: list[int] = []
    interval, freq = 1, "MONTHLY"
    before = ""
    for token in tokens:
        if token.tag in (Tag.LAST, Tag.EDGE) and counts and before not in (Tag.AND, Tag.COMMA, Tag.OF):
            counts[-1] = -counts[-1]
        elif token.tag in (*_INTERVALS, Tag.LAST):
            counts.append(token.value)
        elif token.tag in (Tag.EDGE, Tag.STARTING):
            counts.append(-1 if token.value == _END else 1)
        elif token.tag == Tag.OTHER:
            interval = 2
        elif token.tag in (Tag.MONTHS, Tag.YEARS):
            interval = counts.pop() if before in _INTERVALS else interval
            freq = _FREQS[token.tag]
        elif token.tag in _WEEKDAYS:
            byday += [f"{count}{WEEKDAYS[token.value]}" for count in counts]
            counts = []
        elif token.tag == Tag.MONTH:
            months.append(token.value)
        elif token.tag == Tag.SLASH:
            months, counts = [token.value.month], [token.value.day]
        before = token.tag if token.tag not in (Tag.THE, Tag.TO) else before
    freq = "YEARLY" if months else freq
    return Again(Rule(freq, max(interval, 1), tuple(byday), tuple(counts), tuple(months)))


_END: Final = 2


def _read_count(tokens: Sequence[Token], _today: date) -> int:
    count: int = value_of(tokens, Tag.LOW, Tag.MID, Tag.HIGH, Tag.SPELLED, Tag.ONCE, Tag.TWICE)
    return count


RECURRENCES: Final = (
    *(
        Row(pattern, Tag.RULE, _read_month)
        for pattern in (
            f"every {_NTHS} {_THIS_MONTH}",
            f"{_NTHS} (?:of|in)? {_MONTHS}",
            f"every {_MONTHDAYS} {_THIS_MONTH}",
            f"the? {_MONTHDAYS} (?:of|in)? {_MONTHS}",
            f"{_MONTHS} (?:on|at)? (?:{_NTHS}|{_MONTHDAYS})",
            f"(?:every {_INTERVAL} years|once a years) (?:on|in)? {_NTHS} (?:of|in) month",
            f"every? {_NTHS} (?:of|in) month (?:of|in)? every years",
            f"every {_NTHS} (?:of|in) month",
            f"every the? last {_ANY_WEEKDAY}",
            f"(?:every {_INTERVAL} years|once a years|often) (?:on|in)? the? (?:month {_DATES}|{_DATES} of? month)",
            f"every month (?:on? {_DATES})?",
            f"every {_COUNTS} of? month",
            f"(?:month {_DATES}|the? {_DATES} of? month) every years",
            "every slash",
            "every nth (?=\\Z|[stop at comma])",
        )
    ),
    *(
        Row(pattern, Tag.RULE, _read_week)
        for pattern in (
            f"{_EVERY} (?:on|in)? (?:{_LIST}|{_GROUP}) [part parts]",
            f"{_EVERY} (?:on|in)? (?:{_LIST}|{_GROUP})",
            f"{_EVERY} in the part",
            f"{_EVERY}",
            f"every {_INTERVAL} (?:{_LIST}|{_GROUP}) [part parts]?",
            "every other? [part parts]",
            f"{_PLURALS} (?:in the)? [part parts]?",
            f"{_LIST} parts",
            f"{_GROUP} parts",
            "[workdays weekends] (?:in the part)?",
            "any [weekend weekends]",
            "whole weekends",
            "parts",
        )
    ),
)
COUNTS: Final = (
    Row(f"for? {NUMBER} times", Tag.COUNT, _read_count),
    Row("(?<=rule) [twice]", Tag.COUNT, _read_count),
)


def narrow(again: Again, days: Days) -> Again | None:
    """Add a day that was said with a rule: "every month on the 9th", "weekly on Monday", "monthly, the last Friday"."""
    rule = again.rule
    if rule.byday or rule.bymonthday:
        return None
    if rule.freq == "MONTHLY" and days.nth and days.weekday is not None and not days.month:
        return again._replace(rule=replace(rule, byday=(f"{days.nth}{WEEKDAYS[days.weekday]}",)))
    if days.month and days.nth and days.weekday is not None:
        return again._replace(rule=replace(rule, byday=(f"{days.nth}{WEEKDAYS[days.weekday]}",), bymonth=(days.month,)))
    if days.day:
        months = (days.month,) if days.month else ()
        return again._replace(rule=replace(rule, bymonthday=(days.day,), bymonth=months))
    if days.weekday is not None and rule.freq == "WEEKLY":
        return again._replace(rule=replace(rule, byday=(WEEKDAYS[days.weekday],)))
    return None
