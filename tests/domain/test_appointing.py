"""Which role of what is meant, in both languages, in the chat of a building, of a squad, and elsewhere."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.appointing import Meant, possible, read
from bot.domain.ids import ChatId, CommunityId, SquadKey
from bot.domain.neighbourhood import Building, Neighbourhood
from bot.domain.roles import Role
from bot.domain.squad import Lane, Squad, WorkingHours

THREE, THIRTEEN, MAPLE, TOOLS, OFFICE, HOME = (ChatId(-n) for n in (3, 13, 7, 101, 100, -5))
PROPERTY = SquadKey("property")


def squad(key: str, zh: str, en: str, chat: ChatId) -> Squad:
    hours = WorkingHours(time(8), time(18), frozenset({0}))
    return Squad(SquadKey(key), {"zh": zh, "en": en}, chat, Lane.OPEN, frozenset(), hours)


NAMES = {THREE: "3号楼", THIRTEEN: "13号楼", MAPLE: "Maple House"}
PLACE = Neighbourhood(
    community=CommunityId(1),
    name="Ivy Lane",
    language="zh",
    zone=ZoneInfo("Asia/Shanghai"),
    buildings={
        chat: Building(name, chat, "zh")
        for chat, name in ((THREE, "3号楼"), (THIRTEEN, "13号楼"), (MAPLE, "Maple House"))
    },
    squads={
        PROPERTY: squad("property", "物业红管家", "property stewards", TOOLS),
        SquadKey("office"): squad("office", "社区办公室", "community office", OFFICE),
    },
    retired=frozenset(),
    fallback=SquadKey("office"),
    claim_within={},
    emergency_numbers=(),
)
LEAD, WORKER, STEWARD, SQUAD_LEAD = Role.BUILDING_LEAD, Role.COMMUNITY_WORKER, Role.STEWARD, Role.SQUAD_LEAD


@pytest.mark.parametrize(
    ("words", "chat", "meant"),
    [
        pytest.param("楼栋长", THREE, Meant(LEAD, THREE), id="of the building it is said in"),
        pytest.param("lead", MAPLE, Meant(LEAD, MAPLE), id="a lead of the building"),
        pytest.param("lead", TOOLS, Meant(SQUAD_LEAD, None, PROPERTY), id="a lead of the squad"),
        pytest.param("小队长", TOOLS, Meant(SQUAD_LEAD, None, PROPERTY), id="of the squad it is said in"),
        pytest.param("steward", TOOLS, Meant(STEWARD, None, PROPERTY), id="a steward"),
        pytest.param("楼栋长 13号楼", HOME, Meant(LEAD, THIRTEEN), id="the longer name"),
        pytest.param("楼栋长 3号楼", OFFICE, Meant(LEAD, THREE, SquadKey("office")), id="named elsewhere"),
        pytest.param("Building  Lead MAPLE house", HOME, Meant(LEAD, MAPLE), id="whatever the case"),
        pytest.param("物业红管家", HOME, Meant(None, None, PROPERTY), id="a squad's name is no role"),
        pytest.param("物业红管家 小队长", HOME, Meant(SQUAD_LEAD, None, PROPERTY), id="a lead of a named squad"),
        pytest.param("steward property", HOME, Meant(STEWARD, None, PROPERTY), id="by the squad's key"),
        pytest.param("网格员", THREE, Meant(WORKER, THREE), id="a worker"),
        pytest.param("community worker", HOME, Meant(WORKER), id="a worker in English"),
        pytest.param("misleading", THREE, Meant(None, THREE), id="a part of a word is none"),
        pytest.param("", HOME, Meant(), id="nothing said"),
    ],
)
def test_what_words_mean(words: str, chat: ChatId, meant: Meant) -> None:
    assert read(words, PLACE, chat) == meant


@pytest.mark.parametrize(
    ("meant", "fits"),
    [(Meant(LEAD, THREE), True), (Meant(LEAD), False), (Meant(STEWARD, THREE), False), (Meant(WORKER, THREE), True),
     (Meant(SQUAD_LEAD, None, PROPERTY), True), (Meant(None, THREE, PROPERTY), False)],
)  # fmt: skip
def test_a_role_needs_its_place(meant: Meant, fits: bool) -> None:  # noqa: FBT001
    appointment = meant.appointment()
    assert (appointment is not None) == fits
    if appointment is not None:
        assert appointment.role is meant.role


def test_who_names_no_role_may_choose_among_those_of_the_place() -> None:
    assert [one.role for one in possible(Meant(None, THREE))] == [LEAD, WORKER]
    assert [one.role for one in possible(Meant(None, None, PROPERTY))] == [SQUAD_LEAD, STEWARD, WORKER]
    assert [one.role for one in possible(Meant())] == [WORKER]
