"""Who has a ballot, and what lies in the box.

A ballot lies under a name. In an open vote that is its elector's number. In a secret one it is a name that only the key
can make, and the choice is sealed; when the vote is closed, all are taken out and laid back under their receipts alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, bindparam, delete, func, insert, literal, select, union_all, update

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId
from bot.domain.vote.electorate import Dwelling, Elector
from bot.domain.vote.life import Vote, VoteNumber
from bot.domain.vote.rule import Weight
from storage.database import Stale, Transaction
from storage.tables import BALLOT, BINDING, DWELLING, ELECTOR, HELD_BALLOT, PAPER_BALLOT, PERSON, PROXY


@dataclass(frozen=True, slots=True)
class Seat:
    """A ballot that somebody may cast."""

    elector: int
    label: str
    casts: int
    """How often it has been cast."""
    as_proxy: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """A dwelling whose ballot hasn't been cast."""

    household: HouseholdId
    elector: int
    label: str
    chat: ChatId


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot that was given on paper and waits for a second person."""

    id: int
    vote: VoteNumber
    elector: int
    choice: str
    entered_by: PersonId
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Proxy:
    """Whose ballot is in whose hands."""

    elector: int
    label: str
    person: Actor
    given_by: PersonId


# Statements of every ballot are built once: building costs as much as carrying out.
_HERE = (ELECTOR.c.community_id == bindparam("community")) & (ELECTOR.c.vote == bindparam("in_vote"))
_HOMES = select(BINDING.c.household_id).where(BINDING.c.person_id == bindparam("person"), BINDING.c.until.is_(None))
_OWN = (
    select(ELECTOR.c.number, ELECTOR.c.label, ELECTOR.c.casts, literal(0).label("as_proxy"))
    .select_from(DWELLING)
    .join(
        ELECTOR,
        (ELECTOR.c.community_id == DWELLING.c.community_id)
        & (ELECTOR.c.vote == DWELLING.c.vote)
        & (ELECTOR.c.number == DWELLING.c.elector),
    )
    .where(
        DWELLING.c.community_id == bindparam("community"),
        DWELLING.c.vote == bindparam("in_vote"),
        DWELLING.c.household_id.in_(_HOMES),
    )
)
_IN_HAND = select(ELECTOR.c.number, ELECTOR.c.label, ELECTOR.c.casts, literal(1)).where(
    _HERE,
    ELECTOR.c.number.in_(
        select(PROXY.c.elector).where(
            PROXY.c.community_id == bindparam("community"),
            PROXY.c.vote == bindparam("in_vote"),
            PROXY.c.person_id == bindparam("person"),
            PROXY.c.until.is_(None),
        )
    ),
)
_SEATS = union_all(_OWN, _IN_HAND).order_by("as_proxy", "number")
_LAY = insert(BALLOT)
_LAY_ANEW = (
    update(BALLOT)
    .where(
        BALLOT.c.community_id == bindparam("community"),
        BALLOT.c.vote == bindparam("in_vote"),
        BALLOT.c.name == bindparam("under"),
    )
    .values(choice=bindparam("chosen"))
)
_COUNT_CAST = (
    update(ELECTOR)
    .where(_HERE, ELECTOR.c.number == bindparam("of"), ELECTOR.c.casts == bindparam("before"))
    .values(casts=ELECTOR.c.casts + 1, voted_at=bindparam("at"), on_paper=bindparam("paper"))
)


def enrol(tx: Transaction, vote: Vote, electors: Sequence[Elector], chats: dict[int, ChatId]) -> None:
    """Keep who has a ballot; from now on it stands. ``chats`` says in which building each household is."""
    ours = {"community_id": vote.community, "vote": vote.number}
    ballots = [
        ours | {"number": one.number, "label": one.label, "area": one.area, "on_paper": False} for one in electors
    ]
    tx.execute(insert(ELECTOR), ballots)
    rows = [
        ours
        | {
            "household_id": dwelling.household,
            "elector": one.number,
            "chat_id": chats[dwelling.household],
            "label": dwelling.label,
            "area": dwelling.area,
            "owner": dwelling.owner,
        }
        for one in electors
        for dwelling in one.dwellings
    ]
    tx.execute(insert(DWELLING), rows)


def electors(tx: Transaction, vote: Vote) -> tuple[Elector, ...]:
    """Return who has a ballot."""
    groups: dict[int, list[Dwelling]] = {}
    rows = tx.execute(select(DWELLING).where(_of(DWELLING, vote)).order_by(DWELLING.c.elector, DWELLING.c.household_id))
    for row in rows:
        groups.setdefault(row.elector, []).append(Dwelling(row.household_id, row.label, row.area, row.owner))
    return tuple(Elector(number, tuple(dwellings)) for number, dwellings in groups.items())


def weights(tx: Transaction, vote: Vote) -> tuple[Weight, Weight]:
    """Return the whole electorate, and those of it that have voted."""
    count, area = func.count(), func.coalesce(func.sum(ELECTOR.c.area), 0)
    all_ = tx.execute(select(count, area).where(_of(ELECTOR, vote))).one()
    voted = tx.execute(select(count, area).where(_of(ELECTOR, vote), ELECTOR.c.casts > 0)).one()
    return Weight(*map(int, all_)), Weight(*map(int, voted))


def seats_of(tx: Transaction, community: CommunityId, number: VoteNumber, person: PersonId) -> tuple[Seat, ...]:
    """Return the ballots that somebody may cast: as one of the household, as its delegate, or by proxy."""
    who = {"community": community, "in_vote": number, "person": person}
    seats: dict[int, Seat] = {}
    for row in tx.execute(_SEATS, who):
        # One's own come first: whoever is bound to a household needs no proxy for it.
        seats.setdefault(row.number, Seat(row.number, row.label, row.casts, bool(row.as_proxy)))
    return tuple(seats.values())


def seat(tx: Transaction, vote: Vote, elector: int) -> Seat | None:
    """Return a ballot, whoever may cast it."""
    found = select(ELECTOR.c.number, ELECTOR.c.label, ELECTOR.c.casts).where(
        _of(ELECTOR, vote), ELECTOR.c.number == elector
    )
    row = tx.execute(found).one_or_none()
    return None if row is None else Seat(row.number, row.label, row.casts)


def seat_called(tx: Transaction, vote: Vote, label: str) -> Seat | None:
    """Return the ballot of the dwelling that neighbours call so."""
    found = select(DWELLING.c.elector).where(_of(DWELLING, vote), DWELLING.c.label == label)
    number = tx.execute(found.limit(1)).scalar_one_or_none()
    return None if number is None else seat(tx, vote, number)


def cast(
    tx: Transaction,
    vote: Vote,
    seat: Seat,
    name: str,
    choice: str,
    at: datetime,
    *,
    paper: bool = False,
) -> None:
    """Lay a ballot into the box, in the place of the one that lies there under its name.

    :raises Stale: somebody else has cast it in the meantime.
    """
    where = {"community": vote.community, "in_vote": vote.number}
    counted = where | {"of": seat.elector, "before": seat.casts, "at": at, "paper": paper}
    if not tx.execute(_COUNT_CAST, counted).rowcount:
        raise Stale
    if seat.casts:
        tx.execute(_LAY_ANEW, where | {"under": name, "chosen": choice})
    else:
        tx.execute(_LAY, {"community_id": vote.community, "vote": vote.number, "name": name, "choice": choice})


def find(tx: Transaction, vote: Vote, name: str) -> str | None:
    """Return what lies under a name."""
    return tx.execute(select(BALLOT.c.choice).where(_of(BALLOT, vote), BALLOT.c.name == name)).scalar_one_or_none()


def box(tx: Transaction, vote: Vote) -> list[tuple[str, str]]:
    """Return all that lies in the box, by name."""
    rows = tx.execute(select(BALLOT.c.name, BALLOT.c.choice).where(_of(BALLOT, vote)).order_by(BALLOT.c.name))
    return [(row.name, row.choice) for row in rows]


def areas(tx: Transaction, vote: Vote) -> dict[int, int]:
    """Return the floor area of each elector."""
    rows = tx.execute(select(ELECTOR.c.number, ELECTOR.c.area).where(_of(ELECTOR, vote)))
    return {row.number: row.area for row in rows}


def casts(tx: Transaction, vote: Vote) -> dict[int, int]:
    """Return how often each elector that has voted did so."""
    rows = tx.execute(select(ELECTOR.c.number, ELECTOR.c.casts).where(_of(ELECTOR, vote), ELECTOR.c.casts > 0))
    return {row.number: row.casts for row in rows}


def on_paper(tx: Transaction, vote: Vote) -> frozenset[int]:
    """Return the electors whose last ballot was given on paper."""
    found = select(ELECTOR.c.number).where(_of(ELECTOR, vote), ELECTOR.c.on_paper.is_(True), ELECTOR.c.casts > 0)
    return frozenset(tx.execute(found).scalars())


def empty_into(tx: Transaction, vote: Vote, ballots: Iterable[tuple[str, str]]) -> None:
    """Take everything out of the box, and lay it back under other names, in their order."""
    tx.execute(delete(BALLOT).where(_of(BALLOT, vote)))
    ours = {"community_id": vote.community, "vote": vote.number}
    rows = [ours | {"name": name, "choice": choice} for name, choice in sorted(ballots)]
    if rows:
        tx.execute(_LAY, rows)


def silent(tx: Transaction, vote: Vote) -> list[Silent]:
    """Return the dwellings whose ballots haven't been cast."""
    rows = tx.execute(
        select(DWELLING.c.household_id, DWELLING.c.elector, DWELLING.c.label, DWELLING.c.chat_id)
        .join(ELECTOR, _of(ELECTOR, vote) & (ELECTOR.c.number == DWELLING.c.elector))
        .where(_of(DWELLING, vote), ELECTOR.c.casts == 0)
        .order_by(DWELLING.c.elector, DWELLING.c.household_id)
    )
    return [Silent(HouseholdId(row.household_id), row.elector, row.label, ChatId(row.chat_id)) for row in rows]


