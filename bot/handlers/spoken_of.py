"""Whom a command speaks of: whoever's message it answers, or whoever's @name it has."""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity

from bot.domain.cause import Actor
from bot.handlers.commands import words_of
from bot.handlers.context import actor

_AT_NAME = re.compile(r"@([A-Za-z]\w{3,31})\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """Somebody, and what the command says besides."""

    whom: Actor | str | None
    words: str


def spoken_of(message: Message) -> SpokenOf:
    """Return whom a command speaks of, and its other words."""
    words = words_of(message)
    for entity in message.entities or ():
        if entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and not entity.user.is_bot:
            # People without an @name are picked from a list.
            return SpokenOf(actor(entity.user), words.replace(message.parse_entity(entity), " ").strip())
    named = _AT_NAME.search(words)
    if named:
        return SpokenOf(named[1], f"{words[: named.start()]} {words[named.end() :]}".strip())
    return SpokenOf(_answered(message), words)


def _answered(message: Message) -> Actor | None:
    answered = message.reply_to_message
    # In a topic, a message that answers none answers the one that made the topic.
    if answered is None or answered.forum_topic_created is not None:
        return None
    writer = answered.from_user
    return None if writer is None or writer.is_bot or answered.sender_chat is not None else actor(writer)
