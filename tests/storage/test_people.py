"""People and offers: small tables, each with its promise."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.issue import OPEN, OWNED, Issue, IssueState, Origin, Urgency
from bot.domain.place import Place
from storage import offers, people
from storage.database import Database
from storage.offers import Feedback, KeptOffer
from storage.tables import MEMBERSHIP, PERSON
from tests.storage.makers import (
    CHEN,
    DAY,
    LIU,
    NORTH,
    NOW,
    SECOND,
    SOUTH,
    WANG,
    a_kept_issue,
    an_actor,
    count_rows,
    together,
)


@pytest.fixture
def issue(database: Database, community: CommunityId) -> Issue:
    return database.work(partial(a_kept_issue, community=community))


def an_offer(community: CommunityId) -> KeptOffer:
    return KeptOffer(NORTH, MessageId(11), 3, community, WANG, "漏水", "plumbers", "water_leak", Urgency.URGENT, NOW)


# ---- people ----


def test_somebody_is_called_what_they_are_called_now(database: Database) -> None:
    for actor in (an_actor(name="王阿姨"), replace(an_actor(name="Mrs Wang"), username="wang", language="en")):
        database.work(partial(people.keep, actor=actor))
        database.work(partial(people.keep, actor=actor))
        assert database.read(lambda tx: people.known(tx, [WANG, None, LIU])) == {WANG: actor}
    assert database.read(lambda tx: people.known(tx, [None])) == {}


def test_who_is_met_by_several_at_once_is_kept_once(database: Database) -> None:
    done = together(database, *[lambda tx: people.keep(tx, an_actor())] * 8)
    assert [future.exception() for future in done] == [None] * 8
    assert database.read(lambda tx: count_rows(tx, PERSON)) == 1


def test_an_id_of_telegrams_full_length_fits(database: Database) -> None:
    large = PersonId(2**52 - 1)
    database.work(lambda tx: people.keep(tx, an_actor(large)))
    database.work(lambda tx: people.join(tx, ChatId(-(2**52) + 1), large, NOW))
    assert large in database.read(lambda tx: people.known(tx, [large]))


def test_who_has_started_the_bot_may_be_written_to(database: Database) -> None:
    database.work(lambda tx: people.keep(tx, an_actor()))
    for started in (True, False):
        database.work(partial(people.set_started, person=WANG, started=started))
        assert database.read(lambda tx: tx.execute(select(PERSON.c.started)).scalar_one()) is started
        database.work(partial(people.keep, actor=an_actor(name=f"{started}")))
        assert database.read(lambda tx: tx.execute(select(PERSON.c.started)).scalar_one()) is started


def test_somebody_comes_and_goes_and_comes_again(database: Database, community: CommunityId) -> None:
    assert community
    spans = []
    steps = [people.leave, people.join, people.join, people.leave, people.leave, people.join]
    for number, step in enumerate(steps):
        database.work(partial(step, chat=NORTH, person=WANG, now=NOW + number * DAY))
        rows = database.read(lambda tx: tx.execute(select(MEMBERSHIP.c.since, MEMBERSHIP.c.until)).all())
        spans.append([tuple(row) for row in rows])
    joined, left, again = NOW + DAY, NOW + 3 * DAY, NOW + 5 * DAY
    assert spans == [[], *[[(joined, None)]] * 2, *[[(joined, left)]] * 2, [(again, None)]]


def test_leaving_one_chat_is_not_leaving_the_other(database: Database, community: CommunityId) -> None:
    assert community
    for chat, person in ((NORTH, WANG), (SOUTH, WANG), (NORTH, CHEN)):
        database.work(partial(people.join, chat=chat, person=person, now=NOW))
    database.work(lambda tx: people.leave(tx, NORTH, WANG, NOW))
    gone = database.read(
        lambda tx: tx.execute(
            select(MEMBERSHIP.c.chat_id, MEMBERSHIP.c.person_id).where(MEMBERSHIP.c.until.is_not(None))
        ).all()
    )
    assert [tuple(row) for row in gone] == [(NORTH, WANG)]


# ---- offers ----


def test_an_offer_is_found_by_its_message_and_keeps_its_answer(database: Database, community: CommunityId) -> None:
    offer = an_offer(community)
    database.work(lambda tx: offers.add(tx, offer))
    assert database.read(lambda tx: offers.find(tx, NORTH, offer.message)) == offer
    assert database.read(lambda tx: offers.find(tx, SOUTH, offer.message)) is None
    database.work(lambda tx: offers.answer(tx, offer, NOW, filed=False))
    assert database.read(lambda tx: offers.find(tx, NORTH, offer.message)) == replace(offer, filed=False)


def test_an_offer_takes_on_new_words(database: Database, community: CommunityId) -> None:
    offer = an_offer(community)
    database.work(lambda tx: offers.add(tx, offer))
    reworded = replace(
        offer, text="灯坏了", intent="wish", squad=None, category="lighting", urgency=Urgency.WISH, place=Place("3")
    )
    database.work(lambda tx: offers.reword(tx, reworded))
    assert database.read(lambda tx: offers.find(tx, NORTH, offer.message)) == reworded


def test_what_somebody_has_just_been_asked_is_found_until_they_answer(
    database: Database, community: CommunityId
) -> None:
    def just(thread: int | None = 3, person: PersonId = WANG, since: timedelta = SECOND) -> KeptOffer | None:
        return database.read(lambda tx: offers.latest(tx, NORTH, thread, person, NOW - since))

    offer = an_offer(community)
    database.work(lambda tx: offers.add(tx, offer))
    assert just() == offer
    assert [just(None), just(person=CHEN), just(since=-SECOND)] == [None] * 3
    database.work(lambda tx: offers.answer(tx, offer, NOW, filed=False))
    assert just() is None


@pytest.mark.parametrize(
    ("origin", "state", "minutes", "learned"),
    [
        pytest.param(Origin.MESSAGE, IssueState.WITHDRAWN, 10, [False], id="a false alarm"),
        pytest.param(Origin.MESSAGE, IssueState.WITHDRAWN, 11, [], id="withdrawn later"),
        pytest.param(Origin.MESSAGE, IssueState.ACCEPTED, 600, [True], id="accepted"),
        pytest.param(Origin.MESSAGE, IssueState.DISPATCHED, 0, [], id="open"),
        pytest.param(Origin.COMMAND, IssueState.WITHDRAWN, 1, [], id="by command"),
        pytest.param(Origin.COMMAND, IssueState.ACCEPTED, 1, [], id="by command, accepted"),
        pytest.param(Origin.OFFER, IssueState.WITHDRAWN, 1, [False], id="a false alarm after an offer"),
        pytest.param(Origin.OFFER, IssueState.WITHDRAWN, 11, [True], id="an offer, withdrawn later"),
        pytest.param(Origin.OFFER, IssueState.DISPATCHED, 0, [True], id="an offer, open"),
    ],
)
def test_what_became_of_an_issue_says_whether_the_reading_was_right(
    database: Database, community: CommunityId, origin: Origin, state: IssueState, minutes: int, learned: list[bool]
) -> None:
    given: dict[str, Any] = {"state": state, "origin": origin, "message": MessageId(11)}
    if state in OWNED:
        given["claimed_by"] = LIU
    if state not in OPEN:
        given["closed_at"] = NOW + timedelta(minutes=minutes)
    database.work(partial(a_kept_issue, community=community, **given))
    if origin is Origin.OFFER:
        offer = an_offer(community)
        database.work(lambda tx: offers.add(tx, offer))
        database.work(lambda tx: offers.answer(tx, offer, NOW, filed=True))
    found = database.read(offers.feedback)
    assert [one.filed for one in found] == learned
    assert {one.intent for one in found} <= {"report"}


def test_only_answers_are_learned_from(database: Database, community: CommunityId) -> None:
    for number, filed in enumerate((None, True, False), 1):
        offer = replace(an_offer(community), message=MessageId(number), text=f"{number}", intent="wish")
        database.work(partial(offers.add, offer=offer))
        if filed is not None:
            database.work(partial(offers.answer, offer=offer, now=NOW, filed=filed))
    assert database.read(offers.feedback) == (
        Feedback("2", "wish", "water_leak", filed=True),
        Feedback("3", "wish", "water_leak", filed=False),
    )


def test_a_message_is_offered_once(database: Database, community: CommunityId) -> None:
    done = together(database, *[lambda tx: offers.add(tx, an_offer(community))] * 3)
    assert sorted(future.exception() is None for future in done) == [False, False, True]
