"""The clock's tick: what is due is decided again, and told if it still matters."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.reminder import Reminder, ReminderKind
from bot.services import decided, duplicates, meetings, memos, notices, polls, standup, topics, watching
from bot.services.deps import Deps
from bot.services.events import clock
from bot.services.loop import asking, resting
from bot.services.votes import clock as vote_clock
from storage import reminders
from storage.database import Transaction

BATCH = 100
"""Reminders decided one by one in a transaction, so that a great many don't hold up the chats."""
MOST = 250
"""Reminders of a transaction where they are decided together, which costs much less for each."""
REST = timedelta(hours=1)
"""What can't be decided is tried again after this long."""

Decider = Callable[[Transaction, Deps, Reminder, datetime], None]
"""Decides a reminder that is due: whether it still matters, what is owed, and when to look again."""


def tick(tx: Transaction, deps: Deps, now: datetime, most: int = MOST) -> int:
    """Decide the reminders that are due; return how many were: with ``BATCH`` or more, others may be waiting.

    They are struck off in the transaction that owes their messages: each is told once, whatever crashes.
    """
    due = _fitting(reminders.due(tx, deps.neighbourhood.community, now, most))
    if due:
        # Before they are decided: a decider may plan the same again.
        reminders.strike(tx, [id_ for id_, _ in due])
    for kind, group in groupby((reminder for _, reminder in due), key=lambda reminder: reminder.kind):
        if kind in TOGETHER:
            TOGETHER[kind](tx, deps, list(group), now)
        else:
            for reminder in group:
                DECIDERS[kind](tx, deps, reminder, now)
    return len(due)


def _fitting(due: list[tuple[int, Reminder]]) -> list[tuple[int, Reminder]]:
    """Return the first of what is due, as far as not too many of them are decided one by one."""
    singly = [place for place, (_, reminder) in enumerate(due) if reminder.kind not in TOGETHER]
    return due[: singly[BATCH]] if len(singly) > BATCH else due


def put_off(tx: Transaction, deps: Deps, now: datetime) -> ReminderKind | None:
    """Put off the one that is due first and can't be decided, so that the others are; return its kind."""
    for id_, reminder in reminders.due(tx, deps.neighbourhood.community, now, 1):
        reminders.put_off(tx, id_, now + REST)
        return reminder.kind
    return None


DECIDERS: Mapping[ReminderKind, Decider] = {
    **vote_clock.DECIDERS,
    ReminderKind.UNCLAIMED: watching.decide,
    ReminderKind.UNFINISHED: watching.decide,
    ReminderKind.DIGEST: notices.decide_digest,
    ReminderKind.EVENT_AHEAD: clock.decide_ahead,
    ReminderKind.EVENT_AHEAD_EACH: clock.tell_each,
    ReminderKind.EVENT_DOOR: clock.decide_door,
    ReminderKind.EVENT_OVER: clock.decide_over,
    ReminderKind.EVENT_SHOW: clock.decide_show,
    ReminderKind.EVENT_CHANGED: clock.decide_changed,
    ReminderKind.POLL_CLOSES: polls.decide_closing,
    ReminderKind.POLL_RESULT: polls.decide_result,
    ReminderKind.POLL_DRAFT: polls.decide_draft,
    ReminderKind.TOPIC_WAITS: topics.decide_waiting,
    ReminderKind.STAND_UP_DIGEST: standup.decide_digest,
    ReminderKind.MEETING_AHEAD: meetings.decide,
    ReminderKind.DECISION_DUE: decided.decide,
    ReminderKind.WAKE: resting.decide_wake,
    ReminderKind.ASK_AGAIN: resting.decide_ask_again,
    ReminderKind.ACCEPT: asking.decide_accept,
    ReminderKind.ALIKE: duplicates.decide,
}
"""Who decides what. A capability adds its kinds to the enum and its deciders here."""
TOGETHER: Mapping[ReminderKind, Callable[[Transaction, Deps, Sequence[Reminder], datetime], None]] = {
    ReminderKind.MEMO: memos.decide,
}
"""Who decides those that may be due in great numbers, all of a transaction at once."""
