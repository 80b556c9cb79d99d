"""All tables. Constraints carry the promises; each column says what it can't say by its name."""

from storage.tables.base import METADATA
from storage.tables.calendars import CALENDAR_ADDRESS
from storage.tables.cards import CARD
from storage.tables.community import BUILDING, COMMUNITY, MOVED_CHAT, SQUAD, STRANGER_CHAT
from storage.tables.council import AGENDA_ITEM, ATTENDANCE, BENCH_MEMBER, DECISION, NEXT_STEP, RAISED, SITTING
from storage.tables.drafts import DRAFT
from storage.tables.events import CALLED_EVENT, EVENT_CHANGE, EVENT_CHAT, EVENT_STEP, MEMO, RSVP
from storage.tables.households import BINDING, HOUSEHOLD, INVITATION, JOIN_REQUEST, JOIN_TOKEN, WRONG_CODE
from storage.tables.issues import EVENT, ISSUE, PHOTO, WAITING_PHOTO
from storage.tables.listening import CHAT_SETTING, FINDING, OFFER
from storage.tables.notices import NOTICE
from storage.tables.people import MEMBERSHIP, PERSON
from storage.tables.polls import POLL, POLL_ANSWER
from storage.tables.queues import INBOX, OUTBOX
from storage.tables.reminders import REMINDER
from storage.tables.roles import APPOINTMENT, CHOICE, DUTY, TRAIL
from storage.tables.topics import TOPIC, TOPIC_ARGUMENT, TOPIC_SUPPORT
from storage.tables.voices import RATING, SUPPORT, URGE, VERDICT
from storage.tables.votes import (
    BALLOT,
    DWELLING,
    ELECTOR,
    HELD_BALLOT,
    PAPER_BALLOT,
    PROXY,
    VOTE,
    VOTE_BUILDING,
    VOTE_EVENT,
)
from storage.tables.words import ISSUE_WORD

__all__ = [
    "AGENDA_ITEM",
    "APPOINTMENT",
    "ATTENDANCE",
    "BALLOT",
    "BENCH_MEMBER",
    "BINDING",
    "BUILDING",
    "CALENDAR_ADDRESS",
    "CALLED_EVENT",
    "CARD",
    "CHAT_SETTING",
    "CHOICE",
    "COMMUNITY",
    "DECISION",
    "DRAFT",
    "DUTY",
    "DWELLING",
    "ELECTOR",
    "EVENT",
    "EVENT_CHANGE",
    "EVENT_CHAT",
    "EVENT_STEP",
    "FINDING",
    "HELD_BALLOT",
    "HOUSEHOLD",
    "INBOX",
    "INVITATION",
    "ISSUE",
    "ISSUE_WORD",
    "JOIN_REQUEST",
    "JOIN_TOKEN",
    "MEMBERSHIP",
    "MEMO",
    "METADATA",
    "MOVED_CHAT",
    "NEXT_STEP",
    "NOTICE",
    "OFFER",
    "OUTBOX",
    "PAPER_BALLOT",
    "PERSON",
    "PHOTO",
    "POLL",
    "POLL_ANSWER",
    "PROXY",
    "RAISED",
    "RATING",
    "REMINDER",
    "RSVP",
    "SITTING",
    "SQUAD",
    "STRANGER_CHAT",
    "SUPPORT",
    "TOPIC",
    "TOPIC_ARGUMENT",
    "TOPIC_SUPPORT",
    "TRAIL",
    "URGE",
    "VERDICT",
    "VOTE",
    "VOTE_BUILDING",
    "VOTE_EVENT",
    "WAITING_PHOTO",
    "WRONG_CODE",
]
