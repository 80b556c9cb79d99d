"""Offers."""

from datetime import timedelta

from bot.domain.ids import MessageId
from bot.domain.news.issues import IssueView
from bot.domain.news.offers import Joined, LooksLike, Offer, OfferDeclined, OfferNews
from bot.domain.presses.base import LARGEST
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[OfferNews]:
    """Return samples."""
    message = MessageId(LARGEST)
    return [
        Offer(message, seen.squad),
        Offer(message, seen.squad, wish=True),
        OfferDeclined(),
        *(LooksLike(message, seen, NOON + timedelta(hours=2), own=own) for own in (True, False)),
        *(Joined(seen, seen.reporter, own=own) for own in (True, False)),
    ]
