"""The stand-up's next steps; the council's benches, agendas, minutes and decisions."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

_HOLDS, _WAITS = text("until IS NULL"), text("taken_at IS NULL")

NEXT_STEP = Table(
    "next_step",
    METADATA,
    # What a lead has said at the stand-up; a later word takes its place, and the timeline keeps both.
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner_id", Id, ForeignKey("person.id"), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("named_by", Id, ForeignKey("person.id"), nullable=False),
    Column("named_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "number"),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
)

BENCH_MEMBER = Table(
    "bench_member",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("bench", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("by_id", Id, ForeignKey("person.id"), nullable=False),
    # Null while they sit there. The record stays.
    Column("until", UtcTime),
    Index(
        "uq_bench_member_open",
        "community_id",
        "bench",
        "person_id",
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    ),
)

RAISED = Table(
    "raised_matter",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    # An issue, a topic, a vote, and which of them.
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("chat_id", Id),
    Column("note", Text, nullable=False, server_default=""),
    Column("raised_by", Id, ForeignKey("person.id"), nullable=False),
    Column("raised_at", UtcTime, nullable=False),
    # Null until the council has decided something about it, or it was taken off: so long it comes up again.
    Column("taken_at", UtcTime),
    Index(
        "uq_raised_matter_waiting",
        "community_id",
        "kind",
        "number",
        unique=True,
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    ),
)

SITTING = Table(
    "council_sitting",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("place", Text, nullable=False, server_default=""),
    # The event that it is a date of, and which.
    Column("event", Integer),
    Column("round", Integer),
    Column("state", Text, nullable=False),
    Column("chat_id", Id),
    Column("opened_by", Id, ForeignKey("person.id")),
    Column("opened_at", UtcTime),
    Column("closed_at", UtcTime),
    UniqueConstraint("community_id", "event", "round"),
    Index("ix_council_sitting_starts_at", "community_id", "starts_at"),
)

AGENDA_ITEM = Table(
    "agenda_item",
    METADATA,
    # As it was sent: the minutes speak of its numbers.
    Column("sitting_id", Id, ForeignKey("council_sitting.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("chat_id", Id),
    Column("note", Text, nullable=False, server_default=""),
    Column("raised_by", Id, ForeignKey("person.id")),
    PrimaryKeyConstraint("sitting_id", "position"),
    UniqueConstraint("sitting_id", "kind", "number"),
)

ATTENDANCE = Table(
    "attendance",
    METADATA,
    Column("sitting_id", Id, ForeignKey("council_sitting.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("sitting_id", "person_id"),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("sitting_id", Id, ForeignKey("council_sitting.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("position", Integer),
    Column("matter_kind", Text),
    Column("matter_number", Integer),
    Column("chat_id", Id),
    Column("owner_id", Id, ForeignKey("person.id")),
    Column("owner_name", Text, nullable=False, server_default=""),
    Column("due_at", UtcTime),
    Column("undated", Boolean, nullable=False, server_default=false()),
    Column("outcome", Text, nullable=False),
    Column("became", Integer),
    Column("done_at", UtcTime),
    Column("version", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("community_id", "number"),
    CheckConstraint("(matter_kind IS NULL) = (matter_number IS NULL)", name="a_whole_matter"),
    Index("ix_decision_state", "community_id", "state"),
    Index("ix_decision_sitting", "sitting_id"),
)
