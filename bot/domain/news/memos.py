"""What there is to tell of reminders that people asked for."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.memo import Memo


@dataclass(frozen=True, slots=True)
class MemoKept:
    """Says when somebody will be reminded."""

    memo: Memo
    here: bool
    """The reminder comes in this chat: the bot can't write to them."""


@dataclass(frozen=True, slots=True)
class MemoDue:
    """The reminder itself."""

    memo: Memo
    who: Actor
    late: datetime | None
    """When it was due, if it comes much later."""
    named: bool
    """It is said in a chat, to one person."""


@dataclass(frozen=True, slots=True)
class MemoSettled:
    """Takes the place of a reminder that was put off, ticked off or forgotten."""

    memo: Memo


@dataclass(frozen=True, slots=True)
class MemoList:
    """What waits, soonest first, with a button to delete each."""

    memos: tuple[Memo, ...]
    everyone: bool
    """A chat's own, not somebody's."""


MemoNews = MemoKept | MemoDue | MemoSettled | MemoList
