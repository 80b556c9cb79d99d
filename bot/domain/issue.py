"""An issue's life: reported, dispatched, claimed, resolved, accepted, and the roads beside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.place import NOWHERE, Place
from bot.domain.refusal import Reason, Refused

SUMMARY_LENGTH = 200
"""Characters of a report that a card shows."""


class IssueState(StrEnum):
    """Where an issue stands."""

    REPORTED = "reported"
    DISPATCHED = "dispatched"
    CLAIMED = "claimed"
    RESOLVED = "resolved"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What can be done to an issue; each step is an event on its timeline."""

    REPORT = "report"
    DISPATCH = "dispatch"
    CLAIM = "claim"
    RESOLVE = "resolve"
    ACCEPT = "accept"
    RETURN = "return"
    WITHDRAW = "withdraw"
    NOTE = "note"
    EDIT = "edit"
    REMIND = "remind"


class Urgency(StrEnum):
    """How soon somebody has to come."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"
    WISH = "wish"


_MOST_URGENT_FIRST = tuple(Urgency)


class Origin(StrEnum):
    """What it was filed from: whether the bot was right to take a message for a report can be learned from that."""

    COMMAND = "command"
    OFFER = "offer"
    """A plain message, after its writer was asked."""
    MESSAGE = "message"
    """A plain message, at once."""


NEXT_STATE: Mapping[tuple[IssueState, Step], IssueState] = {
    (IssueState.REPORTED, Step.DISPATCH): IssueState.DISPATCHED,
    (IssueState.REPORTED, Step.WITHDRAW): IssueState.WITHDRAWN,
    (IssueState.DISPATCHED, Step.CLAIM): IssueState.CLAIMED,
    (IssueState.DISPATCHED, Step.WITHDRAW): IssueState.WITHDRAWN,
    (IssueState.CLAIMED, Step.RESOLVE): IssueState.RESOLVED,
    (IssueState.CLAIMED, Step.WITHDRAW): IssueState.WITHDRAWN,
    (IssueState.RESOLVED, Step.ACCEPT): IssueState.ACCEPTED,
    (IssueState.RESOLVED, Step.RETURN): IssueState.DISPATCHED,
    (IssueState.REPORTED, Step.EDIT): IssueState.REPORTED,
    (IssueState.DISPATCHED, Step.EDIT): IssueState.DISPATCHED,
    (IssueState.CLAIMED, Step.EDIT): IssueState.CLAIMED,
    (IssueState.RESOLVED, Step.EDIT): IssueState.RESOLVED,
}
"""The whole life. What isn't here is refused."""

OPEN = frozenset({IssueState.REPORTED, IssueState.DISPATCHED, IssueState.CLAIMED, IssueState.RESOLVED})
OWNED = frozenset({IssueState.CLAIMED, IssueState.RESOLVED, IssueState.ACCEPTED})
"""States in which exactly one steward holds the claim; the database checks the same."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong or wanted, as it stands now."""

    community: CommunityId
    number: IssueNumber
    chat: ChatId
    """The building's chat it was reported in."""
    reporter: PersonId
    text: str
    category: str | None
    urgency: Urgency
    squad: SquadKey
    state: IssueState
    reported_at: datetime
    due_at: datetime
    """When somebody must have claimed it."""
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
    """What its owner last said of the work; the next step makes it old."""
    photos: int = 0
    """Pictures that came with the report."""
    origin: Origin = Origin.COMMAND
    version: int = 1

    @property
    def summary(self) -> str:
        """The report in one line, cut to what a card shows."""
        line = " ".join(self.text.split())
        return line if len(line) <= SUMMARY_LENGTH else f"{line[: SUMMARY_LENGTH - 1]}…"


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


def dispatch(issue: Issue) -> Issue:
    """Hand a report to its squad."""
    return _step(issue, Step.DISPATCH)


def claim(issue: Issue, steward: PersonId, now: datetime) -> Issue:
    """Give the issue to ``steward``, or refuse: a claim has one owner."""
    if issue.state is IssueState.CLAIMED:
        raise Refused(Reason.ALREADY_CLAIMED, number=issue.number, owner=issue.claimed_by)
    return replace(_step(issue, Step.CLAIM), claimed_by=steward, claimed_at=now)


