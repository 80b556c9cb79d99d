"""Years of history: does what neighbours do cost the same with 200,000 issues in 500 buildings as with none?

Each thing is a transaction of its own on SQLite, in a file: it is decided, kept, owed and committed; the messages are
understood already. The database grows from step to step, and the curve is printed.
"""

import gc
import random
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.rows import Row
from bot import assembly
from bot import config as settings
from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.issue import IssueState, Step, Urgency
from bot.domain.seeing import PAGE, Shelf
from bot.domain.words import words
from bot.services import duplicates, issues, seeing, stats
from bot.services.deps import Deps
from bot.services.issues import Report
from bot.services.loop import work
from bot.services.seeing import Asked
from nlp.understanding import Intent, Said, Understanding
from storage import migrate
from storage import people as kept_people
from storage.database import Database, Transaction
from storage.tables import COMMUNITY, ISSUE

SIZES = (0, 20_000, 200_000)
BUILDINGS, PEOPLE = 500, 5_000
FIRST_BUILDING, FIRST_PERSON = -1_002_000_000_000, 10_000
OPEN_SHARE = 0.015
"""Of all issues: three thousand of the two hundred thousand."""
TIMES, TIMES_STATS = 60, 5
WATCHED = 20
"""Buildings in which something is done."""
CHUNK = 5_000
SEED = 4
NOW = datetime(2026, 3, 16, 4, tzinfo=UTC)
YEAR = timedelta(days=365)
ROOT = Path(__file__).parent.parent
TROUBLES: tuple[tuple[str, str, str], ...] = (
    ("{floor}楼的电梯又坏了，门打不开", "lift", "property"),
    ("{floor}楼的楼道灯不亮了，晚上看不清台阶", "lighting", "property"),
    ("{floor}楼水管漏水，楼道里全是水", "water_leak", "property"),
    ("The light on floor {floor} is out again", "lighting", "property"),
    ("垃圾桶满了没人收，{floor}楼都闻得到", "garbage", "property"),
    ("单元门禁坏了，{floor}楼的邻居进不来", "door", "property"),
    ("{floor}楼半夜装修，吵得睡不着", "noise", "legal"),
    ("{floor}楼的陈爷爷想有人帮忙买药", "errand", "silver"),
    ("电动车停在{floor}楼楼道里充电", "ebike_charging", "order"),
    ("消防通道被车堵了，{floor}楼的人都看见了", "fire_lane", "order"),
    ("活动室的空调不制冷，{floor}楼的也一样", "activity_room", "culture"),
)
PROPERTY = SquadKey("property")
OLD = TROUBLES[0][0].format(floor=3)

Measured = dict[str, float]
Thing = Callable[..., None]


def rows() -> Iterator[Row]:
    """Measure with each size of history, print the curve, and compare its ends."""
    with tempfile.TemporaryDirectory(prefix="pavilion-history-") as folder:
        curve = list(_measure(Path(folder, "bench.db")))
    _tell(curve)
    (_, empty), (many, full) = curve[0], curve[-1]
    for name in empty:
        if name.startswith("figures"):
            yield Row(f"{name}, {many:,} issues", full[name], "ms", 500, at_most=True)
        else:
            yield Row(f"{name}, {many:,} issues: of an empty one", full[name] / empty[name], "×", 2, at_most=True)


def _measure(path: Path) -> Iterator[tuple[int, Measured]]:
    config = settings.parse(tomllib.loads(_config(path)), "history")
    with Database(f"sqlite:///{path}") as database:
        migrate.upgrade(database.engine)
        deps = database.work(lambda tx: assembly.deps(tx, config, NOW, _read))
        database.work(_settle)
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            _fill(database, deps, before, size)
            yield size, _each(database, deps, size)


def _each(database: Database, deps: Deps, size: int) -> Measured:
    """Return the median milliseconds of each thing."""
    things = _things(deps, size)
    database.work(lambda tx: _report_lifts(tx, deps, size))
    return {name: _median(database, thing, times) for name, (thing, times) in things.items()}


