"""How ready the bot is to speak up in a building's chat, and the days in which it only listens."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChatId, MessageId

EXAMPLES = 10
"""Messages of each chat that are kept to show what the bot would have done."""
EXAMPLE_LENGTH = 200


class Eagerness(StrEnum):
    """How ready it is to speak up."""

    QUIET = "quiet"
    NORMAL = "normal"
    LISTEN = "listen"


_STEPS = tuple(Eagerness)


@dataclass(frozen=True, slots=True)
class Listening:
    """How the bot listens in one chat."""

    eagerness: Eagerness = Eagerness.NORMAL
    until: datetime | None = None
    """Until then it only listens and counts; None once it speaks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the bot would have done with a message, had it spoken already."""

    chat: ChatId
    message: MessageId
    at: datetime
    intent: str
    sureness: str
    category: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that it would have done in one chat, and some examples."""

    chat: ChatId
    filed: int
    asked: int
    examples: tuple[Finding, ...]


def quieter(listening: Listening) -> Listening:
    """Speak up a step less."""
    return replace(listening, eagerness=_STEPS[max(0, _STEPS.index(listening.eagerness) - 1)])


def more_eager(listening: Listening) -> Listening:
    """Speak up a step more; in the days in which the bot only listens, that step is to speak at all."""
    if listening.until is not None:
        return replace(listening, until=None)
    return replace(listening, eagerness=_STEPS[min(len(_STEPS) - 1, _STEPS.index(listening.eagerness) + 1)])
