"""The Bot API's methods by name, and how a request becomes an answer."""

import logging
from collections.abc import Callable
from typing import Any

import orjson

from bot.playground import api_chats, api_editing, api_polls, api_sending, api_updates
from bot.playground.errors import BotApiError
from bot.playground.request import Params
from bot.playground.world import World

_log = logging.getLogger(__name__)

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": api_chats.get_me,
    "setWebhook": api_updates.set_webhook,
    "deleteWebhook": api_updates.delete_webhook,
    "getWebhookInfo": api_updates.get_webhook_info,
    "sendMessage": api_sending.send_message,
    "sendPhoto": api_sending.send_photo,
    "sendDocument": api_sending.send_document,
    "sendMediaGroup": api_sending.send_media_group,
    "sendChatAction": api_sending.send_chat_action,
    "sendPoll": api_polls.send_poll,
    "stopPoll": api_polls.stop_poll,
    "editMessageText": api_editing.edit_message_text,
    "editMessageCaption": api_editing.edit_message_caption,
    "editMessageMedia": api_editing.edit_message_media,
    "editMessageReplyMarkup": api_editing.edit_message_reply_markup,
    "deleteMessage": api_editing.delete_message,
    "deleteMessages": api_editing.delete_messages,
    "answerCallbackQuery": api_editing.answer_callback_query,
    "setMessageReaction": api_editing.set_message_reaction,
    "pinChatMessage": api_editing.pin_chat_message,
    "unpinChatMessage": api_editing.unpin_chat_message,
    "unpinAllChatMessages": api_editing.unpin_all_chat_messages,
    "getChat": api_chats.get_chat,
    "getChatMember": api_chats.get_chat_member,
    "getChatAdministrators": api_chats.get_chat_administrators,
    "getChatMemberCount": api_chats.get_chat_member_count,
    "leaveChat": api_chats.leave_chat,
    "createForumTopic": api_chats.create_forum_topic,
    "setMyCommands": api_chats.set_my_commands,
    "getMyCommands": api_chats.get_my_commands,
    "deleteMyCommands": api_chats.delete_my_commands,
    "getFile": api_chats.get_file,
}
COVERED = frozenset(METHODS) | {"getUpdates"}
_BY_LOWER_NAME = {name.lower(): name for name in COVERED}


def method_name(asked: str) -> str:
    """Return the method's name as documented, whatever letters the request used; unknown ones as they are."""
    return _BY_LOWER_NAME.get(asked.lower(), asked)


async def carry_out(world: World, method: str, params: Params) -> bytes:
    """Carry out a request and return the body of its answer; raises BotApiError for a refusal."""
    if method == "getUpdates":
        return b'{"ok":true,"result":[' + b",".join(await api_updates.get_updates(world, params)) + b"]}"
    act = METHODS.get(method)
    if act is None:
        _log.warning("the playground does not speak %s", method)
        raise BotApiError(404, "Not Found")
    result = act(world, params)
    world.changed()
    return orjson.dumps({"ok": True, "result": result})


def refusal(error: BotApiError) -> bytes:
    """Return the body that tells an error."""
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    hints = {"retry_after": error.retry_after, "migrate_to_chat_id": error.migrate_to}
    parameters = {name: value for name, value in hints.items() if value is not None}
    if parameters:
        body["parameters"] = parameters
    return orjson.dumps(body)
