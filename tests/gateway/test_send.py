"""The sender on Telegram's good and bad days: each lane in order, again until it is taken or can never be."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.domain.ids import ChatId, CommunityId, MessageId
from bot.gateway.pacing import Pace, Pacing
from bot.memory import Memory
from bot.playground.world import World
from storage import cards, issues, neighbourhood, outbox, people
from storage.cards import Card
from storage.database import Database, Transaction
from storage.outbox import Kind, Owed
from storage.tables import CARD, OUTBOX
from tests.gateway.conftest import (
    CHEN,
    HE,
    MAHJONG,
    MAPLE,
    NOW,
    PROPERTY,
    THREE,
    WANG,
    Hasty,
    Lanes,
    MakeSender,
    Standing,
    calls,
    eventually,
    texts,
)
from tests.storage.makers import a_letter, an_actor, an_issue

Unit = Callable[[Transaction], None]


def say(text: str, chat: int = THREE) -> Unit:
    return lambda tx: outbox.put(tx, Kind.MESSAGE, a_letter(text), NOW, chat=ChatId(chat))


def show(card: Card, text: str) -> Unit:
    return lambda tx: outbox.put(tx, Kind.CARD, a_letter(text), NOW, chat=card.chat, card=card)


def a_card(tx: Transaction, chat: int) -> Card:
    community = neighbourhood.community(tx, "青藤里社区", "Asia/Shanghai", "zh")
    people.keep(tx, an_actor())
    issue = an_issue(CommunityId(community), issues.next_number(tx, community), chat=ChatId(chat), squad="property")
    issues.add(tx, issue)
    made = cards.add(tx, cards.of_issue(issue), cards.BUILDING, 1, ChatId(chat))
    return replace(made, new=False)


@pytest.fixture
def card(database: Database, memory: Memory) -> Card:
    """Return a card in the building's chat, not sent yet."""
    assert memory
    return database.work(partial(a_card, chat=THREE))


def owed(database: Database) -> list[tuple[str, int]]:
    """Return what is owed still: its words, and how often it was tried."""
    rows = database.read(
        lambda tx: tx.execute(
            select(OUTBOX.c.body, OUTBOX.c.tries).where(OUTBOX.c.state == "owed").order_by(OUTBOX.c.id)
        )
    )
    return [(row.body["html"], row.tries) for row in rows]


def shown_as(database: Database, card: Card) -> MessageId | None:
    """Return the message that shows a card."""
    row = database.read(lambda tx: tx.execute(select(CARD.c.message_id).where(CARD.c.id == card.id)).one())
    return None if row.message_id is None else MessageId(row.message_id)


def stands_last(world: World, text: str, chat: int = THREE) -> bool:
    """Tell whether a text is the bot's last in a chat."""
    return texts(world, chat)[-1:] == [text]


