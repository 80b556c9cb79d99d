"""What every service needs besides its transaction."""

from dataclasses import dataclass

from bot.domain.cause import Cause
from bot.domain.neighbourhood import Neighbourhood
from bot.texts import Texts
from nlp.understanding import Reader


@dataclass(slots=True)
class Deps:
    """The community, its words, and whoever reads its messages."""

    neighbourhood: Neighbourhood
    """Replaced as a whole when a chat moves."""
    texts: Texts
    read: Reader

    def language(self, cause: Cause) -> str:
        """Return the language of the chat in which something happens."""
        return self.neighbourhood.language_of(cause.chat, cause.actor.language)
