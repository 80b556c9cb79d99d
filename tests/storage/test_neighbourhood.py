"""Community, buildings, squads, and groups that become supergroups."""

from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.issue import Issue
from bot.domain.listening import Eagerness, Finding, Listening
from bot.domain.neighbourhood import Building
from storage import cards, issues, listening, neighbourhood, offers, outbox, people
from storage.database import Database, Transaction
from storage.offers import KeptOffer
from storage.outbox import Kind
from storage.tables import MEMBERSHIP
from tests.storage.makers import (
    CHEN,
    DAY,
    LIU,
    NORTH,
    NOW,
    OFFICE,
    PLUMBERS,
    SOUTH,
    WANG,
    a_kept_issue,
    a_letter,
    a_squad,
    together,
)
from tests.storage.test_people import an_offer

NEW = ChatId(-1009000000003)


def move(tx: Transaction) -> set[str]:
    neighbourhood.move_chat(tx, NORTH, NEW, NOW)
    return tx.owed


def lane(database: Database, chat: ChatId) -> list[outbox.Owed]:
    return database.read(lambda tx: outbox.head(tx, str(chat), 99))


def test_a_community_keeps_its_id_and_takes_on_what_the_config_says(database: Database) -> None:
    first = database.work(lambda tx: neighbourhood.community(tx, "Ivy Lane", "Asia/Shanghai", "zh"))
    again = database.work(lambda tx: neighbourhood.community(tx, "Ivy Lane", "Europe/London", "en"))
    other = database.work(lambda tx: neighbourhood.community(tx, "Elm Row", "Europe/London", "en"))
    assert first == again != other


def test_buildings_take_on_what_the_config_says(database: Database, community: CommunityId) -> None:
    renamed = [Building("north, No. 1", NORTH, "en"), Building("south", SOUTH, "en")]
    database.work(lambda tx: neighbourhood.keep_buildings(tx, community, renamed))
    assert set(database.read(lambda tx: neighbourhood.buildings_kept(tx, community))) == set(renamed)


@pytest.mark.parametrize(
    "buildings",
    [
        pytest.param([Building("north", NEW, "zh"), Building("south", SOUTH, "en")], id="another chat"),
        pytest.param([Building("south", NORTH, "zh"), Building("north", SOUTH, "en")], id="names swapped"),
    ],
)
def test_a_config_that_gives_a_buildings_name_to_another_chat_is_taken_on(
    database: Database, community: CommunityId, buildings: list[Building]
) -> None:
    database.work(lambda tx: neighbourhood.keep_buildings(tx, community, buildings))
    assert set(buildings) <= set(database.read(lambda tx: neighbourhood.buildings_kept(tx, community)))


def test_a_squad_that_the_config_dropped_is_remembered(database: Database, community: CommunityId) -> None:
    only = a_squad("plumbers", SOUTH)
    database.work(lambda tx: neighbourhood.keep_squads(tx, community, [only], "en"))
    kept = database.read(lambda tx: neighbourhood.squads_kept(tx, community))
    assert [(squad.key, squad.chat) for squad in kept] == [("office", OFFICE), ("plumbers", SOUTH)]


def test_a_strangers_chat_is_greeted_once(database: Database) -> None:
    def greet(tx: Transaction) -> bool:
        return neighbourhood.greet_stranger(tx, ChatId(-900), NOW)

    assert sorted(future.result() for future in together(database, greet, greet, greet)) == [False, False, True]
    assert not database.work(greet)


def test_a_chat_that_has_moved_is_no_stranger(database: Database, community: CommunityId) -> None:
    assert community
    database.work(move)
    assert not database.work(lambda tx: neighbourhood.greet_stranger(tx, NORTH, NOW))


def test_everything_follows_a_group_that_became_a_supergroup(database: Database, community: CommunityId) -> None:
    issue = database.work(partial(a_kept_issue, community=community, message=MessageId(7)))
    elsewhere = database.work(partial(a_kept_issue, community=community, chat=SOUTH, message=MessageId(7)))
    database.work(lambda tx: people.join(tx, NORTH, WANG, NOW))
    assert database.work(move) == set()
    assert database.read(neighbourhood.moved_chats) == {NORTH: NEW}
    buildings = database.read(lambda tx: neighbourhood.buildings_kept(tx, community))
    assert {building.name: building.chat for building in buildings} == {"north": NEW, "south": SOUTH}
    moved = database.read(lambda tx: issues.access(tx, community, issue.number))
    assert moved.chat == NEW
    assert database.read(lambda tx: issues.access(tx, community, elsewhere.number)) == elsewhere
    members = database.read(lambda tx: tx.execute(select(MEMBERSHIP.c.chat_id, MEMBERSHIP.c.person_id)).all())
    assert [tuple(row) for row in members] == [(NEW, WANG)]


