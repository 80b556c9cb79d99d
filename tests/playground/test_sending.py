"""The bot sends, edits and deletes; wrong requests are refused in Telegram's words."""

from typing import Any

import httpx
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto, LinkPreviewOptions, Message, ReactionTypeEmoji
from telegram.error import BadRequest, Forbidden

from bot.playground.world import World
from tests.playground.conftest import CHEN, FIVE, MAHJONG, PROPERTY, THREE, WANG, Ask, png

BUTTON = {"text": "接单", "callback_data": "claim:12"}


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_four_ways_to_ask(people: httpx.AsyncClient, world: World) -> None:
    url = f"/bot{world.token}/sendMessage"
    given = {"chat_id": str(THREE), "text": "好 & <b>"}
    answers = [
        await people.get(url, params=given),
        await people.post(url, json=given),
        await people.post(url, data=given),
        await people.post(url, files={name: (None, value) for name, value in given.items()}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["好 & <b>"] * 4


async def test_a_message_never_tells_the_bot_its_force_reply(ask: Ask, world: World) -> None:
    asked = {"force_reply": True, "selective": True}
    _, sent = await ask("sendMessage", chat_id=THREE, text="哪里还没好？", reply_markup=asked)
    world.say(WANG, THREE, "门", reply_to=sent["result"]["message_id"])
    _, found = await ask("getUpdates")
    assert "reply_markup" not in sent["result"]
    assert "reply_markup" not in found["result"][0]["message"]["reply_to_message"]


async def test_methods_are_found_whatever_their_letters(ask: Ask) -> None:
    assert (await ask("GETME"))[0] == 200


async def test_an_unknown_method_and_a_wrong_token(people: httpx.AsyncClient, ask: Ask, world: World) -> None:
    assert await ask("sendStory") == (404, {"ok": False, "error_code": 404, "description": "Not Found"})
    assert world.calls[-1].status == 404
    wrong = await people.get("/bot1234567:wrong/getMe")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")


REFUSED = [
    pytest.param({"chat_id": THREE}, "message text is empty", id="no text"),
    pytest.param({"chat_id": THREE, "text": " \n"}, "message text is empty", id="blank"),
    pytest.param({"chat_id": THREE, "text": "x" * 4097}, "message is too long", id="4097 characters"),
    pytest.param({"chat_id": THREE, "text": "😀" * 2049}, "message is too long", id="4098 UTF-16 units"),
    pytest.param({"text": "x"}, "chat_id is empty", id="no chat"),
    pytest.param({"chat_id": -5, "text": "x"}, "chat not found", id="unknown chat"),
    pytest.param({"chat_id": "@nobody", "text": "x"}, "chat not found", id="unknown name"),
    pytest.param({"chat_id": THREE, "text": "x", "parse_mode": "wiki"}, "unsupported parse_mode", id="parse mode"),
    pytest.param(
        {"chat_id": THREE, "text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        id="markup",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
        id="reply to nothing",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "entities": [{"type": "bold", "offset": "0", "length": 1}]},
        "can't parse entities: offset and length must be Integers",
        id="entities",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "entities": [7]},
        "can't parse entities: expected an Object with a type",
        id="no entity",
    ),
    pytest.param({"chat_id": THREE, "text": "x", "message_thread_id": 2}, "message thread not found", id="no forum"),
    pytest.param({"chat_id": FIVE, "text": "x", "message_thread_id": 99}, "message thread not found", id="no topic"),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": keyboard({"text": "x"})},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        id="a button that does nothing",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": keyboard(BUTTON | {"url": "https://e.org"})},
        "BUTTON_TYPE_INVALID",
        id="a button that does two things",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": keyboard({"text": "x", "callback_data": "单" * 22})},
        "BUTTON_DATA_INVALID",
        id="66 bytes of data",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": keyboard({"text": "x", "callback_data": ""})},
        "BUTTON_DATA_INVALID",
        id="no data",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": keyboard({"text": "", "callback_data": "x"})},
        'can\'t parse inline keyboard button: Field "text" must be a non-empty String',
        id="a button without text",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": {"inline_keyboard": [[BUTTON]] * 101}},
        "REPLY_MARKUP_TOO_LONG",
        id="101 buttons",
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": "[1"}, "can't parse reply_markup JSON object", id="no JSON"
    ),
    pytest.param(
        {"chat_id": THREE, "text": "x", "reply_markup": "7"}, "object expected as reply markup", id="no object"
    ),
]


@pytest.mark.parametrize(("params", "description"), REFUSED)
async def test_refused(ask: Ask, params: dict[str, Any], description: str) -> None:
    status, answer = await ask("sendMessage", **params)
    assert (status, answer["description"]) == (400, f"Bad Request: {description}")


