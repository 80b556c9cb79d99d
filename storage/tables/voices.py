"""What neighbours say of an issue: me too, hurry up, it's fixed, it's this good."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
)

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

_OF_ISSUE = (["community_id", "number"], ["issue.community_id", "issue.number"])

SUPPORT = Table(
    "issue_support",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    # The building's chat in which they said so.
    Column("chat_id", Id, nullable=False),
    # The merged issue that brought them along.
    Column("merged_from", Integer),
    # Each once.
    PrimaryKeyConstraint("community_id", "number", "person_id"),
    ForeignKeyConstraint(*_OF_ISSUE),
    Index("ix_issue_support_person_id", "person_id"),
)

URGE = Table(
    "issue_urge",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    # The day of the community's calendar, 2026-03-16: once a day each.
    Column("day", String(10), nullable=False),
    PrimaryKeyConstraint("community_id", "number", "person_id", "day"),
    ForeignKeyConstraint(*_OF_ISSUE),
    Index("ix_issue_urge_person_id", "person_id"),
)

VERDICT = Table(
    "issue_verdict",
    METADATA,
    # Who said in which round that it's fixed or not, and for which household.
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("household_id", Id),
    Column("fixed", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "number", "round", "person_id"),
    ForeignKeyConstraint(*_OF_ISSUE),
    Index("ix_issue_verdict_person_id", "person_id"),
)

RATING = Table(
    "issue_rating",
    METADATA,
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("stars", Integer, nullable=False),
    # When they first rated it: they may change it for a day.
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "number", "round", "person_id"),
    ForeignKeyConstraint(*_OF_ISSUE),
    CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    Index("ix_issue_rating_person_id", "person_id"),
)
