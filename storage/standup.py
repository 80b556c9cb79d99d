"""What is done next about issues, as leads have said it."""

from sqlalchemy import and_, exists, insert, select, update

from bot.domain.ids import CommunityId, IssueNumber, PersonId
from bot.domain.issue import OPEN
from bot.domain.standup import NextStep
from storage.database import Transaction
from storage.tables import ISSUE, NEXT_STEP

_OPEN = [state.value for state in OPEN]


def keep(tx: Transaction, step: NextStep) -> None:
    """Keep a next step in the place of the one before."""
    ours = (NEXT_STEP.c.community_id == step.community) & (NEXT_STEP.c.number == step.number)
    values = {
        "round": step.round,
        "text": step.text,
        "owner_id": step.owner,
        "due_at": step.due_at,
        "named_by": step.named_by,
        "named_at": step.named_at,
    }
    if not tx.execute(update(NEXT_STEP).where(ours).values(values)).rowcount:
        tx.execute(insert(NEXT_STEP).values({"community_id": step.community, "number": step.number} | values))


def find(tx: Transaction, community: CommunityId, number: IssueNumber) -> NextStep | None:
    """Return what is done next about an issue, if anybody has said."""
    ours = (NEXT_STEP.c.community_id == community) & (NEXT_STEP.c.number == number)
    row = tx.execute(select(NEXT_STEP).where(ours)).one_or_none()
    if row is None:
        return None
    return NextStep(
        community=community,
        number=number,
        round=row.round,
        text=row.text,
        owner=PersonId(row.owner_id),
        due_at=row.due_at,
        named_by=PersonId(row.named_by),
        named_at=row.named_at,
    )


def unnamed(tx: Transaction, community: CommunityId, most: int) -> list[IssueNumber]:
    """Return the open issues that were sent back and of which nobody has said in this round what is done next.

    Those sent back most often come first.
    """
    named = exists().where(
        and_(
            NEXT_STEP.c.community_id == ISSUE.c.community_id,
            NEXT_STEP.c.number == ISSUE.c.number,
            NEXT_STEP.c.round == ISSUE.c.round,
        )
    )
    ours = (ISSUE.c.community_id == community) & ISSUE.c.state.in_(_OPEN) & (ISSUE.c.round > 1) & ~named
    found = select(ISSUE.c.number).where(ours).order_by(ISSUE.c.round.desc(), ISSUE.c.number).limit(most)
    return [IssueNumber(number) for number in tx.execute(found).scalars()]


def oldest(tx: Transaction, community: CommunityId, most: int) -> list[IssueNumber]:
    """Return the issues that have been open longest."""
    ours = (ISSUE.c.community_id == community) & ISSUE.c.state.in_(_OPEN)
    found = select(ISSUE.c.number).where(ours).order_by(ISSUE.c.reported_at, ISSUE.c.number).limit(most)
    return [IssueNumber(number) for number in tx.execute(found).scalars()]
