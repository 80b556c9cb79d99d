"""The council's benches, what is raised to it, its sittings and their agendas, and who came."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from bot.domain.cause import Actor
from bot.domain.council import Bench, Matter, MatterKind, Sitting, SittingState, Why
from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId
from bot.domain.issue import OPEN
from storage.database import Transaction
from storage.tables import AGENDA_ITEM, ATTENDANCE, BENCH_MEMBER, ISSUE, PERSON, RAISED, SITTING

_OPEN_ISSUE = [state.value for state in OPEN]

# ---- benches ----


def seat(tx: Transaction, community: CommunityId, bench: Bench, person: PersonId, by: PersonId, now: datetime) -> bool:
    """Let somebody sit on a bench; return False if they do already."""
    if tx.execute(select(BENCH_MEMBER.c.id).where(_sits(community, bench, person))).first() is not None:
        return False
    values = {"community_id": community, "bench": bench.value, "person_id": person, "since": now, "by_id": by}
    tx.execute(insert(BENCH_MEMBER).values(values))
    return True


def unseat(tx: Transaction, community: CommunityId, bench: Bench, person: PersonId, now: datetime) -> bool:
    """Let somebody sit on a bench no longer; return whether they did."""
    return bool(tx.execute(update(BENCH_MEMBER).where(_sits(community, bench, person)).values(until=now)).rowcount)


def unseat_everywhere(tx: Transaction, community: CommunityId, person: PersonId, now: datetime) -> None:
    """Let somebody sit in the council no longer."""
    theirs = (BENCH_MEMBER.c.community_id == community) & (BENCH_MEMBER.c.person_id == person)
    tx.execute(update(BENCH_MEMBER).where(theirs, BENCH_MEMBER.c.until.is_(None)).values(until=now))


def benches(tx: Transaction, community: CommunityId) -> dict[Bench, tuple[Actor, ...]]:
    """Return who sits on which bench, longest there first; every bench is there."""
    found = select(BENCH_MEMBER.c.bench, PERSON).join(PERSON, PERSON.c.id == BENCH_MEMBER.c.person_id)
    ours = (BENCH_MEMBER.c.community_id == community) & BENCH_MEMBER.c.until.is_(None)
    members: dict[Bench, list[Actor]] = {bench: [] for bench in Bench}
    for row in tx.execute(found.where(ours).order_by(BENCH_MEMBER.c.id)):
        members[Bench(row.bench)].append(Actor(PersonId(row.id), row.name, row.language, row.username))
    return {bench: tuple(actors) for bench, actors in members.items()}


def _sits(community: CommunityId, bench: Bench, person: PersonId) -> ColumnElement[bool]:
    return (
        (BENCH_MEMBER.c.community_id == community)
        & (BENCH_MEMBER.c.bench == bench.value)
        & (BENCH_MEMBER.c.person_id == person)
        & BENCH_MEMBER.c.until.is_(None)
    )


# ---- what is raised ----


def bring_up(tx: Transaction, community: CommunityId, matter: Matter) -> bool:
    """Keep a matter for the next agenda; return False if it waits already."""
    if tx.execute(select(RAISED.c.id).where(_waits(community, *matter.key))).first() is not None:
        return False
    tx.execute(
        insert(RAISED).values(
            community_id=community,
            kind=matter.kind.value,
            number=matter.number,
            chat_id=matter.building,
            note=matter.note,
            raised_by=matter.raised_by,
            raised_at=matter.since,
        )
    )
    return True


def take_off(tx: Transaction, community: CommunityId, kind: MatterKind, number: int, now: datetime) -> bool:
    """Let a matter come up no longer; return whether it did."""
    return bool(tx.execute(update(RAISED).where(_waits(community, kind, number)).values(taken_at=now)).rowcount)


def raised(tx: Transaction, community: CommunityId) -> list[Matter]:
    """Return what waits for the council, longest first."""
    ours = (RAISED.c.community_id == community) & RAISED.c.taken_at.is_(None)
    return [
        Matter(
            kind=MatterKind(row.kind),
            number=row.number,
            why=Why.RAISED,
            since=row.raised_at,
            building=_chat(row.chat_id),
            note=row.note,
            raised_by=PersonId(row.raised_by),
        )
        for row in tx.execute(select(RAISED).where(ours).order_by(RAISED.c.id))
    ]


def _waits(community: CommunityId, kind: MatterKind, number: int) -> ColumnElement[bool]:
    return (
        (RAISED.c.community_id == community)
        & (RAISED.c.kind == kind.value)
        & (RAISED.c.number == number)
        & RAISED.c.taken_at.is_(None)
    )


def open_since(tx: Transaction, community: CommunityId, before: datetime, most: int) -> list[IssueNumber]:
    """Return the issues that were reported before a time and are still open, oldest first."""
    ours = (ISSUE.c.community_id == community) & ISSUE.c.state.in_(_OPEN_ISSUE) & (ISSUE.c.reported_at < before)
    found = select(ISSUE.c.number).where(ours).order_by(ISSUE.c.reported_at, ISSUE.c.number).limit(most)
    return [IssueNumber(number) for number in tx.execute(found).scalars()]


# ---- sittings ----


def plan(tx: Transaction, planned: Sitting) -> Sitting:
    """Keep that the council meets; its id is counted here."""
    values = {
        "community_id": planned.community,
        "starts_at": planned.starts_at,
        "place": planned.place,
        "event": planned.event,
        "round": planned.round,
        "state": planned.state.value,
    }
    made = tx.execute(insert(SITTING).values(values).returning(SITTING.c.id)).scalar_one()
    return replace(planned, id=int(made))


def sitting(tx: Transaction, community: CommunityId, id_: int) -> Sitting | None:
    """Return a sitting."""
    row = tx.execute(select(SITTING).where(SITTING.c.community_id == community, SITTING.c.id == id_)).one_or_none()
    return None if row is None else _sitting(row)


def of_event(tx: Transaction, community: CommunityId, event: int, round_: int) -> Sitting | None:
    """Return the sitting for one date of an event."""
    ours = (SITTING.c.community_id == community) & (SITTING.c.event == event) & (SITTING.c.round == round_)
    row = tx.execute(select(SITTING).where(ours)).one_or_none()
    return None if row is None else _sitting(row)


def sittings(tx: Transaction, community: CommunityId, since: datetime, until: datetime) -> list[Sitting]:
    """Return the sittings within a span."""
    ours = (SITTING.c.community_id == community) & (SITTING.c.starts_at >= since) & (SITTING.c.starts_at <= until)
    return [_sitting(row) for row in tx.execute(select(SITTING).where(ours).order_by(SITTING.c.starts_at))]


def in_minutes(tx: Transaction, community: CommunityId, chat: ChatId) -> Sitting | None:
    """Return the sitting whose minutes are being taken in a chat."""
    ours = (
        (SITTING.c.community_id == community)
        & (SITTING.c.chat_id == chat)
        & (SITTING.c.state == SittingState.OPEN.value)
    )
    row = tx.execute(select(SITTING).where(ours).order_by(SITTING.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _sitting(row)


def last_closed(tx: Transaction, community: CommunityId) -> Sitting | None:
    """Return the last sitting whose minutes are closed."""
    ours = (SITTING.c.community_id == community) & (SITTING.c.state == SittingState.CLOSED.value)
    row = tx.execute(select(SITTING).where(ours).order_by(SITTING.c.closed_at.desc()).limit(1)).one_or_none()
    return None if row is None else _sitting(row)


def save_sitting(tx: Transaction, changed: Sitting) -> None:
    """Keep how far a sitting is."""
    tx.execute(
        update(SITTING)
        .where(SITTING.c.community_id == changed.community, SITTING.c.id == changed.id)
        .values(
            starts_at=changed.starts_at,
            place=changed.place,
            state=changed.state.value,
            chat_id=changed.chat,
            opened_by=changed.opened_by,
            opened_at=changed.opened_at,
            closed_at=changed.closed_at,
        )
    )


def _sitting(row: Row[Any]) -> Sitting:
    return Sitting(
        community=CommunityId(row.community_id),
        id=row.id,
        starts_at=row.starts_at,
        place=row.place,
        event=row.event,
        round=row.round,
        state=SittingState(row.state),
        chat=_chat(row.chat_id),
        opened_by=None if row.opened_by is None else PersonId(row.opened_by),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


# ---- agendas and attendance ----


def put_agenda(tx: Transaction, of: Sitting, matters: Sequence[Matter]) -> None:
    """Keep the agenda as it is sent; one that was kept before goes."""
    tx.execute(delete(AGENDA_ITEM).where(AGENDA_ITEM.c.sitting_id == of.id))
    rows = [
        {
            "sitting_id": of.id,
            "position": position,
            "kind": matter.kind.value,
            "number": matter.number,
            "why": matter.why.value,
            "since": matter.since,
            "chat_id": matter.building,
            "note": matter.note,
            "raised_by": matter.raised_by,
        }
        for position, matter in enumerate(matters, start=1)
    ]
    if rows:
        tx.execute(insert(AGENDA_ITEM), rows)


def agenda_of(tx: Transaction, of: Sitting) -> tuple[Matter, ...]:
    """Return a sitting's agenda, in order."""
    ours = select(AGENDA_ITEM).where(AGENDA_ITEM.c.sitting_id == of.id).order_by(AGENDA_ITEM.c.position)
    return tuple(
        Matter(
            kind=MatterKind(row.kind),
            number=row.number,
            why=Why(row.why),
            since=row.since,
            building=_chat(row.chat_id),
            note=row.note,
            raised_by=None if row.raised_by is None else PersonId(row.raised_by),
        )
        for row in tx.execute(ours)
    )


def turn_attendance(tx: Transaction, of: Sitting, person: PersonId, now: datetime) -> bool:
    """Let somebody be there, or (pressed again) not; return which it is now."""
    there = (ATTENDANCE.c.sitting_id == of.id) & (ATTENDANCE.c.person_id == person)
    if tx.execute(delete(ATTENDANCE).where(there)).rowcount:
        return False
    tx.execute(insert(ATTENDANCE).values(sitting_id=of.id, person_id=person, at=now))
    return True


def attending(tx: Transaction, of: Sitting) -> tuple[Actor, ...]:
    """Return who is there, in the order of their coming."""
    found = select(PERSON).join(ATTENDANCE, ATTENDANCE.c.person_id == PERSON.c.id)
    rows = tx.execute(found.where(ATTENDANCE.c.sitting_id == of.id).order_by(ATTENDANCE.c.at, PERSON.c.id))
    return tuple(Actor(PersonId(row.id), row.name, row.language, row.username) for row in rows)


def _chat(value: int | None) -> ChatId | None:
    return None if value is None else ChatId(value)