# ---- kept until somebody is bound ----


def hold(tx: Transaction, vote: Vote, person: PersonId, choice: str, at: datetime) -> None:
    """Keep what somebody pressed who isn't bound yet; the last press counts."""
    forget_held(tx, vote, person)
    values = {"community_id": vote.community, "vote": vote.number, "person_id": person}
    tx.execute(insert(HELD_BALLOT).values(**values, choice=choice, pressed_at=at))


def held_by(tx: Transaction, community: CommunityId, person: PersonId) -> list[tuple[VoteNumber, str]]:
    """Return what somebody pressed before they were bound."""
    ours = (HELD_BALLOT.c.community_id == community) & (HELD_BALLOT.c.person_id == person)
    rows = tx.execute(select(HELD_BALLOT.c.vote, HELD_BALLOT.c.choice).where(ours).order_by(HELD_BALLOT.c.vote))
    return [(VoteNumber(row.vote), row.choice) for row in rows]


def forget_held(tx: Transaction, vote: Vote, person: PersonId | None = None) -> None:
    """Forget what is kept of somebody, or of all."""
    theirs = _of(HELD_BALLOT, vote)
    tx.execute(delete(HELD_BALLOT).where(theirs if person is None else theirs & (HELD_BALLOT.c.person_id == person)))


