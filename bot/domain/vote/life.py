"""A vote's life: drafted, scheduled, open, closed; or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.vote.form import QUESTION_LENGTH, Form, check_form
from bot.domain.vote.rule import Rule

VoteNumber = NewType("VoteNumber", int)
"""What people call a vote: vote 3. It counts within one community, beside the numbers of issues."""

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(days=90)
FARTHEST = timedelta(days=90)
"""So far ahead an opening can be planned."""
WORDS_LENGTH = 1000
"""Characters of a reason, or of what the lead says of the outcome."""


class VoteState(StrEnum):
    """Where a vote stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class VoteStep(StrEnum):
    """What is done with a vote; each step is a line of its trail."""

    DRAFT = "draft"
    EDIT = "edit"
    SCHEDULE = "schedule"
    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    FOLLOW = "follow"
    """The decision became an issue or an event."""
    REMIND = "remind"
    CAST = "cast"
    CHANGE = "change"
    PAPER = "paper"
    """A lead has entered a ballot that was given on paper."""
    CONFIRM = "confirm"
    """A second person has seen that paper."""
    REFUSE = "refuse"
    """A second person has turned it down."""
    HOLD = "hold"
    """Somebody not bound yet pressed; it is cast when they are."""
    PROXY = "proxy"
    REVOKE = "revoke"
    ROSTER = "roster"
    """The roster has changed; the electorate has not."""


NEXT_STATE: Mapping[tuple[VoteState, VoteStep], VoteState] = {
    (VoteState.DRAFT, VoteStep.EDIT): VoteState.DRAFT,
    (VoteState.DRAFT, VoteStep.SCHEDULE): VoteState.SCHEDULED,
    (VoteState.DRAFT, VoteStep.OPEN): VoteState.OPEN,
    (VoteState.DRAFT, VoteStep.WITHDRAW): VoteState.WITHDRAWN,
    (VoteState.SCHEDULED, VoteStep.OPEN): VoteState.OPEN,
    (VoteState.SCHEDULED, VoteStep.WITHDRAW): VoteState.WITHDRAWN,
    (VoteState.OPEN, VoteStep.EXTEND): VoteState.OPEN,
    (VoteState.OPEN, VoteStep.CLOSE): VoteState.CLOSED,
    (VoteState.OPEN, VoteStep.WITHDRAW): VoteState.WITHDRAWN,
    (VoteState.CLOSED, VoteStep.COMMENT): VoteState.CLOSED,
    (VoteState.CLOSED, VoteStep.FOLLOW): VoteState.CLOSED,
}
"""The whole life. What isn't here is refused. Casting is no step of the vote: it changes a ballot."""

