"""Whose phone finds which calendar where: only a digest of each address is kept."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.domain.ids import ChatId, CommunityId, PersonId
from storage.database import Transaction
from storage.tables import CALENDAR_ADDRESS

MOST = 100
"""Addresses of one person: one for each of their buildings, and their own."""


@dataclass(frozen=True, slots=True)
class Address:
    """Who asked for it, and whose calendar it gives: a building's, or (their own chat) their own."""

    community: CommunityId
    person: PersonId
    chat: ChatId
    made_at: datetime


def put(tx: Transaction, address: Address, digest: bytes) -> None:
    """Keep a new address; the one before it in the same place is no address any more."""
    ours = _is(address.community, address.person, address.chat)
    new = {"digest": digest, "made_at": address.made_at}
    if not tx.execute(update(CALENDAR_ADDRESS).where(ours).values(new)).rowcount:
        key = {"community_id": address.community, "person_id": address.person, "chat_id": address.chat}
        tx.execute(insert(CALENDAR_ADDRESS).values(key | new))


def of_digest(tx: Transaction, community: CommunityId, digest: bytes) -> Address | None:
    """Return the address with a digest, if it is one."""
    ours = (CALENDAR_ADDRESS.c.community_id == community) & (CALENDAR_ADDRESS.c.digest == digest)
    row = tx.execute(select(CALENDAR_ADDRESS).where(ours)).one_or_none()
    # The index compares byte by byte, which tells how far a guessed digest fits; but nobody can choose a digest.
    if row is None or not hmac.compare_digest(bytes(row.digest), digest):
        return None
    return Address(CommunityId(row.community_id), PersonId(row.person_id), ChatId(row.chat_id), row.made_at)


def of_person(tx: Transaction, community: CommunityId, person: PersonId) -> tuple[Address, ...]:
    """Return all addresses that somebody has."""
    ours = (CALENDAR_ADDRESS.c.community_id == community) & (CALENDAR_ADDRESS.c.person_id == person)
    rows = tx.execute(select(CALENDAR_ADDRESS).where(ours).order_by(CALENDAR_ADDRESS.c.made_at).limit(MOST))
    return tuple(Address(CommunityId(row.community_id), person, ChatId(row.chat_id), row.made_at) for row in rows)


def take_back(tx: Transaction, community: CommunityId, person: PersonId, chat: ChatId | None = None) -> int:
    """Let an address be none any more, or (without a chat) all that somebody has; return how many there were."""
    ours = _is(community, person, chat)
    return int(tx.execute(delete(CALENDAR_ADDRESS).where(ours)).rowcount)


def move(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """Follow a group that became a supergroup."""
    tx.execute(update(CALENDAR_ADDRESS).where(CALENDAR_ADDRESS.c.chat_id == old).values(chat_id=new))


def _is(community: CommunityId, person: PersonId, chat: ChatId | None) -> ColumnElement[bool]:
    ours = (CALENDAR_ADDRESS.c.community_id == community) & (CALENDAR_ADDRESS.c.person_id == person)
    return ours if chat is None else ours & (CALENDAR_ADDRESS.c.chat_id == chat)
