"""News of issues."""

from bot.domain.news import issues as told
from bot.domain.news.issues import IssueNews, IssueView


def news(seen: IssueView) -> list[IssueNews]:
    """Return samples."""
    return [
        told.BuildingCard(seen),
        told.SquadCard(seen, 1),
        told.MovedCard(seen),
        told.PhotoCaption(seen),
        told.AcceptanceCard(seen, 1),
        told.ReasonWanted(seen),
    ]
