"""Outbox to Telegram: each lane in order, within Telegram's limits, again until it is taken or can never be."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.domain.ids import ChatId, MessageId
from bot.gateway.letters import NEEDS_CARD, Made, Make, request_for
from bot.gateway.pacing import Pacing
from bot.gateway.request import Api
from bot.gateway.told import told
from storage.outbox import Kind, Owed

SIDE_BY_SIDE = 16
MAKERS = 1
"""Pictures and files that are made at once: they cost a processor each."""
BATCH = 10
STOP_SECONDS = 4.0
"""How long a stop waits for an answer of Telegram's. Without one the message is sent again after the next start."""
BACK_OFF_SECONDS = (1.0, 300.0)

log = structlog.get_logger()

_AS_WISHED = ("message is not modified", "poll has already been closed")
"""What was wanted is so already."""
_TOO_LATE = ("query is too old", "query id is invalid")
_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
)
_WORDLESS = "there is no text in the message to edit"


class Outbox(Protocol):
    """The outbox, as the sender needs it; each call is a transaction."""

    async def lanes(self) -> list[str]:
        """Return every lane in which something is owed."""

    async def head(self, lane: str, most: int) -> list[Owed]:
        """Return the first requests of a lane."""

    async def sent(self, owed: Owed, message: MessageId | None, poll: str | None = None) -> None:
        """Strike out what Telegram has taken."""

    async def forget_message(self, owed: Owed) -> None:
        """Remember that a card's message is gone."""

    async def newest(self, owed: Owed) -> Owed | None:
        """Return a request as it stands now, if it is still owed."""

    async def put_off(self, owed: Owed, until: datetime, error: str) -> None:
        """Try again later."""

    async def give_up(self, owed: Owed, error: str) -> None:
        """Keep the reason why something could never be sent."""

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """Follow a group that became a supergroup."""


