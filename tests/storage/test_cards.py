"""Cards: one living message for each subject, kind and round in a chat."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import ChatId, CommunityId, MessageId
from storage import cards
from storage.cards import Card, Subject
from storage.database import Database
from storage.tables import CARD
from tests.storage.makers import NORTH, PLUMBERS, SOUTH, settle


@pytest.fixture
def vote(community: CommunityId) -> Subject:
    """Return something that cards show; the table doesn't mind what."""
    return Subject(community, "vote", 2**40)


def find(
    database: Database, subject: Subject, kind: str = cards.SQUAD, round_: int = 1, **given: ChatId
) -> Card | None:
    return database.read(lambda tx: cards.find(tx, subject, kind, round_, **given))


def test_a_card_is_found_by_its_subject_and_by_its_message(database: Database, vote: Subject) -> None:
    made = database.work(lambda tx: cards.add(tx, vote, cards.SQUAD, 1, PLUMBERS, MessageId(5)))
    assert made.new
    kept = Card(made.id, vote, cards.SQUAD, 1, PLUMBERS, MessageId(5))
    assert find(database, vote) == kept
    assert kept.number == vote.number
    assert database.read(lambda tx: cards.of_message(tx, vote.community, PLUMBERS, MessageId(5))) == kept
    assert find(database, vote, round_=2) is None
    assert find(database, vote, cards.BUILDING) is None
    assert find(database, replace(vote, name="event")) is None
    assert find(database, replace(vote, number=7)) is None


def test_a_subject_has_a_card_in_each_of_its_chats(database: Database, vote: Subject) -> None:
    made = [
        database.work(partial(cards.add, subject=vote, kind="vote", round_=1, chat=chat)) for chat in (NORTH, SOUTH)
    ]
    kept = [replace(card, new=False) for card in made]
    assert database.read(lambda tx: cards.all_of(tx, vote)) == kept
    assert [find(database, vote, "vote", chat=card.chat) for card in kept] == kept
    assert find(database, vote, "vote", chat=PLUMBERS) is None
    assert find(database, vote, "vote") == kept[-1]


def test_a_card_is_found_by_its_poll(database: Database, vote: Subject) -> None:
    made = database.work(lambda tx: cards.add(tx, vote, "poll", 1, NORTH, MessageId(5)))
    database.work(lambda tx: tx.execute(update(CARD).values(poll_id="5 of Telegram's")))
    kept = replace(made, new=False, poll="5 of Telegram's")
    assert database.read(lambda tx: cards.of_poll(tx, vote.community, "5 of Telegram's")) == kept
    assert database.read(lambda tx: cards.of_poll(tx, vote.community, "6")) is None


def test_another_communitys_card_is_unknown(database: Database, vote: Subject) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    database.work(lambda tx: cards.add(tx, vote, cards.SQUAD, 1, PLUMBERS, MessageId(5)))
    assert database.read(lambda tx: cards.of_message(tx, other, PLUMBERS, MessageId(5))) is None
    twin = replace(vote, community=other)
    assert find(database, twin) is None
    assert database.read(lambda tx: cards.all_of(tx, twin)) == []


@pytest.mark.parametrize(
    ("round_", "message"), [pytest.param(1, 6, id="two cards of a round"), pytest.param(2, 5, id="two of a message")]
)
def test_a_round_has_one_card_in_a_chat_and_a_message_shows_one(
    database: Database, vote: Subject, round_: int, message: int
) -> None:
    database.work(lambda tx: cards.add(tx, vote, cards.SQUAD, 1, PLUMBERS, MessageId(5)))
    with pytest.raises(IntegrityError):
        database.work(lambda tx: cards.add(tx, vote, cards.SQUAD, round_, PLUMBERS, MessageId(message)))


def test_a_retired_card_makes_room_for_the_next(database: Database, vote: Subject) -> None:
    for number in range(1, 4):
        card = database.work(partial(cards.add, subject=vote, kind=cards.SQUAD, round_=1, chat=ChatId(-number)))
        assert find(database, vote) == replace(card, new=False)
        database.work(partial(cards.retire, card=card))
        assert find(database, vote) is None


def test_a_poll_is_waited_for_until_its_id_is_known(database: Database, community: CommunityId) -> None:
    def waits() -> bool:
        return database.read(lambda tx: cards.wait_for_poll(tx, community))

    assert not waits()
    poll = Subject(community, cards.POLL, 1)
    database.work(lambda tx: cards.add(tx, poll, cards.SQUAD, 1, NORTH))
    assert not waits(), "another card of the poll"
    made = database.work(lambda tx: cards.add(tx, poll, cards.QUESTION, 1, NORTH))
    assert waits()
    known = update(CARD).where(CARD.c.id == made.id).values(message_id=5, poll_id="x")
    database.work(lambda tx: tx.execute(known) and None)
    assert not waits()


def test_a_question_becomes_what_it_asked_about(database: Database, community: CommunityId) -> None:
    asked = Subject(community, cards.DRAFT, 1001)
    made = database.work(lambda tx: cards.add(tx, asked, "topic_offer", 1, NORTH, MessageId(5)))
    topic = Subject(community, cards.TOPIC, 3)
    database.work(lambda tx: cards.become(tx, made, topic, "topic", 1))
    assert find(database, topic, "topic") == replace(made, subject=topic, kind="topic", new=False)