async def test_each_chat_gets_its_messages_once_and_in_order(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    chats = [THREE, MAPLE, PROPERTY]
    for number in range(5):
        for chat in chats:
            database.work(say(f"before {number}", chat))
    sender = make_sender()
    await sender.start()
    for number in range(25):
        for chat in chats:
            database.submit(say(f"after {number}", chat))
    wanted = [f"before {number}" for number in range(5)] + [f"after {number}" for number in range(25)]
    await world.until(lambda world: all(len(texts(world, chat)) >= len(wanted) for chat in chats))
    await sender.idle()
    assert {chat: texts(world, chat) for chat in chats} == dict.fromkeys(chats, wanted)
    assert owed(database) == []


async def test_what_is_owed_while_the_lane_ends_is_sent_too(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    make_sender()
    for number in range(60):
        # Each is put just when the one before has been struck out and its lane may be ending.
        database.work(say(f"{number}"))
        await world.until(partial(stands_last, text=f"{number}"))
    assert len(texts(world, THREE)) == 60


async def test_what_a_letter_holds_becomes_telegrams(world: World, database: Database, make_sender: MakeSender) -> None:
    asked = world.say(WANG, THREE, "漏水")
    letter = a_letter(
        "<b>已登记</b> &lt;3", rows=((("领取", "claim:1:1"),), (("x", "y"), ("z", "w"))), reply_to=MessageId(asked)
    )
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, letter, NOW, chat=ChatId(THREE)))
    gone = a_letter("reply", reply_to=MessageId(987_654), wants_reply=True)
    database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, gone, NOW, chat=ChatId(THREE)))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    first, second = world.messages(THREE)[-2:]
    assert first["text"] == "已登记 <3"
    assert first["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert first["reply_to_message"]["message_id"] == asked
    keyboard = first["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in keyboard] == [["领取"], ["x", "z"]]
    # What it answers is gone: it is said all the same.
    assert (second["text"], "reply_to_message" in second) == ("reply", False)


async def test_a_press_is_answered_and_one_that_is_too_old_is_let_go(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    press = world.press_data(WANG, THREE, world.say(WANG, THREE, "x"), "claim:1:1")
    for id_ in (press, "1", press):
        letter = a_letter("已领取", press=id_, alert=True)
        database.work(partial(outbox.put, kind=Kind.ANSWER, letter=letter, now=NOW))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    assert world.answer(press) == {"text": "已领取", "show_alert": True}
    assert owed(database) == []
    assert database.read(lambda tx: outbox.failures(tx, 9)) == []


# ---- bad days ----


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"retry_after": 7}, id="429"),
        pytest.param({"status": 500}, id="500"),
        pytest.param({"status": 502, "times": 4}, id="502 four times"),
        pytest.param({"reset": True}, id="reset"),
        pytest.param({"delay": 0.05}, id="delay"),
        pytest.param({"status": 401}, id="a token that is revoked for a while"),
    ],
)
async def test_after_a_bad_moment_all_arrives_once_and_in_order(
    world: World, database: Database, make_sender: MakeSender, fault: dict[str, int]
) -> None:
    world.faults.add("sendMessage", **fault)  # type: ignore[arg-type]
    for number in range(4):
        database.work(say(f"{number}"))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) == ["0", "1", "2", "3"]
    assert owed(database) == []
    assert database.read(lambda tx: outbox.failures(tx, 9)) == []


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"drop_after": True}, id="dropped"),
        pytest.param({"reset": True, "when": "after"}, id="reset"),
        pytest.param({"status": 500, "when": "after"}, id="500"),
    ],
)
async def test_what_was_taken_without_an_answer_is_sent_again_and_nothing_is_lost(
    world: World, database: Database, make_sender: MakeSender, card: Card, fault: dict[str, bool]
) -> None:
    """At least once: Telegram has no way to ask whether it has a message. A card has its newest message only."""
    database.work(say("0"))
    database.work(show(card, "reported"))
    world.faults.add("sendMessage", times=2, **fault)  # type: ignore[arg-type]
    sender = make_sender()
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) in (["0", "0", "0", "reported"], ["0", "0", "reported", "reported"])
    database.work(show(card, "claimed"))
    await world.until(lambda world: texts(world, THREE)[-1] == "claimed")
    assert len(texts(world, THREE)) == 4


