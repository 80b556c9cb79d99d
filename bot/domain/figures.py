"""How a squad has done in a span of time: counts, and the spans and ratings behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from bot.domain.ids import SquadKey


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened with a squad's issues in a span, and how many of them are late at its end."""

    squad: SquadKey
    received: int = 0
    claimed: int = 0
    accepted: int = 0
    """By a neighbour; silence isn't counted."""
    first_time: int = 0
    """Of the accepted: never sent back."""
    returned: int = 0
    overdue: int = 0
    median: timedelta | None = None
    """From the report to its acceptance."""
    ratings: int = 0
    stars: int = 0
    """Of all ratings together."""

    @property
    def satisfaction(self) -> Fraction | None:
        """The average rating, or None where nobody has rated."""
        return Fraction(self.stars, self.ratings) if self.ratings else None

    @property
    def quiet(self) -> bool:
        """Nothing happened, and nothing is late."""
        return not (self.received or self.claimed or self.accepted or self.returned or self.overdue)


def median(spans: Sequence[timedelta]) -> timedelta | None:
    """Return the span in the middle; of an even number, half way between the two that are."""
    if not spans:
        return None
    ordered = sorted(spans)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
