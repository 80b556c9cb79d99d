"""Which role of what somebody means who writes "/appoint @lilei 楼栋长 3号楼"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.ids import ChatId, SquadKey
from bot.domain.neighbourhood import Neighbourhood
from bot.domain.roles import OF_SQUADS, Appointment, Role

T = TypeVar("T")

WORDS: Mapping[Role, tuple[str, ...]] = {
    # Longer ones first: a squad lead is no lead of a building.
    Role.SQUAD_LEAD: ("小队长", "squad lead", "squad leader", "队长"),
    Role.BUILDING_LEAD: ("楼栋长", "楼长", "building lead", "building leader", "lead"),
    Role.COMMUNITY_WORKER: ("网格员", "社区工作者", "社工", "community worker", "worker"),
    Role.STEWARD: ("红管家", "管家", "队员", "steward"),
}
"""How roles are called where they are given and taken."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What words say of a role; None where they don't."""

    role: Role | None = None
    building: ChatId | None = None
    squad: SquadKey | None = None

    def appointment(self) -> Appointment | None:
        """Return the role, if all is said that it takes."""
        if self.role is None:
            return None
        building = self.building if self.role is Role.BUILDING_LEAD else None
        squad = self.squad if self.role in OF_SQUADS else None
        if (self.role is Role.BUILDING_LEAD and building is None) or (self.role in OF_SQUADS and squad is None):
            return None
        return Appointment(self.role, building, squad)


def read(words: str, place: Neighbourhood, chat: ChatId) -> Meant:
    """Return which role is meant: of what the words name, else of the chat they are said in."""
    said = " ".join(words.casefold().split())
    squads = place.routable()
    squad = _named(said, {one.key: (one.key, *one.names.values()) for one in squads})
    building = _named(said, {one.chat: (one.name,) for one in place.buildings.values()})
    # A name may have a role's word in it: 物业红管家 is a squad.
    for name in (name for one in squads if one.key == squad for name in one.names.values()):
        said = said.replace(name.casefold(), " ")
    here = place.squads_of(chat)
    building = building if building is not None else chat if chat in place.buildings else None
    squad = squad if squad is not None else here[0].key if here else None
    role = _role(said)
    # A lead is the lead of what there is.
    if role is Role.BUILDING_LEAD and building is None and squad is not None:
        role = Role.SQUAD_LEAD
    return Meant(role, building, squad)


def possible(meant: Meant) -> tuple[Appointment, ...]:
    """Return the roles between which somebody may choose who named none, for what they named."""
    found: list[Appointment] = []
    if meant.building is not None:
        found.append(Appointment(Role.BUILDING_LEAD, building=meant.building))
    if meant.squad is not None:
        found += [Appointment(role, squad=meant.squad) for role in (Role.SQUAD_LEAD, Role.STEWARD)]
    return (*found, Appointment(Role.COMMUNITY_WORKER))


def _role(said: str) -> Role | None:
    for role, words in WORDS.items():
        if any(_stands_in(word, said) for word in words):
            return role
    return None


def _stands_in(word: str, said: str) -> bool:
    """Tell whether a word is said: an English one as a whole."""
    return bool(re.search(rf"\b{word}\b", said)) if word.isascii() else word in said


def _named(said: str, names: Mapping[T, Iterable[str]]) -> T | None:
    """Return whose name is said; the longest wins, so that 13号楼 isn't 3号楼."""
    found = [(len(name), one) for one, called in names.items() for name in called if name and name.casefold() in said]
    return max(found, key=lambda pair: pair[0])[1] if found else None
