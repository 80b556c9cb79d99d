"""The receiver: what isn't committed isn't confirmed, and so comes again."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import orjson
import pytest
from telegram.error import InvalidToken

from bot.domain.ids import UpdateId
from bot.gateway.receive import ALLOWED_UPDATES, Raw, Receiver
from bot.gateway.request import AiohttpRequest, Api
from bot.playground.server import Playground
from bot.playground.world import World
from storage.inbox import Kept
from tests.gateway.conftest import THREE, WANG, calls


class Inbox:
    """Keeps updates in a dictionary, except on its bad days."""

    def __init__(self, world: World, bad_days: int = 0) -> None:
        self.world = world
        self.bad_days = bad_days
        self.kept: dict[int, Raw] = {}
        self.handed_on: list[int] = []
        self.unconfirmed: list[bool] = []
        self.rests: list[float] = []

    async def keep(self, updates: Sequence[Kept]) -> set[UpdateId]:
        if self.bad_days:
            self.bad_days -= 1
            raise OSError("disk full")
        waiting = {number for number, *_ in self.world.updates.pending}
        self.unconfirmed.append(all(kept.update in waiting for kept in updates))
        new = {kept.update for kept in updates if kept.update not in self.kept}
        self.kept |= {kept.update: orjson.loads(kept.body) for kept in updates}
        return new

    async def hand_on(self, update: Raw) -> None:
        self.handed_on.append(update["update_id"])

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        await asyncio.sleep(0)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.kept.values()]


async def received(api: Api, inbox: Inbox, until: Callable[[], bool]) -> None:
    """Receive until it is so."""
    receiver = Receiver(api, inbox.keep, inbox.hand_on, 1, random.Random(1), inbox.rest)  # noqa: S311
    task = asyncio.create_task(receiver.run())
    async with asyncio.timeout(20):
        while not until() and not task.done():  # noqa: ASYNC110 (the inbox has no event to wait for)
            await asyncio.sleep(0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_updates_are_kept_before_they_are_confirmed(world: World, api: Api) -> None:
    inbox = Inbox(world)
    for number in range(250):
        world.say(WANG, THREE, f"{number}")
    await received(api, inbox, lambda: len(inbox.handed_on) == 250 and not world.updates.pending)
    assert inbox.texts() == [f"{number}" for number in range(250)]
    assert inbox.handed_on == list(inbox.kept)
    assert all(inbox.unconfirmed)


async def test_what_could_not_be_kept_comes_again_and_once(world: World, api: Api) -> None:
    inbox = Inbox(world, bad_days=3)
    world.say(WANG, THREE, "漏水了")
    await received(api, inbox, lambda: bool(inbox.handed_on))
    assert inbox.texts() == ["漏水了"]
    assert len(inbox.handed_on) == 1
    assert len(inbox.rests) == 3
    assert inbox.rests == sorted(inbox.rests)


async def test_an_update_that_is_known_is_not_handed_on_again(world: World, api: Api) -> None:
    inbox = Inbox(world)
    world.say(WANG, THREE, "first")
    await received(api, inbox, lambda: bool(inbox.handed_on) and not world.updates.pending)
    # The bot stops before it has confirmed, and starts anew without an offset.
    world.say(WANG, THREE, "second")
    fresh = Inbox(world)
    await received(api, fresh, lambda: bool(fresh.handed_on))
    inbox.kept |= fresh.kept
    await received(api, inbox, lambda: not world.updates.pending)
    assert len(inbox.handed_on) == 1


async def test_every_kind_of_update_is_asked_for_by_name(world: World, api: Api) -> None:
    await received(api, Inbox(world), lambda: bool(calls(world, "getUpdates")))
    asked = calls(world, "getUpdates")[0].params["allowed_updates"]
    wanted = asked if isinstance(asked, list) else orjson.loads(asked)
    assert set(wanted) == set(ALLOWED_UPDATES)
    assert {"message_reaction", "chat_member", "my_chat_member", "poll_answer"} <= set(wanted)


@pytest.mark.parametrize(
    ("fault", "least"),
    [
        pytest.param({"status": 502}, 0.0, id="502"),
        pytest.param({"reset": True}, 0.0, id="reset"),
        pytest.param({"retry_after": 7}, 7.0, id="429"),
        pytest.param({"status": 409}, 0.0, id="two receivers"),
    ],
)
async def test_a_bad_moment_of_telegrams_is_waited_out(
    world: World, api: Api, fault: dict[str, Any], least: float
) -> None:
    world.faults.add("getUpdates", **fault)
    world.say(WANG, THREE, "在吗")
    inbox = Inbox(world)
    await received(api, inbox, lambda: bool(inbox.handed_on))
    assert inbox.texts() == ["在吗"]
    assert len(inbox.rests) == 1
    assert inbox.rests[0] >= least


async def test_a_token_that_telegram_does_not_know_ends_it(world: World, playground: Playground) -> None:
    base = f"{playground.url}/bot"
    requests = AiohttpRequest(1), AiohttpRequest(1)
    wrong = Api("1234567:not-this-one", base_url=base, request=requests[0], get_updates_request=requests[1])
    for request in requests:
        await request.initialize()
    inbox = Inbox(world)
    receiver = Receiver(wrong, inbox.keep, inbox.hand_on, 1, random.Random(1), inbox.rest)  # noqa: S311
    with pytest.raises(InvalidToken):
        await receiver.run()
    for request in requests:
        await request.shutdown()
