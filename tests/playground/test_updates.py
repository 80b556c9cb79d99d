"""The bot learns what Telegram would tell it: which kinds, once confirmed never again, one asker at a time."""

import asyncio
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, TelegramError

from bot.playground.errors import NotPossible
from bot.playground.updates import Updates
from bot.playground.world import World
from tests.playground.conftest import CHEN, FIVE, HE, LEI, LIU, MAHJONG, MEI, PROPERTY, THREE, WANG, Ask, Clock, png

ALL = ["message", "edited_message", "callback_query", "poll", "poll_answer", "chat_member", "my_chat_member"]
ALL.append("message_reaction")


async def updates(ask: Ask, **params: Any) -> list[dict[str, Any]]:
    status, answer = await ask("getUpdates", **params)
    assert status == 200, answer
    result: list[dict[str, Any]] = answer["result"]
    return result


def kinds(found: list[dict[str, Any]]) -> list[str]:
    return [next(kind for kind in update if kind != "update_id") for update in found]


async def test_unconfirmed_updates_come_again_and_confirmed_ones_never(ask: Ask, world: World) -> None:
    for text in "abc":
        world.say(WANG, THREE, text)
    first = await updates(ask, limit=2)
    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert await updates(ask, limit=2) == first
    rest = await updates(ask, offset=first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["c"]
    assert [update["update_id"] for update in await updates(ask, offset=1)] == [rest[0]["update_id"]]


async def test_a_negative_offset_keeps_the_last(ask: Ask, world: World) -> None:
    for text in "abc":
        world.say(WANG, THREE, text)
    assert [update["message"]["text"] for update in await updates(ask, offset=-1)] == ["c"]
    assert len(await updates(ask)) == 1


async def test_long_polling_ends_with_the_first_update(ask: Ask, world: World) -> None:
    waiting = asyncio.create_task(updates(ask, timeout=30))
    await world.until(lambda world: world.calls)
    world.say(WANG, THREE, "a")
    assert kinds(await waiting) == ["message"]


async def test_a_second_asker_ends_the_first(bot: Bot, ask: Ask, world: World) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await world.until(lambda world: [call for call in world.calls if call.method == "getUpdates"])
    second = asyncio.create_task(updates(ask, timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    world.say(WANG, THREE, "a")
    assert kinds(await second) == ["message"]


async def test_only_what_was_asked_for_is_kept(ask: Ask, world: World) -> None:
    await updates(ask, allowed_updates=["message"])
    spoken = world.say(WANG, THREE, "a")
    world.edit(WANG, THREE, spoken, "b")
    world.react(WANG, THREE, spoken, "👍")
    assert kinds(await updates(ask)) == ["message"]
    await updates(ask, offset=10**12, allowed_updates=ALL)
    world.edit(WANG, THREE, spoken, "c")
    world.react(WANG, THREE, spoken, "")
    assert kinds(await updates(ask)) == ["edited_message", "message_reaction"]


async def test_an_empty_list_means_all_that_need_not_be_named(ask: Ask, world: World) -> None:
    await updates(ask, allowed_updates=[])
    spoken = world.say(WANG, THREE, "a")
    world.react(WANG, THREE, spoken, "👍")
    world.join(LIU, THREE)
    world.set_rights(world.bot.id, THREE, "member")
    assert kinds(await updates(ask)) == ["message", "message", "my_chat_member"]
    assert (await updates(ask))[1]["message"]["new_chat_members"][0]["id"] == LIU


async def test_an_album_stands_where_its_sender_is(world: World) -> None:
    topic = next(iter(world.chats[FIVE].topics))
    asked = world.say(MEI, FIVE, "什么样的？", thread=topic)
    album = world.album(MEI, FIVE, [png(), png()], reply_to=asked, thread=topic)
    for number in album:
        message = world.chats[FIVE].messages[number]
        assert (message["message_thread_id"], message["reply_to_message"]["message_id"]) == (topic, asked)


async def test_what_people_do_becomes_updates(bot: Bot, world: World) -> None:
    said = world.say(WANG, THREE, "电梯 @wang_ayi")
    world.say(CHEN, THREE, "我也是", reply_to=said)
    world.edit(WANG, THREE, said, "电梯坏了")
    world.album(WANG, THREE, [png(), png(10, 10)], "看")
    world.say(WANG, THREE, "图", photo=png())
    world.say(WANG, THREE, "", document=("a.txt", b"x"))
    world.leave(CHEN, THREE)
    found = await bot.get_updates()
    messages = [update.message for update in found if update.message]
    assert messages[0].entities[0].type == "mention"
    assert messages[1].reply_to_message is not None
    assert messages[1].message_thread_id == said
    assert found[2].edited_message is not None
    assert (found[2].edited_message.text, found[2].edited_message.entities) == ("电梯坏了", ())
    assert messages[2].media_group_id == messages[3].media_group_id
    assert (messages[2].caption, messages[3].caption) == ("看", None)
    assert messages[4].photo[-1].width == 640
    assert messages[5].document is not None
    assert messages[5].document.file_name == "a.txt"
    assert messages[6].left_chat_member is not None
    member = found[-2].chat_member
    assert member is not None
    assert (member.old_chat_member.status, member.new_chat_member.status) == ("member", "left")


async def test_reactions(bot: Bot, world: World) -> None:
    said = world.say(WANG, THREE, "a")
    world.react(CHEN, THREE, said, "👍")
    world.react(CHEN, THREE, said, "🔥")
    world.react(CHEN, THREE, said, "")
    changes = [update.message_reaction for update in await bot.get_updates(offset=-3)]
    told = [([r.to_dict() for r in c.old_reaction], [r.to_dict() for r in c.new_reaction]) for c in changes if c]
    up, fire = {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "🔥"}
    assert told == [([], [up]), ([up], [fire]), ([fire], [])]


async def test_a_press_and_its_answer(bot: Bot, world: World, clock: Clock) -> None:
    keyboard = {
        "inline_keyboard": [[{"text": "接单", "callback_data": "claim:12"}, {"text": "详情", "url": "https://e.org"}]]
    }
    card = await bot.send_message(PROPERTY, "#12", reply_markup=keyboard)  # type: ignore[arg-type]
    pressed = world.press(LIU, PROPERTY, card.message_id, "接")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id, query.message) == (pressed, "claim:12", LIU, card)
    assert world.answer(pressed) is None
    with pytest.raises(BadRequest, match="Message_too_long"):
        await query.answer("x" * 201)
    await query.answer("好", show_alert=True)
    assert world.answer(pressed) == {"text": "好", "show_alert": True}
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer()
    late = world.press(LIU, PROPERTY, card.message_id, "接单")
    clock.now += 151
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late)
    for button in ("详情", "没有"):
        with pytest.raises(NotPossible):
            world.press(LIU, PROPERTY, card.message_id, button)


async def test_a_button_of_a_message_that_is_gone(bot: Bot, world: World) -> None:
    card = await bot.send_message(PROPERTY, "#12")
    await card.delete()
    world.press_data(LIU, PROPERTY, card.message_id, "claim:12")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


async def test_start_block_and_unblock(bot: Bot, world: World) -> None:
    with pytest.raises(NotPossible):
        world.say(WANG, WANG, "你好")
    world.start(WANG, "issue-12")
    world.block(WANG)
    world.unblock(WANG)
    world.say(WANG, world.private(WANG), "你好")
    found = await bot.get_updates()
    assert [update.message.text for update in found if update.message] == ["/start issue-12", "你好"]
    assert [update.my_chat_member.new_chat_member.status for update in found if update.my_chat_member] == [
        "kicked",
        "member",
    ]


async def test_the_bot_is_added_promoted_and_removed(bot: Bot, world: World) -> None:
    world.leave(world.bot.id, MAHJONG)
    world.say(WANG, MAHJONG, "没人听")
    world.join(world.bot.id, MAHJONG)
    world.set_rights(world.bot.id, MAHJONG, "administrator")
    found = await bot.get_updates()
    changes = [update.my_chat_member for update in found if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member", "administrator"]
    assert [update.message.new_chat_members for update in found if update.message] == [(await bot.get_me(),)]


async def test_leaving(bot: Bot, world: World) -> None:
    assert await bot.leave_chat(MAHJONG)
    assert not world.chats[MAHJONG].has(world.bot.id)
    with pytest.raises(BadRequest):
        await bot.leave_chat(MAHJONG + 5)


async def test_migration(bot: Bot, ask: Ask, world: World) -> None:
    new = world.migrate(MAHJONG)
    found = [update.message for update in await bot.get_updates() if update.message]
    assert [(message.chat.id, message.migrate_to_chat_id, message.migrate_from_chat_id) for message in found] == [
        (MAHJONG, new, None),
        (new, None, MAHJONG),
    ]
    status, answer = await ask("sendMessage", chat_id=MAHJONG, text="x")
    assert status == 400
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    assert (await bot.send_message(new, "x")).chat.type == "supergroup"
    for chat in (MAHJONG, new):
        with pytest.raises(NotPossible):
            world.migrate(chat)


async def test_topics_mark_their_messages(bot: Bot, world: World) -> None:
    thread = next(iter(world.chats[FIVE].topics))
    world.say(HE, FIVE, "停水", thread=thread)
    said = world.say(HE, FIVE, "再说一次", thread=thread)
    world.say(HE, FIVE, "答", reply_to=said)
    world.say(HE, FIVE, "总")
    found = [update.message for update in await bot.get_updates() if update.message]
    assert [message.is_topic_message for message in found] == [True, True, True, None]
    replies = [message.reply_to_message for message in found]
    assert replies[0] is not None
    assert replies[0].forum_topic_created is not None
    assert replies[2] is not None
    assert replies[2].text == "再说一次"
    with pytest.raises(NotPossible):
        world.say(HE, FIVE, "x", thread=99)


PRIVACY = [
    pytest.param("三缺一", False, id="plain talk"),
    pytest.param("@PavilionDemoBot 在吗", False, id="a mention"),
    pytest.param("/help", False, id="a bare command before it spoke"),
    pytest.param("/help@PavilionDemoBot", True, id="a command meant for it"),
    pytest.param("/help@OtherBot", False, id="another bot's command"),
]


@pytest.mark.parametrize(("text", "seen"), PRIVACY)
def test_privacy_mode(world: World, text: str, seen: bool) -> None:  # noqa: FBT001 - a table
    world.privacy = True
    world.say(CHEN, MAHJONG, text)
    assert bool(world.updates.pending) is seen


async def test_privacy_mode_lets_through(bot: Bot, world: World) -> None:
    world.privacy = True
    assert not (await bot.get_me()).can_read_all_group_messages
    spoken = await bot.send_message(MAHJONG, "x")
    world.say(CHEN, MAHJONG, "答", reply_to=spoken.message_id)
    world.say(CHEN, MAHJONG, "/help")
    world.say(CHEN, MAHJONG, "不听")
    world.say(CHEN, THREE, "管理员都听")
    world.leave(LEI, MAHJONG)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["答", "/help", "管理员都听", None]


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 500}, {"timeout": 0.0}, {"offset": ""}])
async def test_odd_numbers_are_forgiven(ask: Ask, world: World, asked: dict[str, Any]) -> None:
    world.on_answer = None  # they are not what the specification says
    world.say(WANG, THREE, "a")
    assert kinds(await updates(ask, **asked)) == ["message"]


