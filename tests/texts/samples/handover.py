"""The hand-over pack."""

from bot.domain.news.handover import HandoverNews, HandoverPack, HandoverSent, Part, Section
from bot.domain.news.issues import IssueView


def news(seen: IssueView) -> list[HandoverNews]:
    """Return samples."""
    typed = seen.reporter.name
    parts = tuple(Part(section, ((typed, typed),)) for section in Section)
    return [HandoverPack(typed, parts, "BEGIN:VCALENDAR"), HandoverSent(typed)]
