"""Figures of issues for a span of time, counted by the database."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, case, func, select

from bot.domain.ids import CommunityId, SquadKey
from bot.domain.seeing import Scope
from bot.domain.stats import Figures, Group, median_of
from storage.database import Transaction
from storage.seeing import overdue, visible
from storage.tables import ISSUE


def count(
    tx: Transaction, community: CommunityId, scope: Scope, since: datetime, until: datetime, now: datetime
) -> Figures:
    """Return what became of the issues that were reported in a span of time."""
    # Nothing for an index to look for: the one that has all that is counted is read through, which is quicker.
    reported_at = func.coalesce(ISSUE.c.reported_at, ISSUE.c.reported_at)
    within = reported_at.between(since, until - timedelta(microseconds=1))
    ours = and_(ISSUE.c.community_id == community, visible(scope), within)
    late = _overdue(tx, and_(ours, ISSUE.c.closed_at.is_(None), overdue(now)))
    rows: Sequence[Any] = tx.execute(
        select(
            ISSUE.c.squad,
            ISSUE.c.category,
            func.count(),
            func.count(ISSUE.c.claimed_after),
            func.count(ISSUE.c.accepted_after),
            func.sum(case((ISSUE.c.round > 1, 1), else_=0)),
        )
        .where(ours)
        .group_by(ISSUE.c.squad, ISSUE.c.category)
    ).all()
    return Figures(
        groups=tuple(
            Group(SquadKey(squad), category, received, claimed, done, int(returned), late[squad, category])
            for squad, category, received, claimed, done, returned in rows
        ),
        hours_to_claim=_median_hours(tx, ISSUE.c.claimed_after, ours),
        hours_to_accept=_median_hours(tx, ISSUE.c.accepted_after, ours),
    )


def _overdue(tx: Transaction, which: ColumnElement[bool]) -> Counter[tuple[str, str | None]]:
    """Count what is overdue. It is little: the index of what is open has it."""
    rows: Sequence[Any] = tx.execute(select(ISSUE.c.squad, ISSUE.c.category).where(which)).all()
    return Counter((squad, category) for squad, category in rows)


def _median_hours(tx: Transaction, minutes: Column[Any], ours: ColumnElement[bool]) -> float | None:
    """Return the median in hours: how often there is each number of minutes is far less than all of them."""
    counted = select(minutes, func.count()).where(ours, minutes.is_not(None)).group_by(minutes)
    rows: Sequence[Any] = tx.execute(counted).all()
    middle = median_of({row[0]: row[1] for row in rows})
    return None if middle is None else middle / 60
