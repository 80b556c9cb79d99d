"""The playground as tests drive it: people talk, press, vote, come and go; the bot sees what Telegram would show it."""

import asyncio
import time
from collections.abc import Callable
from itertools import islice
from mimetypes import guess_type
from pathlib import Path
from typing import Self, TypeVar

from bot.playground.board import ANONYMOUS_ADMIN, Board
from bot.playground.chats import STATUSES, Chat, Json, Message, without_reply
from bot.playground.entities import find_entities, utf16_length
from bot.playground.errors import NotPossible
from bot.playground.town import DEMO, ChatPlan, read_town
from bot.playground.webhook import Webhook

Found = TypeVar("Found")

MAX_TEXT = 4096
MAX_CAPTION = 1024
_ALBUM = range(2, 11)
_SUPERGROUP = -1_000_000_000_000
_SHOWN_WHEN_LATE = 5
_SHOWN_LENGTH = 100


class World(Board):
    """People's side of the board. Ids are Telegram's; what an app would not let a person do raises NotPossible."""

    @classmethod
    def load(
        cls, path: Path | None = None, *, clock: Callable[[], float] = time.time, keep_messages: int = 1_000
    ) -> Self:
        """Return the community of a TOML file (by default the demo's), ready for its bot and its people."""
        return cls(read_town(path or DEMO), clock=clock, keep_messages=keep_messages)

    # ---- talking ----

    def say(
        self,
        person: int,
        chat: int,
        text: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        photo: bytes | None = None,
        document: tuple[str, bytes] | None = None,
        forwarded_from: str | None = None,
    ) -> int:
        """Let a person write (with a photo or a ``(name, content)`` document, ``text`` is the caption).

        :param forwarded_from: whose message it was elsewhere; whoever sends it only passes it on.

        Returns the message's id.
        """
        place = self._open_chat(person, chat)
        content = self._content(text, photo, document)
        if forwarded_from is not None:
            content["forward_origin"] = {"type": "hidden_user", "sender_user_name": forwarded_from, "date": 0}
        message = self._speak(place, person, content, reply_to, thread)
        self.tell_bot(place, message)
        return int(message["message_id"])

    def chatter(self, person: int, chat: int, text: str) -> int | None:
        """Let a person write, for load tests: returns the id of the bot's update, None if the bot gets none."""
        place = self._open_chat(person, chat)
        return self.tell_bot(place, self._speak(place, person, _worded("text", text, MAX_TEXT), None, None))

    def album(
        self,
        person: int,
        chat: int,
        photos: list[bytes],
        caption: str = "",
        *,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> list[int]:
        """Let a person send 2–10 photos as one album, the caption under the first; returns the message ids."""
        if len(photos) not in _ALBUM:
            raise NotPossible("An album has two to ten photos.")
        place = self._open_chat(person, chat)
        album = {"media_group_id": self.next_id()}
        contents = [self._content(caption if index == 0 else "", photo, None) for index, photo in enumerate(photos)]
        messages = [self._speak(place, person, content | album, reply_to, thread) for content in contents]
        for message in messages:
            self.tell_bot(place, message)
        return [message["message_id"] for message in messages]

    def edit(self, person: int, chat: int, message_id: int, text: str) -> None:
        """Let a person change the text or caption of a message of their own."""
        place = self._open_chat(person, chat)
        message = self._message(place, message_id)
        if message["from"]["id"] != person:
            raise NotPossible("Only one's own messages can be edited.")
        kept = {key: value for key, value in message.items() if not key.endswith("entities")}
        worded = _worded("text", text, MAX_TEXT) if "text" in message else _worded("caption", text, MAX_CAPTION)
        edited = self.replace(place, kept | worded | {"edit_date": self.now()})
        self.tell_bot(place, edited, kind="edited_message")

    def delete(self, person: int, chat: int, message_id: int) -> None:
        """Let a person delete a message for all: their own, as an admin anybody's."""
        place = self._open_chat(person, chat)
        message = self._message(place, message_id)
        if message["from"]["id"] != person and place.is_group and not place.is_admin(person):
            raise NotPossible("Only admins delete other people's messages.")
        self.remove(place, message_id)

    # ---- buttons, reactions, polls ----

    def press(self, person: int, chat: int, message_id: int, button: str) -> str:
        """Let a person press the button with this text (or the only one that begins so); returns the query's id."""
        message = self._message(self._open_chat(person, chat), message_id)
        pressed = _button(message, button)
        if "callback_data" not in pressed:
            raise NotPossible(f"The button {pressed['text']!r} opens something and tells the bot nothing.")
        return self.press_data(person, chat, message_id, pressed["callback_data"])

    def press_data(self, person: int, chat: int, message_id: int, data: str) -> str:
        """Send a press with any data, as a forged or an old button would; returns the callback query's id."""
        place = self._open_chat(person, chat)
        gone = {"chat": place.json, "message_id": message_id, "date": 0}
        query_id = self.open_press()
        self.updates.put("callback_query", {
            "id": query_id,
            "from": self.user(person),
            "message": place.messages.get(message_id, gone),
            "chat_instance": str(abs(place.id) * 7919),
            "data": data,
        })  # fmt: skip
        self.changed()
        return query_id

    def answer(self, callback_id: str) -> Json | None:
        """Return what the bot answered to a press: ``{"text", "show_alert"}``, None as long as it hasn't."""
        press = self.presses.get(callback_id)
        return press.answer if press else None

    def react(self, person: int, chat: int, message_id: int, emoji: str) -> None:
        """Let a person react to a message; an empty ``emoji`` takes the reaction back."""
        place = self._open_chat(person, chat)
        self._message(place, message_id)
        old = self.set_reaction(place, message_id, person, emoji)
        if place.has(self.bot.id) and (not place.is_group or place.is_admin(self.bot.id)):
            self.updates.put("message_reaction", {
                "chat": place.json, "message_id": message_id, "user": self.user(person), "date": self.now(),
                "old_reaction": _reaction(old), "new_reaction": _reaction(emoji),
            })  # fmt: skip

    def choose(self, person: int, chat: int, message_id: int, options: list[int]) -> None:
        """Let a person answer a native poll by the options' numbers; ``[]`` takes the vote back."""
        message = self._message(self._open_chat(person, chat), message_id)
        if "poll" not in message:
            raise NotPossible("This message is no poll.")
        poll = self.polls[message["poll"]["id"]]
        poll.choose(person, options)
        self.show_poll(poll)
        if not poll.is_anonymous:
            self.updates.put("poll_answer", poll.answer_json(self.user(person)))

    # ---- coming and going ----

    def private(self, person: int) -> int:
        """Return the id of a person's private chat with the bot."""
        return self._chat(person).id

    def start(self, person: int, parameter: str = "") -> int:
        """Let a person press Start (unblocking a blocked bot); returns the id of the /start message."""
        place = self._chat(person)
        if place.blocked:
            self.unblock(person)
        place.started = True
        place.members[self.bot.id] = "member"
        self.events.add("chat", place.id)
        return self.say(person, person, f"/start {parameter}".rstrip())

    def block(self, person: int) -> None:
        """Let a person block the bot."""
        place = self._chat(person)
        place.blocked = True
        self.set_status(place, self.bot.id, "kicked", by=person)

    def unblock(self, person: int) -> None:
        """Let a person take the bot's block back."""
        place = self._chat(person)
        place.blocked = False
        self.set_status(place, self.bot.id, "member" if place.started else "left", by=person)

    def join(self, person: int, chat: int) -> None:
        """Let a person join a group (or let the bot be added, by the group's creator)."""
        place = self._group(chat)
        by = _creator(place, person) if person == self.bot.id else person
        self.set_status(place, person, "member", by=by)
        note = self.post(place, self.user(by), {"new_chat_members": [self.user(person)]})
        self.tell_bot(place, note)

    def leave(self, person: int, chat: int) -> None:
        """Let a person leave a group (or let the bot be removed from it)."""
        self.set_rights(person, chat, "kicked" if person == self.bot.id else "left")

    def set_rights(self, person_or_bot: int, chat: int, status: str) -> None:
        """Make somebody creator, administrator, member, restricted, left or kicked in a group."""
        if status not in STATUSES:
            raise NotPossible(f"There is no status {status!r}.")
        place = self._group(chat)
        was_there = place.has(person_or_bot)
        by = person_or_bot if status == "left" else _creator(place, person_or_bot)
        if was_there and status in ("left", "kicked"):
            note = self.post(place, self.user(by), {"left_chat_member": self.user(person_or_bot)})
            self.set_status(place, person_or_bot, status, by=by)
            self.tell_bot(place, note)
            return
        self.set_status(place, person_or_bot, status, by=by)

    def migrate(self, chat: int) -> int:
        """Turn a group into a supergroup; returns the new id. Both chats get Telegram's service messages."""
        old = self._group(chat)
        if old.type != "group":
            raise NotPossible("Only a basic group becomes a supergroup.")
        new_id = _SUPERGROUP - 2_000_000_000 - abs(chat)
        self.add_chat(ChatPlan(new_id, "supergroup", old.kind, old.title, old.members))
        new = self.chats[new_id]
        owner = self.user(_creator(old, self.bot.id))
        leaving = self.post(old, owner, {"migrate_to_chat_id": new_id})
        self.tell_bot(old, leaving)
        old.migrated_to = new_id
        arriving = self.post(new, ANONYMOUS_ADMIN, {"sender_chat": new.json, "migrate_from_chat_id": chat})
        self.tell_bot(new, arriving)
        self.events.add("chat", chat)
        self.events.add("chat", new_id)
        return new_id

    # ---- the bot's webhook, and the end ----

    def deliver_to(self, webhook: Webhook | None) -> None:
        """Deliver updates to a webhook from now on, or to nobody but getUpdates."""
        if self._delivery is not None:
            self._delivery.cancel()
        self.webhook = webhook
        self._delivery = asyncio.create_task(webhook.deliver(self.updates, self.changed)) if webhook else None

    def open(self) -> None:
        """Begin, or go on, to tell watching pages and the webhook what happens."""
        self.events.closed = False
        self.deliver_to(self.webhook)

    def close(self) -> None:
        """Let go whoever waits: getUpdates, watching pages, the webhook's deliveries."""
        webhook = self.webhook
        self.deliver_to(None)
        self.webhook = webhook
        self.updates.interrupt()
        self.events.close()

    # ---- looking ----

    def messages(self, chat: int) -> list[Message]:
        """Return the chat as people see it now, oldest first."""
        return list(self._chat(chat).messages.values())

    async def until(
        self,
        condition: Callable[[Self], Found | None],
        timeout: float = 10.0,  # noqa: ASYNC109 - it tells more than a bare timeout would
    ) -> Found:
        """Return the condition's first truthy value; it is asked again whenever something changes.

        Raises TimeoutError, which tells the last messages of each chat and the bot's last calls.
        """
        try:
            async with asyncio.timeout(timeout):
                while not (found := condition(self)):
                    await self.change()
                return found
        except TimeoutError:
            raise TimeoutError(f"not within {timeout} s; {self._told()}") from None

    def _told(self) -> str:
        lines = ["the last messages are:"]
        for chat in self.chats.values():
            last = list(islice(reversed(chat.messages.values()), _SHOWN_WHEN_LATE))
            lines += [f"  {chat.title} {chat.id}: {_summary(message)}" for message in reversed(last)]
        calls = list(islice(reversed(self.calls), _SHOWN_WHEN_LATE))
        lines += [f"  the bot asked {call.method} → {call.status}" for call in reversed(calls)]
        return "\n".join(lines)

    # ---- shared by the above ----

    def set_reaction(self, chat: Chat, message_id: int, user_id: int, emoji: str) -> str:
        """Set or (by ``""``) take back a reaction; returns the one before."""
        given = chat.reactions.setdefault(message_id, {})
        old = given.pop(user_id, "")
        if emoji:
            given[user_id] = emoji
        self.events.add("reaction", chat.id, message_id)
        self.changed()
        return old

    def _speak(self, chat: Chat, person: int, content: Json, reply_to: int | None, thread: int | None) -> Message:
        if thread is not None and thread not in chat.topics:
            raise NotPossible(f"The chat has no topic {thread}.")
        original = None if reply_to is None else self._message(chat, reply_to)
        return self.post(chat, self.user(person), content, thread=thread, reply_to=original)

    def _content(self, text: str, photo: bytes | None, document: tuple[str, bytes] | None) -> Json:
        if photo is None and document is None:
            return _worded("text", text, MAX_TEXT)
        caption = _worded("caption", text, MAX_CAPTION) if text else {}
        if photo is not None:
            file = self.files.keep(photo, folder="photos", name="photo.jpg", mime_type="image/jpeg")
            return {"photo": self.photo_sizes(file, self.size_of(photo))} | caption
        name, content = document or ("", b"")
        mime_type = guess_type(name)[0] or "application/octet-stream"
        file = self.files.keep(content, folder="documents", name=name, mime_type=mime_type)
        return {"document": self.document_json(file)} | caption

    def _chat(self, chat: int) -> Chat:
        if chat not in self.chats:
            raise NotPossible(f"There is no chat {chat}.")
        return self.chats[chat]

    def _group(self, chat: int) -> Chat:
        place = self._chat(chat)
        if not place.is_group or place.migrated_to is not None:
            raise NotPossible("This is not a group, or not any more.")
        return place

    def _open_chat(self, person: int, chat: int) -> Chat:
        """Return a chat in which the person can act."""
        place = self._chat(chat)
        if not place.has(person):
            raise NotPossible(f"{person} is not in the chat {chat}.")
        if not place.is_group and (not place.started or place.blocked):
            raise NotPossible("The private chat with the bot is closed: press Start first.")
        if place.migrated_to is not None:
            raise NotPossible(f"The group has become the supergroup {place.migrated_to}.")
        return place

    @staticmethod
    def _message(chat: Chat, message_id: int) -> Message:
        if message_id not in chat.messages:
            raise NotPossible(f"The chat {chat.id} has no message {message_id}.")
        return chat.messages[message_id]


def _worded(part: str, text: str, most: int) -> Json:
    """Return text or caption with its entities, as an app sends it."""
    text = text.strip()
    if not text:
        raise NotPossible("There is nothing to send.")
    if utf16_length(text) > most:
        raise NotPossible(f"The text is longer than {most} characters.")
    found = find_entities(text)
    if not found:
        return {part: text}
    return {part: text, "entities" if part == "text" else "caption_entities": found}


def _button(message: Message, text: str) -> Json:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons: list[Json] = [button for row in rows for button in row]
    exact = [button for button in buttons if button["text"] == text]
    beginning = [button for button in buttons if button["text"].startswith(text)]
    fitting = exact or beginning
    if len(fitting) != 1:
        there = ", ".join(repr(button["text"]) for button in buttons) or "none"
        raise NotPossible(f"{len(fitting)} buttons fit {text!r}; the message's buttons: {there}.")
    return fitting[0]


def _creator(chat: Chat, instead: int) -> int:
    """Return the chat's creator, or ``instead`` where there is none."""
    return next((user_id for user_id, status in chat.members.items() if status == "creator"), instead)


def _reaction(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def _summary(message: Message) -> str:
    kinds = [key for key in without_reply(message) if key not in ("message_id", "date", "chat", "from")]
    words = message.get("text") or message.get("caption") or "/".join(kinds)
    return f"#{message['message_id']} {message['from']['first_name']}: {words[:_SHOWN_LENGTH]}"
