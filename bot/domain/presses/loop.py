"""The buttons of the side roads, and those of the small choices that they open."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import IssueNumber, PersonId, SquadKey
from bot.domain.presses.base import NumberPress, count

_LARGEST_ID = 2**52
_KEY_LENGTH = 32


class SupportPress(NumberPress):
    """A neighbour has the same trouble."""

    PREFIX = "support"


class UrgePress(NumberPress):
    """A neighbour asks to hurry up."""

    PREFIX = "urge"


class MorePress(NumberPress):
    """A steward wants to see what else can be done."""

    PREFIX = "more"


class TransferPress(NumberPress):
    """A steward wants to hand it on; to whom is asked."""

    PREFIX = "transfer"


class PausePress(NumberPress):
    """The steward who took it lets it rest; until when is asked."""

    PREFIX = "pause"


class ResumePress(NumberPress):
    """It goes on."""

    PREFIX = "resume"


class AskPress(NumberPress):
    """The steward who took it wants to ask the reporter something."""

    PREFIX = "ask"


class ReleasePress(NumberPress):
    """The steward who took it gives it back; why is asked."""

    PREFIX = "release"


class NotOursPress(NumberPress):
    """It isn't the community's; whose it is, is asked."""

    PREFIX = "not_ours"


class IncidentPress(NumberPress):
    """It gathers the reports of many."""

    PREFIX = "incident"


@dataclass(frozen=True, slots=True)
class PassPress:
    """To which squad it goes."""

    PREFIX: ClassVar[str] = "pass"
    number: IssueNumber
    round: int
    squad: SquadKey

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{self.squad}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, squad = fields
        if not squad or len(squad) > _KEY_LENGTH:
            raise ValueError("no squad's key")
        return cls(IssueNumber(count(number)), count(round_), SquadKey(squad))


@dataclass(frozen=True, slots=True)
class HandPress:
    """To which steward it goes."""

    PREFIX: ClassVar[str] = "hand"
    number: IssueNumber
    round: int
    steward: PersonId

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{self.steward}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, steward = fields
        if not 0 < int(steward) <= _LARGEST_ID:
            raise ValueError("nobody's id")
        return cls(IssueNumber(count(number)), count(round_), PersonId(int(steward)))


class Rest(StrEnum):
    """Until when an issue may rest by one button."""

    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"
    NEXT_MONDAY = "next_monday"
    ANOTHER_DATE = "another_date"
    """Which one is asked."""


@dataclass(frozen=True, slots=True)
class RestPress:
    """Until when it rests."""

    PREFIX: ClassVar[str] = "rest"
    number: IssueNumber
    round: int
    until: Rest

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{self.until.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, until = fields
        return cls(IssueNumber(count(number)), count(round_), Rest(until))


@dataclass(frozen=True, slots=True)
class RatePress:
    """How good somebody finds the work, 1 to 5."""

    PREFIX: ClassVar[str] = "rate"
    number: IssueNumber
    round: int
    stars: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{self.stars}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, stars = (count(field) for field in fields)
        return cls(IssueNumber(number), round_, stars)


@dataclass(frozen=True, slots=True)
class CallBackPress:
    """What the reporter said when a lead rang."""

    PREFIX: ClassVar[str] = "call_back"
    number: IssueNumber
    round: int
    content: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{int(self.content)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, content = fields
        if content not in {"0", "1"}:
            raise ValueError("neither yes nor no")
        return cls(IssueNumber(count(number)), count(round_), content == "1")


LoopPress = (
    SupportPress
    | UrgePress
    | MorePress
    | TransferPress
    | PausePress
    | ResumePress
    | AskPress
    | ReleasePress
    | NotOursPress
    | IncidentPress
    | PassPress
    | HandPress
    | RestPress
    | RatePress
    | CallBackPress
)
