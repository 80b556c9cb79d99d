"""What somebody hears in private of their issues, and how they change that."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.issue import Step
from bot.domain.news.issues import IssueView
from bot.domain.notice import Notices


@dataclass(frozen=True, slots=True)
class Notice:
    """Tells somebody what has happened to an issue of theirs."""

    view: IssueView
    step: Step
    note: str = ""
    may_accept: bool = False
    """They are asked whether it is fixed."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Tells in one message how the issues stand of which there was something to tell."""

    views: tuple[IssueView, ...]
    now: datetime
    more: int = 0
    """Others besides."""


@dataclass(frozen=True, slots=True)
class NoticesChosen:
    """Says how much somebody hears, and lets them change it."""

    notices: Notices
    started: bool = True
    """The bot may write to them."""


NoticeNews = Notice | Digest | NoticesChosen
