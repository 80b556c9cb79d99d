"""Bad days, ordered by tests: what the playground does wrong on purpose, and the record of what was asked of it."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

When = Literal["before", "after"]


@dataclass(slots=True)
class Call:
    """One request of the bot. ``status`` is the HTTP status it got: None while it runs, 0 if the line was cut."""

    method: str
    params: dict[str, Any]
    at: float
    status: int | None = None


@dataclass(slots=True)
class Fault:
    """What goes wrong with one request; see :meth:`Faults.add`."""

    method: str
    delay: float
    drop: bool
    status: int | None
    retry_after: int | None
    reset: bool
    when: When
    times: int


@dataclass(slots=True)
class Faults:
    """Faults still to happen, in the order in which they were added."""

    waiting: deque[Fault] = field(default_factory=deque)

    def add(
        self,
        method: str,
        *,
        delay: float = 0,
        drop_after: bool = False,
        status: int | None = None,
        retry_after: int | None = None,
        reset: bool = False,
        times: int = 1,
        when: When = "before",
    ) -> None:
        """Let the next ``times`` requests of ``method`` (``"*"`` is any, getUpdates too) go wrong.

        ``delay`` waits that many seconds, ``status`` answers with that HTTP error (``retry_after`` makes it a 429),
        ``reset`` resets the connection: each before the request is carried out, or after it with ``when="after"``.
        ``drop_after`` carries it out and closes the connection without an answer.
        """
        status = status or (429 if retry_after is not None else None)
        moment: When = "after" if drop_after else when
        self.waiting.append(Fault(method, delay, drop_after, status, retry_after, reset, moment, times))

    def clear(self) -> None:
        """Let everything go well again."""
        self.waiting.clear()

    def take(self, method: str) -> Fault | None:
        """Return the fault that befalls this request and count it."""
        for fault in self.waiting:
            if fault.method in (method, "*"):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
