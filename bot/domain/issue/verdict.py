"""Whether it is fixed: the neighbours decide, several of them where the place is shared, or their silence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import PersonId
from bot.domain.issue.life import OPEN, IssueState, Step
from bot.domain.issue.steps import only_while_open, step
from bot.domain.issue.values import CallBack, Issue
from bot.domain.refusal import Reason, Refused

REOPEN_WITHIN = timedelta(days=14)
"""How long the reporter may come back on what their silence has accepted."""
RERATE_WITHIN = timedelta(days=1)
BEST = 5
"""Stars."""
MANY_RETURNS = 3
"""Sent back so often, it goes onto the stand-up's agenda."""
SHARED_CATEGORIES = frozenset({"lift", "fire_lane", "garbage", "greenery", "ebike_charging", "structure"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is asked whether it is fixed, and for which household they speak."""

    person: PersonId
    household: int | None = None

    @property
    def counts_as(self) -> tuple[str, int]:
        """What is counted once: the household, or whoever is bound to none."""
        return ("household", self.household) if self.household is not None else ("person", self.person)


def is_shared(issue: Issue) -> bool:
    """Tell whether it is about a part of the building that belongs to all."""
    if issue.place.room is not None:
        return False
    return issue.place.spot is not None or issue.category in SHARED_CATEGORIES


def needed(asked: Iterable[Voice], setting: int) -> int:
    """Return how many must say that it's fixed: what the building has set, but no more than there are to be asked."""
    return max(1, min(setting, len({voice.counts_as for voice in asked})))


def agreed(voices: Iterable[Voice]) -> int:
    """Return how many have said so, each household once."""
    return len({voice.counts_as for voice in voices})


def accept(
    issue: Issue, person: PersonId, now: datetime, asked: Collection[PersonId] | None = None, *, enough: bool = True
) -> Issue:
    """Say that it is really fixed; whoever is asked decides, and as many as are needed.

    :param asked: who may say; None leaves it to the reporter.
    :param enough: with this one there are as many as are needed.
    """
    only_who_is_asked(issue, person, asked)
    only_when_resolved(issue)
    if not enough:
        return step(issue, Step.AGREE)
    return replace(step(issue, Step.ACCEPT), closed_at=now)


def accept_by_silence(issue: Issue, now: datetime) -> Issue:
    """Close what nobody has said anything about."""
    return replace(step(issue, Step.SILENCE), closed_at=now, by_silence=True)


def send_back(
    issue: Issue, person: PersonId, due_at: datetime, reason: str, asked: Collection[PersonId] | None = None
) -> Issue:
    """Say that it isn't fixed: back to the same squad, a round later."""
    only_who_is_asked(issue, person, asked)
    only_when_resolved(issue)
    return _again(step(issue, Step.RETURN), due_at, reason)


def reopen(issue: Issue, person: PersonId, due_at: datetime, reason: str, now: datetime) -> Issue:
    """Come back on what silence has accepted: it wasn't fixed."""
    only_who_is_asked(issue, person, None)
    if issue.state is not IssueState.ACCEPTED or not issue.by_silence:
        raise Refused(Reason.ALREADY_OVER, number=issue.number)
    if issue.closed_at is None or now > issue.closed_at + REOPEN_WITHIN:
        raise Refused(Reason.REOPENED_TOO_LATE, number=issue.number, days=REOPEN_WITHIN.days)
    return _again(step(issue, Step.REOPEN), due_at, reason)


def give_reason(issue: Issue, person: PersonId, reason: str, asked: Collection[PersonId] | None = None) -> Issue:
    """Say what is still wrong, after it was sent back."""
    only_who_is_asked(issue, person, asked)
    only_while_open(issue)
    return replace(issue, reason=reason)


def rate(issue: Issue, stars: int, first_rated: datetime | None, now: datetime) -> Issue:
    """Say how good the work was, 1 to 5; it may be changed for a day. What silence has accepted isn't rated."""
    if issue.state in OPEN:
        raise Refused(Reason.NOT_RESOLVED_YET, number=issue.number)
    rated = step(issue, Step.RATE)
    if issue.by_silence or not 1 <= stars <= BEST:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    if first_rated is not None and now > first_rated + RERATE_WITHIN:
        raise Refused(Reason.RATED_ALREADY, number=issue.number)
    return replace(rated, note=issue.note)


def call_back(issue: Issue, answer: CallBack) -> Issue:
    """Ask a lead to ring the reporter, or keep what the reporter said."""
    called = step(issue, Step.CALL_BACK)
    if issue.call_back is not (CallBack.NONE if answer is CallBack.WANTED else CallBack.WANTED):
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    return replace(called, note=issue.note, call_back=answer)


def only_when_resolved(issue: Issue) -> None:
    """Refuse a verdict on work that nobody has said to be done."""
    if issue.state in OPEN and issue.state is not IssueState.RESOLVED:
        raise Refused(Reason.NOT_RESOLVED_YET, number=issue.number)


def _again(issue: Issue, due_at: datetime, reason: str) -> Issue:
    return replace(
        issue,
        resolved_at=None,
        closed_at=None,
        due_at=due_at,
        round=issue.round + 1,
        reason=reason,
        transfers=0,
        by_silence=False,
        call_back=CallBack.NONE,
    )


def only_who_is_asked(issue: Issue, person: PersonId, asked: Collection[PersonId] | None) -> None:
    """Refuse whoever isn't asked whether it's fixed."""
    if person not in ({issue.reporter} if asked is None else asked):
        raise Refused(Reason.NOT_YOUR_ISSUE, number=issue.number)
