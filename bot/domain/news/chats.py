"""What there is to tell chats as such."""

from dataclasses import dataclass

from bot.domain.ids import ChatId


@dataclass(frozen=True, slots=True)
class Stranger:
    """Tells a chat that isn't in the config how to get there, once."""

    chat: ChatId


ChatNews = Stranger