async def test_retry_after_is_obeyed_to_the_second_and_holds_its_own_chat_only(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    world.faults.add("sendMessage", retry_after=3600)
    database.work(say("first"))
    database.work(say("second"))
    sender = make_sender(now=Standing())
    await sender.start()
    await eventually(lambda: _tried(database))
    database.work(say("elsewhere", MAPLE))
    await world.until(lambda world: texts(world, MAPLE) == ["elsewhere"])
    first = database.read(lambda tx: tx.execute(select(OUTBOX).order_by(OUTBOX.c.id).limit(1)).one())
    assert first.due_at == NOW + timedelta(hours=1)
    assert "flood" in first.error.lower()
    await sender.stop()
    assert owed(database) == [("first", 1), ("second", 0)]
    assert texts(world, THREE) == []
    # The next start keeps to it, and an hour later they come in their order.
    late = make_sender(now=Hasty())
    await late.start()
    await late.idle()
    assert texts(world, THREE) == ["first", "second"]


async def _tried(database: Database) -> bool:
    return any(tries for _, tries in owed(database))


async def test_the_pause_grows_to_a_bound_and_is_never_the_same(
    world: World, database: Database, make_sender: MakeSender, memory: Memory
) -> None:
    class Watched(Memory):
        """Notes how long each pause is."""

        pauses: list[float] = []  # noqa: RUF012 (one test's)

        async def put_off(self, owed: Owed, until: datetime, error: str) -> None:
            self.pauses.append((until - clock.now).total_seconds())
            await super().put_off(owed, until, error)

    class Patient(Hasty):
        now = NOW

        def __call__(self) -> datetime:
            self.now = super().__call__()
            return self.now

    clock = Patient()
    world.faults.add("sendMessage", status=500, times=12)
    database.work(say("at last"))
    sender = make_sender(outbox=Watched(memory._database, memory._deps, Standing()), now=clock)
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) == ["at last"]
    assert len(Watched.pauses) == 12
    bounds = [min(300.0, 2.0**tries) for tries in range(12)]
    assert all(bound / 2 <= pause <= bound for pause, bound in zip(Watched.pauses, bounds, strict=True))
    assert len(set(Watched.pauses[-3:])) == 3


async def test_a_blocked_user_is_a_recorded_failure_and_the_others_go_on(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    world.start(WANG)
    world.block(WANG)
    for chat in (WANG, CHEN, -12345, THREE):
        database.work(say("hello", chat))
        database.work(say("again", chat))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) == ["hello", "again"]
    assert owed(database) == []
    failures = database.read(lambda tx: outbox.failures(tx, 99))
    assert {failed.chat for failed in failures} == {WANG, CHEN, -12345}
    assert len(failures) == 6
    said = {failed.chat: failed.error for failed in failures}
    assert "blocked by the user" in said[ChatId(WANG)]
    assert "not found" in said[ChatId(-12345)]


async def test_what_telegram_will_never_take_does_not_hold_up_its_chat(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    for text in ("first", "x" * 5000, "<b>broken", "last"):
        database.work(say(text))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) == ["first", "last"]
    assert len(database.read(lambda tx: outbox.failures(tx, 99))) == 2


# ---- cards ----


