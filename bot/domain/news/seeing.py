"""What there is to see when somebody asks: lists, findings and timelines."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.issue import TimelineEvent
from bot.domain.news.issues import IssueView
from bot.domain.place import Place
from bot.domain.seeing import Shelf


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is shown."""

    at: int
    last: int


@dataclass(frozen=True, slots=True)
class IssueList:
    """Open issues that whoever asks may see, newest first."""

    views: tuple[IssueView, ...]
    total: int
    """As far as they were counted."""
    page: Page
    shelf: Shelf
    shelves: tuple[Shelf, ...]
    """Those that there are for whoever asks here."""
    place: Place
    asker: str
    """The name of whoever asks: theirs are "mine"."""
    now: datetime
    across: bool = False
    """There are several buildings, so that each is named."""


@dataclass(frozen=True, slots=True)
class Found:
    """Issues that have what somebody looks for, newest first."""

    views: tuple[IssueView, ...]
    words: str
    page: Page
    now: datetime
    across: bool = False
    """There are several buildings, so that each is named."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One issue and all that happened to it."""

    view: IssueView
    events: tuple[TimelineEvent, ...]
    page: Page
    confide: bool
    """It may be told in full."""
    hide_names: bool
    """Neighbours read along: who of them did what is not for all to know."""
    photos: int
    """Pictures of it that may be seen here."""
    now: datetime
    across: bool = False
    """There are several buildings, so that each is named."""


SeeingNews = IssueList | Found | Timeline
