"""News of people."""

from bot.domain.news.issues import IssueView
from bot.domain.news.people import PeopleNews, Welcome


def news(seen: IssueView) -> list[PeopleNews]:
    """Return samples."""
    return [Welcome(seen.reporter.name)]
