"""The living messages."""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, Table, Text, UniqueConstraint

from storage.tables.base import METADATA
from storage.types import Id

CARD = Table(
    "card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    # Null until Telegram has it.
    Column("message_id", Id),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    UniqueConstraint("community_id", "number", "kind", "round"),
    UniqueConstraint("chat_id", "message_id"),
)
