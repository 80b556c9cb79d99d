"""Lists of phrases, all looked for in one go, for text in which Latin letters and Chinese characters stand together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_GAP = 12
"""How many characters may stand where a phrase has "…"."""
_WORD = r"[a-z0-9]+"
_LATIN_HEAD, _HEAD = 3, 2
"""By how many characters phrases are indexed, in Latin letters and in other writing."""


class Cue(NamedTuple):
    """A phrase of some lists, found in a text."""

    begin: int
    end: int
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    head: str
    tails: tuple[str, ...]
    """What follows, each after a gap."""
    whole: bool
    """It ends with a word in Latin letters, not in the middle of one."""
    lists: tuple[str, ...]

    def end_in(self, text: str, begin: int) -> int:
        """Return where the phrase whose head stands there ends, or -1."""
        end = begin + len(self.head)
        for tail in self.tails:
            found = text.find(tail, end, end + _GAP + len(tail))
            if found < 0:
                return -1
            end = found + len(tail)
        return -1 if self.whole and _is_latin(text[end : end + 1]) else end


class Phrases:
    """Lists of phrases, all looked for in one go.

    A phrase in Latin letters stands for whole words, or with "*" at its end for words that begin so; "…" stands for a
    few characters of any kind.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the lists by how their phrases begin."""
        names: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                names.setdefault(phrase, []).append(name)
        index: dict[str, list[_Phrase]] = {}
        for phrase, found in names.items():
            head, *tails = phrase.removesuffix("*").split("…")
            parsed = _Phrase(head, tuple(tails), _is_latin(phrase[-1]), tuple(found))
            word = re.match(_WORD, head)
            key = word.group()[:_LATIN_HEAD] if word else head[:_HEAD]
            index.setdefault(key, []).append(parsed)
        self._index = {key: (tuple(phrase.head for phrase in same), tuple(same)) for key, same in index.items()}
        others = "".join(sorted({key[0] for key in index if not _is_latin(key[0])}))
        self._starts = re.compile(f"{_WORD}|[{re.escape(others)}]" if others else _WORD)

    def find(self, text: str) -> Iterator[Cue]:
        """Find every phrase, in the order of their beginnings."""
        for start in self._starts.finditer(text):
            begin, token = start.start(), start.group()
            keys = (token[:_LATIN_HEAD],) if token.isascii() else (token, text[begin : begin + _HEAD])
            for key in keys:
                heads, phrases = self._index.get(key, _NONE)
                if not text.startswith(heads, begin):
                    continue  # most often so, and this asks for all of them at once
                for phrase in phrases:
                    if text.startswith(phrase.head, begin) and (end := phrase.end_in(text, begin)) >= 0:
                        yield Cue(begin, end, phrase.lists)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


_NONE: tuple[tuple[str, ...], tuple[_Phrase, ...]] = ((), ())
