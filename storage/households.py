"""Households, and who is bound to them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from bot.domain.cause import Actor
from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId
from storage.database import Transaction
from storage.tables import BINDING, HOUSEHOLD, PERSON

_IN_ORDER = (HOUSEHOLD.c.unit, HOUSEHOLD.c.room, HOUSEHOLD.c.id)
_OPEN = BINDING.c.until.is_(None)
_HERE = HOUSEHOLD.c.gone_at.is_(None)


def of_building(tx: Transaction, community: CommunityId, chat: ChatId) -> tuple[Household, ...]:
    """Return the households of a building's roster, by unit and room."""
    rows = tx.execute(select(HOUSEHOLD).where(_of(community), HOUSEHOLD.c.chat_id == chat, _HERE).order_by(*_IN_ORDER))
    return tuple(_household(row) for row in rows)


def of_person(
    tx: Transaction, community: CommunityId, person: PersonId, chat: ChatId | None = None
) -> tuple[Household, ...]:
    """Return the households that somebody may speak for, as one of them or as a delegate; in one building or in all."""
    return tuple(binding.household for binding in bindings_of(tx, community, person, chat))


def bindings_of(
    tx: Transaction, community: CommunityId, person: PersonId, chat: ChatId | None = None
) -> tuple[Binding, ...]:
    """Return what somebody is bound to now, in one building or in all."""
    where = [_of(community), BINDING.c.person_id == person, _OPEN, _HERE]
    if chat is not None:
        where.append(HOUSEHOLD.c.chat_id == chat)
    return _bindings(tx, where)


def history_of(tx: Transaction, community: CommunityId, person: PersonId) -> tuple[Binding, ...]:
    """Return all that somebody is or was bound to."""
    return _bindings(tx, [_of(community), BINDING.c.person_id == person])


def residents_of(tx: Transaction, community: CommunityId, household: HouseholdId) -> tuple[Actor, ...]:
    """Return everybody who may speak for a household, longest bound first."""
    return residents_of_all(tx, community, [household]).get(household, ())


def residents_of_all(
    tx: Transaction, community: CommunityId, wanted: Iterable[HouseholdId]
) -> dict[HouseholdId, tuple[Actor, ...]]:
    """Return everybody who may speak for each of some households; one without anybody is missing."""
    found = _residents(tx, [BINDING.c.community_id == community, BINDING.c.household_id.in_(set(wanted))])
    return {household: tuple(actors) for household, actors in found.items()}


def residents_of_building(
    tx: Transaction, community: CommunityId, chat: ChatId
) -> dict[HouseholdId, tuple[Actor, ...]]:
    """Return everybody who may speak for each household of a building; one without anybody is missing."""
    found = _residents(tx, [BINDING.c.community_id == community, HOUSEHOLD.c.chat_id == chat])
    return {household: tuple(actors) for household, actors in found.items()}


def bound_in(tx: Transaction, community: CommunityId, chat: ChatId) -> frozenset[HouseholdId]:
    """Return the households of a building for which somebody may speak."""
    found = (
        select(BINDING.c.household_id)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == BINDING.c.household_id)
        .where(_of(community), HOUSEHOLD.c.chat_id == chat, _OPEN)
    )
    return frozenset(HouseholdId(one) for one in tx.execute(found).scalars())


def delegates_of(tx: Transaction, community: CommunityId, person: PersonId) -> frozenset[PersonId]:
    """Return who may act for somebody."""
    found = select(BINDING.c.person_id).where(
        BINDING.c.community_id == community, BINDING.c.stands_for == person, BINDING.c.tie == Tie.DELEGATE.value, _OPEN
    )
    return frozenset(PersonId(one) for one in tx.execute(found).scalars())


def get(tx: Transaction, community: CommunityId, household: HouseholdId) -> Household | None:
    """Return a household of the community's, also one that is off the roster."""
    row = tx.execute(select(HOUSEHOLD).where(_of(community), HOUSEHOLD.c.id == household)).one_or_none()
    return None if row is None else _household(row)


def find(tx: Transaction, community: CommunityId, chat: ChatId, unit: str, room: str) -> Household | None:
    """Return a household on the roster by its unit and room."""
    called = (HOUSEHOLD.c.chat_id == chat) & (HOUSEHOLD.c.unit == unit) & (HOUSEHOLD.c.room == room)
    row = tx.execute(select(HOUSEHOLD).where(_of(community), called, _HERE)).one_or_none()
    return None if row is None else _household(row)


