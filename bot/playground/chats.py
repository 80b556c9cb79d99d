"""People and chats as values, and the JSON in which Telegram speaks of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Message = Json

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS = frozenset({"creator", "administrator"})
STATUSES = PRESENT | {"left", "kicked"}

_ADMIN_RIGHTS: Json = {
    "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
    "can_manage_video_chats": True, "can_restrict_members": True, "can_promote_members": False,
    "can_change_info": True, "can_invite_users": True, "can_post_stories": False, "can_edit_stories": False,
    "can_delete_stories": False, "can_pin_messages": True, "can_manage_topics": True,
}  # fmt: skip
_MAY_SAY: Json = {
    "can_send_messages": True, "can_send_audios": True, "can_send_documents": True, "can_send_photos": True,
    "can_send_videos": True, "can_send_video_notes": True, "can_send_voice_notes": True, "can_send_polls": True,
    "can_send_other_messages": True, "can_add_web_page_previews": True, "can_react_to_messages": True,
    "can_edit_tag": True, "can_change_info": True, "can_invite_users": True, "can_pin_messages": True,
    "can_manage_topics": True,
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """Somebody (or the bot): ``user`` is Telegram's User; ``about`` and ``color`` are for the page."""

    user: Json
    about: dict[str, str] = field(default_factory=dict)
    color: str = "#7d8597"

    @property
    def id(self) -> int:
        """The user's id, which is also the id of their private chat."""
        return int(self.user["id"])


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of ``creation``, the service message that opened it."""

    name: str
    creation: Message
    icon_color: int = 7322096


@dataclass(slots=True)
class Chat:
    """A chat and what was said in it lately. ``started`` and ``blocked`` are about private chats only.

    ``reply_asked`` holds the ForceReply of messages: apps obey it, but no Message tells it to bots.
    """

    id: int
    type: str
    title: str
    kind: str
    numbers: Iterator[int]
    is_forum: bool = False
    person: Person | None = None
    started: bool = False
    blocked: bool = False
    bot_has_spoken: bool = False
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    reactions: dict[int, dict[int, str]] = field(default_factory=dict)
    reply_asked: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    json: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare the Chat object that every message carries."""
        self.json = chat_json(self)

    @property
    def is_group(self) -> bool:
        """Whether this is a group or a supergroup."""
        return self.type != "private"

    def has(self, user_id: int) -> bool:
        """Whether the user is in the chat now."""
        return self.members.get(user_id) in PRESENT

    def is_admin(self, user_id: int) -> bool:
        """Whether the user is creator or administrator."""
        return self.members.get(user_id) in ADMINS

    def present(self) -> list[int]:
        """Return the ids of those in the chat."""
        return [user_id for user_id, status in self.members.items() if status in PRESENT]


def chat_json(chat: Chat) -> Json:
    """Return Telegram's Chat."""
    if chat.person is not None:
        names = ("first_name", "last_name", "username")
        user = chat.person.user
        return {"id": chat.id, "type": "private"} | {name: user[name] for name in names if name in user}
    brief: Json = {"id": chat.id, "type": chat.type, "title": chat.title}
    if chat.is_forum:
        brief["is_forum"] = True
    return brief


def full_chat_json(chat: Chat) -> Json:
    """Return Telegram's ChatFullInfo."""
    full = chat.json | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.is_group:
        full["permissions"] = dict(_MAY_SAY)
    if chat.pinned:
        full["pinned_message"] = without_reply(chat.messages[max(chat.pinned)])
    return full


def member_json(user: Json, status: str) -> Json:
    """Return Telegram's ChatMember."""
    member: Json = {"user": user, "status": status}
    match status:
        case "creator":
            member["is_anonymous"] = False
        case "administrator":
            member |= _ADMIN_RIGHTS
        case "restricted":
            member |= dict.fromkeys(_MAY_SAY, False) | {"is_member": True, "until_date": 0}
        case "kicked":
            member["until_date"] = 0
    return member


def without_reply(message: Message) -> Message:
    """Return the message as it stands inside another one: Telegram nests replies one level deep."""
    if "reply_to_message" not in message:
        return message
    return {key: value for key, value in message.items() if key != "reply_to_message"}
