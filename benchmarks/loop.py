"""The walking loop from end to end: SQLite, HTTP over loopback, the bot as a process of its own.

Messages enter at the playground, which runs in this process; the bot's own reader reads them. Throughput is measured
with the bot's ordinary pacing towards Telegram (30 messages a second), as it runs in a neighbourhood: a report is a
plain message, and counts when it is filed and both its cards are owed, which is one transaction. Latency is measured
without any pacing, from a message to the bot's reply at the server.
"""

import asyncio
import os
import signal
import sqlite3
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from benchmarks.rows import Row
from bot.playground.server import Playground
from bot.playground.world import World

CHATS = 100
REPORTS = 3_000
CHATTER = 10_000
SINGLE = 500
SINGLE_PER_SECOND = 50
PATIENCE = 120.0
FIRST_BUILDING = -1_002_000_000_000
SQUAD_CHAT = -1_002_100_000_000
ROOT = Path(__file__).parent.parent

TALK = (
    "今天菜市场的青菜真新鲜",
    "哈哈哈哈",
    "the tomatoes at the market were lovely today",
    "谁家的快递放错了",
    "see you at the match tonight",
    "昨晚球赛看得我漏夜没睡",
    "周末一起爬山去吗",
    "thanks a lot!",
    "孩子作业写到十点",
    "what a lovely sunset",
)


TROUBLES = (
    "3栋{floor}楼的楼道灯又不亮了，晚上看不清台阶",
    "3栋2单元{floor}楼的水管漏水了，楼道里全是水",
    "3栋2单元的电梯又坏了，停在{floor}楼，我妈买菜上不去",
    "Building 3, floor {floor}: the light on the stairs is out again, nobody can see a thing",
)
"""Reports so clear that the bot files them without a question."""
FLOORS = 30


def rows() -> list[Row]:
    """Measure the loop."""
    return asyncio.run(_all())


async def _all() -> list[Row]:
    found: list[Row] = []
    async with _running("throughput", paced=True) as town:
        found += [
            Row("start to first getUpdates", town.started_after, "s", 2.5, at_most=True),
            Row("chatter messages a second, end to end", await _chatter(town), "/s", 2_500),
            Row("reports filed a second, end to end", await _reports(town), "/s", 700),
            Row("resident memory after both", town.memory(), "MB", 250, at_most=True),
        ]
    async with _running("latency", paced=False) as town:
        latencies = await _latencies(town)
    for share, goal in ((50, 15), (99, 60)):
        value = statistics.quantiles(latencies, n=100)[share - 1]
        found.append(Row(f"reply at {SINGLE_PER_SECOND} messages a second, p{share}", value, "ms", goal, at_most=True))
    return found


class Town:
    """A playground with many buildings, and the bot's process."""

    def __init__(self, world: World, database: Path, process: asyncio.subprocess.Process, started_after: float) -> None:
        """Hold on to both."""
        self.world = world
        self.process = process
        self.started_after = started_after
        self._database = sqlite3.connect(f"file:{database}?mode=ro", uri=True)

    def count(self, query: str) -> int:
        """Count rows in the bot's database."""
        return int(self._database.execute(query).fetchone()[0])

    def memory(self) -> float:
        """Return the bot's resident memory in MB."""
        return psutil.Process(self.process.pid).memory_info().rss / 1e6

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the database says so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline or self.process.returncode is not None:
                raise TimeoutError("the bot has not done its work")
            await asyncio.sleep(0.02)


async def _chatter(town: Town) -> float:
    for number in range(CHATTER):
        town.world.chatter(_person(number), _building(number), TALK[number % len(TALK)])
    began = time.perf_counter()
    before = town.count("SELECT count(*) FROM inbox WHERE state = 'done'")
    await town.until(lambda: town.count("SELECT count(*) FROM inbox WHERE state = 'done'") >= before + CHATTER)
    took = time.perf_counter() - began
    if town.count("SELECT (SELECT count(*) FROM issue) + (SELECT count(*) FROM offer)"):
        raise AssertionError("the bot took chatter for something else")
    return CHATTER / took


async def _reports(town: Town) -> float:
    for number in range(REPORTS):
        town.world.say(_person(number), _building(number), _trouble(number))
    began = time.perf_counter()
    await town.until(lambda: town.count("SELECT count(*) FROM issue") >= REPORTS)
    return REPORTS / (time.perf_counter() - began)


async def _latencies(town: Town) -> list[float]:
    """Return milliseconds from a message to the bot's reply, at an even rate."""
    sent: dict[tuple[int, int], float] = {}
    took: list[float] = []
    watching = asyncio.create_task(_watch(town.world, sent, took))
    began = time.perf_counter()
    for number in range(SINGLE):
        chat = _building(number)
        at = time.perf_counter()
        sent[chat, town.world.say(_person(number), chat, _trouble(number))] = at
        await asyncio.sleep(max(0.0, began + (number + 1) / SINGLE_PER_SECOND - time.perf_counter()))
    async with asyncio.timeout(PATIENCE):
        await watching
    return took


