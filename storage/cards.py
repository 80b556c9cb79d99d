"""The living messages: one card for each subject, kind and round in a chat."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, insert, select, update

from bot.domain.ids import ChatId, CommunityId, MessageId
from bot.domain.issue import Issue
from storage.database import Transaction
from storage.tables import CARD

BUILDING, SQUAD, ACCEPTANCE, REASON = "building", "squad", "acceptance", "reason"
QUESTION = "question"
"""The card that is a poll of Telegram's own."""
ISSUE, DRAFT, POLL, TOPIC = "issue", "draft", "poll", "topic"


@dataclass(frozen=True, slots=True)
class Subject:
    """What cards show: an issue, a vote, an event …"""

    community: CommunityId
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Card:
    """Which message in which chat shows what."""

    id: int
    subject: Subject
    kind: str
    round: int
    chat: ChatId
    message: MessageId | None
    poll: str | None = None
    """Telegram's id of the poll that the message holds."""
    new: bool = False
    """It was made in this transaction."""

    @property
    def number(self) -> int:
        """The number of what it shows."""
        return self.subject.number


# Statements of every report are built once: building costs as much as carrying out.
_ADD = insert(CARD).returning(CARD.c.id)
_FIND = (
    select(CARD)
    .where(
        CARD.c.community_id == bindparam("community"),
        CARD.c.subject == bindparam("name"),
        CARD.c.number == bindparam("of"),
        CARD.c.kind == bindparam("shown_as"),
        CARD.c.round == bindparam("in_round"),
    )
    .order_by(CARD.c.id.desc())
    .limit(1)
)
_FIND_IN_CHAT = _FIND.where(CARD.c.chat_id == bindparam("chat"))


def of_issue(issue: Issue) -> Subject:
    """Return an issue as the subject of its cards."""
    return Subject(issue.community, ISSUE, issue.number)


def find(tx: Transaction, subject: Subject, kind: str, round_: int, chat: ChatId | None = None) -> Card | None:
    """Return a subject's card: in one chat, or the newest in any."""
    wanted: dict[str, Any] = {
        "community": subject.community,
        "name": subject.name,
        "of": subject.number,
        "shown_as": kind,
        "in_round": round_,
    }
    if chat is None:
        row = tx.execute(_FIND, wanted).one_or_none()
    else:
        row = tx.execute(_FIND_IN_CHAT, wanted | {"chat": chat}).one_or_none()
    return None if row is None else _card(row)


def add(
    tx: Transaction, subject: Subject, kind: str, round_: int, chat: ChatId, message: MessageId | None = None
) -> Card:
    """Make a subject's card; ``message`` is one that already stands in the chat and will show it."""
    values = {
        "community_id": subject.community,
        "subject": subject.name,
        "number": subject.number,
        "kind": kind,
        "round": round_,
        "chat_id": chat,
        "message_id": message,
    }
    made = tx.execute(_ADD, values).scalar_one()
    return Card(made, subject, kind, round_, chat, message, new=True)


def retire(tx: Transaction, card: Card) -> None:
    """Let a card's message stay, but show its subject no longer: the next card takes its place."""
    tx.execute(update(CARD).where(CARD.c.id == card.id).values(kind=f"retired {card.id}"))


def become(tx: Transaction, card: Card, subject: Subject, kind: str, round_: int) -> None:
    """Let a card's message show something else from now on: a question becomes what it asked about."""
    values = {"subject": subject.name, "number": subject.number, "kind": kind, "round": round_}
    tx.execute(update(CARD).where(CARD.c.id == card.id).values(values))


def make_room(tx: Transaction, card: Card) -> None:
    """Let another card of the kind take a card's place; whoever answers the old one still answers one of its kind."""
    tx.execute(update(CARD).where(CARD.c.id == card.id).values(kind=f"{card.kind} {card.id}"))


def let_go(tx: Transaction, card: Card) -> None:
    """Let a card's message show another subject from now on: its card takes the message."""
    tx.execute(update(CARD).where(CARD.c.id == card.id).values(kind=f"retired {card.id}", message_id=None))


def get(tx: Transaction, community: CommunityId, card: int) -> Card | None:
    """Return a card by its id."""
    return _one(tx, community, CARD.c.id == card)


def all_of(tx: Transaction, subject: Subject) -> list[Card]:
    """Return all cards of a subject in every chat, oldest first; retired ones, too."""
    ours = (
        (CARD.c.community_id == subject.community)
        & (CARD.c.subject == subject.name)
        & (CARD.c.number == subject.number)
    )
    return [_card(row) for row in tx.execute(select(CARD).where(ours).order_by(CARD.c.id))]


def of_id(tx: Transaction, card: int) -> Card | None:
    """Return a card by its own number."""
    row = tx.execute(select(CARD).where(CARD.c.id == card)).one_or_none()
    return None if row is None else _card(row)


def of_message(tx: Transaction, community: CommunityId, chat: ChatId, message: MessageId) -> Card | None:
    """Return the card that a message shows."""
    return _one(tx, community, (CARD.c.chat_id == chat) & (CARD.c.message_id == message))


def of_poll(tx: Transaction, community: CommunityId, poll: str) -> Card | None:
    """Return the card whose message holds a poll of Telegram's."""
    return _one(tx, community, CARD.c.poll_id == poll)


def wait_for_poll(tx: Transaction, community: CommunityId) -> bool:
    """Tell whether a poll is on its way to Telegram, whose id of it isn't known yet."""
    waits = (CARD.c.subject == POLL) & (CARD.c.kind == QUESTION) & CARD.c.poll_id.is_(None)
    found = select(CARD.c.id).where(CARD.c.community_id == community, waits, CARD.c.message_id.is_(None)).limit(1)
    return tx.execute(found).first() is not None


def _one(tx: Transaction, community: CommunityId, which: ColumnElement[bool]) -> Card | None:
    row = tx.execute(select(CARD).where(CARD.c.community_id == community, which)).one_or_none()
    return None if row is None else _card(row)


def _card(row: Row[Any]) -> Card:
    return Card(
        id=row.id,
        subject=Subject(CommunityId(row.community_id), row.subject, row.number),
        kind=row.kind,
        round=row.round,
        chat=ChatId(row.chat_id),
        message=None if row.message_id is None else MessageId(row.message_id),
        poll=row.poll_id,
    )
