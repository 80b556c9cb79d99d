"""The buttons with which the community office says who gets a report."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import IssueNumber, SquadKey
from bot.domain.presses.base import count


@dataclass(frozen=True, slots=True)
class SendPress:
    """A squad gets it."""

    PREFIX: ClassVar[str] = "send"
    number: IssueNumber
    squad: SquadKey

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.squad}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, squad = fields
        return cls(IssueNumber(count(number)), SquadKey(squad))


DispatchPress = SendPress
