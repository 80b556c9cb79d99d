"""Who comes to which date. Counting is the database's: ten thousand answers are read by nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, delete, func, insert, select, update

from bot.domain.cause import Actor
from bot.domain.ids import CommunityId, EventNumber, PersonId
from bot.domain.rsvp import Answer, Rsvp, Turnout
from storage.database import Transaction
from storage.tables import PERSON, RSVP

ALWAYS = 0
"""The day that stands for every date to come."""
_PARTY = 1 + RSVP.c.guests
_YES = RSVP.c.answer == Answer.YES.value
_COUNT = select(
    func.coalesce(func.sum(case((_YES & ~RSVP.c.waiting, _PARTY), else_=0)), 0).label("yes"),
    func.coalesce(func.sum(case((_YES & RSVP.c.waiting, _PARTY), else_=0)), 0).label("waiting"),
    func.coalesce(func.sum(case((RSVP.c.answer == Answer.MAYBE.value, 1), else_=0)), 0).label("maybe"),
    func.coalesce(func.sum(case((RSVP.c.answer == Answer.NO.value, 1), else_=0)), 0).label("no"),
    func.coalesce(func.sum(case((RSVP.c.came_at.is_not(None), _PARTY), else_=0)), 0).label("came"),
).where(
    RSVP.c.community_id == bindparam("community"),
    RSVP.c.number == bindparam("of"),
    RSVP.c.day == bindparam("date"),
)


@dataclass(frozen=True, slots=True)
class Date:
    """Which date of which event."""

    community: CommunityId
    event: EventNumber
    round: int


@dataclass(frozen=True, slots=True)
class Guest:
    """An answer with the name of who gave it."""

    who: Actor
    rsvp: Rsvp


def find(tx: Transaction, date: Date, person: PersonId) -> Rsvp | None:
    """Return what somebody has answered."""
    row = tx.execute(select(RSVP).where(_of(date), RSVP.c.person_id == person)).one_or_none()
    return None if row is None else _rsvp(row)


def keep(tx: Transaction, date: Date, rsvp: Rsvp, let_in_by: PersonId | None = None) -> None:
    """Keep an answer, in the place of the one before."""
    values: dict[str, Any] = {
        "answer": rsvp.answer.value,
        "guests": rsvp.guests,
        "waiting": rsvp.waiting,
        "asked_at": rsvp.asked_at,
        "came_at": rsvp.came_at,
    }
    if let_in_by is not None:
        values["let_in_by"] = let_in_by
    ours = _of(date) & (RSVP.c.person_id == rsvp.person)
    if not tx.execute(update(RSVP).where(ours).values(values)).rowcount:
        tx.execute(insert(RSVP).values(_key(date) | {"person_id": rsvp.person} | values))


def turnout(tx: Transaction, date: Date) -> Turnout:
    """Return how many come."""
    row = tx.execute(_COUNT, {"community": date.community, "of": date.event, "date": date.round}).one()
    return Turnout(int(row.yes), int(row.waiting), int(row.maybe), int(row.no), int(row.came))


def queue(tx: Transaction, date: Date) -> Iterator[Rsvp]:
    """Yield those that wait for a place, longest first; whoever stops early has read no more than that."""
    line = select(RSVP).where(_of(date), RSVP.c.waiting).order_by(RSVP.c.asked_at, RSVP.c.person_id)
    with tx.execute(line.execution_options(yield_per=100)) as rows:
        yield from map(_rsvp, rows)


def guests(tx: Transaction, date: Date, answers: tuple[Answer, ...], most: int) -> list[Guest]:
    """Return those who gave one of some answers: those who have a place first, each in the order of the line."""
    theirs = _of(date) & RSVP.c.answer.in_([answer.value for answer in answers])
    query = select(RSVP, PERSON).join(PERSON, PERSON.c.id == RSVP.c.person_id).where(theirs)
    rows = tx.execute(query.order_by(RSVP.c.waiting, RSVP.c.asked_at, RSVP.c.person_id).limit(most))
    return [_guest(row) for row in rows]


def to_remind(tx: Transaction, date: Date, lead: int, most: int) -> list[Guest]:
    """Return some of those who come and let the bot write to them, and note that they are reminded: each once.

    :param lead: counts up with each reminder of the date.
    """
    theirs = _of(date) & _YES & ~RSVP.c.waiting & (RSVP.c.reminded < lead)
    found = _with_names(tx, theirs & PERSON.c.started, most)
    people = [guest.who.id for guest in found]
    tx.execute(update(RSVP).where(_of(date), RSVP.c.person_id.in_(people)).values(reminded=lead))
    return found


def to_tell(
    tx: Transaction, date: Date, sequence: int, most: int, *, following: bool, started: bool = True
) -> list[Guest]:
    """Return some of those who said yes and don't know of a change yet, and note that they do: each once.

    :param sequence: the change, as the event counts them.
    :param following: those who come to a later date, too, and to every date.
    :param started: those to whom the bot may write, or the others.
    """
    ours = (RSVP.c.community_id == date.community) & (RSVP.c.number == date.event)
    which = (RSVP.c.day >= date.round) | (RSVP.c.day == ALWAYS) if following else RSVP.c.day == date.round
    theirs = ours & which & _YES & (RSVP.c.told < sequence)
    found = _with_names(tx, theirs & (PERSON.c.started if started else ~PERSON.c.started), most)
    unique = {guest.who.id: guest for guest in found}
    tx.execute(update(RSVP).where(ours, which, RSVP.c.person_id.in_(list(unique))).values(told=sequence))
    return list(unique.values())


def count_to_tell(tx: Transaction, date: Date, sequence: int, *, following: bool) -> int:
    """Return how many said yes, can't be written to, and don't know of a change yet."""
    ours = (RSVP.c.community_id == date.community) & (RSVP.c.number == date.event)
    which = (RSVP.c.day >= date.round) | (RSVP.c.day == ALWAYS) if following else RSVP.c.day == date.round
    same = PERSON.c.id == RSVP.c.person_id
    query = select(func.count(RSVP.c.person_id.distinct())).join(PERSON, same)
    return int(tx.execute(query.where(ours, which, _YES, RSVP.c.told < sequence, ~PERSON.c.started)).scalar_one())


def to_let_in(tx: Transaction, date: Date, skip: int, most: int) -> tuple[list[Guest], int]:
    """Return a page of those who come and aren't in yet, and how many they are."""
    theirs = _of(date) & _YES & ~RSVP.c.waiting & RSVP.c.came_at.is_(None)
    total = int(tx.execute(select(func.count()).select_from(RSVP).where(theirs)).scalar_one())
    query = select(RSVP, PERSON).join(PERSON, PERSON.c.id == RSVP.c.person_id).where(theirs)
    rows = tx.execute(query.order_by(PERSON.c.name, RSVP.c.person_id).offset(skip).limit(most))
    return [_guest(row) for row in rows], total


