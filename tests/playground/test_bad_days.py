"""Limits and faults: what the playground refuses, delays and breaks on purpose."""

import asyncio

import httpx
import pytest

from bot.playground.world import World
from tests.playground.conftest import MAPLE, PROPERTY, THREE, WANG, Ask, Clock

SENT = {"chat_id": THREE, "text": "x"}


async def test_a_chat_takes_a_burst_and_then_one_a_second(ask: Ask, clock: Clock) -> None:
    assert [(await ask("sendMessage", **SENT))[0] for _ in range(6)] == [200] * 5 + [429]
    status, answer = await ask("sendMessage", **SENT)
    assert (status, answer["description"]) == (429, "Too Many Requests: retry after 5")
    assert answer["parameters"] == {"retry_after": 5}
    clock.now += 5
    assert (await ask("sendMessage", **SENT))[0] == 200


async def test_a_group_takes_twenty_a_minute_and_a_person_more(ask: Ask, world: World, clock: Clock) -> None:
    world.start(WANG)
    for chat, allowed in ((THREE, 20), (WANG, 30)):
        statuses = []
        for _ in range(30):
            clock.now += 1.5
            statuses.append((await ask("sendMessage", chat_id=chat, text="x"))[0])
        assert statuses.count(200) == allowed


async def test_thirty_a_second_in_all(ask: Ask, world: World) -> None:
    chats = [chat.id for chat in world.chats.values() if chat.has(world.bot.id)]
    statuses = [(await ask("sendMessage", chat_id=chat, text="x"))[0] for chat in chats for _ in range(4)]
    assert statuses == [200] * 30 + [429] * (len(statuses) - 30)


async def test_edits_count_in_all(ask: Ask, world: World) -> None:
    message = (await ask("sendMessage", **SENT))[1]["result"]["message_id"]
    for number in range(29):
        assert (await ask("editMessageText", chat_id=THREE, message_id=message, text=f"{number}"))[0] == 200
    assert (await ask("editMessageText", chat_id=THREE, message_id=message, text="x"))[0] == 429
    world.limits.on = False
    assert (await ask("editMessageText", chat_id=THREE, message_id=message, text="x"))[0] == 200


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_500_before_or_after_the_deed(ask: Ask, world: World, when: str) -> None:
    world.faults.add("sendMessage", status=500, when=when)  # type: ignore[arg-type]
    assert await ask("sendMessage", **SENT) == (
        500,
        {"ok": False, "error_code": 500, "description": "Internal Server Error"},
    )
    assert len(world.messages(THREE)) == (0 if when == "before" else 1)
    assert (await ask("sendMessage", **SENT))[0] == 200


async def test_a_429_on_order(ask: Ask, world: World) -> None:
    world.faults.add("*", retry_after=7, times=2)
    assert (await ask("getMe"))[1]["parameters"] == {"retry_after": 7}
    assert (await ask("sendMessage", **SENT))[0] == 429
    assert (await ask("getMe"))[0] == 200


async def test_dropped_after_it_was_accepted(ask: Ask, world: World) -> None:
    world.faults.add("sendMessage", drop_after=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await ask("sendMessage", **SENT)
    assert len(world.messages(THREE)) == 1
    assert world.calls[-1].status == 0
    assert (await ask("getMe"))[0] == 200


@pytest.mark.parametrize("when", ["before", "after"])
async def test_the_connection_is_reset(ask: Ask, world: World, when: str) -> None:
    world.faults.add("sendMessage", reset=True, when=when)  # type: ignore[arg-type]
    with pytest.raises(httpx.ReadError):
        await ask("sendMessage", **SENT)
    assert len(world.messages(THREE)) == (0 if when == "before" else 1)


async def test_a_delay_holds_one_request_only(ask: Ask, world: World) -> None:
    world.faults.add("sendMessage", delay=0.5)
    late = asyncio.create_task(ask("sendMessage", **SENT))
    await world.until(lambda world: [call for call in world.calls if call.method == "sendMessage"])
    assert (await ask("sendMessage", chat_id=MAPLE, text="x"))[0] == 200
    assert world.messages(THREE) == []
    assert (await late)[0] == 200


async def test_faults_wait_for_their_method(ask: Ask, world: World) -> None:
    world.faults.add("sendMessage", status=502)
    assert (await ask("getMe"))[0] == 200
    world.faults.clear()
    assert (await ask("sendMessage", chat_id=PROPERTY, text="x"))[0] == 200
