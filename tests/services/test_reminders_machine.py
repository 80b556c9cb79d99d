"""Reminders under any history of restarts, crashes and clock jumps: each at most once, in time, none lost."""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, select

from bot.domain.event import Event, number_of
from bot.domain.ids import ChatId, CommunityId, EventNumber, PersonId, SquadKey
from bot.domain.neighbourhood import Building, Neighbourhood
from bot.domain.rsvp import Answer
from bot.domain.squad import Lane, Squad
from bot.services import memos
from bot.services import reminders as clock
from bot.services.deps import Deps
from bot.services.events import coming, planning
from bot.texts import Texts
from nlp.times.found import TimeFound, TimeKind
from nlp.understanding import EventSaid, Intent, Understanding
from storage import people, reminders
from storage.database import Database, Transaction
from storage.tables import CALLED_EVENT, CARD, EVENT_CHAT, EVENT_STEP, MEMO, OUTBOX, REMINDER, RSVP
from tests.storage.makers import CHEN, LIU, NORTH, NOW, OFFICE, WANG, a_cause, an_actor

ZONE = ZoneInfo("Europe/Berlin")
STARTED, OTHERS = (WANG, LIU), (CHEN,)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AHEAD = "⏰"


def some_deps(community: CommunityId) -> Deps:
    """Return what the services need, as after a start: nothing is remembered beside the database."""
    office = Squad(SquadKey("office"), {"zh": "社区", "en": "office"}, OFFICE, Lane.OPEN, frozenset())
    place = Neighbourhood(
        community=community,
        name="Ivy Lane",
        language="zh",
        zone=ZONE,
        buildings={NORTH: Building("north", NORTH, "en")},
        squads={office.key: office},
        retired=frozenset(),
        fallback=office.key,
        claim_within={},
        emergency_numbers=(),
    )
    return Deps(place, Texts(ZONE, ()), lambda _: Understanding(Intent.CHATTER))


class Crash(Exception):
    """The power fails before the commit."""


