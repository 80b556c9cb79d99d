"""Brings writing into one form: width, case, quotes, traditional characters, numerals."""

import re
import unicodedata
from pathlib import Path

_TRADITIONAL = Path(__file__).parent / "data" / "traditional.txt"
_QUOTES = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")
_NARROW = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SMALL = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def _pairs() -> dict[int, str]:
    """Read the traditional characters, each with its simplified one; the first line says where they are from."""
    _, *lines = _TRADITIONAL.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines for pair in line.split()}


_CHARACTERS: dict[int, int | str] = {**_pairs(), **_QUOTES}
_IN_PLACE = _CHARACTERS | {wide: narrow.lower() for wide, narrow in _NARROW.items()} | _SMALL


def normalise(text: str) -> str:
    """Return the text in the one form that words are learned and looked up in."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.translate(_CHARACTERS).split())


def simplify(text: str) -> str:
    """Return the text in simplified characters, narrow and small letters, every character at its place."""
    return text.translate(_IN_PLACE)


_LONGEST = 12
"""Digits; more of them number nothing in a neighbourhood."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
_ONE_BY_ONE = re.compile(r"[零〇一二两三四五六七八九]{1,4}")
_COUNTED = re.compile(
    r"""
    (?:(?P<hundreds>[一二两三四五六七八九])百(?P<gap>[零〇])?)?
    (?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?
    (?P<ones>[一二三四五六七八九])?
    """,
    re.VERBOSE,
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NAMED = {word: value for words in (_WORDS, _ORDINALS) for value, word in enumerate(words, start=1)}
_NAMED |= {"zero": 0, "eleventh": 11, "twelfth": 12}
_WITH_ENDING = re.compile(r"(\d{1,12})(?:st|nd|rd|th)", re.ASCII)


def number(text: str) -> int | None:
    """Return what a number comes to: 23, ２３, 二十三, 一〇三, three, third, 3rd; None where it is none.

    Chinese ones are read below a thousand, or digit by digit (一二〇三); English words up to twelve.
    """
    said = simplify(text.strip())
    if said.isdecimal():
        return int(said) if len(said) <= _LONGEST else None
    if said in _NAMED:
        return _NAMED[said]
    if ending := _WITH_ENDING.fullmatch(said):
        return int(ending[1])
    return _chinese(said)


def _chinese(said: str) -> int | None:
    """Read a Chinese numeral in simplified characters."""
    if _ONE_BY_ONE.fullmatch(said):
        return int("".join(str(_DIGITS[digit]) for digit in said))
    counted = _COUNTED.fullmatch(said)
    if not said or counted is None:
        return None
    hundreds, tens, ones = (_DIGITS.get(counted[part] or "", 0) for part in ("hundreds", "tens", "ones"))
    if counted["ten"] and not counted["tens"]:
        tens = 1
    elif hundreds and not counted["gap"] and not tens:  # 三百五 is 350
        tens, ones = ones, 0
    return 100 * hundreds + 10 * tens + ones
