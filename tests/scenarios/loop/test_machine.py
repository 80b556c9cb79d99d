"""Whoever takes whatever step at whatever time: the services and the database do as the small model says."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bot import assembly
from bot import config as configs
from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.issue import OPEN, OWNED, Issue, TimelineEvent
from bot.domain.place import Place
from bot.domain.refusal import Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Appointment, Role
from bot.domain.setting import ACCEPT_COUNT
from bot.services import issues as reports
from bot.services.carry_out import unit
from bot.services.deps import Deps
from bot.services.issues import Report
from bot.services.loop import asking, gathering, handing, resting, verdict, work
from storage import issues, people, roles, voices
from storage.database import Database, Transaction
from tests.scenarios.loop.model import WORK, Modelled
from tests.support.reading import Marks
from tests.support.town import BUILDING_3, CHEN, EXAMPLE, LI_LEI, LIU, MONDAY_MORNING, ORDER, PROPERTY, TOM, WANG, ZHAO

NEIGHBOURS, STEWARDS = (WANG, LI_LEI, CHEN), (LIU, TOM, ZHAO)
CHATS = {"property": ChatId(PROPERTY), "order": ChatId(ORDER)}
ENDS_AFTER = 8
"""Steps that must have been tried before one that ends an issue's life."""
SETTING = 2
"""How many households must accept."""
_messages, _kinds = count(1), count(1)

neighbour = st.sampled_from(NEIGHBOURS)
steward = st.sampled_from(STEWARDS)
which = st.integers(0, 1)


