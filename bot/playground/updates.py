"""What the bot has still to be told: the queue behind getUpdates and the webhook."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Any

import orjson

from bot.playground.errors import BotApiError

KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
})  # fmt: skip
ONLY_WHEN_NAMED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MAX_BATCH = 100
MAX_WAIT = 50
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """Updates in order, each already in its JSON as it was when it happened; at most ``keep``, the oldest go first.

    ``allowed`` holds the kinds that are queued; ``allowed_asked`` is the list the bot gave, None until it gave one.
    """

    def __init__(self, keep: int = 200_000) -> None:
        self.keep = keep
        self.pending: deque[tuple[int, bytes]] = deque()
        self.dropped = 0
        self.last_id = 500_000_000
        self.allowed = KINDS - ONLY_WHEN_NAMED
        self.allowed_asked: list[str] | None = None
        self.arrived = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    def allow(self, kinds: Iterable[str]) -> None:
        """Queue only ``kinds`` from now on; none named means all that need not be named. Unknown names are ignored."""
        self.allowed_asked = list(kinds)
        self.allowed = frozenset(self.allowed_asked) & KINDS or KINDS - ONLY_WHEN_NAMED

    def put(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue an update and return its id, or None where the bot didn't ask for this kind."""
        if kind not in self.allowed:
            return None
        self.last_id += 1
        self.pending.append((self.last_id, orjson.dumps({"update_id": self.last_id, kind: payload})))
        if len(self.pending) > self.keep:
            self.pending.popleft()
            self.dropped += 1
        self.arrived.set()
        self._wake()
        return self.last_id

    def confirm(self, offset: int) -> None:
        """Forget what lies before ``offset``; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while offset > 0 and self.pending and self.pending[0][0] < offset:
            self.pending.popleft()

    def clear(self) -> None:
        """Forget all (drop_pending_updates)."""
        self.pending.clear()

    async def poll(self, limit: int, seconds: float) -> list[bytes]:
        """Return up to ``limit`` updates, waiting up to ``seconds`` for the first; an earlier wait ends with 409."""
        self.interrupt(BotApiError(409, _CONFLICT))
        if not self.pending and seconds > 0:
            await self._wait(min(seconds, MAX_WAIT))
        return [data for (_, data), _ in zip(self.pending, range(limit), strict=False)]

    async def _wait(self, seconds: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None

    def interrupt(self, error: BotApiError | None = None) -> None:
        """End a waiting getUpdates: with ``error``, or with what there is."""
        poller, self._poller = self._poller, None
        if poller is None or poller.done():
            return
        if error is None:
            poller.set_result(None)
        else:
            poller.set_exception(error)

    def _wake(self) -> None:
        if self._poller is not None:
            self.interrupt()
