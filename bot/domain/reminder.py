"""Reminders: intentions that are decided again when they are due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CommunityId
from bot.domain.issue import Issue, IssueState


class ReminderKind(StrEnum):
    """What a reminder is about, and of what its subject is the number."""

    UNCLAIMED = "unclaimed"
    """An issue that waits for somebody who takes it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Look at this again then."""

    community: CommunityId
    kind: ReminderKind
    subject: int
    """The number of the issue, vote, event … that the kind is about."""
    round: int
    """The round of the issue, the date of an event …: for which it was planned."""
    due_at: datetime
    attempt: int = 1
    urgent: bool = False
    """It doesn't wait behind those that are not, however many they are."""


REPEAT = timedelta(hours=4)
"""An issue that nobody claims is brought up again after this long."""
REPEAT_EMERGENCY = timedelta(minutes=5)
ATTEMPTS = 5
"""How often the same squad is told the same thing; an emergency doesn't stop being told."""


def still_unclaimed(issue: Issue, reminder: Reminder) -> bool:
    """Tell whether the claim that the reminder waits for is still missing."""
    return issue.state is IssueState.DISPATCHED and issue.round == reminder.round
