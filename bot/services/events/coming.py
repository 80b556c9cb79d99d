"""Neighbours say whether they come, bring guests, and are let in at the door."""

from datetime import timedelta
from math import ceil

from bot.domain import rsvp as rules
from bot.domain.cause import Cause
from bot.domain.event import Occurrence
from bot.domain.ids import EventNumber, PersonId
from bot.domain.news import News
from bot.domain.news.events import AlwaysComes, Answered, Door, Guests, PlaceFree
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.rsvp import Answer, Rsvp
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.events import access, showing
from storage import people as kept_people
from storage import reminders, rsvps
from storage.database import Transaction
from storage.rsvps import ALWAYS, Date

MOST_LISTED = 20_000
DOOR_PAGE = 20
OTHER_CHATS_WAIT = timedelta(minutes=1)
"""Cards in chats in which nobody has pressed follow so much later, all together."""


def answer(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int, said: Answer) -> None:
    """Note what somebody says to an invitation."""
    date = _open(tx, deps, cause, number, round_)
    before = rsvps.find(tx, showing.kept_as(date), cause.actor.id)
    _keep(tx, deps, cause, date, before, rules.answered(before, cause.actor.id, said, cause.at))


def bring(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int, *, more: bool) -> None:
    """Note that somebody brings a guest more, or one less."""
    date = _open(tx, deps, cause, number, round_)
    before = rsvps.find(tx, showing.kept_as(date), cause.actor.id)
    asked = rules.with_guests(before, cause.actor.id, 1 if more else -1, cause.at)
    _keep(tx, deps, cause, date, before, asked)


def come_always(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int) -> None:
    """Note that somebody comes every time, or no longer does; this date is the first of them."""
    date = _open(tx, deps, cause, number, round_)
    always = Date(date.event.community, date.event.number, ALWAYS)
    if rsvps.find(tx, always, cause.actor.id) is not None:
        rsvps.forget(tx, always, cause.actor.id)
        _answer(tx, deps, cause, AlwaysComes(always=False))
        return
    rsvps.keep(tx, always, Rsvp(cause.actor.id, Answer.YES, cause.at))
    before = rsvps.find(tx, showing.kept_as(date), cause.actor.id)
    if before is None:
        _keep(tx, deps, cause, date, None, Rsvp(cause.actor.id, Answer.YES, cause.at))
    else:
        _answer(tx, deps, cause, AlwaysComes(always=True))


def here(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int) -> None:
    """Check somebody in who says that they are there."""
    date = access.date_seen(tx, deps, cause, number, round_)
    people.meet(tx, deps, cause)
    kept = showing.kept_as(date)
    came = rules.check_in(date, rsvps.find(tx, kept, cause.actor.id), cause.actor.id, cause.at)
    rsvps.keep(tx, kept, came)
    _show(tx, deps, cause, date)
    _answer(tx, deps, cause, Answered(Answer.YES, came.guests, came=True))


def show_guests(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int) -> None:
    """Tell whoever called it, or leads, who comes: in their own chat, as the names are not for everybody."""
    date = access.date_seen(tx, deps, cause, number, round_)
    access.require_change(tx, deps, cause, date.event)
    found = rsvps.guests(tx, showing.kept_as(date), tuple(Answer), MOST_LISTED)
    rows = tuple(
        (guest.who, guest.rsvp.answer, guest.rsvp.guests, guest.rsvp.waiting, guest.rsvp.came_at is not None)
        for guest in found
    )
    _tell_alone(tx, deps, cause, Guests(showing.view(tx, date), rows))


def at_the_door(
    tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int, page: int, who: PersonId | None
) -> None:
    """Show the list at the door to whoever called it or leads, and let somebody in."""
    date = access.date_seen(tx, deps, cause, number, round_)
    access.require_change(tx, deps, cause, date.event)
    kept = showing.kept_as(date)
    if who is not None:
        before = rsvps.find(tx, kept, who)
        if before is None:
            raise Refused(Reason.NOT_COMING)
        rsvps.keep(tx, kept, rules.check_in(date, before, who, cause.at), let_in_by=cause.actor.id)
        _show(tx, deps, cause, date)
    _, total = rsvps.to_let_in(tx, kept, 0, 1)
    pages = max(1, ceil(total / DOOR_PAGE))
    page = min(page, pages)
    found, _ = rsvps.to_let_in(tx, kept, (page - 1) * DOOR_PAGE, DOOR_PAGE)
    news = Door(showing.view(tx, date), tuple((guest.who, guest.rsvp.guests) for guest in found), page, pages)
    if cause.private:
        owing.edit(tx, deps, cause, news)
        owing.answer(tx, cause, "")
    else:
        _tell_alone(tx, deps, cause, news)


def _open(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int) -> Occurrence:
    """Return a date that still takes answers."""
    date = access.date_seen(tx, deps, cause, number, round_)
    rules.may_answer(date, cause.at)
    people.meet(tx, deps, cause)
    return date


def _keep(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence, before: Rsvp | None, asked: Rsvp) -> None:
    """Give an answer its place, let the line move up, and show it."""
    kept, capacity = showing.kept_as(date), date.event.capacity
    if asked != before:
        asked = rules.seated(asked, before, capacity, rsvps.turnout(tx, kept))
        rsvps.keep(tx, kept, asked)
        if capacity is not None and before is not None and before.party > asked.party:
            move_up(tx, deps, cause, date)
        _show(tx, deps, cause, date)
    _answer(tx, deps, cause, Answered(asked.answer, asked.guests, asked.waiting))


def move_up(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence) -> None:
    """Give free places to those who wait longest, and tell them."""
    kept = showing.kept_as(date)
    moved = rules.moving_up(date.event.capacity, rsvps.turnout(tx, kept).yes, rsvps.queue(tx, kept))
    unreached = []
    for each in moved:
        rsvps.keep(tx, kept, each)
        if not owing.whisper(tx, deps, each.person, PlaceFree(date), cause.at):
            unreached.append(each.person)
    if unreached:
        known = kept_people.known(tx, unreached)
        mentions = tuple(known[person] for person in unreached if person in known)
        card = showing.card_of(tx, date, date.event.chats[0])
        if card is not None:
            owing.below(tx, deps, card, PlaceFree(date, mentions), cause.at)


def _show(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence) -> None:
    """Show it in the chat where it was said; the cards in others follow together."""
    chats = date.event.chats
    here = cause.chat if cause.chat in chats else chats[0]
    showing.show(tx, deps, date, cause.at, here)
    event = date.event
    if len(chats) == 1:
        return
    planned = reminders.of_subject(tx, event.community, ReminderKind.EVENT_SHOW, event.number)
    if not any(reminder.round == date.round for reminder in planned):
        later = cause.at + OTHER_CHATS_WAIT
        reminders.add(tx, Reminder(event.community, ReminderKind.EVENT_SHOW, event.number, date.round, later))


def _tell_alone(tx: Transaction, deps: Deps, cause: Cause, news: News) -> None:
    if cause.private:
        owing.reply(tx, deps, cause, news)
    elif not owing.whisper(tx, deps, cause.actor.id, news, cause.at):
        raise Refused(Reason.GUESTS_PRIVATELY)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _answer(tx: Transaction, deps: Deps, cause: Cause, news: News) -> None:
    owing.answer(tx, cause, deps.texts.body(deps.language(cause), news).html)
