"""What every service needs besides its transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, PersonId
from bot.domain.listening import Listening
from bot.domain.neighbourhood import Neighbourhood
from bot.domain.vote.seal import KEY_BYTES, Seal
from bot.texts import Texts
from nlp.understanding import Reader

Photographer = tuple[ChatId, int | None, PersonId]
"""Who has sent a picture in which chat and topic."""


@dataclass(slots=True)
class Deps:
    """The community, its words, and whoever reads its messages.

    What is remembered here beside the database spares looking it up, outside of any transaction, too. It is changed
    after the commit.
    """

    neighbourhood: Neighbourhood
    """Replaced as a whole when a chat moves."""
    texts: Texts
    read: Reader
    simplify: Callable[[str], str] = str
    """Writes Chinese in the characters that words are looked up in."""
    notice_days: int = 3
    """So long before the council meets its agenda goes out."""
    web: str | None = None
    """Where the bot's pages are found from outside, if it has any."""
    met: dict[tuple[ChatId, PersonId], Actor] = field(default_factory=dict)
    """Who was met where lately and is kept as they are."""
    listening: dict[ChatId, Listening] = field(default_factory=dict)
    """How the bot listens in the chats in which something is set."""
    photographed: dict[Photographer, datetime] = field(default_factory=dict)
    """Whose pictures wait for their words, and since when."""
    drafting: dict[tuple[ChatId, PersonId], str] = field(default_factory=dict)
    """Who is in the middle of what where: the kinds of the open drafts."""
    seal: Seal = field(default_factory=lambda: Seal(token_bytes(KEY_BYTES)))
    """Closes ballots and what tells of them. A key that isn't given lasts as long as this run."""
    shown_votes: dict[int, tuple[datetime, bool]] = field(default_factory=dict)
    """When the cards of running votes were brought up to date; or when they will be, where that is planned."""
    passed: dict[tuple[ChatId, str], None] = field(default_factory=dict)
    """Albums whose words were none of the bot's business; so are their other pictures."""

    def language(self, cause: Cause) -> str:
        """Return the language of the chat in which something happens."""
        return self.neighbourhood.language_of(cause.chat, cause.actor.language)

    def listens(self, chat: ChatId) -> Listening:
        """Return how the bot listens in a chat."""
        return self.listening.get(chat, Listening())
