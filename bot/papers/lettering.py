"""The font that comes with the package, and what of a text it can show."""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONT = Path(__file__).parent / "fonts" / "PavilionSans-Regular.otf"
BOX = "□"
"""Stands for a letter that the font lacks, so that a reader sees that there is one."""
_LEFT_OUT = frozenset({"So", "Sk", "Mn", "Me", "Cf", "Cc", "Co", "Cn", "Cs"})
"""Emoji, the signs that join and colour them, and what is never seen: a text reads well without."""


@cache
def _known() -> frozenset[int]:
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())


def shown(text: str) -> str:
    """Return a text in letters that the font has, on one line."""
    letters = (_letter(char) for char in unicodedata.normalize("NFC", " ".join(text.split())))
    # The font's middle dot brings its own space.
    return " ".join("".join(letters).split()).replace(" · ", "·")


def reads_as_chinese(text: str) -> bool:
    """Tell whether a text may be broken anywhere, for want of spaces."""
    return any("\u2e80" <= char <= "\u9fff" for char in text)


def _letter(char: str) -> str:
    category = unicodedata.category(char)
    if ord(char) in _known() and category != "Cf":
        return char
    if category in _LEFT_OUT:
        return ""
    plainer = unicodedata.normalize("NFKD", char)[0]
    return plainer if ord(plainer) in _known() else BOX
