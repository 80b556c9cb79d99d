"""Events and their dates. There is no way to an event without its community."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, update

from bot.domain import event as rules
from bot.domain.cause import Cause
from bot.domain.event import Change, Event, EventKind, EventState, EventStep
from bot.domain.ids import ChatId, CommunityId, EventNumber, PersonId
from bot.domain.recurrence import parse
from bot.domain.refusal import Reason, Refused
from storage.database import Stale, Transaction
from storage.tables import CALLED_EVENT, EVENT_CHANGE, EVENT_CHAT, EVENT_STEP

MOST_READ = 500
"""Events of one answer: no chat has more that are still to come."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StepKept:
    """One line of what happened to an event."""

    step: EventStep
    at: datetime
    person: PersonId
    round: int | None
    note: str


def next_number(tx: Transaction, community: CommunityId) -> EventNumber:
    """Return a number that no event of the community has; of two that ask at once, the slower asks again."""
    last = select(func.coalesce(func.max(CALLED_EVENT.c.number), 0)).where(CALLED_EVENT.c.community_id == community)
    return EventNumber(tx.execute(last).scalar_one() + 1)


def add(tx: Transaction, event: Event, over_at: datetime | None) -> None:
    """Keep a new event.

    :param over_at: when its last date is over.
    """
    tx.execute(insert(CALLED_EVENT).values(_values(event, over_at)))
    chats = [{**_key(event), "chat_id": chat} for chat in event.chats]
    tx.execute(insert(EVENT_CHAT), chats)
    _add_changes(tx, event)


def save(tx: Transaction, event: Event, over_at: datetime | None) -> Event:
    """Keep a changed event; return it with its new version.

    :raises Stale: somebody else changed it in the meantime.
    """
    changed = replace(event, version=event.version + 1)
    ours = _is(event.community, event.number) & (CALLED_EVENT.c.version == event.version)
    if not tx.execute(update(CALLED_EVENT).where(ours).values(_values(changed, over_at))).rowcount:
        raise Stale
    theirs = (EVENT_CHANGE.c.community_id == event.community) & (EVENT_CHANGE.c.number == event.number)
    tx.execute(delete(EVENT_CHANGE).where(theirs))
    _add_changes(tx, event)
    return changed


def access(tx: Transaction, community: CommunityId, number: EventNumber) -> Event:
    """Return an event of this community.

    :raises Refused: the community has no such event.
    """
    found = _events(tx, select(CALLED_EVENT).where(_is(community, number)))
    if not found:
        raise Refused(Reason.EVENT_UNKNOWN, number=number)
    return found[0]


def upcoming(
    tx: Transaction, community: CommunityId, chat: ChatId | None, since: datetime, until: datetime | None = None
) -> list[Event]:
    """Return the events with a date that may lie between two times, soonest first date first.

    :param chat: those that concern it; None for all of the community.
    """
    theirs = (CALLED_EVENT.c.community_id == community) & _may_come(since, until)
    query = select(CALLED_EVENT).where(theirs, CALLED_EVENT.c.state == EventState.PLANNED.value)
    return _events(tx, _in_chat(query, chat).order_by(CALLED_EVENT.c.starts_at).limit(MOST_READ))


def changed_since(tx: Transaction, community: CommunityId, chat: ChatId | None, since: datetime) -> list[Event]:
    """Return what a calendar of a chat shows: all that isn't over at a time, cancelled events, too."""
    theirs = (CALLED_EVENT.c.community_id == community) & _may_come(since, None)
    query = _in_chat(select(CALLED_EVENT).where(theirs), chat)
    return _events(tx, query.order_by(CALLED_EVENT.c.starts_at).limit(MOST_READ))


def of_kind(tx: Transaction, community: CommunityId, kind: EventKind) -> list[Event]:
    """Return the planned events of a kind."""
    ours = (CALLED_EVENT.c.community_id == community) & (CALLED_EVENT.c.kind == kind.value)
    query = select(CALLED_EVENT).where(ours, CALLED_EVENT.c.state == EventState.PLANNED.value)
    return _events(tx, query.order_by(CALLED_EVENT.c.number).limit(MOST_READ))


def numbered(tx: Transaction, community: CommunityId, numbers: Collection[EventNumber]) -> list[Event]:
    """Return those of the events that the community has."""
    if not numbers:
        return []
    ours = (CALLED_EVENT.c.community_id == community) & CALLED_EVENT.c.number.in_(set(numbers))
    return _events(tx, select(CALLED_EVENT).where(ours))


def count_planned(tx: Transaction, community: CommunityId, chat: ChatId, now: datetime) -> int:
    """Return how many events of a chat aren't over."""
    theirs = (CALLED_EVENT.c.community_id == community) & _may_come(now, None)
    planned = CALLED_EVENT.c.state == EventState.PLANNED.value
    query = _in_chat(select(func.count()).select_from(CALLED_EVENT).where(theirs, planned), chat)
    return int(tx.execute(query).scalar_one())


def add_step(tx: Transaction, event: Event, step: EventStep, cause: Cause, round_: int | None, note: str = "") -> None:
    """Write down who did what to an event, or to one date of it."""
    values = {
        **_key(event),
        "day": round_,
        "step": step.value,
        "at": cause.at,
        "person_id": cause.actor.id,
        "chat_id": cause.chat,
        "message_id": cause.message,
        "update_id": cause.update,
        "note": note,
    }
    tx.execute(insert(EVENT_STEP).values(values))


