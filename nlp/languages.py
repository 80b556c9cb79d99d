"""Which of the languages a message is in."""

import re

CHINESE, ENGLISH = "zh", "en"
_CHINESE = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(r"[぀-ヿ가-힯Ѐ-ӿ؀-ۿऀ-๿֐-׿Ͱ-Ͽ]")
"""Kana, Hangul, Cyrillic, Arabic, scripts of India and Thailand, Hebrew, Greek."""


def language_of(text: str) -> str | None:
    """Return "zh" or "en", or None for text in another script, or in none: emoji, numbers.

    A message with a Chinese word in each few English ones is Chinese: so people write who live with both.
    """
    if text.isascii():
        return ENGLISH if _LATIN.search(text) else None
    chinese, latin = len(_CHINESE.findall(text)), len(_LATIN.findall(text))
    if len(_OTHER.findall(text)) * 2 > chinese + latin:
        return None
    if chinese * 4 >= latin and chinese:
        return CHINESE
    return ENGLISH if latin else None
