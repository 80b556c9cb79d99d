"""The squads, their lanes and their hours, and who gets an issue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from bot.domain.ids import ChatId, SquadKey
from bot.domain.setting import HOURS, LANE, Choices, Setting, chosen


class Lane(StrEnum):
    """Whether the neighbours may read along."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The same hours on each of some days of the week."""

    opens: time
    closes: time
    weekdays: frozenset[int]
    """0 is Monday."""
    days_off: frozenset[date] = frozenset()
    """Holidays, on which nobody works."""

    def __post_init__(self) -> None:
        """Refuse hours in which nobody ever works."""
        if not self.weekdays or self.opens >= self.closes:
            raise ValueError("working hours need a weekday, and to open before they close")


@dataclass(frozen=True, slots=True)
class Squad:
    """Stewards of one trade with a chat of their own."""

    key: SquadKey
    names: Mapping[str, str]
    """By language: zh and en."""
    chat: ChatId
    lane: Lane
    categories: frozenset[str]
    hours: WorkingHours | None = None
    """None works round the clock."""
    choices: Choices = field(default_factory=dict, hash=False)
    """Its settings."""
    set_up: bool = False
    """It was made in its chat; the config doesn't name it."""

    def chosen(self, setting: Setting) -> str:
        """Return what holds for a setting here."""
        return self.lane.value if setting is LANE else chosen(self.choices, setting)

    def working_as_chosen(self, office: WorkingHours | None) -> "Squad":
        """Return a squad that was set up with the hours that it has chosen: the office's, or some of its own."""
        days_off = frozenset() if office is None else office.days_off
        match self.chosen(HOURS):
            case "six_days":
                return replace(self, hours=WorkingHours(time(8), time(20), frozenset(range(6)), days_off))
            case "daily":
                return replace(self, hours=WorkingHours(time(8), time(21), frozenset(range(7))))
            case "always":
                return replace(self, hours=None)
            case _:
                return replace(self, hours=office)

    def name(self, language: str) -> str:
        """Return what the squad is called in ``language``."""
        return self.names[language]


def who_gets(squads: Sequence[Squad], understood: str | None, category: str | None, fallback: SquadKey) -> Squad:
    """Return the squad for an issue: the one understood, else the one that has its category, else the fallback.

    Total and repeatable: the first squad in the config's order wins.

    :raises KeyError: ``fallback`` is no squad's key; the config has checked it.
    """
    by_key = {squad.key: squad for squad in squads}
    if understood is not None and SquadKey(understood) in by_key:
        return by_key[SquadKey(understood)]
    having = (squad for squad in squads if category is not None and category in squad.categories)
    return next(having, by_key[fallback])
