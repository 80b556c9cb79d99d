"""Issues and their timelines. There is no way to an issue without its community."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, insert, select, update

from bot.domain.cause import Cause
from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.issue import (
    IN_WORK,
    MANY_RETURNS,
    OPEN,
    CallBack,
    Issue,
    IssueState,
    Origin,
    Step,
    TimelineEvent,
    Urgency,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.rota import Load
from storage import place
from storage.database import Stale, Transaction
from storage.tables import COMMUNITY, EVENT, ISSUE, PERSON, SQUAD

# Statements of every report are built once: building costs as much as carrying out.
_ADD = insert(ISSUE)
_ADD_EVENT = insert(EVENT)
_OPEN = [state.value for state in OPEN]
_KEY = frozenset({"community_id", "number"})
_COUNT = (
    update(COMMUNITY)
    .where(COMMUNITY.c.id == bindparam("community"))
    .values(last_number=COMMUNITY.c.last_number + 1)
    .returning(COMMUNITY.c.last_number)
)


def next_number(tx: Transaction, community: CommunityId) -> IssueNumber:
    """Return a number that no issue of the community has."""
    return IssueNumber(tx.execute(_COUNT, {"community": community}).scalar_one())


def count_accepted(tx: Transaction, issue: Issue) -> int:
    """Count an accepted issue of its squad's; return how many there are now."""
    ours = (SQUAD.c.community_id == issue.community) & (SQUAD.c.key == issue.squad)
    counted = update(SQUAD).where(ours).values(accepted=SQUAD.c.accepted + 1).returning(SQUAD.c.accepted)
    return int(tx.execute(counted).scalar_one())


def has_any(tx: Transaction, community: CommunityId, squad: SquadKey) -> bool:
    """Tell whether a squad has, or had to the end, any issue."""
    theirs = (ISSUE.c.community_id == community) & (ISSUE.c.squad == squad)
    return tx.execute(select(ISSUE.c.number).where(theirs).limit(1)).first() is not None


def add(tx: Transaction, issue: Issue) -> None:
    """Keep a new issue."""
    tx.execute(_ADD, _values(issue))


def access(tx: Transaction, community: CommunityId, number: IssueNumber) -> Issue:
    """Return an issue of this community.

    :raises Refused: the community has no such issue.
    """
    ours = (ISSUE.c.community_id == community) & (ISSUE.c.number == number)
    row = tx.execute(select(ISSUE).where(ours)).one_or_none()
    if row is None:
        raise Refused(Reason.ISSUE_UNKNOWN, number=number)
    return of_row(row)


def of_message(tx: Transaction, chat: ChatId, message: MessageId) -> Issue | None:
    """Return the issue that a message has been filed as."""
    row = tx.execute(select(ISSUE).where(ISSUE.c.chat_id == chat, ISSUE.c.message_id == message)).one_or_none()
    return None if row is None else of_row(row)


def latest(
    tx: Transaction, community: CommunityId, chat: ChatId, thread: int | None, person: PersonId, since: datetime
) -> Issue | None:
    """Return the open issue that somebody has just reported in a chat's topic, if there is one."""
    ours = (
        (ISSUE.c.community_id == community)
        & (ISSUE.c.reporter_id == person)
        & (ISSUE.c.chat_id == chat)
        & (ISSUE.c.thread_id == thread)
        & (ISSUE.c.reported_at >= since)
        & ISSUE.c.state.in_(_OPEN)
    )
    row = tx.execute(select(ISSUE).where(ours).order_by(ISSUE.c.number.desc()).limit(1)).one_or_none()
    return None if row is None else of_row(row)


def save(tx: Transaction, issue: Issue) -> Issue:
    """Keep a changed issue; return it with its new version.

    :raises Stale: somebody else changed it in the meantime.
    """
    changed = replace(issue, version=issue.version + 1)
    ours = (
        (ISSUE.c.community_id == issue.community)
        & (ISSUE.c.number == issue.number)
        & (ISSUE.c.version == issue.version)
    )
    # Not the key: other tables refer to it, and would be looked through for rows that refer to the old one.
    values = {name: value for name, value in _values(changed).items() if name not in _KEY}
    # The first claim counts, whatever comes of it.
    values["claimed_after"] = func.coalesce(ISSUE.c.claimed_after, values["claimed_after"])
    if not tx.execute(update(ISSUE).where(ours).values(values)).rowcount:
        raise Stale
    return changed


def open_in_building(tx: Transaction, community: CommunityId, chat: ChatId, most: int) -> tuple[list[Issue], int]:
    """Return a building's newest open issues, and how many there are in all."""
    return _open(tx, community, ISSUE.c.chat_id == chat, most)


