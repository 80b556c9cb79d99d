"""What the clock looks at again."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

REMINDER = Table(
    "reminder",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("kind", Text, nullable=False),
    # The issue, vote, event … that the kind is about.
    Column("subject", Id, nullable=False),
    Column("round", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    # What can't wait is decided before all that can.
    Column("urgent", Boolean, nullable=False),
    UniqueConstraint("community_id", "kind", "subject", "round", "attempt"),
    Index("ix_reminder_due_at", "community_id", "urgent", "due_at"),
)
