"""What there is to tell of the monthly council: its benches, what is raised to it, its agenda."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.council import Bench, Decision, Matter
from bot.domain.news.issues import IssueView
from bot.domain.topic import Topic


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with what there is to say of it."""

    matter: Matter
    building: str = ""
    issue: IssueView | None = None
    topic: Topic | None = None
    decision: Decision | None = None
    question: str = ""
    """What a building votes on."""
    raised_by: Actor | None = None
    owner: str = ""
    """Who does what was decided."""


@dataclass(frozen=True, slots=True)
class MatterRaised:
    """Says that a matter will be on the council's agenda."""

    view: MatterView
    next_at: datetime | None
    """When the council meets next, if that is known."""


@dataclass(frozen=True, slots=True)
class MatterTold:
    """Tells the community office that a matter has been raised."""

    view: MatterView


@dataclass(frozen=True, slots=True)
class MatterTakenOff:
    """Says that a matter isn't on the agenda any more."""

    view: MatterView


@dataclass(frozen=True, slots=True)
class Benches:
    """Says who sits in the council."""

    members: tuple[tuple[Bench, tuple[Actor, ...]], ...]


@dataclass(frozen=True, slots=True)
class BenchChanged:
    """Says that somebody sits on a bench now, or no longer."""

    bench: Bench
    who: Actor
    seated: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """The council's agenda: sent with the notice, or as it would be now."""

    starts_at: datetime | None
    place: str
    views: tuple[MatterView, ...]
    waiting: int
    """Matters that have to wait for the next time."""
    draft: bool = False
    unreached: tuple[Actor, ...] = ()
    """Members to whom the bot may not write."""
    empty_benches: tuple[Bench, ...] = ()


CouncilNews = MatterRaised | MatterTold | MatterTakenOff | Benches | BenchChanged | Agenda
