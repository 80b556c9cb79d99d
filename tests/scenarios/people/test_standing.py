"""What somebody is: by appointment, by the chat they write in, by the config; asked anew each time."""

from dataclasses import replace

import pytest

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action, Role, Standing
from bot.services import people
from storage import households
from tests.support import settled
from tests.support.town import BUILDING_3, CHEN, HE, JAMES, LI_LEI, LIU, MAPLE_HOUSE, OFFICE, PROPERTY, WANG, ZHAO, Town

PROPERTY_SQUAD, LEGAL_SQUAD = SquadKey("property"), SquadKey("legal")


def a_cause(town: Town, person: int, chat: int) -> Cause:
    return Cause(town.clock(), Actor(PersonId(person), "?", "zh"), ChatId(chat), private=chat == person)


async def standing(town: Town, person: int, here: int | None = None) -> Standing:
    chat = None if here is None else ChatId(here)
    return await town.bot.memory.read(lambda tx: people.standing(tx, town.bot.deps, PersonId(person), chat))


async def test_the_demos_people_live_and_lead_where_the_demo_says(town: Town) -> None:
    for _ in range(2):
        await town.settle_people()
    deps = town.bot.deps
    homes = await town.bot.memory.read(
        lambda tx: [
            households.of_building(tx, deps.neighbourhood.community, ChatId(chat)) for chat in (BUILDING_3, MAPLE_HOUSE)
        ]
    )
    assert [len(found) for found in homes] == [10, 8]
    assert sum(home.area for home in homes[0]) == 72_611
    here = ChatId(BUILDING_3)
    leads, of_squad, workers = await town.bot.memory.read(
        lambda tx: (
            people.leads_of_building(tx, deps, here),
            people.leads_of_squad(tx, deps, PROPERTY_SQUAD),
            people.workers(tx, deps),
        )
    )
    assert [[one.id for one in found] for found in (leads, of_squad, workers)] == [[LI_LEI], [ZHAO], [HE]]
    li_lei = await standing(town, LI_LEI)
    assert li_lei.roles(building=here) == {Role.RESIDENT, Role.HOUSEHOLDER, Role.BUILDING_LEAD}
    assert not li_lei.may(Action.OPEN_VOTE, building=ChatId(MAPLE_HOUSE))
    assert (await standing(town, JAMES)).may(Action.OPEN_VOTE, building=ChatId(MAPLE_HOUSE))
    assert (await standing(town, HE)).may(Action.OPEN_VOTE, building=here)
    assert (await standing(town, WANG)).roles() == {Role.RESIDENT, Role.HOUSEHOLDER}


async def test_who_writes_in_a_squads_chat_is_a_steward_of_it_until_they_leave(town: Town) -> None:
    assert (await standing(town, LIU)).roles() == {Role.RESIDENT}
    assert (await standing(town, LIU, PROPERTY)).may(Action.CLAIM, squad=PROPERTY_SQUAD)
    assert not (await standing(town, LIU, PROPERTY)).may(Action.CLAIM, squad=LEGAL_SQUAD)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    assert Role.STEWARD in (await standing(town, LIU)).roles(squad=PROPERTY_SQUAD)
    town.world.leave(LIU, PROPERTY)
    await town.settled()
    assert (await standing(town, LIU)).roles(squad=PROPERTY_SQUAD) == {Role.RESIDENT}


async def test_where_the_bot_is_no_administrator_the_groups_own_word_counts(town: Town) -> None:
    town.world.set_rights(town.world.bot.id, PROPERTY, "member")
    town.world.leave(LIU, PROPERTY)
    town.world.join(LIU, PROPERTY)
    await town.settled()
    assert Role.STEWARD in (await standing(town, LIU)).roles(squad=PROPERTY_SQUAD)
    town.world.leave(LIU, PROPERTY)
    await town.settled()
    assert Role.STEWARD not in (await standing(town, LIU)).roles(squad=PROPERTY_SQUAD)


async def test_who_is_in_the_offices_chat_or_in_the_config_is_a_community_worker(town: Town) -> None:
    assert (await standing(town, HE)).may(Action.SETUP)
    assert not (await standing(town, ZHAO)).may(Action.SETUP)
    assert (await standing(town, ZHAO, OFFICE)).may(Action.SETUP)


async def test_a_role_that_was_taken_away_is_refused_from_then_on(town: Town) -> None:
    await town.settle_people()
    deps, here = town.bot.deps, ChatId(BUILDING_3)
    cause = a_cause(town, LI_LEI, LI_LEI)

    async def ask() -> Standing:
        return await town.bot.memory.read(lambda tx: people.require(tx, deps, cause, Action.OPEN_VOTE, building=here))

    assert (await ask()).person == LI_LEI
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    with pytest.raises(Refused) as refused:
        await ask()
    assert refused.value.reason is Reason.NOT_YOUR_ROLE
    await settled.appoint(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    assert (await ask()).person == LI_LEI


async def test_a_building_can_leave_polls_to_its_households(town: Town) -> None:
    await town.settle_people()
    here = ChatId(BUILDING_3)
    assert not (await standing(town, CHEN)).may(Action.START_POLL, building=here)
    place = town.bot.deps.neighbourhood
    open_to_all = replace(place.buildings[here], choices={"start_poll_by": "households"})
    town.bot.deps.neighbourhood = replace(place, buildings={**place.buildings, here: open_to_all})
    assert (await standing(town, CHEN)).may(Action.START_POLL, building=here)
    assert not (await standing(town, CHEN)).may(Action.OPEN_VOTE, building=here)


async def test_who_is_bound_later_is_a_householder(town: Town) -> None:
    await town.settle_people()
    town.say(LIU, PROPERTY, "/help")
    await town.settled()
    town.world.start(LIU)
    await town.settled()
    home = await settled.bind(town, LIU, BUILDING_3, "2-302")
    assert (await standing(town, LIU)).households == (home,)
    assert home == await settled.home(town, BUILDING_3, "2-302")
