"""What the bot can do, for those who ask."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """Whom a line of /help helps, in the order in which they read it."""

    NEIGHBOURS = "neighbours"
    STEWARDS = "stewards"
    MORE = "more"
    """Neighbours, too, with what they need seldom."""
    LEADS = "leads"
    """Of a building or of a squad."""
    BUILDING_LEADS = "building_leads"
    SQUAD_LEADS = "squad_leads"
    WORKERS = "workers"
    ADMINISTRATORS = "administrators"


FIRST = frozenset({Audience.NEIGHBOURS, Audience.STEWARDS})
"""Who reads what /help says at first; the rest stands behind /help more."""


@dataclass(frozen=True, slots=True)
class Sees:
    """What the bot can see in a group."""

    admin: bool
    reads_all: bool
    """BotFather's privacy mode is off."""

    @property
    def everything(self) -> bool:
        """Tell whether it sees all that is written."""
        return self.admin or self.reads_all


@dataclass(frozen=True, slots=True)
class Help:
    """Says what the bot can do, for this kind of chat and for whoever asks there."""

    audiences: frozenset[Audience]
    silent_until: datetime | None = None
    """It only listens until then."""
    sees: Sees | None = None
    """It has just been let in, and sees this much."""
    more: bool = False
    """The rest, instead of what stands first."""
