"""A role is held once, taken away with its record kept, and every change is on the trail."""

from dataclasses import replace

from bot.domain.duty import Duty
from bot.domain.ids import ChatId, CommunityId, SquadKey
from bot.domain.roles import Appointment, Role
from bot.domain.trail import Change
from storage import choices, duty, neighbourhood, people, roles
from storage.database import Database
from storage.roles import Entry
from storage.tables import APPOINTMENT
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, OFFICE, SOUTH, WANG, count_rows, settle, together

LEAD = Appointment(Role.BUILDING_LEAD, building=NORTH)
PLUMBER = Appointment(Role.STEWARD, squad=SquadKey("plumbers"))
WORKER = Appointment(Role.COMMUNITY_WORKER)
PLUMBERS = SquadKey("plumbers")


def test_a_role_is_held_until_it_is_taken_away(database: Database, community: CommunityId) -> None:
    for person, appointment in ((WANG, LEAD), (WANG, PLUMBER), (CHEN, LEAD), (CHEN, WORKER)):
        assert database.work(lambda tx, p=person, a=appointment: roles.appoint(tx, community, p, a, NOW))  # type: ignore[misc]
    assert database.read(lambda tx: roles.of_person(tx, community, WANG)) == {LEAD, PLUMBER}
    assert [one.id for one in database.read(lambda tx: roles.appointed(tx, community, LEAD))] == [WANG, CHEN]
    south = replace(LEAD, building=SOUTH)
    assert database.read(lambda tx: roles.appointed(tx, community, south)) == ()
    assert not database.work(lambda tx: roles.dismiss(tx, community, WANG, south, NOW + DAY))
    assert database.work(lambda tx: roles.dismiss(tx, community, WANG, LEAD, NOW + DAY))
    assert not database.work(lambda tx: roles.dismiss(tx, community, WANG, LEAD, NOW + DAY))
    assert database.read(lambda tx: roles.of_person(tx, community, WANG)) == {PLUMBER}
    everybody = database.read(lambda tx: roles.all_appointed(tx, community))
    assert [(one, actor.id) for one, actor in everybody] == [(PLUMBER, WANG), (LEAD, CHEN), (WORKER, CHEN)]
    assert database.read(lambda tx: count_rows(tx, APPOINTMENT)) == 4
    assert database.work(lambda tx: roles.appoint(tx, community, WANG, LEAD, NOW + 2 * DAY))


def test_of_two_who_appoint_at_once_one_does(database: Database, community: CommunityId) -> None:
    for appointment in (LEAD, PLUMBER, WORKER):
        done = together(database, *[lambda tx, a=appointment: roles.appoint(tx, community, WANG, a, NOW)] * 4)
        assert sorted(future.result() for future in done) == [False] * 3 + [True]


def test_another_communitys_roles_are_its_own(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    database.work(lambda tx: roles.appoint(tx, community, WANG, WORKER, NOW))
    database.work(lambda tx: roles.add_entry(tx, community, Entry(NOW, CHEN, Change.APPOINTED, WANG)))
    assert database.read(lambda tx: roles.of_person(tx, other, WANG)) == frozenset()
    assert database.read(lambda tx: roles.all_appointed(tx, other)) == ()
    assert database.read(lambda tx: roles.entries(tx, other, 9)) == ()


def test_the_trail_is_told_newest_first(database: Database, community: CommunityId) -> None:
    lines = [
        Entry(NOW, LIU, Change.APPOINTED, WANG, Role.BUILDING_LEAD, building=NORTH),
        Entry(NOW, WANG, Change.DUTY_CHANGED, WANG, squad=PLUMBERS, detail="off"),
        Entry(NOW, None, Change.ERASED),
    ]
    for line in lines:
        database.work(lambda tx, entry=line: roles.add_entry(tx, community, entry))  # type: ignore[misc]
    assert database.read(lambda tx: roles.entries(tx, community, 9)) == tuple(reversed(lines))
    assert database.read(lambda tx: roles.entries(tx, community, 1)) == (lines[2],)
    assert database.read(lambda tx: roles.entries(tx, community, 9, about=LIU)) == (lines[0],)
    assert database.read(lambda tx: roles.entries(tx, community, 9, buildings=[NORTH])) == (lines[0],)


def test_who_is_in_a_chat_is_known_until_they_leave(database: Database, community: CommunityId) -> None:
    del community
    for person in (LIU, CHEN):
        database.work(lambda tx, who=person: people.join(tx, OFFICE, who, NOW))  # type: ignore[misc]
    database.work(lambda tx: people.leave(tx, OFFICE, CHEN, NOW + DAY))
    assert [one.id for one in database.read(lambda tx: roles.members_of(tx, OFFICE))] == [LIU]
    assert database.read(lambda tx: roles.chats_of(tx, LIU)) == {OFFICE}
    assert database.read(lambda tx: roles.chats_of(tx, CHEN)) == frozenset()


def test_a_leads_building_goes_with_its_chat(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: roles.appoint(tx, community, WANG, LEAD, NOW))
    database.work(lambda tx: choices.keep(tx, community, NORTH, "heads", "owner"))
    database.work(lambda tx: neighbourhood.move_chat(tx, NORTH, ChatId(-9), NOW))
    assert database.read(lambda tx: roles.of_person(tx, community, WANG)) == {replace(LEAD, building=ChatId(-9))}
    assert database.read(lambda tx: choices.all_of(tx, community)) == {-9: {"heads": "owner"}}


def test_a_steward_is_on_duty_until_they_say_otherwise(database: Database, community: CommunityId) -> None:
    assert database.read(lambda tx: duty.of_person(tx, community, PLUMBERS, WANG)) == Duty()
    for said in (Duty(on=False), Duty(on=True, cap=3)):
        database.work(lambda tx, one=said: duty.keep(tx, community, PLUMBERS, WANG, one))  # type: ignore[misc]
        assert database.read(lambda tx: duty.of_person(tx, community, PLUMBERS, WANG)) == said
    assert database.read(lambda tx: duty.of_squad(tx, community, PLUMBERS)) == {WANG: Duty(cap=3)}
    assert database.read(lambda tx: duty.of_squad(tx, community, SquadKey("office"))) == {}


def test_buildings_and_squads_choose_each_for_themselves(database: Database, community: CommunityId) -> None:
    for whose, key, value in ((NORTH, "heads", "owner"), (PLUMBERS, "proof", "words"), (PLUMBERS, "proof", "photo")):
        database.work(lambda tx, w=whose, k=key, v=value: choices.keep(tx, community, w, k, v))  # type: ignore[misc]
    chosen = database.read(lambda tx: choices.all_of(tx, community))
    assert chosen == {NORTH: {"heads": "owner"}, PLUMBERS: {"proof": "photo"}}