async def test_length_counts_after_the_markup(ask: Ask) -> None:
    status, answer = await ask("sendMessage", chat_id=THREE, text=f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")
    assert status == 200
    assert answer["result"]["text"] == "&" * 4096


async def test_entities_given_by_the_bot(ask: Ask) -> None:
    given = [{"type": "bold", "offset": 0, "length": 4}]
    answer = (await ask("sendMessage", chat_id=THREE, text="  电梯 ", entities=given))[1]
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_sixty_four_bytes_fit(ask: Ask) -> None:
    button = {"text": "x", "callback_data": "单" * 21 + "x"}
    assert (await ask("sendMessage", chat_id=THREE, text="x", reply_markup=keyboard(button)))[0] == 200


async def test_a_private_chat_opens_by_start_and_closes_by_block(bot: Bot, world: World) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(WANG, "x")
    world.start(WANG)
    assert (await bot.send_message(WANG, "x")).chat.first_name == "王阿姨"
    world.block(WANG)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(WANG, "x")
    world.start(WANG)
    await bot.send_message(WANG, "x")


@pytest.mark.parametrize(
    ("chat", "status", "error", "words"),
    [
        pytest.param(PROPERTY, "kicked", Forbidden, "bot was kicked from the supergroup chat", id="kicked"),
        pytest.param(MAHJONG, "kicked", Forbidden, "bot was kicked from the group chat", id="kicked from a group"),
        pytest.param(PROPERTY, "left", Forbidden, "bot is not a member of the supergroup chat", id="left"),
        pytest.param(PROPERTY, "restricted", BadRequest, "Not enough rights to send text messages", id="restricted"),
    ],
)
async def test_no_right_to_send(
    bot: Bot, world: World, chat: int, status: str, error: type[Exception], words: str
) -> None:
    world.set_rights(world.bot.id, chat, status)
    with pytest.raises(error, match=words):
        await bot.send_message(chat, "x")


async def test_a_reply_in_a_supergroup_carries_what_it_answers(bot: Bot, world: World) -> None:
    asked = world.say(WANG, THREE, "电梯坏了")
    sent = await bot.send_message(THREE, "#12", reply_to_message_id=asked)
    assert sent.reply_to_message is not None
    assert (sent.reply_to_message.text, sent.message_thread_id, sent.is_topic_message) == ("电梯坏了", asked, None)
    again = await bot.send_message(THREE, "#13", reply_to_message_id=sent.message_id)
    assert again.reply_to_message is not None
    assert again.reply_to_message.reply_to_message is None
    lost = await bot.send_message(THREE, "x", reply_to_message_id=99, allow_sending_without_reply=True)
    assert lost.reply_to_message is None


async def test_topics(bot: Bot, world: World) -> None:
    thread = next(iter(world.chats[FIVE].topics))
    sent = await bot.send_message(FIVE, "x", message_thread_id=thread)
    assert (sent.message_thread_id, sent.is_topic_message) == (thread, True)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.forum_topic_created is not None
    general = await bot.send_message(FIVE, "x")
    assert (general.message_thread_id, general.is_topic_message) == (None, None)
    topic = await bot.create_forum_topic(FIVE, "停水")
    assert (await bot.send_message(FIVE, "x", message_thread_id=topic.message_thread_id)).is_topic_message


async def test_an_edit_and_what_it_takes_away(bot: Bot, world: World) -> None:
    sent = await bot.send_message(THREE, "x", reply_markup=keyboard(BUTTON))  # type: ignore[arg-type]
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply markup"):
        await sent.edit_text("x", reply_markup=sent.reply_markup)
    edited = await sent.edit_text("x")
    assert isinstance(edited, Message)
    assert (edited.reply_markup, edited.edit_date is not None) == (None, True)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup()
    await sent.edit_reply_markup(keyboard(BUTTON))  # type: ignore[arg-type]
    assert world.messages(THREE)[-1]["reply_markup"] == keyboard(BUTTON)


async def test_what_cannot_be_edited(ask: Ask, world: World) -> None:
    mine = (await ask("sendMessage", chat_id=THREE, text="x"))[1]["result"]["message_id"]
    theirs = world.say(WANG, THREE, "x")
    tried: dict[str, dict[str, Any]] = {
        "message to edit not found": {"message_id": 99, "text": "y"},
        "message identifier is not specified": {"text": "y"},
        "message can't be edited": {"message_id": theirs, "text": "y"},
        "message text is empty": {"message_id": mine, "text": ""},
    }
    for words, params in tried.items():
        assert (await ask("editMessageText", chat_id=THREE, **params))[1]["description"] == f"Bad Request: {words}"
    caption = await ask("editMessageCaption", chat_id=THREE, message_id=mine, caption="y")
    assert caption[1]["description"] == "Bad Request: there is no caption in the message to edit"
    media = {"type": "photo", "media": "AgACAgUAAxkBAAI00000001PVLN"}
    assert (await ask("editMessageMedia", chat_id=THREE, message_id=mine, media=media))[0] == 400


async def test_deleting(bot: Bot, world: World) -> None:
    sent = await bot.send_message(THREE, "x")
    theirs = world.say(WANG, THREE, "x")
    assert await bot.delete_message(THREE, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(THREE, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("y")
    assert await bot.delete_messages(THREE, [theirs, 99])
    assert world.messages(THREE) == []


async def test_a_plain_member_deletes_only_its_own(bot: Bot, world: World) -> None:
    theirs = world.say(CHEN, MAHJONG, "三缺一")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(MAHJONG, theirs)


async def test_photos_and_documents_go_up_and_come_down(bot: Bot) -> None:
    photo = await bot.send_photo(THREE, png(1200, 800), caption="<i>新门机</i>", parse_mode="HTML")
    assert [(size.width, size.height) for size in photo.photo] == [(320, 213), (1200, 800)]
    assert (photo.caption, photo.caption_entities[0].type) == ("新门机", "italic")
    again = await bot.send_photo(PROPERTY, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    file = await bot.get_file(photo.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == png(1200, 800)
    document = await bot.send_document(THREE, b"a,b\n", filename="名册.csv")
    assert document.document is not None
    assert (document.document.file_name, document.document.file_size) == ("名册.csv", 4)


async def test_a_photo_must_be_one(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(THREE, b"no image")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(THREE, png(9000, 1001))
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(THREE, "nothing")
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(THREE, "https://example.org/x.png")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(THREE, png(), caption="x" * 1025)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("nothing")


async def test_an_album_and_a_change_of_media(bot: Bot) -> None:
    album = await bot.send_media_group(THREE, [InputMediaPhoto(png(), caption="一"), InputMediaPhoto(png(10, 10))])
    assert album[0].media_group_id == album[1].media_group_id
    assert [message.caption for message in album] == ["一", None]
    with pytest.raises(BadRequest, match="There must be from 2 to 10 media in the album"):
        await bot.send_media_group(THREE, [InputMediaPhoto(png())])
    changed = await album[0].edit_media(InputMediaDocument(b"x", filename="x.txt"))
    assert isinstance(changed, Message)
    assert (changed.photo, changed.document is not None, changed.caption) == ((), True, None)
    captioned = await album[1].edit_caption("二")
    assert isinstance(captioned, Message)
    assert captioned.caption == "二"


async def test_reactions_of_the_bot(bot: Bot, world: World) -> None:
    asked = world.say(WANG, THREE, "电梯坏了")
    await bot.set_message_reaction(THREE, asked, "👀")
    assert world.chats[THREE].reactions[asked] == {world.bot.id: "👀"}
    await bot.set_message_reaction(THREE, asked)
    assert world.chats[THREE].reactions[asked] == {}
    await bot.set_message_reaction(THREE, asked, [ReactionTypeEmoji("❤️‍🔥")])
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(THREE, asked, "📋")


async def test_pins(bot: Bot, world: World) -> None:
    first, second = await bot.send_message(THREE, "1"), await bot.send_message(THREE, "2")
    await second.pin()
    await first.pin()
    pinned = (await bot.get_chat(THREE)).pinned_message
    assert pinned is not None
    assert pinned.text == "2"
    assert world.messages(THREE)[-1]["pinned_message"]["text"] == "1"
    await bot.unpin_chat_message(THREE)
    await bot.unpin_chat_message(THREE, first.message_id)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(THREE)
    await first.pin()
    await bot.unpin_all_chat_messages(THREE)
    assert (await bot.get_chat(THREE)).pinned_message is None
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await bot.pin_chat_message(MAHJONG, (await bot.send_message(MAHJONG, "x")).message_id)


async def test_small_things(bot: Bot) -> None:
    assert await bot.send_chat_action(THREE, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(THREE, "dancing")
    quiet = await bot.send_message(THREE, "https://e.org/x", protect_content=True, disable_notification=True,
                                   link_preview_options=LinkPreviewOptions(is_disabled=True))  # fmt: skip
    assert quiet.has_protected_content
    assert quiet.entities[0].type == "url"
