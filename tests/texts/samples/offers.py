"""Offers."""

from bot.domain.ids import MessageId
from bot.domain.news.issues import IssueView
from bot.domain.news.offers import Offer, OfferDeclined, OfferNews
from bot.domain.presses.base import LARGEST


def news(seen: IssueView) -> list[OfferNews]:
    """Return samples."""
    message = MessageId(LARGEST)
    return [Offer(message, seen.squad), Offer(message, seen.squad, wish=True), OfferDeclined()]
