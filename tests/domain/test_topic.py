"""A topic's life: proposed, supported, and then one of several ends."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import topic as rules
from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.topic import NEXT_STATE, OPEN, Topic, TopicState, TopicStep

NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)
AUTHOR = PersonId(1)


def a_topic(**given: object) -> Topic:
    values: dict[str, object] = {
        "community": CommunityId(1),
        "number": 4,
        "chat": ChatId(-1),
        "author": AUTHOR,
        "text": "花园里装一张长椅",
        "state": TopicState.PROPOSED,
        "proposed_at": NOW,
        "threshold": 3,
    }
    return Topic(**(values | given))  # type: ignore[arg-type]


DOINGS: dict[TopicStep, Callable[[Topic], Topic]] = {
    TopicStep.SUPPORT: lambda topic: rules.support(topic, 1),
    TopicStep.REACH: lambda topic: rules.step(topic, TopicStep.REACH),
    TopicStep.VOTE: lambda topic: rules.open_vote(topic, 7),
    TopicStep.VOTE_FALLS: rules.vote_falls,
    TopicStep.RAISE: rules.raise_to_council,
    TopicStep.DECIDE: lambda topic: rules.decide(topic, "装", NOW),
    TopicStep.DECLINE: lambda topic: rules.decline(topic, "没有地方", NOW),
    TopicStep.WITHDRAW: lambda topic: rules.withdraw(topic, AUTHOR, NOW),
}


@pytest.mark.parametrize(("state", "step"), list(product(TopicState, TopicStep)))
def test_every_step_is_allowed_or_refused_never_a_crash(state: TopicState, step: TopicStep) -> None:
    topic = a_topic(state=state)
    if (state, step) in NEXT_STATE:
        assert DOINGS[step](topic).state is NEXT_STATE[state, step]
    else:
        with pytest.raises(Refused) as refused:
            DOINGS[step](topic)
        assert refused.value.reason is (Reason.TOPIC_OUT_OF_TURN if state in OPEN else Reason.TOPIC_OVER)


@given(st.lists(st.sampled_from(list(TopicStep))))
def test_whatever_is_tried_what_is_over_says_since_when(steps: list[TopicStep]) -> None:
    topic = a_topic()
    for step in steps:
        with suppress(Refused):
            topic = DOINGS[step](topic)
        assert (topic.closed_at is not None) == (topic.state not in OPEN)
        assert (topic.state is not TopicState.DECLINED) or topic.reason
        assert (topic.state is not TopicState.DECIDED) or topic.decision


@given(st.integers(1, 30), st.integers(1, 40))
def test_the_lead_is_asked_once_at_the_threshold(needed: int, households: int) -> None:
    topic, reached = a_topic(threshold=needed), 0
    for supporters in range(1, households + 1):
        after = rules.support(topic, supporters)
        reached += (topic.state, after.state) == (TopicState.PROPOSED, TopicState.SUPPORTED)
        topic = after
    assert reached == (households >= needed)


@pytest.mark.parametrize(
    ("households", "percent", "needed"), [(0, 10, 3), (10, 10, 3), (30, 10, 3), (31, 10, 4), (96, 10, 10), (96, 5, 5)]
)
def test_how_many_must_support_it(households: int, percent: int, needed: int) -> None:
    assert rules.threshold(households, percent) == needed


@pytest.mark.parametrize(
    ("text", "reason"), [("", Reason.TOPIC_EMPTY), (" \n ", Reason.TOPIC_EMPTY), ("字" * 501, Reason.TOPIC_LONG)]
)
def test_a_topic_needs_words_and_not_too_many(text: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        rules.propose(text, community=CommunityId(1), number=1, chat=ChatId(-1), author=AUTHOR, now=NOW, needed=3)
    assert refused.value.reason is reason


def test_only_the_author_takes_it_back_and_a_refusal_needs_its_reason() -> None:
    with pytest.raises(Refused) as refused:
        rules.withdraw(a_topic(), PersonId(9), NOW)
    assert refused.value.reason is Reason.TOPIC_NOT_YOURS
    with pytest.raises(Refused) as refused:
        rules.decline(a_topic(), "  ", NOW)
    assert refused.value.reason is Reason.TOPIC_REASON_MISSING
