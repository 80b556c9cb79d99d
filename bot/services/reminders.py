"""The clock's tick: what is due is decided again, and told if it still matters."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.issue import Issue, Step, Urgency
from bot.domain.news import Unclaimed
from bot.domain.reminder import ATTEMPTS, REPEAT, REPEAT_EMERGENCY, Reminder, still_unclaimed
from bot.domain.squad import after_working
from bot.services import listening, owing
from bot.services.deps import Deps
from storage import issues, reminders
from storage.database import Transaction

BATCH = 100
"""Reminders decided in one transaction, so that a great many don't hold up the chats."""


def tick(tx: Transaction, deps: Deps, now: datetime) -> int:
    """Decide the reminders that are due; return how many there were.

    They are struck off in the transaction that owes their messages: each is told once, whatever crashes.
    """
    listening.speak_up(tx, deps, now)
    due = reminders.due(tx, deps.neighbourhood.community, now, BATCH)
    for _, reminder in due:
        _decide(tx, deps, reminder, now)
    if due:
        reminders.strike(tx, [id_ for id_, _ in due])
    return len(due)


def _decide(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    issue = issues.access(tx, deps.neighbourhood.community, reminder.number)
    if not still_unclaimed(issue, reminder):
        return
    issues.add_clock_event(tx, issue, Step.REMIND, now)
    seen = owing.view(tx, deps, issue)
    owing.remind_squad(tx, deps, issue, Unclaimed(seen, issue.reported_at, now), now)
    emergency = issue.urgency is Urgency.EMERGENCY
    if emergency or reminder.attempt < ATTEMPTS:
        again = _again(deps, issue, REPEAT_EMERGENCY if emergency else REPEAT, now)
        reminders.add(tx, replace(reminder, due_at=again, attempt=reminder.attempt + 1))


def _again(deps: Deps, issue: Issue, span: timedelta, now: datetime) -> datetime:
    hours = None if issue.urgency is Urgency.EMERGENCY else deps.neighbourhood.squads[issue.squad].hours
    return after_working(now.astimezone(deps.neighbourhood.zone), span, hours)
