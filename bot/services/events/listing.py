"""What is to come: a chat's events, a page at a time; and the week of a chat or of a person."""

from datetime import datetime, timedelta
from itertools import takewhile
from math import ceil

from bot.domain import event as rules
from bot.domain.cause import Cause
from bot.domain.event import Event, Occurrence, number_of
from bot.domain.ids import EventNumber
from bot.domain.memo import due_at
from bot.domain.news.events import Agenda, AgendaEntry, EventList
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.events import access, showing
from storage import events, memos, rsvps
from storage.database import Transaction
from storage.rsvps import ALWAYS

PAGE = 8
WEEK = timedelta(days=7)
MOST_DATES = 16
MOST_MEMOS = 20


def list_events(tx: Transaction, deps: Deps, cause: Cause, page: int = 1) -> None:
    """Show the next date of each event here; another page takes the place of the one before."""
    found = []
    for event in _events_here(tx, deps, cause):
        date = showing.current(deps, event, cause.at)
        if date is not None:
            found.append(date)
    found.sort(key=lambda date: (date.start, date.event.number))
    pages = max(1, ceil(len(found) / PAGE))
    page = max(1, min(page, pages))
    shown = found[(page - 1) * PAGE : page * PAGE]
    news = EventList(tuple(showing.view(tx, date) for date in shown), page, pages)
    if cause.press is None:
        people.meet(tx, deps, cause)
        owing.reply(tx, deps, cause, news)
    else:
        owing.edit(tx, deps, cause, news)
        owing.answer(tx, cause, "")


def week(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show what is on in the next seven days: here, or in somebody's own chat what concerns them."""
    people.meet(tx, deps, cause)
    dates = _dates(deps, _events_here(tx, deps, cause), cause.at)
    if not cause.private:
        entries = [AgendaEntry(date) for date in dates]
        owing.reply(tx, deps, cause, Agenda(tuple(entries), personal=False))
        return
    entries = _mine(tx, deps, cause, dates)
    owing.reply(tx, deps, cause, Agenda(tuple(entries[:MOST_DATES]), personal=True))


def _events_here(tx: Transaction, deps: Deps, cause: Cause) -> list[Event]:
    community = deps.neighbourhood.community
    if not cause.private:
        everywhere = cause.chat == deps.neighbourhood.office.chat
        return events.upcoming(tx, community, None if everywhere else cause.chat, cause.at)
    found: dict[EventNumber, Event] = {}
    for chat in sorted(access.chats_of(tx, deps, cause)):
        found |= {event.number: event for event in events.upcoming(tx, community, chat, cause.at)}
    return list(found.values())


def _dates(deps: Deps, found: list[Event], now: datetime) -> list[Occurrence]:
    zone, until = deps.neighbourhood.zone, now + WEEK
    dates: list[Occurrence] = []
    for event in found:
        dates += takewhile(lambda date: date.start < until, rules.dates(event, zone, now))
    return sorted(dates, key=lambda date: (date.start, date.event.number))[:MOST_DATES]


def _mine(tx: Transaction, deps: Deps, cause: Cause, dates: list[Occurrence]) -> list[AgendaEntry]:
    community, zone = deps.neighbourhood.community, deps.neighbourhood.zone
    today = number_of(cause.at.astimezone(zone).date())
    said = {(date.event, date.round): rsvp for date, rsvp in rsvps.of_person(tx, community, cause.actor.id, today)}
    entries: list[tuple[datetime, AgendaEntry]] = []
    for date in dates:
        rsvp = said.get((date.event.number, date.round)) or said.get((date.event.number, ALWAYS))
        entry = AgendaEntry(date, None if rsvp is None else rsvp.answer, waiting=rsvp is not None and rsvp.waiting)
        entries.append((date.start, entry))
    for memo in memos.waiting_of(tx, community, cause.actor.id, MOST_MEMOS):
        at = due_at(memo)
        if at is not None and at < cause.at + WEEK:
            entries.append((at, AgendaEntry(None, memo=(at, memo.text))))
    return [entry for _, entry in sorted(entries, key=lambda pair: pair[0])]
