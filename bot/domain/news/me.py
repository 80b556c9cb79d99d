"""What there is to tell somebody of what is kept of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.household import Household
from bot.domain.news.roles import Title


@dataclass(frozen=True, slots=True)
class Me:
    """What is kept of somebody, in words."""

    name: str
    homes: tuple[tuple[str, Household], ...]
    """With their buildings' names."""
    titles: tuple[Title, ...]
    counts: Mapping[str, int]
    """Entries by where they stand: "issue.reporter_id"."""


@dataclass(frozen=True, slots=True)
class MyFile:
    """All of it as a file."""

    json: str


@dataclass(frozen=True, slots=True)
class EraseSure:
    """Asks whether somebody really wants to be erased."""

    tasks: int
    homes: int


@dataclass(frozen=True, slots=True)
class NotErased:
    """Everything stays."""


@dataclass(frozen=True, slots=True)
class Erased:
    """The last word to somebody who has been erased."""


MeNews = Me | MyFile | EraseSure | NotErased | Erased
"""What there is to tell somebody of what is kept of them."""