def resolve(issue: Issue, steward: PersonId, now: datetime) -> Issue:
    """Say that it is fixed; only the steward who claimed it can."""
    if issue.state is IssueState.DISPATCHED:
        raise Refused(Reason.NOT_CLAIMED_YET, number=issue.number)
    if issue.state is IssueState.CLAIMED and issue.claimed_by != steward:
        raise Refused(Reason.NOT_YOUR_CLAIM, number=issue.number, owner=issue.claimed_by)
    return replace(_step(issue, Step.RESOLVE), resolved_at=now)


def accept(issue: Issue, person: PersonId, now: datetime) -> Issue:
    """Say that it is really fixed; the neighbour who reported it decides."""
    _only_the_reporter(issue, person)
    _only_when_resolved(issue)
    return replace(_step(issue, Step.ACCEPT), closed_at=now)


def send_back(issue: Issue, person: PersonId, due_at: datetime, reason: str) -> Issue:
    """Say that it isn't fixed: back to the same squad, a round later."""
    _only_the_reporter(issue, person)
    _only_when_resolved(issue)
    returned = _step(issue, Step.RETURN)
    return replace(
        returned,
        claimed_by=None,
        claimed_at=None,
        resolved_at=None,
        due_at=due_at,
        round=issue.round + 1,
        reason=reason,
    )


def give_reason(issue: Issue, person: PersonId, reason: str) -> Issue:
    """Say what is still wrong, after it was sent back."""
    _only_the_reporter(issue, person)
    if issue.state not in OPEN:
        raise Refused(Reason.ALREADY_OVER, number=issue.number)
    return replace(issue, reason=reason)


def note(issue: Issue, steward: PersonId, text: str) -> Issue:
    """Say how the work is going; only the steward who claimed it can."""
    if issue.state is not IssueState.CLAIMED:
        raise Refused(Reason.NOT_CLAIMED_YET, number=issue.number)
    if issue.claimed_by != steward:
        raise Refused(Reason.NOT_YOUR_CLAIM, number=issue.number, owner=issue.claimed_by)
    return replace(issue, note=text)


def reword(issue: Issue, person: PersonId, said: Wording) -> Issue:
    """Say it in other words. What was urgent stays urgent: somebody may be on the way because of it."""
    _only_the_reporter(issue, person)
    return replace(
        _step(issue, Step.EDIT),
        text=said.text,
        category=said.category,
        urgency=min(issue.urgency, said.urgency, key=_MOST_URGENT_FIRST.index),
        place=said.place,
        note=issue.note,
    )


def illustrate(issue: Issue, pictures: int) -> Issue:
    """Add pictures to the report."""
    if issue.state not in OPEN:
        raise Refused(Reason.ALREADY_OVER, number=issue.number)
    return replace(issue, photos=issue.photos + pictures)


def redirect(issue: Issue, squad: SquadKey, due_at: datetime) -> Issue:
    """Give another squad an issue, or another time to take it in; not once somebody has taken it."""
    if issue.state is not IssueState.DISPATCHED:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    return replace(issue, squad=squad, due_at=due_at)


def withdraw(issue: Issue, person: PersonId, now: datetime) -> Issue:
    """Take a report back."""
    _only_the_reporter(issue, person)
    return replace(_step(issue, Step.WITHDRAW), claimed_by=None, claimed_at=None, closed_at=now)


def _only_the_reporter(issue: Issue, person: PersonId) -> None:
    if issue.reporter != person:
        raise Refused(Reason.NOT_YOUR_ISSUE, number=issue.number)


def _only_when_resolved(issue: Issue) -> None:
    if issue.state in {IssueState.REPORTED, IssueState.DISPATCHED, IssueState.CLAIMED}:
        raise Refused(Reason.NOT_RESOLVED_YET, number=issue.number)


def _step(issue: Issue, step: Step) -> Issue:
    state = NEXT_STATE.get((issue.state, step))
    if state is None:
        over = issue.state not in OPEN
        raise Refused(Reason.ALREADY_OVER if over else Reason.OUT_OF_TURN, number=issue.number)
    return replace(issue, state=state, note="")
