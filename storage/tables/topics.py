"""Topics, who is for them, and what was said of them."""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

TOPIC = Table(
    "topic",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id),
    Column("thread_id", Id),
    Column("author_id", Id, ForeignKey("person.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
    # How many must support it: what that was on the day.
    Column("threshold", Integer, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("decision", Text, nullable=False, server_default=""),
    Column("closed_at", UtcTime),
    # The vote on it.
    Column("vote", Integer),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("community_id", "number"),
    Index("ix_topic_chat_id_state", "community_id", "chat_id", "state"),
    ForeignKeyConstraint(["community_id", "vote"], ["vote.community_id", "vote.number"]),
    Index("ix_topic_author_id", "author_id"),
    Index("ix_topic_vote", "community_id", "vote"),
)

TOPIC_SUPPORT = Table(
    "topic_support",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    # A household has one voice, whoever of it speaks; somebody without one has their own.
    Column("voice", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "number", "voice"),
    ForeignKeyConstraint(["community_id", "number"], ["topic.community_id", "topic.number"]),
    Index("ix_topic_support_person_id", "person_id"),
)

TOPIC_ARGUMENT = Table(
    "topic_argument",
    METADATA,
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("chat_id", "message_id"),
    ForeignKeyConstraint(["community_id", "number"], ["topic.community_id", "topic.number"]),
    Index("ix_topic_argument_number", "community_id", "number", "at"),
    Index("ix_topic_argument_person_id", "person_id"),
)
