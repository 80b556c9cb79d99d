"""All tables. Constraints carry the promises; each column says what it can't say by its name."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.domain.issue import OWNED
from storage import place
from storage.types import Id, UtcTime

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

COMMUNITY = Table(
    "community",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("zone", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("last_number", Integer, nullable=False, server_default="0"),
)

BUILDING = Table(
    "building",
    METADATA,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(2), nullable=False),
    # No promise about names: a building that got another chat keeps the old one's row, for its issues' sake.
)

SQUAD = Table(
    "squad",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("key", Text, nullable=False),
    # Two squads may share a chat in a small community.
    Column("chat_id", Id, nullable=False),
    Column("language", String(2), nullable=False),
    # What a squad was called and how it worked outlives its place in the config.
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("lane", Text, nullable=False),
    PrimaryKeyConstraint("community_id", "key"),
)

MOVED_CHAT = Table(
    "moved_chat",
    METADATA,
    # A group that became a supergroup has a new id; the config still names the old one.
    Column("old_id", Id, primary_key=True, autoincrement=False),
    Column("new_id", Id, nullable=False),
    Column("at", UtcTime, nullable=False),
)

STRANGER_CHAT = Table(
    "stranger_chat",
    METADATA,
    # Chats of no community, which have been told so.
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("told_at", UtcTime, nullable=False),
)

PERSON = Table(
    "person",
    METADATA,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("language", String(2), nullable=False),
    # May the bot write to them first?
    Column("started", Boolean, nullable=False, server_default=false()),
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
    Column("round", Integer, nullable=False, server_default="1"),
    # Why it was sent back the last time.
    Column("reason", Text, nullable=False, server_default=""),
    *place.columns(),
    # What its owner last said of the work.
    Column("note", Text, nullable=False, server_default=""),
    # How many pictures came with the report.
    Column("photos", Integer, nullable=False, server_default="0"),
    Column("origin", Text, nullable=False, server_default="command"),
    Column("version", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("community_id", "number"),
    ForeignKeyConstraint(["community_id", "squad"], ["squad.community_id", "squad.key"]),
    # A claim has one owner, and there is no owner without a claim.
    CheckConstraint(f"(claimed_by IS NOT NULL) = (state IN ({_OWNED}))", name="one_owner_of_a_claim"),
    # One message is filed once, however often it is handled.
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_issue_chat_id_state", "community_id", "chat_id", "state"),
    Index("ix_issue_squad_state", "community_id", "squad", "state"),
    Index("ix_issue_reporter_id_state", "community_id", "reporter_id", "state"),
)

EVENT = Table(
    "timeline_event",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    # Null where the clock acted.
    Column("person_id", Id, ForeignKey("person.id")),
    Column("chat_id", Id),
    Column("message_id", Id),
    Column("update_id", Id),
    Column("round", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    Index("ix_timeline_event_issue", "community_id", "number"),
)

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

OFFER = Table(
    "offer",
    METADATA,
    # "Shall I file this?", and what was answered.
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("intent", Text, nullable=False, server_default="report"),
    Column("squad", Text),
    Column("category", Text),
    Column("urgency", Text, nullable=False),
    *place.columns(),
    Column("asked_at", UtcTime, nullable=False),
    Column("filed", Boolean),
    Column("answered_at", UtcTime),
    PrimaryKeyConstraint("chat_id", "message_id"),
    Index("ix_offer_person", "chat_id", "person_id", "asked_at"),
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

CHAT_SETTING = Table(
    "chat_setting",
    METADATA,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("eagerness", Text, nullable=False),
    # Until then the bot only counts what it would have done; null once it speaks.
    Column("listening_until", UtcTime),
    Column("would_file", Integer, nullable=False, server_default="0"),
    Column("would_ask", Integer, nullable=False, server_default="0"),
)

FINDING = Table(
    "finding",
    METADATA,
    # Examples of what the bot would have done; deleted when they are told.
    Column("chat_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("intent", Text, nullable=False),
    Column("sureness", Text, nullable=False),
    Column("category", Text),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("chat_id", "message_id"),
)

REMINDER = Table(
    "reminder",
    METADATA,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    ForeignKeyConstraint(["community_id", "number"], ["issue.community_id", "issue.number"]),
    UniqueConstraint("community_id", "number", "kind", "round", "attempt"),
    Index("ix_reminder_due_at", "due_at"),
)

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
