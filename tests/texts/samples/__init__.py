"""News of each kind, a file for each capability: as long and as full of what neighbours type as it gets."""

from collections.abc import Callable, Sequence

from bot.domain.news import News
from bot.domain.news.issues import IssueView
from tests.texts.samples import (
    calendars,
    chats,
    clock,
    council,
    drafts,
    events,
    handover,
    help,  # noqa: A004 (it is /help)
    issues,
    joining,
    listening,
    loop,
    me,
    memos,
    notices,
    offers,
    people,
    polls,
    roles,
    roster,
    seeing,
    standup,
    stats,
    topics,
    votes,
)

SAMPLES: tuple[Callable[[IssueView], Sequence[News]], ...] = (
    issues.news,
    loop.news,
    seeing.news,
    stats.news,
    offers.news,
    people.news,
    handover.news,
    me.news,
    roster.news,
    joining.news,
    roles.news,
    polls.news,
    topics.news,
    events.news,
    memos.news,
    chats.news,
    listening.news,
    standup.news,
    calendars.news,
    council.news,
    drafts.news,
    clock.news,
    notices.news,
    votes.news,
    help.news,
)


def everything(seen: IssueView) -> list[News]:
    """Return samples of all news."""
    return [news for capability in SAMPLES for news in capability(seen)]
