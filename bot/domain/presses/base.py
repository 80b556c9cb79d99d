"""What all buttons have in common: Telegram's 64 bytes, and numbers that a database can hold."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import IssueNumber

CALLBACK_BYTES = 64
"""Telegram's limit for callback_data."""
LARGEST = 2**31 - 1


def count(field: str) -> int:
    """Read a number that a database can hold.

    :raises ValueError: it isn't one.
    """
    number = int(field)
    if not 0 < number <= LARGEST:
        raise ValueError("out of range")
    return number


@dataclass(frozen=True, slots=True)
class NumberPress:
    """A button about one issue in one round of its life."""

    PREFIX: ClassVar[str]
    number: IssueNumber
    round: int = 1

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_ = (count(field) for field in fields)
        return cls(IssueNumber(number), round_)
