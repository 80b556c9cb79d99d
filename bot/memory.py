"""The storage's async face for the gateway: one hop into a worker thread for a whole transaction."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import orjson

from bot.domain.ids import ChatId, MessageId, UpdateId
from bot.domain.presses.votes import BALLOT
from bot.services import chats, unreached
from bot.services.deps import Deps
from storage import inbox, outbox
from storage.database import Database, Transaction
from storage.inbox import Kept
from storage.outbox import Owed

T = TypeVar("T")
_CHOICE = f'"data":"{BALLOT}'.encode()
"""Stands in every update that says what somebody has chosen."""
_SEALED = b"sealed "


class Memory:
    """Keeps updates and gives out what is owed."""

    def __init__(self, database: Database, deps: Deps, clock: Callable[[], datetime]) -> None:
        """Work on ``database``."""
        self._database = database
        self._deps = deps
        self._clock = clock

    async def work(self, unit: Callable[[Transaction], T]) -> T:
        """Carry out one transaction."""
        return await asyncio.wrap_future(self._database.submit(unit))

    async def read(self, unit: Callable[[Transaction], T]) -> T:
        """Read what is committed."""
        return await asyncio.wrap_future(self._database.submit_read(unit))

    # ---- the inbox, for receive and work ----

    async def keep(self, updates: Sequence[Kept]) -> set[UpdateId]:
        """Commit a batch of updates; return the ids of those that are new."""
        safe = [self._sealed(kept) for kept in updates]
        return await self.work(lambda tx: inbox.keep(tx, safe, self._clock()))

    async def mark_done(self, updates: list[UpdateId]) -> None:
        """Remember that updates are carried out."""
        await self.work(lambda tx: inbox.mark_done(tx, updates))

    async def failed(self, raw: dict[str, Any], tries: int, error: str, *, last: bool) -> None:
        """Keep the error of a try."""
        update = UpdateId(raw["update_id"])
        await self.work(lambda tx: inbox.failed(tx, update, error, tries=tries, last=last))

    async def waiting(self, after: int, most: int) -> list[tuple[int, dict[str, Any]]]:
        """Return updates that an earlier run kept and didn't finish, with their places in the order."""
        found = await self.read(lambda tx: inbox.waiting(tx, after, most))
        return [(place, orjson.loads(self._unsealed(kept))) for place, kept in found]

    def _sealed(self, kept: Kept) -> Kept:
        """Return an update that carries a choice as one that says nothing to whoever reads the database."""
        if _CHOICE not in kept.body:
            return kept
        closed = self._deps.seal.close(_context(kept), kept.body.decode())
        return Kept(kept.update, _SEALED + closed.encode())

    def _unsealed(self, kept: Kept) -> bytes:
        if not kept.body.startswith(_SEALED):
            return kept.body
        return self._deps.seal.open(_context(kept), kept.body.removeprefix(_SEALED).decode()).encode()

    # ---- the outbox, for send ----

    async def lanes(self) -> list[str]:
        """Return every lane in which something is owed."""
        return await self.read(outbox.lanes)

    async def head(self, lane: str, most: int) -> list[Owed]:
        """Return the first requests of a lane."""
        found = await self.read(lambda tx: outbox.head(tx, lane, most))
        return [outbox.opened(owed, self._deps.seal) for owed in found]

    async def sent(self, owed: Owed, message: MessageId | None, poll: str | None = None) -> None:
        """Strike out what Telegram has taken."""
        await self.work(lambda tx: outbox.sent(tx, owed, message, poll))

    async def forget_message(self, owed: Owed) -> None:
        """Remember that a card's message is gone."""
        await self.work(lambda tx: outbox.forget_message(tx, owed))

    async def newest(self, owed: Owed) -> Owed | None:
        """Return a request as it stands now, if it is still owed."""
        found = await self.read(lambda tx: outbox.newest(tx, owed))
        return None if found is None else outbox.opened(found, self._deps.seal)

    async def put_off(self, owed: Owed, until: datetime, error: str) -> None:
        """Try again later."""
        await self.work(lambda tx: outbox.put_off(tx, owed, until, error))

    async def give_up(self, owed: Owed, error: str) -> None:
        """Keep the reason why something could never be sent."""

        def give_up(tx: Transaction) -> None:
            outbox.give_up(tx, owed, error)
            unreached.given_up(tx, self._deps, owed, error, self._clock())

        await self.work(give_up)

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """Follow a group that became a supergroup."""
        await self.work(lambda tx: chats.moved(tx, self._deps, old, new, self._clock()))


def _context(kept: Kept) -> str:
    return f"update {kept.update}"
