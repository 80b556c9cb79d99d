"""The buttons around calendar files."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import EventNumber
from bot.domain.presses.base import count


@dataclass(frozen=True, slots=True)
class EventFilePress:
    """Somebody wants an event as a file for their phone."""

    PREFIX: ClassVar[str] = "ics"
    number: EventNumber

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (number,) = fields
        return cls(EventNumber(count(number)))


@dataclass(frozen=True, slots=True)
class ImportPress:
    """The answer to "shall I put these on the calendar?"."""

    PREFIX: ClassVar[str] = "import"
    take: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{int(self.take)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (take,) = fields
        return cls(take == "1")


CalendarPress = EventFilePress | ImportPress
