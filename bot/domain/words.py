"""The words of a text as search and the likeness of reports know them.

Chinese is written without spaces: two characters next to each other count as a word. English words count by their stem.
A number stays with what it counts: 3栋, 4楼.
"""

import re
import unicodedata

LONGEST = 24
"""Characters of a word; what is longer is cut."""
MOST = 60
"""Words of one text that are kept."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_COUNTED = "栋幢座号楼层单元室区户门"
_PIECE = re.compile(rf"(?P<counted>\d+[{_COUNTED}]{{1,2}})|(?P<word>[^\W_{_HAN}]+)|(?P<han>[{_HAN}]+)")
_BETWEEN = re.compile("[的了又在我你您他她它们吗呢吧啊呀着过和也都就很还是有没不]+")
"""Characters that only hold a sentence together: words end there."""
_SMALL_WORDS = frozenset({
    "a", "an", "and", "are", "at", "be", "been", "but", "by", "can", "could", "do", "does", "for", "from",
    "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in", "is", "it", "its", "just",
    "me", "my", "no", "not", "now", "of", "on", "or", "our", "out", "please", "she", "so", "some", "than",
    "that", "the", "their", "them", "then", "there", "they", "this", "to", "too", "up", "us", "very", "was",
    "we", "were", "what", "when", "where", "which", "who", "will", "with", "would", "you", "your", "again",
})  # fmt: skip
_ENDINGS = ("ies", "ing", "ed", "es", "s")
_DOUBLING = ("ing", "ed")
"""Before them a consonant may be doubled: stopped."""
_STEM = 3
"""Letters that are left at least."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text, whatever it is: at most ``MOST``."""
    found: dict[str, None] = {}
    for piece in _PIECE.finditer(unicodedata.normalize("NFKC", text).casefold()):
        for word in _words(piece):
            found[word[:LONGEST]] = None
        if len(found) >= MOST:
            break
    return frozenset(list(found)[:MOST])


def _words(piece: re.Match[str]) -> list[str]:
    if piece["counted"]:
        return [piece["counted"]]
    if piece["word"]:
        word = piece["word"]
        return [] if word in _SMALL_WORDS else [stem(word)]
    runs = [run for run in _BETWEEN.split(piece["han"]) if run]
    # The last character by itself, so that each character begins a word and can be looked for alone.
    return [run[at : at + 2] for run in runs for at in range(len(run))]


def stem(word: str) -> str:
    """Return an English word without its ending: lights, light; leaking, leaked, leaks, leak."""
    if not word.isascii() or not word.isalpha():
        return word
    ending = next((ending for ending in _ENDINGS if _ends_in(word, ending)), "")
    left = word.removesuffix(ending)
    if ending == "ies":
        return f"{left}y"
    if ending in _DOUBLING and left[-1] == left[-2] and left[-1] not in "ls":
        return left[:-1]
    return left.removesuffix("e") if len(left) > _STEM else left


def _ends_in(word: str, ending: str) -> bool:
    left = word.removesuffix(ending)
    return left != word and len(left) >= _STEM and not (ending == "s" and left[-1] in "su")


def is_beginning(word: str) -> bool:
    """Tell whether a word is a Chinese character alone: it ends a text, or is looked for wherever it stands."""
    return len(word) == 1 and not word.isascii()


def looked_for(text: str) -> frozenset[str]:
    """Return the words that an issue must have for somebody who looks for a text."""
    found = words(text)
    # The last character of 电梯 says no more than 电梯 does.
    ends = {word[-1] for word in found if len(word) > 1}
    return frozenset(word for word in found if not is_beginning(word) or word not in ends)