async def _watch(world: World, sent: dict[tuple[int, int], float], took: list[float]) -> None:
    """Note when each message that was sent gets its reply."""
    seen = world.events.last_id
    while len(took) < SINGLE:
        await world.events.wait(seen, PATIENCE)
        now = time.perf_counter()
        for event in world.events.since(seen) or ():
            seen = event.id
            message = world.chats[event.chat_id].messages.get(event.message_id or 0, {})
            answered = message.get("reply_to_message")
            if answered is not None and (at := sent.pop((event.chat_id, answered["message_id"]), None)) is not None:
                took.append((now - at) * 1000)


@asynccontextmanager
async def _running(name: str, *, paced: bool) -> AsyncIterator[Town]:
    with tempfile.TemporaryDirectory(prefix=f"pavilion-{name}-") as folder:
        database, town_file, config_file = (Path(folder, part) for part in ("bench.db", "town.toml", "config.toml"))
        town_file.write_text(_town(), encoding="utf-8")
        world = World.load(town_file)
        world.limits.on = False
        async with Playground(world) as playground:
            config_file.write_text(_config(playground.url, database, paced=paced), encoding="utf-8")
            process, started_after = await start(world, config_file)
            try:
                yield Town(world, database, process, started_after)
            finally:
                process.send_signal(signal.SIGTERM)
                await process.wait()


async def start(world: World, config_file: Path) -> tuple[asyncio.subprocess.Process, float]:
    """Start the bot in a process of its own; return it, and how long it took until it asked for updates."""
    began = time.perf_counter()
    environment = {**os.environ, "PAVILION_BOT_TOKEN": world.token}
    # Compiled modules are kept, as anywhere outside a build machine.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = (sys.executable, "-m", "bot", "run", "--config", str(config_file))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
    await world.until(lambda world: any(call.method == "getUpdates" for call in world.calls), timeout=60)
    return process, time.perf_counter() - began


def _trouble(number: int) -> str:
    # Each of a building's is on a floor of its own: the same again would be asked about.
    return TROUBLES[number % len(TROUBLES)].format(floor=number // CHATS % FLOORS + 1)


def _building(number: int) -> int:
    return FIRST_BUILDING - number % CHATS


def _person(number: int) -> int:
    return 10_000 + number % CHATS


def _town() -> str:
    people = "\n".join(
        f'[[people]]\nid = {_person(n)}\nfirst_name = "邻居{n}"\nlanguage_code = "zh-hans"\ncolor = "#444444"\n'
        f'about = {{ zh = "", en = "" }}\n'
        for n in range(CHATS)
    )
    chats = "\n".join(
        f'[[chats]]\nid = {_building(n)}\ntype = "supergroup"\nkind = "building"\ntitle = "{n}号楼"\n'
        f'bot = "administrator"\ncreator = {_person(n)}\nmembers = []\n'
        for n in range(CHATS)
    )
    squad = (
        f'[[chats]]\nid = {SQUAD_CHAT}\ntype = "supergroup"\nkind = "squad"\ntitle = "物业"\nbot = "administrator"\n'
        f"creator = {_person(0)}\nmembers = []\n"
    )
    bot = (
        '[bot]\nid = 1234567\nfirst_name = "凉亭"\nusername = "BenchBot"\n'
        'token = "1234567:bench-has-no-secrets-AAAAAAAAAAAAAA"\n'
    )
    return f"{bot}\n{people}\n{chats}\n{squad}"


def _config(api: str, database: Path, *, paced: bool) -> str:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    keywords = example["squads"][0]["keywords"]
    buildings = "\n".join(
        f'[[buildings]]\nname = "{n}号楼"\nchat = {_building(n)}\nlanguage = "zh"\n' for n in range(CHATS)
    )
    pace = (
        "" if paced else "messages_per_second = 1e9\nchat_messages_per_second = 1e9\ngroup_messages_per_minute = 1e9\n"
    )
    return f"""
[community]
name = "bench"
zone = "Asia/Shanghai"
language = "zh"
fallback = "property"
emergency_numbers = ["119"]
{buildings}
[[squads]]
key = "property"
names = {{ zh = "物业红管家", en = "property stewards" }}
chat = {SQUAD_CHAT}
keywords = {keywords}
[due.claim]
emergency = "5m"
urgent = "1h"
normal = "4h"
wish = "2d"
[understanding]
silent_days = 0
[database]
url = "sqlite:///{database}"
[delivery]
api = "{api}"
{pace}
[logging]
level = "warning"
"""
