"""Makers of values, so that a test names only what it is about."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Table, func, select

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId, SquadKey, UpdateId
from bot.domain.issue import Issue, IssueState, Urgency
from bot.domain.neighbourhood import Building
from bot.domain.squad import Lane, Squad
from storage import issues, neighbourhood, people
from storage.database import Database, Transaction
from storage.inbox import Kept
from storage.outbox import Letter

T = TypeVar("T")

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
NORTH, SOUTH = ChatId(-1003), ChatId(-1005)
PLUMBERS, OFFICE = ChatId(-2001), ChatId(-2002)
WANG, LIU, CHEN = PersonId(1001), PersonId(2001), PersonId(1003)


def settle(tx: Transaction, name: str = "Ivy Lane") -> CommunityId:
    """Make a community of two buildings, two squads and three people; further ones of the same, without buildings."""
    community = neighbourhood.community(tx, name, "Asia/Shanghai", "zh")
    if name == "Ivy Lane":
        neighbourhood.keep_buildings(tx, community, [Building("north", NORTH, "zh"), Building("south", SOUTH, "en")])
    neighbourhood.keep_squads(tx, community, [a_squad("plumbers", PLUMBERS), a_squad("office", OFFICE)], "zh")
    for person, called in ((WANG, "王阿姨"), (LIU, "刘师傅"), (CHEN, "陈爷爷")):
        people.keep(tx, an_actor(person, called))
    return community


def a_squad(key: str, chat: ChatId) -> Squad:
    return Squad(SquadKey(key), {"zh": key, "en": key}, chat, Lane.OPEN, frozenset())


def an_actor(person: PersonId = WANG, name: str = "王阿姨") -> Actor:
    return Actor(person, name, "zh")


def a_cause(**given: Any) -> Cause:
    values: dict[str, Any] = {
        "at": NOW,
        "actor": an_actor(),
        "chat": NORTH,
        "update": UpdateId(7),
        "message": MessageId(70),
    }
    return Cause(**values | given)


def an_issue(community: CommunityId, number: int = 1, **given: Any) -> Issue:
    values: dict[str, Any] = {
        "chat": NORTH,
        "reporter": WANG,
        "text": "三楼的灯坏了 <b>",
        "category": "lighting",
        "urgency": Urgency.NORMAL,
        "squad": SquadKey("plumbers"),
        "state": IssueState.DISPATCHED,
        "reported_at": NOW,
        "due_at": NOW + timedelta(hours=4),
    }
    belongs: dict[str, Any] = {}
    if given.get("state") is IssueState.PAUSED:
        belongs = {"paused_until": NOW + DAY}
    elif given.get("state") is IssueState.DUPLICATE:
        belongs = {"duplicate_of": IssueNumber(number + 1)}
    return Issue(community=community, number=IssueNumber(number), **values | belongs | given)


def a_kept_issue(tx: Transaction, community: CommunityId, **given: Any) -> Issue:
    """Keep an issue under the community's next number."""
    issue = an_issue(community, issues.next_number(tx, community), **given)
    issues.add(tx, issue)
    return issue


def kept(*numbers: int) -> list[Kept]:
    """Return updates as they come from Telegram."""
    return [Kept(UpdateId(number), b'{"update_id":%d}' % number) for number in numbers]


def a_letter(html: str = "hello", **given: Any) -> Letter:
    return Letter(html, **given)


def count_rows(tx: Transaction, table: Table) -> int:
    return int(tx.execute(select(func.count()).select_from(table)).scalar_one())


class Gate:
    """A unit of work that keeps the writer busy until it is opened."""

    def __init__(self) -> None:
        self.entered, self._open = threading.Event(), threading.Event()

    def __call__(self, tx: Transaction) -> None:
        del tx
        self.entered.set()
        if not self._open.wait(30):
            raise TimeoutError

    def open(self) -> None:
        self._open.set()


@contextmanager
def all_writers_busy(database: Database) -> Iterator[None]:
    """Keep every writer busy, so that what is submitted meanwhile waits, and goes into one transaction if it can."""
    gates = [Gate() for _ in database._writers]
    for gate in gates:
        database.submit(gate)
        assert gate.entered.wait(30)
    try:
        yield
    finally:
        for gate in gates:
            gate.open()


def together(database: Database, *units: Callable[[Transaction], T]) -> list[Future[T]]:
    """Submit units so that they wait at the same time; return their futures when all are done."""
    with all_writers_busy(database):
        futures = [database.submit(unit) for unit in units]
    for future in futures:
        future.exception(30)
    return futures
