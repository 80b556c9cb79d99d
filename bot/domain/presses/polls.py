"""The buttons of polls: under a draft, and under one that runs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.presses.base import LARGEST, count


class PollVerb(StrEnum):
    """What a button does to a poll."""

    START = "start"
    PROPOSE = "propose"
    DECLINE = "decline"
    DROP = "drop"
    SEVERAL = "several"
    """With 1 or 0 behind it: what it shall be, so that pressing twice is pressing once."""
    ANONYMOUS = "anonymous"
    ASK_QUESTION = "ask_question"
    ASK_OPTIONS = "ask_options"
    ASK_CLOSING = "ask_closing"
    CLOSE_AT = "close_at"
    """With the minute behind it."""
    BUILDING = "building"
    """With its place in the community's row of buildings."""
    MAKE_VOTE = "make_vote"
    """Let the households decide instead."""
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class PollPress:
    """A button about one poll."""

    PREFIX: ClassVar[str] = "poll"
    number: int
    verb: PollVerb
    value: int = 0

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.verb}:{self.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, verb, value = fields
        if not (value.isascii() and value.isdecimal() and int(value) <= LARGEST):
            raise ValueError("out of range")
        return cls(count(number), PollVerb(verb), int(value))
