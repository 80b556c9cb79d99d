"""A world, its server, a raw client and the real Bot of python-telegram-bot; every exchange is checked."""

import os
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

import httpx
import orjson
import pytest
from telegram import Bot

from bot.playground.faults import Call
from bot.playground.server import Playground
from bot.playground.world import World
from tests.playground.spec import SPECIFICATION, request_problems, result_problems

THREE = -1001000000003
FIVE = -1001000000005
MAPLE = -1001000000007
PROPERTY = -1001000000101
MAHJONG = -900
WANG, LEI, CHEN, MEI, EMMA, LIU, HE = 1001, 1002, 1003, 1004, 1005, 2001, 3001

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # httpx would read all certificates for each client
Ask = Callable[..., Coroutine[Any, Any, tuple[int, dict[str, Any]]]]


class Clock:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> Iterator[World]:
    """Return the demo's community; afterwards, what was asked and answered must have been as specified."""
    world = World.load(clock=clock)
    world.updates.allow(["message", "edited_message", "callback_query", "poll", "poll_answer"])
    world.updates.allow([*world.updates.allowed, "message_reaction", "chat_member", "my_chat_member"])
    problems: list[str] = []

    def check(call: Call, body: bytes) -> None:
        answer = orjson.loads(body)
        if answer["ok"]:
            problems.extend(request_problems(call.method, call.params))
            problems.extend(result_problems(call.method, answer["result"]))
        elif not isinstance(answer["description"], str) or not isinstance(answer["error_code"], int):
            problems.append(f"{call.method}: {answer} is no refusal")

    if SPECIFICATION.exists():
        world.on_answer = check
    yield world
    assert problems == []


@pytest.fixture
async def playground(world: World) -> AsyncIterator[Playground]:
    async with Playground(world) as playground:
        yield playground


@pytest.fixture
async def people(playground: Playground) -> AsyncIterator[httpx.AsyncClient]:
    """Return a client at the people's door."""
    async with httpx.AsyncClient(base_url=playground.url, timeout=20, verify=NO_TLS) as client:
        yield client


@pytest.fixture
def ask(people: httpx.AsyncClient, world: World) -> Ask:
    """Return a way to ask the Bot API by JSON: the status and the body."""

    async def ask(method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        response = await people.post(f"/bot{world.token}/{method}", json=params)
        return response.status_code, response.json()

    return ask


@pytest.fixture
async def bot(playground: Playground, world: World) -> AsyncIterator[Bot]:
    """Return python-telegram-bot's own Bot, unchanged."""
    bot = Bot(world.token, base_url=f"{playground.url}/bot", base_file_url=f"{playground.url}/file/bot")
    async with bot:
        yield bot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say once, and only where it matters, that the specification is not at hand."""
    if SPECIFICATION.exists() or os.environ.get("CI"):
        return
    reason = f"Telegram's specification is not beside the project ({SPECIFICATION.name}): exchanges are not checked"
    for item in items:
        if item.name == "test_the_specification_is_at_hand":
            item.add_marker(pytest.mark.skip(reason=reason))


def png(width: int = 640, height: int = 480) -> bytes:
    """Return the beginning of a PNG, which is all that anybody here reads."""
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
