"""Questions that take several steps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftDropped:
    """What somebody was in the middle of is forgotten."""


DraftNews = DraftDropped
