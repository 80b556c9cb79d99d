"""Bot API methods about the bot itself, chats, members, commands, topics and files."""

import re

from bot.playground.api_common import chat_with_bot, find_chat, require_admin
from bot.playground.chats import ADMINS, Json, full_chat_json, member_json
from bot.playground.commands import DEFAULT
from bot.playground.entities import utf16_length
from bot.playground.errors import bad_request
from bot.playground.events import EVERYWHERE
from bot.playground.files import MAX_DOWNLOAD
from bot.playground.request import Params
from bot.playground.world import World

MAX_COMMANDS = 100
MAX_DESCRIPTION = 256
MAX_TOPIC_NAME = 128
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def get_me(world: World, params: Params) -> Json:  # noqa: ARG001 - every method has the same signature
    """Carry out getMe."""
    return world.bot.user | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    """Carry out getChat: of groups that the bot is in, and of people who have pressed Start."""
    chat = find_chat(world, params)
    if chat.is_group:
        chat_with_bot(world, params)
    elif not chat.started:
        raise bad_request("chat not found")
    return full_chat_json(chat)


def get_chat_member(world: World, params: Params) -> Json:
    """Carry out getChatMember."""
    chat = chat_with_bot(world, params)
    user = world.known_user(params.integer("user_id"))
    if user is None:
        raise bad_request("user not found")
    return member_json(user, chat.members.get(user["id"], "left"))


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Carry out getChatAdministrators; the bot itself is among them, and there is no other bot."""
    chat = chat_with_bot(world, params)
    if not chat.is_group:
        raise bad_request("there are no administrators in the private chat")
    return [member_json(world.user(user_id), status) for user_id, status in chat.members.items() if status in ADMINS]


def get_chat_member_count(world: World, params: Params) -> int:
    """Carry out getChatMemberCount."""
    return len(chat_with_bot(world, params).present())


def leave_chat(world: World, params: Params) -> bool:
    """Carry out leaveChat."""
    chat = chat_with_bot(world, params)
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    world.set_rights(world.bot.id, chat.id, "left")
    return True


def create_forum_topic(world: World, params: Params) -> Json:
    """Carry out createForumTopic."""
    chat = chat_with_bot(world, params)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    require_admin(world, chat, "create a topic")
    name = params.text("name").strip()
    if not 1 <= utf16_length(name) <= MAX_TOPIC_NAME:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_NAME_INVALID")
    color = params.integer("icon_color", _ICON_COLORS[0])
    if color not in _ICON_COLORS:
        raise bad_request("invalid icon color specified")
    message = world.open_topic(chat, world.bot.user, name, color)
    return {"message_thread_id": message["message_id"], "name": name, "icon_color": color}


def set_my_commands(world: World, params: Params) -> bool:
    """Carry out setMyCommands."""
    commands = params.array("commands")
    if commands is None or len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if commands else "can't parse commands: expected an Array")
    _put_commands(world, params, [_command(command) for command in commands])
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """Carry out getMyCommands."""
    return world.commands.get(_scope(params), params.text("language_code"))


def delete_my_commands(world: World, params: Params) -> bool:
    """Carry out deleteMyCommands."""
    _put_commands(world, params, [])
    return True


def _put_commands(world: World, params: Params, commands: list[Json]) -> None:
    world.commands.put(_scope(params), params.text("language_code"), commands)
    world.events.add("commands", EVERYWHERE)


def _scope(params: Params) -> Json:
    scope = params.json("scope") or DEFAULT
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: expected an Object")
    return scope


def _command(given: object) -> Json:
    if not isinstance(given, dict) or not _COMMAND.fullmatch(str(given.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(given.get("description", "")).strip()
    if not 1 <= utf16_length(description) <= MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": given["command"].removeprefix("/"), "description": description}


def get_file(world: World, params: Params) -> Json:
    """Carry out getFile."""
    file = world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }
