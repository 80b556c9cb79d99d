"""A message as the bot writes it, before Telegram's words for it."""

from dataclasses import dataclass

from bot.domain.paper import Paper
from bot.domain.presses import Press


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message."""

    text: str
    press: Press


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class StartLink:
    """A button that opens the bot's own chat, where Start brings it the payload."""

    text: str
    payload: str
    """At most 64 of A-Z, a-z, 0-9, _ and -."""


@dataclass(frozen=True, slots=True)
class Question:
    """A poll of Telegram's own; the body's words aren't shown with it."""

    text: str
    """Plain, of at most 300 characters."""
    options: tuple[str, ...]
    """Two to twelve, of at most 100 characters each."""
    anonymous: bool = True
    several: bool = False
    """More than one option may be chosen."""


@dataclass(frozen=True, slots=True)
class Body:
    """Escaped HTML of at most Telegram's 4096 characters (1024 with a paper), and rows of buttons."""

    html: str
    rows: tuple[tuple[Button | Link | StartLink, ...], ...] = ()
    wants_reply: bool = False
    """Opens the reply field of the person it answers."""
    paper: Paper | None = None
    """A picture or a file above the words; it is made when it is sent."""
    poll: Question | None = None
