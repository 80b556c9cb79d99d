"""What the clock does with events: each reminder is decided again when it is due."""

from dataclasses import replace
from datetime import datetime

from bot.domain import event as rules
from bot.domain.event import Event, Occurrence
from bot.domain.ids import EventNumber
from bot.domain.news.events import DateAhead, DateCalledOff, DateMoved
from bot.domain.refusal import Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.services import owing
from bot.services.deps import Deps
from bot.services.events import planning, showing
from storage import events, reminders, rsvps
from storage.database import Transaction

AT_ONCE = 100
"""People told in one transaction."""


def decide_ahead(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Bring a date to mind in its chats, once; then, one by one, to those who come.

    Of reminders that are late, only the last is told; of what has begun meanwhile, that it was due; of what is over,
    nothing.
    """
    date = _date(tx, deps, reminder)
    if date is None or date.over_at <= now or _next_is_due(deps, date, reminder, now):
        return
    began = date.start <= now
    for chat in date.event.chats:
        card = showing.card_of(tx, date, chat)
        if card is None:
            showing.show(tx, deps, date, now, chat)
            card = showing.card_of(tx, date, chat)
        if card is not None:
            owing.below(tx, deps, card, DateAhead(showing.view(tx, date), now, began=began), now)
    if not began:
        tell_each(tx, deps, reminder, now)


def tell_each(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Remind some of those who come in their own chats; the others in transactions of their own."""
    date = _date(tx, deps, reminder)
    if date is None or date.start <= now:
        return
    found = rsvps.to_remind(tx, showing.kept_as(date), reminder.attempt, AT_ONCE)
    news = DateAhead(showing.view(tx, date), now, personal=True)
    owing.whisper_all(tx, deps, [(guest.who.id, news) for guest in found], now)
    if len(found) == AT_ONCE:
        reminders.add(tx, replace(reminder, kind=ReminderKind.EVENT_AHEAD_EACH, due_at=now))


def decide_door(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Open the door: from now on people can be checked in."""
    date = _date(tx, deps, reminder)
    if date is not None and date.over_at > now:
        showing.refresh(tx, deps, date, now)


def decide_over(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Close the card of a date that is over, and go on with the next."""
    event = events.access(tx, deps.neighbourhood.community, EventNumber(reminder.subject))
    date = _on(deps, event, reminder.round)
    if date is not None and date.over_at > now:
        # It was moved, and is planned anew.
        return
    if date is not None:
        showing.refresh(tx, deps, date, now)
    planning.begin_date(tx, deps, event, now)


def decide_show(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Bring the cards in all chats up to date with what was answered in one."""
    date = _date(tx, deps, reminder)
    if date is not None:
        showing.refresh(tx, deps, date, now)


def decide_changed(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Tell some of those who wanted to come of a change; the others in transactions of their own.

    The reminder's attempt is the change as the event counts them; where all its dates are concerned, it is negative.
    """
    event = events.access(tx, deps.neighbourhood.community, EventNumber(reminder.subject))
    date = _on(deps, event, reminder.round)
    if date is None:
        return
    following, sequence = reminder.attempt < 0, abs(reminder.attempt)
    found = rsvps.to_tell(tx, showing.kept_as(date), sequence, AT_ONCE, following=following)
    news = DateCalledOff(date, whole=following) if date.cancelled else DateMoved(date)
    owing.whisper_all(tx, deps, [(guest.who.id, news) for guest in found], now)
    if len(found) == AT_ONCE:
        reminders.add(tx, replace(reminder, due_at=now))


def _date(tx: Transaction, deps: Deps, reminder: Reminder) -> Occurrence | None:
    """Return the date that a reminder is about, if it still takes place."""
    event = events.access(tx, deps.neighbourhood.community, EventNumber(reminder.subject))
    date = _on(deps, event, reminder.round)
    return None if date is None or date.cancelled else date


def _on(deps: Deps, event: Event, round_: int) -> Occurrence | None:
    try:
        return rules.on(event, deps.neighbourhood.zone, round_)
    except Refused:
        return None


def _next_is_due(deps: Deps, date: Occurrence, reminder: Reminder, now: datetime) -> bool:
    """Tell whether a later reminder of the same date is due, too: then this one comes too late to say anything."""
    leads = planning.leads(deps, date.event)
    return any(date.start - lead <= now for lead in leads[reminder.attempt :])
