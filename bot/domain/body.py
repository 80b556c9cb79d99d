"""A message as the bot writes it, before Telegram's words for it."""

from dataclasses import dataclass

from bot.domain.presses import Press


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message."""

    text: str
    press: Press


@dataclass(frozen=True, slots=True)
class Body:
    """Escaped HTML of at most Telegram's 4096 characters, and rows of buttons."""

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    wants_reply: bool = False
    """Opens the reply field of the person it answers."""