class RemindersMachine(RuleBasedStateMachine):
    """People ask for reminders and call events; the clock goes on and jumps, and the bot is killed now and then.

    The model knows when each thing is to be said. What is due is said in the next tick that goes through; until then it
    waits, and however late it is, it is said once.
    """

    def __init__(self, database: Database, community: CommunityId) -> None:
        super().__init__()
        self.database, self.community = database, community
        self.now, self.count = NOW, 0
        self.told = Counter[tuple[ChatId, str]]()
        self.memos: dict[tuple[ChatId, str], tuple[datetime, bool]] = {}
        """When each reminder comes next, and whether it comes every day."""
        self.events: dict[str, tuple[datetime, list[datetime]]] = {}
        """When each event begins, and when its chat is still to be told."""
        for table in (OUTBOX, REMINDER, MEMO, CARD, RSVP, EVENT_STEP, EVENT_CHAT, CALLED_EVENT):
            database.work(lambda tx, table=table: tx.execute(delete(table)))  # type: ignore[misc]
        for person in STARTED:
            database.work(lambda tx, person=person: people.set_started(tx, person, started=True))  # type: ignore[misc]
        self.deps = some_deps(community)

    @rule(person=st.sampled_from(STARTED), minutes=st.integers(1, 5000), daily=st.booleans())
    def ask(self, person: PersonId, minutes: int, *, daily: bool) -> None:
        name, at = self._name("memo"), self.now + timedelta(minutes=minutes)
        rrule = "FREQ=DAILY" if daily else None
        when = TimeFound(0, 1, TimeKind.RECURRENCE if daily else TimeKind.DATETIME, at, rrule=rrule, at=at.time())
        cause = a_cause(at=self.now, actor=an_actor(person), chat=ChatId(person), private=True)
        self.database.work(lambda tx: memos.ask(tx, self.deps, cause, EventSaid(name, when, remind=True)))
        self.memos[ChatId(person), name] = (at, daily)

    @rule(hours=st.integers(2, 60))
    def call(self, hours: int) -> None:
        name, start = self._name("event"), self.now + timedelta(hours=hours)
        event = Event(
            self.community, EventNumber(0), name, start, WANG, NORTH, (NORTH,), length=HOUR, leads=(DAY, HOUR)
        )
        made = self.database.work(lambda tx: planning.create(tx, self.deps, a_cause(at=self.now), event))
        for person in (*STARTED, *OTHERS):
            self._comes(person, made.number, number_of(start.astimezone(ZONE).date()))
        self.events[name] = (start, [start - lead for lead in (DAY, HOUR) if start - lead > self.now])

    def _comes(self, person: PersonId, number: EventNumber, round_: int) -> None:
        cause = a_cause(at=self.now, actor=an_actor(person))
        self.database.work(lambda tx: coming.answer(tx, self.deps, cause, number, round_, Answer.YES))

    @rule(minutes=st.integers(1, 5000))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.events)
    @rule(minutes=st.integers(-90, 70))
    def sleep_until_it_nearly_begins_or_has_begun(self, minutes: int) -> None:
        """More than one reminder may be due at once, or it may be too late for any."""
        start, _ = list(self.events.values())[-1]
        self.now = max(self.now, start + timedelta(minutes=minutes))

    @rule(hours=st.integers(25, 60), minutes=st.integers(-90, 70))
    def be_away_for_all_of_an_event_s_reminders(self, hours: int, minutes: int) -> None:
        self.call(hours)
        self.sleep_until_it_nearly_begins_or_has_begun(minutes)
        self.tick(2, restarts=False)

    @rule(minutes=st.integers(1, 600))
    def set_the_clock_back(self, minutes: int) -> None:
        self.now -= timedelta(minutes=minutes)

    @rule()
    def crash(self) -> None:
        """The power fails within the tick's transaction: nothing of it has happened."""

        def unit(tx: Transaction) -> None:
            clock.tick(tx, self.deps, self.now)
            raise Crash

        with suppress(Crash):
            self.database.work(unit)
        self.restart()

    @rule()
    def restart(self) -> None:
        self.deps = some_deps(self.community)

    @rule(most=st.integers(1, 3), restarts=st.booleans())
    def tick(self, most: int, *, restarts: bool) -> None:
        """A tick of a few reminders in each transaction, with a restart between them or not."""
        while self.database.work(lambda tx: clock.tick(tx, self.deps, self.now, most)):
            if restarts:
                self.restart()
        assert self.database.read(lambda tx: reminders.due(tx, self.community, self.now, 1)) == []
        self._tell()

    def _tell(self) -> None:
        """Count what must have been said by now."""
        for key, (at, daily) in list(self.memos.items()):
            if at > self.now:
                continue
            self.told[key] += 1
            following = _next_day(at, self.now)
            if daily:
                self.memos[key] = (following, True)
            else:
                del self.memos[key]
        for name, (start, leads) in self.events.items():
            due = [at for at in leads if at <= self.now]
            self.events[name] = (start, [at for at in leads if at > self.now])
            if due and self.now < start + HOUR:
                self.told[NORTH, name] += 1
            if due and self.now < start:
                self.told.update((ChatId(person), name) for person in STARTED)

    @invariant()
    def what_is_owed_is_what_was_due_and_each_once(self) -> None:
        rows = self.database.read(lambda tx: tx.execute(select(OUTBOX.c.chat_id, OUTBOX.c.kind, OUTBOX.c.body)).all())
        found = Counter(
            (ChatId(row.chat_id), name)
            for row in rows
            if row.kind == "message" and AHEAD in row.body["html"]
            for name in self._names()
            if f"<b>{name}</b>" in row.body["html"]
        )
        assert found == self.told

    def _name(self, what: str) -> str:
        self.count += 1
        return f"{what}.{self.count}"

    def _names(self) -> list[str]:
        return [f"{what}.{number}" for number in range(1, self.count + 1) for what in ("memo", "event")]


def _next_day(at: datetime, now: datetime) -> datetime:
    """Return when a daily reminder comes after now; by the wall clock it keeps its hour."""
    wall = at.astimezone(ZONE)
    while wall <= now:
        wall += DAY
    return wall


def test_each_reminder_comes_once_and_in_time(database: Database, community: CommunityId) -> None:
    machine = partial(RemindersMachine, database, community)
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=20))  # type: ignore[arg-type]