def test_what_is_set_for_a_group_follows_it_once(database: Database, community: CommunityId) -> None:
    quiet, normal = Listening(Eagerness.QUIET, NOW), Listening()
    database.work(lambda tx: listening.keep(tx, community, NORTH, quiet))
    finding = Finding(NORTH, MessageId(1), NOW, "report", "ask", None, "灯")
    database.work(lambda tx: listening.add_finding(tx, community, finding, files=False))
    database.work(move)
    assert database.read(lambda tx: listening.settings(tx, community)) == {NEW: quiet}
    database.work(lambda tx: listening.keep(tx, community, NORTH, normal))
    database.work(move)
    assert database.read(lambda tx: listening.find(tx, NEW)) == quiet
    (found,) = database.work(lambda tx: listening.take_findings(tx, [NEW]))
    assert (found.asked, [one.text for one in found.examples]) == (1, ["灯"])


def test_a_squads_chat_moves_too(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: neighbourhood.move_chat(tx, PLUMBERS, NEW, NOW))
    kept = database.read(lambda tx: neighbourhood.squads_kept(tx, community))
    assert {squad.key: squad.chat for squad in kept} == {"plumbers": NEW, "office": OFFICE}


def test_who_is_in_both_groups_is_in_the_new_one_once(database: Database, community: CommunityId) -> None:
    assert community
    for chat, person in ((NORTH, WANG), (NORTH, LIU), (NEW, WANG), (NEW, CHEN)):
        database.work(partial(people.join, chat=chat, person=person, now=NOW))
    database.work(move)
    there = MEMBERSHIP.c.chat_id == NEW
    members = database.read(lambda tx: tx.execute(select(MEMBERSHIP.c.person_id).where(there)).scalars().all())
    assert {PersonId(person) for person in members} == {WANG, LIU, CHEN}


def a_sent_card(tx: Transaction, issue: Issue) -> None:
    card = cards.add(tx, cards.of_issue(issue), cards.BUILDING, 1, issue.chat, MessageId(30))
    outbox.put(tx, Kind.CARD, a_letter("card", reply_to=MessageId(7)), NOW, chat=issue.chat, card=card)


def test_what_is_owed_to_the_old_group_is_owed_to_the_new_one(database: Database, community: CommunityId) -> None:
    issue = database.work(partial(a_kept_issue, community=community))
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter("first"), NOW, chat=NORTH))
    database.work(partial(a_sent_card, issue=issue))
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter("last"), NOW, chat=NORTH))
    assert database.work(move) == {str(NEW)}
    assert lane(database, NORTH) == []
    owed = lane(database, NEW)
    assert [(one.letter.html, one.chat) for one in owed] == [("first", NEW), ("card", NEW), ("last", NEW)]
    # The old group's numbers mean nothing in the new one: the card is a new message, and answers none.
    assert owed[1].card_message is None
    assert owed[1].letter.reply_to is None


def test_an_edit_of_an_old_groups_message_is_not_made_in_the_new_one(database: Database) -> None:
    database.work(lambda tx: outbox.put(tx, Kind.EDIT, a_letter("x", message=MessageId(5)), NOW, chat=NORTH))
    database.work(move)
    assert lane(database, NORTH) == lane(database, NEW) == []
    (failed,) = database.read(lambda tx: outbox.failures(tx, 9))
    assert "supergroup" in failed.error


def test_moving_twice_does_no_harm_and_takes_along_what_came_late(database: Database, community: CommunityId) -> None:
    database.work(move)
    issue = database.work(partial(a_kept_issue, community=community, chat=NEW))
    database.work(partial(a_sent_card, issue=issue))
    (card,) = lane(database, NEW)
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter("late"), NOW, chat=NORTH))
    assert database.work(move) == {str(NEW)}
    assert database.work(move) == set()
    assert lane(database, NORTH) == []
    assert [one.letter.html for one in lane(database, NEW)] == ["card", "late"]
    assert lane(database, NEW)[0].card_message == card.card_message == MessageId(30)
    assert database.read(neighbourhood.moved_chats) == {NORTH: NEW}


def test_two_who_notice_the_move_at_once_agree(database: Database, community: CommunityId) -> None:
    assert community
    assert [future.exception() for future in together(database, *[move] * 6)] == [None] * 6


def test_the_new_groups_messages_are_not_taken_for_the_old_ones(database: Database, community: CommunityId) -> None:
    """A supergroup numbers its messages from the beginning."""
    issue = database.work(partial(a_kept_issue, community=community, message=MessageId(7)))
    old_offer = an_offer(community)
    database.work(lambda tx: offers.add(tx, old_offer))
    database.work(partial(a_sent_card, issue=issue))
    database.work(move)
    assert database.read(lambda tx: issues.of_message(tx, NEW, MessageId(7))) is None
    assert database.read(lambda tx: cards.of_message(tx, community, NEW, MessageId(30))) is None
    assert database.read(lambda tx: offers.find(tx, NEW, old_offer.message)) is None
    database.work(partial(a_kept_issue, community=community, chat=NEW, message=MessageId(7)))
    new_offer = KeptOffer(NEW, old_offer.message, None, community, CHEN, "x", None, None, old_offer.urgency, NOW + DAY)
    database.work(lambda tx: offers.add(tx, new_offer))
    assert database.read(lambda tx: offers.find(tx, NEW, old_offer.message)) == new_offer
