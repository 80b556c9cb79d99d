"""What the classifier sees of a message: pieces of its words, whatever language they are in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

LONGEST = 600
"""Characters that are looked at; a longer message has said by then what it is about."""
_RUNS = re.compile(r"[a-z0']+|[一-鿿]+|[^\w\s]")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_MENTION = re.compile(r"@\w+")
_DIGIT = re.compile(r"\d")
_CHINESE_PIECES = (1, 2, 3, 4)
_LATIN_PIECES = (3, 4, 5)
_REMEMBERED = 50_000
_LENGTH_STEP, _LENGTH_STEPS = 12, 6


def features(plain: str) -> tuple[str, ...]:
    """Return the pieces of a message that has been normalised, each once, always in the same order.

    Chinese gives runs of one to four characters with marks for where a clause begins and ends; Latin letters give
    words, pairs and triples of words, and pieces of three to five letters, so that a typo costs little. Digits are all
    alike.
    """
    said = _alike(plain[:LONGEST])
    found: list[str] = []
    words: list[str] = []
    for run in _RUNS.findall(said):
        first = run[0]
        if "一" <= first <= "鿿":
            _chinese(run, found)
            words.append("汉")
        elif first.isalnum() or first == "'":
            found += _latin(run)
            words.append(run)
        else:
            found.append(f"p:{run}")
    found += _neighbours(words)
    found.append(f"length:{min(_LENGTH_STEPS, len(said) // _LENGTH_STEP)}")
    return tuple(dict.fromkeys(found))


def _alike(said: str) -> str:
    """Put one word for each link and each name that is called on, and one digit for all."""
    if "@" in said:
        said = _MENTION.sub(" atat ", said)
    if "http" in said or "www." in said:
        said = _LINK.sub(" urlurl ", said)
    return _DIGIT.sub("0", said)


def _chinese(run: str, found: list[str]) -> None:
    marked = f"^{run}$"
    for length in _CHINESE_PIECES:
        found += [marked[at : at + length] for at in range(len(marked) - length + 1)]


@lru_cache(_REMEMBERED)
def _latin(word: str) -> tuple[str, ...]:
    marked = f"<{word}>"
    pieces = (marked[at : at + n] for n in _LATIN_PIECES for at in range(len(marked) - n + 1))
    return (f"w:{word}", *pieces)


def _neighbours(words: list[str]) -> Iterator[str]:
    for one, two in pairwise(words):
        yield f"b:{one} {two}"
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        yield f"t:{one} {two} {three}"
