"""News of issues."""

from datetime import timedelta

from bot.domain.news import issues as told
from bot.domain.news.issues import IssueNews, IssueView
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[IssueNews]:
    """Return samples."""
    return [
        told.BuildingCard(seen),
        told.SquadCard(seen, 1),
        told.MovedCard(seen),
        told.PhotoCaption(seen),
        told.AcceptanceCard(seen, 1),
        told.ReasonWanted(seen),
        told.Unclaimed(seen, NOON, NOON + timedelta(hours=5)),
    ]
