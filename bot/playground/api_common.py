"""What several Bot API methods need: finding the chat, its messages, the bot's right to act, texts and keyboards."""

from bot.playground.chats import Chat, Json, Message
from bot.playground.entities import Formatted, read_text, utf16_length
from bot.playground.errors import BotApiError, bad_request, forbidden
from bot.playground.keyboard import checked_markup
from bot.playground.request import Params
from bot.playground.world import MAX_CAPTION, MAX_TEXT, World


def find_chat(world: World, params: Params) -> Chat:
    """Return the chat of ``chat_id`` as far as the bot knows of it, or refuse as Telegram does."""
    if not params.has("chat_id") or params.values["chat_id"] == "":
        raise bad_request("chat_id is empty")
    try:
        chat = world.chats.get(int(params.values["chat_id"]))
    except (TypeError, ValueError):
        chat = None
    if chat is None or (chat.is_group and world.bot.id not in chat.members):
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise BotApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to=chat.migrated_to)
    return chat


def chat_with_bot(world: World, params: Params) -> Chat:
    """Return the chat of ``chat_id`` if the bot is in it."""
    chat = find_chat(world, params)
    if not chat.is_group:
        return _private_with_bot(chat)
    if not chat.has(world.bot.id):
        kind = "supergroup" if chat.type == "supergroup" else "group"
        was_kicked = chat.members[world.bot.id] == "kicked"
        raise forbidden(
            f"bot was kicked from the {kind} chat" if was_kicked else f"bot is not a member of the {kind} chat"
        )
    return chat


def _private_with_bot(chat: Chat) -> Chat:
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def chat_to_write_in(world: World, params: Params) -> Chat:
    """Return the chat of ``chat_id`` if the bot may send messages to it."""
    chat = chat_with_bot(world, params)
    if chat.members.get(world.bot.id) == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def require_admin(world: World, chat: Chat, to: str) -> None:
    """Refuse where the bot is no admin of a group."""
    if chat.is_group and not chat.is_admin(world.bot.id):
        raise bad_request(f"not enough rights to {to}")


def message_id_of(params: Params) -> int:
    """Return ``message_id``, which must be given."""
    number = params.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    return number


def find_message(chat: Chat, message_id: int, purpose: str) -> Message:
    """Return a message that is still there; ``purpose`` completes "message to … not found"."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def keyboard(params: Params) -> Json:
    """Return ``reply_markup`` as the message will carry it: empty without an inline keyboard."""
    markup = checked_markup(params.json("reply_markup"))
    return {"reply_markup": markup} if markup else {}


def formatted(
    world: World, params: Params, name: str, *, mode: str = "parse_mode", entities: str = "entities"
) -> Formatted:
    """Return a text parameter with its markup read."""
    return read_text(params.text(name), params.text(mode), params.array(entities), world.known_user)


def text_content(world: World, params: Params) -> Json:
    """Return ``text`` and entities for a message; 1–4096 characters after its markup is read."""
    text, entities = formatted(world, params, "text")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(world: World, params: Params) -> Json:
    """Return ``caption`` and entities for a message; up to 1024 characters after its markup is read."""
    text, entities = formatted(world, params, "caption", entities="caption_entities")
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}
