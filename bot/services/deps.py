"""What every service needs besides its transaction."""

from dataclasses import dataclass, field

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, PersonId
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
    met: dict[tuple[ChatId, PersonId], Actor] = field(default_factory=dict)
    """Who was met where lately and is kept as they are, so that it needn't be looked up."""

    def language(self, cause: Cause) -> str:
        """Return the language of the chat in which something happens."""
        return self.neighbourhood.language_of(cause.chat, cause.actor.language)