def open_of_squads(
    tx: Transaction, community: CommunityId, squads: Collection[SquadKey], most: int
) -> tuple[list[Issue], int]:
    """Return some squads' newest open issues, and how many there are in all."""
    return _open(tx, community, ISSUE.c.squad.in_(squads), most)


def open_of_reporter(tx: Transaction, community: CommunityId, person: PersonId, most: int) -> tuple[list[Issue], int]:
    """Return somebody's own newest open issues, and how many there are in all."""
    return _open(tx, community, ISSUE.c.reporter_id == person, most)


def in_work_of(tx: Transaction, community: CommunityId, person: PersonId) -> list[Issue]:
    """Return what a steward is at, oldest first."""
    states = [state.value for state in IN_WORK]
    ours = (ISSUE.c.community_id == community) & (ISSUE.c.claimed_by == person) & ISSUE.c.state.in_(states)
    return [of_row(row) for row in tx.execute(select(ISSUE).where(ours).order_by(ISSUE.c.number))]


def loads(tx: Transaction, community: CommunityId, stewards: Collection[PersonId]) -> dict[PersonId, Load]:
    """Return what stewards have to do: what they are at, and what is offered to them."""
    at_work = [state.value for state in IN_WORK]
    ours = (ISSUE.c.community_id == community) & ISSUE.c.claimed_by.in_(stewards)
    done = select(ISSUE.c.claimed_by, func.max(ISSUE.c.claimed_at).label("last")).where(ours)
    busy = select(ISSUE.c.claimed_by, func.count().label("n")).where(ours, ISSUE.c.state.in_(at_work))
    waits = (ISSUE.c.community_id == community) & (ISSUE.c.state == IssueState.DISPATCHED.value)
    offers = select(ISSUE.c.offered_to, func.count().label("n"), func.max(ISSUE.c.reported_at).label("last"))
    tasks = {row.claimed_by: row.n for row in tx.execute(busy.group_by(ISSUE.c.claimed_by))}
    last = {row.claimed_by: row.last for row in tx.execute(done.group_by(ISSUE.c.claimed_by))}
    for row in tx.execute(offers.where(waits, ISSUE.c.offered_to.in_(stewards)).group_by(ISSUE.c.offered_to)):
        tasks[row.offered_to] = tasks.get(row.offered_to, 0) + row.n
        last[row.offered_to] = max(last.get(row.offered_to, row.last), row.last)
    return {steward: Load(tasks.get(steward, 0), last.get(steward)) for steward in stewards}


def waiting_for(tx: Transaction, community: CommunityId, person: PersonId) -> list[Issue]:
    """Return what waits for somebody's answer, oldest first."""
    ours = (
        (ISSUE.c.community_id == community)
        & (ISSUE.c.reporter_id == person)
        & (ISSUE.c.state == IssueState.WAITING.value)
    )
    return [of_row(row) for row in tx.execute(select(ISSUE).where(ours).order_by(ISSUE.c.number))]


def returned_thrice(tx: Transaction, community: CommunityId, most: int) -> list[Issue]:
    """Return open issues that were sent back again and again, for the stand-up's agenda; oldest first."""
    ours = (ISSUE.c.community_id == community) & ISSUE.c.state.in_(_OPEN) & (ISSUE.c.round > MANY_RETURNS)
    return [of_row(row) for row in tx.execute(select(ISSUE).where(ours).order_by(ISSUE.c.number).limit(most))]


def incident_of(
    tx: Transaction, community: CommunityId, chat: ChatId, squad: SquadKey, category: str | None
) -> Issue | None:
    """Return the building's newest open incident of a kind, if there is one."""
    ours = (
        (ISSUE.c.community_id == community)
        & (ISSUE.c.chat_id == chat)
        & (ISSUE.c.squad == squad)
        & (ISSUE.c.category == category)
        & ISSUE.c.incident
        & ISSUE.c.state.in_(_OPEN)
    )
    # The sum keeps the database from going through all issues in the order of their numbers.
    row = tx.execute(select(ISSUE).where(ours).order_by((ISSUE.c.number + 0).desc()).limit(1)).one_or_none()
    return None if row is None else of_row(row)


def _open(tx: Transaction, community: CommunityId, which: ColumnElement[bool], most: int) -> tuple[list[Issue], int]:
    ours = (ISSUE.c.community_id == community) & which & ISSUE.c.state.in_(_OPEN)
    rows = tx.execute(select(ISSUE).where(ours).order_by(ISSUE.c.number.desc()).limit(most)).all()
    total = tx.execute(select(func.count()).select_from(ISSUE).where(ours)).scalar_one()
    return [of_row(row) for row in rows], total


