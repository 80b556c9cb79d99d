"""Pictures that come with a report or with the work on it; the bot keeps Telegram's name for them, not the picture."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import ChatId, MessageId

MOST = 10
"""Pictures of one step that are kept; Telegram's albums have no more."""
TOGETHER = timedelta(seconds=60)
"""A picture and its words are one message if no more lies between them."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that somebody sent."""

    chat: ChatId
    message: MessageId
    file: str
    """Telegram's file_id."""
    document: bool = False
    """It was sent as a file: Telegram shows it only as one."""
