"""What people are in the middle of telling the bot, and the message that asks them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from bot.domain.draft import Draft
from bot.domain.ids import ChatId, CommunityId, PersonId
from storage.cards import Card
from storage.database import Transaction
from storage.tables import DRAFT


def find(tx: Transaction, chat: ChatId, person: PersonId) -> Draft | None:
    """Return somebody's draft in a chat."""
    row = tx.execute(select(DRAFT).where(_ours(chat, person))).one_or_none()
    return None if row is None else _draft(row)


def of_card(tx: Transaction, card: int) -> Draft | None:
    """Return the draft that a card shows and asks about."""
    row = tx.execute(select(DRAFT).where(DRAFT.c.card_id == card)).one_or_none()
    return None if row is None else _draft(row)


def keep(tx: Transaction, draft: Draft, card: Card) -> None:
    """Keep a draft, in the place of the one before."""
    values = {
        "community_id": draft.community,
        "kind": draft.kind,
        "state": draft.state,
        "card_id": card.id,
        "updated_at": draft.updated_at,
    }
    ours = _ours(draft.chat, draft.person)
    if not tx.execute(update(DRAFT).where(ours).values(values)).rowcount:
        tx.execute(insert(DRAFT).values(chat_id=draft.chat, person_id=draft.person, **values))


def drop(tx: Transaction, chat: ChatId, person: PersonId) -> None:
    """Forget somebody's draft in a chat."""
    tx.execute(delete(DRAFT).where(_ours(chat, person)))


def prune(tx: Transaction, community: CommunityId, before: datetime) -> list[tuple[ChatId, PersonId]]:
    """Forget drafts that nobody has gone on with since before then; return whose they were where."""
    old = (DRAFT.c.community_id == community) & (DRAFT.c.updated_at < before)
    rows = tx.execute(delete(DRAFT).where(old).returning(DRAFT.c.chat_id, DRAFT.c.person_id))
    return [(ChatId(row.chat_id), PersonId(row.person_id)) for row in rows]


def kinds(tx: Transaction, community: CommunityId) -> dict[tuple[ChatId, PersonId], str]:
    """Return who is in the middle of what where."""
    rows = tx.execute(select(DRAFT).where(DRAFT.c.community_id == community))
    return {(ChatId(row.chat_id), PersonId(row.person_id)): row.kind for row in rows}


def _ours(chat: ChatId, person: PersonId) -> ColumnElement[bool]:
    return (DRAFT.c.chat_id == chat) & (DRAFT.c.person_id == person)


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        community=CommunityId(row.community_id),
        chat=ChatId(row.chat_id),
        person=PersonId(row.person_id),
        kind=row.kind,
        state=row.state,
        updated_at=row.updated_at,
    )