def add_events(tx: Transaction, issue: Issue, steps: Sequence[Step], cause: Cause, note: str = "") -> None:
    """Write somebody's steps onto the timeline."""
    rows = [
        {
            "community_id": issue.community,
            "number": issue.number,
            "step": step.value,
            "at": cause.at,
            "person_id": cause.actor.id,
            "chat_id": cause.chat,
            "message_id": cause.message,
            "update_id": cause.update,
            "round": issue.round,
            "note": note,
        }
        for step in steps
    ]
    tx.execute(_ADD_EVENT, rows)


def add_clock_event(tx: Transaction, issue: Issue, step: Step, now: datetime, told: PersonId | None = None) -> None:
    """Write onto the timeline what the clock did, and whom it told."""
    values = {"community_id": issue.community, "number": issue.number, "step": step.value, "at": now}
    tx.execute(_ADD_EVENT, values | {"round": issue.round, "person_id": told})


def timeline(tx: Transaction, community: CommunityId, number: IssueNumber) -> tuple[TimelineEvent, ...]:
    """Return all that happened to an issue, oldest first."""
    ours = (EVENT.c.community_id == community) & (EVENT.c.number == number)
    rows = tx.execute(
        select(EVENT, PERSON.c.name)
        .outerjoin(PERSON, PERSON.c.id == EVENT.c.person_id)
        .where(ours)
        .order_by(EVENT.c.id)
    )
    return tuple(
        TimelineEvent(
            step=Step(row.step),
            at=row.at,
            person=None if row.person_id is None else PersonId(row.person_id),
            name=row.name or "",
            note=row.note,
            round=row.round,
            chat=None if row.chat_id is None else ChatId(row.chat_id),
        )
        for row in rows
    )


def _values(issue: Issue) -> dict[str, Any]:
    return {
        "community_id": issue.community,
        "number": issue.number,
        "chat_id": issue.chat,
        "message_id": issue.message,
        "thread_id": issue.thread,
        "reporter_id": issue.reporter,
        "text": issue.text,
        "category": issue.category,
        "urgency": issue.urgency.value,
        "squad": issue.squad,
        "state": issue.state.value,
        "reported_at": issue.reported_at,
        "due_at": issue.due_at,
        "claimed_by": issue.claimed_by,
        "claimed_at": issue.claimed_at,
        "resolved_at": issue.resolved_at,
        "closed_at": issue.closed_at,
        "claimed_after": _minutes(issue, issue.claimed_at),
        "accepted_after": _minutes(issue, issue.closed_at if issue.state is IssueState.ACCEPTED else None),
        "round": issue.round,
        "reason": issue.reason,
        **place.values(issue.place),
        "note": issue.note,
        "photos": issue.photos,
        "origin": issue.origin.value,
        "offered_to": issue.offered_to,
        "offered_until": issue.offered_until,
        "version": issue.version,
        "filed_by": issue.filed_by,
        "for_whom": issue.for_whom,
        "paused_until": issue.paused_until,
        "stopped_at": issue.stopped_at,
        "duplicate_of": issue.duplicate_of,
        "incident": issue.incident,
        "supporters": issue.supporters,
        "urges": issue.urges,
        "transfers": issue.transfers,
        "by_silence": issue.by_silence,
        "call_back": issue.call_back.value,
    }


def _minutes(issue: Issue, until: datetime | None) -> int | None:
    return None if until is None else int((until - issue.reported_at).total_seconds()) // 60


def of_row(row: Row[Any]) -> Issue:
    """Return the issue that a row has."""
    return Issue(
        community=CommunityId(row.community_id),
        number=IssueNumber(row.number),
        chat=ChatId(row.chat_id),
        message=row.message_id,
        thread=row.thread_id,
        reporter=PersonId(row.reporter_id),
        text=row.text,
        category=row.category,
        urgency=Urgency(row.urgency),
        squad=SquadKey(row.squad),
        state=IssueState(row.state),
        reported_at=row.reported_at,
        due_at=row.due_at,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
        round=row.round,
        reason=row.reason,
        place=place.of_row(row),
        note=row.note,
        photos=row.photos,
        origin=Origin(row.origin),
        offered_to=row.offered_to,
        offered_until=row.offered_until,
        version=row.version,
        filed_by=None if row.filed_by is None else PersonId(row.filed_by),
        for_whom=row.for_whom,
        paused_until=row.paused_until,
        stopped_at=row.stopped_at,
        duplicate_of=None if row.duplicate_of is None else IssueNumber(row.duplicate_of),
        incident=row.incident,
        supporters=row.supporters,
        urges=row.urges,
        transfers=row.transfers,
        by_silence=row.by_silence,
        call_back=CallBack(row.call_back),
    )
