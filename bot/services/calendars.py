"""Calendars for phones: addresses that are somebody's own, what each gives out, and an event as a file."""

import hashlib
from datetime import datetime, timedelta

from bot.calendars.write import write
from bot.domain.calendar import MOST_FED, Feed, entries_of
from bot.domain.cause import Cause
from bot.domain.event import Event, number_of
from bot.domain.ids import ChatId, EventNumber, PersonId
from bot.domain.news.calendars import AddressGiven, AddressIsThere, AddressSent, AddressTakenBack, EventFile
from bot.domain.paper import File
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.rsvp import Answer
from bot.services import owing, people, secret
from bot.services.deps import Deps
from storage import calendars, events, households, roles, rsvps
from storage.calendars import Address
from storage.database import Transaction

SHOWN_BACK = timedelta(days=31)
"""What is over stays on a phone's calendar for so long."""


# ---- addresses ----


def give_address(tx: Transaction, deps: Deps, cause: Cause, *, renew: bool = False) -> None:
    """Give somebody the address of a calendar, in their own chat: that of the building they ask in, else their own.

    It is told once: only its digest is kept. Whoever has lost it makes a new one, and the old one is none any more.
    """
    if deps.web is None:
        raise Refused(Reason.NO_FEEDS)
    chat = _whose(deps, cause)
    people.meet(tx, deps, cause)
    name = _name(deps, chat)
    there = next((one for one in _addresses(tx, deps, cause.actor.id) if one.chat == chat), None)
    if there is not None and not renew:
        owing.reply(tx, deps, cause, AddressIsThere(name, there.made_at))
        return
    token = secret.address()
    calendars.put(tx, Address(deps.neighbourhood.community, cause.actor.id, chat, cause.at), digest_of(token))
    given = AddressGiven(name, f"{deps.web}/calendar/{token}.ics")
    if not owing.whisper(tx, deps, cause.actor.id, given, cause.at):
        raise Refused(Reason.START_FIRST)
    if not cause.private:
        owing.reply(tx, deps, cause, AddressSent(name))


def take_back(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Let an address be none any more: in a building's chat that of its calendar, in somebody's own chat all."""
    chat = None if cause.private else cause.chat
    count = calendars.take_back(tx, deps.neighbourhood.community, cause.actor.id, chat)
    owing.reply(tx, deps, cause, AddressTakenBack(count))


def digest_of(token: str) -> bytes:
    """Return what is kept of a token. It has 192 random bits: nobody finds it by trying, and it needs no salt."""
    return hashlib.sha256(token.encode()).digest()


def _addresses(tx: Transaction, deps: Deps, person: PersonId) -> tuple[Address, ...]:
    return calendars.of_person(tx, deps.neighbourhood.community, person)


def _whose(deps: Deps, cause: Cause) -> ChatId:
    """Return the chat whose calendar is asked for; a person's own has the number of the person."""
    return cause.chat if deps.neighbourhood.knows(cause.chat) else ChatId(cause.actor.id)


def _name(deps: Deps, chat: ChatId) -> str:
    building = deps.neighbourhood.buildings.get(chat)
    return deps.neighbourhood.name if building is None else building.name


def _may_read(tx: Transaction, deps: Deps, person: PersonId, chat: ChatId) -> bool:
    """Tell whether somebody belongs to a chat (still); their own calendar is everybody's."""
    if chat == ChatId(person) or chat in _chats_of(tx, deps, person):
        return True
    return people.standing(tx, deps, person).may(Action.COUNCIL_AGENDA)


def _chats_of(tx: Transaction, deps: Deps, person: PersonId) -> frozenset[ChatId]:
    """Return the community's chats to which somebody belongs: they are in them, or live there."""
    place = deps.neighbourhood
    homes = {home.building for home in households.of_person(tx, place.community, person)}
    return frozenset(chat for chat in roles.chats_of(tx, person) | homes if place.knows(chat))


# ---- what they give out ----


def feed(tx: Transaction, deps: Deps, token: str, now: datetime) -> Feed | None:
    """Return the calendar behind an address; None where there is none, or its owner may not read it any more."""
    community = deps.neighbourhood.community
    address = calendars.of_digest(tx, community, digest_of(token))
    if address is None or not _may_read(tx, deps, address.person, address.chat):
        return None
    since = now - SHOWN_BACK
    if address.chat == ChatId(address.person):
        found = _own(tx, deps, address.person, since)
    else:
        found = events.changed_since(tx, community, address.chat, since)
    zone = deps.neighbourhood.zone
    entries = [entry for event in found for entry in entries_of(event, zone)]
    return Feed(_name(deps, address.chat), zone, tuple(entries[:MOST_FED]))


def _own(tx: Transaction, deps: Deps, person: PersonId, since: datetime) -> list[Event]:
    """Return what somebody's chats plan and what they said yes to elsewhere, without what they declined."""
    community, zone = deps.neighbourhood.community, deps.neighbourhood.zone
    today = number_of(since.astimezone(zone).date())
    answered = rsvps.of_person(tx, community, person, today)
    declined = {date.event for date, rsvp in answered if rsvp.answer is Answer.NO and date.round == rsvps.ALWAYS}
    accepted = {date.event for date, rsvp in answered if rsvp.answer is Answer.YES}
    found = {
        event.number: event
        for chat in sorted(_chats_of(tx, deps, person))
        for event in events.changed_since(tx, community, chat, since)
    }
    missing = accepted - found.keys()
    found |= {event.number: event for event in events.numbered(tx, community, missing)}
    return [event for number, event in sorted(found.items()) if number not in declined]


# ---- one event as a file ----


def send_file(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber) -> None:
    """Send an event as a file that a phone puts on its calendar, where the chat may see it."""
    event = events.access(tx, deps.neighbourhood.community, number)
    theirs = _chats_of(tx, deps, cause.actor.id) if cause.private else frozenset({cause.chat})
    worker = people.standing(tx, deps, cause.actor.id).may(Action.COUNCIL_AGENDA)
    if not theirs & {event.chat, *event.chats} and not worker:
        raise Refused(Reason.EVENT_UNKNOWN, number=number)
    zone = deps.neighbourhood.zone
    text = write(event.title, zone, entries_of(event, zone)).decode()
    news = EventFile(event.title, File(f"event-{number}.ics", text))
    if cause.press is None:
        owing.reply(tx, deps, cause, news)
    elif not owing.whisper(tx, deps, cause.actor.id, news, cause.at):
        # A file for each of many who press would fill the chat.
        raise Refused(Reason.START_FIRST)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))
