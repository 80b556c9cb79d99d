"""A household: one dwelling, one vote; and who may speak for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId

AREA_UNIT = 100
"""Areas are counted in hundredths of a square metre, so that sums are exact."""


@dataclass(frozen=True, slots=True)
class Household:
    """One dwelling of a building, as its roster has it."""

    community: CommunityId
    id: HouseholdId
    building: ChatId
    unit: str
    """The unit or staircase; empty where a building has none."""
    room: str
    area: int = 0
    """In hundredths of a square metre; 0 where nobody knows."""
    owner: str = ""
    """Who owns it; dwellings of the same owner may count as one head."""
    names: str = ""
    """Who lives there, as the roster says; for leads only."""
    gone_at: datetime | None = None
    """Since when it has been off the roster."""

    @property
    def label(self) -> str:
        """Return what neighbours call it: 2-301."""
        return f"{self.unit}-{self.room}" if self.unit else self.room


class Tie(StrEnum):
    """What ties somebody to a household."""

    RESIDENT = "resident"
    DELEGATE = "delegate"
    """Speaks for somebody of the household, who named them or for whom the lead did."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Somebody may speak for a household."""

    household: Household
    person: PersonId
    tie: Tie
    since: datetime
    stands_for: PersonId | None = None
    """Whose delegate they are; None where that neighbour isn't on Telegram."""
    until: datetime | None = None
    """When it ended; the record stays."""
