"""Figures of issues for a span of time, counted by the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, case, func, or_, select

from bot.domain.ids import CommunityId, SquadKey
from bot.domain.issue import IssueState
from bot.domain.seeing import Scope
from bot.domain.stats import Figures, Group, median_of
from storage.database import Transaction
from storage.seeing import overdue, visible
from storage.tables import ISSUE


def count(
    tx: Transaction, community: CommunityId, scope: Scope, since: datetime, until: datetime, now: datetime
) -> Figures:
    """Return what became of the issues that were reported in a span of time."""
    ours = and_(
        ISSUE.c.community_id == community, ISSUE.c.reported_at >= since, ISSUE.c.reported_at < until, visible(scope)
    )
    late = or_(overdue(now), ISSUE.c.claimed_at > ISSUE.c.due_at)
    rows: Sequence[Any] = tx.execute(
        select(
            ISSUE.c.squad,
            ISSUE.c.category,
            func.count(),
            func.count(ISSUE.c.claimed_after),
            _sum(ISSUE.c.state == IssueState.ACCEPTED.value),
            _sum(ISSUE.c.round > 1),
            _sum(late),
        )
        .where(ours)
        .group_by(ISSUE.c.squad, ISSUE.c.category)
    ).all()
    return Figures(
        groups=tuple(Group(SquadKey(row[0]), row[1], *(int(counted) for counted in row[2:])) for row in rows),
        hours_to_claim=_median_hours(tx, ISSUE.c.claimed_after, ours),
        hours_to_accept=_median_hours(tx, ISSUE.c.accepted_after, ours),
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _median_hours(tx: Transaction, minutes: Column[Any], ours: ColumnElement[bool]) -> float | None:
    """Return the median in hours: how often there is each number of minutes is far less than all of them."""
    counted = select(minutes, func.count()).where(ours, minutes.is_not(None)).group_by(minutes)
    rows: Sequence[Any] = tx.execute(counted).all()
    middle = median_of({row[0]: row[1] for row in rows})
    return None if middle is None else middle / 60
