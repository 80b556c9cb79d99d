"""Who is appointed to what, and the trail of all changes among people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId, SquadKey
from bot.domain.roles import Appointment, Role
from bot.domain.trail import Change
from storage.database import Transaction
from storage.tables import APPOINTMENT, MEMBERSHIP, PERSON, TRAIL

_OPEN = APPOINTMENT.c.until.is_(None)
_NONE = 0
"""No building: the role is for a squad, or for all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail."""

    at: datetime
    by: PersonId | None
    change: Change
    person: PersonId | None = None
    role: Role | None = None
    building: ChatId | None = None
    squad: SquadKey | None = None
    household: HouseholdId | None = None
    detail: str = ""


def of_person(tx: Transaction, community: CommunityId, person: PersonId) -> frozenset[Appointment]:
    """Return what somebody is appointed to now."""
    ours = (APPOINTMENT.c.community_id == community) & (APPOINTMENT.c.person_id == person) & _OPEN
    rows = tx.execute(select(APPOINTMENT.c.role, APPOINTMENT.c.chat_id, APPOINTMENT.c.squad).where(ours))
    return frozenset(_appointment(row.role, row.chat_id, row.squad) for row in rows)


def chats_of(tx: Transaction, person: PersonId) -> frozenset[ChatId]:
    """Return the chats in which somebody is, as far as the bot has met them there."""
    there = (MEMBERSHIP.c.person_id == person) & MEMBERSHIP.c.until.is_(None)
    return frozenset(ChatId(chat) for chat in tx.execute(select(MEMBERSHIP.c.chat_id).where(there)).scalars())


def left(tx: Transaction, chat: ChatId, wanted: Collection[PersonId]) -> frozenset[PersonId]:
    """Return those of some people who have left a chat; whom the bot has never met there may be in it."""
    gone = (MEMBERSHIP.c.chat_id == chat) & MEMBERSHIP.c.person_id.in_(wanted) & MEMBERSHIP.c.until.is_not(None)
    return frozenset(PersonId(person) for person in tx.execute(select(MEMBERSHIP.c.person_id).where(gone)).scalars())


def members_of(tx: Transaction, chat: ChatId) -> tuple[Actor, ...]:
    """Return who is in a chat, as far as the bot has met them there; longest there first."""
    there = (MEMBERSHIP.c.chat_id == chat) & MEMBERSHIP.c.until.is_(None)
    found = select(PERSON).join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id).where(there)
    rows = tx.execute(found.order_by(MEMBERSHIP.c.since, PERSON.c.id))
    return tuple(Actor(PersonId(row.id), row.name, row.language, row.username) for row in rows)


def appointed(tx: Transaction, community: CommunityId, appointment: Appointment) -> tuple[Actor, ...]:
    """Return who holds a role now, longest appointed first."""
    found = select(PERSON).join(APPOINTMENT, APPOINTMENT.c.person_id == PERSON.c.id)
    rows = tx.execute(found.where(_is(community, appointment)).order_by(APPOINTMENT.c.since, APPOINTMENT.c.id))
    return tuple(Actor(PersonId(row.id), row.name, row.language, row.username) for row in rows)


def all_appointed(tx: Transaction, community: CommunityId) -> tuple[tuple[Appointment, Actor], ...]:
    """Return every appointment that holds, oldest first."""
    columns = (APPOINTMENT.c.role, APPOINTMENT.c.chat_id, APPOINTMENT.c.squad, PERSON)
    found = select(*columns).join(PERSON, PERSON.c.id == APPOINTMENT.c.person_id)
    rows = tx.execute(found.where(APPOINTMENT.c.community_id == community, _OPEN).order_by(APPOINTMENT.c.id))
    return tuple(
        (
            _appointment(row.role, row.chat_id, row.squad),
            Actor(PersonId(row.id), row.name, row.language, row.username),
        )
        for row in rows
    )


def appoint(tx: Transaction, community: CommunityId, person: PersonId, appointment: Appointment, now: datetime) -> bool:
    """Give somebody a role; return False if they have it already."""
    ours = _is(community, appointment) & (APPOINTMENT.c.person_id == person)
    if tx.execute(select(APPOINTMENT.c.id).where(ours)).first() is not None:
        return False
    tx.execute(
        insert(APPOINTMENT).values(
            community_id=community,
            person_id=person,
            role=appointment.role.value,
            chat_id=appointment.building or _NONE,
            squad=appointment.squad or "",
            since=now,
        )
    )
    return True


def dismiss(tx: Transaction, community: CommunityId, person: PersonId, appointment: Appointment, now: datetime) -> bool:
    """Take a role from somebody; return whether they had it."""
    ours = _is(community, appointment) & (APPOINTMENT.c.person_id == person)
    return bool(tx.execute(update(APPOINTMENT).where(ours).values(until=now)).rowcount)


def add_entry(tx: Transaction, community: CommunityId, entry: Entry) -> None:
    """Write a line of the trail."""
    tx.execute(
        insert(TRAIL).values(
            community_id=community,
            at=entry.at,
            by_id=entry.by,
            change=entry.change.value,
            person_id=entry.person,
            role=None if entry.role is None else entry.role.value,
            chat_id=entry.building,
            squad=entry.squad,
            household_id=entry.household,
            detail=entry.detail,
        )
    )


def entries(
    tx: Transaction,
    community: CommunityId,
    most: int,
    *,
    about: PersonId | None = None,
    buildings: Sequence[ChatId] | None = None,
) -> tuple[Entry, ...]:
    """Return the newest lines of the trail: of all, about somebody, or of some buildings."""
    where = [TRAIL.c.community_id == community]
    if about is not None:
        where.append((TRAIL.c.person_id == about) | (TRAIL.c.by_id == about))
    if buildings is not None:
        where.append(TRAIL.c.chat_id.in_(buildings))
    rows = tx.execute(select(TRAIL).where(*where).order_by(TRAIL.c.id.desc()).limit(most))
    return tuple(
        Entry(
            at=row.at,
            by=None if row.by_id is None else PersonId(row.by_id),
            change=Change(row.change),
            person=None if row.person_id is None else PersonId(row.person_id),
            role=None if row.role is None else Role(row.role),
            building=None if row.chat_id is None else ChatId(row.chat_id),
            squad=None if row.squad is None else SquadKey(row.squad),
            household=None if row.household_id is None else HouseholdId(row.household_id),
            detail=row.detail,
        )
        for row in rows
    )


def _is(community: CommunityId, appointment: Appointment) -> ColumnElement[bool]:
    """Return the condition for an appointment that holds."""
    return (
        (APPOINTMENT.c.community_id == community)
        & (APPOINTMENT.c.role == appointment.role.value)
        & (APPOINTMENT.c.chat_id == (appointment.building or _NONE))
        & (APPOINTMENT.c.squad == (appointment.squad or ""))
        & _OPEN
    )


def _appointment(role: str, chat: int, squad: str) -> Appointment:
    return Appointment(Role(role), ChatId(chat) if chat else None, SquadKey(squad) if squad else None)
