"""Dates of stand-ups and councils prepare themselves."""

from dataclasses import replace
from datetime import datetime

from bot.domain import event as rules
from bot.domain.council import Sitting, SittingState
from bot.domain.event import Event, EventKind, Occurrence
from bot.domain.ids import EventNumber
from bot.domain.meeting import prepared_at
from bot.domain.reminder import Reminder, ReminderKind
from bot.services import council, standup
from bot.services.deps import Deps
from storage import cards, events, reminders
from storage import council as kept
from storage.cards import Subject
from storage.database import Transaction


def prepare(tx: Transaction, deps: Deps, event: Event, date: Occurrence | None, now: datetime) -> None:
    """Plan when the papers of an event's next date go out, in the place of what was planned before."""
    if event.kind is EventKind.EVENT:
        return
    reminders.drop(tx, event.community, ReminderKind.MEETING_AHEAD, event.number)
    at = None if date is None else prepared_at(date, deps.notice_days, deps.neighbourhood.zone, now)
    if date is not None and at is not None and not _is_prepared(tx, date):
        reminders.add(tx, Reminder(event.community, ReminderKind.MEETING_AHEAD, event.number, date.round, at))


def _is_prepared(tx: Transaction, date: Occurrence) -> bool:
    """Tell whether the papers of a date have gone out: a sheet twice is one too many."""
    community, number = date.event.community, date.event.number
    if date.event.kind is EventKind.STAND_UP:
        return cards.find(tx, Subject(community, standup.SUBJECT, number), standup.SHEET, date.round) is not None
    sitting = kept.of_event(tx, community, number, date.round)
    return sitting is not None and sitting.state is not SittingState.PLANNED


def decide(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Send the papers of a date, if it still takes place and hasn't begun."""
    community = deps.neighbourhood.community
    event = events.access(tx, community, EventNumber(reminder.subject))
    date = rules.on(event, deps.neighbourhood.zone, reminder.round)
    if date.cancelled or date.start <= now:
        return
    if event.kind is EventKind.STAND_UP:
        standup.post_sheet(tx, deps, date.start, event.number, date.round, now)
    elif event.kind is EventKind.COUNCIL:
        _send_agenda(tx, deps, date, now)


def _send_agenda(tx: Transaction, deps: Deps, date: Occurrence, now: datetime) -> None:
    community, number = deps.neighbourhood.community, date.event.number
    planned = Sitting(community, 0, date.start, date.place, number, date.round)
    sitting = kept.of_event(tx, community, number, date.round) or kept.plan(tx, planned)
    if sitting.state in {SittingState.PLANNED, SittingState.ANNOUNCED}:
        council.send_agenda(tx, deps, replace(sitting, starts_at=date.start, place=date.place), now)
