"""The buttons of the council's minutes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import PersonId
from bot.domain.presses.base import count, person


class Deed(StrEnum):
    """What is done to a decision."""

    STRIKE = "strike"
    NO_DATE = "nodate"
    ISSUE = "issue"
    EVENT = "event"
    RECORD = "record"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AttendPress:
    """Somebody is there; pressed again, they aren't."""

    PREFIX: ClassVar[str] = "attend"
    sitting: int
    who: PersonId

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.sitting}:{self.who}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        sitting, who = fields
        return cls(count(sitting), person(who))


@dataclass(frozen=True, slots=True)
class CloseMinutesPress:
    """The minutes are complete."""

    PREFIX: ClassVar[str] = "minutes"
    sitting: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.sitting}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (sitting,) = fields
        return cls(count(sitting))


@dataclass(frozen=True, slots=True)
class DecisionPress:
    """Something is done to a decision."""

    PREFIX: ClassVar[str] = "decision"
    number: int
    deed: Deed

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.deed.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, deed = fields
        return cls(count(number), Deed(deed))


CouncilPress = AttendPress | CloseMinutesPress | DecisionPress
