"""What waits for the morning."""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Table

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

NOTICE = Table(
    "notice",
    METADATA,
    # Something has happened to this issue, of which this chat, or this person, hears in the next digest.
    Column("community_id", Id, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    PrimaryKeyConstraint("community_id", "chat_id", "number"),
)
