"""Who speaks for whom and who has which role, under any history, against a model of plain sets."""

from dataclasses import dataclass, field
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete

from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import CommunityId, HouseholdId, PersonId, SquadKey
from bot.domain.roles import Appointment, Role
from storage import households, me, people, roles
from storage.database import Database, Transaction
from storage.tables import APPOINTMENT, BINDING, HOUSEHOLD, PERSON
from tests.storage.makers import NORTH, NOW, an_actor, count_rows

PEOPLE = [PersonId(number) for number in (501, 502, 503)]
ROOMS = ["1-101", "1-102", "2-201"]
ROLES = [
    Appointment(Role.BUILDING_LEAD, building=NORTH),
    Appointment(Role.STEWARD, squad=SquadKey("plumbers")),
    Appointment(Role.COMMUNITY_WORKER),
]
persons, rooms = st.sampled_from(PEOPLE), st.sampled_from(ROOMS)


@dataclass
class Model:
    """What should be so."""

    ties: dict[tuple[str, PersonId], tuple[Tie, PersonId | None]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    roles: set[tuple[PersonId, Appointment]] = field(default_factory=set)
    records: int = 0


class PeopleMachine(RuleBasedStateMachine):
    """People move in and out, name delegates, get roles and lose them, and have themselves erased."""

    def __init__(self, database: Database, community: CommunityId) -> None:
        super().__init__()
        self.database, self.community = database, community
        self.model, self.erased = Model(), 0
        database.work(self._begin)
        found = database.read(lambda tx: households.of_building(tx, community, NORTH))
        self.homes = {home.label: home for home in found}

    def _begin(self, tx: Transaction) -> None:
        for table in (BINDING, APPOINTMENT, HOUSEHOLD):
            tx.execute(delete(table))
        tx.execute(delete(PERSON).where(PERSON.c.id < 0))
        for person in PEOPLE:
            people.keep(tx, an_actor(person, f"neighbour {person}"))
        self._put_on_roster(tx, ROOMS)

    def _put_on_roster(self, tx: Transaction, labels: list[str]) -> None:
        parts = [label.split("-") for label in labels]
        homes = [Household(self.community, HouseholdId(0), NORTH, unit, room) for unit, room in parts]
        households.keep(tx, self.community, NORTH, homes)

    @rule(room=rooms, person=persons, tie=st.sampled_from(Tie), other=persons)
    def bind(self, room: str, person: PersonId, tie: Tie, other: PersonId) -> None:
        stands_for = other if tie is Tie.DELEGATE and other != person else None
        binding = Binding(self.homes[room], person, tie, NOW, stands_for)
        before = self.model.ties.get((room, person))
        new = before is None or (before[0] is Tie.DELEGATE and tie is Tie.RESIDENT)
        assert self.database.work(lambda tx: households.bind(tx, binding)) == new
        if new:
            self.model.ties[room, person] = (tie, stands_for)
            self.model.records += 1

    @rule(room=rooms, person=persons)
    def move_out(self, room: str, person: PersonId) -> None:
        ends = [
            key
            for key, (_, stands_for) in self.model.ties.items()
            if key[0] == room and (key[1] == person or stands_for == person)
        ]
        unbound = self.database.work(lambda tx: households.unbind(tx, self.community, self.homes[room].id, person, NOW))
        assert unbound == bool(ends)
        for key in ends:
            del self.model.ties[key]

    @rule(room=rooms)
    def take_off_the_roster(self, room: str) -> None:
        self.database.work(lambda tx: households.drop(tx, self.community, [self.homes[room].id], NOW))
        self.model.gone.add(room)

    @rule(room=rooms)
    def put_on_the_roster(self, room: str) -> None:
        self.database.work(partial(self._put_on_roster, labels=[room]))
        self.model.gone.discard(room)

    @rule(person=persons, role=st.sampled_from(ROLES))
    def appoint(self, person: PersonId, role: Appointment) -> None:
        new = (person, role) not in self.model.roles
        assert self.database.work(lambda tx: roles.appoint(tx, self.community, person, role, NOW)) == new
        self.model.roles.add((person, role))

    @rule(person=persons, role=st.sampled_from(ROLES))
    def dismiss(self, person: PersonId, role: Appointment) -> None:
        held = (person, role) in self.model.roles
        assert self.database.work(lambda tx: roles.dismiss(tx, self.community, person, role, NOW)) == held
        self.model.roles.discard((person, role))

    @rule(person=persons)
    def erase(self, person: PersonId) -> None:
        """What is erased here still holds: ending it is the service's; the record must only change whose it is."""
        self.erased += 1
        nobody = PersonId(-(2**51) - self.erased)

        def unit(tx: Transaction) -> None:
            for role in roles.of_person(tx, self.community, person):
                roles.dismiss(tx, self.community, person, role, NOW)
            for home in self.homes.values():
                households.unbind(tx, self.community, home.id, person, NOW)
            me.erase(tx, person, nobody, "former neighbour")
            people.keep(tx, an_actor(person, f"neighbour {person}"))

        self.database.work(unit)
        self.model.roles = {pair for pair in self.model.roles if pair[0] != person}
        self.model.ties = {key: tie for key, tie in self.model.ties.items() if key[1] != person and tie[1] != person}
        assert self.database.read(lambda tx: me.counts_of(tx, self.community, person)) == {}
        assert self.database.read(lambda tx: people.known(tx, [nobody]))[nobody].name == "former neighbour"

    @invariant()
    def everybody_speaks_for_their_households_and_no_other(self) -> None:
        for person in PEOPLE:
            theirs = self.database.read(partial(households.bindings_of, community=self.community, person=person))
            assert {(one.household.label, one.tie, one.stands_for) for one in theirs} == {
                (room, *tie)
                for (room, who), tie in self.model.ties.items()
                if who == person and room not in self.model.gone
            }
            delegates = self.database.read(partial(households.delegates_of, community=self.community, person=person))
            assert delegates == {who for (_, who), (_, stands_for) in self.model.ties.items() if stands_for == person}
        spoken_for = self.database.read(lambda tx: households.residents_of_building(tx, self.community, NORTH))
        assert {(self._label(home), actor.id) for home, found in spoken_for.items() for actor in found} == {
            key for key in self.model.ties if key[0] not in self.model.gone
        }

    @invariant()
    def everybody_has_their_roles_and_nothing_is_deleted(self) -> None:
        for person in PEOPLE:
            held = self.database.read(partial(roles.of_person, community=self.community, person=person))
            assert held == {role for who, role in self.model.roles if who == person}
        assert self.database.read(lambda tx: count_rows(tx, BINDING)) == self.model.records
        assert self.database.read(lambda tx: count_rows(tx, HOUSEHOLD)) == len(ROOMS)
        assert self.database.read(lambda tx: count_rows(tx, PERSON)) >= len(PEOPLE) + self.erased

    def _label(self, household: HouseholdId) -> str:
        return next(label for label, home in self.homes.items() if home.id == household)


def test_people_keep_what_is_theirs(database: Database, community: CommunityId) -> None:
    class Here(PeopleMachine):
        def __init__(self) -> None:
            super().__init__(database, community)

    run_state_machine_as_test(Here, settings=settings(max_examples=10, stateful_step_count=25))
