"""People with homes and roles, for conversations that need households or leads."""

from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.roles import Appointment, Role
from storage import households, roles
from storage.database import Transaction
from tests.support.town import Town


async def bind(town: Town, person: int, building: int, label: str, tie: Tie = Tie.RESIDENT) -> Household:
    """Bind somebody whom the bot has met to a household of a building's roster."""

    def unit(tx: Transaction) -> Household:
        home = _home(tx, town, building, label)
        households.bind(tx, Binding(home, PersonId(person), tie, town.clock()))
        return home

    return await town.bot.memory.work(unit)


async def home(town: Town, building: int, label: str) -> Household:
    """Return a household of a building's roster by what neighbours call it: 2-301."""
    return await town.bot.memory.read(lambda tx: _home(tx, town, building, label))


async def appoint(
    town: Town, person: int, role: Role, *, building: int | None = None, squad: str | None = None
) -> None:
    """Give a role to somebody whom the bot has met."""
    given = _appointment(role, building, squad)
    community = town.bot.deps.neighbourhood.community
    await town.bot.memory.work(lambda tx: roles.appoint(tx, community, PersonId(person), given, town.clock()))


async def dismiss(
    town: Town, person: int, role: Role, *, building: int | None = None, squad: str | None = None
) -> None:
    """Take a role from somebody."""
    taken = _appointment(role, building, squad)
    community = town.bot.deps.neighbourhood.community
    await town.bot.memory.work(lambda tx: roles.dismiss(tx, community, PersonId(person), taken, town.clock()))


def _home(tx: Transaction, town: Town, building: int, label: str) -> Household:
    homes = households.of_building(tx, town.bot.deps.neighbourhood.community, ChatId(building))
    return next(one for one in homes if one.label == label)


def _appointment(role: Role, building: int | None, squad: str | None) -> Appointment:
    return Appointment(role, None if building is None else ChatId(building), None if squad is None else SquadKey(squad))
