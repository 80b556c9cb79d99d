"""Lists and timelines."""

from bot.domain.ids import PersonId
from bot.domain.issue import Step, TimelineEvent
from bot.domain.news.issues import IssueView
from bot.domain.news.seeing import IssueList, SeeingNews, Timeline
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[SeeingNews]:
    """Return samples."""
    events = tuple(TimelineEvent(step, NOON, PersonId(1), seen.reporter.name, seen.issue.text) for step in Step) * 5
    return [IssueList((seen,) * 15, 40, confide=True), Timeline(seen, events, confide=True)]
