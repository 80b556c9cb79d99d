"""The living messages."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.tables.base import METADATA
from storage.types import Id

CARD = Table(
    "card",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    # What it shows: "issue", "vote", "event" … and which of them.
    Column("subject", Text, nullable=False, server_default="issue"),
    Column("number", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    # Null until Telegram has it.
    Column("message_id", Id),
    # Telegram's own poll in that message.
    Column("poll_id", Text, unique=True),
    UniqueConstraint("community_id", "subject", "number", "kind", "round", "chat_id"),
    UniqueConstraint("chat_id", "message_id"),
)
