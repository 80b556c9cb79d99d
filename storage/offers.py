"""Offers to file a message, and what their writers answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId
from bot.domain.issue import IssueState, Origin, Urgency
from bot.domain.place import NOWHERE, Place
from storage import place
from storage.database import Transaction
from storage.tables import ISSUE, OFFER

FALSE_ALARM = timedelta(minutes=10)
"""An issue that its reporter withdraws sooner than this was none."""


@dataclass(frozen=True, slots=True)
class KeptOffer:
    """A message that may be an issue."""

    chat: ChatId
    message: MessageId
    thread: int | None
    community: CommunityId
    person: PersonId
    text: str
    squad: str | None
    category: str | None
    urgency: Urgency
    asked_at: datetime
    intent: str = "report"
    place: Place = NOWHERE
    alike: IssueNumber | None = None
    """The open issue that it seems to be."""
    filed: bool | None = None
    """None until it is answered."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a message was taken for, and whether its writer agreed."""

    text: str
    intent: str
    category: str | None
    filed: bool


def add(tx: Transaction, offer: KeptOffer) -> None:
    """Keep an offer."""
    tx.execute(
        insert(OFFER).values(
            chat_id=offer.chat,
            message_id=offer.message,
            thread_id=offer.thread,
            community_id=offer.community,
            person_id=offer.person,
            asked_at=offer.asked_at,
            alike=offer.alike,
            **_understood(offer),
        )
    )


def find(tx: Transaction, chat: ChatId, message: MessageId) -> KeptOffer | None:
    """Return the offer about a message."""
    row = tx.execute(select(OFFER).where(OFFER.c.chat_id == chat, OFFER.c.message_id == message)).one_or_none()
    return None if row is None else _offer(row)


def latest(tx: Transaction, chat: ChatId, thread: int | None, person: PersonId, since: datetime) -> KeptOffer | None:
    """Return what somebody has just been asked in a chat's topic and hasn't answered yet, if there is something."""
    ours = (
        (OFFER.c.chat_id == chat)
        & (OFFER.c.thread_id == thread)
        & (OFFER.c.person_id == person)
        & (OFFER.c.asked_at >= since)
        & OFFER.c.filed.is_(None)
    )
    row = tx.execute(select(OFFER).where(ours).order_by(OFFER.c.message_id.desc()).limit(1)).one_or_none()
    return None if row is None else _offer(row)


def reword(tx: Transaction, offer: KeptOffer) -> None:
    """Keep the new words of a message that was asked about, and what they are taken to mean."""
    ours = (OFFER.c.chat_id == offer.chat) & (OFFER.c.message_id == offer.message)
    tx.execute(update(OFFER).where(ours).values(_understood(offer)))


def answer(tx: Transaction, offer: KeptOffer, now: datetime, *, filed: bool) -> None:
    """Keep what the writer answered."""
    ours = (OFFER.c.chat_id == offer.chat) & (OFFER.c.message_id == offer.message)
    tx.execute(update(OFFER).where(ours).values(filed=filed, answered_at=now))


def feedback(tx: Transaction) -> tuple[Feedback, ...]:
    """Return what neighbours of all communities in the database made of the bot's readings, asked or acted on.

    A reading is wrong where the answer was no, or where the issue was withdrawn at once. Where nothing was answered, or
    an issue that was filed unasked is still open, nothing is known.
    """
    return (*_of_answers(tx), *_of_issues(tx))


def _of_answers(tx: Transaction) -> list[Feedback]:
    issue = (ISSUE.c.chat_id == OFFER.c.chat_id) & (ISSUE.c.message_id == OFFER.c.message_id)
    rows = tx.execute(
        select(OFFER.c.text, OFFER.c.intent, OFFER.c.category, OFFER.c.filed, *_ENDED)
        .outerjoin(ISSUE, issue)
        .where(OFFER.c.filed.is_not(None))
        .order_by(OFFER.c.asked_at, OFFER.c.chat_id, OFFER.c.message_id)
    )
    return [Feedback(row.text, row.intent, row.category, row.filed and not _false_alarm(row)) for row in rows]


def _of_issues(tx: Transaction) -> list[Feedback]:
    over = (IssueState.ACCEPTED.value, IssueState.WITHDRAWN.value)
    rows = tx.execute(
        select(ISSUE.c.text, ISSUE.c.category, *_ENDED)
        .where(ISSUE.c.origin == Origin.MESSAGE.value, ISSUE.c.state.in_(over))
        .order_by(ISSUE.c.community_id, ISSUE.c.number)
    )
    # What was withdrawn later was something, but nobody has said that it was an issue.
    known = (row for row in rows if row.state == IssueState.ACCEPTED or _false_alarm(row))
    return [Feedback(row.text, "report", row.category, row.state == IssueState.ACCEPTED) for row in known]


_ENDED = (ISSUE.c.state, ISSUE.c.reported_at, ISSUE.c.closed_at)


def _false_alarm(row: Row[Any]) -> bool:
    return bool(row.state == IssueState.WITHDRAWN and row.closed_at - row.reported_at <= FALSE_ALARM)


def _understood(offer: KeptOffer) -> dict[str, Any]:
    return {
        "text": offer.text,
        "intent": offer.intent,
        "squad": offer.squad,
        "category": offer.category,
        "urgency": offer.urgency.value,
        **place.values(offer.place),
    }


def _offer(row: Row[Any]) -> KeptOffer:
    return KeptOffer(
        chat=ChatId(row.chat_id),
        message=MessageId(row.message_id),
        thread=row.thread_id,
        community=CommunityId(row.community_id),
        person=PersonId(row.person_id),
        text=row.text,
        squad=row.squad,
        category=row.category,
        urgency=Urgency(row.urgency),
        asked_at=row.asked_at,
        intent=row.intent,
        place=place.of_row(row),
        alike=None if row.alike is None else IssueNumber(row.alike),
        filed=row.filed,
    )
