"""Where the bot's links lead: t.me/bot?start=join_abc brings somebody to the capability of "join"."""

from collections.abc import Callable, Mapping

from bot.domain.cause import Cause
from bot.services import joining, notices, people
from bot.services.deps import Deps
from bot.services.loop import resting
from bot.services.votes import casting
from storage.database import Transaction

Start = Callable[[Transaction, Deps, Cause, str], None]
"""Goes on with somebody who came by a link, and what stands behind its first underscore."""

STARTS: Mapping[str, Start] = {
    "vote": casting.arrive,
    joining.KIND: joining.begin,
    notices.KIND: notices.begin,
    resting.QUESTION: resting.start,
}
"""Who takes which links. A capability adds its own here."""


def start(tx: Transaction, deps: Deps, cause: Cause, payload: str) -> None:
    """Welcome somebody; who came by a link is led on."""
    kind, _, rest = payload.partition("_")
    if cause.private and kind in STARTS:
        people.let_write(tx, cause)
        STARTS[kind](tx, deps, cause, rest)
    else:
        people.start(tx, deps, cause)
