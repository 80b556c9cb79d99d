"""The addresses at which phones find calendars."""

from sqlalchemy import Column, ForeignKey, LargeBinary, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.tables.base import METADATA
from storage.types import Id, UtcTime

CALENDAR_ADDRESS = Table(
    "calendar_address",
    METADATA,
    Column("community_id", Id, ForeignKey("community.id"), nullable=False),
    # Whose phone it is for: an address is somebody's own, and can be taken back without the neighbours noticing.
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    # A building's chat; for their own calendar, their chat with the bot.
    Column("chat_id", Id, nullable=False),
    # The address itself is known to nobody but whoever got it.
    Column("digest", LargeBinary, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("community_id", "person_id", "chat_id"),
    UniqueConstraint("digest"),
)
