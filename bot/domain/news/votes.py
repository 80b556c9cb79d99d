"""What there is to tell of votes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.refusal import Refused
from bot.domain.vote.form import Choice
from bot.domain.vote.life import Vote, VoteEvent
from bot.domain.vote.proposal import Proposal
from bot.domain.vote.rule import NOTHING, Rule, Weight
from bot.domain.vote.tally import Outcome
from bot.domain.vote.words import Part


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote with the names and figures that belong to it."""

    vote: Vote
    starter: Actor
    buildings: tuple[str, ...]
    electorate: Weight = NOTHING
    turnout: Weight = NOTHING
    outcome: Outcome | None = None
    """Only when it is closed."""


@dataclass(frozen=True, slots=True)
class VoteProposed:
    """Shows a lead what was understood, asks for what is missing, and has the buttons to correct and to open it."""

    proposal: Proposal
    rule: Rule
    now: datetime
    buildings: tuple[str, ...]
    """Whose households will vote."""
    choices: int
    """How many buildings there are to choose from."""
    wants: Part | None = None
    trouble: Refused | None = None
    """Why it can't be opened as it stands."""


@dataclass(frozen=True, slots=True)
class VoteBegun:
    """Takes the place of a draft that was opened or planned."""

    vote: Vote


@dataclass(frozen=True, slots=True)
class VoteDropped:
    """Takes the place of a draft that was dropped."""


@dataclass(frozen=True, slots=True)
class VoteCard:
    """Shows in a building's chat where a vote stands, with its buttons; it follows the vote through its life."""

    view: VoteView


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """A ballot in its voter's own chat, with what is on it, cast or not."""

    view: VoteView
    elector: int
    label: str
    choice: Choice
    cast: bool
    receipt: str = ""
    changed: bool = False
    on_paper: bool = False
    """A lead writes down what was given on paper."""


@dataclass(frozen=True, slots=True)
class WhichBallot:
    """Asks for which of several households somebody votes."""

    view: VoteView
    seats: tuple[tuple[int, str, bool], ...]
    """Each elector with its label, and whether its ballot is cast."""


@dataclass(frozen=True, slots=True)
class BallotCast:
    """Tells a voter, and nobody else, that the ballot lies in the box."""

    vote: Vote
    label: str
    choice: Choice
    receipt: str
    changed: bool


@dataclass(frozen=True, slots=True)
class BallotWaits:
    """Tells somebody who isn't bound yet how to be, and that their choice is kept if they made one."""

    vote: Vote
    kept: bool


@dataclass(frozen=True, slots=True)
class VoteReminder:
    """Tells a neighbour whose household hasn't voted."""

    view: VoteView
    labels: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class UnitsReminder:
    """Tells a chat which units have households that haven't voted; it names no people."""

    view: VoteView
    units: Mapping[str, int]
    now: datetime


@dataclass(frozen=True, slots=True)
class VoteExtended:
    """Tells a chat that a vote goes on, because its quorum is missing."""

    view: VoteView


@dataclass(frozen=True, slots=True)
class VoteResult:
    """Tells a chat what came of a vote, with a picture."""

    view: VoteView


@dataclass(frozen=True, slots=True)
class VoteReceipts:
    """The receipts of a secret vote with their choices, as rows: everybody can find their own, and count again."""

    view: VoteView
    ballots: tuple[tuple[str, Choice], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All that belongs into a vote's minutes."""

    view: VoteView
    trail: tuple[VoteEvent, ...]
    households: tuple[tuple[str, int, str], ...]
    """Each with its area, and what it chose: nothing where the vote was secret."""
    on_paper: int
    proxies: int
    roster: tuple[str, ...]
    """Households that came, went or changed while the vote ran; they changed nothing."""


@dataclass(frozen=True, slots=True)
class VoteMinutes:
    """The minutes, as a document."""

    record: Record


@dataclass(frozen=True, slots=True)
class VoteRows:
    """The minutes' figures, as rows for a spreadsheet."""

    record: Record


@dataclass(frozen=True, slots=True)
class VoteWordsWanted:
    """Asks a lead why a vote is withdrawn, or what its outcome means in words."""

    vote: Vote


@dataclass(frozen=True, slots=True)
class VoteList:
    """The votes of a building: running, planned and past."""

    views: tuple[VoteView, ...]


@dataclass(frozen=True, slots=True)
class PaperEntered:
    """Asks a second person in the building's chat to compare a paper ballot with what was entered."""

    vote: Vote
    paper: int
    label: str
    entered_by: Actor
    answered_by: Actor | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class ProxyGiven:
    """Tells that somebody votes for a household, or no longer does."""

    vote: Vote
    label: str
    given_by: Actor
    holder: Actor | None


VoteNews = (
    VoteProposed
    | VoteBegun
    | VoteDropped
    | VoteCard
    | BallotPaper
    | WhichBallot
    | BallotCast
    | BallotWaits
    | VoteReminder
    | UnitsReminder
    | VoteExtended
    | VoteResult
    | VoteReceipts
    | VoteMinutes
    | VoteRows
    | VoteWordsWanted
    | VoteList
    | PaperEntered
    | ProxyGiven
)
