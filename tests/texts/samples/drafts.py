"""Drafts."""

from bot.domain.news.drafts import DraftDropped, DraftNews
from bot.domain.news.issues import IssueView


def news(seen: IssueView) -> list[DraftNews]:
    """Return samples."""
    del seen
    return [DraftDropped()]
