"""The demo's people: a small roster, who lives where, and who leads what, so that everything can be tried at once."""

from datetime import datetime
from decimal import Decimal

from bot.domain.cause import Actor
from bot.domain.household import AREA_UNIT, Binding, Household, Tie
from bot.domain.ids import ChatId, HouseholdId, PersonId, SquadKey
from bot.domain.roles import Appointment, Role
from bot.domain.trail import Change
from bot.services.deps import Deps
from storage import households, people, roles
from storage.database import Transaction
from storage.roles import Entry

BUILDING_3, MAPLE_HOUSE = ChatId(-1001000000003), ChatId(-1001000000007)
_PROPERTY = SquadKey("property")

_WANG = Actor(PersonId(1001), "王阿姨", "zh", "wang_ayi")
_LI_LEI = Actor(PersonId(1002), "李雷", "zh", "lilei_3hao")
_CHEN = Actor(PersonId(1003), "陈爷爷", "zh")
_EMMA = Actor(PersonId(1005), "Emma Clarke", "en", "emma_clarke")
_JAMES = Actor(PersonId(1006), "James Okoro", "en", "james_okoro")
_PRIYA = Actor(PersonId(1007), "Priya Nair", "en", "priya_nair")
_ZHAO = Actor(PersonId(2002), "赵师傅", "zh", "zhao_shifu")
_HE = Actor(PersonId(3001), "何书记", "zh", "he_shuji")

_ROSTERS: dict[ChatId, tuple[tuple[str, str, str, str], ...]] = {
    BUILDING_3: (
        ("1", "101", "68.50", "何书记"),
        ("1", "102", "54.20", "吴家"),
        ("1", "201", "89.36", "李雷"),
        ("1", "202", "54.20", "赵家"),
        ("1", "301", "68.50", "赵家"),
        ("2", "101", "61.75", "陈爷爷"),
        ("2", "201", "89.36", "孙家"),
        ("2", "202", "72.10", "周家"),
        ("2", "301", "72.10", "王阿姨"),
        ("2", "302", "96.04", "钱家"),
    ),
    MAPLE_HOUSE: (
        ("A", "1", "72.00", "Brown"),
        ("A", "2", "58.50", "Clarke"),
        ("A", "3", "58.50", "Garcia"),
        ("A", "4", "95.25", "Nair"),
        ("B", "1", "72.00", "Okoro"),
        ("B", "2", "58.50", "Kowalski"),
        ("B", "3", "64.30", "Garcia"),
        ("B", "4", "95.25", "Svensson"),
    ),
}
"""Unit, room, area in m², and whose it is."""
_HOMES = (
    (_HE, BUILDING_3, "1", "101"),
    (_LI_LEI, BUILDING_3, "1", "201"),
    (_CHEN, BUILDING_3, "2", "101"),
    (_WANG, BUILDING_3, "2", "301"),
    (_EMMA, MAPLE_HOUSE, "A", "2"),
    (_PRIYA, MAPLE_HOUSE, "A", "4"),
    (_JAMES, MAPLE_HOUSE, "B", "1"),
)
_ROLES = (
    (_LI_LEI, Appointment(Role.BUILDING_LEAD, building=BUILDING_3)),
    (_JAMES, Appointment(Role.BUILDING_LEAD, building=MAPLE_HOUSE)),
    (_ZHAO, Appointment(Role.SQUAD_LEAD, squad=_PROPERTY)),
    (_HE, Appointment(Role.COMMUNITY_WORKER)),
)


def settle(tx: Transaction, deps: Deps, now: datetime) -> None:
    """Let the demo's people move in and take up their roles. A second time changes nothing."""
    community = deps.neighbourhood.community
    for actor in {actor for actor, *_ in (*_HOMES, *_ROLES)}:
        people.keep(tx, actor)
    for chat, rows in _ROSTERS.items():
        if not households.of_building(tx, community, chat):
            homes = [
                Household(community, HouseholdId(0), chat, unit, room, int(Decimal(area) * AREA_UNIT), owner, owner)
                for unit, room, area, owner in rows
            ]
            households.keep(tx, community, chat, homes)
    for actor, chat, unit, room in _HOMES:
        home = households.find(tx, community, chat, unit, room)
        if home is not None and households.bind(tx, Binding(home, actor.id, Tie.RESIDENT, now)):
            entry = Entry(now, None, Change.BOUND, actor.id, building=chat, household=home.id)
            roles.add_entry(tx, community, entry)
    for actor, role in _ROLES:
        if roles.appoint(tx, community, actor.id, role, now):
            entry = Entry(now, None, Change.APPOINTED, actor.id, role.role, role.building, role.squad)
            roles.add_entry(tx, community, entry)
