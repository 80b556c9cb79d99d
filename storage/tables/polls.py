"""Polls that bind nobody, and who answered what."""

from sqlalchemy import (
    JSON,
    Boolean,
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

POLL = Table(
    "poll",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("number", Integer, nullable=False),
    # The building whose neighbours are asked, wherever the draft was written.
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("author_id", Id, ForeignKey("person.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("options", JSON, nullable=False),
    Column("several", Boolean, nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("closes_at", UtcTime),
    # When it may be meant to close, as long as that isn't clear.
    Column("maybe", JSON, nullable=False),
    Column("opened_by", Id, ForeignKey("person.id")),
    Column("opened_at", UtcTime),
    Column("closed_at", UtcTime),
    # As Telegram last told, and by which update: an older one may come later.
    Column("counts", JSON, nullable=False),
    Column("voters", Integer, nullable=False),
    Column("counted_by", Id),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("community_id", "number"),
    Index("ix_poll_chat_id_state", "community_id", "chat_id", "state"),
)

POLL_ANSWER = Table(
    "poll_answer",
    METADATA,
    # Of polls that aren't anonymous; Telegram shows the same to everybody in the chat.
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("options", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "number", "person_id"),
    ForeignKeyConstraint(["community_id", "number"], ["poll.community_id", "poll.number"]),
    Index("ix_poll_answer_person_id", "person_id"),
)