OVER = frozenset({VoteState.CLOSED, VoteState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Vote:
    """A question that a building decides, as it stands now."""

    community: CommunityId
    number: VoteNumber
    home: ChatId
    """The building's chat in which it was started."""
    buildings: tuple[ChatId, ...]
    """Whose households have a ballot."""
    starter: PersonId
    question: str
    form: Form
    rule: Rule
    secret: bool
    state: VoteState
    created_at: datetime
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    """None: as soon as it is confirmed."""
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    extended: bool = False
    words: str = ""
    """Why it was withdrawn, or what the lead says of the outcome."""
    issue: IssueNumber | None = None
    """The issue that it is about."""
    became: IssueNumber | None = None
    """The issue that its decision became."""
    message: MessageId | None = None
    """The message that it was started by."""
    thread: int | None = None
    result: dict[str, Any] | None = None
    """What came of it, as :mod:`bot.domain.vote.kept` keeps it."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class VoteEvent:
    """One line of a vote's trail. Nothing is ever deleted from it, and no choice ever stands on it."""

    step: VoteStep
    at: datetime
    person: PersonId | None
    """None where the clock acted."""
    name: str
    elector: int | None = None
    note: str = ""


def check_question(question: str) -> str:
    """Return a question in one piece, or refuse it."""
    asked = "\n".join(" ".join(line.split()) for line in question.strip().splitlines() if line.strip())
    if not asked:
        raise Refused(Reason.VOTE_NO_QUESTION)
    if len(asked) > QUESTION_LENGTH:
        raise Refused(Reason.VOTE_QUESTION_LONG, length=len(asked), most=QUESTION_LENGTH)
    return asked


def check_times(now: datetime, opens_at: datetime | None, closes_at: datetime | None) -> datetime:
    """Return when a vote closes, or refuse a time that can't be meant."""
    if closes_at is None:
        raise Refused(Reason.VOTE_NO_DEADLINE)
    if closes_at <= now:
        raise Refused(Reason.VOTE_DEADLINE_PAST)
    if opens_at is not None and opens_at > now + FARTHEST:
        raise Refused(Reason.VOTE_DEADLINE_FAR, days=FARTHEST.days)
    begins = now if opens_at is None else max(now, opens_at)
    if closes_at - begins < SHORTEST:
        raise Refused(Reason.VOTE_TOO_SHORT, minutes=int(SHORTEST.total_seconds() // 60))
    if closes_at - begins > LONGEST:
        raise Refused(Reason.VOTE_DEADLINE_FAR, days=LONGEST.days)
    return closes_at


def schedule(vote: Vote, now: datetime) -> Vote:
    """Confirm a draft whose opening is still to come."""
    _check(vote)
    check_times(now, vote.opens_at, vote.closes_at)
    return _step(vote, VoteStep.SCHEDULE)


def open_(vote: Vote, now: datetime) -> Vote:
    """Open a vote; from now on its electorate stands."""
    opened = _step(vote, VoteStep.OPEN)
    _check(vote)
    check_times(now, None, vote.closes_at)
    return replace(opened, opened_at=now)


def edit(vote: Vote, **changes: object) -> Vote:
    """Change a draft."""
    return replace(_step(vote, VoteStep.EDIT), **changes)  # type: ignore[arg-type]


def is_due(vote: Vote, now: datetime) -> bool:
    """Tell whether an open vote has to be closed."""
    return vote.state is VoteState.OPEN and vote.closes_at is not None and vote.closes_at <= now


def takes_ballots(vote: Vote, received_at: datetime) -> None:
    """Refuse a ballot that comes too early or too late.

    What counts is when the bot received it. A ballot of the very second in which the vote closes is too late.
    """
    if vote.state in {VoteState.DRAFT, VoteState.SCHEDULED}:
        raise Refused(Reason.VOTE_NOT_OPEN, vote=vote.number)
    if vote.state is VoteState.WITHDRAWN:
        raise Refused(Reason.VOTE_WITHDRAWN, vote=vote.number)
    if vote.state is VoteState.CLOSED or is_due(vote, received_at):
        raise Refused(Reason.VOTE_OVER, vote=vote.number)


def may_extend(vote: Vote) -> bool:
    """Tell whether a vote without its quorum goes on."""
    return vote.state is VoteState.OPEN and vote.rule.extension is not None and not vote.extended


def extend(vote: Vote) -> Vote:
    """Let a vote go on, once, by what its rule says."""
    if vote.rule.extension is None or vote.extended or vote.closes_at is None:
        raise Refused(Reason.VOTE_NOT_EXTENDED, vote=vote.number)
    return replace(_step(vote, VoteStep.EXTEND), extended=True, closes_at=vote.closes_at + vote.rule.extension)


def close(vote: Vote, result: dict[str, Any] | None = None) -> Vote:
    """End a vote at its time, however late somebody looks."""
    return replace(_step(vote, VoteStep.CLOSE), ended_at=vote.closes_at, result=result)


def withdraw(vote: Vote, reason: str, now: datetime) -> Vote:
    """Take a vote back; nobody's ballot is counted."""
    if vote.state is not VoteState.DRAFT and not reason.strip():
        raise Refused(Reason.VOTE_NEEDS_REASON)
    return replace(_step(vote, VoteStep.WITHDRAW), words=reason.strip()[:WORDS_LENGTH], ended_at=now)


def comment(vote: Vote, words: str) -> Vote:
    """Say in words what was decided."""
    return replace(_step(vote, VoteStep.COMMENT), words=words.strip()[:WORDS_LENGTH])


def follow(vote: Vote, issue: IssueNumber) -> Vote:
    """Make an issue of what was decided, once."""
    if vote.became is not None:
        raise Refused(Reason.VOTE_FOLLOWED, number=vote.became)
    return replace(_step(vote, VoteStep.FOLLOW), became=issue)


def reminder_times(opened_at: datetime, closes_at: datetime) -> tuple[datetime, ...]:
    """Return when households that haven't voted are reminded: at half time, a day and an hour before the end.

    What would come within two hours of the opening, or of the reminder before, is left out.
    """
    half = opened_at + (closes_at - opened_at) / 2
    times: list[datetime] = []
    last = opened_at
    for at in sorted({half, closes_at - timedelta(days=1), closes_at - timedelta(hours=1)}):
        if at - last >= timedelta(hours=2) and at < closes_at:
            times.append(at)
            last = at
    return tuple(times)


def _check(vote: Vote) -> None:
    check_form(vote.form)
    check_question(vote.question)


def _step(vote: Vote, step: VoteStep) -> Vote:
    state = NEXT_STATE.get((vote.state, step))
    if state is not None:
        return replace(vote, state=state)
    if vote.state is VoteState.WITHDRAWN:
        raise Refused(Reason.VOTE_WITHDRAWN, vote=vote.number)
    if vote.state is VoteState.CLOSED:
        raise Refused(Reason.VOTE_OVER, vote=vote.number)
    raise Refused(Reason.VOTE_OUT_OF_TURN, vote=vote.number)
