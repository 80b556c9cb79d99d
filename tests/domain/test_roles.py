"""Who may do what: the table is walked whole, and roles hold only where they were given."""

from dataclasses import replace
from itertools import product

import pytest

from bot.domain.household import Household
from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId, SquadKey
from bot.domain.roles import APPOINTED_BY, MAY, OF_SQUADS, WIDENED_BY, Action, Appointment, Role, Standing
from bot.domain.setting import HOUSEHOLDS

HERE, THERE = ChatId(-3), ChatId(-5)
PLUMBERS, LAWYERS = SquadKey("plumbers"), SquadKey("lawyers")
SOMEBODY = Standing(PersonId(1))
HOME = Household(CommunityId(1), HouseholdId(1), HERE, "2", "301")


def standing(role: Role) -> Standing:
    """Return somebody with one role: in the building here, or in the plumbers' squad."""
    if role is Role.RESIDENT:
        return SOMEBODY
    if role is Role.HOUSEHOLDER:
        return replace(SOMEBODY, households=(HOME,))
    return replace(SOMEBODY, appointments=frozenset({appointment(role)}))


def appointment(role: Role, building: ChatId = HERE, squad: SquadKey = PLUMBERS) -> Appointment:
    return Appointment(role, building if role is Role.BUILDING_LEAD else None, squad if role in OF_SQUADS else None)


def test_every_action_is_in_the_table() -> None:
    assert set(MAY) == set(Action)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_a_role_may_what_the_table_says_where_it_holds_and_elsewhere_only_what_everybody_may(
    role: Role, action: Action
) -> None:
    who, granted, everybodys = standing(role), role in MAY[action], Role.RESIDENT in MAY[action]
    assert who.may(action) == (granted or everybodys)
    here = who.may(action, building=HERE) or who.may(action, squad=PLUMBERS)
    assert here == (granted or everybodys)
    elsewhere = granted and role is Role.COMMUNITY_WORKER
    assert who.may(action, building=THERE) == (elsewhere or everybodys)
    assert who.may(action, squad=LAWYERS) == (elsewhere or everybodys)


@pytest.mark.parametrize("action", list(Action))
def test_a_community_worker_may_what_any_lead_may(action: Action) -> None:
    if {Role.BUILDING_LEAD, Role.SQUAD_LEAD} & MAY[action]:
        assert Role.COMMUNITY_WORKER in MAY[action]


@pytest.mark.parametrize("action", list(Action))
def test_who_leads_a_squad_may_what_its_stewards_may(action: Action) -> None:
    assert Role.STEWARD not in MAY[action] or Role.SQUAD_LEAD in MAY[action]


@pytest.mark.parametrize("role", [Role.BUILDING_LEAD, Role.SQUAD_LEAD, Role.STEWARD])
def test_a_buildings_role_is_none_in_a_squad_and_the_other_way_round(role: Role) -> None:
    of_building = role is Role.BUILDING_LEAD
    assert (role in standing(role).roles(building=HERE)) == of_building
    assert (role in standing(role).roles(squad=PLUMBERS)) != of_building


@pytest.mark.parametrize("action", list(Action))
def test_a_building_may_leave_to_its_households_only_what_has_a_setting(action: Action) -> None:
    setting = WIDENED_BY.get(action)
    choices = {} if setting is None else {setting.key: HOUSEHOLDS}
    for role in Role:
        who = replace(standing(role), choices={HERE: choices})
        widened = setting is not None and role is Role.HOUSEHOLDER
        assert who.may(action, building=HERE) == (standing(role).may(action, building=HERE) or widened)
        assert who.may(action, building=THERE) == standing(role).may(action, building=THERE)
        assert who.may(action, squad=PLUMBERS) == standing(role).may(action, squad=PLUMBERS)


@pytest.mark.parametrize("role", list(Role))
def test_an_appointment_names_its_place_and_no_other(role: Role) -> None:
    fitting = 0
    for building, squad in product((None, HERE), (None, PLUMBERS)):
        try:
            Appointment(role, building, squad)
        except ValueError:
            continue
        fitting += 1
        assert (building is not None) == (role is Role.BUILDING_LEAD)
        assert (squad is not None) == (role in OF_SQUADS)
    assert fitting == (role in APPOINTED_BY)
