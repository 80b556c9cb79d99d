"""What the bot can do, for those who ask."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """Whom a line of /help helps, in the order in which they read it."""

    NEIGHBOURS = "neighbours"
    STEWARDS = "stewards"
    LEADS = "leads"
    WORKERS = "workers"
    ADMINISTRATORS = "administrators"


@dataclass(frozen=True, slots=True)
class Help:
    """Says what the bot can do, for this kind of chat and for whoever asks there."""

    audiences: frozenset[Audience]
    silent_until: datetime | None = None
    """It only listens until then."""
