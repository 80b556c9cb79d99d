"""Topics: a voice counts once, and nothing that was said is lost."""

from dataclasses import replace
from functools import partial

import pytest

from bot.domain.ids import ChatId, CommunityId, MessageId
from bot.domain.refusal import Reason, Refused
from bot.domain.topic import Argument, Stance, Topic, TopicState
from storage import neighbourhood, topics
from storage.database import Database, Stale
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, settle, together


def a_topic(community: CommunityId, number: int = 1, **given: object) -> Topic:
    values: dict[str, object] = {
        "chat": NORTH,
        "author": WANG,
        "text": "花园里装一张长椅",
        "state": TopicState.PROPOSED,
        "proposed_at": NOW,
        "threshold": 3,
    }
    return Topic(community, number, **values | given)  # type: ignore[arg-type]


def kept(database: Database, topic: Topic) -> Topic:
    database.work(lambda tx: topics.add(tx, topic))
    return topic


def test_a_topic_comes_back_as_it_was(database: Database, community: CommunityId) -> None:
    whole = a_topic(community, message=MessageId(7), thread=3, reason="r", decision="d", closed_at=NOW + DAY)
    kept(database, whole)
    assert database.read(lambda tx: topics.access(tx, community, 1)) == whole
    assert database.read(lambda tx: topics.next_number(tx, community)) == 2
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    with pytest.raises(Refused) as refused:
        database.read(lambda tx: topics.access(tx, other, 1))
    assert refused.value.reason is Reason.TOPIC_UNKNOWN


def test_the_slower_of_two_writers_notices(database: Database, community: CommunityId) -> None:
    topic = kept(database, a_topic(community))
    database.work(lambda tx: topics.save(tx, replace(topic, state=TopicState.RAISED)))
    with pytest.raises(Stale):
        database.work(lambda tx: topics.save(tx, replace(topic, state=TopicState.IN_VOTE)))


def test_a_voice_counts_once_and_so_does_a_person(database: Database, community: CommunityId) -> None:
    topic = kept(database, a_topic(community))
    tried = (("h1", WANG), ("h1", LIU), ("p1", WANG), ("h2", LIU), ("p3", CHEN))
    taken = [
        database.work(partial(topics.support, topic=topic, voice=voice, person=who, at=NOW)) for voice, who in tried
    ]
    assert taken == [True, False, False, True, True]
    assert database.read(lambda tx: topics.supporters(tx, topic)) == 3
    assert database.read(lambda tx: topics.supporters_of(tx, community, [1, 2]))[1] == 3
    assert database.read(lambda tx: topics.supporters_of(tx, community, [1, 2]))[2] == 0
    assert database.read(lambda tx: topics.supported_by(tx, community, LIU)) == [1]


def test_two_of_one_household_at_once_are_one_voice(database: Database, community: CommunityId) -> None:
    topic = kept(database, a_topic(community))
    taken = together(
        database,
        lambda tx: topics.support(tx, topic, "h1", WANG, NOW),
        lambda tx: topics.support(tx, topic, "h1", LIU, NOW),
    )
    assert sorted(each.result() for each in taken) == [False, True]
    assert database.read(lambda tx: topics.supporters(tx, topic)) == 1


def test_arguments_are_kept_in_order_and_can_be_sorted_anew(database: Database, community: CommunityId) -> None:
    topic = kept(database, a_topic(community))
    said = [
        Argument(1, NORTH, MessageId(number), person, text, stance, NOW)
        for number, person, text, stance in (
            (5, LIU, "支持", Stance.FOR),
            (6, CHEN, "谁出钱?", Stance.QUESTION),
            (7, LIU, "不过…", Stance.REMARK),
        )
    ]
    for one in said:
        database.work(partial(topics.argue, topic=topic, argument=one))
    assert database.read(lambda tx: topics.arguments(tx, topic)) == said
    assert database.read(lambda tx: topics.latest_argument(tx, topic, LIU)) == said[2]
    against = replace(said[2], text="不过太吵", stance=Stance.AGAINST)
    database.work(lambda tx: topics.reword(tx, community, against))
    assert database.read(lambda tx: topics.argument(tx, community, NORTH, MessageId(7))) == against
    assert dict(database.read(lambda tx: topics.stances(tx, topic))) == {
        Stance.FOR: 1,
        Stance.QUESTION: 1,
        Stance.AGAINST: 1,
    }
    assert database.read(lambda tx: topics.arguments_of(tx, community, LIU)) == [said[0], against]
    assert database.read(lambda tx: topics.argument(tx, CommunityId(community + 1), NORTH, MessageId(7))) is None


def test_topics_are_listed_by_building_and_state(database: Database, community: CommunityId) -> None:
    for number, state in enumerate(TopicState, start=1):
        kept(database, a_topic(community, number, state=state))
    kept(database, a_topic(community, 20, chat=SOUTH, author=LIU))
    assert [topic.number for topic in database.read(lambda tx: topics.open_in(tx, community, [NORTH]))] == [4, 3, 2, 1]
    assert [topic.number for topic in database.read(lambda tx: topics.over_in(tx, community, [NORTH], 2))] == [7, 6]
    raised = database.read(lambda tx: topics.of_state(tx, community, TopicState.RAISED))
    assert [topic.number for topic in raised] == [4]
    assert database.read(lambda tx: topics.count_open_of(tx, community, NORTH, WANG)) == 4
    assert [topic.number for topic in database.read(lambda tx: topics.of_person(tx, community, LIU))] == [20]


def test_topics_follow_a_group_that_becomes_a_supergroup(database: Database, community: CommunityId) -> None:
    kept(database, a_topic(community, message=MessageId(7)))
    database.work(lambda tx: neighbourhood.move_chat(tx, NORTH, ChatId(-9), NOW))
    moved = database.read(lambda tx: topics.access(tx, community, 1))
    assert (moved.chat, moved.message) == (-9, None)
