"""What there is to tell around the weekly stand-up."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.figures import Figures
from bot.domain.ids import IssueNumber, SquadKey
from bot.domain.news.issues import IssueView
from bot.domain.squad import Squad
from bot.domain.standup import Missing, StepOutcome


@dataclass(frozen=True, slots=True)
class Sheet:
    """Last week's figures, and what has to be spoken about."""

    meeting: datetime
    since: datetime
    until: datetime
    rows: tuple[tuple[Squad, Figures], ...]
    oldest: tuple[IssueView, ...]
    returned: tuple[IssueView, ...]
    """Sent back, and nobody has said yet what is done next; those that came back most often first."""
    returned_in_all: int


@dataclass(frozen=True, slots=True)
class StandUpSheet:
    """The sheet as a list, which leads answer."""

    sheet: Sheet
    confide: frozenset[SquadKey]
    """The squads whose confidential issues may be read in this chat."""
    answers: bool = True
    """It can be answered here."""


@dataclass(frozen=True, slots=True)
class StandUpPicture:
    """The sheet's figures as a picture."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class StandUpDigest:
    """Tells a building's chat, in short, how the week was; what is confidential is only counted."""

    building: str
    since: datetime
    until: datetime
    received: int
    accepted: int
    returned: int
    overdue: int
    confided: int
    """Received by squads with which things are confidential."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """What became of one answer."""

    number: IssueNumber
    outcome: StepOutcome
    text: str = ""
    owner: Actor | None = None
    due_at: datetime | None = None
    missing: tuple[Missing, ...] = ()
    candidates: tuple[Actor, ...] = ()
    squad: Squad | None = None
    """Whose it is, where it isn't for whoever answered to say."""


@dataclass(frozen=True, slots=True)
class StepsHeard:
    """Shows back what was understood of answers to the sheet."""

    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class StepWanted:
    """Asks for what an answer lacked."""

    line: StepLine


StandUpNews = StandUpSheet | StandUpPicture | StandUpDigest | StepsHeard | StepWanted
