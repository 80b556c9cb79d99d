"""Telegram's flood limits: how much a bot may send before it is told to wait."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.playground.errors import BotApiError


@dataclass(slots=True)
class Limits:
    """One second's, one chat's and one group's allowance; ``on = False`` lets everything pass.

    A chat takes ``chat_burst`` messages at once and regains one a second; a group takes ``group_per_minute``;
    all chats together take ``per_second``.
    """

    on: bool = True
    per_second: int = 30
    chat_burst: int = 5
    group_per_minute: int = 20
    _all: deque[float] = field(default_factory=deque)
    _chat: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, chat_id: int, now: float, *, group: bool, messages: int = 1) -> None:
        """Count ``messages`` sent to a chat at ``now``, or refuse them by 429 and count nothing."""
        if not self.on:
            return
        sent = self._chat[chat_id]
        _forget(sent, now - 60)
        _forget(self._all, now - 1)
        wait = max(
            _wait(self._all, self.per_second, 1, now),
            _wait(sent, self.group_per_minute, 60, now) if group else 0,
            _wait([at for at in sent if at > now - self.chat_burst], self.chat_burst, self.chat_burst, now),
        )
        if wait > 0:
            raise too_many(math.ceil(wait))
        sent.extend([now] * messages)
        self._all.extend([now] * messages)

    def touch(self, now: float) -> None:
        """Count an edit: it has a share of the whole bot's second only."""
        if not self.on:
            return
        _forget(self._all, now - 1)
        wait = _wait(self._all, self.per_second, 1, now)
        if wait > 0:
            raise too_many(math.ceil(wait))
        self._all.append(now)


def too_many(seconds: int) -> BotApiError:
    """Return the 429 that tells to wait."""
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def _forget(sent: deque[float], before: float) -> None:
    while sent and sent[0] <= before:
        sent.popleft()


def _wait(sent: deque[float] | list[float], allowed: int, seconds: float, now: float) -> float:
    """Return how long until fewer than ``allowed`` lie within the last ``seconds``."""
    return sent[-allowed] + seconds - now if len(sent) >= allowed else 0
