"""What the bot takes a message to mean: plain values, without a trace of the machinery that finds them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Intent(StrEnum):
    """What somebody wants with a message."""

    REPORT = "report"
    CLAIM = "claim"
    DONE = "done"
    ACCEPT = "accept"
    REJECT = "reject"
    CHATTER = "chatter"


class Urgency(StrEnum):
    """How soon somebody has to come."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the understanding gets it."""

    text: str
    sent_at: datetime
    """Aware, in the community's time zone."""
    answers_card: bool = False
    """It replies to one of the bot's cards."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message, understood."""

    intent: Intent
    squad: str | None = None
    category: str | None = None
    urgency: Urgency = Urgency.NORMAL
    because: tuple[str, ...] = ()
    """The words that decided, for tests and for whoever asks why."""


class Reader(Protocol):
    """Reads one message. Never raises, whatever was written."""

    def __call__(self, said: Said) -> Understanding:
        """Return what ``said`` means."""
        ...
