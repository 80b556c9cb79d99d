"""The buttons of events: to come, to be let in, to change them, and to call one step by step."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from bot.domain.ids import EventNumber, PersonId
from bot.domain.presses.base import LARGEST, LARGEST_ID, count
from bot.domain.rsvp import Answer


@dataclass(frozen=True, slots=True)
class _DatePress:
    """A button about one date of an event."""

    PREFIX: ClassVar[str]
    number: EventNumber
    round: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_ = (count(field) for field in fields)
        return cls(EventNumber(number), round_)


class HerePress(_DatePress):
    """Somebody is there."""

    PREFIX = "here"


class AlwaysPress(_DatePress):
    """Somebody comes every time, or no longer does."""

    PREFIX = "always"


class GuestsPress(_DatePress):
    """Shows who comes."""

    PREFIX = "guests"


class ChangePress(_DatePress):
    """Opens what can be changed."""

    PREFIX = "evchange"


@dataclass(frozen=True, slots=True)
class RsvpPress:
    """Somebody comes, perhaps, or not."""

    PREFIX: ClassVar[str] = "rsvp"
    number: EventNumber
    round: int
    answer: Answer

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{self.answer}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, answer = fields
        return cls(EventNumber(count(number)), count(round_), Answer(answer))


@dataclass(frozen=True, slots=True)
class GuestPress:
    """Somebody brings one more, or one less."""

    PREFIX: ClassVar[str] = "guest"
    number: EventNumber
    round: int
    more: bool

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{int(self.more)}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, more = fields
        return cls(EventNumber(count(number)), count(round_), more == "1")


@dataclass(frozen=True, slots=True)
class DoorPress:
    """Whoever stands at the door lets somebody in, or turns the page."""

    PREFIX: ClassVar[str] = "door"
    number: EventNumber
    round: int
    page: int
    person: PersonId | None = None

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.number}:{self.round}:{self.page}:{self.person or ''}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        number, round_, page, person = fields
        who = int(person) if person else None
        if who is not None and not 0 < who <= LARGEST_ID:
            raise ValueError("out of range")
        return cls(EventNumber(count(number)), count(round_), count(page), None if who is None else PersonId(who))


@dataclass(frozen=True, slots=True)
class EventsPress:
    """Another page of the events to come."""

    PREFIX: ClassVar[str] = "events"
    page: int

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.page}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        (page,) = fields
        return cls(count(page))


class DraftStep(StrEnum):
    """What the buttons below a draft of an event do."""

    CONFIRM = "ok"
    DROP = "no"
    CHANGE = "change"
    """Shows what can be changed."""
    TITLE = "title"
    WHEN = "when"
    PLACE = "place"
    DESCRIPTION = "text"
    CAPACITY = "places"
    LEADS = "leads"
    BACK = "back"
    START = "start"
    """Takes the time that the press carries, in minutes since 1970."""
    ALL_DAY = "allday"
    CHAT = "chat"
    """The press carries which of the chats shown."""
    EVERYWHERE = "all"
    ONE = "one"
    """Only this date."""
    REST = "rest"
    """This date and all that follow."""
    CANCEL = "off"


@dataclass(frozen=True, slots=True)
class EventDraftPress:
    """A step in calling, changing or cancelling an event."""

    PREFIX: ClassVar[str] = "evdraft"
    step: DraftStep
    value: int = 0

    def pack(self) -> str:
        """Return the callback data."""
        return f"{self.PREFIX}:{self.step}:{self.value}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        step, value = fields
        number = int(value)
        if not 0 <= number <= LARGEST:
            raise ValueError("out of range")
        return cls(DraftStep(step), number)


EventPress = (
    HerePress
    | AlwaysPress
    | GuestsPress
    | ChangePress
    | RsvpPress
    | GuestPress
    | DoorPress
    | EventsPress
    | EventDraftPress
)
