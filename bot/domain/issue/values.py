"""An issue as it stands now, and what goes with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.issue.life import IssueState, Step
from bot.domain.place import NOWHERE, Place

SUMMARY_LENGTH = 200
"""Characters of a report that a card shows."""


class Urgency(StrEnum):
    """How soon somebody has to come."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"
    WISH = "wish"


class Origin(StrEnum):
    """What it was filed from: whether the bot was right to take a message for a report can be learned from that."""

    COMMAND = "command"
    OFFER = "offer"
    """A plain message, after its writer was asked."""
    MESSAGE = "message"
    """A plain message, at once."""


class CallBack(StrEnum):
    """Whether a lead was asked to ring and ask, and what came of it."""

    NONE = ""
    WANTED = "wanted"
    CONTENT = "content"
    UNHAPPY = "unhappy"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong or wanted, as it stands now."""

    community: CommunityId
    number: IssueNumber
    chat: ChatId
    """The building's chat it was reported in."""
    reporter: PersonId
    """Whose issue it is: they say whether it is fixed."""
    text: str
    category: str | None
    urgency: Urgency
    squad: SquadKey
    state: IssueState
    reported_at: datetime
    due_at: datetime
    """When somebody must have claimed it; once somebody has, when it must be done."""
    message: MessageId | None = None
    """The message it was reported by, for the bot to answer."""
    thread: int | None = None
    claimed_by: PersonId | None = None
    claimed_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    round: int = 1
    """Counts up each time the work is sent back."""
    reason: str = ""
    """Why it was sent back the last time."""
    place: Place = NOWHERE
    note: str = ""
    """What was last said of the work: how it goes, what is asked, why it rests, whose it is. The next step makes it
    old."""
    photos: int = 0
    """Pictures that came with the report."""
    origin: Origin = Origin.COMMAND
    version: int = 1
    filed_by: PersonId | None = None
    """Who reported it for the reporter; None where they did it themselves."""
    for_whom: str = ""
    """Whom it was reported for, where that is somebody whom Telegram doesn't know."""
    paused_until: datetime | None = None
    stopped_at: datetime | None = None
    """Since when the clock stands still."""
    duplicate_of: IssueNumber | None = None
    incident: bool = False
    """It gathers the reports of many."""
    supporters: int = 0
    """Others who have the same trouble."""
    urges: int = 0
    """How often somebody asked to hurry up."""
    transfers: int = 0
    """How often it went from hand to hand without being resolved."""
    by_silence: bool = False
    """It was accepted because nobody said anything."""
    call_back: CallBack = CallBack.NONE
    offered_to: PersonId | None = None
    """The steward to whom it was offered."""
    offered_until: datetime | None = None
    """The others leave it to them until then."""

    @property
    def summary(self) -> str:
        """The report in one line, cut to what a card shows."""
        line = " ".join(self.text.split())
        return line if len(line) <= SUMMARY_LENGTH else f"{line[: SUMMARY_LENGTH - 1]}…"

    @property
    def returns(self) -> int:
        """How often it was said not to be fixed."""
        return self.round - 1


@dataclass(frozen=True, slots=True)
class Wording:
    """What a report says, and what it is taken to mean."""

    text: str
    category: str | None
    urgency: Urgency
    place: Place


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of an issue's timeline. Nothing is ever deleted from it."""

    step: Step
    at: datetime
    person: PersonId | None
    """None where the clock acted."""
    name: str
    note: str = ""
    round: int = 1
    chat: ChatId | None = None
    """Where it was done."""
