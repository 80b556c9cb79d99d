"""The buttons under what is kept of somebody."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self


class Wish(StrEnum):
    """What somebody wants done with it."""

    EXPORT = "export"
    ERASE = "erase"
    ERASE_SURE = "sure"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class MePress:
    """Somebody says what is to be done with what is kept of them."""

    PREFIX: ClassVar[str] = "me"
    wish: Wish

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.wish.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (wish,) = fields
        return cls(Wish(wish))
