"""Roles and their trail, who is on duty, and what buildings and squads have chosen."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
    true,
)

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

APPOINTMENT = Table(
    "appointment",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("role", Text, nullable=False),
    # A building lead's building, a steward's squad; 0 and empty for other roles, so that the index can promise.
    Column("chat_id", Id, nullable=False),
    Column("squad", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    # Null while it holds. The record stays.
    Column("until", UtcTime),
    Index(
        "uq_appointment_open",
        "community_id",
        "person_id",
        "role",
        "chat_id",
        "squad",
        unique=True,
        sqlite_where=text("until IS NULL"),
        postgresql_where=text("until IS NULL"),
    ),
    Index("ix_appointment_role", "community_id", "role", "chat_id", "squad"),
)

TRAIL = Table(
    "people_trail",
    METADATA,
    # Who changed what about whom. Nothing is deleted from it; who has had themselves erased has no name any more.
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    # Null where the bot did it by itself.
    Column("by_id", Id, ForeignKey("person.id")),
    Column("change", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("role", Text),
    Column("chat_id", Id),
    Column("squad", Text),
    Column("household_id", Id, ForeignKey("household.id")),
    Column("detail", Text, nullable=False, server_default=""),
    Index("ix_people_trail_at", "community_id", "at"),
)

DUTY = Table(
    "duty",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("squad", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("is_on", Boolean, nullable=False, server_default=true()),
    Column("cap", Integer),
    PrimaryKeyConstraint("community_id", "squad", "person_id"),
    ForeignKeyConstraint(["community_id", "squad"], ["squad.community_id", "squad.key"]),
)

CHOICE = Table(
    "choice",
    METADATA,
    # What a building or a squad has chosen for one of its settings.
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    # A building's chat and no squad, or a squad's key and no chat (0).
    Column("chat_id", Id, nullable=False),
    Column("squad", Text, nullable=False, server_default=""),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("community_id", "chat_id", "squad", "key"),
)
