"""A grammar of patterns over tags: which rows of English tokens are a clock time, a day, a length or a recurrence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from nlp.times.en_tokens import Token
from nlp.times.en_words import Tag

Build = Callable[[Sequence[Token], date], Any]
"""Makes of a row of tokens what they mean on a day; None where they mean nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: a pattern of tags, what such a row is, and how its worth is found."""

    pattern: str
    tag: str
    build: Build


OUT_OF_CALENDAR: Final = (OverflowError, ValueError)
"""What dates raise beyond the years 1 and 9999: "in 99999 years"."""
_BEGINS_NOTHING: Final = "[word plain stop comma and measure label times]+"
"""Tags with which no rule begins."""


class Grammar:
    """Rules that are tried together, the first one that fits at a place wins."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Compile the rules into one expression.

        An empty group behind each rule tells which one fitted; a group around it would keep ``re`` from passing over a
        rule by its first tag, which makes half of the speed.
        """
        self._rows = tuple((row.tag, row.build) for row in rows)
        rules = "|".join(f"(?:{spell(row.pattern)})()" for row in rows)
        self._expression = re.compile(f"{spell(_BEGINS_NOTHING)}|{rules}")

    def apply(self, tokens: list[Token], today: date) -> list[Token]:
        """Put one token in the place of each row that means something."""
        tags = "".join([token.tag for token in tokens])
        applied: list[Token] = []
        done = 0
        for match in self._expression.finditer(tags):
            if match.lastindex is None:
                continue
            begin, until = match.span()
            tag, build = self._rows[match.lastindex - 1]
            try:
                value = build(tokens[begin:until], today)
            except OUT_OF_CALENDAR:
                continue
            if value is None:
                continue
            applied += tokens[done:begin]
            applied.append(Token(tag, value, tokens[begin].begin, tokens[until - 1].until))
            done = until
        return applied + tokens[done:] if done else tokens


def spell(pattern: str) -> str:
    """Write a pattern of tag names as a pattern of tags."""
    return re.sub(r"[a-z]+", lambda name: getattr(Tag, name[0].upper()), pattern).replace(" ", "")


def value_of(tokens: Sequence[Token], *tags: str) -> Any:  # noqa: ANN401 - each tag has its own kind of worth
    """Return the worth of the first token with one of the tags."""
    for token in tokens:
        if token.tag in tags:
            return token.value
    return None


def values_of(tokens: Sequence[Token], *tags: str) -> list[Any]:
    """Return the worth of all tokens with one of the tags."""
    return [token.value for token in tokens if token.tag in tags]


def has(tokens: Sequence[Token], *tags: str) -> bool:
    """Tell whether there is a token with one of the tags."""
    for token in tokens:  # noqa: SIM110 - a generator takes twice as long, and this is asked all the time
        if token.tag in tags:
            return True
    return False


NUMBER: Final = "[low mid high spelled]"
UNIT: Final = "[seconds minutes hours days weeks months years fortnight]"
WEEKDAY: Final = "[weekday sunny]"
NTH: Final = "[nth ordinal last]"
SEPARATOR: Final = "(?:comma|comma? and|bar)"
THROUGH: Final = "(?:to|until|dash)"
_AMOUNT: Final = f"(?:{NUMBER}(?: and a? half)?|a? couple of?|a? few|a|decimal)"
_PIECE: Final = f"(?:[a low spelled] quarter of a hours|half a? {UNIT}|{_AMOUNT} dash? (?:half dash?)? {UNIT})"
_MORE: Final = f"(?: comma? and? (?:{_PIECE}|{NUMBER} letter)){{0,9}}"
LENGTH: Final = f"(?:(?:a? half dash? {UNIT}|{_PIECE})(?: and a? half)?{_MORE}|(?:{NUMBER}|decimal) letter{_MORE})"
"""How long: "two days and a half", "1d, 3hr and 10min"."""
