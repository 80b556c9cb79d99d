"""What the clock tells of issues that nobody takes, or that aren't done in time."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.due import Clock, Rung
from bot.domain.news.issues import IssueView
from bot.domain.squad import Squad


@dataclass(frozen=True, slots=True)
class Watched:
    """Tells the squad, or somebody above, that something is due."""

    view: IssueView
    clock: Clock
    rung: Rung
    now: datetime
    who: Actor | None = None
    """Who is named: the squad's lead, or somebody above."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Tells leads of an emergency, at once and until somebody takes it."""

    view: IssueView
    now: datetime
    who: tuple[Actor, ...] = ()
    confide: bool = True
    """Whoever reads it may know what it is about."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """Tells the community office why it gets another squad's issue."""

    view: IssueView
    squad: Squad


ClockNews = Watched | Alarm | Unreached
