"""The buttons on the way to a household, and on the way out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import ChatId, HouseholdId, PersonId
from bot.domain.presses.base import chat, count, person


class Reply(StrEnum):
    """What a lead does with a request."""

    CONFIRM = "yes"
    REFUSE = "no"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class JoinPress:
    """A lead answers a request, or looks who it is."""

    PREFIX: ClassVar[str] = "join"
    number: int
    reply: Reply

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.reply.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, reply = fields
        return cls(count(number), Reply(reply))


@dataclass(frozen=True, slots=True)
class JoinBuildingPress:
    """Somebody says in which building they live."""

    PREFIX: ClassVar[str] = "join_in"
    building: ChatId

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.building}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (building,) = fields
        return cls(chat(building))


@dataclass(frozen=True, slots=True)
class MoveOutPress:
    """Somebody speaks for a household no longer."""

    PREFIX: ClassVar[str] = "move_out"
    household: HouseholdId
    who: PersonId

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.household}:{self.who}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        household, who = fields
        return cls(HouseholdId(count(household)), person(who))


JoiningPress = JoinPress | JoinBuildingPress | MoveOutPress
