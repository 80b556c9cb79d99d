"""What there is to tell of an issue: its cards, and what is asked about it."""

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


@dataclass(frozen=True, slots=True)
class BuildingCard:
    """The bot's answer in the building's chat; it follows the issue through its life."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class SquadCard:
    """The task in the squad's chat; it follows the issue through one round of its life."""

    view: IssueView
    round: int


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
    """Asks the reporter whether it is fixed, then says what they answered."""

    view: IssueView
    round: int


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """Asks the reporter, in a reply, what is still wrong."""

    view: IssueView


IssueNews = BuildingCard | SquadCard | MovedCard | PhotoCaption | AcceptanceCard | ReasonWanted
