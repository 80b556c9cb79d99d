"""How squads have done in a span of time, counted from issues and their timelines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, select, true

from bot.domain.figures import Figures, median
from bot.domain.ids import ChatId, CommunityId, SquadKey
from bot.domain.issue import IssueState, Step
from storage.database import Transaction
from storage.tables import EVENT, ISSUE, RATING

_NOT_COUNTED = [IssueState.WITHDRAWN.value, IssueState.DUPLICATE.value]
_RUNNING = [IssueState.REPORTED.value, IssueState.DISPATCHED.value, IssueState.CLAIMED.value]
"""States in which a due time runs."""
_CLAIMS = [Step.CLAIM.value, Step.ASSIGN.value]
_RETURNS = [Step.RETURN.value, Step.REOPEN.value]


def of_squads(
    tx: Transaction,
    community: CommunityId,
    since: datetime,
    until: datetime,
    buildings: Sequence[ChatId] | None = None,
) -> dict[SquadKey, Figures]:
    """Return what happened in a span, for each squad with which anything did; ``until`` isn't in it.

    :param buildings: count only their issues.
    """
    ours = ISSUE.c.community_id == community
    ours &= true() if buildings is None else ISSUE.c.chat_id.in_(buildings)
    found: dict[SquadKey, Figures] = {}
    for squad, received in _received(tx, ours, since, until):
        found[squad] = replace(_of(found, squad), received=received)
    for squad, claimed, accepted, first_time, returned in _done(tx, community, ours, since, until):
        found[squad] = replace(
            _of(found, squad), claimed=claimed, accepted=accepted, first_time=first_time, returned=returned
        )
    for squad, overdue in _overdue(tx, ours, until):
        found[squad] = replace(_of(found, squad), overdue=overdue)
    for squad, ratings, stars in _ratings(tx, ours, since, until):
        found[squad] = replace(_of(found, squad), ratings=ratings, stars=stars)
    for squad, spans in _spans(tx, ours, since, until).items():
        found[squad] = replace(_of(found, squad), median=median(spans))
    return found


def _of(found: dict[SquadKey, Figures], squad: SquadKey) -> Figures:
    return found.get(squad, Figures(squad))


def _received(
    tx: Transaction, ours: ColumnElement[bool], since: datetime, until: datetime
) -> list[tuple[SquadKey, int]]:
    within = (ISSUE.c.reported_at >= since) & (ISSUE.c.reported_at < until) & ISSUE.c.state.not_in(_NOT_COUNTED)
    rows = tx.execute(select(ISSUE.c.squad, func.count().label("issues")).where(ours, within).group_by(ISSUE.c.squad))
    return [(SquadKey(row.squad), row.issues) for row in rows]


def _done(
    tx: Transaction, community: CommunityId, ours: ColumnElement[bool], since: datetime, until: datetime
) -> list[tuple[SquadKey, int, int, int, int]]:
    """Return claims, acceptances, those in the first round, and returns; an issue counts once in each."""

    def issues_with(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(func.distinct(case((condition, EVENT.c.number))))

    accepted = EVENT.c.step == Step.ACCEPT.value
    of_issue = and_(ISSUE.c.community_id == EVENT.c.community_id, ISSUE.c.number == EVENT.c.number)
    wanted = [*_CLAIMS, *_RETURNS, Step.ACCEPT.value]
    within = (EVENT.c.community_id == community) & (EVENT.c.at >= since) & (EVENT.c.at < until)
    rows = tx.execute(
        select(
            ISSUE.c.squad,
            issues_with(EVENT.c.step.in_(_CLAIMS)).label("claimed"),
            issues_with(accepted).label("accepted"),
            issues_with(accepted & (EVENT.c.round == 1)).label("first_time"),
            issues_with(EVENT.c.step.in_(_RETURNS)).label("returned"),
        )
        .join(ISSUE, of_issue)
        .where(ours, within, EVENT.c.step.in_(wanted))
        .group_by(ISSUE.c.squad)
    )
    return [(SquadKey(row.squad), row.claimed, row.accepted, row.first_time, row.returned) for row in rows]


def _overdue(tx: Transaction, ours: ColumnElement[bool], at: datetime) -> list[tuple[SquadKey, int]]:
    late = ISSUE.c.state.in_(_RUNNING) & (ISSUE.c.due_at < at)
    rows = tx.execute(select(ISSUE.c.squad, func.count().label("issues")).where(ours, late).group_by(ISSUE.c.squad))
    return [(SquadKey(row.squad), row.issues) for row in rows]


def _ratings(
    tx: Transaction, ours: ColumnElement[bool], since: datetime, until: datetime
) -> list[tuple[SquadKey, int, int]]:
    of_issue = and_(ISSUE.c.community_id == RATING.c.community_id, ISSUE.c.number == RATING.c.number)
    within = (RATING.c.at >= since) & (RATING.c.at < until)
    counted = select(ISSUE.c.squad, func.count().label("ratings"), func.sum(RATING.c.stars).label("stars"))
    rows = tx.execute(counted.join(ISSUE, of_issue).where(ours, within).group_by(ISSUE.c.squad))
    return [(SquadKey(row.squad), row.ratings, int(row.stars)) for row in rows]


def _spans(
    tx: Transaction, ours: ColumnElement[bool], since: datetime, until: datetime
) -> dict[SquadKey, list[timedelta]]:
    """Return how long each issue took that neighbours have accepted; what silence has accepted tells nothing."""
    within = (ISSUE.c.closed_at >= since) & (ISSUE.c.closed_at < until)
    accepted = (ISSUE.c.state == IssueState.ACCEPTED.value) & ~ISSUE.c.by_silence
    spans: dict[SquadKey, list[timedelta]] = {}
    for row in tx.execute(select(ISSUE.c.squad, ISSUE.c.reported_at, ISSUE.c.closed_at).where(ours, accepted, within)):
        spans.setdefault(SquadKey(row.squad), []).append(row.closed_at - row.reported_at)
    return spans
