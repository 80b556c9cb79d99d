"""The question whether something should be filed, and its end."""

from dataclasses import dataclass

from bot.domain.ids import MessageId
from bot.domain.squad import Squad


@dataclass(frozen=True, slots=True)
class Offer:
    """Asks the writer of a message whether it should be filed."""

    message: MessageId
    squad: Squad
    wish: bool = False


@dataclass(frozen=True, slots=True)
class OfferDeclined:
    """Takes the place of an offer that was turned down."""


OfferNews = Offer | OfferDeclined
