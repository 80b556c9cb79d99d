"""People, and in which chats they are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, PersonId
from storage.database import Transaction
from storage.tables import MEMBERSHIP, PERSON

# Asked with every report, and so built once: building costs as much as carrying out.
_HEARS = select(PERSON.c.started).where(PERSON.c.id == bindparam("of"))
_KNOWN = select(PERSON).where(PERSON.c.id.in_(bindparam("ids", expanding=True)))
_STARTED = _KNOWN.where(PERSON.c.started)


def keep(tx: Transaction, actor: Actor) -> None:
    """Remember what somebody is called now."""
    row = tx.execute(
        select(PERSON.c.name, PERSON.c.username, PERSON.c.language).where(PERSON.c.id == actor.id)
    ).one_or_none()
    values = {"name": actor.name, "username": actor.username, "language": actor.language}
    if row is None:
        tx.execute(insert(PERSON).values(id=actor.id, **values))
    elif tuple(row) != tuple(values.values()):
        tx.execute(update(PERSON).where(PERSON.c.id == actor.id).values(values))


def set_started(tx: Transaction, person: PersonId, *, started: bool) -> None:
    """Remember whether the bot may write to somebody first."""
    tx.execute(update(PERSON).where(PERSON.c.id == person).values(started=started))


def known(tx: Transaction, people: Iterable[PersonId | None]) -> dict[PersonId, Actor]:
    """Return those of ``people`` that the bot has met."""
    wanted = {person for person in people if person is not None}
    if not wanted:
        return {}
    return {PersonId(row.id): _actor(row) for row in tx.execute(_KNOWN, {"ids": list(wanted)})}


def started(tx: Transaction, people: Iterable[PersonId]) -> dict[PersonId, Actor]:
    """Return those of ``people`` to whom the bot may write first."""
    return {PersonId(row.id): _actor(row) for row in tx.execute(_STARTED, {"ids": list(set(people))})}


def known_and_started(
    tx: Transaction, people: Iterable[PersonId]
) -> tuple[dict[PersonId, Actor], dict[PersonId, Actor]]:
    """Return those of ``people`` that the bot has met, and those of them to whom it may write first."""
    rows = [(_actor(row), row.started) for row in tx.execute(_KNOWN, {"ids": list(set(people))})]
    return {who.id: who for who, _ in rows}, {who.id: who for who, started in rows if started}


def called(tx: Transaction, username: str) -> Actor | None:
    """Return whom the bot has met by this @name; whoever was met last, if several had it."""
    theirs = func.lower(PERSON.c.username) == username.casefold()
    row = tx.execute(select(PERSON).where(theirs).order_by(PERSON.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else Actor(PersonId(row.id), row.name, row.language, row.username)


def hears(tx: Transaction, person: PersonId) -> bool:
    """Tell whether the bot may write first to somebody."""
    return bool(tx.execute(_HEARS, {"of": person}).scalar_one_or_none())


def join(tx: Transaction, chat: ChatId, person: PersonId, now: datetime) -> None:
    """Remember that somebody is in a chat."""
    row = tx.execute(
        select(MEMBERSHIP.c.until).where(MEMBERSHIP.c.chat_id == chat, MEMBERSHIP.c.person_id == person)
    ).one_or_none()
    if row is None:
        tx.execute(insert(MEMBERSHIP).values(chat_id=chat, person_id=person, since=now))
    elif row.until is not None:
        ours = (MEMBERSHIP.c.chat_id == chat) & (MEMBERSHIP.c.person_id == person)
        tx.execute(update(MEMBERSHIP).where(ours).values(since=now, until=None))


def leave(tx: Transaction, chat: ChatId, person: PersonId, now: datetime) -> None:
    """Remember that somebody has left a chat."""
    ours = (MEMBERSHIP.c.chat_id == chat) & (MEMBERSHIP.c.person_id == person) & MEMBERSHIP.c.until.is_(None)
    tx.execute(update(MEMBERSHIP).where(ours).values(until=now))


def _actor(row: Row[Any]) -> Actor:
    return Actor(PersonId(row.id), row.name, row.language, row.username)
