"""The ways to a household: codes, requests to the lead, and each building's link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId
from storage.database import Transaction
from storage.tables import HOUSEHOLD, INVITATION, JOIN_REQUEST, JOIN_TOKEN, WRONG_CODE


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody says that a household is theirs, and a lead is to confirm it."""

    id: int
    household: HouseholdId
    person: PersonId
    asked_at: datetime
    answered_by: PersonId | None = None
    confirmed: bool | None = None
    """None until it is answered."""


# ---- codes ----


def invite(
    tx: Transaction, community: CommunityId, codes: Sequence[tuple[HouseholdId, bytes]], by: PersonId, now: datetime
) -> None:
    """Keep new codes; older ones of the same households that nobody has used are void."""
    revoke(tx, community, [household for household, _ in codes], now)
    rows = [
        {"community_id": community, "household_id": household, "code_hash": code, "made_at": now, "made_by": by}
        for household, code in codes
    ]
    tx.execute(insert(INVITATION), rows)


def revoke(tx: Transaction, community: CommunityId, homes: Iterable[HouseholdId], now: datetime) -> int:
    """Void the codes of households that nobody has used; return how many."""
    unused = INVITATION.c.used_at.is_(None) & INVITATION.c.revoked_at.is_(None)
    theirs = (INVITATION.c.community_id == community) & INVITATION.c.household_id.in_(set(homes))
    return int(tx.execute(update(INVITATION).where(theirs, unused).values(revoked_at=now)).rowcount)


def use(tx: Transaction, community: CommunityId, code: bytes, by: PersonId, now: datetime) -> HouseholdId | None:
    """Use up a code; return its household, or None if there is no such code any more."""
    good = INVITATION.c.used_at.is_(None) & INVITATION.c.revoked_at.is_(None)
    ours = (INVITATION.c.community_id == community) & (INVITATION.c.code_hash == code)
    used = update(INVITATION).where(ours, good).values(used_at=now, used_by=by).returning(INVITATION.c.household_id)
    found = tx.execute(used).scalar_one_or_none()
    return None if found is None else HouseholdId(found)


def wrong_tries(tx: Transaction, community: CommunityId, person: PersonId) -> tuple[int, datetime] | None:
    """Return how often somebody was wrong, and since when."""
    ours = (WRONG_CODE.c.community_id == community) & (WRONG_CODE.c.person_id == person)
    row = tx.execute(select(WRONG_CODE.c.tries, WRONG_CODE.c.since).where(ours)).one_or_none()
    return None if row is None else (row.tries, row.since)


def keep_tries(tx: Transaction, community: CommunityId, person: PersonId, tries: int, since: datetime) -> None:
    """Remember how often somebody was wrong."""
    ours = (WRONG_CODE.c.community_id == community) & (WRONG_CODE.c.person_id == person)
    values = {"tries": tries, "since": since}
    if not tx.execute(update(WRONG_CODE).where(ours).values(values)).rowcount:
        tx.execute(insert(WRONG_CODE).values(community_id=community, person_id=person, **values))


# ---- requests ----


def ask(tx: Transaction, community: CommunityId, household: HouseholdId, person: PersonId, now: datetime) -> Request:
    """Keep somebody's request."""
    values = {"community_id": community, "household_id": household, "person_id": person, "asked_at": now}
    made = tx.execute(insert(JOIN_REQUEST).values(values).returning(JOIN_REQUEST.c.id)).scalar_one()
    return Request(made, household, person, now)


def open_requests(tx: Transaction, community: CommunityId, person: PersonId) -> tuple[Request, ...]:
    """Return somebody's requests that wait for an answer."""
    ours = (JOIN_REQUEST.c.community_id == community) & (JOIN_REQUEST.c.person_id == person)
    waiting = select(JOIN_REQUEST).where(ours, JOIN_REQUEST.c.answered_at.is_(None)).order_by(JOIN_REQUEST.c.id)
    return tuple(_request(row) for row in tx.execute(waiting))


def request(tx: Transaction, community: CommunityId, number: int) -> Request | None:
    """Return a request."""
    ours = (JOIN_REQUEST.c.community_id == community) & (JOIN_REQUEST.c.id == number)
    row = tx.execute(select(JOIN_REQUEST).where(ours)).one_or_none()
    return None if row is None else _request(row)


def answer(
    tx: Transaction, community: CommunityId, number: int, by: PersonId, now: datetime, *, confirmed: bool
) -> bool:
    """Answer a request; return False if somebody has answered it already."""
    ours = (JOIN_REQUEST.c.community_id == community) & (JOIN_REQUEST.c.id == number)
    values = {"answered_at": now, "answered_by": by, "confirmed": confirmed}
    waiting = JOIN_REQUEST.c.answered_at.is_(None)
    return bool(tx.execute(update(JOIN_REQUEST).where(ours, waiting).values(values)).rowcount)


def count_waiting(tx: Transaction, community: CommunityId, chat: ChatId) -> int:
    """Return how many requests of a building wait for an answer."""
    ours = (JOIN_REQUEST.c.community_id == community) & (HOUSEHOLD.c.chat_id == chat)
    waiting = (
        select(func.count())
        .select_from(JOIN_REQUEST)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == JOIN_REQUEST.c.household_id)
        .where(ours, JOIN_REQUEST.c.answered_at.is_(None))
    )
    return int(tx.execute(waiting).scalar_one())


# ---- links ----


def token_of(tx: Transaction, community: CommunityId, chat: ChatId, new: str) -> str:
    """Return the token of a building's link; ``new`` becomes it if there is none."""
    ours = (JOIN_TOKEN.c.community_id == community) & (JOIN_TOKEN.c.chat_id == chat)
    known = tx.execute(select(JOIN_TOKEN.c.token).where(ours)).scalar_one_or_none()
    if known is not None:
        return str(known)
    tx.execute(insert(JOIN_TOKEN).values(token=new, community_id=community, chat_id=chat))
    return new


def building_of(tx: Transaction, community: CommunityId, token: str) -> ChatId | None:
    """Return the building to which a link leads."""
    ours = (JOIN_TOKEN.c.community_id == community) & (JOIN_TOKEN.c.token == token)
    found = tx.execute(select(JOIN_TOKEN.c.chat_id).where(ours)).scalar_one_or_none()
    return None if found is None else ChatId(found)


def _request(row: Row[Any]) -> Request:
    return Request(
        id=row.id,
        household=HouseholdId(row.household_id),
        person=PersonId(row.person_id),
        asked_at=row.asked_at,
        answered_by=None if row.answered_by is None else PersonId(row.answered_by),
        confirmed=row.confirmed,
    )
