"""Telegram's limits, kept from this side: how long to wait before the next message."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pace:
    """How much Telegram takes."""

    per_second: float
    chat_per_second: float
    group_per_minute: float


@dataclass(slots=True)
class Bucket:
    """Lets ``rate`` pass a second, and at most ``size`` at once after a pause."""

    rate: float
    size: float
    level: float = field(init=False)
    at: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        """Start full."""
        self.level = self.size

    def wait(self, now: float) -> float:
        """Return the seconds until one more may pass."""
        self._fill(now)
        return max(0.0, (1.0 - self.level) / self.rate)

    def take(self, now: float) -> None:
        """Let one pass."""
        self._fill(now)
        self.level -= 1.0

    def _fill(self, now: float) -> None:
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now


class Pacing:
    """When the next message may go to a chat. Memory is bounded by forgetting chats that have been quiet."""

    REMEMBERED = 10_000

    def __init__(self, pace: Pace, clock: Callable[[], float]) -> None:
        """Keep to ``pace``; ``clock`` is monotonic, in seconds."""
        self._pace = pace
        self._clock = clock
        # No burst over all: thirty a second are evenly spread, so no second ever sees more.
        self._all = Bucket(pace.per_second, max(1.0, pace.per_second / 30))
        self._chats: dict[int, tuple[Bucket, ...]] = {}

    def wait(self, chat: int) -> float:
        """Return the seconds until a message may go to ``chat``."""
        now = self._clock()
        return max(bucket.wait(now) for bucket in (self._all, *self._of(chat)))

    def take(self, chat: int) -> None:
        """Count a message to ``chat``."""
        now = self._clock()
        for bucket in (self._all, *self._of(chat)):
            bucket.take(now)

    def _of(self, chat: int) -> tuple[Bucket, ...]:
        buckets = self._chats.pop(chat, None)
        if buckets is None:
            while len(self._chats) >= self.REMEMBERED:
                self._chats.pop(next(iter(self._chats)))
            buckets = self._new(chat)
        self._chats[chat] = buckets
        return buckets

    def _new(self, chat: int) -> tuple[Bucket, ...]:
        second = Bucket(self._pace.chat_per_second, max(1.0, self._pace.chat_per_second))
        if chat > 0:
            return (second,)
        minute = self._pace.group_per_minute
        # A full bucket and what runs in during the same minute may not exceed the limit together.
        return second, Bucket(minute / 60 / 2, minute / 2)
