"""What there is to tell of rosters."""

from dataclasses import dataclass

from bot.domain.household import Household
from bot.domain.roster import Plan, Problem


@dataclass(frozen=True, slots=True)
class RosterWanted:
    """Asks for a file, and says what it looks like."""

    building: str
    households: int


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Shows what a file changes, before it does."""

    building: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class RosterWrong:
    """Says what is wrong with a file, line by line."""

    building: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RosterChanged:
    """The roster is what the file says."""

    building: str
    households: int
    area: int
    added: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class RosterLeft:
    """The roster stays as it was."""

    building: str


@dataclass(frozen=True, slots=True)
class RosterCopy:
    """The roster as a file, for the lead alone."""

    building: str
    households: tuple[Household, ...]


@dataclass(frozen=True, slots=True)
class RosterSent:
    """Says in a group that the copy has been sent privately."""

    building: str


RosterNews = RosterWanted | RosterPlan | RosterWrong | RosterChanged | RosterLeft | RosterCopy | RosterSent
