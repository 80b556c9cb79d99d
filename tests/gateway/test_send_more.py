"""What the sender sends besides words: papers that are made when they are sent, polls, links; and cards in a rush."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.ids import ChatId
from bot.gateway.letters import Made
from bot.gateway.send import Sender
from bot.memory import Memory
from bot.playground.world import World
from storage import cards, outbox, people
from storage.cards import Card, Subject
from storage.database import Database
from storage.outbox import LINK, START, Kind, Letter
from storage.tables import CARD
from tests.gateway.conftest import NOW, THREE, WANG, MakeSender, calls, texts
from tests.playground.conftest import png
from tests.storage.makers import a_letter, an_actor

PNG = png(640, 480)
SHEET = {"kind": "sheet", "name": "roster", "rows": [["101"]]}


@pytest.fixture
def card(database: Database, memory: Memory) -> Card:
    """Return a card of a poll in a building's chat, not sent yet."""
    subject = Subject(memory._deps.neighbourhood.community, "poll", 1)
    made = database.work(lambda tx: cards.add(tx, subject, "poll", 1, ChatId(THREE)))
    return Card(made.id, subject, made.kind, made.round, made.chat, None)


def owe(database: Database, kind: Kind, letter: Letter, **given: Any) -> None:
    database.work(lambda tx: outbox.put(tx, kind, letter, NOW, chat=ChatId(THREE), **given))


async def all_sent(sender: Sender) -> None:
    await sender.start()
    await sender.idle()


def kept(database: Database, card: Card) -> Card | None:
    return database.read(lambda tx: cards.find(tx, card.subject, card.kind, card.round))


def last(world: World) -> dict[str, Any]:
    message: dict[str, Any] = world.messages(THREE)[-1]
    return message


# ---- papers ----


@pytest.mark.parametrize("photo", [pytest.param(True, id="a picture"), pytest.param(False, id="a file")])
async def test_a_paper_is_made_outside_of_the_loop_and_sent_with_its_words(
    world: World, database: Database, make_sender: MakeSender, *, photo: bool
) -> None:
    where: list[threading.Thread] = []

    def make(paper: dict[str, Any]) -> Made:
        where.append(threading.current_thread())
        assert paper == SHEET
        return Made('名"册/1.png', PNG, photo=photo)

    asked = world.say(WANG, THREE, "名册")
    letter = a_letter("<b>10</b> 户", paper=SHEET, reply_to=asked, rows=(((("再来"), "again:1"),),))
    owe(database, Kind.PAPER, letter)
    await all_sent(make_sender(make=make))
    message = last(world)
    assert where != [threading.current_thread()]
    assert (message["caption"], message["reply_to_message"]["message_id"]) == ("10 户", asked)
    assert message["reply_markup"]["inline_keyboard"] == [[{"text": "再来", "callback_data": "again:1"}]]
    if photo:
        assert world.files.get(message["photo"][-1]["file_id"]).content == PNG  # type: ignore[union-attr]
    else:
        assert message["document"]["file_name"] == "名_册_1.png"