def steps(tx: Transaction, community: CommunityId, number: EventNumber) -> tuple[StepKept, ...]:
    """Return all that happened to an event, oldest first."""
    ours = (EVENT_STEP.c.community_id == community) & (EVENT_STEP.c.number == number)
    rows = tx.execute(select(EVENT_STEP).where(ours).order_by(EVENT_STEP.c.id))
    return tuple(StepKept(EventStep(row.step), row.at, PersonId(row.person_id), row.day, row.note) for row in rows)


def move_chat(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """Follow a group that became a supergroup."""
    for table in (CALLED_EVENT, EVENT_CHAT):
        tx.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))


def _may_come(since: datetime, until: datetime | None) -> ColumnElement[bool]:
    ahead = CALLED_EVENT.c.over_at.is_(None) | (CALLED_EVENT.c.over_at >= since)
    return ahead if until is None else ahead & (CALLED_EVENT.c.starts_at < until)


def _in_chat(query: Select[Any], chat: ChatId | None) -> Select[Any]:
    if chat is None:
        return query
    same = (EVENT_CHAT.c.community_id == CALLED_EVENT.c.community_id) & (EVENT_CHAT.c.number == CALLED_EVENT.c.number)
    return query.join(EVENT_CHAT, same).where(EVENT_CHAT.c.chat_id == chat)


def _is(community: CommunityId, number: EventNumber) -> ColumnElement[bool]:
    return (CALLED_EVENT.c.community_id == community) & (CALLED_EVENT.c.number == number)


def _key(event: Event) -> dict[str, Any]:
    return {"community_id": event.community, "number": event.number}


def _add_changes(tx: Transaction, event: Event) -> None:
    rows = [
        {
            **_key(event),
            "day": rules.number_of(day),
            "starts_at": change.start,
            "minutes": None if change.length is None else change.length // _MINUTE,
            "place": change.place,
            "cancelled": change.cancelled,
            "reason": change.reason,
        }
        for day, change in event.changes.items()
    ]
    if rows:
        tx.execute(insert(EVENT_CHANGE), rows)


def _values(event: Event, over_at: datetime | None) -> dict[str, Any]:
    return {
        **_key(event),
        "kind": event.kind.value,
        "state": event.state.value,
        "title": event.title,
        "place": event.place,
        "description": event.description,
        "starts_at": event.start,
        "minutes": event.length // _MINUTE,
        "whole_days": event.whole_days,
        "rrule": None if event.rule is None else str(event.rule),
        "over_at": over_at,
        "capacity": event.capacity,
        "leads": None if event.leads is None else ",".join(str(lead // _MINUTE) for lead in event.leads),
        "called_by": event.called_by,
        "chat_id": event.chat,
        "message_id": event.message,
        "reason": event.reason,
        "follows": event.follows,
        "sequence": event.sequence,
        "changed_at": event.changed_at,
        "version": event.version,
    }


def _events(tx: Transaction, query: Select[Any]) -> list[Event]:
    """Return events with their chats and changes: three statements, however many they are."""
    rows = tx.execute(query).all()
    if not rows:
        return []
    community, numbers = rows[0].community_id, {row.number for row in rows}
    chats = _grouped(_rows_of(tx, EVENT_CHAT, community, numbers, EVENT_CHAT.c.chat_id))
    changes = _grouped(_rows_of(tx, EVENT_CHANGE, community, numbers, EVENT_CHANGE.c.day))
    return [_event(row, chats.get(row.number, []), changes.get(row.number, [])) for row in rows]


def _rows_of(tx: Transaction, table: Any, community: int, numbers: set[int], order: Any) -> Iterable[Row[Any]]:  # noqa: ANN401
    theirs = (table.c.community_id == community) & table.c.number.in_(numbers)
    return tx.execute(select(table).where(theirs).order_by(order))


def _grouped(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.number, []).append(row)
    return found


def _event(row: Row[Any], chats: list[Row[Any]], changes: list[Row[Any]]) -> Event:
    return Event(
        community=CommunityId(row.community_id),
        number=EventNumber(row.number),
        title=row.title,
        start=row.starts_at,
        called_by=PersonId(row.called_by),
        chat=ChatId(row.chat_id),
        chats=tuple(ChatId(chat.chat_id) for chat in chats),
        length=row.minutes * _MINUTE,
        whole_days=row.whole_days,
        place=row.place,
        description=row.description,
        rule=None if row.rrule is None else parse(row.rrule),
        kind=EventKind(row.kind),
        state=EventState(row.state),
        capacity=row.capacity,
        leads=None if row.leads is None else tuple(int(lead) * _MINUTE for lead in row.leads.split(",") if lead),
        changes={rules.day_of(change.day): _change(change) for change in changes},
        reason=row.reason,
        message=row.message_id,
        follows=None if row.follows is None else EventNumber(row.follows),
        sequence=row.sequence,
        changed_at=row.changed_at,
        version=row.version,
    )


def _change(row: Row[Any]) -> Change:
    return Change(
        start=row.starts_at,
        length=None if row.minutes is None else row.minutes * _MINUTE,
        place=row.place,
        cancelled=row.cancelled,
        reason=row.reason,
    )
