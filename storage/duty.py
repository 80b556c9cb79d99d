"""Which stewards take tasks now, and how many."""

from sqlalchemy import func, insert, select, update

from bot.domain.duty import Duty
from bot.domain.ids import CommunityId, PersonId, SquadKey
from bot.domain.issue import IssueState
from storage.database import Transaction
from storage.tables import DUTY, ISSUE


def of_squad(tx: Transaction, community: CommunityId, squad: SquadKey) -> dict[PersonId, Duty]:
    """Return what stewards of a squad have said; whoever is missing is on duty without a limit."""
    rows = tx.execute(select(DUTY).where(DUTY.c.community_id == community, DUTY.c.squad == squad))
    return {PersonId(row.person_id): Duty(row.is_on, row.cap) for row in rows}


def of_person(tx: Transaction, community: CommunityId, squad: SquadKey, person: PersonId) -> Duty:
    """Return what a steward has said in a squad."""
    ours = (DUTY.c.community_id == community) & (DUTY.c.squad == squad) & (DUTY.c.person_id == person)
    row = tx.execute(select(DUTY.c.is_on, DUTY.c.cap).where(ours)).one_or_none()
    return Duty() if row is None else Duty(row.is_on, row.cap)


def keep(tx: Transaction, community: CommunityId, squad: SquadKey, person: PersonId, duty: Duty) -> None:
    """Remember what a steward says."""
    ours = (DUTY.c.community_id == community) & (DUTY.c.squad == squad) & (DUTY.c.person_id == person)
    values = {"is_on": duty.on, "cap": duty.cap}
    if not tx.execute(update(DUTY).where(ours).values(values)).rowcount:
        tx.execute(insert(DUTY).values(community_id=community, squad=squad, person_id=person, **values))


def open_tasks(tx: Transaction, community: CommunityId, squad: SquadKey) -> dict[PersonId, int]:
    """Return how many tasks each steward of a squad has in hand; whoever has none is missing."""
    theirs = (ISSUE.c.community_id == community) & (ISSUE.c.squad == squad)
    in_hand = theirs & (ISSUE.c.state == IssueState.CLAIMED.value)
    counted = select(ISSUE.c.claimed_by, func.count().label("n")).where(in_hand).group_by(ISSUE.c.claimed_by)
    return {PersonId(row.claimed_by): int(row.n) for row in tx.execute(counted)}
