"""What there is to tell of an issue: its cards, and what is asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cause import Actor
from bot.domain.issue import Issue
from bot.domain.squad import Squad


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with the names that belong to it."""

    issue: Issue
    squad: Squad
    building: str
    reporter: Actor
    owner: Actor | None = None
    filed_by: Actor | None = None
    """Who reported it for the reporter."""
    offered_to: Actor | None = None


@dataclass(frozen=True, slots=True)
class BuildingCard:
    """The bot's answer in the building's chat; it follows the issue through its life."""

    view: IssueView
    hears: bool = True
    """The reporter hears of it in private; who doesn't is told how to."""


@dataclass(frozen=True, slots=True)
class SquadCard:
    """The task in the squad's chat; it follows the issue through one round of its life."""

    view: IssueView
    round: int
    squads: tuple[Squad, ...] = ()
    """Of a report that has no squad yet: those that may get it."""


@dataclass(frozen=True, slots=True)
class MovedCard:
    """Takes the place of a task that has gone to another squad."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class PhotoCaption:
    """Says below a picture which issue it belongs to."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class AcceptanceCard:
    """Asks whether it is fixed, then says what was answered."""

    view: IssueView
    round: int
    asked: Sequence[Actor] = ()
    """Who is asked beside the reporter."""
    agreed: int = 0
    needed: int = 1
    stars: tuple[int, ...] = ()
    """How good it was found."""
    returned_by: Actor | None = None
    """Who has said that it isn't fixed."""


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """Asks whoever sent it back, in a reply, what is still wrong."""

    view: IssueView
    who: Actor | None = None


IssueNews = BuildingCard | SquadCard | MovedCard | PhotoCaption | AcceptanceCard | ReasonWanted
