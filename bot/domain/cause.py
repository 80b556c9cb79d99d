"""Who acts, where, by which update, when: the first argument of every service."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChatId, MessageId, PersonId, UpdateId


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an update, as Telegram names them."""

    id: PersonId
    name: str
    language: str
    username: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What made the bot act. A step's cause becomes its event on the timeline."""

    at: datetime
    actor: Actor
    chat: ChatId
    private: bool = False
    """The chat is the person's own with the bot."""
    update: UpdateId | None = None
    message: MessageId | None = None
    """The message that was written, or that carries the pressed button."""
    thread: int | None = None
    """The topic of a supergroup, if it has topics."""
    press: str | None = None
    """Telegram's id of the button press, which waits for an answer."""
