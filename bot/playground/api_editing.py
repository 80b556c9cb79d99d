"""Bot API methods that change what is there: edits, deletions, answers to presses, reactions, pins."""

from bot.playground.api_common import (
    caption_content,
    chat_with_bot,
    find_message,
    keyboard,
    message_id_of,
    require_admin,
    text_content,
)
from bot.playground.api_sending import input_media
from bot.playground.board import PRESS_LIFETIME
from bot.playground.chats import Chat, Json, Message
from bot.playground.entities import utf16_length
from bot.playground.errors import bad_request
from bot.playground.request import Params
from bot.playground.world import World

MAX_ANSWER = 200
MAX_DELETED = 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
# What Telegram lets everybody react with.
REACTIONS = frozenset(
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 "  # noqa: SIM905
    "💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ "
    "🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split()
)
_VARIATION = "\ufe0f"
_TEXT = ("text", "entities")
_CAPTION = ("caption", "caption_entities")
_MEDIA = ("photo", "document", *_CAPTION)


def edit_message_text(world: World, params: Params) -> Json:
    """Carry out editMessageText."""
    chat, message = _to_edit(world, params)
    content = text_content(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, _TEXT, content | keyboard(params))


def edit_message_caption(world: World, params: Params) -> Json:
    """Carry out editMessageCaption."""
    chat, message = _to_edit(world, params)
    content = caption_content(world, params)
    if "photo" not in message and "document" not in message:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, chat, message, _CAPTION, content | keyboard(params))


def edit_message_media(world: World, params: Params) -> Json:
    """Carry out editMessageMedia for photos and documents."""
    chat, message = _to_edit(world, params)
    content = input_media(world, params, params.json("media"))
    if "photo" not in message and "document" not in message:
        raise bad_request("there is no media in the message to edit")
    return _edit(world, chat, message, _MEDIA, content | keyboard(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Carry out editMessageReplyMarkup."""
    chat, message = _to_edit(world, params)
    return _edit(world, chat, message, (), keyboard(params))


def _to_edit(world: World, params: Params) -> tuple[Chat, Message]:
    if params.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = chat_with_bot(world, params)
    message = find_message(chat, message_id_of(params), "edit")
    if message["from"]["id"] != world.bot.id or message.get("poll", {}).get("is_closed"):
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, parts: tuple[str, ...], content: Json) -> Json:
    """Put ``content`` in the place of the ``parts`` of a message and of its keyboard."""
    dropped = {*parts, "reply_markup"}
    kept = {key: value for key, value in message.items() if key not in dropped}
    changed = kept | content
    if changed == message:
        raise bad_request(_NOT_MODIFIED)
    world.limits.touch(world.clock())
    return world.replace(chat, changed | {"edit_date": world.now()})


def delete_message(world: World, params: Params) -> bool:
    """Carry out deleteMessage."""
    chat = chat_with_bot(world, params)
    message = find_message(chat, message_id_of(params), "delete")
    _check_deletable(world, chat, message)
    world.remove(chat, message["message_id"])
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Carry out deleteMessages: those that can't be found are skipped."""
    chat = chat_with_bot(world, params)
    numbers = params.array("message_ids") or []
    if not 1 <= len(numbers) <= MAX_DELETED:
        raise bad_request("too few or too many message identifiers specified")
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    for message in found:
        _check_deletable(world, chat, message)
    for message in found:
        world.remove(chat, message["message_id"])
    return True


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    if chat.is_group and message["from"]["id"] != world.bot.id and not chat.is_admin(world.bot.id):
        raise bad_request("message can't be deleted")


def answer_callback_query(world: World, params: Params) -> bool:
    """Carry out answerCallbackQuery: once for each press, and in time."""
    press = world.presses.get(params.text("callback_query_id"))
    text = params.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if press is None or press.answer is not None or world.clock() - press.at > PRESS_LIFETIME:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    press.answer = {"text": text, "show_alert": params.flag("show_alert")}
    world.changed()
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """Carry out setMessageReaction: one emoji, or none."""
    chat = chat_with_bot(world, params)
    message = find_message(chat, message_id_of(params), "react")
    reactions = params.array("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = _emoji(reactions[0]) if reactions else ""
    world.set_reaction(chat, message["message_id"], world.bot.id, emoji)
    return True


def _emoji(reaction: object) -> str:
    if not isinstance(reaction, dict) or reaction.get("type") != "emoji":
        raise bad_request("REACTION_INVALID")
    emoji = str(reaction.get("emoji", "")).replace(_VARIATION, "")
    if emoji not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji


def pin_chat_message(world: World, params: Params) -> bool:
    """Carry out pinChatMessage."""
    chat = chat_with_bot(world, params)
    require_admin(world, chat, "manage pinned messages in the chat")
    message = find_message(chat, message_id_of(params), "pin")
    world.pin(chat, world.bot.user, message)
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    """Carry out unpinChatMessage: the named message, else the newest one of the pinned."""
    chat = chat_with_bot(world, params)
    require_admin(world, chat, "manage pinned messages in the chat")
    number = params.integer("message_id") or max(chat.pinned, default=0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    world.unpin(chat, number)
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    """Carry out unpinAllChatMessages."""
    chat = chat_with_bot(world, params)
    require_admin(world, chat, "manage pinned messages in the chat")
    for number in list(chat.pinned):
        world.unpin(chat, number)
    return True
