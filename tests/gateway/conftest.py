"""The gateway's parts on a real database, with the playground for a Telegram."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot import assembly
from bot import config as settings
from bot.config import Config
from bot.gateway.letters import Made
from bot.gateway.pacing import Pace, Pacing
from bot.gateway.request import AiohttpRequest, Api
from bot.gateway.send import Sender
from bot.memory import Memory
from bot.playground.faults import Call
from bot.playground.server import Playground
from bot.playground.world import World
from storage.database import Database

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
AT_ONCE = Pace(per_second=1e6, chat_per_second=1e6, group_per_minute=1e6)
THREE, MAPLE, PROPERTY, MAHJONG = -1001000000003, -1001000000007, -1001000000101, -900
WANG, CHEN, HE = 1001, 1003, 3001


class Standing:
    """A clock that stands still: what is put off stays put off."""

    def __call__(self) -> datetime:
        return NOW


class Hasty:
    """A clock that is an hour on at every look: what is put off is due again at once."""

    def __init__(self) -> None:
        self._looks = count(1)

    def __call__(self) -> datetime:
        return NOW + timedelta(hours=next(self._looks))


@pytest.fixture
def world() -> World:
    """Return the demo's community on a Telegram without flood limits."""
    world = World.load()
    world.limits.on = False
    return world


@pytest.fixture
async def playground(world: World) -> AsyncIterator[Playground]:
    async with Playground(world) as playground:
        yield playground


@pytest.fixture
async def requests() -> AsyncIterator[AiohttpRequest]:
    """Return an open connection pool."""
    request = AiohttpRequest(20)
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture
async def api(playground: Playground, world: World) -> AsyncIterator[Api]:
    """Return the bot's way to the playground."""
    base = playground.url
    async with Api(
        world.token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(20),
        get_updates_request=AiohttpRequest(2),
    ) as api:
        yield api


@pytest.fixture
def config(playground: Playground, tmp_path: Path) -> Config:
    """Return the example's config for the playground and a database that isn't there yet."""
    example = settings.load(EXAMPLE)
    return example.model_copy(
        update={
            "database": example.database.model_copy(update={"url": f"sqlite:///{tmp_path}/configured.db"}),
            "delivery": example.delivery.model_copy(update={"api": playground.url, "poll_seconds": 1}),
        }
    )


class Lanes:
    """Tells whoever sends what the database owes, and counts how often it did."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.wake: Callable[[set[str]], object] = set.clear

    def __call__(self, lanes: set[str]) -> None:
        self.loop.call_soon_threadsafe(lambda: self.wake(lanes))


@pytest.fixture
async def lanes() -> Lanes:
    return Lanes()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path, lanes: Lanes) -> Iterator[Database]:
    """Return a SQLite database with all tables; the storage's own tests have PostgreSQL, too."""
    template: Path = request.getfixturevalue("_migrated_file")
    path = tmp_path / "gateway.db"
    path.write_bytes(template.read_bytes())
    with Database(f"sqlite:///{path}", lanes) as database:
        yield database


@pytest.fixture
def memory(database: Database, config: Config) -> Memory:
    """Return the gateway's way to the database, with the example's community in it."""
    return Memory(database, database.work(lambda tx: assembly.deps(tx, config, NOW)), Standing())


MakeSender = Callable[..., Sender]


def _text(paper: dict[str, Any]) -> Made:
    """Make a file of a paper, where a test doesn't care which."""
    return Made(str(paper["name"]), b"", photo=False)


@pytest.fixture
async def make_sender(api: Api, memory: Memory, lanes: Lanes) -> AsyncIterator[MakeSender]:
    """Return a maker of senders, which are woken by what the database owes and stopped in the end."""
    made: list[Sender] = []

    def make(**given: Any) -> Sender:
        parts: dict[str, Any] = {"outbox": memory, "pacing": Pacing(AT_ONCE, lambda: 0.0), "now": Hasty()}
        parts = parts | {"make": _text} | given
        sender = Sender(api, jitter=random.Random(1), **parts)  # noqa: S311
        lanes.wake = sender.wake
        made.append(sender)
        return sender

    yield make
    for sender in made:
        await sender.stop(0.0)


def texts(world: World, chat: int) -> list[str]:
    """Return what the bot has written in a chat, as it stands there now."""
    return [message["text"] for message in world.messages(chat) if message["from"]["id"] == world.bot.id]


def calls(world: World, *methods: str) -> list[Call]:
    """Return the bot's requests of these methods."""
    return [call for call in world.calls if call.method.lower() in {method.lower() for method in methods}]


async def eventually(condition: Callable[[], Awaitable[object]]) -> None:
    """Ask again and again until it is so."""
    async with asyncio.timeout(20):
        while not await condition():  # noqa: ASYNC110 (a database has no event to wait for)
            await asyncio.sleep(0)