def keep(tx: Transaction, community: CommunityId, chat: ChatId, rows: Sequence[Household]) -> None:
    """Put households on a building's roster, or change them; one that was off it is taken up again."""
    known = {(row.unit, row.room): row.id for row in tx.execute(_called(community, chat))}
    new = []
    for row in rows:
        values = {"area": row.area, "owner": row.owner, "names": row.names, "gone_at": None}
        if (row.unit, row.room) in known:
            ours = HOUSEHOLD.c.id == known[row.unit, row.room]
            tx.execute(update(HOUSEHOLD).where(ours).values(values))
        else:
            new.append({"community_id": community, "chat_id": chat, "unit": row.unit, "room": row.room, **values})
    if new:
        tx.execute(insert(HOUSEHOLD), new)


def drop(tx: Transaction, community: CommunityId, gone: Iterable[HouseholdId], now: datetime) -> None:
    """Take households off the roster; their rows stay."""
    ours = _of(community) & HOUSEHOLD.c.id.in_(set(gone))
    tx.execute(update(HOUSEHOLD).where(ours).values(gone_at=now))


def bind(tx: Transaction, binding: Binding) -> bool:
    """Bind somebody to a household; return False if they are bound to it already.

    A delegate who turns out to live there becomes a resident.
    """
    household = binding.household
    ours = (BINDING.c.household_id == household.id) & (BINDING.c.person_id == binding.person) & _OPEN
    row = tx.execute(select(BINDING.c.id, BINDING.c.tie).where(ours)).one_or_none()
    if row is not None and row.tie in {binding.tie.value, Tie.RESIDENT.value}:
        return False
    if row is not None:
        tx.execute(update(BINDING).where(BINDING.c.id == row.id).values(until=binding.since))
    tx.execute(
        insert(BINDING).values(
            community_id=household.community,
            household_id=household.id,
            person_id=binding.person,
            tie=binding.tie.value,
            stands_for=binding.stands_for,
            since=binding.since,
        )
    )
    return True


def unbind(tx: Transaction, community: CommunityId, household: HouseholdId, person: PersonId, now: datetime) -> bool:
    """End what binds somebody to a household, and what binds their delegates; return whether anything did."""
    here = (BINDING.c.community_id == community) & (BINDING.c.household_id == household) & _OPEN
    theirs = (BINDING.c.person_id == person) | (BINDING.c.stands_for == person)
    return bool(tx.execute(update(BINDING).where(here & theirs).values(until=now)).rowcount)


def _called(community: CommunityId, chat: ChatId) -> Any:  # noqa: ANN401 (SQLAlchemy's own type is as long as the query)
    return select(HOUSEHOLD.c.id, HOUSEHOLD.c.unit, HOUSEHOLD.c.room).where(_of(community), HOUSEHOLD.c.chat_id == chat)


def _of(community: CommunityId) -> ColumnElement[bool]:
    return HOUSEHOLD.c.community_id == community


def _bindings(tx: Transaction, where: Sequence[ColumnElement[bool]]) -> tuple[Binding, ...]:
    found = (
        select(HOUSEHOLD, BINDING.c.person_id, BINDING.c.tie, BINDING.c.stands_for, BINDING.c.since, BINDING.c.until)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == BINDING.c.household_id)
        .where(*where)
        .order_by(HOUSEHOLD.c.chat_id, *_IN_ORDER, BINDING.c.id)
    )
    return tuple(
        Binding(
            household=_household(row),
            person=PersonId(row.person_id),
            tie=Tie(row.tie),
            since=row.since,
            stands_for=None if row.stands_for is None else PersonId(row.stands_for),
            until=row.until,
        )
        for row in tx.execute(found)
    )


def _residents(tx: Transaction, where: Sequence[ColumnElement[bool]]) -> dict[HouseholdId, list[Actor]]:
    rows = tx.execute(
        select(BINDING.c.household_id, PERSON)
        .join(PERSON, PERSON.c.id == BINDING.c.person_id)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == BINDING.c.household_id)
        .where(*where, _OPEN, _HERE)
        .order_by(BINDING.c.since, BINDING.c.id)
    )
    found: dict[HouseholdId, list[Actor]] = {}
    for row in rows:
        actor = Actor(PersonId(row.id), row.name, row.language, row.username)
        found.setdefault(HouseholdId(row.household_id), []).append(actor)
    return found


def _household(row: Row[Any]) -> Household:
    return Household(
        community=CommunityId(row.community_id),
        id=HouseholdId(row.id),
        building=ChatId(row.chat_id),
        unit=row.unit,
        room=row.room,
        area=row.area,
        owner=row.owner,
        names=row.names,
        gone_at=row.gone_at,
    )
