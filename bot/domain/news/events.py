"""What there is to tell of events."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.event import Occurrence
from bot.domain.event_draft import Ask, EventDraft
from bot.domain.ids import ChatId, EventNumber
from bot.domain.rsvp import NOBODY, Answer, Turnout


@dataclass(frozen=True, slots=True)
class DateView:
    """One date of an event, and how many come."""

    date: Occurrence
    turnout: Turnout = NOBODY


@dataclass(frozen=True, slots=True)
class DateCard:
    """One date in a chat: what, when, where, how many come, and the buttons to come."""

    view: DateView
    over: bool = False
    """Nobody answers any more."""
    door: bool = False
    """People are checked in."""


@dataclass(frozen=True, slots=True)
class EventAsked:
    """Shows what is known of an event that somebody calls or changes, and asks what is missing."""

    draft: EventDraft
    ask: Ask
    dates: tuple[Occurrence, ...] = ()
    """The next ones: what a rule comes to."""
    choices: tuple[datetime, ...] = ()
    chats: tuple[tuple[ChatId, str], ...] = ()
    """Where it can be announced, with names."""
    clashes: tuple[Occurrence, ...] = ()
    """What is on at the same time already."""


@dataclass(frozen=True, slots=True)
class EventNoted:
    """Takes the place of the draft: it is on the calendar."""

    number: EventNumber
    title: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class EventDropped:
    """Takes the place of a draft that became nothing."""


@dataclass(frozen=True, slots=True)
class DateCalledOff:
    """Tells those who wanted to come that it doesn't take place."""

    date: Occurrence
    whole: bool
    """None of its dates does any more."""
    mentions: tuple[Actor, ...] = ()
    """In a chat: those whom the bot can't write to."""
    others: int = 0


@dataclass(frozen=True, slots=True)
class DateMoved:
    """Tells those who wanted to come that it is at another time or place."""

    date: Occurrence
    mentions: tuple[Actor, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class DateAhead:
    """Brings a date to mind that comes soon."""

    view: DateView
    now: datetime
    personal: bool = False
    began: bool = False
    """It has begun already: this comes late."""


@dataclass(frozen=True, slots=True)
class PlaceFree:
    """Tells somebody on the waiting list that there is room now."""

    date: Occurrence
    mentions: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The short answer to a press: what is noted now."""

    answer: Answer
    guests: int = 0
    waiting: bool = False
    came: bool = False


@dataclass(frozen=True, slots=True)
class AlwaysComes:
    """The short answer to whoever comes every time, or no longer does."""

    always: bool


@dataclass(frozen=True, slots=True)
class EventList:
    """The next dates of all events, a page of them."""

    views: tuple[DateView, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One line of somebody's week."""

    date: Occurrence | None
    answer: Answer | None = None
    waiting: bool = False
    memo: tuple[datetime, str] | None = None
    """A reminder of their own."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The week: a chat's, or in somebody's own chat what concerns them."""

    entries: tuple[AgendaEntry, ...]
    personal: bool


@dataclass(frozen=True, slots=True)
class Guests:
    """Who comes; what is longer than a message is a file."""

    view: DateView
    rows: tuple[tuple[Actor, Answer, int, bool, bool], ...]
    """Name, answer, guests, whether they wait, whether they came."""


@dataclass(frozen=True, slots=True)
class Door:
    """The list at the door: a button for each who isn't in yet."""

    view: DateView
    guests: tuple[tuple[Actor, int], ...]
    page: int
    pages: int


EventNews = (
    DateCard
    | EventAsked
    | EventNoted
    | EventDropped
    | DateCalledOff
    | DateMoved
    | DateAhead
    | PlaceFree
    | Answered
    | AlwaysComes
    | EventList
    | Agenda
    | Guests
    | Door
)
