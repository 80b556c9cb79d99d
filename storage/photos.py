"""Pictures of issues, and pictures that wait for their words or for the answer to an offer."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from bot.domain.cause import Cause
from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.issue import Issue, Step
from bot.domain.photo import MOST, Photo
from storage.database import Transaction
from storage.tables import PHOTO, WAITING_PHOTO

_WAITING = (
    WAITING_PHOTO.c.chat_id,
    WAITING_PHOTO.c.message_id,
    WAITING_PHOTO.c.file_id,
    WAITING_PHOTO.c.document,
)


def add(tx: Transaction, issue: Issue, step: Step, photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Keep pictures that came with a step; return those that are new and not too many."""
    ours = _of(issue, step) & (PHOTO.c.round == issue.round)
    known = int(tx.execute(select(func.count()).select_from(PHOTO).where(ours)).scalar_one())
    new = unknown(tx, photos)[: max(0, MOST - known)]
    if new:
        tx.execute(insert(PHOTO), [_values(issue, step, photo) for photo in new])
    return new


def count(tx: Transaction, issue: Issue, steps: Sequence[Step]) -> int:
    """Return how many pictures came with some steps of this round."""
    return len(of_round(tx, issue, steps))


def of_round(tx: Transaction, issue: Issue, steps: Sequence[Step]) -> tuple[Photo, ...]:
    """Return the pictures that came with some steps of this round, in the order of their coming."""
    ours = (PHOTO.c.community_id == issue.community) & (PHOTO.c.number == issue.number)
    rows = tx.execute(
        select(PHOTO.c.chat_id, PHOTO.c.message_id, PHOTO.c.file_id, PHOTO.c.document)
        .where(ours, PHOTO.c.round == issue.round, PHOTO.c.step.in_([step.value for step in steps]))
        .order_by(PHOTO.c.message_id)
    )
    return tuple(_photo(row) for row in rows)


