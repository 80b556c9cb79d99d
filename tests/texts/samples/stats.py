"""Figures."""

from datetime import date

from bot.domain.ids import SquadKey
from bot.domain.news.issues import IssueView
from bot.domain.news.stats import StatsNews, StatsPicture
from bot.domain.stats import Figures, Group, Period

DAYS = Period(date(2026, 2, 15), date(2026, 3, 16))


def news(seen: IssueView) -> list[StatsNews]:
    """Return samples."""
    name = seen.reporter.name
    groups = tuple(Group(SquadKey(f"squad {n % 20}"), f"{name}{n}", n, n, n, n, n) for n in range(100))
    figures = Figures(groups, 1.25, 1000)
    return [StatsPicture(DAYS, figures, (seen.squad,) * 9, name, 40), StatsPicture(DAYS, Figures(), (seen.squad,), "")]
