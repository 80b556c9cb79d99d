"""Polls: what is understood of one, what is asked, and what it came to."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cause import Actor
from bot.domain.poll import Poll
from bot.domain.refusal import Reason


class PollField(StrEnum):
    """What of a draft somebody is asked to write anew."""

    QUESTION = "question"
    OPTIONS = "options"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class PollCard:
    """A poll from its draft to its end; whoever wrote it and a lead go on by its buttons."""

    poll: Poll
    building: str
    lacks: tuple[Reason, ...] = ()
    may_start: bool = False
    """Its author needn't ask a lead."""
    may_vote: bool = False
    """Its author may let the households decide instead."""
    by: Actor | None = None
    """Who allowed it, or didn't."""


@dataclass(frozen=True, slots=True)
class PollWhere:
    """Asks in somebody's own chat which of their buildings a draft is for."""

    poll: Poll
    buildings: tuple[tuple[int, str], ...]
    """Their places in the community's row, with their names."""


@dataclass(frozen=True, slots=True)
class PollPrompt:
    """Asks for a part of a draft."""

    who: Actor
    field: PollField
    wrong: Reason | None = None
    """What is wrong with what is there."""


@dataclass(frozen=True, slots=True)
class PollProposed:
    """Asks a lead, in their own chat, whether a neighbour's poll may be posted."""

    poll: Poll
    building: str
    author: Actor


@dataclass(frozen=True, slots=True)
class PollQuestion:
    """The question itself: Telegram's own poll."""

    poll: Poll


@dataclass(frozen=True, slots=True)
class PollResult:
    """What it came to, with a picture."""

    poll: Poll
    building: str


@dataclass(frozen=True, slots=True)
class PollList:
    """Polls that run, and past ones."""

    running: tuple[Poll, ...]
    past: tuple[Poll, ...]


PollNews = PollCard | PollWhere | PollPrompt | PollProposed | PollQuestion | PollResult | PollList
