"""What changed in the chats, for pages that watch: a short memory that each listener reads at its own pace."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

EVERYWHERE = 0
"""No chat's id: where something happened that concerns all of them."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed. What a watcher is shown is looked up when it is shown, so it is never older than the event.

    ``person`` names somebody whom a "chat" event concerns though they may no longer be in the chat.
    """

    id: int
    kind: str
    chat_id: int
    message_id: int | None = None
    person: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


class Events:
    """The newest events; listeners are woken by each."""

    def __init__(self, keep: int = 2_000) -> None:
        self._kept: deque[Event] = deque(maxlen=keep)
        self.last_id = 0
        self.closed = False
        self._listeners: set[asyncio.Event] = set()

    def add(
        self, kind: str, chat_id: int, message_id: int | None = None, *, person: int | None = None, **details: object
    ) -> None:
        """Note that something of this ``kind`` happened in a chat, or EVERYWHERE."""
        self.last_id += 1
        self._kept.append(Event(self.last_id, kind, chat_id, message_id, person, details))
        self._wake()

    def since(self, event_id: int) -> list[Event] | None:
        """Return the events after ``event_id``, None if some of them are forgotten."""
        missing = self.last_id - event_id
        if missing < 0 or missing > len(self._kept):
            return None
        return [self._kept[index] for index in range(len(self._kept) - missing, len(self._kept))]

    async def wait(self, event_id: int, seconds: float) -> None:
        """Return when there is something after ``event_id``, when all ends, or after ``seconds``."""
        if self.last_id != event_id or self.closed:
            return
        listener = asyncio.Event()
        self._listeners.add(listener)
        try:
            async with asyncio.timeout(seconds):
                await listener.wait()
        except TimeoutError:
            pass
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """Let every listener go."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener.set()
