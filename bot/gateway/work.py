"""Inbox to handlers: each chat in order, chats side by side, each update done once, a poisonous one set aside."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

import structlog

from bot.domain.ids import UpdateId
from bot.gateway.told import told
from bot.handlers import entry

MOST_WAITING = 2_000
"""Updates in memory; beyond, receiving waits, and Telegram keeps the rest."""
SIDE_BY_SIDE = 32
TRIES = 3
REST_SECONDS = (0.2, 1.0)
STOP_SECONDS = 4.0

log = structlog.get_logger()

Raw = dict[str, Any]
CarryOut = Callable[[Raw], Awaitable[bool]]
"""Carries an update out; returns True if its transaction has marked it done."""
MarkDone = Callable[[list[UpdateId]], Awaitable[None]]


class Failed(Protocol):
    """Keeps a failed try."""

    async def __call__(self, update: Raw, tries: int, error: str, /, *, last: bool) -> None:
        """Keep the count of tries and the error; after the last try the update is set aside."""


class Worker:
    """Carries out updates as they are handed on."""

    def __init__(
        self,
        carry_out: CarryOut,
        mark_done: MarkDone,
        failed: Failed,
        rest: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Work with these; ``rest`` waits some seconds before the next try."""
        self._carry_out = carry_out
        self._mark_done = mark_done
        self._failed = failed
        self._rest = rest
        self._queues: dict[int, deque[Raw]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()
        self._slots = asyncio.Semaphore(SIDE_BY_SIDE)
        self._done: list[UpdateId] = []
        self._sweep: asyncio.Task[None] | None = None
        self._stopping = False

    async def put(self, update: Raw) -> None:
        """Hand an update on; wait while too many are on their way."""
        await self._room.wait()
        lane = lane_of(update)
        self._waiting += 1
        if self._waiting >= MOST_WAITING:
            self._room.clear()
        queue = self._queues.get(lane)
        if queue is not None:
            queue.append(update)
            return
        self._queues[lane] = deque([update])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Finish what is being carried out, within reason; the rest stays in the inbox for the next start."""
        self._stopping = True
        if self._tasks:
            _, stuck = await asyncio.wait(self._tasks, timeout=STOP_SECONDS)
            for task in stuck:
                task.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)
        if self._sweep is not None:
            await self._sweep

    async def idle(self) -> None:
        """Wait until nothing is on its way."""
        while self._tasks or self._sweep is not None:
            await asyncio.wait([*self._tasks, *([self._sweep] if self._sweep else [])])

    async def _run(self, lane: int) -> None:
        queue = self._queues[lane]
        while queue and not self._stopping:
            async with self._slots:
                await self._one(queue[0])
            queue.popleft()
            self._waiting -= 1
            if self._waiting < MOST_WAITING:
                self._room.set()
        del self._queues[lane]

    async def _one(self, update: Raw) -> None:
        for tries in range(1, TRIES + 1):
            try:
                if not await self._carry_out(update):
                    self._strike(UpdateId(update["update_id"]))
            except Exception as error:  # noqa: BLE001 (one bad update must not stop the others)
                last, cause = tries == TRIES, told(error)
                log.error(  # noqa: TRY400 (a traceback would quote what neighbours wrote)
                    "update_failed", update=update["update_id"], tries=tries, set_aside=last, error=cause
                )
                await self._remember(update, tries, cause, last=last)
                if last:
                    return
                await self._rest(REST_SECONDS[tries - 1])
            else:
                return

    async def _remember(self, update: Raw, tries: int, cause: str, *, last: bool) -> None:
        try:
            await self._failed(update, tries, cause, last=last)
        except Exception as error:  # noqa: BLE001
            # The update waits in the inbox for the next start, and this chat's others go on.
            log.error("failure_not_kept", update=update["update_id"], error=told(error))  # noqa: TRY400

    def _strike(self, update: UpdateId) -> None:
        """Mark an update done that needed no transaction of its own: many together cost one."""
        self._done.append(update)
        if self._sweep is None:
            self._sweep = asyncio.create_task(self._strike_all())

    async def _strike_all(self) -> None:
        try:
            while self._done:
                done, self._done = self._done, []
                await self._mark_done(done)
        except Exception as error:  # noqa: BLE001
            # They are carried out again at the next start: they had nothing to keep, so that does no harm.
            log.error("done_not_kept", updates=len(done), error=told(error))  # noqa: TRY400
        finally:
            self._sweep = None


def lane_of(update: Raw) -> int:
    """Return what an update must keep its order with: its chat, else its person, else the poll it counts.

    A ballot only has to keep it with others of its voter: a whole building votes below one card at once.
    """
    voter = entry.voter_of(update)
    if voter is not None:
        return voter
    for content in _contents(update):
        found = (
            content.get("chat") or content.get("message", {}).get("chat") or content.get("from") or content.get("user")
        )
        if found:
            return int(found["id"])
        if "id" in content:
            return hash(content["id"])
    return 0


def _contents(update: Raw) -> Iterable[Raw]:
    return (value for value in update.values() if isinstance(value, dict))
