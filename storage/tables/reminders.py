"""What the clock looks at again."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

REMINDER = Table(
    "reminder",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    UniqueConstraint("community_id", "number", "kind", "round", "attempt"),
    Index("ix_reminder_due_at", "due_at"),
)
