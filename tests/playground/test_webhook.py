"""Updates go to the bot's own server, with the secret, until it says yes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from bot.playground.webhook import Webhook
from bot.playground.world import World
from tests.playground.conftest import THREE, WANG, Ask


class Receiver:
    """A bot's web server: keeps what it gets and answers the statuses it was given, then 200."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.statuses: list[int] = []
        self.url = ""
        self.arrived = asyncio.Event()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.got.append((head[0], headers, orjson.loads(body)))
        status = self.statuses.pop(0) if self.statuses else 200
        writer.write(b"HTTP/1.1 %d Whatever\r\nContent-Length: 0\r\n\r\n" % status)
        await writer.drain()
        writer.close()
        self.arrived.set()

    async def until(self, many: int) -> None:
        async with asyncio.timeout(10):
            while len(self.got) < many:
                self.arrived.clear()
                await self.arrived.wait()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.handle, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?a=1"
    yield receiver
    server.close()


async def test_delivery_with_the_secret(ask: Ask, world: World, receiver: Receiver) -> None:
    world.say(WANG, THREE, "a")
    await ask("setWebhook", url=receiver.url, secret_token="S-3_cret", allowed_updates=["message"])
    world.say(WANG, THREE, "b")
    await receiver.until(2)
    line, headers, _ = receiver.got[0]
    assert line == "POST /hook?a=1 HTTP/1.1"
    assert headers["x-telegram-bot-api-secret-token"] == "S-3_cret"
    assert [update["message"]["text"] for _, _, update in receiver.got] == ["a", "b"]
    info = (await ask("getWebhookInfo"))[1]["result"]
    assert (info["url"], info["allowed_updates"], info["max_connections"]) == (receiver.url, ["message"], 40)


async def test_a_refused_update_comes_again_as_it_was(world: World, receiver: Receiver, ask: Ask) -> None:
    receiver.statuses = [500, 404]
    world.deliver_to(Webhook(receiver.url, first_wait=0.001))
    world.say(WANG, THREE, "a")
    world.say(WANG, THREE, "b")
    await receiver.until(4)
    assert [update["message"]["text"] for _, _, update in receiver.got] == ["a", "a", "a", "b"]
    assert len({update["update_id"] for _, _, update in receiver.got}) == 2
    info = (await ask("getWebhookInfo"))[1]["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 404"


async def test_getting_and_being_brought_exclude_each_other(ask: Ask, world: World, receiver: Receiver) -> None:
    waiting = asyncio.create_task(ask("getUpdates", timeout=30))
    await world.until(lambda world: world.calls)
    await ask("setWebhook", url=receiver.url)
    assert (await waiting)[0] == 409
    status, answer = await ask("getUpdates")
    assert (status, answer["description"].partition(";")[0]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active",
    )
    await ask("deleteWebhook")
    assert (await ask("getWebhookInfo"))[1]["result"]["url"] == ""
    assert (await ask("getUpdates"))[0] == 200


async def test_pending_updates_can_be_dropped(ask: Ask, world: World) -> None:
    world.say(WANG, THREE, "a")
    await ask("deleteWebhook", drop_pending_updates=True)
    assert (await ask("getUpdates"))[1]["result"] == []
    world.say(WANG, THREE, "b")
    await ask("setWebhook", url="", drop_pending_updates=True)
    assert (await ask("getUpdates"))[1]["result"] == []


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"url": "ftp://127.0.0.1"}, id="scheme"),
        pytest.param({"url": "https://example.org/hook"}, id="not loopback"),
        pytest.param({"url": "http://127.0.0.1:1/", "secret_token": "no!"}, id="secret"),
        pytest.param({"url": "http://127.0.0.1:1/", "max_connections": 101}, id="connections"),
    ],
)
async def test_refused(ask: Ask, params: dict[str, Any]) -> None:
    assert (await ask("setWebhook", **params))[0] == 400


async def test_nobody_there_is_told(ask: Ask, world: World) -> None:
    world.deliver_to(Webhook("http://127.0.0.1:9/", first_wait=0.001))
    world.say(WANG, THREE, "a")
    await world.until(lambda world: world.webhook is not None and world.webhook.last_error)
    info = (await ask("getWebhookInfo"))[1]["result"]
    assert (info["pending_update_count"], bool(info["last_error_message"])) == (1, True)
