"""One update, one transaction: the service, and the update marked done."""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from bot.domain.cause import Cause
from bot.domain.ids import UpdateId
from bot.domain.refusal import Refused
from bot.services import chats, owing, setup
from bot.services.deps import Deps
from storage import inbox
from storage.database import Transaction

P = ParamSpec("P")
Service = Callable[Concatenate[Transaction, Deps, Cause, P], None]
Note = Callable[Concatenate[Transaction, Deps, UpdateId, datetime, P], None]
Unit = Callable[[Transaction], None]
ANYWHERE: frozenset[Callable[..., None]] = frozenset({setup.begin, setup.choose})
"""What may be done in a chat that isn't the community's, so that it becomes one."""


def unit(deps: Deps, cause: Cause, service: Service[P], *args: P.args, **kwargs: P.kwargs) -> Unit:
    """Return the transaction of a service; in a chat that isn't the community's, that of saying so."""

    def carry_out(tx: Transaction) -> None:
        if cause.private or deps.neighbourhood.knows(cause.chat) or service in ANYWHERE:
            service(tx, deps, cause, *args, **kwargs)
        else:
            chats.stranger(tx, deps, cause)
        _mark_done(tx, cause)

    return carry_out


def note(deps: Deps, update: UpdateId, now: datetime, service: Note[P], *args: P.args, **kwargs: P.kwargs) -> Unit:
    """Return the transaction of what Telegram tells by itself: nobody asked for it, and nobody is answered."""

    def carry_out(tx: Transaction) -> None:
        service(tx, deps, update, now, *args, **kwargs)
        inbox.mark_done(tx, [update])

    return carry_out


def refusal(deps: Deps, cause: Cause, refused: Refused) -> Unit:
    """Return the transaction that tells of a refusal, after the service's own was undone."""

    def carry_out(tx: Transaction) -> None:
        owing.refuse(tx, deps, cause, refused)
        _mark_done(tx, cause)

    return carry_out


def _mark_done(tx: Transaction, cause: Cause) -> None:
    if cause.update is not None:
        inbox.mark_done(tx, [cause.update])
