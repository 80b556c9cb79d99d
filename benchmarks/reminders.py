"""The clock with a great many reminders, on SQLite: a tick with nothing due, and very many due at once."""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, insert, literal, select

from benchmarks.rows import Row
from bot.domain.cause import Actor
from bot.domain.ids import ChatId, CommunityId, PersonId, SquadKey
from bot.domain.neighbourhood import Building, Neighbourhood
from bot.domain.squad import Lane, Squad
from bot.services import reminders
from bot.services.deps import Deps
from bot.texts import Texts
from nlp.understanding import Intent, Understanding
from storage import migrate, neighbourhood, outbox, people
from storage.database import Database, Transaction
from storage.tables import MEMO, REMINDER

NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)
PENDING, DUE = 1_000_000, 100_000
PEOPLE = 1_000
TICKS = 300
BUILDING, OFFICE = ChatId(-1001), ChatId(-1002)
DAY = timedelta(days=1)


def rows() -> Iterator[Row]:
    """Measure with a million pending; then let very many be due at once, an urgent one among them."""
    with tempfile.TemporaryDirectory() as folder, Database(f"sqlite:///{Path(folder) / 'reminders.db'}") as database:
        migrate.upgrade(database.engine)
        deps = database.work(_settle)
        _fill(database, deps.neighbourhood.community, PENDING, NOW + DAY)
        yield Row("tick, nothing due, 1,000,000 pending", _idle_tick(database, deps), "ms", 1, at_most=True)
        _fill(database, deps.neighbourhood.community, DUE, NOW)
        seconds, longest = _all_due(database, deps)
        yield Row("100,000 due at once, decided and owed", seconds, "s", 20, at_most=True)
        yield Row("… longest that another deed waits meanwhile", longest * 1000, "ms", 1000, at_most=True)
        owed = database.read(outbox.count_owed)
        yield Row("… owed once each", owed / DUE, "times", 1, at_most=True)


def _idle_tick(database: Database, deps: Deps) -> float:
    """Return the milliseconds of a tick with nothing due, without the commit's sync of the disk."""
    database.read(lambda tx: reminders.tick(tx, deps, NOW))
    begin = time.perf_counter()
    for _ in range(TICKS):
        database.read(lambda tx: reminders.tick(tx, deps, NOW))
    return (time.perf_counter() - begin) / TICKS * 1000


def _all_due(database: Database, deps: Deps) -> tuple[float, float]:
    """Decide all that is due, as the bot does; return the seconds, and how long something else had to wait at most."""
    begin, longest = time.perf_counter(), 0.0
    while True:
        deed = database.submit(lambda tx: reminders.tick(tx, deps, NOW))
        asked = time.perf_counter()
        database.work(lambda tx: people.known(tx, [PersonId(1)]))
        longest = max(longest, time.perf_counter() - asked)
        if deed.result() < reminders.BATCH:
            return time.perf_counter() - begin, longest


def _settle(tx: Transaction) -> Deps:
    community = neighbourhood.community(tx, "Ivy Lane", "Asia/Shanghai", "en")
    neighbourhood.keep_buildings(tx, community, [Building("north", BUILDING, "en")])
    office = Squad(SquadKey("office"), {"zh": "社区", "en": "office"}, OFFICE, Lane.OPEN, frozenset())
    for number in range(1, PEOPLE + 1):
        people.keep(tx, Actor(PersonId(number), f"Neighbour {number}", "en"))
        people.set_started(tx, PersonId(number), started=True)
    place = Neighbourhood(
        community=community,
        name="Ivy Lane",
        language="en",
        zone=ZoneInfo("Asia/Shanghai"),
        buildings={BUILDING: Building("north", BUILDING, "en")},
        squads={office.key: office},
        retired=frozenset(),
        fallback=office.key,
        claim_within={},
        emergency_numbers=(),
    )
    return Deps(place, Texts(place.zone, ()), lambda _: Understanding(Intent.CHATTER))


def _fill(database: Database, community: CommunityId, many: int, due_at: datetime) -> None:
    """Keep many reminders of people, the way /remind does, but made by the database itself: that is much faster."""
    database.work(lambda tx: _keep(tx, community, many, due_at))


def _keep(tx: Transaction, community: CommunityId, many: int, due_at: datetime) -> None:
    first = int(tx.execute(select(func.coalesce(func.max(MEMO.c.id), 0))).scalar_one()) + 1
    numbers = select(literal(first).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < first + many - 1))
    who = numbers.c.n % PEOPLE + 1
    at = literal(due_at, MEMO.c.starts_at.type)
    memo: dict[str, ColumnElement[Any]] = {
        "id": numbers.c.n,
        "community_id": literal(community),
        "person_id": who,
        "chat_id": who,
        "text": literal("take the medicine"),
        "starts_at": at,
        "everyone": literal(False),
        "state": literal("waiting"),
        "next_at": at,
        "times": literal(1),
    }
    reminder: dict[str, ColumnElement[Any]] = {
        "community_id": literal(community),
        "kind": literal("memo"),
        "subject": numbers.c.n,
        "round": literal(1),
        "attempt": literal(1),
        "due_at": at,
        "urgent": literal(False),
    }
    for table, values in ((MEMO, memo), (REMINDER, reminder)):
        rows = select(*(value.label(name) for name, value in values.items()))
        tx.execute(insert(table).from_select(list(values), rows))
