"""What there is to tell chats as such: who they are to the bot, and what it sees there."""

from dataclasses import dataclass

from bot.domain.ids import ChatId
from bot.domain.neighbourhood import Building
from bot.domain.news.help import Sees
from bot.domain.squad import Squad


@dataclass(frozen=True, slots=True)
class Stranger:
    """Tells a chat that isn't the community's how it becomes one, once."""

    chat: ChatId


@dataclass(frozen=True, slots=True)
class SetupWhat:
    """Asks what a group is to the community."""

    name: str
    sees: Sees


@dataclass(frozen=True, slots=True)
class Settings:
    """Shows what a building or a squad has chosen, with a button for each."""

    whose: Building | Squad
    new: bool = False
    """It was made just now."""


@dataclass(frozen=True, slots=True)
class Categories:
    """Shows which kinds of issue a squad takes, with a button for each."""

    squad: Squad


ChatNews = Stranger | SetupWhat | Settings | Categories