def _report_lifts(tx: Transaction, deps: Deps, size: int) -> None:
    """Let some buildings have a page of open issues, whatever their history: the last is reported again."""
    for at in range(WATCHED * PAGE):
        report = Report(OLD, _actor(at), MessageId(4 * 10**6 + size + at), category="lift")
        issues.report(tx, deps, _cause(_building(at % WATCHED), at), report)


def _median(database: Database, thing: Thing, times: int) -> float:
    gc.collect()
    took: list[float] = []
    for at in range(times):
        began = time.perf_counter()
        database.work(partial(thing, at=at))
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _things(deps: Deps, size: int) -> dict[str, tuple[Thing, int]]:
    def file(tx: Transaction, at: int) -> None:
        report = Report(
            f"第{at}号台阶裂了一道缝，{size}", _actor(at), MessageId(10**6 + size + at), category="structure"
        )
        issues.report(tx, deps, _cause(_watched(at), at), report)

    def claim(tx: Transaction, at: int) -> None:
        number = IssueNumber(tx.execute(COMMUNITY.select()).one().last_number - TIMES + 1 + at)
        work.claim(tx, deps, _cause(deps.neighbourhood.squads[PROPERTY].chat, at), number)

    def suggest(tx: Transaction, at: int) -> None:
        report = Report(OLD, _actor(at), MessageId(2 * 10**6 + size + at), category="lift")
        duplicates.report(tx, deps, _cause(_watched(at), at), report)

    def show(chat: Callable[[int], ChatId], shelf: Shelf, tx: Transaction, at: int) -> None:
        seeing.show_list(tx, deps, _cause(chat(at), at), Asked(shelf))

    def search(chat: Callable[[int], ChatId], said: str, tx: Transaction, at: int) -> None:
        seeing.search(tx, deps, _cause(chat(at), at), said)

    def figures(chat: Callable[[int], ChatId], tx: Transaction, at: int) -> None:
        stats.show(tx, deps, _cause(chat(at), at), "year")

    def office(at: int) -> ChatId:
        del at
        return deps.neighbourhood.office.chat

    def squad(at: int) -> ChatId:
        del at
        return deps.neighbourhood.squads[PROPERTY].chat

    return {
        "filing": (file, TIMES),
        "claiming": (claim, TIMES),
        "asking whether it is the same": (suggest, TIMES),
        "/issues in a building": (partial(show, _watched, Shelf.OPEN), TIMES),
        "/issues mine in a building": (partial(show, _watched, Shelf.MINE), TIMES),
        "/issues in a squad": (partial(show, squad, Shelf.OPEN), TIMES),
        "/issues overdue in the office": (partial(show, office, Shelf.OVERDUE), TIMES),
        "/search in a building": (partial(search, _watched, "电梯 门"), TIMES),
        "/search in the office": (partial(search, office, "电梯 门"), TIMES),
        "/search in a squad for what is nowhere": (partial(search, squad, "电梯 台阶 空调"), TIMES),
        "figures of a year, a building": (partial(figures, _watched), TIMES_STATS),
        "figures of a year, a squad": (partial(figures, squad), TIMES_STATS),
        "figures of a year, the community": (partial(figures, office), TIMES_STATS),
    }


# ---- the town and its history ----


def _read(said: Said) -> Understanding:
    del said
    return Understanding(Intent.CHATTER)


def _watched(at: int) -> ChatId:
    return _building(at % WATCHED)


def _building(at: int) -> ChatId:
    return ChatId(FIRST_BUILDING - at % BUILDINGS)


def _actor(at: int) -> Actor:
    return Actor(PersonId(FIRST_PERSON + at % PEOPLE), f"邻居{at % PEOPLE}", "zh")


def _cause(chat: ChatId, at: int) -> Cause:
    return Cause(NOW, _actor(at), chat, message=MessageId(3 * 10**6 + at))


def _settle(tx: Transaction) -> None:
    for at in range(PEOPLE):
        kept_people.keep(tx, _actor(at))


