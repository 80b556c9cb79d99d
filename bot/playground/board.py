"""The state of all chats, and the few ways in which it changes whoever acts: post, replace, remove, membership."""

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from bot.playground.chats import Chat, Json, Message, Person, Topic, member_json, without_reply
from bot.playground.commands import Commands
from bot.playground.errors import NobodyThere
from bot.playground.events import Events
from bot.playground.faults import Call, Faults
from bot.playground.files import FileStore, StoredFile, image_size
from bot.playground.limits import Limits
from bot.playground.polls import NativePoll
from bot.playground.town import ChatPlan, Town
from bot.playground.updates import Updates
from bot.playground.webhook import Webhook

ANONYMOUS_ADMIN: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PRESS_LIFETIME = 150.0
_KEPT_PRESSES = 2_000
_THUMBNAIL = 320
_SPOKEN = ("text", "photo", "document", "poll")
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]+)?(?!\S)", re.ASCII)


@dataclass(slots=True)
class Press:
    """Somebody pressed a button at ``at``; ``answer`` is what answerCallbackQuery said."""

    at: float
    answer: Json | None = None


class Board:
    """Everything that Telegram would know of one bot's community.

    All of it lives in the event loop of its server: nothing here is safe to call from another thread. Messages are
    never changed in place: an edit puts a new dict in the old one's place, so what was handed out stays as it was.

    ``keep_messages`` bounds each chat's messages, ``keep_calls`` the record of requests; ``on_answer`` is told each
    request of the bot with the body of its answer.
    """

    def __init__(
        self, town: Town, *, clock: Callable[[], float] = time.time, keep_messages: int = 1_000, keep_calls: int = 2_000
    ) -> None:
        self.token = town.token
        self.bot = town.bot
        self.clock = clock
        self.keep_messages = keep_messages
        self.privacy = False
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.updates = Updates()
        self.events = Events()
        self.limits = Limits()
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=keep_calls)
        self.on_answer: Callable[[Call, bytes], None] | None = None
        self.commands = Commands()
        self.webhook: Webhook | None = None
        self.presses: dict[str, Press] = {}
        self.polls: dict[str, NativePoll] = {}
        self._delivery: asyncio.Task[None] | None = None
        self._box = count(1)
        self._ids = count(7_000_000_000_000_001)
        self._watchers: set[asyncio.Future[None]] = set()
        for person in town.people:
            self.add_person(person)
        for plan in town.chats:
            self.add_chat(plan)

    # ---- who and where ----

    def add_person(self, person: Person) -> None:
        """Let somebody move in; their private chat with the bot waits for Start."""
        self.people[person.id] = person
        chat = Chat(person.id, "private", person.user["first_name"], "private", self._box, person=person)
        chat.members = {person.id: "member", self.bot.id: "left"}
        self.chats[chat.id] = chat

    def add_chat(self, plan: ChatPlan) -> None:
        """Open a group chat with its topics; the bot is told nothing, as of all that was before it."""
        # Messages of supergroups are numbered chat by chat; private chats and basic groups share one numbering.
        numbers = count(2) if plan.type == "supergroup" else self._box
        chat = Chat(plan.id, plan.type, plan.title, plan.kind, numbers, is_forum=bool(plan.topics))
        chat.members = dict(plan.members)
        self.chats[chat.id] = chat
        creator = next((user_id for user_id, status in plan.members.items() if status == "creator"), self.bot.id)
        for name in plan.topics:
            self.open_topic(chat, self.user(creator), name)

    def user(self, user_id: int) -> Json:
        """Return Telegram's User; raises NobodyThere for somebody unknown."""
        if user_id == self.bot.id:
            return self.bot.user
        if user_id not in self.people:
            raise NobodyThere(user_id)
        return self.people[user_id].user

    def known_user(self, user_id: int) -> Json | None:
        """Return Telegram's User, or None for somebody unknown."""
        if user_id == self.bot.id:
            return self.bot.user
        person = self.people.get(user_id)
        return person.user if person else None

    # ---- messages ----

    def now(self) -> int:
        """Return the time in whole seconds, as Telegram counts it."""
        return int(self.clock())

    def next_id(self) -> str:
        """Return a number that is nobody else's: of a poll, a press, an album."""
        return str(next(self._ids))

    def post(
        self, chat: Chat, sender: Json, content: Json, *, thread: int | None = None, reply_to: Message | None = None
    ) -> Message:
        """Put a message into a chat and return it; the bot is told by :meth:`tell_bot`, if it is to be told."""
        number = next(chat.numbers)
        message = {"message_id": number, "from": sender, "date": self.now(), "chat": chat.json}
        message |= self._place(chat, thread, reply_to)
        message |= content
        chat.messages[number] = message
        if len(chat.messages) > self.keep_messages:
            self._forget(chat, next(iter(chat.messages)))
        if sender["id"] == self.bot.id:
            chat.bot_has_spoken = True
        self.events.add("message", chat.id, number)
        self.changed()
        return message

    def _place(self, chat: Chat, thread: int | None, original: Message | None) -> Json:
        """Return what says where in the chat a message stands: its thread and what it answers."""
        place: Json = {}
        if chat.is_forum:
            if original is not None and original.get("is_topic_message"):
                thread = original["message_thread_id"]
            if thread is not None:
                place = {"message_thread_id": thread, "is_topic_message": True}
                # Telegram's oddity: what answers nothing in a topic answers the topic's creation.
                original = original or chat.topics[thread].creation
        elif original is not None and chat.type == "supergroup":
            # Another one: an ordinary supergroup gives replies a thread id which can't be sent to.
            place = {"message_thread_id": original.get("message_thread_id", original["message_id"])}
        if original is not None:
            place["reply_to_message"] = without_reply(original)
        return place

    def replace(self, chat: Chat, message: Message, *, kind: str = "edited") -> Message:
        """Put the new state of a message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        self.events.add(kind, chat.id, message["message_id"])
        self.changed()
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        """Delete a message for everybody; bots are never told."""
        self._forget(chat, message_id)
        self.events.add("deleted", chat.id, message_id)
        self.changed()

    def _forget(self, chat: Chat, message_id: int) -> None:
        message = chat.messages.pop(message_id)
        chat.reactions.pop(message_id, None)
        chat.reply_asked.pop(message_id, None)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        if "poll" in message:
            self.polls.pop(message["poll"]["id"], None)

    def tell_bot(self, chat: Chat, message: Message, *, kind: str = "message") -> int | None:
        """Queue the update of a message if the bot may see it; returns the update's id."""
        if not chat.has(self.bot.id) or not self._may_read(chat, message):
            return None
        return self.updates.put(kind, message)

    def _may_read(self, chat: Chat, message: Message) -> bool:
        if not self.privacy or not chat.is_group or chat.is_admin(self.bot.id):
            return True
        if not any(part in message for part in _SPOKEN):
            return True
        original = message.get("reply_to_message")
        if original is not None and original["from"]["id"] == self.bot.id:
            return True
        command = _COMMAND.match(message.get("text", ""))
        if command is None:
            return False
        return command[1] == f"@{self.bot.user['username']}" or (command[1] is None and chat.bot_has_spoken)

    # ---- what a message may carry ----

    def photo_sizes(self, file: StoredFile, size: tuple[int, int]) -> list[Json]:
        """Return Telegram's PhotoSizes; the small one is small on paper only: the playground resizes nothing."""
        width, height = size
        scale = min(1.0, _THUMBNAIL / max(size))
        small = (max(1, round(width * scale)), max(1, round(height * scale)))
        sizes = [small, size] if small != size else [size]
        return [
            {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}
            | {"width": wide, "height": high}
            for wide, high in sizes
        ]

    def size_of(self, content: bytes, default: tuple[int, int] = (800, 600)) -> tuple[int, int]:
        """Return a photo's width and height, ``default`` where the bytes are no image."""
        return image_size(content) or default

    @staticmethod
    def document_json(file: StoredFile) -> Json:
        """Return Telegram's Document."""
        return {
            "file_id": file.id,
            "file_unique_id": file.unique_id,
            "file_name": file.name,
            "mime_type": file.mime_type,
            "file_size": len(file.content),
        }

    # ---- topics, pins, membership ----

    def open_topic(self, chat: Chat, creator: Json, name: str, icon_color: int = 7322096) -> Message:
        """Create a topic and return the service message that opens it."""
        created = {"name": name, "icon_color": icon_color}
        number = next(chat.numbers)
        message = {
            "message_id": number, "from": creator, "date": self.now(), "chat": chat.json, "message_thread_id": number,
            "is_topic_message": True, "forum_topic_created": created,
        }  # fmt: skip
        chat.topics[number] = Topic(name, message, icon_color)
        chat.messages[number] = message
        self.events.add("chat", chat.id)
        self.events.add("message", chat.id, number)
        self.changed()
        return message

    def pin(self, chat: Chat, actor: Json, message: Message) -> None:
        """Pin a message on top of the others, with the service message that says so."""
        number = message["message_id"]
        if number in chat.pinned:
            chat.pinned.remove(number)
        chat.pinned.append(number)
        thread = message.get("message_thread_id") if message.get("is_topic_message") else None
        note = self.post(chat, actor, {"pinned_message": without_reply(message)}, thread=thread)
        self.events.add("pinned", chat.id, number)
        self.tell_bot(chat, note)

    def unpin(self, chat: Chat, message_id: int) -> None:
        """Take a message off the pinned ones."""
        chat.pinned.remove(message_id)
        self.events.add("pinned", chat.id, message_id)
        self.changed()

    def set_status(self, chat: Chat, user_id: int, status: str, *, by: int) -> None:
        """Change somebody's standing in a chat and send the bot the chat_member or my_chat_member update."""
        old = chat.members.get(user_id, "left")
        if old == status:
            return
        user = self.user(user_id)
        chat.members[user_id] = status
        self.events.add("chat", chat.id, person=user_id)
        self.changed()
        change = {
            "chat": chat.json,
            "from": self.user(by),
            "date": self.now(),
            "old_chat_member": member_json(user, old),
            "new_chat_member": member_json(user, status),
        }
        if user_id == self.bot.id:
            self.updates.put("my_chat_member", change)
        elif chat.is_admin(self.bot.id):
            self.updates.put("chat_member", change)

    # ---- presses and polls ----

    def open_press(self) -> str:
        """Return the id of a new press, forgetting the oldest ones."""
        query_id = self.next_id()
        self.presses[query_id] = Press(self.clock())
        if len(self.presses) > _KEPT_PRESSES:
            del self.presses[next(iter(self.presses))]
        return query_id

    def show_poll(self, poll: NativePoll) -> Json:
        """Bring a poll's message and the bot up to date with its votes; returns the Poll."""
        chat = self.chats[poll.chat_id]
        shown = poll.json()
        self.replace(chat, chat.messages[poll.message_id] | {"poll": shown}, kind="poll")
        self.updates.put("poll", shown)
        return shown

    # ---- watching ----

    def changed(self) -> None:
        """Wake whoever waits for the chats to change."""
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)

    async def change(self) -> None:
        """Return at the next change."""
        watcher = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        try:
            await watcher
        finally:
            self._watchers.discard(watcher)
