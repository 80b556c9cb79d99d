"""What the bot asked before filing, and how it listens in a chat."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage import place
from storage.tables.base import METADATA
from storage.types import Id, UtcTime

OFFER = Table(
    "offer",
    METADATA,
    # "Shall I file this?", and what was answered.
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("intent", Text, nullable=False, server_default="report"),
    Column("squad", Text),
    Column("category", Text),
    Column("urgency", Text, nullable=False),
    *place.columns(),
    Column("asked_at", UtcTime, nullable=False),
    # The number of the open issue that it seems to be.
    Column("alike", Integer),
    Column("filed", Boolean),
    Column("answered_at", UtcTime),
    PrimaryKeyConstraint("chat_id", "message_id"),
    Index("ix_offer_person", "chat_id", "person_id", "asked_at"),
)

CHAT_SETTING = Table(
    "chat_setting",
    METADATA,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("eagerness", Text, nullable=False),
    # Until then the bot only counts what it would have done; null once it speaks.
    Column("listening_until", UtcTime),
    Column("would_file", Integer, nullable=False, server_default="0"),
    Column("would_ask", Integer, nullable=False, server_default="0"),
)

FINDING = Table(
    "finding",
    METADATA,
    # Examples of what the bot would have done; deleted when they are told.
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("intent", Text, nullable=False),
    Column("sureness", Text, nullable=False),
    Column("category", Text),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("chat_id", "message_id"),
)
