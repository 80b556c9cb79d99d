"""The buttons of topics: under a card, under what a lead is asked, and under an argument."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import MessageId
from bot.domain.presses.base import count
from bot.domain.topic import Stance


class TopicVerb(StrEnum):
    """What a button does to a topic."""

    SUPPORT = "support"
    SORT = "sort"
    """Say anew what one's own last words mean."""
    VOTE = "vote"
    RAISE = "raise"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class TopicPress:
    """A button about one topic."""

    PREFIX: ClassVar[str] = "topic"
    number: int
    verb: TopicVerb

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.verb}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, verb = fields
        return cls(count(number), TopicVerb(verb))


@dataclass(frozen=True, slots=True)
class ProposePress:
    """The answer to "shall I propose this to the building?"."""

    PREFIX: ClassVar[str] = "propose"
    propose: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{int(self.propose)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the field behind the prefix."""
        (propose,) = fields
        return cls(propose == "1")


@dataclass(frozen=True, slots=True)
class StancePress:
    """What somebody's words mean, as they say themselves."""

    PREFIX: ClassVar[str] = "stance"
    message: MessageId
    """The words, in the chat of the press."""
    stance: Stance

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.message}:{self.stance}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        message, stance = fields
        return cls(MessageId(count(message)), Stance(stance))


TopicsPress = TopicPress | ProposePress | StancePress
