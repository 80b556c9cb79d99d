"""Households, who is bound to them, and the ways to become it."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

HOUSEHOLD = Table(
    "household",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("unit", Text, nullable=False),
    Column("room", Text, nullable=False),
    # In hundredths of a square metre; 0 where nobody knows.
    Column("area", Integer, nullable=False, server_default="0"),
    Column("owner", Text, nullable=False, server_default=""),
    Column("names", Text, nullable=False, server_default=""),
    # A household that the roster dropped keeps its row, for its votes' sake, and takes it up again if it returns.
    Column("gone_at", UtcTime),
    UniqueConstraint("community_id", "chat_id", "unit", "room"),
    CheckConstraint("area >= 0", name="area"),
)

BINDING = Table(
    "binding",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("household_id", Id, ForeignKey("household.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("tie", Text, nullable=False),
    # Whose delegate somebody is; null where that neighbour isn't on Telegram, and for residents.
    Column("stands_for", Id, ForeignKey("person.id")),
    Column("since", UtcTime, nullable=False),
    # Null while it holds. The record stays.
    Column("until", UtcTime),
    Index(
        "uq_binding_open",
        "household_id",
        "person_id",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
    Index("ix_binding_person_id", "person_id"),
)

INVITATION = Table(
    "invitation",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("household_id", Id, ForeignKey("household.id"), nullable=False),
    # The code itself is known only to whoever holds the printed list.
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", Id, ForeignKey("person.id"), nullable=False),
    Column("used_at", UtcTime),
    Column("used_by", Id, ForeignKey("person.id")),
    Column("revoked_at", UtcTime),
    Index("ix_invitation_household_id", "household_id"),
)

WRONG_CODE = Table(
    "wrong_code",
    METADATA,
    # How often somebody has tried a code that isn't one, so that guessing doesn't pay.
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    PrimaryKeyConstraint("community_id", "person_id"),
)

JOIN_REQUEST = Table(
    "join_request",
    METADATA,
    # "I live in 2-301": for the lead to confirm.
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("household_id", Id, ForeignKey("household.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("answered_at", UtcTime),
    Column("answered_by", Id, ForeignKey("person.id")),
    Column("confirmed", Boolean),
    Index("ix_join_request_person_id", "person_id"),
)

JOIN_TOKEN = Table(
    "join_token",
    METADATA,
    # The deep link of a building: it says which building, and opens nothing by itself.
    Column("token", String(32), primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("chat_id", Id, nullable=False, unique=True),
)
