"""What there is to tell of the council's minutes, and of what becomes of its decisions."""

from dataclasses import dataclass

from bot.domain.cause import Actor
from bot.domain.council import Decision, Sitting
from bot.domain.ids import PersonId
from bot.domain.news.council import MatterView


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with the names that belong to it."""

    decision: Decision
    building: str = ""
    owner: Actor | None = None
    candidates: tuple[Actor, ...] = ()
    """Whom the name fits, where it fits several."""


@dataclass(frozen=True, slots=True)
class MinutesCard:
    """The minutes while they are taken: agenda, who is there, what was decided."""

    sitting: Sitting
    agenda: tuple[MatterView, ...]
    members: tuple[Actor, ...]
    """Whose attendance can be noted."""
    present: frozenset[PersonId]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class MinutesGoOn:
    """Says in a private chat that every message is a point of the minutes now."""


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """Shows back what was understood of a point, and asks for what it lacks."""

    view: DecisionView


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes as pages, for those who sit in the council."""

    community: str
    sitting: Sitting
    agenda: tuple[MatterView, ...]
    present: tuple[Actor, ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class CouncilDecided:
    """Tells a building what the council has decided of a matter that came from it."""

    view: DecisionView


@dataclass(frozen=True, slots=True)
class DecisionDue:
    """Reminds whoever does what was decided."""

    view: DecisionView
    late: bool


@dataclass(frozen=True, slots=True)
class DecisionDone:
    """Takes the place of a reminder: it has been done."""

    view: DecisionView


MinutesNews = MinutesCard | MinutesGoOn | DecisionCard | Minutes | CouncilDecided | DecisionDue | DecisionDone
