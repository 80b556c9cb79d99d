"""Linear models over the pieces of a message: all heads in one table of weights, small enough for the repository.

Weights are bytes, with one scale a column: learned ones are no surer than that.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
_BYTE = 127
LABELS = "labels.json"
_READABLE = re.compile(r"(?:w:|b:)[^汉]+|[\^一-鿿]{2,}\$?").fullmatch
"""Whole words, and runs of Chinese characters."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Scores of some heads.

    Each head's scores are ``x @ weights + bias``, where ``x`` has a piece's rarity (inverse document frequency) for
    each piece of the message, brought to length one. The last column, ``ours``, adds up plainly: log-count ratios as in
    Wang and Manning, "Baselines and Bigrams" (ACL 2012), already multiplied into it.
    """

    pieces: Sequence[str]
    """What each row stands for."""
    rarity: Floats
    """One for each row."""
    weights: Bytes
    """Rows of pieces, columns of the heads one after another, ``ours`` last; a row fits a line of the cache."""
    scale: Floats
    """What a column's bytes are multiplied by."""
    bias: Floats
    heads: Mapping[str, tuple[str, ...]]
    """The labels of each head, in the order of the columns."""
    _row: Mapping[str, int] = field(init=False, repr=False)
    _rarest: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the pieces."""
        object.__setattr__(self, "_row", {piece: row for row, piece in enumerate(self.pieces)})
        object.__setattr__(self, "_rarest", float(self.rarity.max(initial=0.0)))

    def rows_of(self, found: Iterable[str]) -> Sequence[int]:
        """Return the rows of a message's pieces; what the model doesn't know is left out."""
        row_of = self._row.get
        return [row for piece in found if (row := row_of(piece)) is not None]

    def scores(self, rows: Sequence[int]) -> Floats:
        """Return the scores of all columns for one message."""
        if not rows:
            return self.bias.copy()
        picked = self.weights.take(rows, axis=0).astype(np.float32)
        rarity = self.rarity.take(rows)
        result: Floats = (rarity / np.sqrt(rarity @ rarity)) @ picked
        result[-1] = picked[:, -1].sum()
        return result * self.scale + self.bias

    def rarity_of(self, piece: str) -> float:
        """Return how rare a piece is; one that the model doesn't know is as rare as the rarest."""
        row = self._row.get(piece)
        return self._rarest if row is None else float(self.rarity[row])

    def telling(self, rows: Sequence[int], column: int, most: int = 3) -> tuple[str, ...]:
        """Return the pieces that spoke loudest for a column, as they stand in the text; of nested ones the longest."""
        loudness = self.rarity.take(rows) * self.weights[rows, column]
        told: list[str] = []
        for at in loudness.argsort()[::-1]:
            piece = self.pieces[rows[at]]
            if loudness[at] <= 0 or len(told) > most:
                break
            word = piece.removeprefix("w:").removeprefix("b:").strip("^$")
            if _READABLE(piece) and not any(word in other for other in told):
                told = [*(other for other in told if other not in word), word]
        return tuple(told[:most])

    def columns(self, head: str) -> slice:
        """Return where the columns of a head stand."""
        return columns_of(self.heads)[head]


def columns_of(heads: Mapping[str, Sequence[str]]) -> dict[str, slice]:
    """Return where each head's columns stand: one head after another."""
    found, begin = {}, 0
    for head, labels in heads.items():
        found[head] = slice(begin, begin + len(labels))
        begin += len(labels)
    return found


def save(model: Linear, folder: Path) -> None:
    """Write a model; the bytes are the same for the same model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pieces.txt").write_text("\n".join(model.pieces), encoding="utf-8")
    (folder / LABELS).write_bytes(orjson.dumps(model.heads, option=orjson.OPT_INDENT_2))
    arrays: dict[str, NDArray[Any]] = {
        "rarity": model.rarity.astype(np.float16),
        "weights": model.weights,
        "scale": model.scale,
        "bias": model.bias,
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, heads: Mapping[str, Sequence[str]]) -> Linear:
    """Read a model.

    :param heads: the labels that the pipeline's config declares.
    :raises ValueError: the weights belong to other labels.
    """
    arrays = {path.stem: np.load(path, allow_pickle=False) for path in folder.glob("*.npy")}
    pieces = (folder / "pieces.txt").read_text(encoding="utf-8").split("\n")
    learned = orjson.loads((folder / LABELS).read_bytes())
    if learned != {head: list(labels) for head, labels in heads.items()}:
        raise ValueError("the weights were learned for other labels, or in another order, than declared: train anew")
    wanted = sum(len(labels) for labels in heads.values())
    if arrays["weights"].shape != (len(pieces), wanted):
        shape = arrays["weights"].shape
        raise ValueError(f"weights of shape {shape} for {len(pieces)} pieces and {wanted} labels: train anew")
    return Linear(
        pieces=pieces,
        rarity=arrays["rarity"].astype(np.float32),
        weights=arrays["weights"],
        scale=arrays["scale"],
        bias=arrays["bias"],
        heads={head: tuple(labels) for head, labels in heads.items()},
    )


def in_bytes(weights: NDArray[np.float64]) -> tuple[Bytes, Floats]:
    """Return weights as bytes, and what each column of them is multiplied by."""
    scale = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / _BYTE
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)
