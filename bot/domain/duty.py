"""Whether a steward takes tasks now, and how many at once."""

from dataclasses import dataclass

MOST = 99


@dataclass(frozen=True, slots=True)
class Duty:
    """What a steward said of themselves in a squad; without a word they are on duty without a limit."""

    on: bool = True
    cap: int | None = None
    """How many open tasks they take at most."""

    def has_room(self, open_tasks: int) -> bool:
        """Tell whether another task may be given to them."""
        return self.on and not self.is_full(open_tasks)

    def is_full(self, open_tasks: int) -> bool:
        """Tell whether they hold as many tasks as they want."""
        return self.cap is not None and open_tasks >= self.cap
