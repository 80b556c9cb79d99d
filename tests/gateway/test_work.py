"""The worker: each chat in order, chats side by side, a poisonous update set aside, and nobody held up by it."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.domain.ids import UpdateId
from bot.gateway.work import MOST_WAITING, TRIES, Raw, Worker

THREE, FIVE = -3, -5


class Shop:
    """Carries updates out, and notes what was asked of it."""

    def __init__(self, poison: Sequence[int] = (), healing: Sequence[int] = ()) -> None:
        self.poison, self.healing = set(poison), set(healing)
        self.tried: list[int] = []
        self.done: list[int] = []
        self.struck: list[int] = []
        self.failed: list[tuple[int, int, bool]] = []
        self.errors: list[str] = []
        self.rests: list[float] = []
        self.disk_full = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_gate: set[int] = set()

    def worker(self) -> Worker:
        return Worker(self.carry_out, self.mark_done, self.keep_failure, self.rest)

    async def carry_out(self, update: Raw) -> bool:
        number: int = update["update_id"]
        self.at_gate.add(number)
        await self.gate.wait()
        self.tried.append(number)
        if number in self.poison or (number in self.healing and self.tried.count(number) == 1):
            raise RuntimeError("她家的门牌号是 501")
        self.done.append(number)
        return number % 2 == 0

    async def reached_by(self, number: int) -> None:
        """Wait until so many updates stand at the gate."""
        async with asyncio.timeout(20):
            while len(self.at_gate) < number:  # noqa: ASYNC110 (the worker has no event to wait for)
                await asyncio.sleep(0)

    async def mark_done(self, updates: list[UpdateId]) -> None:
        self.struck += updates

    async def keep_failure(self, update: Raw, tries: int, error: str, *, last: bool) -> None:
        if self.disk_full:
            raise OSError("disk full")
        self.failed.append((update["update_id"], tries, last))
        self.errors.append(error)

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)


def message(number: int, chat: int = THREE) -> Raw:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": "x"}}


async def test_a_poisonous_update_is_tried_a_few_times_and_set_aside_and_its_chat_goes_on() -> None:
    shop = Shop(poison=[2])
    worker = shop.worker()
    for number in (1, 2, 3, 4):
        await worker.put(message(number))
    await worker.idle()
    assert shop.tried == [1, *[2] * TRIES, 3, 4]
    assert shop.failed == [(2, tries, tries == TRIES) for tries in range(1, TRIES + 1)]
    assert len(shop.rests) == TRIES - 1
    assert "RuntimeError" in shop.errors[-1]
    assert "carry_out" in shop.errors[-1]
    # What a neighbour wrote may stand in an error's words: only its kind and place are kept.
    assert "501" not in shop.errors[-1]


async def test_what_heals_is_done_once_and_not_set_aside() -> None:
    shop = Shop(healing=[1])
    worker = shop.worker()
    await worker.put(message(1))
    await worker.idle()
    assert (shop.tried, shop.done, shop.failed) == ([1, 1], [1], [(1, 1, False)])


async def test_only_what_its_own_transaction_has_not_marked_done_is_struck_out() -> None:
    shop = Shop()
    worker = shop.worker()
    for number in range(1, 21):
        await worker.put(message(number, chat=-number))
    await worker.idle()
    assert sorted(shop.struck) == [number for number in range(1, 21) if number % 2]


async def test_a_chat_keeps_its_order_and_does_not_hold_up_another() -> None:
    shop = Shop()
    shop.gate.clear()
    worker = shop.worker()
    for number, chat in ((1, THREE), (2, THREE), (3, FIVE), (4, THREE), (5, FIVE)):
        await worker.put(message(number, chat))
    await shop.reached_by(2)
    assert shop.at_gate == {1, 3}
    shop.gate.set()
    await worker.idle()
    assert [number for number in shop.done if number in {1, 2, 4}] == [1, 2, 4]
    assert [number for number in shop.done if number in {3, 5}] == [3, 5]


async def test_no_more_updates_wait_in_memory_than_there_is_room_for() -> None:
    shop = Shop()
    shop.gate.clear()
    worker = shop.worker()
    for number in range(MOST_WAITING):
        await worker.put(message(number))
    one_more = asyncio.create_task(worker.put(message(MOST_WAITING)))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not one_more.done()
    shop.gate.set()
    await one_more
    await worker.idle()
    assert len(shop.done) == MOST_WAITING + 1


async def test_stopping_finishes_the_update_under_way_and_leaves_the_rest_in_the_inbox() -> None:
    shop = Shop()
    shop.gate.clear()
    worker = shop.worker()
    for number in (2, 4, 6):
        await worker.put(message(number))
    await shop.reached_by(1)
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0)
    shop.gate.set()
    await stopping
    assert shop.done == [2]


async def test_a_failure_that_cannot_be_kept_does_not_stop_the_chat() -> None:
    shop = Shop(poison=[2])
    shop.disk_full = True
    worker = shop.worker()
    for number in (2, 4):
        await worker.put(message(number))
    await worker.idle()
    assert shop.done == [4]


async def test_odd_updates_find_a_lane() -> None:
    shop = Shop()
    worker = shop.worker()
    odd: list[dict[str, Any]] = [
        {"update_id": 2},
        {"update_id": 4, "poll": {"id": "77"}},
        {"update_id": 6, "poll_answer": {"poll_id": "77", "user": {"id": 5}}},
        {"update_id": 8, "inline_query": {"from": {"id": 5}}},
        {"update_id": 10, "callback_query": {"message": {"chat": {"id": THREE}}}},
    ]
    for update in odd:
        await worker.put(update)
    await worker.idle()
    assert sorted(shop.done) == [2, 4, 6, 8, 10]
