"""Events with their dates, who comes, and what people want to be reminded of."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
    text,
)

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

_OF_EVENT = (["community_id", "number"], ["event.community_id", "event.number"])
_WAITS = text("waiting")
_LIVES = text("state IN ('waiting', 'told')")

CALLED_EVENT = Table(
    "event",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False, server_default=""),
    Column("description", Text, nullable=False, server_default=""),
    # The first date's beginning; by the community's clock the others keep its hour.
    Column("starts_at", UtcTime, nullable=False),
    # 0 where nobody said when it is over.
    Column("minutes", Integer, nullable=False, server_default="0"),
    Column("whole_days", Boolean, nullable=False, server_default=false()),
    # The value of an RFC 5545 RRULE.
    Column("rrule", Text),
    # When its last date is over; null where it has none.
    Column("over_at", UtcTime),
    Column("capacity", Integer),
    # How many minutes ahead it is brought to mind: "1440,60"; null leaves it to the chat.
    Column("leads", Text),
    Column("called_by", Id, ForeignKey("person.id"), nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id),
    Column("reason", Text, nullable=False, server_default=""),
    # Which event it took the place of.
    Column("follows", Integer),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("changed_at", UtcTime),
    Column("version", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("community_id", "number"),
    CheckConstraint("state IN ('planned', 'cancelled')", name="state"),
    Index("ix_event_kind", "community_id", "kind", "state"),
)

EVENT_CHAT = Table(
    "event_chat",
    METADATA,
    # The chats that it concerns.
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    PrimaryKeyConstraint("community_id", "number", "chat_id"),
    ForeignKeyConstraint(*_OF_EVENT),
    Index("ix_event_chat_chat_id", "community_id", "chat_id"),
)

EVENT_CHANGE = Table(
    "event_change",
    METADATA,
    # What is different on one date; the day is the one that it had in the beginning: 20260318.
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("starts_at", UtcTime),
    Column("minutes", Integer),
    Column("place", Text),
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Column("reason", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("community_id", "number", "day"),
    ForeignKeyConstraint(*_OF_EVENT),
)

EVENT_STEP = Table(
    "event_step",
    METADATA,
    # Who did what to it. Nothing is ever deleted from here.
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Integer),
    Column("step", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("chat_id", Id),
    Column("message_id", Id),
    Column("update_id", Id),
    Column("note", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(*_OF_EVENT),
    Index("ix_event_step_event", "community_id", "number"),
)

RSVP = Table(
    "rsvp",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    # The date; 0 is for every date to come.
    Column("day", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("answer", Text, nullable=False),
    Column("guests", Integer, nullable=False, server_default="0"),
    # There is no room yet.
    Column("waiting", Boolean, nullable=False, server_default=false()),
    Column("asked_at", UtcTime, nullable=False),
    Column("came_at", UtcTime),
    Column("let_in_by", Id, ForeignKey("person.id")),
    # The last reminder, and the last change of the event, that they were told of.
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("told", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("community_id", "number", "day", "person_id"),
    ForeignKeyConstraint(*_OF_EVENT),
    CheckConstraint("answer IN ('yes', 'maybe', 'no')", name="answer"),
    Index("ix_rsvp_person_id", "community_id", "person_id", "day"),
    Index("ix_rsvp_waiting", "community_id", "number", "day", "asked_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
)

MEMO = Table(
    "memo",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("text", Text, nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("rrule", Text),
    # For the whole chat, not for whoever asked.
    Column("everyone", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("next_at", UtcTime),
    Column("snoozed_until", UtcTime),
    Column("times", Integer, nullable=False),
    CheckConstraint("state IN ('waiting', 'told', 'done', 'dropped')", name="state"),
    Index("ix_memo_person", "community_id", "person_id", sqlite_where=_LIVES, postgresql_where=_LIVES),
    Index("ix_memo_chat", "community_id", "chat_id", sqlite_where=_LIVES, postgresql_where=_LIVES),
)
