"""Reminders: intentions that are decided again when they are due."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CommunityId


class ReminderKind(StrEnum):
    """What a reminder is about, and of what its subject is the number."""

    UNCLAIMED = "unclaimed"
    """An issue that waits for somebody who takes it."""
    UNFINISHED = "unfinished"
    """An issue that somebody has taken."""
    DIGEST = "digest"
    """A chat, or a person, for whom something has waited for the morning."""
    POLL_CLOSES = "poll_closes"
    POLL_RESULT = "poll_result"
    """Telegram was told to close a poll, and should have said what it came to."""
    TOPIC_WAITS = "topic_waits"
    """Enough are for a topic, and its leads haven't said what shall become of it."""
    POLL_DRAFT = "poll_draft"
    """A poll that waits for its author, or for a lead."""
    MEETING_AHEAD = "meeting_ahead"
    """A date of a stand-up or a council that has to be prepared."""
    DECISION_DUE = "decision_due"
    """A decision of the council that should be carried out."""
    STAND_UP_DIGEST = "stand_up_digest"
    """A building's chat that hears how the week was."""
    WAKE = "wake"
    """An issue that rests until a date."""
    ASK_AGAIN = "ask_again"
    """An issue whose reporter was asked something."""
    ACCEPT = "accept"
    """An issue that is said to be fixed, and whose neighbours haven't said whether it is."""
    VOTE_OPEN = "vote_open"
    """A vote that opens."""
    VOTE_CLOSE = "vote_close"
    VOTE_REMIND = "vote_remind"
    """A vote's households that haven't voted."""
    VOTE_SHOW = "vote_show"
    """A vote's cards, which shall show new ballots."""
    ALIKE = "alike"
    """The card that asks whether a report is an issue that there is already."""
    EVENT_AHEAD = "event_ahead"
    """A date of an event comes soon: its chats are told."""
    EVENT_AHEAD_EACH = "event_ahead_each"
    """… and, some at a time, those who come."""
    EVENT_DOOR = "event_door"
    EVENT_OVER = "event_over"
    EVENT_SHOW = "event_show"
    """A date's cards in other chats want to be brought up to date."""
    EVENT_CHANGED = "event_changed"
    """Those who wanted to come are told of a change."""
    MEMO = "memo"
    """What somebody asked to be reminded of."""


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
