"""Households keep their rows, a binding holds once, and what has ended is remembered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId
from storage import households, neighbourhood
from storage.database import Database
from storage.tables import BINDING
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, count_rows, settle, together

HOUR = timedelta(hours=1)


def a_household(community: CommunityId, label: str = "2-301", **given: object) -> Household:
    unit, _, room = label.partition("-")
    values: dict[str, object] = {"building": NORTH, "area": 8_950, "names": "王"}
    return Household(community, HouseholdId(0), unit=unit, room=room, **values | given)  # type: ignore[arg-type]


def kept(database: Database, community: CommunityId, *labels: str, chat: ChatId = NORTH) -> Sequence[Household]:
    rows = [a_household(community, label, building=chat) for label in labels]
    database.work(lambda tx: households.keep(tx, community, chat, rows))
    return database.read(lambda tx: households.of_building(tx, community, chat))


def bound(database: Database, home: Household, person: PersonId, tie: Tie = Tie.RESIDENT) -> bool:
    return database.work(lambda tx: households.bind(tx, Binding(home, person, tie, NOW)))


def test_a_roster_is_kept_changed_and_shortened_but_rows_stay(database: Database, community: CommunityId) -> None:
    first, second = kept(database, community, "1-101", "2-301")
    changed = replace(second, area=9_000, owner="王家")
    database.work(lambda tx: households.keep(tx, community, NORTH, [changed]))
    assert database.read(lambda tx: households.of_building(tx, community, NORTH)) == (first, changed)
    database.work(lambda tx: households.drop(tx, community, [first.id], NOW))
    assert database.read(lambda tx: households.of_building(tx, community, NORTH)) == (changed,)
    assert database.read(lambda tx: households.get(tx, community, first.id)) == replace(first, gone_at=NOW)
    assert database.read(lambda tx: households.find(tx, community, NORTH, "1", "101")) is None
    database.work(lambda tx: households.keep(tx, community, NORTH, [first]))
    assert database.read(lambda tx: households.find(tx, community, NORTH, "1", "101")) == first


def test_another_communitys_households_are_its_own(database: Database, community: CommunityId) -> None:
    (home,) = kept(database, community, "2-301")
    bound(database, home, WANG)
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    assert database.read(lambda tx: households.of_building(tx, other, NORTH)) == ()
    assert database.read(lambda tx: households.of_person(tx, other, WANG)) == ()
    assert database.read(lambda tx: households.get(tx, other, home.id)) is None
    assert database.read(lambda tx: households.residents_of(tx, other, home.id)) == ()
    assert not database.work(lambda tx: households.unbind(tx, other, home.id, WANG, NOW))


def test_several_people_a_household_and_several_households_a_person(database: Database, community: CommunityId) -> None:
    north = kept(database, community, "1-101", "2-301")
    (south,) = kept(database, community, "7", chat=SOUTH)
    for home, person in ((north[0], WANG), (north[0], CHEN), (north[1], WANG), (south, WANG)):
        assert bound(database, home, person)
    assert database.read(lambda tx: households.of_person(tx, community, WANG)) == (south, *north)
    assert database.read(lambda tx: households.of_person(tx, community, WANG, NORTH)) == tuple(north)
    there = database.read(lambda tx: households.residents_of(tx, community, north[0].id))
    assert [actor.id for actor in there] == [WANG, CHEN]
    everybody = database.read(lambda tx: households.residents_of_building(tx, community, NORTH))
    assert {home: [one.id for one in found] for home, found in everybody.items()} == {
        north[0].id: [WANG, CHEN],
        north[1].id: [WANG],
    }
    assert database.read(lambda tx: households.bound_in(tx, community, NORTH)) == {north[0].id, north[1].id}


def test_a_binding_holds_once_whoever_is_faster(database: Database, community: CommunityId) -> None:
    (home,) = kept(database, community, "2-301")
    binding = Binding(home, WANG, Tie.RESIDENT, NOW)
    done = together(database, *[lambda tx: households.bind(tx, binding)] * 6)
    assert sorted(future.result() for future in done) == [False] * 5 + [True]
    assert database.read(lambda tx: count_rows(tx, BINDING)) == 1


def test_who_moves_out_is_unbound_with_their_delegates_and_the_record_stays(
    database: Database, community: CommunityId
) -> None:
    (home,) = kept(database, community, "2-301")
    bound(database, home, CHEN)
    delegate = Binding(home, LIU, Tie.DELEGATE, NOW, stands_for=CHEN)
    assert database.work(lambda tx: households.bind(tx, delegate))
    assert database.read(lambda tx: households.delegates_of(tx, community, CHEN)) == {LIU}
    assert database.work(lambda tx: households.unbind(tx, community, home.id, CHEN, NOW + DAY))
    assert not database.work(lambda tx: households.unbind(tx, community, home.id, CHEN, NOW + DAY))
    for person in (CHEN, LIU):
        assert database.read(lambda tx, who=person: households.of_person(tx, community, who)) == ()  # type: ignore[misc]
    assert database.read(lambda tx: households.delegates_of(tx, community, CHEN)) == frozenset()
    (record,) = database.read(lambda tx: households.history_of(tx, community, LIU))
    assert record == replace(delegate, until=NOW + DAY)


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        pytest.param(Tie.DELEGATE, Tie.RESIDENT, Tie.RESIDENT, id="a delegate moves in"),
        pytest.param(Tie.RESIDENT, Tie.DELEGATE, Tie.RESIDENT, id="who lives there needs no delegation"),
        pytest.param(Tie.DELEGATE, Tie.DELEGATE, Tie.DELEGATE, id="twice a delegate"),
    ],
)
def test_to_live_there_is_more_than_to_be_a_delegate(
    database: Database, community: CommunityId, first: Tie, second: Tie, ends: Tie
) -> None:
    (home,) = kept(database, community, "2-301")
    assert bound(database, home, WANG, first)
    assert bound(database, home, WANG, second) == (first is not second and second is Tie.RESIDENT)
    (binding,) = database.read(lambda tx: households.bindings_of(tx, community, WANG))
    assert binding.tie is ends


def test_who_is_bound_to_a_household_off_the_roster_speaks_for_nobody(
    database: Database, community: CommunityId
) -> None:
    (home,) = kept(database, community, "2-301")
    bound(database, home, WANG)
    database.work(lambda tx: households.drop(tx, community, [home.id], NOW))
    assert database.read(lambda tx: households.of_person(tx, community, WANG)) == ()
    assert database.read(lambda tx: households.residents_of(tx, community, home.id)) == ()
    assert len(database.read(lambda tx: households.history_of(tx, community, WANG))) == 1


def test_a_buildings_households_go_with_its_chat(database: Database, community: CommunityId) -> None:
    (home,) = kept(database, community, "2-301")
    moved = ChatId(-9)
    for _ in range(2):
        database.work(lambda tx: neighbourhood.move_chat(tx, NORTH, moved, NOW + HOUR))
    assert database.read(lambda tx: households.of_building(tx, community, moved)) == (replace(home, building=moved),)
