"""The buttons under what a roster changes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self


class Apply(StrEnum):
    """What becomes of a file."""

    CHANGE = "change"
    """Households in which somebody lives stay."""
    CHANGE_ALL = "all"
    """They go, too."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class RosterPress:
    """A lead says what becomes of the file that was shown."""

    PREFIX: ClassVar[str] = "roster"
    apply: Apply

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.apply.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (apply,) = fields
        return cls(Apply(apply))
