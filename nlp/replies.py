"""Reads answers to the bot's cards: who takes a task, how it goes, whether it is well done; who is for a proposal."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.phrases import Cue, Phrases
from nlp.understanding import Answered, Intent

_DATA = Path(__file__).parent / "data" / "replies.toml"
_STRONG, _WEAK = 3, 1
"""What a phrase counts."""
_LONG = 120
"""A longer answer tells a story, in which a lone weak phrase decides nothing."""
_NOTHING = "nothing"
"""The list of what speaks for no intent: questions, thanks, "will look later"."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a card, read."""

    intent: Intent
    """CLAIM, PROGRESS or DONE of a task; ACCEPT or REJECT of what was done or proposed, QUESTION about the latter."""
    words: tuple[str, ...]
    """The words that decided."""


class _Card:
    """How answers to one of the cards are read: the intent with the most said for it."""

    def __init__(self, lists: Mapping[str, Sequence[str]], intents: Sequence[Intent]) -> None:
        """Index the card's lists; of two intents with as much said for them, the first is taken."""
        self._phrases = Phrases(lists)
        self._intents = intents

    def __call__(self, text: str) -> Reply | None:
        """Return how a normalised text answers the card."""
        cues = list(_longest(self._phrases.find(text)))
        points = Counter[str]()
        for name in (name for cue in cues for name in cue.lists):
            points[name.removesuffix("_weak")] += _WEAK if name.endswith("_weak") else _STRONG
        best = max(self._intents, key=lambda intent: points[intent.value])
        if points[best.value] - points[_NOTHING] < (_STRONG if len(text) > _LONG else _WEAK):
            return None
        lists = {best.value, f"{best.value}_weak"}
        words = (text[cue.begin : cue.end] for cue in cues if not lists.isdisjoint(cue.lists))
        return Reply(best, tuple(dict.fromkeys(words)))


def _longest(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Leave out what overlaps with an earlier or a longer phrase ("修好了" in "没修好了")."""
    end = 0
    for cue in sorted(cues, key=lambda cue: (cue.begin, -cue.end)):
        if cue.begin >= end:
            end = cue.end
            yield cue


def _cards() -> Mapping[Answered, _Card]:
    lists = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        Answered.SQUAD: _Card(lists["squad"], (Intent.CLAIM, Intent.PROGRESS, Intent.DONE)),
        Answered.ACCEPTANCE: _Card(lists["acceptance"], (Intent.REJECT, Intent.ACCEPT)),
        Answered.TOPIC: _Card(lists["topic"], (Intent.REJECT, Intent.QUESTION, Intent.ACCEPT)),
    }


_read = _cards()


def read(text: str, answered: Answered) -> Reply | None:
    """Return what a normalised text answers to a card; None where it is neither a step nor a verdict."""
    card = _read.get(answered)
    return None if card is None else card(text)
