"""What there is to see when somebody asks: lists and timelines."""

from dataclasses import dataclass

from bot.domain.issue import TimelineEvent
from bot.domain.news.issues import IssueView


@dataclass(frozen=True, slots=True)
class IssueList:
    """The open issues that a chat may see, newest first."""

    views: tuple[IssueView, ...]
    total: int
    confide: bool
    """The chat may read confidential ones."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One issue and all that happened to it."""

    view: IssueView
    events: tuple[TimelineEvent, ...]
    confide: bool


SeeingNews = IssueList | Timeline
