"""What came from Telegram, and what it is owed."""

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

INBOX = Table(
    "inbox",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("update_id", Id, nullable=False, unique=True),
    # Wiped when the update is done: what a neighbour wrote is not kept here.
    Column("body", LargeBinary),
    Column("received_at", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    CheckConstraint("state IN ('waiting', 'done', 'set_aside')", name="state"),
    Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
    Index("ix_inbox_received_at", "received_at"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Id, primary_key=True),
    # What must keep its order: a chat's messages, or one press and its answer.
    Column("lane", Text, nullable=False),
    Column("chat_id", Id),
    # A newer message under the same key takes the place of an unsent older one.
    Column("key", Text, unique=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("kind", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("card_id", Id, ForeignKey("card.id")),
    Column("owed_since", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("state", Text, nullable=False, server_default="owed"),
    Column("error", Text),
    CheckConstraint("state IN ('owed', 'failed')", name="state"),
    Index("ix_outbox_lane", "lane", "id", sqlite_where=text("state = 'owed'"), postgresql_where=text("state = 'owed'")),
)
