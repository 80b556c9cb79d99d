"""What there is to tell of figures."""

from dataclasses import dataclass

from bot.domain.squad import Squad
from bot.domain.stats import Figures, Period


@dataclass(frozen=True, slots=True)
class StatsPicture:
    """What became of the issues of a period."""

    period: Period
    figures: Figures
    squads: tuple[Squad, ...]
    """Those that are shown one by one."""
    of: str
    """Whose issues they are: the building's name, the community's; empty for squads'."""
    in_confidence: int = 0
    """Issues of which nothing but their number is shown."""


StatsNews = StatsPicture
