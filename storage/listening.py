"""How the bot listens in each building's chat, and what it would have done while it only listened."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from bot.domain.ids import ChatId, CommunityId, MessageId
from bot.domain.listening import EXAMPLES, Eagerness, Finding, Findings, Listening
from storage.database import Transaction
from storage.tables import CHAT_SETTING, FINDING


def settings(tx: Transaction, community: CommunityId) -> dict[ChatId, Listening]:
    """Return what is set for the community's chats; a chat that isn't there has nothing set."""
    rows = tx.execute(select(CHAT_SETTING).where(CHAT_SETTING.c.community_id == community))
    return {ChatId(row.chat_id): _listening(row) for row in rows}


def find(tx: Transaction, chat: ChatId) -> Listening:
    """Return how the bot listens in a chat."""
    row = tx.execute(select(CHAT_SETTING).where(CHAT_SETTING.c.chat_id == chat)).one_or_none()
    return Listening() if row is None else _listening(row)


def keep(tx: Transaction, community: CommunityId, chat: ChatId, listening: Listening) -> None:
    """Keep how the bot listens in a chat."""
    values = {
        "community_id": community,
        "eagerness": listening.eagerness.value,
        "listening_until": listening.until,
    }
    if not tx.execute(update(CHAT_SETTING).where(CHAT_SETTING.c.chat_id == chat).values(values)).rowcount:
        tx.execute(insert(CHAT_SETTING).values(chat_id=chat, **values))


def over(tx: Transaction, community: CommunityId, now: datetime) -> list[ChatId]:
    """Return the chats in which the days of only listening are over."""
    due = (CHAT_SETTING.c.community_id == community) & (CHAT_SETTING.c.listening_until <= now)
    chats = tx.execute(select(CHAT_SETTING.c.chat_id).where(due).order_by(CHAT_SETTING.c.chat_id.desc())).scalars()
    return [ChatId(chat) for chat in chats]


def add_finding(tx: Transaction, community: CommunityId, finding: Finding, *, files: bool) -> None:
    """Count what the bot would have done with a message; keep the first ones as examples."""
    column = CHAT_SETTING.c.would_file if files else CHAT_SETTING.c.would_ask
    tx.execute(update(CHAT_SETTING).where(CHAT_SETTING.c.chat_id == finding.chat).values({column: column + 1}))
    here = select(func.count()).select_from(FINDING).where(FINDING.c.chat_id == finding.chat)
    if tx.execute(here).scalar_one() >= EXAMPLES:
        return
    values = {
        "chat_id": finding.chat,
        "message_id": finding.message,
        "community_id": community,
        "at": finding.at,
        "intent": finding.intent,
        "sureness": finding.sureness,
        "category": finding.category,
        "text": finding.text,
    }
    tx.execute(insert(FINDING).values(values))


def take_findings(tx: Transaction, chats: Collection[ChatId]) -> list[Findings]:
    """Return what the bot would have done in some chats, and forget it."""
    found = [_findings(tx, chat) for chat in chats]
    tx.execute(delete(FINDING).where(FINDING.c.chat_id.in_(chats)))
    tx.execute(update(CHAT_SETTING).where(CHAT_SETTING.c.chat_id.in_(chats)).values(would_file=0, would_ask=0))
    return found


def _findings(tx: Transaction, chat: ChatId) -> Findings:
    counts = tx.execute(
        select(CHAT_SETTING.c.would_file, CHAT_SETTING.c.would_ask).where(CHAT_SETTING.c.chat_id == chat)
    ).one()
    rows = tx.execute(select(FINDING).where(FINDING.c.chat_id == chat).order_by(FINDING.c.message_id))
    examples = tuple(
        Finding(
            chat=chat,
            message=MessageId(row.message_id),
            at=row.at,
            intent=row.intent,
            sureness=row.sureness,
            category=row.category,
            text=row.text,
        )
        for row in rows
    )
    return Findings(chat, counts.would_file, counts.would_ask, examples)


def _listening(row: Row[Any]) -> Listening:
    return Listening(Eagerness(row.eagerness), row.listening_until)