# ---- proxies ----


def give_proxy(tx: Transaction, vote: Vote, elector: int, person: PersonId, by: PersonId, at: datetime) -> None:
    """Put a ballot into somebody's hands; whoever had it before has it no longer."""
    revoke_proxy(tx, vote, elector, at)
    values = {"community_id": vote.community, "vote": vote.number, "elector": elector}
    tx.execute(insert(PROXY).values(**values, person_id=person, given_by=by, given_at=at))


def revoke_proxy(tx: Transaction, vote: Vote, elector: int, at: datetime) -> bool:
    """Take a ballot out of somebody's hands; return whether it was in any."""
    ours = _of(PROXY, vote) & (PROXY.c.elector == elector) & PROXY.c.until.is_(None)
    return bool(tx.execute(update(PROXY).where(ours).values(until=at)).rowcount)


def proxies(tx: Transaction, vote: Vote) -> list[Proxy]:
    """Return whose ballots are in whose hands."""
    rows = tx.execute(
        select(PROXY.c.elector, PROXY.c.given_by, ELECTOR.c.label, PERSON)
        .join(PERSON, PERSON.c.id == PROXY.c.person_id)
        .join(ELECTOR, _of(ELECTOR, vote) & (ELECTOR.c.number == PROXY.c.elector))
        .where(_of(PROXY, vote), PROXY.c.until.is_(None))
        .order_by(PROXY.c.elector)
    )
    return [
        Proxy(
            row.elector,
            row.label,
            Actor(PersonId(row.id), row.name, row.language, row.username),
            PersonId(row.given_by),
        )
        for row in rows
    ]


# ---- on paper ----


def enter_paper(tx: Transaction, vote: Vote, elector: int, choice: str, by: PersonId, at: datetime) -> int:
    """Keep a ballot that was given on paper until a second person has seen it; return its number."""
    values = {"community_id": vote.community, "vote": vote.number, "elector": elector, "choice": choice}
    entered = insert(PAPER_BALLOT).values(**values, entered_by=by, entered_at=at).returning(PAPER_BALLOT.c.id)
    return int(tx.execute(entered).scalar_one())


def paper(tx: Transaction, community: CommunityId, id_: int) -> Paper | None:
    """Return a ballot that was given on paper."""
    ours = (PAPER_BALLOT.c.community_id == community) & (PAPER_BALLOT.c.id == id_)
    row = tx.execute(select(PAPER_BALLOT).where(ours)).one_or_none()
    return None if row is None else _paper(row)


def answer_paper(tx: Transaction, paper: Paper, by: PersonId, at: datetime, *, confirmed: bool) -> None:
    """Note what a second person says of it, and empty it.

    :raises Stale: somebody else has answered in the meantime.
    """
    waiting = (PAPER_BALLOT.c.id == paper.id) & PAPER_BALLOT.c.confirmed.is_(None)
    values = {"answered_by": by, "answered_at": at, "confirmed": confirmed, "choice": ""}
    if not tx.execute(update(PAPER_BALLOT).where(waiting).values(values)).rowcount:
        raise Stale


def forget_papers(tx: Transaction, vote: Vote, at: datetime) -> None:
    """Empty what nobody has confirmed when a vote ends."""
    waiting = _of(PAPER_BALLOT, vote) & PAPER_BALLOT.c.confirmed.is_(None)
    tx.execute(update(PAPER_BALLOT).where(waiting).values(confirmed=False, answered_at=at, choice=""))


def _paper(row: Row[Any]) -> Paper:
    return Paper(row.id, VoteNumber(row.vote), row.elector, row.choice, PersonId(row.entered_by), row.confirmed)


def _of(table: Table, vote: Vote) -> ColumnElement[bool]:
    return (table.c.community_id == vote.community) & (table.c.vote == vote.number)
