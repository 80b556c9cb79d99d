"""Polls and their answers are kept as they are, by each community for itself."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.ids import ChatId, CommunityId, UpdateId
from bot.domain.poll import Poll, PollState
from bot.domain.refusal import Reason, Refused
from storage import neighbourhood, polls
from storage.database import Database, Stale
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, settle


def a_poll(community: CommunityId, number: int = 1, **given: object) -> Poll:
    values: dict[str, object] = {
        "chat": NORTH,
        "author": WANG,
        "question": "东门还是西门?",
        "options": ("东门", "西门"),
        "state": PollState.OPEN,
        "made_at": NOW,
        "counts": (0, 0),
    }
    return Poll(community, number, **values | given)  # type: ignore[arg-type]


def kept(database: Database, poll: Poll) -> Poll:
    database.work(lambda tx: polls.add(tx, poll))
    return poll


def test_a_poll_comes_back_as_it_was(database: Database, community: CommunityId) -> None:
    whole = a_poll(
        community,
        several=True,
        anonymous=True,
        closes_at=NOW + DAY,
        maybe=(NOW + timedelta(hours=2), NOW + timedelta(hours=14)),
        thread=7,
        opened_by=LIU,
        opened_at=NOW,
        closed_at=NOW + DAY,
        counts=(3, 4),
        voters=7,
    )
    kept(database, whole)
    assert database.read(lambda tx: polls.access(tx, community, 1)) == whole


def test_numbers_count_in_each_community(database: Database, community: CommunityId) -> None:
    kept(database, a_poll(community))
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    assert database.read(lambda tx: polls.next_number(tx, community)) == 2
    assert database.read(lambda tx: polls.next_number(tx, other)) == 1
    with pytest.raises(Refused) as refused:
        database.read(lambda tx: polls.access(tx, other, 1))
    assert refused.value.reason is Reason.POLL_UNKNOWN


def test_the_slower_of_two_writers_notices(database: Database, community: CommunityId) -> None:
    poll = kept(database, a_poll(community))
    saved = database.work(lambda tx: polls.save(tx, replace(poll, voters=1)))
    assert database.read(lambda tx: polls.access(tx, community, 1)) == saved
    with pytest.raises(Stale):
        database.work(lambda tx: polls.save(tx, replace(poll, voters=2)))


def test_an_older_count_is_told_from_a_newer(database: Database, community: CommunityId) -> None:
    poll = kept(database, a_poll(community))
    told = [
        database.work(partial(polls.counted, poll=poll, by=UpdateId(by)))
        for by in (500_005, 500_004, 500_005, 500_006, 7)
    ]
    assert told == [True, False, False, True, True]


def test_polls_are_listed_by_building_and_state(database: Database, community: CommunityId) -> None:
    states = (PollState.DRAFT, PollState.PROPOSED, PollState.OPEN, PollState.CLOSING, PollState.CLOSED)
    for number, state in enumerate(states, start=1):
        kept(database, a_poll(community, number, state=state))
    kept(database, a_poll(community, 9, chat=SOUTH))
    numbers = [poll.number for poll in database.read(lambda tx: polls.running(tx, community, [NORTH], 10))]
    assert numbers == [4, 3]
    assert [poll.number for poll in database.read(lambda tx: polls.past(tx, community, [NORTH, SOUTH], 10))] == [5]
    assert [poll.number for poll in database.read(lambda tx: polls.draft_of(tx, community, WANG, NORTH))] == [1]
    assert database.read(lambda tx: polls.count_pending(tx, community, WANG)) == 2
    assert len(database.read(lambda tx: polls.of_person(tx, community, WANG))) == 6


def test_the_last_answer_counts_and_can_be_taken_back(database: Database, community: CommunityId) -> None:
    poll = kept(database, a_poll(community))
    for person, options in ((LIU, (0,)), (CHEN, (0, 1)), (LIU, (1,)), (CHEN, ())):
        database.work(partial(polls.answer, poll=poll, person=person, options=options, at=NOW))
    assert database.read(lambda tx: polls.answers(tx, poll)) == {LIU: (1,)}
    assert database.read(lambda tx: polls.answers_of(tx, community, LIU)) == {1: (1,)}
    database.work(lambda tx: polls.forget_answers_of(tx, community, LIU))
    assert database.read(lambda tx: polls.answers(tx, poll)) == {}


def test_polls_follow_a_group_that_becomes_a_supergroup(database: Database, community: CommunityId) -> None:
    kept(database, a_poll(community))
    database.work(lambda tx: neighbourhood.move_chat(tx, NORTH, ChatId(-9), NOW))
    assert database.read(lambda tx: polls.access(tx, community, 1)).chat == -9
