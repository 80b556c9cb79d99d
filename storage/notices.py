"""What waits for the morning, and how much somebody wants to hear in private."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId
from bot.domain.issue import Issue
from bot.domain.notice import Notices
from storage.database import Transaction
from storage.tables import NOTICE, PERSON


def hold(tx: Transaction, issue: Issue, chat: ChatId, now: datetime) -> None:
    """Remember that a chat shall hear of an issue in its next digest; once is enough."""
    ours = (NOTICE.c.community_id == issue.community) & (NOTICE.c.chat_id == chat) & (NOTICE.c.number == issue.number)
    if tx.execute(select(NOTICE.c.number).where(ours)).first() is None:
        values = {"community_id": issue.community, "chat_id": chat, "number": issue.number, "at": now}
        tx.execute(insert(NOTICE).values(values))


def take(tx: Transaction, community: CommunityId, chat: ChatId) -> tuple[IssueNumber, ...]:
    """Take what a chat shall hear of, longest waiting first."""
    ours = (NOTICE.c.community_id == community) & (NOTICE.c.chat_id == chat)
    numbers = tx.execute(select(NOTICE.c.number).where(ours).order_by(NOTICE.c.at, NOTICE.c.number)).scalars().all()
    if numbers:
        tx.execute(delete(NOTICE).where(ours))
    return tuple(IssueNumber(number) for number in numbers)


def wanted(tx: Transaction, people: Iterable[PersonId]) -> dict[PersonId, Notices]:
    """Return how much those want to hear to whom the bot may write first."""
    rows = tx.execute(select(PERSON.c.id, PERSON.c.notices).where(PERSON.c.id.in_(set(people)), PERSON.c.started))
    return {PersonId(row.id): Notices(row.notices) for row in rows}


def want(tx: Transaction, person: PersonId, notices: Notices) -> None:
    """Remember how much somebody wants to hear."""
    tx.execute(update(PERSON).where(PERSON.c.id == person).values(notices=notices.value))
