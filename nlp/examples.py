"""Which squad of a community's own a report is for, by the example sentences in its config: no training needed."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from nlp.features import features
from nlp.linear import Linear
from nlp.normal import normalise

ALIKE = 0.24
"""How near (cosine) a report must lie to an example. Of a thousand reports of other things two or three lie nearer."""


class Examples:
    """Compares by the pieces of words, the rarer the more they count; what the model never saw is rarest."""

    def __init__(self, model: Linear, sentences: Mapping[str, Sequence[str]]) -> None:
        """Learn the sentences of each squad, by its key."""
        self._model = model
        self._examples = [(key, self._vector(text)) for key, texts in sentences.items() for text in texts]

    def nearest(self, text: str) -> str | None:
        """Return the squad of the example that a text is most like; None where it is like none."""
        if not self._examples:
            return None
        vector = self._vector(text)
        key, likeness = max(
            ((key, _cosine(vector, example)) for key, example in self._examples), key=lambda found: found[1]
        )
        return key if likeness >= ALIKE else None

    def _vector(self, text: str) -> dict[str, float]:
        rarity = {piece: self._model.rarity_of(piece) for piece in _telling(features(normalise(text)))}
        length = sqrt(sum(value * value for value in rarity.values()))
        return {piece: value / length for piece, value in rarity.items()}


def _telling(pieces: Iterable[str]) -> Iterable[str]:
    return (piece for piece in pieces if not piece.startswith("length:"))


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other.get(piece, 0.0) for piece, value in one.items())
