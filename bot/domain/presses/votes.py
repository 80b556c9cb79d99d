"""The buttons under votes: those of a draft, of a ballot, of a card.

What begins with "ballot" says what somebody chooses; updates that carry it are sealed as soon as they come in
(``bot.memory``).
"""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.presses.base import count
from bot.domain.vote.form import Choice, decode, encode
from bot.domain.vote.life import VoteNumber
from bot.domain.vote.proposal import Turn

BALLOT = "ballot"
"""What the data of every button begins with that carries a choice."""


@dataclass(frozen=True, slots=True)
class TurnPress:
    """A lead changes a draft, opens it or drops it."""

    PREFIX: ClassVar[str] = "vote_turn"
    turn: Turn

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.turn.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the field behind the prefix."""
        (turn,) = fields
        return cls(Turn(turn))


@dataclass(frozen=True, slots=True)
class _ChoicePress:
    """A choice in one vote, for one ballot."""

    PREFIX: ClassVar[str]
    vote: VoteNumber
    choice: Choice
    elector: int = 0
    """0: the presser's own, if they have but one."""

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.vote}:{encode(self.choice)}:{self.elector}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        vote, choice, elector = fields
        return cls(VoteNumber(count(vote)), decode(choice), 0 if elector == "0" else count(elector))


class CastPress(_ChoicePress):
    """Casts a ballot."""

    PREFIX = BALLOT


class FillPress(_ChoicePress):
    """Shows the ballot with this choice on it, not cast yet."""

    PREFIX = f"{BALLOT}_fill"


@dataclass(frozen=True, slots=True)
class OpenPress:
    """Opens the ballot of one household in its voter's own chat."""

    PREFIX: ClassVar[str] = "vote_open"
    vote: VoteNumber
    elector: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.vote}:{self.elector}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        vote, elector = fields
        return cls(VoteNumber(count(vote)), count(elector))


class PaperPress(_ChoicePress):
    """Enters a ballot that was given on paper."""

    PREFIX = f"{BALLOT}_paper"


class PaperFillPress(_ChoicePress):
    """Shows the paper ballot with this choice on it, not entered yet."""

    PREFIX = f"{BALLOT}_write"


@dataclass(frozen=True, slots=True)
class _VotePress:
    """A button about one vote."""

    PREFIX: ClassVar[str]
    vote: VoteNumber

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.vote}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the field behind the prefix."""
        (vote,) = fields
        return cls(VoteNumber(count(vote)))


class MinePress(_VotePress):
    """Asks whether one's own ballot is cast."""

    PREFIX = "vote_mine"


class TakeBackPress(_VotePress):
    """A lead withdraws a vote; the bot asks why."""

    PREFIX = "vote_back"


class OutcomePress(_VotePress):
    """A lead says in words what was decided."""

    PREFIX = "vote_words"


class FollowPress(_VotePress):
    """A decision becomes an issue."""

    PREFIX = "vote_follow"


class GatherPress(_VotePress):
    """A decision becomes an event."""

    PREFIX = "vote_event"


class MinutesPress(_VotePress):
    """Asks for the minutes, as a document and as rows."""

    PREFIX = "vote_minutes"


@dataclass(frozen=True, slots=True)
class PaperAnswerPress:
    """A second person has seen the paper: it says that, or it doesn't."""

    PREFIX: ClassVar[str] = "vote_paper"
    paper: int
    confirmed: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.paper}:{int(self.confirmed)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        paper, confirmed = fields
        return cls(count(paper), confirmed == "1")


@dataclass(frozen=True, slots=True)
class PaperSeePress:
    """A second person asks what was entered, to compare it with the paper."""

    PREFIX: ClassVar[str] = "vote_see"
    paper: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.paper}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the field behind the prefix."""
        (paper,) = fields
        return cls(count(paper))


VotePress = (
    TurnPress
    | CastPress
    | FillPress
    | OpenPress
    | PaperPress
    | PaperFillPress
    | MinePress
    | TakeBackPress
    | OutcomePress
    | FollowPress
    | GatherPress
    | MinutesPress
    | PaperAnswerPress
    | PaperSeePress
)