async def test_a_paper_stands_below_its_card(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    owe(database, Kind.CARD, a_letter("the vote"), card=card)
    owe(database, Kind.PAPER, a_letter("the result", paper=SHEET), card=card)
    await all_sent(make_sender(make=lambda paper: Made(paper["name"], PNG, photo=True)))
    assert last(world)["reply_to_message"]["text"] == "the vote"
    assert kept(database, card) is not None
    assert kept(database, card).message != last(world)["message_id"]  # type: ignore[union-attr]


async def test_what_cannot_be_made_is_given_up_and_the_chat_goes_on(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    def make(paper: dict[str, Any]) -> Made:
        raise ValueError(f"never say {paper['rows']}")

    for kind, letter in ((Kind.PAPER, a_letter("lost", paper=SHEET)), (Kind.MESSAGE, a_letter("last"))):
        owe(database, kind, letter)
    await all_sent(make_sender(make=make))
    assert texts(world, THREE) == ["last"]
    [failed] = database.read(lambda tx: outbox.failures(tx, 9))
    assert failed.kind is Kind.PAPER
    assert failed.error.startswith("ValueError")
    assert "101" not in failed.error


async def test_the_words_of_a_paper_can_be_changed(world: World, database: Database, make_sender: MakeSender) -> None:
    sender = make_sender(make=lambda paper: Made(paper["name"], PNG, photo=True))
    owe(database, Kind.PAPER, a_letter("sure?", paper=SHEET))
    await all_sent(sender)
    owe(database, Kind.EDIT, a_letter("<i>done</i>", message=last(world)["message_id"]))
    await all_sent(sender)
    assert last(world)["caption"] == "done"
    assert database.read(lambda tx: outbox.failures(tx, 9)) == []


# ---- polls ----

POLL = {"question": "门禁?", "options": [{"text": "要"}, {"text": "不要"}], "is_anonymous": False}


async def test_a_poll_is_a_card_that_is_closed_later(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    sender = make_sender()
    owe(database, Kind.POLL, a_letter("", poll=POLL), card=card)
    owe(database, Kind.STOP_POLL, a_letter(""), card=card)
    await all_sent(sender)
    poll = last(world)["poll"]
    assert (poll["question"], poll["is_closed"], poll["is_anonymous"]) == ("门禁?", True, False)
    shown = kept(database, card)
    assert shown is not None
    assert (shown.message, shown.poll) == (last(world)["message_id"], poll["id"])
    assert database.read(lambda tx: cards.of_poll(tx, card.subject.community, poll["id"])) == shown
    owe(database, Kind.STOP_POLL, a_letter(""), card=card)
    await all_sent(sender)
    assert database.read(lambda tx: outbox.failures(tx, 9)) == []


async def test_a_poll_that_was_never_posted_is_not_closed(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    owe(database, Kind.POLL, a_letter("", poll=POLL | {"options": []}), card=card)
    owe(database, Kind.STOP_POLL, a_letter(""), card=card)
    owe(database, Kind.MESSAGE, a_letter("last"))
    await all_sent(make_sender())
    assert texts(world, THREE) == ["last"]
    failed = database.read(lambda tx: outbox.failures(tx, 9))
    assert [one.kind for one in failed] == [Kind.STOP_POLL, Kind.POLL]


# ---- links, and messages that go ----


async def test_buttons_open_addresses_and_the_bots_own_chat(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    rows = ((("日历", "https://example.org/a.ics", LINK),), (("通知我", "notices", START), ("好", "ok:1")))
    owe(database, Kind.MESSAGE, a_letter("hello", rows=rows))
    await all_sent(make_sender())
    assert last(world)["reply_markup"]["inline_keyboard"] == [
        [{"text": "日历", "url": "https://example.org/a.ics"}],
        [
            {"text": "通知我", "url": f"https://t.me/{world.bot.user['username']}?start=notices"},
            {"text": "好", "callback_data": "ok:1"},
        ],
    ]


async def test_a_cards_message_is_deleted_and_deleting_it_again_is_no_failure(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    sender = make_sender()
    owe(database, Kind.CARD, a_letter("asks"), card=card)
    for _ in range(2):
        owe(database, Kind.DELETE, a_letter(""), card=card)
        await all_sent(sender)
    assert texts(world, THREE) == []
    assert len(calls(world, "deleteMessage")) == 2
    assert database.read(lambda tx: outbox.failures(tx, 9)) == []


# ---- cards in a rush ----


async def test_a_card_in_a_rush_rests_between_its_edits_and_holds_up_nobody(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    owe(database, Kind.CARD, a_letter("0"), card=card, rest=timedelta(days=1))
    sender = make_sender(now=lambda: NOW)
    await all_sent(sender)
    assert texts(world, THREE) == ["0"], "a card that isn't there yet doesn't rest"
    shown = kept(database, card)
    assert shown is not None
    for number in range(1, 101):
        owe(database, Kind.CARD, a_letter(f"{number}"), card=shown, rest=timedelta(days=1))
    owe(database, Kind.MESSAGE, a_letter("news"))
    await sender.start()
    await world.until(lambda world: texts(world, THREE) == ["0", "news"])
    await sender.stop()
    await all_sent(make_sender(now=lambda: NOW + timedelta(days=1)))
    assert texts(world, THREE) == ["100", "news"]
    assert len(calls(world, "editMessageText")) == 1
    assert database.read(lambda tx: tx.execute(select(CARD.c.message_id)).scalar_one()) == shown.message


async def test_somebody_who_never_pressed_start_is_not_written_to(database: Database) -> None:
    database.work(lambda tx: people.keep(tx, an_actor()))
    assert database.read(lambda tx: people.started(tx, [an_actor().id])) == {}
    database.work(lambda tx: people.set_started(tx, an_actor().id, started=True))
    assert database.read(lambda tx: people.started(tx, [an_actor().id])) == {an_actor().id: an_actor()}