def forget(tx: Transaction, date: Date, person: PersonId) -> None:
    """Forget an answer."""
    tx.execute(delete(RSVP).where(_of(date), RSVP.c.person_id == person))


def move_day(tx: Transaction, old: Date, new: Date) -> None:
    """Let what was answered for a date count for the one in its place."""
    tx.execute(update(RSVP).where(_of(old)).values(number=new.event, day=new.round))


def _with_names(tx: Transaction, which: ColumnElement[bool], most: int) -> list[Guest]:
    query = select(RSVP, PERSON).join(PERSON, PERSON.c.id == RSVP.c.person_id).where(which)
    return [_guest(row) for row in tx.execute(query.order_by(RSVP.c.asked_at, RSVP.c.person_id).limit(most))]


def _guest(row: Row[Any]) -> Guest:
    return Guest(Actor(PersonId(row.person_id), row.name, row.language, row.username), _rsvp(row))


def take_over(tx: Transaction, date: Date, always: Date, capacity: int | None, now: datetime) -> None:
    """Let those who come every time come to a date, unless they have answered for it; as many as there are places."""
    answered = select(RSVP.c.person_id).where(_of(date))
    rows = tx.execute(
        select(RSVP).where(_of(always), _YES, RSVP.c.person_id.not_in(answered)).order_by(RSVP.c.asked_at)
    ).all()
    room = len(rows) if capacity is None else capacity - turnout(tx, date).yes
    yes = {"answer": Answer.YES.value, "guests": 0, "asked_at": now}
    values = [
        _key(date) | yes | {"person_id": row.person_id, "waiting": place >= room} for place, row in enumerate(rows)
    ]
    if values:
        tx.execute(insert(RSVP), values)


def carry(tx: Transaction, community: CommunityId, old: EventNumber, new: EventNumber, since: int) -> None:
    """Let what was answered for dates from one on, and for every date, count for the event in its place."""
    theirs = (RSVP.c.community_id == community) & (RSVP.c.number == old) & (RSVP.c.day >= since)
    tx.execute(update(RSVP).where(theirs).values(number=new))
    rows = tx.execute(select(RSVP).where(_of(Date(community, old, ALWAYS)))).mappings().all()
    if rows:
        tx.execute(insert(RSVP), [dict(row) | {"number": new} for row in rows])


def of_person(tx: Transaction, community: CommunityId, person: PersonId, since: int) -> list[tuple[Date, Rsvp]]:
    """Return what somebody has answered for dates from a day on, and for every date of events."""
    theirs = (RSVP.c.community_id == community) & (RSVP.c.person_id == person)
    rows = tx.execute(select(RSVP).where(theirs, (RSVP.c.day >= since) | (RSVP.c.day == ALWAYS)).limit(500))
    return [(Date(community, EventNumber(row.number), row.day), _rsvp(row)) for row in rows]


def _of(date: Date) -> ColumnElement[bool]:
    return (RSVP.c.community_id == date.community) & (RSVP.c.number == date.event) & (RSVP.c.day == date.round)


def _key(date: Date) -> dict[str, Any]:
    return {"community_id": date.community, "number": date.event, "day": date.round}


def _rsvp(row: Row[Any]) -> Rsvp:
    return Rsvp(
        person=PersonId(row.person_id),
        answer=Answer(row.answer),
        asked_at=row.asked_at,
        guests=row.guests,
        waiting=row.waiting,
        came_at=row.came_at,
    )
