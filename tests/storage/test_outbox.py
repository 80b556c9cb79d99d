"""The outbox: what is owed is sent in order, and a newer card takes the place of an unsent older one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.ids import ChatId, CommunityId, MessageId
from storage import cards, outbox
from storage.cards import Card
from storage.database import Database, Transaction
from storage.outbox import ERROR_LENGTH, Kind, Letter, Owed
from storage.tables import OUTBOX
from tests.storage.makers import DAY, NORTH, NOW, PLUMBERS, SOUTH, a_kept_issue, a_letter, count_rows, together

HERE, THERE = str(NORTH), str(SOUTH)


@pytest.fixture
def card(database: Database, community: CommunityId) -> Card:
    """Return a card that isn't sent yet."""
    return database.work(lambda tx: replace(_a_card(tx, community), new=False))


def _a_card(tx: Transaction, community: CommunityId) -> Card:
    return cards.add(tx, cards.of_issue(a_kept_issue(tx, community)), cards.BUILDING, 1, NORTH)


def say(text: str, chat: ChatId = NORTH) -> Callable[[Transaction], None]:
    return lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter(text), NOW, chat=chat)


def show(card: Card, text: str) -> Callable[[Transaction], None]:
    return lambda tx: outbox.put(tx, Kind.CARD, a_letter(text), NOW, chat=card.chat, card=card)


def owed(database: Database, lane: str = HERE, most: int = 100) -> list[Owed]:
    return database.read(lambda tx: outbox.head(tx, lane, most))


def texts(database: Database, lane: str = HERE) -> list[str]:
    return [one.letter.html for one in owed(database, lane)]


def test_a_lane_keeps_its_order_and_lanes_are_apart(database: Database) -> None:
    for number in range(5):
        database.work(say(f"{number}"))
        database.work(say(f"there {number}", SOUTH))
    assert texts(database) == ["0", "1", "2", "3", "4"]
    assert [one.letter.html for one in owed(database, most=2)] == ["0", "1"]
    assert sorted(database.read(outbox.lanes)) == sorted([HERE, THERE])
    assert database.read(outbox.count_owed) == 10


def test_what_was_sent_is_struck_out_and_nothing_else(database: Database) -> None:
    for text in "abc":
        database.work(say(text))
    second = owed(database)[1]
    for _ in range(2):
        database.work(lambda tx: outbox.sent(tx, second, MessageId(5)))
    assert texts(database) == ["a", "c"]


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param(Letter("<b>漏水</b> 🛠"), id="text"),
        pytest.param(Letter("x", rows=((("领取", "claim:1:1"), ("b", "c")), (("d", "e"),))), id="buttons"),
        pytest.param(Letter("x", wants_reply=True, reply_to=MessageId(3), thread=9), id="a reply in a topic"),
        pytest.param(Letter("x", message=MessageId(3)), id="an edit"),
        pytest.param(Letter("", press="77", alert=True), id="an answer without words"),
    ],
)
def test_a_letter_comes_back_as_it_was(database: Database, letter: Letter) -> None:
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, letter, NOW, chat=NORTH))
    assert [one.letter for one in owed(database)] == [letter]


def test_the_answer_to_a_press_waits_for_no_message(database: Database) -> None:
    database.work(say("a"))
    database.work(lambda tx: outbox.put(tx, Kind.ANSWER, a_letter("taken", press="77"), NOW))
    (one,) = owed(database, "press 77")
    assert (one.kind, one.chat, one.letter.html) == (Kind.ANSWER, None, "taken")
    assert texts(database) == ["a"]


def test_who_puts_something_is_told_which_lanes_to_wake(database: Database, card: Card) -> None:
    def unit(tx: Transaction) -> set[str]:
        say("a", SOUTH)(tx)
        show(card, "b")(tx)
        outbox.put(tx, Kind.ANSWER, a_letter(press="77"), NOW)
        return tx.owed

    assert database.work(unit) == {HERE, THERE, "press 77"}
    assert database.work(lambda tx: (show(card, "newer")(tx), tx.owed)[1]) == {HERE}


def test_a_newer_card_takes_the_place_of_an_unsent_one(database: Database, card: Card) -> None:
    database.work(show(card, "reported"))
    database.work(say("between"))
    for number in range(100):
        database.work(show(card, f"{number}"))
    assert texts(database) == ["99", "between"]
    assert owed(database)[0].version == 101


