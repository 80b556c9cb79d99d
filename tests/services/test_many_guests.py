"""Ten thousand neighbours answer: a press is still a few statements, the list a file, and the line keeps its order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event as happening
from sqlalchemy import insert, select

from bot.domain.event import Event
from bot.domain.ids import ChatId, CommunityId, EventNumber, PersonId
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.rsvp import Answer, Turnout
from bot.services import reminders
from bot.services.deps import Deps
from bot.services.events import clock, coming, planning
from storage import people, rsvps
from storage import reminders as kept_reminders
from storage.database import Database, Transaction
from storage.rsvps import Date
from storage.tables import OUTBOX, PERSON, RSVP
from tests.domain.test_event import an_event
from tests.services.test_reminders_machine import ZONE, some_deps
from tests.storage.makers import CHEN, NORTH, NOW, WANG, a_cause, an_actor

MANY = 10_000
ROUND = 20260320
MOST_STATEMENTS = 40


def a_full_house(tx: Transaction, deps: Deps) -> Event:
    """Return an event with as many places as neighbours have said yes, the last thousand of whom wait."""
    community = deps.neighbourhood.community
    start = datetime(2026, 3, 20, 19, tzinfo=ZONE)
    called = an_event(
        community=community, number=EventNumber(0), start=start, rule=None, chat=NORTH, chats=(NORTH,), called_by=WANG,
        capacity=MANY - 1000,
    )  # fmt: skip
    made = planning.create(tx, deps, a_cause(at=NOW), called)
    numbers = range(100_000, 100_000 + MANY)
    tx.execute(
        insert(PERSON), [{"id": number, "name": f"N{number}", "language": "en", "started": True} for number in numbers]
    )
    row = {"community_id": community, "number": made.number, "day": ROUND, "answer": "yes", "guests": 0}
    tx.execute(
        insert(RSVP),
        [
            row | {"person_id": number, "waiting": place >= MANY - 1000, "asked_at": NOW + timedelta(seconds=place)}
            for place, number in enumerate(numbers)
        ],
    )
    return made


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Collect the statements that are carried out."""
    statements: list[str] = []

    def count(*args: Any) -> None:
        statements.append(args[2])

    happening.listen(database.engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        happening.remove(database.engine, "before_cursor_execute", count)


def test_a_press_among_ten_thousand_is_a_few_statements(database: Database, community: CommunityId) -> None:
    deps = some_deps(community)
    made = database.work(lambda tx: a_full_house(tx, deps))
    date = Date(community, made.number, ROUND)
    with counted(database) as statements:
        cause = a_cause(at=NOW + timedelta(hours=5), actor=an_actor(CHEN))
        database.work(lambda tx: coming.answer(tx, deps, cause, made.number, ROUND, Answer.YES))
    assert len(statements) <= MOST_STATEMENTS
    assert database.read(lambda tx: rsvps.turnout(tx, date)) == Turnout(yes=MANY - 1000, waiting=1001)
    first = an_actor(PersonId(100_000), "N100000")
    with counted(database) as statements:
        cause = a_cause(at=NOW + timedelta(hours=5), actor=first)
        database.work(lambda tx: coming.answer(tx, deps, cause, made.number, ROUND, Answer.NO))
    assert len(statements) <= MOST_STATEMENTS
    assert database.read(lambda tx: rsvps.turnout(tx, date)) == Turnout(yes=MANY - 1000, waiting=1000, no=1)
    moved = database.read(lambda tx: rsvps.find(tx, date, PersonId(100_000 + MANY - 1000)))
    assert moved is not None
    assert not moved.waiting


def test_the_list_of_ten_thousand_is_a_file(database: Database, community: CommunityId) -> None:
    deps = some_deps(community)

    def work(tx: Transaction) -> dict[str, Any]:
        made = a_full_house(tx, deps)
        people.set_started(tx, WANG, started=True)
        coming.show_guests(tx, deps, a_cause(at=NOW), made.number, ROUND)
        rows = tx.execute(select(OUTBOX.c.body).where(OUTBOX.c.kind == "paper", OUTBOX.c.chat_id == ChatId(WANG)))
        return dict(rows.scalar_one())

    sheet = database.work(work)["paper"]
    assert len(sheet["rows"]) == MANY + 1


def test_ten_thousand_are_told_a_few_at_a_time(database: Database, community: CommunityId) -> None:
    deps = some_deps(community)
    made = database.work(lambda tx: a_full_house(tx, deps))
    date = Date(community, made.number, ROUND)
    told = database.work(lambda tx: [rsvps.to_remind(tx, date, 1, clock.AT_ONCE) for _ in range(3)])
    assert [len(batch) for batch in told] == [clock.AT_ONCE] * 3
    assert len({guest.who.id for batch in told for guest in batch}) == 3 * clock.AT_ONCE


def test_a_transaction_decides_many_together_but_not_many_singly(database: Database, community: CommunityId) -> None:
    deps = some_deps(community)
    alone = [Reminder(community, ReminderKind.DIGEST, chat, 1, NOW) for chat in range(1, reminders.BATCH + 11)]
    together = [Reminder(community, ReminderKind.MEMO, memo, 1, NOW) for memo in range(1, reminders.MOST + 11)]

    def due(which: list[Reminder]) -> list[int]:
        database.work(lambda tx: kept_reminders.add_all(tx, which))
        return [database.work(lambda tx: reminders.tick(tx, deps, NOW)) for _ in range(3)]

    assert due(together) == [reminders.MOST, 10, 0]
    assert due(alone) == [reminders.BATCH, 10, 0]
