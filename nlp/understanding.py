"""What the bot takes a message to mean: plain values, without a trace of the machinery that finds them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from nlp.times.found import TimeFound


class Intent(StrEnum):
    """What somebody wants with a message."""

    REPORT = "report"
    WISH = "wish"
    POLL = "poll"
    """A poll, or that a vote be held."""
    EVENT = "event"
    """A meeting or event is announced, or a reminder is wanted."""
    QUESTION = "question"
    """Something is asked of the bot or the office."""
    CHATTER = "chatter"
    # As answers to one of the bot's cards:
    CLAIM = "claim"
    PROGRESS = "progress"
    DONE = "done"
    ACCEPT = "accept"
    REJECT = "reject"
    TRANSFER = "transfer"
    """Somebody else shall do it: ``whom``."""
    PAUSE = "pause"
    """It rests until a day: ``times``."""
    RESUME = "resume"
    RELEASE = "release"
    """Whoever took it gives it back."""
    NOT_OURS = "not_ours"
    """It isn't the squad's; ``whom`` says whose, if anything does."""
    DUPLICATE = "duplicate"
    """It is the same as another: ``number``."""
    ASK = "ask"
    """A question to whoever reported it."""
    URGE = "urge"
    SUPPORT = "support"
    """Somebody else has the same trouble."""
    WITHDRAW = "withdraw"
    RATE = "rate"
    """How good the work was: ``stars``."""


class Urgency(StrEnum):
    """How soon somebody has to come."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"
    WISH = "wish"


class Answered(StrEnum):
    """Which of the bot's cards a message replies to."""

    SQUAD = "squad"
    """The task in the squad's chat."""
    ACCEPTANCE = "acceptance"
    """The question whether it is fixed."""
    BUILDING = "building"
    """The bot's first answer in the building's chat, which follows the issue."""
    TOPIC = "topic"
    """A neighbour's proposal: ACCEPT is for it, REJECT against it."""


class Sureness(StrEnum):
    """What may be done on the strength of an understanding."""

    ACT = "act"
    """Two independent signals agree."""
    ASK = "ask"
    """One does: ask the writer, once."""
    SILENT = "silent"


class Eagerness(StrEnum):
    """How ready the bot is to speak up in a chat."""

    QUIET = "quiet"
    NORMAL = "normal"
    LISTEN = "listen"


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the understanding gets it."""

    text: str
    sent_at: datetime
    """Aware, in the community's time zone."""
    answers: Answered | None = None
    """The card that it replies to."""
    addressed: bool = False
    """It calls on the bot by name."""
    in_full: bool = False
    """Somebody has said that it is a report: all of it is read, whatever it seems to be."""
    poll: bool = False
    """Somebody has said that it is a poll."""
    event: bool = False
    """Somebody has said that it is an event or a reminder."""
    photo: bool = False
    """A picture came with it."""
    eagerness: Eagerness = Eagerness.NORMAL


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, each part normalised; None where nothing is said."""

    building: str | None = None
    """"3" for 三号楼, "C" for Block C."""
    unit: str | None = None
    room: str | None = None
    floor: str | None = None
    """"4"; "-1" is the first basement."""
    zone: str | None = None
    spot: str | None = None
    """A shared place, by its key in ``data/places.toml``: "stairwell", "garage" …"""

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return any((self.building, self.unit, self.room, self.floor, self.zone, self.spot))


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class PollAsked:
    """A poll as somebody worded it."""

    question: str
    options: tuple[str, ...] = ()
    """Empty where none were named."""
    several: bool = False
    """More than one may be chosen."""
    closes: TimeFound | None = None


@dataclass(frozen=True, slots=True)
class EventSaid:
    """An event as somebody announced it."""

    title: str
    when: TimeFound | None = None
    """With its RRULE where it recurs."""
    place: str | None = None
    """As it stands in the text."""
    remind: bool = False
    """A reminder is what was asked for."""
    everyone: bool = False
    """… for all of the chat."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message, understood."""

    intent: Intent
    confidence: float = 0.0
    """The calibrated probability of the intent, 0 to 1."""
    sureness: Sureness = Sureness.SILENT
    squad: str | None = None
    """The key of a squad that the community added and whose keywords or examples decided; None leaves it to the
    category."""
    category: str | None = None
    """What it would be of as a report, whatever its intent: /report files any words."""
    category_confidence: float | None = None
    """The probability of the category, 0 to 1; None where words of danger name it, or nobody says."""
    urgency: Urgency = Urgency.NORMAL
    place: Place = NOWHERE
    times: tuple[TimeFound, ...] = ()
    poll: PollAsked | None = None
    event: EventSaid | None = None
    proposal: str | None = None
    """What is proposed to the neighbours in so many words: "我提议…"."""
    whom: str | None = None
    """To whom a task shall go or whose it is, as it stands in the text, in lower case."""
    number: int | None = None
    """The other issue that is spoken of."""
    stars: int | None = None
    """1 to 5."""
    because: tuple[str, ...] = ()
    """The words that decided, for the log, for tests and for whoever asks why."""


class Reader(Protocol):
    """Reads one message. Never raises, whatever was written."""

    def __call__(self, said: Said) -> Understanding:
        """Return what ``said`` means."""
        ...
