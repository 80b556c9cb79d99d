"""What there is to tell of roles: who has which, who takes tasks, and what was changed by whom."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.duty import Duty
from bot.domain.roles import Appointment, Role
from bot.domain.squad import Squad
from bot.domain.trail import Change


@dataclass(frozen=True, slots=True)
class Title:
    """A role with the name of its building or squad."""

    role: Role
    building: str = ""
    squad: Squad | None = None


@dataclass(frozen=True, slots=True)
class Appointed:
    """Somebody has a role from now on."""

    who: Actor
    title: Title
    by: Actor


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Somebody has a role no longer."""

    who: Actor
    title: Title
    by: Actor


@dataclass(frozen=True, slots=True)
class WhichRole:
    """Asks which role is to be given, or taken."""

    who: Actor
    options: tuple[tuple[Appointment, Title], ...]
    take: bool


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One of a squad, and whether they take tasks now."""

    who: Actor
    on: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Who:
    """Who looks after what."""

    buildings: tuple[tuple[str, tuple[Actor, ...]], ...]
    squads: tuple[tuple[Squad, tuple[OnDuty, ...]], ...]
    workers: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One change among people."""

    at: datetime
    by: Actor | None
    change: Change
    who: Actor | None = None
    title: Title | None = None
    household: str = ""
    building: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """The newest changes among people, newest first."""

    lines: tuple[TrailLine, ...]


@dataclass(frozen=True, slots=True)
class DutyNow:
    """Whether a steward takes tasks, and how many, in each of their squads."""

    squads: tuple[tuple[Squad, Duty, int], ...]
    """With the number of tasks in hand."""


RolesNews = Appointed | Dismissed | WhichRole | Who | Trail | DutyNow
