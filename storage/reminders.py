"""What has to be looked at again, and when."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, insert, select, update

from bot.domain.ids import CommunityId
from bot.domain.reminder import Reminder, ReminderKind
from storage.database import Transaction
from storage.tables import REMINDER

# Statements of every report and every tick are built once: building costs as much as carrying out.
_ADD = insert(REMINDER)
_DUE = (
    select(REMINDER)
    .where(
        REMINDER.c.community_id == bindparam("community"),
        REMINDER.c.urgent == bindparam("urgency"),
        REMINDER.c.due_at <= bindparam("now"),
    )
    .order_by(REMINDER.c.due_at, REMINDER.c.id)
    .limit(bindparam("most"))
)
_STRIKE = delete(REMINDER).where(REMINDER.c.id.in_(bindparam("ids", expanding=True)))


def add(tx: Transaction, reminder: Reminder) -> None:
    """Plan a reminder."""
    tx.execute(_ADD, _values(reminder))


def add_all(tx: Transaction, reminders: Sequence[Reminder]) -> None:
    """Plan many reminders with one statement."""
    if reminders:
        tx.execute(_ADD, [_values(reminder) for reminder in reminders])


def replan(tx: Transaction, reminder: Reminder) -> None:
    """Plan a reminder in the place of those of its kind that wait for the same round of its subject."""
    ours = _of(reminder.community, reminder.kind, reminder.subject) & (REMINDER.c.round == reminder.round)
    tx.execute(delete(REMINDER).where(ours))
    add(tx, reminder)


def drop(tx: Transaction, community: CommunityId, kind: ReminderKind, subject: int) -> None:
    """Forget all reminders of a kind about a subject."""
    tx.execute(delete(REMINDER).where(_of(community, kind, subject)))


def of_subject(tx: Transaction, community: CommunityId, kind: ReminderKind, subject: int) -> list[Reminder]:
    """Return what is planned of a kind about a subject, soonest first."""
    rows = tx.execute(select(REMINDER).where(_of(community, kind, subject)).order_by(REMINDER.c.due_at, REMINDER.c.id))
    return [_reminder(row) for row in rows]


def due(tx: Transaction, community: CommunityId, now: datetime, most: int) -> list[tuple[int, Reminder]]:
    """Return what is due, each with its id: the urgent ones first, then the longest due."""
    found: list[tuple[int, Reminder]] = []
    for urgency in (True, False):
        if len(found) < most:
            wanted = {"community": community, "urgency": urgency, "now": now, "most": most - len(found)}
            found += [(row.id, _reminder(row)) for row in tx.execute(_DUE, wanted)]
    return found


def strike(tx: Transaction, ids: Collection[int]) -> None:
    """Take decided reminders off the list."""
    tx.execute(_STRIKE, {"ids": list(ids)})


def put_off(tx: Transaction, id_: int, until: datetime) -> None:
    """Let a reminder that can't be decided be due later, so that it doesn't hold up the others."""
    tx.execute(update(REMINDER).where(REMINDER.c.id == id_).values(due_at=until))


def _of(community: CommunityId, kind: ReminderKind, subject: int) -> ColumnElement[bool]:
    return (REMINDER.c.community_id == community) & (REMINDER.c.kind == kind.value) & (REMINDER.c.subject == subject)


def _values(reminder: Reminder) -> dict[str, Any]:
    return {
        "community_id": reminder.community,
        "kind": reminder.kind.value,
        "subject": reminder.subject,
        "round": reminder.round,
        "attempt": reminder.attempt,
        "due_at": reminder.due_at,
        "urgent": reminder.urgent,
    }


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(
        community=CommunityId(row.community_id),
        kind=ReminderKind(row.kind),
        subject=row.subject,
        round=row.round,
        due_at=row.due_at,
        attempt=row.attempt,
        urgent=row.urgent,
    )
