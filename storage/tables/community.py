"""The community, its buildings and squads, and the chats that belong to nobody."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Table, Text, false

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

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
    # Made in its own chat by /setup; the others are the config's, or were.
    Column("set_up", Boolean, nullable=False, server_default=false()),
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
    # As with buildings; the kinds of issue that it takes, with spaces between, are then kept here, too.
    Column("set_up", Boolean, nullable=False, server_default=false()),
    Column("categories", Text, nullable=False, server_default=""),
    # How many issues its neighbours have accepted: each so-and-so-manieth is asked about again.
    Column("accepted", Integer, nullable=False, server_default="0"),
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
