"""What one person sees of the chats, as the page shows it: Telegram's JSON plus what only an app knows."""

from collections import Counter

from bot.playground.chats import Chat, Json, Message, without_reply
from bot.playground.entities import mentions
from bot.playground.events import EVERYWHERE, Event
from bot.playground.world import World

SHOWN_MESSAGES = 200
_OF_MESSAGES = frozenset({"message", "edited", "poll", "reaction"})


def state_view(world: World, person: int) -> Json:
    """Return everything that a person's app shows when it is opened; ``last_event`` is where events go on from."""
    chats = [chat for chat in world.chats.values() if sees(chat, person)]
    return {
        "me": person,
        "bot": world.bot.user | {"commands": _commands(world, person)},
        "last_event": world.events.last_id,
        "people": [
            {name: value for name, value in somebody.user.items() if name != "is_bot"}
            | {"about": somebody.about, "color": somebody.color}
            for somebody in world.people.values()
        ],
        "chats": [chat_view(world, chat) for chat in chats],
        "messages": {
            str(chat.id): [message_view(world, person, chat, message) for message in _newest(chat)] for chat in chats
        },
    }


def sees(chat: Chat, person: int) -> bool:
    """Whether a chat is on this person's list."""
    return chat.migrated_to is None and chat.has(person)


def chat_view(world: World, chat: Chat) -> Json:
    """Return a chat for the page's list; a private one bears the bot's name."""
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title if chat.is_group else world.bot.user["first_name"],
        "kind": chat.kind,
        "is_forum": chat.is_forum,
        "topics": [{"id": number, "name": topic.name} for number, topic in chat.topics.items()],
        "members": chat.present(),
        "pinned": chat.pinned,
        "started": None if chat.is_group else chat.started,
        "blocked": chat.blocked,
    }


def message_view(world: World, person: int, chat: Chat, message: Message) -> Json:
    """Return a message with its reactions, with this person's own vote, and with what it answers as that is now.

    A ForceReply stands in ``reply_markup`` for those whom it asks.
    """
    number = message["message_id"]
    given = chat.reactions.get(number, {})
    counts = Counter(given.values())
    mine = given.get(person)
    seen = message | {
        "reactions": [{"emoji": emoji, "count": many, "mine": emoji == mine} for emoji, many in counts.most_common()]
    }
    if "poll" in message:
        poll = world.polls.get(message["poll"]["id"])
        seen["my_choice"] = poll.votes.get(person, []) if poll else []
    original = message.get("reply_to_message")
    if original is not None:
        seen["reply_to_message"] = without_reply(chat.messages.get(original["message_id"]) or original)
    asked = chat.reply_asked.get(number)
    if asked is not None and (not asked.get("selective") or _is_addressed(world.user(person), message)):
        seen.setdefault("reply_markup", asked)
    return seen


def _is_addressed(user: Json, message: Message) -> bool:
    """Whether a message answers one of this user's, or mentions the user."""
    original = message.get("reply_to_message")
    # In a topic, what answers nothing answers the topic's creation: whoever created it is not meant.
    if original is not None and original["from"]["id"] == user["id"] and "forum_topic_created" not in original:
        return True
    part = "text" if "text" in message else "caption"
    entities = message.get("entities" if part == "text" else "caption_entities", ())
    return mentions(message.get(part, ""), entities, user)


def event_view(world: World, person: int, event: Event) -> Json | None:
    """Return an event as the page is told it, None if this person has no part in it."""
    if event.chat_id == EVERYWHERE:
        return {"kind": event.kind, "commands": _commands(world, person)}
    chat = world.chats[event.chat_id]
    told: Json = {"kind": event.kind, "chat_id": chat.id}
    if event.kind == "chat" and (sees(chat, person) or event.person == person or chat.migrated_to is not None):
        return told | {"chat": chat_view(world, chat) if sees(chat, person) else None}
    if not sees(chat, person):
        return None
    if event.kind in _OF_MESSAGES:
        message = chat.messages.get(event.message_id or 0)
        return told | {"message": message_view(world, person, chat, message)} if message else None
    if event.kind == "pinned":
        told["pinned"] = chat.pinned
    if event.message_id is not None:
        told["message_id"] = event.message_id
    return told | event.details


def _commands(world: World, person: int) -> list[Json]:
    return world.commands.offered(world.user(person).get("language_code", ""))


def _newest(chat: Chat) -> list[Message]:
    return list(chat.messages.values())[-SHOWN_MESSAGES:]
