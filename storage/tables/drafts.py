"""What somebody is in the middle of telling the bot."""

from sqlalchemy import JSON, Column, ForeignKey, Index, PrimaryKeyConstraint, Table, Text

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

DRAFT = Table(
    "draft",
    METADATA,
    # One at a time for each person in a chat: a new one takes the old one's place.
    Column("chat_id", Id, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", JSON, nullable=False),
    # The message that shows it and asks what comes next.
    Column("card_id", Id, ForeignKey("card.id")),
    Column("updated_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("chat_id", "person_id"),
    Index("ix_draft_updated_at", "updated_at"),
)
