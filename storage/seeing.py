"""Lists of issues: what somebody may see, and what they ask for, as the rules in ``bot.domain.seeing`` say it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, false, func, or_, select, true

from bot.domain.ids import ChatId, CommunityId, SquadKey
from bot.domain.issue import OPEN, Issue
from bot.domain.seeing import RUNNING, Scope, Shelf, Wanted
from storage import issues
from storage.database import Transaction
from storage.tables import ISSUE

_RUNNING = [state.value for state in RUNNING]
_OPEN = [state.value for state in OPEN]
MOST_COUNTED = 1_000
"""More than these nobody pages through; they aren't counted."""


def listed(
    tx: Transaction, community: CommunityId, scope: Scope, wanted: Wanted, now: datetime, most: int, skip: int
) -> tuple[list[Issue], int]:
    """Return a page of the open issues that somebody asks for, newest first, and how many there are in all."""
    ours = and_(_open(community), visible(scope), _wanted(wanted, now))
    rows = tx.execute(select(ISSUE).where(ours).order_by(ISSUE.c.number.desc()).limit(most).offset(skip)).all()
    if len(rows) < most and (rows or not skip):
        return [issues.of_row(row) for row in rows], skip + len(rows)
    counted = select(ISSUE.c.number).where(ours).limit(MOST_COUNTED).subquery()
    total = tx.execute(select(func.count()).select_from(counted)).scalar_one()
    return [issues.of_row(row) for row in rows], total


def newest_open(
    tx: Transaction, community: CommunityId, chat: ChatId, squads: Collection[SquadKey], most: int
) -> list[Issue]:
    """Return a building's newest open issues that some squads have."""
    ours = and_(
        ISSUE.c.community_id == community,
        ISSUE.c.chat_id == chat,
        ISSUE.c.state.in_(_OPEN),
        ISSUE.c.squad.concat("").in_(sorted(squads)),
    )
    rows = tx.execute(select(ISSUE).where(ours).order_by((ISSUE.c.number + 0).desc()).limit(most))
    return [issues.of_row(row) for row in rows]


def visible(scope: Scope) -> ColumnElement[bool]:
    """Return the condition for what somebody may see."""
    if scope.everything:
        return true()
    may: list[ColumnElement[bool]] = []
    if scope.buildings:
        # A building narrows it down further than its squads do: there is nothing for an index in them.
        in_the_open = ISSUE.c.squad.concat("").in_(sorted(scope.open_squads))
        may.append(and_(_one_of(ISSUE.c.chat_id, scope.buildings), in_the_open))
    if scope.squads:
        may.append(_one_of(ISSUE.c.squad, scope.squads))
    if scope.person is not None:
        may.append(_of_person(scope.person))
    return or_(*may) if may else false()


def _one_of(column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Return the condition that a column is one of some values; of a single one an index also knows the order."""
    return column == next(iter(values)) if len(values) == 1 else column.in_(sorted(values))


def overdue(now: datetime) -> ColumnElement[bool]:
    """Return the condition for what should have been taken, or be done, by now."""
    return and_(ISSUE.c.state.in_(_RUNNING), ISSUE.c.due_at <= now)


def _open(community: CommunityId) -> ColumnElement[bool]:
    # The second condition says what the first does, for the index of what is open.
    return and_(ISSUE.c.community_id == community, ISSUE.c.state.in_(_OPEN), ISSUE.c.closed_at.is_(None))


def _wanted(wanted: Wanted, now: datetime) -> ColumnElement[bool]:
    return and_(_on_shelf(wanted, now), *_near(wanted))


def _on_shelf(wanted: Wanted, now: datetime) -> ColumnElement[bool]:
    match wanted.shelf:
        case Shelf.OPEN:
            return true()
        case Shelf.MINE:
            return _of_person(wanted.person)
        case Shelf.SQUAD:
            return ISSUE.c.squad.in_(sorted(wanted.squads))
        case Shelf.OVERDUE:
            return overdue(now)


def _near(wanted: Wanted) -> list[ColumnElement[bool]]:
    parts = ("unit", "room", "floor", "zone", "spot")
    said = [(part, getattr(wanted.place, part)) for part in parts]
    near = [ISSUE.c[f"place_{part}"] == value for part, value in said if value is not None]
    if wanted.place.building is not None:
        unnamed = and_(ISSUE.c.place_building.is_(None), ISSUE.c.chat_id.in_(sorted(wanted.called)))
        near.append(or_(ISSUE.c.place_building == wanted.place.building, unnamed))
    return near


def _of_person(person: int) -> ColumnElement[bool]:
    return or_(ISSUE.c.reporter_id == person, ISSUE.c.claimed_by == person)
