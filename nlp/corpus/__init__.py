"""The corpus: what we wrote for the reader to learn from, a JSON line a message; see README.md beside this file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Row:
    """A message and what it means."""

    text: str
    language: str
    intent: str
    category: str | None = None
    """Of reports."""
    urgency: str | None = None
    """Of reports."""
    kind: str | None = None
    """Of chatter: "near" uses the words of reports, "reply" answers a card."""
    split: str = "train"
    """"train", or "dev": never learned from, for choosing between ways."""


def rows(language: str) -> Iterator[Row]:
    """Return the corpus of a language."""
    for line in (HERE / f"{language}.jsonl").read_bytes().splitlines():
        yield Row(language=language, **orjson.loads(line))
