"""The buttons that give and take roles."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.presses.base import chat, person
from bot.domain.roles import Appointment, Role

_LETTERS = {
    "b": Role.BUILDING_LEAD,
    "l": Role.SQUAD_LEAD,
    "s": Role.STEWARD,
    "w": Role.COMMUNITY_WORKER,
}
"""Short, because a squad's key may be long."""


@dataclass(frozen=True, slots=True)
class _RolePress:
    PREFIX: ClassVar[str]
    who: PersonId
    appointment: Appointment

    def pack(self) -> str:
        """Return the callback data."""
        place = self.appointment.building or self.appointment.squad or ""
        letter = next(letter for letter, role in _LETTERS.items() if role is self.appointment.role)
        return f"{self.PREFIX}:{self.who}:{letter}:{place}"

    @classmethod
    def unpack(cls, fields: list[str]) -> Self:
        """Read the fields behind the prefix."""
        who, letter, place = fields
        if letter not in _LETTERS:
            raise ValueError("no role")
        given = _LETTERS[letter]
        building: ChatId | None = chat(place) if given is Role.BUILDING_LEAD else None
        squad = SquadKey(place) if place and building is None else None
        return cls(person(who), Appointment(given, building, squad))


class AppointPress(_RolePress):
    """Give somebody a role."""

    PREFIX = "appoint"


class DismissPress(_RolePress):
    """Take a role from somebody."""

    PREFIX = "dismiss"


RolesPress = AppointPress | DismissPress
