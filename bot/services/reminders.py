"""The clock's tick: what is due is decided again, and told if it still matters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.due import after_working
from bot.domain.ids import IssueNumber
from bot.domain.issue import Issue, Step, Urgency
from bot.domain.news.issues import Unclaimed
from bot.domain.reminder import ATTEMPTS, REPEAT, REPEAT_EMERGENCY, Reminder, ReminderKind, still_unclaimed
from bot.services import owing
from bot.services.deps import Deps
from storage import issues, reminders
from storage.database import Transaction

BATCH = 100
"""Reminders decided in one transaction, so that a great many don't hold up the chats."""
REST = timedelta(hours=1)
"""What can't be decided is tried again after this long."""

Decider = Callable[[Transaction, Deps, Reminder, datetime], None]
"""Decides a reminder that is due: whether it still matters, what is owed, and when to look again."""


def tick(tx: Transaction, deps: Deps, now: datetime, most: int = BATCH) -> int:
    """Decide the reminders that are due; return how many there were.

    They are struck off in the transaction that owes their messages: each is told once, whatever crashes.
    """
    due = reminders.due(tx, deps.neighbourhood.community, now, most)
    if due:
        # Before they are decided: a decider may plan the same again.
        reminders.strike(tx, [id_ for id_, _ in due])
    for _, reminder in due:
        DECIDERS[reminder.kind](tx, deps, reminder, now)
    return len(due)


def put_off(tx: Transaction, deps: Deps, now: datetime) -> ReminderKind | None:
    """Put off the one that is due first and can't be decided, so that the others are; return its kind."""
    for id_, reminder in reminders.due(tx, deps.neighbourhood.community, now, 1):
        reminders.put_off(tx, id_, now + REST)
        return reminder.kind
    return None


def _decide_unclaimed(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    issue = issues.access(tx, deps.neighbourhood.community, IssueNumber(reminder.subject))
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


DECIDERS: Mapping[ReminderKind, Decider] = {
    ReminderKind.UNCLAIMED: _decide_unclaimed,
}
"""Who decides what. A capability adds its kinds to the enum and its deciders here."""
