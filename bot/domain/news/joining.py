"""What there is to tell of the way to a household, and of who speaks for it."""

from dataclasses import dataclass

from bot.domain.cause import Actor
from bot.domain.household import Household
from bot.domain.ids import ChatId


@dataclass(frozen=True, slots=True)
class JoinHere:
    """Shows the way from a building's chat to the bot's own."""

    building: str
    token: str


@dataclass(frozen=True, slots=True)
class WhichBuilding:
    """Asks in which building somebody lives."""

    buildings: tuple[tuple[ChatId, str], ...]


@dataclass(frozen=True, slots=True)
class JoinHow:
    """Asks for a code, or for unit and room."""

    building: str


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """A code that isn't one, or not any more."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class HomeUnclear:
    """Unit and room that fit no household, or several."""

    building: str
    several: bool


@dataclass(frozen=True, slots=True)
class JoinAsked:
    """The lead has been asked."""

    building: str
    household: Household


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody may speak for a household from now on."""

    building: str
    household: Household


@dataclass(frozen=True, slots=True)
class JoinRefused:
    """The lead said no."""

    building: str
    household: Household


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Asks a lead whether somebody lives there, then says what was answered."""

    number: int
    who: Actor
    building: str
    household: Household
    public: bool
    """In the building's chat: only the unit is named, and the rest is for the lead's eyes."""
    leads: tuple[Actor, ...] = ()
    """Who is asked, in the building's chat."""
    answered_by: Actor | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Invitations:
    """Codes for a building's households, to print; for the lead alone."""

    building: str
    codes: tuple[tuple[str, str], ...]
    """Each household's label and its code."""


@dataclass(frozen=True, slots=True)
class InvitationsSent:
    """Says in a group that the codes have been sent privately, or revoked."""

    building: str
    count: int
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class MoveOutWhich:
    """Asks for which household somebody speaks no longer."""

    who: Actor
    own: bool
    homes: tuple[tuple[Household, str], ...]
    """With their buildings' names."""


@dataclass(frozen=True, slots=True)
class MovedOut:
    """Somebody speaks for a household no longer."""

    who: Actor
    own: bool
    building: str
    household: Household


@dataclass(frozen=True, slots=True)
class DelegateNamed:
    """Somebody may act for somebody else."""

    who: Actor
    by: Actor
    homes: int


@dataclass(frozen=True, slots=True)
class DelegateEnded:
    """Somebody may act for somebody else no longer."""

    who: Actor


JoiningNews = (
    JoinHere
    | WhichBuilding
    | JoinHow
    | CodeWrong
    | HomeUnclear
    | JoinAsked
    | Joined
    | JoinRefused
    | JoinRequest
    | Invitations
    | InvitationsSent
    | MoveOutWhich
    | MovedOut
    | DelegateNamed
    | DelegateEnded
)