class Loop(RuleBasedStateMachine):
    """Two reports about a lift, three neighbours, three stewards; one of these leads the property squad."""

    database: Database
    deps: Deps

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY_MORNING
        self.steps = 0
        self.models = [self._report(WANG), self._report(LI_LEI)]
        self.before: dict[int, tuple[Issue, tuple[TimelineEvent, ...]]] = {}

    # ---- stewards ----

    @precondition(lambda self: self.any_in({"dispatched"}))
    @rule(at=which, who=steward)
    def claim(self, at: int, who: int) -> None:
        self._try(at, who, partial(work.claim), lambda model: model.claim(who))

    @precondition(lambda self: self.any_in(WORK))
    @rule(at=which, who=steward)
    def release(self, at: int, who: int) -> None:
        self._try(
            at,
            who,
            partial(handing.release, round_=None, reason="没工具"),
            lambda m: m.release(who, above=_above(m, who)),
        )

    @rule(at=which, who=steward, to=steward)
    def hand_to(self, at: int, who: int, to: int) -> None:
        hand = partial(handing.hand_to, round_=None, steward=PersonId(to))
        self._try(at, who, hand, lambda m: _in_squad(m, to) and m.hand_to(who, to, lead=_above(m, who)))

    @rule(at=which, who=steward, squad=st.sampled_from(sorted(CHATS)))
    def pass_to(self, at: int, who: int, squad: str) -> None:
        hand = partial(handing.pass_to, round_=None, squad=SquadKey(squad))
        self._try(at, who, hand, lambda m: m.pass_to(who, squad, above=_above(m, who)))

    @precondition(lambda self: self.any_in(WORK))
    @rule(at=which, who=steward, days=st.integers(1, 9))
    def pause(self, at: int, who: int, days: int) -> None:
        pause = partial(resting.pause, round_=None, until=self.now + timedelta(days=days))
        self._try(at, who, pause, lambda m: m.pause(who, above=_above(m, who)))

    @precondition(lambda self: self.any_in(WORK))
    @rule(at=which, who=steward)
    def resume(self, at: int, who: int) -> None:
        self._try(at, who, resting.resume, lambda m: m.resume(who, above=_above(m, who)))

    @precondition(lambda self: self.any_in(WORK))
    @rule(at=which, who=steward)
    def ask(self, at: int, who: int) -> None:
        self._try(at, who, partial(resting.ask, round_=None, question="几楼?"), lambda m: m.ask(who))

    @precondition(lambda self: self.any_in(WORK))
    @rule(at=which, who=steward, words=st.booleans())
    def resolve(self, at: int, who: int, *, words: bool) -> None:
        note = "修好了，换了门机" if words else ""
        self._try(at, who, partial(work.resolve, note=note), lambda m: m.resolve(who, words=words))

    @precondition(lambda self: self.steps > ENDS_AFTER)
    @rule(at=which, who=steward)
    def disown(self, at: int, who: int) -> None:
        disown = partial(handing.disown, round_=None, whose="电梯公司")
        self._try(at, who, disown, lambda m: m.disown(who, above=_above(m, who)))

    @rule(at=which, who=steward)
    def gather(self, at: int, who: int) -> None:
        self._try(at, who, partial(gathering.gather, round_=None), lambda m: m.gather())

    # ---- neighbours ----

    @rule(at=which, who=neighbour)
    def answer(self, at: int, who: int) -> None:
        answer = partial(resting.answer, round_=self.models[at].round, text="三楼")
        self._try(at, who, answer, lambda m: m.answer(who), squad=False)

    @precondition(lambda self: self.any_in({"resolved", "accepted"}))
    @rule(at=which, who=neighbour)
    def accept(self, at: int, who: int) -> None:
        accept = partial(verdict.accept, round_=self.models[at].round)
        self._try(at, who, accept, lambda m: m.accept(who, SETTING), squad=False)

    @precondition(lambda self: self.any_in({"resolved", "accepted"}))
    @rule(at=which, who=neighbour)
    def send_back(self, at: int, who: int) -> None:
        back = partial(verdict.send_back, round_=self.models[at].round, reason="还在响")
        self._try(at, who, back, lambda m: m.send_back(who), squad=False)

    @precondition(lambda self: self.steps > ENDS_AFTER)
    @rule(at=which, who=neighbour)
    def withdraw(self, at: int, who: int) -> None:
        self._try(at, who, verdict.withdraw, lambda m: m.withdraw(who), squad=False)

    @rule(at=which, who=neighbour)
    def support(self, at: int, who: int) -> None:
        self._try(at, who, gathering.support, lambda m: m.support(who), squad=False)

    @rule(at=which, who=neighbour)
    def urge(self, at: int, who: int) -> None:
        self._try(at, who, gathering.urge, lambda m: m.urge(who), squad=False)

    @precondition(lambda self: self.any_in({"resolved", "accepted"}))
    @rule(at=which, who=neighbour, stars=st.integers(1, 5))
    def rate(self, at: int, who: int, stars: int) -> None:
        rate = partial(verdict.rate, round_=self.models[at].round, stars=stars)
        self._try(at, who, rate, lambda m: m.rate(who), squad=False)

    @precondition(lambda self: self.steps > ENDS_AFTER)
    @rule(at=which, into=which, who=st.sampled_from((*NEIGHBOURS, *STEWARDS)))
    def merge(self, at: int, into: int, who: int) -> None:
        goal, of_squad = self.models[into], who in STEWARDS
        gathered = any(model.duplicate_of == self.models[at].number for model in self.models)
        merge = partial(gathering.merge, round_=None, into=IssueNumber(goal.number))

        def expected(model: Modelled) -> bool:
            above = of_squad and _above(model, who)
            return model.merge(who, goal, above=above, of_squad=of_squad, gathered=gathered)

        self._try(at, who, merge, expected, squad=of_squad)

    # ---- the clock ----

    @precondition(lambda self: self.any_in({"resolved", "accepted"}))
    @rule(at=which)
    def nobody_says_anything(self, at: int) -> None:
        self._decide(at, asking.decide_accept, ReminderKind.ACCEPT, attempt=3, now=self.now)
        assert self.models[at].be_silent()

    @precondition(lambda self: self.any_in({"paused"}))
    @rule(at=which)
    def the_date_comes(self, at: int) -> None:
        until = self._kept(self.models[at]).paused_until
        self._decide(at, resting.decide_wake, ReminderKind.WAKE, attempt=1, now=until or self.now)
        assert self.models[at].wake()

    # ---- what holds whatever was done ----

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        for model in self.models:
            kept, told, supporters = self.database.read(partial(self._all_of, number=IssueNumber(model.number)))
            assert (kept.state.value, kept.claimed_by, kept.squad) == (model.state, model.owner, model.squad)
            assert (kept.round, kept.incident, kept.by_silence) == (model.round, model.incident, model.silent)
            assert (kept.duplicate_of, kept.urges) == (model.duplicate_of, len(model.urged))
            assert (set(supporters), kept.supporters) == (model.supporters, len(model.supporters))
            assert (kept.claimed_by is not None) == (kept.state in OWNED)
            assert (kept.closed_at is None) == (kept.state in OPEN)
            before, told_before = self.before.get(model.number, (kept, ()))
            assert kept == before or kept.version > before.version
            assert kept.round >= before.round
            assert told[: len(told_before)] == told_before, "the timeline only grows"
            self.before[model.number] = kept, told

    def any_in(self, states: set[str]) -> bool:
        """Tell whether an issue is in one of some states."""
        return any(model.state in states for model in self.models)

    def _all_of(
        self, tx: Transaction, number: IssueNumber
    ) -> tuple[Issue, tuple[TimelineEvent, ...], tuple[PersonId, ...]]:
        kept = issues.access(tx, self.deps.neighbourhood.community, number)
        return kept, issues.timeline(tx, kept.community, kept.number), voices.supporters(tx, kept)

    # ---- doing it ----

    def _report(self, who: int) -> Modelled:
        said = Report(
            "灯坏了",
            _actor(who),
            MessageId(next(_messages)),
            squad="property",
            # Of a kind of its own, so that no incident of an earlier example gathers it.
            category=f"kind {next(_kinds)}",
            place=Place(spot="stairwell"),
        )
        assert self._carry_out(partial(reports.report, said=said), who, ChatId(BUILDING_3))
        return Modelled(self._latest(), who)

    def _try(
        self,
        at: int,
        who: int,
        service: Callable[..., None],
        expected: Callable[[Modelled], bool],
        *,
        squad: bool = True,
    ) -> None:
        """Let somebody try something, and the model, too: both do it, or neither."""
        model = self.models[at]
        chat = CHATS[model.squad] if squad else ChatId(BUILDING_3)
        number = IssueNumber(model.number)
        done = self._carry_out(lambda tx, deps, cause: service(tx, deps, cause, number), who, chat)
        assert done == expected(model), f"{'done' if done else 'refused'}, but the model says otherwise"

    def _carry_out(self, service: Callable[..., None], who: int, chat: ChatId) -> bool:
        self.now += timedelta(seconds=1)
        self.steps += 1
        cause = Cause(self.now, _actor(who), chat, message=MessageId(next(_messages)))
        try:
            self.database.work(unit(self.deps, cause, service))
        except Refused:
            return False
        return True

    def _decide(self, at: int, decide: Callable[..., None], kind: ReminderKind, *, attempt: int, now: datetime) -> None:
        kept = self._kept(self.models[at])
        reminder = Reminder(kept.community, kind, kept.number, kept.round, now, attempt)
        self.database.work(lambda tx: decide(tx, self.deps, reminder, now))

    def _kept(self, model: Modelled) -> Issue:
        community = self.deps.neighbourhood.community
        return self.database.read(lambda tx: issues.access(tx, community, IssueNumber(model.number)))

    def _latest(self) -> int:
        community = self.deps.neighbourhood.community
        found, _ = self.database.read(lambda tx: issues.open_in_building(tx, community, ChatId(BUILDING_3), 1))
        return found[0].number


