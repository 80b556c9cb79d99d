"""Dates of stand-ups and councils prepare themselves."""

from dataclasses import replace
from datetime import datetime

from bot.domain import event as rules
from bot.domain.council import Sitting, SittingState
from bot.domain.event import EventKind, Occurrence
from bot.domain.ids import EventNumber
from bot.domain.meeting import prepared_at
from bot.domain.reminder import Reminder, ReminderKind
from bot.services import council, standup
from bot.services.deps import Deps
from storage import council as kept
from storage import events, reminders
from storage.database import Transaction


def prepare(tx: Transaction, deps: Deps, date: Occurrence, now: datetime) -> None:
    """Plan when the papers of a date go out, in the place of what was planned for the event."""
    event = date.event
    reminders.drop(tx, event.community, ReminderKind.MEETING_AHEAD, event.number)
    at = prepared_at(date, deps.notice_days, deps.neighbourhood.zone, now)
    if at is not None:
        reminders.add(tx, Reminder(event.community, ReminderKind.MEETING_AHEAD, event.number, date.round, at))


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