@pytest.mark.parametrize(
    "asked", [{"offset": "x"}, {"timeout": "x"}, {"allowed_updates": "{"}, {"allowed_updates": 3}, {"limit": True}]
)
async def test_wrong_types_are_not(ask: Ask, asked: dict[str, Any]) -> None:
    assert (await ask("getUpdates", **asked))[0] == 400


def test_the_queue_is_bounded() -> None:
    queue = Updates(keep=3)
    for _ in range(5):
        queue.put("message", {})
    assert (len(queue.pending), queue.dropped, queue.pending[0][0]) == (3, 2, queue.last_id - 2)


async def test_the_chats_memory_is_bounded(clock: Clock) -> None:
    world = World.load(clock=clock, keep_messages=3)
    numbers = [world.say(WANG, THREE, "x") for _ in range(5)]
    assert [message["message_id"] for message in world.messages(THREE)] == numbers[2:]


async def test_waiting_tells_what_was_there(world: World) -> None:
    world.say(WANG, THREE, "电梯坏了")
    with pytest.raises(TimeoutError, match="王阿姨: 电梯坏了"):
        await world.until(lambda _: False, timeout=0.01)


async def test_set_and_get_commands(bot: Bot) -> None:
    assert await bot.set_my_commands([("help", "帮助"), ("report", "报修")])
    assert [command.command for command in await bot.get_my_commands()] == ["help", "report"]
    assert await bot.get_my_commands(language_code="en") == ()
    assert await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Hilfe!", "x")])
    with pytest.raises(BadRequest, match="Bot_command_description_invalid"):
        await bot.set_my_commands([("help", " ")])
    with pytest.raises(TelegramError):
        await bot.set_my_commands([("a", "x")] * 101)


