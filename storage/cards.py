"""The living messages: one card for each subject, kind and round in a chat."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId
from bot.domain.issue import Issue
from storage.database import Transaction
from storage.tables import CARD

# Statements of every report are built once: building costs as much as carrying out.
_ADD = insert(CARD).returning(CARD.c.id)

BUILDING, SQUAD, ACCEPTANCE, REASON = "building", "squad", "acceptance", "reason"


@dataclass(frozen=True, slots=True)
class Card:
    """Which message in which chat shows which issue."""

    id: int
    community: CommunityId
    number: IssueNumber
    kind: str
    round: int
    chat: ChatId
    message: MessageId | None
    new: bool = False
    """It was made in this transaction."""


def find(tx: Transaction, issue: Issue, kind: str, round_: int) -> Card | None:
    """Return an issue's card."""
    ours = (
        (CARD.c.community_id == issue.community)
        & (CARD.c.number == issue.number)
        & (CARD.c.kind == kind)
        & (CARD.c.round == round_)
    )
    row = tx.execute(select(CARD).where(ours)).one_or_none()
    return None if row is None else _card(row)


def add(tx: Transaction, issue: Issue, kind: str, round_: int, chat: ChatId, message: MessageId | None = None) -> Card:
    """Make an issue's card; ``message`` is one that already stands in the chat and will show it."""
    values = {
        "community_id": issue.community,
        "number": issue.number,
        "kind": kind,
        "round": round_,
        "chat_id": chat,
        "message_id": message,
    }
    made = tx.execute(_ADD, values).scalar_one()
    return Card(made, issue.community, issue.number, kind, round_, chat, message, new=True)


def retire(tx: Transaction, card: Card) -> None:
    """Let a card's message stay, but show the issue no longer: the next card takes its place."""
    tx.execute(update(CARD).where(CARD.c.id == card.id).values(kind=f"retired {card.id}"))


def of_message(tx: Transaction, community: CommunityId, chat: ChatId, message: MessageId) -> Card | None:
    """Return the card that a message shows."""
    ours = (CARD.c.community_id == community) & (CARD.c.chat_id == chat) & (CARD.c.message_id == message)
    row = tx.execute(select(CARD).where(ours)).one_or_none()
    return None if row is None else _card(row)


def _card(row: Row[Any]) -> Card:
    return Card(
        id=row.id,
        community=CommunityId(row.community_id),
        number=IssueNumber(row.number),
        kind=row.kind,
        round=row.round,
        chat=ChatId(row.chat_id),
        message=None if row.message_id is None else MessageId(row.message_id),
    )
