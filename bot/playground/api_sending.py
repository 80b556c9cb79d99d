"""Bot API methods that send: messages, photos, documents, albums."""

from bot.playground.api_common import caption_content, chat_to_write_in, keyboard, text_content
from bot.playground.chats import Chat, Json, Message
from bot.playground.errors import bad_request
from bot.playground.files import MAX_UPLOAD, StoredFile, checked_image_size
from bot.playground.keyboard import reply_asked
from bot.playground.request import Params, Upload
from bot.playground.world import World

_ALBUM = range(2, 11)
_MEDIA_KINDS = frozenset({"photo", "document"})
_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


def send_message(world: World, params: Params) -> Json:
    """Carry out sendMessage."""
    chat = chat_to_write_in(world, params)
    content = text_content(world, params) | keyboard(params)
    return send(world, params, chat, content)


def send_photo(world: World, params: Params) -> Json:
    """Carry out sendPhoto."""
    chat = chat_to_write_in(world, params)
    media = media_content(world, "photo", params.text("photo"), params.upload("photo"))
    return send(world, params, chat, media | caption_content(world, params) | keyboard(params))


def send_document(world: World, params: Params) -> Json:
    """Carry out sendDocument."""
    chat = chat_to_write_in(world, params)
    media = media_content(world, "document", params.text("document"), params.upload("document"))
    return send(world, params, chat, media | caption_content(world, params) | keyboard(params))


def send_media_group(world: World, params: Params) -> list[Json]:
    """Carry out sendMediaGroup for photos and documents."""
    chat = chat_to_write_in(world, params)
    media = params.array("media") or []
    if len(media) not in _ALBUM:
        raise bad_request("there must be from 2 to 10 media in the album")
    album = {"media_group_id": world.next_id()}
    contents = [input_media(world, params, item) | album for item in media]
    thread, original = place(chat, params)
    _count(world, chat, len(contents))
    return [world.post(chat, world.bot.user, content, thread=thread, reply_to=original) for content in contents]


def send_chat_action(world: World, params: Params) -> bool:
    """Carry out sendChatAction: watchers of the chat are told, nothing is kept."""
    chat = chat_to_write_in(world, params)
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.add("action", chat.id, action=action)
    return True


def send(world: World, params: Params, chat: Chat, content: Json) -> Message:
    """Post the bot's message where ``message_thread_id`` and ``reply_parameters`` say, within the limits."""
    thread, original = place(chat, params)
    if params.flag("protect_content"):
        content = content | {"has_protected_content": True}
    _count(world, chat, 1)
    message = world.post(chat, world.bot.user, content, thread=thread, reply_to=original)
    asked = reply_asked(params.json("reply_markup"))
    if asked is not None:
        chat.reply_asked[message["message_id"]] = asked
    return message


def place(chat: Chat, params: Params) -> tuple[int | None, Message | None]:
    """Return the topic and the message that the bot answers, as far as it named them."""
    thread = params.integer("message_thread_id") or None
    if thread is not None and thread not in chat.topics:
        raise bad_request("message thread not found")
    reply = params.json("reply_parameters")
    if reply is None:
        return thread, None
    if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
        raise bad_request("can't parse reply parameters: message_id must be an Integer")
    elsewhere = reply.get("chat_id") not in (None, chat.id, str(chat.id))
    original = None if elsewhere else chat.messages.get(reply["message_id"])
    if original is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return thread, original


def media_content(world: World, kind: str, given: str, upload: Upload | None) -> Json:
    """Return a photo or document for a message: uploaded now, or ``given`` by its file_id."""
    if upload is None:
        return _known_media(world, kind, given)
    if len(upload.content) > MAX_UPLOAD:
        raise bad_request("file is too big")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        checked_image_size(upload.content)
    file = world.files.keep(
        upload.content, folder=f"{kind}s", name=upload.name or f"{kind}.bin", mime_type=upload.mime_type
    )
    return _media_json(world, kind, file)


def input_media(world: World, params: Params, item: object) -> Json:
    """Return the content of one InputMedia: photo or document with its caption."""
    if not isinstance(item, dict) or item.get("type") not in _MEDIA_KINDS:
        raise bad_request("can't parse InputMedia: only photo and document are spoken here")
    reference = str(item.get("media", ""))
    media = media_content(world, item["type"], reference, params.attached(reference))
    return media | caption_content(world, Params(item))


def _known_media(world: World, kind: str, given: str) -> Json:
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(given)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    came_as = file.path.partition("/")[0].removesuffix("s")
    if came_as != kind:
        raise bad_request(f"can't use file of type {came_as.title()} as {kind.title()}")
    return _media_json(world, kind, file)


def _media_json(world: World, kind: str, file: StoredFile) -> Json:
    if kind == "photo":
        return {"photo": world.photo_sizes(file, world.size_of(file.content))}
    return {"document": world.document_json(file)}


def _count(world: World, chat: Chat, messages: int) -> None:
    world.limits.take(chat.id, world.clock(), group=chat.is_group, messages=messages)