def test_a_newer_card_that_comes_while_the_older_one_is_sent_is_still_owed(database: Database, card: Card) -> None:
    database.work(show(card, "reported"))
    (under_way,) = owed(database)
    database.work(show(card, "claimed"))
    database.work(lambda tx: outbox.sent(tx, under_way, MessageId(9)))
    (newer,) = owed(database)
    assert (newer.letter.html, newer.card_message) == ("claimed", MessageId(9))
    database.work(lambda tx: outbox.sent(tx, newer, None))
    assert owed(database) == []
    database.work(show(card, "resolved"))
    (third,) = owed(database)
    assert (third.letter.html, third.version, third.card_message) == ("resolved", 1, MessageId(9))


def test_a_card_put_twice_at_once_is_owed_once(database: Database, card: Card) -> None:
    together(database, *(show(card, f"{number}") for number in range(8)))
    assert len(owed(database)) == 1


def test_a_card_whose_message_is_gone_is_a_new_message(database: Database, card: Card) -> None:
    database.work(show(card, "reported"))
    database.work(lambda tx: outbox.sent(tx, owed(database)[0], MessageId(9)))
    database.work(show(card, "claimed"))
    (one,) = owed(database)
    database.work(lambda tx: outbox.forget_message(tx, one))
    assert [(again.letter.html, again.card_message) for again in owed(database)] == [("claimed", None)]


def test_what_is_put_off_stays_first_in_its_lane(database: Database) -> None:
    for text in "abc":
        database.work(say(text))
    later = NOW + timedelta(seconds=7)
    for tries in (1, 2):
        first = owed(database)[0]
        database.work(partial(outbox.put_off, owed=first, until=later, error="Too Many Requests" * ERROR_LENGTH))
        first = owed(database)[0]
        assert (first.letter.html, first.due_at, first.tries) == ("a", later, tries)
    assert texts(database) == ["a", "b", "c"]


def test_what_can_never_be_sent_keeps_its_reason_and_leaves_its_place(database: Database, card: Card) -> None:
    database.work(show(card, "reported"))
    database.work(say("b"))
    first = owed(database)[0]
    database.work(lambda tx: outbox.give_up(tx, first, "bot was blocked by the user"))
    assert texts(database) == ["b"]
    (failed,) = database.read(lambda tx: outbox.failures(tx, 9))
    assert (failed.chat, failed.kind, failed.error) == (NORTH, Kind.CARD, "bot was blocked by the user")
    assert failed.owed_since == NOW
    database.work(show(card, "claimed"))
    assert texts(database) == ["b", "claimed"]


def test_a_newer_card_is_not_given_up_with_the_older_one(database: Database, card: Card) -> None:
    database.work(show(card, "too long"))
    (under_way,) = owed(database)
    database.work(show(card, "short enough"))
    database.work(lambda tx: outbox.give_up(tx, under_way, "message is too long"))
    assert texts(database) == ["short enough"]
    database.work(show(card, "newest"))
    assert texts(database) == ["newest"]


def test_what_was_under_way_is_found_again_with_its_newest_words(database: Database, card: Card) -> None:
    database.work(show(card, "reported"))
    (under_way,) = owed(database)
    database.work(show(card, "claimed"))
    newest = database.read(lambda tx: outbox.newest(tx, under_way))
    assert newest is not None
    assert (newest.letter.html, newest.version) == ("claimed", 2)
    database.work(lambda tx: outbox.sent(tx, newest, MessageId(9)))
    assert database.read(lambda tx: outbox.newest(tx, newest)) is None


def test_failures_are_shown_newest_first_and_forgotten_when_old(database: Database) -> None:
    for number, ago in enumerate((40, 20, 10)):
        when = NOW - ago * DAY
        database.work(partial(outbox.put, kind=Kind.MESSAGE, letter=a_letter(), now=when, chat=PLUMBERS))
        (one,) = owed(database, str(PLUMBERS))
        database.work(partial(outbox.give_up, owed=one, error=f"{number}" * 2 * ERROR_LENGTH))
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter(), NOW - 40 * DAY, chat=NORTH))
    assert [one.error[0] for one in database.read(lambda tx: outbox.failures(tx, 2))] == ["2", "1"]
    assert database.work(lambda tx: outbox.prune(tx, NOW - 30 * DAY)) == 1
    assert [one.error[0] for one in database.read(lambda tx: outbox.failures(tx, 9))] == ["2", "1"]
    assert database.read(outbox.count_owed) == 1
    assert database.read(lambda tx: count_rows(tx, OUTBOX)) == 3
