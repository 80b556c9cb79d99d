"""All tables. Constraints carry the promises; each column says what it can't say by its name."""

from storage.tables.base import METADATA
from storage.tables.cards import CARD
from storage.tables.community import BUILDING, COMMUNITY, MOVED_CHAT, SQUAD, STRANGER_CHAT
from storage.tables.drafts import DRAFT
from storage.tables.issues import EVENT, ISSUE, PHOTO, WAITING_PHOTO
from storage.tables.listening import CHAT_SETTING, FINDING, OFFER
from storage.tables.people import MEMBERSHIP, PERSON
from storage.tables.queues import INBOX, OUTBOX
from storage.tables.reminders import REMINDER

__all__ = [
    "BUILDING",
    "CARD",
    "CHAT_SETTING",
    "COMMUNITY",
    "DRAFT",
    "EVENT",
    "FINDING",
    "INBOX",
    "ISSUE",
    "MEMBERSHIP",
    "METADATA",
    "MOVED_CHAT",
    "OFFER",
    "OUTBOX",
    "PERSON",
    "PHOTO",
    "REMINDER",
    "SQUAD",
    "STRANGER_CHAT",
    "WAITING_PHOTO",
]
