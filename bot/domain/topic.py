"""Topics: what a neighbour proposes to the building, how far it has come, and what others say of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.refusal import Reason, Refused

LENGTH = 500
ARGUMENT_LENGTH = 1000
REASON_LENGTH = 300
FEWEST_SUPPORTERS = 3
ASK_AGAIN, ASKED = timedelta(days=3), 3
"""Leads who don't answer what shall become of a topic are asked again after this long; so often in all."""
OPEN_EACH = 5
"""Topics that one person may have open in a building."""


class TopicState(StrEnum):
    """Where a topic stands."""

    PROPOSED = "proposed"
    SUPPORTED = "supported"
    """Enough households are for it: a lead is asked what shall become of it."""
    IN_VOTE = "in_vote"
    RAISED = "raised"
    """It is on the council's agenda."""
    DECIDED = "decided"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class TopicStep(StrEnum):
    """What can be done to a topic."""

    SUPPORT = "support"
    REACH = "reach"
    """The last supporter that was missing."""
    VOTE = "vote"
    VOTE_FALLS = "vote_falls"
    """Its vote was withdrawn."""
    RAISE = "raise"
    DECIDE = "decide"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


NEXT_STATE: Mapping[tuple[TopicState, TopicStep], TopicState] = {
    (TopicState.PROPOSED, TopicStep.SUPPORT): TopicState.PROPOSED,
    (TopicState.PROPOSED, TopicStep.REACH): TopicState.SUPPORTED,
    (TopicState.SUPPORTED, TopicStep.SUPPORT): TopicState.SUPPORTED,
    # A lead needn't wait for the last supporter.
    (TopicState.PROPOSED, TopicStep.VOTE): TopicState.IN_VOTE,
    (TopicState.SUPPORTED, TopicStep.VOTE): TopicState.IN_VOTE,
    (TopicState.IN_VOTE, TopicStep.VOTE_FALLS): TopicState.SUPPORTED,
    (TopicState.PROPOSED, TopicStep.RAISE): TopicState.RAISED,
    (TopicState.SUPPORTED, TopicStep.RAISE): TopicState.RAISED,
    # What a building has decided may be for the council all the same: its money, its street.
    (TopicState.DECIDED, TopicStep.RAISE): TopicState.RAISED,
    (TopicState.IN_VOTE, TopicStep.DECIDE): TopicState.DECIDED,
    (TopicState.RAISED, TopicStep.DECIDE): TopicState.DECIDED,
    (TopicState.PROPOSED, TopicStep.DECLINE): TopicState.DECLINED,
    (TopicState.SUPPORTED, TopicStep.DECLINE): TopicState.DECLINED,
    (TopicState.PROPOSED, TopicStep.WITHDRAW): TopicState.WITHDRAWN,
    (TopicState.SUPPORTED, TopicStep.WITHDRAW): TopicState.WITHDRAWN,
}
"""The whole life. What isn't here is refused."""

WAITING = frozenset({TopicState.PROPOSED, TopicState.SUPPORTED})
OPEN = WAITING | {TopicState.IN_VOTE, TopicState.RAISED}


class Stance(StrEnum):
    """What somebody's words mean for a topic."""

    FOR = "for"
    AGAINST = "against"
    QUESTION = "question"
    REMARK = "remark"
    """None of the three, or not to be told by the words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter of a building, as it stands now."""

    community: CommunityId
    number: int
    chat: ChatId
    author: PersonId
    text: str
    state: TopicState
    proposed_at: datetime
    threshold: int
    """How many must support it before a lead is asked; what that was when it was proposed."""
    message: MessageId | None = None
    thread: int | None = None
    reason: str = ""
    """Why it was declined."""
    decision: str = ""
    closed_at: datetime | None = None
    vote: int | None = None
    """The number of the vote on it, the last where one was withdrawn."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Argument:
    """What somebody answered to a topic's card."""

    topic: int
    chat: ChatId
    message: MessageId
    person: PersonId
    text: str
    stance: Stance
    at: datetime


def threshold(households: int, percent: int) -> int:
    """Return how many must support a topic of a building."""
    return max(FEWEST_SUPPORTERS, math.ceil(households * percent / 100))


def propose(
    text: str,
    *,
    community: CommunityId,
    number: int,
    chat: ChatId,
    author: PersonId,
    now: datetime,
    needed: int,
) -> Topic:
    """Return a new topic."""
    words = " ".join(text.split())
    if not words:
        raise Refused(Reason.TOPIC_EMPTY)
    if len(words) > LENGTH:
        raise Refused(Reason.TOPIC_LONG, most=LENGTH)
    return Topic(community, number, chat, author, words, TopicState.PROPOSED, now, needed)


def support(topic: Topic, supporters: int) -> Topic:
    """Take one more supporter, who makes it so many."""
    taken = step(topic, TopicStep.SUPPORT)
    enough = topic.state is TopicState.PROPOSED and supporters >= topic.threshold
    return step(taken, TopicStep.REACH) if enough else taken


def open_vote(topic: Topic, vote: int) -> Topic:
    """Put it to a vote of the building."""
    return replace(step(topic, TopicStep.VOTE), vote=vote)


def vote_falls(topic: Topic) -> Topic:
    """Have it wait again after its vote was withdrawn."""
    return step(topic, TopicStep.VOTE_FALLS)


def raise_to_council(topic: Topic) -> Topic:
    """Put it on the council's agenda."""
    return replace(step(topic, TopicStep.RAISE), closed_at=None)


def decide(topic: Topic, decision: str, now: datetime) -> Topic:
    """Keep what a vote or the council has decided."""
    return replace(step(topic, TopicStep.DECIDE), decision=decision, closed_at=now)


def decline(topic: Topic, reason: str, now: datetime) -> Topic:
    """Don't take it up, and say why."""
    words = " ".join(reason.split())[:REASON_LENGTH]
    if not words:
        raise Refused(Reason.TOPIC_REASON_MISSING)
    return replace(step(topic, TopicStep.DECLINE), reason=words, closed_at=now)


def withdraw(topic: Topic, person: PersonId, now: datetime) -> Topic:
    """Take back one's own."""
    if topic.author != person:
        raise Refused(Reason.TOPIC_NOT_YOURS)
    return replace(step(topic, TopicStep.WITHDRAW), closed_at=now)


def step(topic: Topic, step_: TopicStep) -> Topic:
    """Take a step of its life, or refuse."""
    state = NEXT_STATE.get((topic.state, step_))
    if state is None:
        over = topic.state not in OPEN
        raise Refused(Reason.TOPIC_OVER if over else Reason.TOPIC_OUT_OF_TURN, number=topic.number)
    return replace(topic, state=state)
