"""Issues, their timelines and their pictures."""

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

from bot.domain.issue import OWNED
from storage import place
from storage.tables.base import METADATA
from storage.types import Id, UtcTime

_OPEN = text("closed_at IS NULL")
_OWNED = ", ".join(f"'{state.value}'" for state in sorted(OWNED))

ISSUE = Table(
    "issue",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id),
    Column("thread_id", Id),
    Column("reporter_id", Id, ForeignKey("person.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("category", Text),
    Column("urgency", Text, nullable=False),
    Column("squad", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reported_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("claimed_by", Id, ForeignKey("person.id")),
    Column("claimed_at", UtcTime),
    Column("resolved_at", UtcTime),
    Column("closed_at", UtcTime),
    # Minutes from the report to the first claim and to acceptance, for the figures.
    Column("claimed_after", Integer),
    Column("accepted_after", Integer),
    Column("round", Integer, nullable=False, server_default="1"),
    # Why it was sent back the last time.
    Column("reason", Text, nullable=False, server_default=""),
    *place.columns(),
    # What its owner last said of the work.
    Column("note", Text, nullable=False, server_default=""),
    # How many pictures came with the report.
    Column("photos", Integer, nullable=False, server_default="0"),
    Column("origin", Text, nullable=False, server_default="command"),
    # To whom of the squad it was offered, and until when the others leave it to them.
    Column("offered_to", Id),
    Column("offered_until", UtcTime),
    Column("version", Integer, nullable=False, server_default="1"),
    # Who reported it for somebody else, and for whom where Telegram doesn't know them.
    Column("filed_by", Id, ForeignKey("person.id")),
    Column("for_whom", Text, nullable=False, server_default=""),
    Column("paused_until", UtcTime),
    # Since when the clock stands still.
    Column("stopped_at", UtcTime),
    Column("duplicate_of", Integer),
    # It gathers the reports of many.
    Column("incident", Boolean, nullable=False, server_default=false()),
    # Counted here, so that a card needs no counting: issue_support and issue_urge have who they are.
    Column("supporters", Integer, nullable=False, server_default="0"),
    Column("urges", Integer, nullable=False, server_default="0"),
    Column("transfers", Integer, nullable=False, server_default="0"),
    Column("by_silence", Boolean, nullable=False, server_default=false()),
    # Whether a lead was asked to ring the reporter, and what came of it.
    Column("call_back", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("community_id", "number"),
    ForeignKeyConstraint(["community_id", "squad"], ["squad.community_id", "squad.key"]),
    # A claim has one owner, and there is no owner without a claim.
    CheckConstraint(f"(claimed_by IS NOT NULL) = (state IN ({_OWNED}))", name="one_owner_of_a_claim"),
    CheckConstraint("(duplicate_of IS NOT NULL) = (state = 'duplicate')", name="duplicate_of_another"),
    CheckConstraint("(paused_until IS NOT NULL) = (state = 'paused')", name="paused_until_a_date"),
    # One message is filed once, however often it is handled.
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_issue_chat_id_state", "community_id", "chat_id", "state"),
    Index("ix_issue_squad_state", "community_id", "squad", "state"),
    Index("ix_issue_reporter_id_state", "community_id", "reporter_id", "state"),
    Index("ix_issue_claimed_by_state", "community_id", "claimed_by", "state"),
    Index("ix_issue_duplicate_of", "community_id", "duplicate_of"),
    Index("ix_issue_reported_at", "community_id", "reported_at"),
    # All that figures count, in the order in which they count it.
    Index(
        "ix_issue_stats",
        "community_id",
        "squad",
        "category",
        "reported_at",
        "chat_id",
        "round",
        "claimed_after",
        "accepted_after",
    ),
    # What is open, or gathers others, is a small part of all that ever was.
    Index(
        "ix_issue_incident",
        "community_id",
        "chat_id",
        "squad",
        "category",
        sqlite_where=text("incident = 1"),
        postgresql_where=text("incident"),
    ),
    Index("ix_issue_open", "community_id", "number", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

EVENT = Table(
    "timeline_event",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    # Null where the clock acted; of its steps, whom it told.
    Column("person_id", Id, ForeignKey("person.id")),
    Column("chat_id", Id),
    Column("message_id", Id),
    Column("update_id", Id),
    Column("round", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    Index("ix_timeline_event_issue", "community_id", "number"),
    # The figures of a week don't read the years before it.
    Index("ix_timeline_event_at", "community_id", "at"),
)

PHOTO = Table(
    "photo",
    METADATA,
    # Pictures of an issue. The pictures themselves stay with Telegram.
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("document", Boolean, nullable=False),
    PrimaryKeyConstraint("chat_id", "message_id"),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    Index("ix_photo_issue", "community_id", "number"),
)

WAITING_PHOTO = Table(
    "waiting_photo",
    METADATA,
    # Pictures without words: for a minute, or until the offer that they belong to is answered.
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("thread_id", Id),
    Column("person_id", Id, nullable=False),
    Column("file_id", Text, nullable=False),
    Column("document", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
    # The message that was asked about.
    Column("offer_id", Id),
    PrimaryKeyConstraint("chat_id", "message_id"),
    Index("ix_waiting_photo_at", "community_id", "at"),
)
