"""Long polling: a batch of updates is committed to the inbox before the next request confirms it."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import orjson
import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.domain.ids import UpdateId
from bot.gateway.request import Api
from bot.gateway.told import told
from storage.inbox import Kept

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "poll",
    "poll_answer",
    "message_reaction",
    "my_chat_member",
    "chat_member",
)
BATCH = 100
SPARE_SECONDS = 10
"""How much longer than the poll the answer may take."""
BACK_OFF_SECONDS = (0.5, 30.0)

log = structlog.get_logger()

Raw = dict[str, Any]
Keep = Callable[[Sequence[Kept]], Awaitable[set[UpdateId]]]
"""Commits updates to the inbox; returns the ids of those that are new."""
HandOn = Callable[[Raw], Awaitable[None]]
"""Takes an update that is kept; waits while too many are on their way."""


class Receiver:
    """Asks Telegram for updates, for ever."""

    def __init__(
        self,
        api: Api,
        keep: Keep,
        hand_on: HandOn,
        poll_seconds: int,
        jitter: random.Random,
        rest: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Receive for the bot behind ``api``; ``rest`` waits some seconds after an error."""
        self._api = api
        self._keep = keep
        self._hand_on = hand_on
        self._poll_seconds = poll_seconds
        self._jitter = jitter
        self._rest = rest
        # No offset at first: what was kept and not confirmed comes again and is known; nothing is skipped, even when
        # Telegram starts its counting anew after a quiet week.
        self._offset: int | None = None
        self.asked = asyncio.Event()
        """Set when Telegram has been asked for the first time."""

    async def run(self) -> None:
        """Receive until cancelled."""
        failures = 0
        while True:
            try:
                await self._take(await self._ask())
                failures = 0
            except InvalidToken:
                raise
            except Exception as error:  # noqa: BLE001 (what isn't kept isn't confirmed, and so comes again)
                failures += 1
                await self._pause(error, failures)

    async def _ask(self) -> list[Raw]:
        wanted: Raw = {"limit": BATCH, "timeout": self._poll_seconds, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset is not None:
            wanted["offset"] = self._offset
        self.asked.set()
        found: list[Raw] = await self._api.call("getUpdates", wanted, self._poll_seconds + SPARE_SECONDS)
        return found

    async def _take(self, updates: list[Raw]) -> None:
        if not updates:
            return
        new = await self._keep([Kept(UpdateId(update["update_id"]), orjson.dumps(update)) for update in updates])
        self._offset = updates[-1]["update_id"] + 1
        for update in updates:
            if update["update_id"] in new:
                await self._hand_on(update)

    async def _pause(self, error: Exception, failures: int) -> None:
        first, most = BACK_OFF_SECONDS
        seconds = min(most, first * 2 ** min(failures, 10)) * self._jitter.uniform(0.5, 1.0)
        if isinstance(error, RetryAfter):
            seconds = max(seconds, _seconds(error))
        if isinstance(error, Conflict):
            log.warning("another_receiver", advice="is the bot running twice, or a webhook set?")
        cause = type(error).__name__ if isinstance(error, TelegramError) else told(error)
        log.warning("receiving_failed", error=cause, again_in=round(seconds, 1))
        await self._rest(seconds)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()