def _actor(who: int) -> Actor:
    return Actor(PersonId(who), str(who), "zh")


def _in_squad(model: Modelled, who: int) -> bool:
    return who in STEWARDS and model.squad in CHATS


def _above(model: Modelled, who: int) -> bool:
    return who == ZHAO and model.squad == "property"


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Return an open database."""
    with Database(migrated_url) as database:
        yield database


def test_the_loop_does_what_the_model_does(database: Database) -> None:
    deps = database.work(lambda tx: assembly.deps(tx, configs.load(EXAMPLE), MONDAY_MORNING, Marks()))
    place = deps.neighbourhood
    building = place.buildings[ChatId(BUILDING_3)]
    two = replace(building, choices={ACCEPT_COUNT.key: str(SETTING)})
    deps.neighbourhood = replace(place, buildings={**place.buildings, building.chat: two})
    for who in STEWARDS:
        database.work(partial(people.keep, actor=_actor(who)))
        for chat in CHATS.values():
            database.work(partial(people.join, chat=chat, person=PersonId(who), now=MONDAY_MORNING))
    lead = Appointment(Role.SQUAD_LEAD, squad=SquadKey("property"))
    database.work(lambda tx: roles.appoint(tx, place.community, PersonId(ZHAO), lead, MONDAY_MORNING))
    Loop.database, Loop.deps = database, deps
    few = settings(max_examples=10, stateful_step_count=60, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Loop, settings=few)
