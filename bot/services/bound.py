"""What follows when somebody may speak for a household from now on."""

from collections.abc import Callable

from bot.domain.household import Binding
from bot.services.deps import Deps
from bot.services.votes import casting
from storage.database import Transaction

Follow = Callable[[Transaction, Deps, Binding], None]

FOLLOWS: tuple[Follow, ...] = (casting.cast_held,)
"""Called in the transaction that binds. A capability for which somebody waited until they were bound adds its own."""


def follow(tx: Transaction, deps: Deps, binding: Binding) -> None:
    """Let all that waited for a binding go on."""
    for one in FOLLOWS:
        one(tx, deps, binding)