class Sender:
    """Sends what is owed."""

    def __init__(
        self,
        api: Api,
        outbox: Outbox,
        pacing: Pacing,
        now: Callable[[], datetime],
        jitter: random.Random,
        make: Make,
    ) -> None:
        """Send for the bot behind ``api``; ``make`` makes its pictures and files, in a thread."""
        self._api = api
        self._outbox = outbox
        self._pacing = pacing
        self._now = now
        self._jitter = jitter
        self.rests = True
        """Cards in a rush rest a little. Where the clock stands still, they can't be let wait for it."""
        self._make = make
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._under_way: dict[str, asyncio.Future[None]] = {}
        self._slots = asyncio.Semaphore(SIDE_BY_SIDE)
        self._makers = asyncio.Semaphore(MAKERS)
        self._stopping = asyncio.Event()

    async def start(self) -> None:
        """Take up what was owed before."""
        self.wake(set(await self._outbox.lanes()))

    def wake(self, lanes: set[str]) -> None:
        """Send what these lanes owe."""
        if self._stopping.is_set():
            return
        for lane in lanes:
            if lane in self._lanes:
                # It may have read its rows already: it looks once more before it ends.
                self._again.add(lane)
                continue
            task = asyncio.create_task(self._run(lane))
            self._lanes[lane] = task

    async def stop(self, patience: float = STOP_SECONDS) -> None:
        """Finish the requests under way, within reason; the rest stays in the outbox for the next start."""
        self._stopping.set()
        if not self._lanes:
            return
        _, stuck = await asyncio.wait(self._lanes.values(), timeout=patience)
        for lane in stuck:
            lane.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)

    async def recorded(self, chat: int) -> None:
        """Wait until a message that is just being sent to a chat is known by its number.

        People may answer faster than that.
        """
        under_way = self._under_way.get(str(chat))
        if under_way is not None:
            await asyncio.wait([under_way])

    async def idle(self) -> None:
        """Wait until nothing is owed."""
        while self._lanes:
            await asyncio.wait(self._lanes.values())

    async def _run(self, lane: str) -> None:
        failures = 0
        try:
            while not self._stopping.is_set():
                self._again.discard(lane)
                try:
                    owed = await self._outbox.head(lane, BATCH)
                    if not owed and lane not in self._again:
                        return
                    done = await self._send_in_order(owed)
                    failures = 0
                    if done and len(owed) < BATCH and lane not in self._again:
                        # Whatever is owed since then has woken the lane: no need to look once more.
                        return
                except Exception as error:  # noqa: BLE001 (the rows are still there, and somebody waits for them)
                    log.error("lane_failed", lane=lane, error=told(error))  # noqa: TRY400
                    await self._rest(self._back_off(failures))
                    failures += 1
        finally:
            del self._lanes[lane]
            self._again.discard(lane)

    async def _send_in_order(self, owed: list[Owed]) -> bool:
        """Send what was read; return False if it has to be read anew."""
        for one in owed:
            now: Owed | None = one
            if await self._wait_for_turn(one) or one.kind in NEEDS_CARD:
                # What was read before the wait may have a newer version meanwhile, or another chat; and the card that a
                # picture answers may have been sent only just now.
                now = await self._outbox.newest(one)
            if self._stopping.is_set() or now is None or now.lane != one.lane or not await self._send_recorded(now):
                return False
        return True

    async def _send_recorded(self, owed: Owed) -> bool:
        under_way = self._under_way[owed.lane] = asyncio.get_running_loop().create_future()
        try:
            return await self._send(owed)
        finally:
            del self._under_way[owed.lane]
            under_way.set_result(None)

    async def _wait_for_turn(self, owed: Owed) -> bool:
        """Wait until a request may go out, or the bot stops; return whether that took time."""
        early = (owed.due_at - self._now()).total_seconds() if self.rests or owed.tries else 0.0
        waited = early > 0
        await self._rest(early)
        if owed.kind is not Kind.ANSWER and owed.chat is not None:
            while (seconds := self._pacing.wait(owed.chat)) > 0 and not self._stopping.is_set():
                waited = True
                await self._rest(seconds)
            self._pacing.take(owed.chat)
        return waited

    async def _rest(self, seconds: float) -> None:
        if seconds > 0:
            try:
                await asyncio.wait_for(self._stopping.wait(), seconds)
            except TimeoutError:
                return

    async def _send(self, owed: Owed) -> bool:
        """Send one request; return whether the lane may go on at once with what it has read."""
        try:
            made = await self._made(owed)
            method, parameters = request_for(owed, self._api.username, made)
        except Exception as error:  # noqa: BLE001 (what can't be made now can't be made later, and others wait)
            return await self._give_up(owed, told(error))
        try:
            async with self._slots:
                result = await self._call(method, parameters)
        except ChatMigrated as error:
            if owed.chat is not None:
                await self._outbox.moved(owed.chat, ChatId(error.new_chat_id))
            return False
        except TelegramError as error:
            return await self._settle(owed, error)
        await self._outbox.sent(owed, *_became(result))
        return True

    async def _made(self, owed: Owed) -> Made | None:
        if owed.letter.paper is None:
            return None
        async with self._makers:
            return await asyncio.to_thread(self._make, owed.letter.paper)

    async def _call(self, method: str, parameters: dict[str, Any]) -> Any:  # noqa: ANN401 (as Telegram gives it)
        try:
            return await self._api.call(method, parameters)
        except BadRequest as error:
            if _WORDLESS not in error.message.lower():
                raise
        # The words of a picture or a file are its caption.
        caption = {"caption" if name == "text" else name: value for name, value in parameters.items()}
        return await self._api.call("editMessageCaption", caption)

    async def _settle(self, owed: Owed, error: TelegramError) -> bool:
        """Decide what an error means for what is owed."""
        text = error.message.lower()
        gone = any(phrase in text for phrase in _MESSAGE_GONE)
        if any(phrase in text for phrase in (*_AS_WISHED, *_TOO_LATE)) or (owed.kind is Kind.DELETE and gone):
            await self._outbox.sent(owed, None)
            return True
        if owed.kind is Kind.CARD and owed.card_message is not None and gone:
            await self._outbox.forget_message(owed)
            return False
        if _can_heal(error):
            await self._outbox.put_off(owed, self._now() + self._pause(owed, error), text)
            log.warning("put_off", kind=owed.kind, tries=owed.tries + 1, error=type(error).__name__)
            return False
        return await self._give_up(owed, error.message)

    async def _give_up(self, owed: Owed, error: str) -> bool:
        await self._outbox.give_up(owed, error)
        log.warning("given_up", chat=owed.chat, kind=owed.kind, error=error)
        return True

    def _pause(self, owed: Owed, error: TelegramError) -> timedelta:
        if isinstance(error, RetryAfter):
            after = error.retry_after
            return after if isinstance(after, timedelta) else timedelta(seconds=after)
        return timedelta(seconds=self._back_off(owed.tries))

    def _back_off(self, tries: int) -> float:
        first, most = BACK_OFF_SECONDS
        return min(most, first * 2.0 ** min(tries, 10)) * self._jitter.uniform(0.5, 1.0)


def _can_heal(error: TelegramError) -> bool:
    """Tell whether the same request may be taken later: after a pause, a repair of the network, a new token."""
    # BadRequest is a NetworkError to PTB, though the network carried it well.
    return not isinstance(error, Forbidden | BadRequest)


def _became(result: object) -> tuple[MessageId | None, str | None]:
    """Return the number of the message that Telegram made, and the poll in it."""
    if not isinstance(result, dict) or "message_id" not in result:
        return None, None
    poll = result.get("poll")
    return MessageId(result["message_id"]), poll["id"] if isinstance(poll, dict) else None