async def test_chats_and_members(bot: Bot, world: World) -> None:
    assert (await bot.get_chat(THREE)).title == "3号楼邻里群"
    assert (await bot.get_chat(FIVE)).is_forum
    assert (await bot.get_chat_member(THREE, world.bot.id)).status == "administrator"
    assert (await bot.get_chat_member(THREE, LEI)).status == "creator"
    assert (await bot.get_chat_member(THREE, WANG)).status == "member"
    assert (await bot.get_chat_member(THREE, LIU)).status == "left"
    world.set_rights(WANG, THREE, "restricted")
    world.set_rights(CHEN, THREE, "kicked")
    assert (await bot.get_chat_member(THREE, WANG)).status == "restricted"
    assert (await bot.get_chat_member(THREE, CHEN)).status == "kicked"
    assert {member.user.id for member in await bot.get_chat_administrators(THREE)} == {LEI, world.bot.id}
    assert await bot.get_chat_member_count(THREE) == 4
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(THREE, 99)
    for nowhere in (99, WANG):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.get_chat(nowhere)
    world.start(WANG)
    assert (await bot.get_chat(WANG)).username == "wang_ayi"
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(WANG)


@pytest.mark.parametrize(
    ("doing", "words"),
    [
        pytest.param(lambda world: world.say(99, THREE, "x"), "not in the chat", id="nobody"),
        pytest.param(lambda world: world.say(WANG, PROPERTY, "x"), "not in the chat", id="another's chat"),
        pytest.param(lambda world: world.say(WANG, 99, "x"), "no chat", id="no chat"),
        pytest.param(lambda world: world.say(WANG, THREE, " "), "nothing to send", id="blank"),
        pytest.param(lambda world: world.say(WANG, THREE, "x" * 4097), "longer than 4096", id="too long"),
        pytest.param(lambda world: world.say(WANG, THREE, "x", reply_to=99), "no message 99", id="reply to nothing"),
        pytest.param(lambda world: world.album(WANG, THREE, [b"x"]), "two to ten", id="album of one"),
        pytest.param(lambda world: world.edit(CHEN, THREE, 2, "x"), "one's own", id="another's message edited"),
        pytest.param(lambda world: world.delete(CHEN, THREE, 2), "Only admins", id="another's message deleted"),
        pytest.param(lambda world: world.choose(CHEN, THREE, 2, [0]), "no poll", id="vote in no poll"),
        pytest.param(lambda world: world.set_rights(CHEN, THREE, "king"), "no status", id="unknown status"),
        pytest.param(lambda world: world.join(CHEN, WANG), "not a group", id="join a private chat"),
    ],
)
def test_what_an_app_does_not_let_people_do(world: World, doing: Any, words: str) -> None:
    world.say(WANG, THREE, "x")
    with pytest.raises(NotPossible, match=words):
        doing(world)
