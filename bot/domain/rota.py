"""Whose turn it is: the steward on duty with the least to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.duty import Duty
from bot.domain.ids import PersonId

OFFER_SHARE = 0.5
"""The share of the time to take it, for which a task is left to the one to whom it is offered."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Load:
    """What a steward has to do."""

    open_tasks: int = 0
    last_task_at: datetime | None = None


def whose_turn(
    stewards: Iterable[PersonId], duties: Mapping[PersonId, Duty], loads: Mapping[PersonId, Load]
) -> PersonId | None:
    """Return who gets the next task: on duty, below their limit, with the fewest tasks; then longest without a new one.

    Total and repeatable: of those who are alike, the one whom Telegram has known longest.
    """

    def order(steward: PersonId) -> tuple[int, datetime, PersonId]:
        load = loads.get(steward, Load())
        return load.open_tasks, load.last_task_at or _NEVER, steward

    free = [
        steward for steward in stewards if duties.get(steward, Duty()).has_room(loads.get(steward, Load()).open_tasks)
    ]
    return min(free, key=order, default=None)
