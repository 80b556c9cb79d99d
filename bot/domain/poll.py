"""Polls that bind nobody: what Telegram lets through, and a poll's life."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.closing import LATEST, SOONEST
from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.paper import BARS
from bot.domain.refusal import Reason, Refused

QUESTION_LENGTH = 300
OPTION_LENGTH = 100
FEWEST, MOST = 2, 12
"""Options of a poll of Telegram's."""
KEPT_LENGTH = 4096
"""Characters of a draft's question, so that it can be shortened by whoever wrote it."""
KEPT_OPTIONS = BARS
DRAFT_LIFE = timedelta(days=1)
"""A draft that nobody confirms is forgotten."""
RESULT_WAIT = timedelta(minutes=2)
"""How long the bot waits for Telegram to say what a poll came to."""


class PollState(StrEnum):
    """Where a poll stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    """A neighbour would like it; a lead is asked."""
    OPEN = "open"
    CLOSING = "closing"
    """Telegram has been told to end it; what it came to isn't known yet."""
    CLOSED = "closed"
    DROPPED = "dropped"
    DECLINED = "declined"


class PollStep(StrEnum):
    """What can be done to a poll."""

    CHANGE = "change"
    PROPOSE = "propose"
    OPEN = "open"
    DROP = "drop"
    DECLINE = "decline"
    STOP = "stop"
    CLOSE = "close"


NEXT_STATE: Mapping[tuple[PollState, PollStep], PollState] = {
    (PollState.DRAFT, PollStep.CHANGE): PollState.DRAFT,
    (PollState.DRAFT, PollStep.PROPOSE): PollState.PROPOSED,
    (PollState.DRAFT, PollStep.OPEN): PollState.OPEN,
    (PollState.DRAFT, PollStep.DROP): PollState.DROPPED,
    (PollState.PROPOSED, PollStep.CHANGE): PollState.PROPOSED,
    (PollState.PROPOSED, PollStep.OPEN): PollState.OPEN,
    (PollState.PROPOSED, PollStep.DROP): PollState.DROPPED,
    (PollState.PROPOSED, PollStep.DECLINE): PollState.DECLINED,
    (PollState.OPEN, PollStep.STOP): PollState.CLOSING,
    # By hand, in Telegram.
    (PollState.OPEN, PollStep.CLOSE): PollState.CLOSED,
    (PollState.CLOSING, PollStep.CLOSE): PollState.CLOSED,
}
"""The whole life. What isn't here is refused."""

PENDING = frozenset({PollState.DRAFT, PollState.PROPOSED})
RUNNING = frozenset({PollState.OPEN, PollState.CLOSING})


@dataclass(frozen=True, slots=True)
class Poll:
    """A question to a building, as it stands now."""

    community: CommunityId
    number: int
    chat: ChatId
    """The building's chat, whose neighbours are asked."""
    author: PersonId
    question: str
    options: tuple[str, ...]
    state: PollState
    made_at: datetime
    several: bool = False
    """More than one option may be chosen."""
    anonymous: bool = False
    closes_at: datetime | None = None
    maybe: tuple[datetime, ...] = ()
    """When it may be meant to close, where that isn't clear."""
    thread: int | None = None
    opened_by: PersonId | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    counts: tuple[int, ...] = ()
    """Votes for each option, as Telegram last told."""
    voters: int = 0
    version: int = 1


def lacks(poll: Poll, now: datetime) -> tuple[Reason, ...]:
    """Return what has to be mended before the poll can be posted."""
    options = poll.options
    wrong = {
        Reason.POLL_NO_QUESTION: not poll.question,
        Reason.POLL_LONG_QUESTION: length(poll.question) > QUESTION_LENGTH,
        Reason.POLL_FEW_OPTIONS: len(options) < FEWEST,
        Reason.POLL_MANY_OPTIONS: len(options) > MOST,
        Reason.POLL_LONG_OPTION: any(length(option) > OPTION_LENGTH for option in options),
        Reason.POLL_SAME_OPTIONS: len({option.casefold() for option in options}) < len(options),
        Reason.POLL_NO_CLOSING: poll.closes_at is None,
        Reason.POLL_PAST: poll.closes_at is not None and poll.closes_at < now + SOONEST,
        Reason.POLL_FAR: poll.closes_at is not None and poll.closes_at > now + LATEST,
    }
    return tuple(reason for reason, there in wrong.items() if there)


def change(
    poll: Poll,
    *,
    question: str | None = None,
    options: Sequence[str] | None = None,
    several: bool | None = None,
    anonymous: bool | None = None,
) -> Poll:
    """Correct a draft."""
    changed = _step(poll, PollStep.CHANGE)
    return replace(
        changed,
        question=poll.question if question is None else question.strip()[:KEPT_LENGTH],
        options=poll.options if options is None else tuple(options)[:KEPT_OPTIONS],
        several=poll.several if several is None else several,
        anonymous=poll.anonymous if anonymous is None else anonymous,
    )


def close_at(poll: Poll, maybe: Sequence[datetime]) -> Poll:
    """Say when a draft shall close: at one time, or at one of several that the author is asked about."""
    changed = _step(poll, PollStep.CHANGE)
    sure = maybe[0] if len(maybe) == 1 else None
    return replace(changed, closes_at=sure, maybe=() if sure is not None else tuple(maybe))


def propose(poll: Poll, now: datetime) -> Poll:
    """Ask a lead to allow it."""
    _complete(poll, now)
    return _step(poll, PollStep.PROPOSE)


def start(poll: Poll, lead: PersonId, now: datetime) -> Poll:
    """Put the question to the neighbours."""
    _complete(poll, now)
    opened = _step(poll, PollStep.OPEN)
    return replace(opened, opened_by=lead, opened_at=now, counts=(0,) * len(poll.options))


def drop(poll: Poll, now: datetime) -> Poll:
    """Give a draft up."""
    return replace(_step(poll, PollStep.DROP), closed_at=now)


def decline(poll: Poll, now: datetime) -> Poll:
    """Don't allow what a neighbour would like to ask."""
    return replace(_step(poll, PollStep.DECLINE), closed_at=now)


def stop(poll: Poll) -> Poll:
    """Have it ended: on time, or early."""
    return _step(poll, PollStep.STOP)


def count(poll: Poll, counts: Sequence[int], voters: int) -> Poll:
    """Keep what Telegram has counted. A count that doesn't fit the options is none of this poll."""
    if poll.state not in RUNNING or len(counts) != len(poll.options):
        return poll
    return replace(poll, counts=tuple(counts), voters=voters)


def close(poll: Poll, now: datetime) -> Poll:
    """End it: Telegram takes no more answers."""
    return replace(_step(poll, PollStep.CLOSE), closed_at=now)


def leading(poll: Poll) -> frozenset[int]:
    """Return the options with the most votes; none where nobody voted."""
    most = max(poll.counts, default=0)
    return frozenset(place for place, votes in enumerate(poll.counts) if votes == most > 0)


def length(text: str) -> int:
    """Return how long Telegram takes a text to be: it counts in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _complete(poll: Poll, now: datetime) -> None:
    lacking = lacks(poll, now)
    if lacking and poll.state in PENDING:
        raise Refused(lacking[0])


def _step(poll: Poll, step: PollStep) -> Poll:
    state = NEXT_STATE.get((poll.state, step))
    if state is None:
        raise Refused(Reason.POLL_OVER if poll.state not in PENDING else Reason.POLL_NOT_OPEN, number=poll.number)
    return replace(poll, state=state)
