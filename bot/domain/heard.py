"""What somebody wrote into a chat, before it is understood."""

from dataclasses import dataclass

from bot.domain.ids import MessageId
from bot.domain.photo import Photo
from bot.domain.presses import Press


@dataclass(frozen=True, slots=True)
class Heard:
    """A plain message."""

    text: str
    message: MessageId
    answers: MessageId | None = None
    """The message of the bot's that it replies to."""
    below: MessageId | None = None
    """The message of somebody else's that it replies to."""
    button: Press | None = None
    """What that message's first button carries."""
    photo: Photo | None = None
    album: str | None = None
    """The album that the picture belongs to."""
    addressed: bool = False
    """It speaks to the bot by name; the text is without that."""
