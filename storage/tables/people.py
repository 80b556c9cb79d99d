"""People, and in which chats they are."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, PrimaryKeyConstraint, String, Table, Text, false

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

PERSON = Table(
    "person",
    METADATA,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("language", String(2), nullable=False),
    # May the bot write to them first?
    Column("started", Boolean, nullable=False, server_default=false()),
    # How much they want to hear in private.
    Column("notices", Text, nullable=False, server_default="on"),
)

MEMBERSHIP = Table(
    "membership",
    METADATA,
    Column("chat_id", Id, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("since", UtcTime, nullable=False),
    # Null while they are in the chat.
    Column("until", UtcTime),
    PrimaryKeyConstraint("chat_id", "person_id"),
    Index("ix_membership_person_id", "person_id"),
)
