"""Patterns out of word lists, for text in which Latin letters and Chinese characters stand side by side."""

import re
from collections.abc import Iterable
from itertools import groupby

_LATIN = "a-z0-9à-öø-ÿ"
_AFTER = f"(?![{_LATIN}])"
_IS_LATIN = re.compile(f"[{_LATIN}]")
_NEVER = "(?!)"


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of some words: whole words in Latin letters, any occurrence in Chinese.

    The longest that fits is found. The text has to be in lower case. No words make a pattern that finds nothing.
    """
    ordered = sorted({word.casefold() for word in words if word}, key=lambda word: (word[0], -len(word), word))
    initials = (_beginning(initial, list(alike)) for initial, alike in groupby(ordered, key=lambda word: word[0]))
    return re.compile("|".join(initials) or _NEVER)


def _beginning(initial: str, words: list[str]) -> str:
    """Return the pattern of words with one initial; it comes before all conditions, so that most are soon ruled out."""
    before = f"(?<![{_LATIN}]{re.escape(initial)})" if _IS_LATIN.match(initial) else ""
    return f"{re.escape(initial)}{before}(?:{'|'.join(map(_rest, words))})"


def _rest(word: str) -> str:
    return re.escape(word[1:]) + (_AFTER if _IS_LATIN.match(word[-1]) else "")
