"""Updates that Telegram gave us: kept before they are confirmed, done once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.ids import UpdateId
from storage.database import Transaction
from storage.tables import INBOX

WAITING, DONE, SET_ASIDE = "waiting", "done", "set_aside"
_MARK_DONE = (
    update(INBOX)
    .where(INBOX.c.update_id.in_(bindparam("updates", expanding=True)))
    .values(state=DONE, body=None, error=None)
)
ERROR_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Kept:
    """An update as it came, in JSON."""

    update: UpdateId
    body: bytes


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that could not be carried out."""

    update: UpdateId
    received_at: datetime
    tries: int
    error: str


def keep(tx: Transaction, updates: Sequence[Kept], now: datetime) -> set[UpdateId]:
    """Keep a batch; return the ids of those that are new."""
    ids = [kept.update for kept in updates]
    known = set(tx.execute(select(INBOX.c.update_id).where(INBOX.c.update_id.in_(ids))).scalars())
    # The same update may stand twice in a batch of a webhook; the last one is as good as the first.
    new = {kept.update: kept for kept in updates if kept.update not in known}
    if new:
        rows = [
            {"update_id": kept.update, "body": kept.body, "received_at": now, "state": WAITING} for kept in new.values()
        ]
        tx.execute(insert(INBOX), rows)
    return set(new)


def waiting(tx: Transaction, after: int, most: int) -> list[tuple[int, Kept]]:
    """Return updates that wait, in the order of their coming, with their place in it."""
    rows = tx.execute(
        select(INBOX.c.id, INBOX.c.update_id, INBOX.c.body)
        .where(INBOX.c.state == WAITING, INBOX.c.id > after)
        .order_by(INBOX.c.id)
        .limit(most)
    )
    return [(row.id, Kept(UpdateId(row.update_id), row.body)) for row in rows]


def count_restart(tx: Transaction) -> None:
    """Count a try for everything that waits: an update that kills the process must not do so for ever."""
    tx.execute(update(INBOX).where(INBOX.c.state == WAITING).values(tries=INBOX.c.tries + 1))


def set_aside_after(tx: Transaction, tries: int) -> int:
    """Set aside what has been tried too often; return how many."""
    worn = (INBOX.c.state == WAITING) & (INBOX.c.tries >= tries)
    gone = update(INBOX).where(worn).values(state=SET_ASIDE, error="the bot was stopped at each of its tries")
    return int(tx.execute(gone).rowcount)


def mark_done(tx: Transaction, updates: Collection[UpdateId]) -> None:
    """Remember that updates are carried out, and forget what they said."""
    tx.execute(_MARK_DONE, {"updates": list(updates)})


def failed(tx: Transaction, update_id: UpdateId, error: str, *, tries: int, last: bool) -> None:
    """Keep the error of a try; after the last one the update is set aside. What is done stays done."""
    values = {"tries": tries, "error": error[:ERROR_LENGTH], "state": SET_ASIDE if last else WAITING}
    tx.execute(update(INBOX).where(INBOX.c.update_id == update_id, INBOX.c.state == WAITING).values(values))


def set_aside(tx: Transaction, most: int) -> list[SetAside]:
    """Return what could not be carried out, newest first."""
    rows = tx.execute(select(INBOX).where(INBOX.c.state == SET_ASIDE).order_by(INBOX.c.id.desc()).limit(most))
    return [SetAside(UpdateId(row.update_id), row.received_at, row.tries, row.error or "") for row in rows]


def received_at(tx: Transaction, update_id: UpdateId) -> datetime | None:
    """Return when an update came in."""
    found: datetime | None = tx.execute(
        select(INBOX.c.received_at).where(INBOX.c.update_id == update_id)
    ).scalar_one_or_none()
    return found


def waits_since_before(tx: Transaction, moment: datetime) -> bool:
    """Tell whether something still waits that came in before a moment."""
    waiting = (INBOX.c.state == WAITING) & (INBOX.c.received_at < moment)
    return tx.execute(select(INBOX.c.id).where(waiting).limit(1)).first() is not None


def count_waiting(tx: Transaction) -> int:
    """Return how many updates are kept and not yet done."""
    return int(tx.execute(select(func.count()).select_from(INBOX).where(INBOX.c.state == WAITING)).scalar_one())


def prune(tx: Transaction, before: datetime) -> int:
    """Forget that updates were done, once Telegram can't bring them again; return how many."""
    old = (INBOX.c.state == DONE) & (INBOX.c.received_at < before)
    return int(tx.execute(delete(INBOX).where(old)).rowcount)
