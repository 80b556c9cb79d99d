"""What people want to be reminded of."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, insert, select, update

from bot.domain.ids import ChatId, CommunityId, MemoId, PersonId
from bot.domain.memo import Memo, MemoState
from bot.domain.recurrence import parse
from bot.domain.refusal import Reason, Refused
from storage.database import Stale, Transaction
from storage.tables import MEMO

_MANY = select(MEMO).where(
    MEMO.c.community_id == bindparam("community"), MEMO.c.id.in_(bindparam("ids", expanding=True))
)
_TOLD = (
    update(MEMO)
    .where(MEMO.c.id == bindparam("of"))
    .values(
        state=bindparam("now_state"),
        next_at=bindparam("now_next"),
        snoozed_until=bindparam("now_snoozed"),
        times=bindparam("now_times"),
    )
)
_TOLD_FOR_GOOD = (
    update(MEMO)
    .where(MEMO.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=MemoState.TOLD.value, next_at=None, snoozed_until=None, times=MEMO.c.times + 1)
)
"""What :func:`bot.domain.memo.told` makes of those that don't recur."""
_LIVES = MEMO.c.state.in_([MemoState.WAITING.value, MemoState.TOLD.value])


def add(tx: Transaction, memo: Memo) -> Memo:
    """Keep a new one; return it with its number."""
    made = tx.execute(insert(MEMO).values(_values(memo)).returning(MEMO.c.id)).scalar_one()
    return replace(memo, id=MemoId(made))


def save(tx: Transaction, memo: Memo, before: Memo) -> None:
    """Keep what it has become.

    :raises Stale: somebody else changed it in the meantime.
    """
    ours = _is(memo.community, memo.id) & (MEMO.c.times == before.times) & (MEMO.c.state == before.state.value)
    if not tx.execute(update(MEMO).where(ours).values(_values(memo))).rowcount:
        raise Stale


def access(tx: Transaction, community: CommunityId, memo: MemoId) -> Memo:
    """Return one of the community's.

    :raises Refused: it has no such.
    """
    row = tx.execute(select(MEMO).where(_is(community, memo))).one_or_none()
    if row is None:
        raise Refused(Reason.MEMO_UNKNOWN)
    return _memo(row)


def many(tx: Transaction, community: CommunityId, ids: Collection[MemoId]) -> dict[MemoId, Memo]:
    """Return those of some reminders that the community has."""
    rows = tx.execute(_MANY, {"community": community, "ids": list(ids)})
    return {memo.id: memo for memo in map(_memo, rows)}


def save_told(tx: Transaction, told: Sequence[Memo]) -> None:
    """Keep what many have become after they were told: most don't come again, and take one statement."""
    over = [memo.id for memo in told if memo.state is MemoState.TOLD]
    if over:
        tx.execute(_TOLD_FOR_GOOD, {"ids": over})
    again = [memo for memo in told if memo.state is not MemoState.TOLD]
    if again:
        values = [
            {
                "of": memo.id,
                "now_state": memo.state.value,
                "now_next": memo.next_at,
                "now_snoozed": memo.snoozed_until,
                "now_times": memo.times,
            }
            for memo in again
        ]
        tx.execute(_TOLD, values)


def waiting_of(tx: Transaction, community: CommunityId, person: PersonId, most: int) -> list[Memo]:
    """Return what somebody waits to be reminded of, soonest first."""
    return _waiting(tx, (MEMO.c.community_id == community) & (MEMO.c.person_id == person) & ~MEMO.c.everyone, most)


def waiting_in(tx: Transaction, community: CommunityId, chat: ChatId, most: int) -> list[Memo]:
    """Return what a whole chat is to be reminded of, soonest first."""
    return _waiting(tx, (MEMO.c.community_id == community) & (MEMO.c.chat_id == chat) & MEMO.c.everyone, most)


def count_of(tx: Transaction, community: CommunityId, person: PersonId) -> int:
    """Return how many reminders somebody has waiting."""
    return _count(tx, (MEMO.c.community_id == community) & (MEMO.c.person_id == person))


def count_in(tx: Transaction, community: CommunityId, chat: ChatId) -> int:
    """Return how many reminders a chat has waiting."""
    return _count(tx, (MEMO.c.community_id == community) & (MEMO.c.chat_id == chat))


def move_chat(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """Follow a group that became a supergroup."""
    tx.execute(update(MEMO).where(MEMO.c.chat_id == old).values(chat_id=new, thread_id=None))


def _waiting(tx: Transaction, which: ColumnElement[bool], most: int) -> list[Memo]:
    soonest = func.coalesce(MEMO.c.snoozed_until, MEMO.c.next_at)
    rows = tx.execute(select(MEMO).where(which, _IS_WAITING).order_by(soonest, MEMO.c.id).limit(most))
    return [_memo(row) for row in rows]


_IS_WAITING = _LIVES & (MEMO.c.state == MemoState.WAITING.value)


def _count(tx: Transaction, which: ColumnElement[bool]) -> int:
    return int(tx.execute(select(func.count()).select_from(MEMO).where(which, _IS_WAITING)).scalar_one())


def _is(community: CommunityId, memo: MemoId) -> ColumnElement[bool]:
    return (MEMO.c.community_id == community) & (MEMO.c.id == memo)


def _values(memo: Memo) -> dict[str, Any]:
    return {
        "community_id": memo.community,
        "person_id": memo.person,
        "chat_id": memo.chat,
        "thread_id": memo.thread,
        "text": memo.text,
        "starts_at": memo.start,
        "rrule": None if memo.rule is None else str(memo.rule),
        "everyone": memo.everyone,
        "state": memo.state.value,
        "next_at": memo.next_at,
        "snoozed_until": memo.snoozed_until,
        "times": memo.times,
    }


def _memo(row: Row[Any]) -> Memo:
    return Memo(
        community=CommunityId(row.community_id),
        id=MemoId(row.id),
        person=PersonId(row.person_id),
        chat=ChatId(row.chat_id),
        text=row.text,
        start=row.starts_at,
        rule=None if row.rrule is None else parse(row.rrule),
        everyone=row.everyone,
        thread=row.thread_id,
        state=MemoState(row.state),
        next_at=row.next_at,
        snoozed_until=row.snoozed_until,
        times=row.times,
    )
