"""Puts an event on the calendar, and plans when its dates are brought to mind."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import event as rules
from bot.domain.cause import Cause
from bot.domain.event import Event, EventKind, EventStep, Occurrence
from bot.domain.event_clock import CHOSEN, LEADS, ahead
from bot.domain.meeting import kind_of
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.rsvp import DOOR_OPENS
from bot.domain.setting import EVENT_LEADS
from bot.services import meetings, people
from bot.services.deps import Deps
from bot.services.events import showing
from storage import events, reminders, rsvps
from storage.database import Transaction
from storage.rsvps import ALWAYS, Date

MOST_PLANNED = 200
"""Events that are still to come in one chat."""
OF_EVENTS = (
    ReminderKind.EVENT_AHEAD,
    ReminderKind.EVENT_AHEAD_EACH,
    ReminderKind.EVENT_DOOR,
    ReminderKind.EVENT_OVER,
)


def create(tx: Transaction, deps: Deps, cause: Cause, event: Event, *, quietly: bool = False) -> Event:
    """Put an event on the calendar, announce its next date in each of its chats, and plan its reminders.

    :param event: its number is given here.
    :param quietly: its card comes with its first reminder.
    :raises Refused: it makes no sense, or there are too many already.
    """
    place = deps.neighbourhood
    if not event.chats:
        raise Refused(Reason.EVENT_NEEDS_CHAT)
    if events.count_planned(tx, place.community, event.chats[0], cause.at) >= MOST_PLANNED:
        raise Refused(Reason.EVENTS_TOO_MANY, most=MOST_PLANNED)
    people.meet(tx, deps, cause)
    kind = _kind(tx, deps, cause, event)
    numbered = replace(event, number=events.next_number(tx, place.community), kind=kind, changed_at=cause.at)
    called = rules.called(numbered, place.zone, cause.at)
    events.add(tx, called, rules.over_at(called, place.zone))
    events.add_step(tx, called, EventStep.CALL, cause, None)
    begin_date(tx, deps, called, cause.at, announce=not quietly)
    return called


def begin_date(tx: Transaction, deps: Deps, event: Event, now: datetime, *, announce: bool = False) -> None:
    """Plan what has to be said of the next date of an event; nothing where there is none.

    :param announce: show it at once, however far it is; otherwise its card comes with its first reminder.
    """
    date = showing.current(deps, event, now)
    for kind in OF_EVENTS:
        reminders.drop(tx, event.community, kind, event.number)
    meetings.prepare(tx, deps, event, date, now)
    if date is None:
        return
    always = Date(event.community, event.number, ALWAYS)
    rsvps.take_over(tx, showing.kept_as(date), always, event.capacity, now)
    if announce:
        showing.show(tx, deps, date, now)
    plan(tx, deps, date, now)


def plan(tx: Transaction, deps: Deps, date: Occurrence, now: datetime) -> None:
    """Plan the reminders of a date, its door, and what follows it."""
    event, place = date.event, deps.neighbourhood
    wanted = leads(deps, event)
    planned = [
        _reminder(date, ReminderKind.EVENT_AHEAD, at, number)
        for number, lead in enumerate(wanted, 1)
        if (at := ahead(date, lead, place.quiet, place.zone, now)) is not None
    ]
    if (opens := date.start - DOOR_OPENS) > now:
        planned.append(_reminder(date, ReminderKind.EVENT_DOOR, opens))
    planned.append(_reminder(date, ReminderKind.EVENT_OVER, max(date.over_at, now)))
    reminders.add_all(tx, planned)


def _kind(tx: Transaction, deps: Deps, cause: Cause, event: Event) -> EventKind:
    """Return what sort of meeting it is: those of the whole community are a worker's to call."""
    kind = kind_of(event.title)
    if kind is EventKind.EVENT or event.kind is not EventKind.EVENT:
        return event.kind
    standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    return kind if standing.may(Action.COUNCIL_AGENDA) else EventKind.EVENT


def leads(deps: Deps, event: Event) -> tuple[timedelta, ...]:
    """Return how long ahead an event is brought to mind: as it says itself, else as its first building wants."""
    if event.leads is not None:
        return event.leads
    building = next(
        (deps.neighbourhood.buildings[chat] for chat in event.chats if chat in deps.neighbourhood.buildings), None
    )
    return LEADS if building is None else CHOSEN[building.chosen(EVENT_LEADS)]


def _reminder(date: Occurrence, kind: ReminderKind, at: datetime, attempt: int = 1) -> Reminder:
    return Reminder(date.event.community, kind, date.event.number, date.round, at, attempt)
