"""The question whether something should be filed, and its end."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.ids import MessageId
from bot.domain.news.issues import IssueView
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


@dataclass(frozen=True, slots=True)
class LooksLike:
    """Asks the writer of a report whether it is an issue that there is already."""

    message: MessageId
    view: IssueView
    now: datetime
    own: bool
    """They reported that one, too."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Takes the place of that question when it is the same."""

    view: IssueView
    who: Actor
    own: bool


OfferNews = Offer | OfferDeclined | LooksLike | Joined