def _fill(database: Database, deps: Deps, before: int, size: int) -> None:
    """Let a history grow to so many issues: a year's, the same each time."""
    chance = random.Random(f"{SEED} {size}")  # noqa: S311 (it is no secret)
    while before < size:
        until = min(before + CHUNK, size)
        numbers = range(before, until)
        first = database.work(partial(_count_up, many=len(numbers)))
        kept = [_issue(deps, chance, first + at, number / size) for at, number in enumerate(numbers)]
        database.work(partial(_keep, kept=kept))
        before = until


def _count_up(tx: Transaction, many: int) -> int:
    counted = COMMUNITY.update().values(last_number=COMMUNITY.c.last_number + many).returning(COMMUNITY.c.last_number)
    return int(tx.execute(counted).scalar_one()) - many + 1


def _issue(deps: Deps, chance: random.Random, number: int, ago: float) -> dict[str, Any]:
    text, category, squad = chance.choice(TROUBLES)
    reported_at = NOW - YEAR + ago * YEAR
    claimed_at = reported_at + timedelta(minutes=chance.randrange(5, 600))
    closed_at = claimed_at + timedelta(minutes=chance.randrange(30, 6_000))
    is_open = chance.random() < OPEN_SHARE
    return {
        "community_id": deps.neighbourhood.community,
        "number": number,
        "chat_id": FIRST_BUILDING - chance.randrange(BUILDINGS),
        "message_id": number,
        "reporter_id": FIRST_PERSON + chance.randrange(PEOPLE),
        "text": text.format(floor=chance.randrange(1, 31)),
        "category": category,
        "urgency": Urgency.NORMAL.value,
        "squad": squad,
        "state": (IssueState.DISPATCHED if is_open else IssueState.ACCEPTED).value,
        "reported_at": reported_at,
        "due_at": reported_at + timedelta(hours=4),
        "claimed_by": None if is_open else FIRST_PERSON + chance.randrange(50),
        "claimed_at": None if is_open else claimed_at,
        "resolved_at": None if is_open else closed_at,
        "closed_at": None if is_open else closed_at,
        "claimed_after": None if is_open else (claimed_at - reported_at).seconds // 60,
        "accepted_after": None if is_open else (closed_at - reported_at).seconds // 60,
        "round": 1 + (chance.random() < 0.1),
    }


def _keep(tx: Transaction, kept: Sequence[dict[str, Any]]) -> None:
    tx.execute(ISSUE.insert(), list(kept))
    keys = [(one["community_id"], one["number"]) for one in kept]
    said = [(*key, word) for key, one in zip(keys, kept, strict=True) for word in _words(one["text"])]
    steps = (Step.REPORT, Step.DISPATCH, Step.CLAIM, Step.RESOLVE, Step.ACCEPT)
    at = "2026-03-16 02:00:00.000000"
    cards = [
        (*key, one["chat_id"], kind) for key, one in zip(keys, kept, strict=True) for kind in ("building", "squad")
    ]
    # Millions of rows: the driver's own way takes a tenth of the time.
    many = tx.connection.exec_driver_sql
    many("INSERT INTO issue_word (community_id, number, word) VALUES (?, ?, ?)", said)
    many(
        "INSERT INTO timeline_event (community_id, number, step, at, round) VALUES (?, ?, ?, ?, 1)",
        [(*key, step.value, at) for key in keys for step in steps],
    )
    many(
        "INSERT INTO card (community_id, subject, number, chat_id, kind, round) VALUES (?, 'issue', ?, ?, ?, 1)", cards
    )


@cache
def _words(text: str) -> list[str]:
    return sorted(words(text))


def _config(path: Path) -> str:
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    head, _, rest = example.partition("[[buildings]]")
    _, _, squads = rest.partition("# ---- Squads")
    buildings = "".join(
        f'[[buildings]]\nname = "{at}号楼"\nchat = {_building(at)}\nlanguage = "zh"\n' for at in range(BUILDINGS)
    )
    return f"{head}{buildings}\n# ---- Squads{squads}".replace("sqlite:///pavilion.db", f"sqlite:///{path}")


def _tell(curve: Sequence[tuple[int, Measured]]) -> None:
    table = Table("milliseconds", *(f"{size:,} issues" for size, _ in curve))
    for name in curve[0][1]:
        table.add_row(name, *(f"{measured[name]:.2f}" for _, measured in curve))
    Console().print(table)
