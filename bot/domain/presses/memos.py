"""The buttons below a reminder that somebody asked for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import MemoId
from bot.domain.presses.base import count


class MemoDoing(StrEnum):
    """What a button does with a reminder."""

    MINUTES = "10m"
    HOUR = "1h"
    TOMORROW = "1d"
    DONE = "done"
    DROP = "drop"
    """Below the answer that it is kept."""
    DELETE = "del"
    """In the list of all."""


@dataclass(frozen=True, slots=True)
class MemoPress:
    """Puts a reminder off, ticks it off or forgets it."""

    PREFIX: ClassVar[str] = "memo"
    memo: MemoId
    times: int
    """How often it was planned when the button was made."""
    doing: MemoDoing

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.memo}:{self.times}:{self.doing}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        memo, times, doing = fields
        return cls(MemoId(count(memo)), count(times), MemoDoing(doing))
