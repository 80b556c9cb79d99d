"""The buttons under the question whether something should be filed."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import MessageId
from bot.domain.presses.base import count


@dataclass(frozen=True, slots=True)
class OfferPress:
    """The answer to "shall I file this?"."""

    PREFIX: ClassVar[str] = "offer"
    message: MessageId
    """The message that the bot asked about, in the chat of the press."""
    file_it: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.message}:{int(self.file_it)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        message, file_it = fields
        return cls(MessageId(count(message)), file_it == "1")


@dataclass(frozen=True, slots=True)
class JoinPress:
    """What was reported is an issue that there is already."""

    PREFIX: ClassVar[str] = "same"
    message: MessageId
    """The message that was reported, in the chat of the press."""

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.message}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (message,) = fields
        return cls(MessageId(count(message)))


OffersPress = OfferPress | JoinPress