def unknown(tx: Transaction, photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Return those of some pictures that no issue has yet."""
    return tuple(photo for photo in photos if not _is_kept(tx, photo))


def of_issue(tx: Transaction, issue: Issue, step: Step) -> tuple[Photo, ...]:
    """Return the pictures that came with a step, in all rounds, in the order of their coming."""
    rows = tx.execute(
        select(PHOTO.c.chat_id, PHOTO.c.message_id, PHOTO.c.file_id, PHOTO.c.document)
        .where(_of(issue, step))
        .order_by(PHOTO.c.round, PHOTO.c.message_id)
    )
    return tuple(_photo(row) for row in rows)


def of_steps(tx: Transaction, issue: Issue, steps: Collection[Step]) -> tuple[Photo, ...]:
    """Return the pictures that came with some steps, in the order of their coming."""
    ours = (PHOTO.c.community_id == issue.community) & (PHOTO.c.number == issue.number)
    rows = tx.execute(
        select(PHOTO.c.chat_id, PHOTO.c.message_id, PHOTO.c.file_id, PHOTO.c.document)
        .where(ours, PHOTO.c.step.in_(sorted(step.value for step in steps)))
        .order_by(PHOTO.c.round, PHOTO.c.message_id)
    )
    return tuple(_photo(row) for row in rows)


def wait(tx: Transaction, community: CommunityId, cause: Cause, photo: Photo, offer: MessageId | None = None) -> None:
    """Keep a picture until its words come, or until the offer about another message is answered."""
    ours = (WAITING_PHOTO.c.chat_id == photo.chat) & (WAITING_PHOTO.c.message_id == photo.message)
    if tx.execute(select(WAITING_PHOTO.c.message_id).where(ours)).first() is not None:
        return
    values = {
        "chat_id": photo.chat,
        "message_id": photo.message,
        "community_id": community,
        "thread_id": cause.thread,
        "person_id": cause.actor.id,
        "file_id": photo.file,
        "document": photo.document,
        "at": cause.at,
        "offer_id": offer,
    }
    tx.execute(insert(WAITING_PHOTO), values)


def take(tx: Transaction, chat: ChatId, thread: int | None, person: PersonId, since: datetime) -> tuple[Photo, ...]:
    """Take the pictures of somebody's that have waited in a chat's topic since then."""
    return _take(tx, _alone(chat, thread, person) & (WAITING_PHOTO.c.at >= since))


def hold(
    tx: Transaction, chat: ChatId, thread: int | None, person: PersonId, since: datetime, offer: MessageId
) -> None:
    """Let the pictures that have waited since then wait for the answer to an offer."""
    ours = _alone(chat, thread, person) & (WAITING_PHOTO.c.at >= since)
    tx.execute(update(WAITING_PHOTO).where(ours).values(offer_id=offer))


def take_held(tx: Transaction, chat: ChatId, offer: MessageId) -> tuple[Photo, ...]:
    """Take the pictures that wait for the answer to an offer."""
    return _take(tx, (WAITING_PHOTO.c.chat_id == chat) & (WAITING_PHOTO.c.offer_id == offer))


def count_held(tx: Transaction, chat: ChatId, offer: MessageId) -> int:
    """Return how many pictures wait for the answer to an offer."""
    ours = (WAITING_PHOTO.c.chat_id == chat) & (WAITING_PHOTO.c.offer_id == offer)
    return int(tx.execute(select(func.count()).select_from(WAITING_PHOTO).where(ours)).scalar_one())


def waiting(tx: Transaction, community: CommunityId) -> dict[tuple[ChatId, int | None, PersonId], datetime]:
    """Return whose pictures wait for words where, and since when the last one does."""
    rows = tx.execute(
        select(WAITING_PHOTO.c.chat_id, WAITING_PHOTO.c.thread_id, WAITING_PHOTO.c.person_id, WAITING_PHOTO.c.at)
        .where(WAITING_PHOTO.c.community_id == community, WAITING_PHOTO.c.offer_id.is_(None))
        .order_by(WAITING_PHOTO.c.at)
    )
    return {(ChatId(row.chat_id), row.thread_id, PersonId(row.person_id)): row.at for row in rows}


def prune(tx: Transaction, community: CommunityId, before: datetime) -> int:
    """Forget pictures that have waited for words since before then; return how many."""
    return _forget(tx, community, before, WAITING_PHOTO.c.offer_id.is_(None))


def prune_held(tx: Transaction, community: CommunityId, before: datetime) -> int:
    """Forget pictures of offers that nobody has answered since before then; return how many."""
    return _forget(tx, community, before, WAITING_PHOTO.c.offer_id.is_not(None))


def _forget(tx: Transaction, community: CommunityId, before: datetime, which: ColumnElement[bool]) -> int:
    old = (WAITING_PHOTO.c.community_id == community) & (WAITING_PHOTO.c.at < before) & which
    return int(tx.execute(delete(WAITING_PHOTO).where(old)).rowcount)


def _of(issue: Issue, step: Step) -> ColumnElement[bool]:
    return (PHOTO.c.community_id == issue.community) & (PHOTO.c.number == issue.number) & (PHOTO.c.step == step.value)


def _is_kept(tx: Transaction, photo: Photo) -> bool:
    ours = (PHOTO.c.chat_id == photo.chat) & (PHOTO.c.message_id == photo.message)
    return tx.execute(select(PHOTO.c.message_id).where(ours)).first() is not None


def _values(issue: Issue, step: Step, photo: Photo) -> dict[str, object]:
    return {
        "chat_id": photo.chat,
        "message_id": photo.message,
        "community_id": issue.community,
        "number": issue.number,
        "step": step.value,
        "round": issue.round,
        "file_id": photo.file,
        "document": photo.document,
    }


def _alone(chat: ChatId, thread: int | None, person: PersonId) -> ColumnElement[bool]:
    return (
        (WAITING_PHOTO.c.chat_id == chat)
        & (WAITING_PHOTO.c.thread_id == thread)
        & (WAITING_PHOTO.c.person_id == person)
        & WAITING_PHOTO.c.offer_id.is_(None)
    )


def _take(tx: Transaction, ours: ColumnElement[bool]) -> tuple[Photo, ...]:
    rows = tx.execute(select(*_WAITING).where(ours).order_by(WAITING_PHOTO.c.message_id)).all()
    if rows:
        tx.execute(delete(WAITING_PHOTO).where(ours))
    return tuple(_photo(row) for row in rows)


def _photo(row: Row[Any]) -> Photo:
    return Photo(ChatId(row.chat_id), MessageId(row.message_id), row.file_id, row.document)
