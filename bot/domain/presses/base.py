"""What all buttons have in common: Telegram's 64 bytes, and numbers that a database can hold."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import ChatId, IssueNumber, PersonId

CALLBACK_BYTES = 64
"""Telegram's limit for callback_data."""
LARGEST = 2**31 - 1
LARGEST_ID = 2**52 - 1
"""Telegram's ids have at most 52 bits."""


def count(field: str) -> int:
    """Read a number that a database can hold.

    :raises ValueError: it isn't one.
    """
    number = int(field)
    if not 0 < number <= LARGEST:
        raise ValueError("out of range")
    return number


def person(field: str) -> PersonId:
    """Read the id of somebody.

    :raises ValueError: it can't be one.
    """
    number = int(field)
    if not 0 < number <= LARGEST_ID:
        raise ValueError("out of range")
    return PersonId(number)


def chat(field: str) -> ChatId:
    """Read the id of a chat.

    :raises ValueError: it can't be one.
    """
    number = int(field)
    if not 0 < abs(number) <= LARGEST_ID:
        raise ValueError("out of range")
    return ChatId(number)


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