async def test_a_card_is_a_message_the_first_time_and_an_edit_from_then_on(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    make_sender()
    for text in ("reported", "claimed", "resolved"):
        database.work(show(card, text))
        await world.until(partial(stands_last, text=text))
    assert texts(world, THREE) == ["resolved"]
    assert (len(calls(world, "sendMessage")), len(calls(world, "editMessageText"))) == (1, 2)


def picture(card: Card, file: str, *, document: bool = False) -> Unit:
    letter = a_letter("📷 #1", file=file, document=document)
    return lambda tx: outbox.put(tx, Kind.PHOTO, letter, NOW, chat=card.chat, card=card)


async def test_a_picture_answers_its_card_even_if_both_were_owed_at_once(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    said = world.messages(THREE)
    photo = world.say(WANG, THREE, "", photo=b"a picture")
    file = world.chats[THREE].messages[photo]["photo"][-1]["file_id"]
    database.work(show(card, "first"))
    database.work(picture(card, file))
    database.work(picture(card, file))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    database.work(show(card, "second"))
    await world.until(lambda world: texts_of(world)[:1] == ["second"])
    await sender.idle()
    shown, *pictures = world.messages(THREE)[len(said) + 1 :]
    assert shown_as(database, card) == shown["message_id"], "a picture is not the card"
    assert [one["caption"] for one in pictures] == ["📷 #1"] * 2
    assert {one["reply_to_message"]["message_id"] for one in pictures} == {shown["message_id"]}
    assert owed(database) == []


def texts_of(world: World) -> list[str]:
    """Return the bot's texts in a building's chat; pictures have none."""
    messages = (message for message in world.messages(THREE) if message["from"]["id"] == world.bot.id)
    return [message["text"] for message in messages if "text" in message]


async def test_a_picture_that_came_as_a_file_goes_as_one_and_a_lost_one_is_given_up(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    sent = world.say(WANG, THREE, "", document=("door.png", b"a picture"))
    file = world.chats[THREE].messages[sent]["document"]["file_id"]
    for unit in (picture(card, "gone"), picture(card, file), picture(card, file, document=True), say("last")):
        database.work(unit)
    sender = make_sender()
    await sender.start()
    await sender.idle()
    document, last = world.messages(THREE)[-2:]
    assert document["document"]["file_id"] == file
    assert "reply_to_message" not in document, "its card isn't there yet"
    assert last["text"] == "last"
    failed = database.read(lambda tx: outbox.failures(tx, 9))
    assert [one.kind for one in failed] == [Kind.PHOTO] * 2
    assert "document as photo" in failed[0].error


async def test_a_card_that_is_so_already_is_done(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    sender = make_sender()
    for _ in range(3):
        database.work(show(card, "reported"))
        await sender.start()
        await sender.idle()
    assert [call.status for call in calls(world, "editMessageText")] == [400, 400]
    assert texts(world, THREE) == ["reported"]
    assert owed(database) == []
    assert database.read(lambda tx: outbox.failures(tx, 9)) == []


async def test_a_card_that_somebody_deleted_is_sent_anew(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    sender = make_sender()
    database.work(show(card, "reported"))
    await sender.start()
    await sender.idle()
    old = shown_as(database, card)
    world.delete(1002, THREE, old or 0)
    database.work(show(card, "claimed"))
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) == ["claimed"]
    assert shown_as(database, card) not in (None, old)
    database.work(show(card, "resolved"))
    await sender.start()
    await sender.idle()
    assert texts(world, THREE) == ["resolved"]


async def test_an_edit_of_a_message_that_is_gone_is_a_recorded_failure(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    letter = a_letter("x", message=MessageId(987_654))
    database.work(lambda tx: outbox.put(tx, Kind.EDIT, letter, NOW, chat=ChatId(THREE)))
    sender = make_sender()
    await sender.start()
    await sender.idle()
    (failed,) = database.read(lambda tx: outbox.failures(tx, 9))
    assert "not found" in failed.error
    assert texts(world, THREE) == []


async def test_many_states_while_one_is_under_way_cost_one_edit(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    world.faults.add("sendMessage", delay=0.3)
    sender = make_sender()
    database.work(show(card, "0"))
    await world.until(lambda world: bool(calls(world, "sendMessage")))
    for number in range(1, 51):
        database.work(show(card, f"{number}"))
    await world.until(lambda world: texts(world, THREE) == ["50"])
    await sender.idle()
    assert len(calls(world, "sendMessage")) == 1
    assert len(calls(world, "editMessageText")) == 1


async def test_a_card_that_waits_for_its_turn_goes_out_in_its_newest_state(
    world: World, database: Database, make_sender: MakeSender, card: Card
) -> None:
    class Clock:
        now = 100.0
        looks = 0

        def __call__(self) -> float:
            self.looks += 1
            return self.now

    clock = Clock()
    sender = make_sender(pacing=Pacing(Pace(per_second=30, chat_per_second=1e6, group_per_minute=1e6), clock))
    database.work(say("takes the turn"))
    database.work(show(card, "0"))
    await world.until(lambda world: bool(texts(world, THREE)))
    looks = clock.looks
    await eventually(partial(_more_than, lambda: clock.looks, looks + 5))
    for number in range(1, 51):
        database.work(show(card, f"{number}"))
    looks = clock.looks
    await eventually(partial(_more_than, lambda: clock.looks, looks + 5))
    assert texts(world, THREE) == ["takes the turn"]
    clock.now += 1
    await sender.idle()
    assert texts(world, THREE) == ["takes the turn", "50"]
    assert len(calls(world, "sendMessage")) == 2
    assert calls(world, "editMessageText") == []


async def _more_than(look: Callable[[], int], number: int) -> bool:
    await asyncio.sleep(0.001)
    return look() > number


# ---- groups that become supergroups ----


async def test_a_group_that_became_a_supergroup_is_followed(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    sender = make_sender()
    card = database.work(partial(a_card, chat=MAHJONG))
    database.work(show(card, "reported"))
    await world.until(lambda world: texts(world, MAHJONG) == ["reported"])
    await sender.idle()
    new = world.migrate(MAHJONG)
    database.work(say("after the move", MAHJONG))
    database.work(lambda tx: outbox.put(tx, Kind.CARD, a_letter("claimed"), NOW, chat=ChatId(MAHJONG), card=card))
    await world.until(lambda world: texts(world, new) == ["after the move", "claimed"])
    await sender.idle()
    assert database.read(neighbourhood.moved_chats) == {MAHJONG: new}
    assert shown_as(database, card) == world.messages(new)[-1]["message_id"]


async def test_what_is_written_to_a_group_after_it_was_followed_follows_too(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    new = world.migrate(MAHJONG)
    database.work(lambda tx: neighbourhood.move_chat(tx, ChatId(MAHJONG), ChatId(new), NOW))
    sender = make_sender()
    database.work(say("late", MAHJONG))
    await world.until(lambda world: texts(world, new) == ["late"])
    await sender.idle()
    assert len(calls(world, "sendMessage")) == 2


# ---- stopping ----


async def test_stopping_finishes_what_is_under_way_and_leaves_the_rest(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    world.faults.add("sendMessage", delay=0.2)
    sender = make_sender()
    for number in range(3):
        database.work(say(f"{number}"))
    await world.until(lambda world: bool(calls(world, "sendMessage")))
    await sender.stop()
    assert texts(world, THREE) == ["0"]
    assert owed(database) == [("1", 0), ("2", 0)]
    sender.wake({f"{THREE}"})
    await sender.idle()
    assert texts(world, THREE) == ["0"]
    again = make_sender()
    await again.start()
    await again.idle()
    assert texts(world, THREE) == ["0", "1", "2"]


async def test_stopping_does_not_wait_for_a_telegram_that_does_not_answer(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    world.faults.add("sendMessage", delay=0.5)
    sender = make_sender()
    database.work(say("0"))
    await world.until(lambda world: bool(calls(world, "sendMessage")))
    await sender.stop(patience=0.01)
    assert owed(database) == [("0", 0)]


async def test_stopping_does_not_wait_for_a_pause_to_pass(
    world: World, database: Database, make_sender: MakeSender
) -> None:
    world.faults.add("sendMessage", retry_after=3600)
    sender = make_sender(now=Standing())
    database.work(say("0"))
    await eventually(lambda: _tried(database))
    await sender.stop(patience=3600)
    assert owed(database) == [("0", 1)]


# ---- the database's bad days ----


async def test_a_bad_moment_of_the_database_does_not_silence_a_chat(
    world: World, database: Database, make_sender: MakeSender, memory: Memory
) -> None:
    class Flaky(Memory):
        """Fails the first time it is asked for a lane's requests, as a locked database does."""

        asked = 0

        async def head(self, lane: str, most: int) -> list[Owed]:
            self.asked += 1
            if self.asked == 1:
                raise OperationalError("SELECT", {}, Exception("database is locked"))
            return await super().head(lane, most)

    make_sender(outbox=Flaky(memory._database, memory._deps, Standing()))
    database.work(say("0"))
    await world.until(lambda world: texts(world, THREE) == ["0"])


async def test_people_may_answer_before_the_bot_knows_its_messages_number(
    world: World, database: Database, make_sender: MakeSender, card: Card, lanes: Lanes
) -> None:
    assert lanes
    world.faults.add("sendMessage", delay=0.1, when="after")
    sender = make_sender()
    database.work(show(card, "reported"))
    await world.until(lambda world: texts(world, THREE) == ["reported"])
    assert shown_as(database, card) is None
    await sender.recorded(THREE)
    assert shown_as(database, card) == world.messages(THREE)[-1]["message_id"]
    await sender.recorded(THREE)
    await sender.recorded(HE)
