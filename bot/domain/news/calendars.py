"""What there is to tell of calendar files and addresses."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import CalendarRead
from bot.domain.paper import File


@dataclass(frozen=True, slots=True)
class AddressGiven:
    """Tells somebody, in their own chat, where their phone finds a calendar."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AddressSent:
    """Says in the chat that the address has gone to whoever asked."""

    name: str


@dataclass(frozen=True, slots=True)
class AddressIsThere:
    """Says that there is an address already, and how to get another one."""

    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AddressTakenBack:
    """Says how many addresses are none any more."""

    count: int


@dataclass(frozen=True, slots=True)
class EventFile:
    """An event for a phone's calendar."""

    title: str
    file: File


@dataclass(frozen=True, slots=True)
class CalendarPlan:
    """Shows what would come of a file, and asks."""

    building: str
    read: CalendarRead
    known: int = 0
    """Those that are on the calendar already."""


@dataclass(frozen=True, slots=True)
class CalendarImported:
    """Says what has come of a file."""

    building: str
    titles: tuple[str, ...]
    refused: int = 0
    """Those that the rules of events didn't let in."""


@dataclass(frozen=True, slots=True)
class CalendarLeft:
    """Takes the place of a plan that was turned down."""


CalendarNews = (
    AddressGiven
    | AddressSent
    | AddressIsThere
    | AddressTakenBack
    | EventFile
    | CalendarPlan
    | CalendarImported
    | CalendarLeft
)
