"""One living card for each date of an event in each chat that it concerns."""

from datetime import datetime, timedelta

from bot.domain import event as rules
from bot.domain import rsvp
from bot.domain.event import Event, Occurrence
from bot.domain.ids import ChatId
from bot.domain.news.events import DateCard, DateView, EventNoted
from bot.services import owing
from bot.services.deps import Deps
from bot.services.owing import Where
from storage import cards, rsvps
from storage.cards import Card, Subject
from storage.database import Transaction
from storage.rsvps import Date

NAME, DATE = "event", "date"
REST = timedelta(seconds=3)
"""So long a card waits for further answers."""


def subject(event: Event) -> Subject:
    """Return an event as the subject of its cards."""
    return Subject(event.community, NAME, event.number)


def kept_as(date: Occurrence) -> Date:
    """Return a date as storage knows it."""
    return Date(date.event.community, date.event.number, date.round)


def view(tx: Transaction, date: Occurrence) -> DateView:
    """Return a date with how many come."""
    return DateView(date, rsvps.turnout(tx, kept_as(date)))


def card_of(tx: Transaction, date: Occurrence, chat: ChatId) -> Card | None:
    """Return the card of a date in a chat."""
    return cards.find(tx, subject(date.event), DATE, date.round, chat)


def show(tx: Transaction, deps: Deps, date: Occurrence, now: datetime, chat: ChatId | None = None) -> None:
    """Show a date as it stands in every chat that it concerns, or in one; where it has no card yet, it gets one."""
    news = _card(tx, date, now)
    chats = (chat,) if chat in date.event.chats and chat is not None else date.event.chats
    for each in chats:
        owing.card(tx, deps, (subject(date.event), DATE, date.round), each, news, now, Where(rest=REST))


def refresh(tx: Transaction, deps: Deps, date: Occurrence, now: datetime) -> None:
    """Show a date as it stands on the cards that are there already."""
    news = _card(tx, date, now)
    for chat in date.event.chats:
        card = card_of(tx, date, chat)
        if card is not None:
            owing.show(tx, deps, card, news, now, Where(rest=REST))


def replace_cards(tx: Transaction, deps: Deps, old: Occurrence, new: Event, now: datetime) -> None:
    """Say on the cards of a date that another stands below in its place."""
    for chat in old.event.chats:
        card = card_of(tx, old, chat)
        if card is not None:
            owing.show(tx, deps, card, EventNoted(new.number, new.title, changed=True), now)
            cards.retire(tx, card)


def current(deps: Deps, event: Event, now: datetime) -> Occurrence | None:
    """Return the date of an event that is on or comes next."""
    return rules.next_date(event, deps.neighbourhood.zone, now)


def _card(tx: Transaction, date: Occurrence, now: datetime) -> DateCard:
    return DateCard(view(tx, date), over=date.over_at <= now, door=rsvp.door_is_open(date, now))
