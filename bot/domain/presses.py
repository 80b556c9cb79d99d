"""What a button carries: a type that packs into Telegram's 64 bytes and unpacks again, or refuses."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import IssueNumber, MessageId
from bot.domain.refusal import Reason, Refused

CALLBACK_BYTES = 64
"""Telegram's limit for callback_data."""
LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _NumberPress:
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
        number, round_ = (_count(field) for field in fields)
        return cls(IssueNumber(number), round_)


class ClaimPress(_NumberPress):
    """A steward takes it."""

    PREFIX = "claim"


class DonePress(_NumberPress):
    """The steward who took it says that it's fixed."""

    PREFIX = "done"


class AcceptPress(_NumberPress):
    """The reporter agrees."""

    PREFIX = "accept"


class ReturnPress(_NumberPress):
    """The reporter doesn't."""

    PREFIX = "return"


class WithdrawPress(_NumberPress):
    """The reporter takes the report back."""

    PREFIX = "withdraw"


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
        return cls(MessageId(_count(message)), file_it == "1")


Press = ClaimPress | DonePress | AcceptPress | ReturnPress | WithdrawPress | OfferPress
_KINDS: dict[str, type[Press]] = {
    kind.PREFIX: kind for kind in (ClaimPress, DonePress, AcceptPress, ReturnPress, WithdrawPress, OfferPress)
}


def _count(field: str) -> int:
    """Read a number that a database can hold."""
    number = int(field)
    if not 0 < number <= LARGEST:
        raise ValueError("out of range")
    return number


def unpack(data: str) -> Press:
    """Read callback data, which anybody can forge.

    :raises Refused: it isn't anything that the bot ever put on a button.
    """
    prefix, *fields = data.split(":")
    kind = _KINDS.get(prefix)
    try:
        if kind is not None:
            return kind.unpack(fields)
    except ValueError:
        pass
    raise Refused(Reason.BUTTON_UNKNOWN)
