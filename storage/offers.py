"""Offers to file a message, and what their writers answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.issue import Urgency
from storage.database import Transaction
from storage.tables import OFFER


@dataclass(frozen=True, slots=True)
class KeptOffer:
    """A message that may be an issue."""

    chat: ChatId
    message: MessageId
    thread: int | None
    community: CommunityId
    person: PersonId
    text: str
    squad: str | None
    category: str | None
    urgency: Urgency
    asked_at: datetime
    filed: bool | None = None
    """None until it is answered."""


def add(tx: Transaction, offer: KeptOffer) -> None:
    """Keep an offer."""
    tx.execute(
        insert(OFFER).values(
            chat_id=offer.chat,
            message_id=offer.message,
            thread_id=offer.thread,
            community_id=offer.community,
            person_id=offer.person,
            text=offer.text,
            squad=offer.squad,
            category=offer.category,
            urgency=offer.urgency.value,
            asked_at=offer.asked_at,
        )
    )


def find(tx: Transaction, chat: ChatId, message: MessageId) -> KeptOffer | None:
    """Return the offer about a message."""
    row = tx.execute(select(OFFER).where(OFFER.c.chat_id == chat, OFFER.c.message_id == message)).one_or_none()
    if row is None:
        return None
    return KeptOffer(
        chat=ChatId(row.chat_id),
        message=MessageId(row.message_id),
        thread=row.thread_id,
        community=CommunityId(row.community_id),
        person=PersonId(row.person_id),
        text=row.text,
        squad=row.squad,
        category=row.category,
        urgency=Urgency(row.urgency),
        asked_at=row.asked_at,
        filed=row.filed,
    )


def answer(tx: Transaction, offer: KeptOffer, now: datetime, *, filed: bool) -> None:
    """Keep what the writer answered."""
    ours = (OFFER.c.chat_id == offer.chat) & (OFFER.c.message_id == offer.message)
    tx.execute(update(OFFER).where(ours).values(filed=filed, answered_at=now))
