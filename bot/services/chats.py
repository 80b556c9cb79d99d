"""Chats that are not the community's, and chats that move."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cause import Cause
from bot.domain.ids import ChatId
from bot.domain.news.chats import Stranger
from bot.domain.news.help import Sees
from bot.services import owing, people
from bot.services.deps import Deps
from storage import calendars, events, memos, neighbourhood
from storage.database import Transaction


def stranger(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Tell a chat that isn't in the config how to get there, once."""
    if neighbourhood.greet_stranger(tx, cause.chat, cause.at):
        owing.tell(tx, deps, cause, Stranger(cause.chat))


def entered(tx: Transaction, deps: Deps, cause: Cause, sees: Sees) -> None:
    """Greet a chat of the community's that let the bot in, and say what it sees there."""
    owing.tell(tx, deps, cause, replace(people.help_for(tx, deps, cause), sees=sees))


def follow(tx: Transaction, deps: Deps, cause: Cause, new: ChatId) -> None:
    """Follow a group that says of itself that it became a supergroup."""
    moved(tx, deps, cause.chat, new, cause.at)


def moved(tx: Transaction, deps: Deps, old: ChatId, new: ChatId, now: datetime) -> None:
    """Follow a group that became a supergroup."""
    neighbourhood.move_chat(tx, old, new, now)
    calendars.move(tx, old, new)
    events.move_chat(tx, old, new)
    memos.move_chat(tx, old, new)

    def put_in_place() -> None:
        deps.neighbourhood = deps.neighbourhood.moved(old, new)
        if old in deps.listening:
            deps.listening.setdefault(new, deps.listening.pop(old))

    tx.then.append(put_in_place)
