"""What has to be looked at again, and when."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.domain.ids import CommunityId, IssueNumber
from bot.domain.reminder import Reminder, ReminderKind
from storage.database import Transaction
from storage.tables import REMINDER

_ADD = insert(REMINDER)


def add(tx: Transaction, reminder: Reminder) -> None:
    """Plan a reminder."""
    values = {
        "community_id": reminder.community,
        "kind": reminder.kind.value,
        "number": reminder.number,
        "round": reminder.round,
        "attempt": reminder.attempt,
        "due_at": reminder.due_at,
    }
    tx.execute(_ADD, values)


def replan(tx: Transaction, reminder: Reminder) -> None:
    """Plan a reminder in the place of those of its kind that wait for the same round of the issue."""
    ours = (
        (REMINDER.c.community_id == reminder.community)
        & (REMINDER.c.number == reminder.number)
        & (REMINDER.c.kind == reminder.kind.value)
        & (REMINDER.c.round == reminder.round)
    )
    tx.execute(delete(REMINDER).where(ours))
    add(tx, reminder)


def due(tx: Transaction, community: CommunityId, now: datetime, most: int) -> list[tuple[int, Reminder]]:
    """Return what is due, longest due first, each with its id."""
    rows = tx.execute(
        select(REMINDER)
        .where(REMINDER.c.community_id == community, REMINDER.c.due_at <= now)
        .order_by(REMINDER.c.due_at, REMINDER.c.id)
        .limit(most)
    )
    return [
        (
            row.id,
            Reminder(
                community=CommunityId(row.community_id),
                kind=ReminderKind(row.kind),
                number=IssueNumber(row.number),
                round=row.round,
                due_at=row.due_at,
                attempt=row.attempt,
            ),
        )
        for row in rows
    ]


def strike(tx: Transaction, ids: Collection[int]) -> None:
    """Take decided reminders off the list."""
    tx.execute(delete(REMINDER).where(REMINDER.c.id.in_(ids)))
