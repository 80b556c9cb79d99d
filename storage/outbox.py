"""What the bot owes Telegram: written with the deed, sent afterwards, in each lane's order."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from bot.domain.ids import ChatId, MessageId
from bot.domain.vote.seal import Seal
from storage.cards import Card
from storage.database import Transaction
from storage.tables import CARD, OUTBOX

OWED, FAILED = "owed", "failed"
ERROR_LENGTH = 1000
_SEALED = "letter"
LINK, START = "link", "start"
"""Buttons that open an address, or the bot's own chat."""


class Kind(StrEnum):
    """What is owed."""

    MESSAGE = "message"
    CARD = "card"
    """A message the first time, an edit of it from then on."""
    EDIT = "edit"
    ANSWER = "answer"
    """The answer to a press."""
    PHOTO = "photo"
    """A picture, below a card."""
    PAPER = "paper"
    """A picture or a file that is made when it is sent; below a card, if it has one."""
    POLL = "poll"
    """A poll of Telegram's own: a card, whose message never changes."""
    STOP_POLL = "stop_poll"
    DELETE = "delete"
    """A message of the bot's that shall go."""


SHOWS_CARD = frozenset({Kind.CARD, Kind.POLL})
"""What becomes the message of its card."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said, in plain values."""

    html: str
    """Of a picture: its caption."""
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Rows of buttons: text and callback data; or text, address and ``LINK``; or text, payload and ``START``."""
    wants_reply: bool = False
    reply_to: MessageId | None = None
    thread: int | None = None
    message: MessageId | None = None
    """The message to edit."""
    press: str | None = None
    """The press to answer."""
    alert: bool = False
    """The answer stays until it is closed."""
    file: str | None = None
    """The picture, by Telegram's file_id."""
    document: bool = False
    """The picture is a file."""
    paper: dict[str, Any] | None = None
    """What to make and send, in JSON."""
    poll: dict[str, Any] | None = None
    """The poll, as sendPoll wants it."""
    sealed: str | None = None
    """All of the letter, closed with a key that isn't in the database."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A request to Telegram that waits for its turn."""

    id: int
    lane: str
    chat: ChatId | None
    kind: Kind
    letter: Letter
    version: int
    tries: int
    due_at: datetime
    card: int | None = None
    card_message: MessageId | None = None
    """The message that shows the card already, if there is one. What it shows is changed, or a picture answers it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A request that Telegram will never take."""

    chat: ChatId | None
    kind: Kind
    owed_since: datetime
    error: str


# Statements of every message are built once: building costs as much as carrying out.
_ADD = insert(OUTBOX)
_OWED = (
    select(OUTBOX, CARD.c.message_id.label("card_message"))
    .outerjoin(CARD, CARD.c.id == OUTBOX.c.card_id)
    .where(OUTBOX.c.state == OWED)
)
_HEAD = _OWED.where(OUTBOX.c.lane == bindparam("of")).order_by(OUTBOX.c.id).limit(bindparam("most"))
_NEWEST = _OWED.where(OUTBOX.c.id == bindparam("of"))
_STRIKE = delete(OUTBOX).where(OUTBOX.c.id == bindparam("of"), OUTBOX.c.version == bindparam("as_sent"))
_PARTS = tuple(part.name for part in fields(Letter))


def put(
    tx: Transaction,
    kind: Kind,
    letter: Letter,
    now: datetime,
    *,
    chat: ChatId | None = None,
    card: Card | None = None,
    rest: timedelta = timedelta(0),
    seal: Seal | None = None,
) -> None:
    """Owe something: a letter to a chat, or the answer to a press.

    A card has one place in the queue: its newer state takes the place of one that is not yet sent. Of anything else but
    a poll, the card is the one that it answers.

    :param rest: how long the edit of a card that stands in the chat already waits for newer states of it. It doesn't
        hold up the chat's other messages meanwhile.
    :param seal: closes the letter, so that whoever has the database can't read it; :func:`opened` opens it again.
    """
    lane = f"press {letter.press}" if kind is Kind.ANSWER else str(chat)
    body = {name: value for name in _PARTS if (value := getattr(letter, name))}
    if seal is not None:
        body = {"sealed": seal.close(_SEALED, json.dumps(body))}
    key = f"card {card.id}" if card is not None and kind is Kind.CARD else None
    if key is not None and card is not None and not card.new:
        newer = {"version": OUTBOX.c.version + 1, "body": body}
        waiting = update(OUTBOX).where(OUTBOX.c.key == key).values(newer).returning(OUTBOX.c.lane)
        if (there := tx.execute(waiting).scalar_one_or_none()) is not None:
            tx.owed.add(there)
            return
        if rest and card.message is not None:
            lane = key
    tx.owed.add(lane)
    values = {
        "lane": lane,
        "chat_id": chat,
        "key": key,
        "kind": kind.value,
        "body": body,
        "card_id": None if card is None else card.id,
    }
    tx.execute(_ADD, values | {"owed_since": now, "due_at": now + rest if lane == key else now})


def put_messages(tx: Transaction, letters: Sequence[tuple[ChatId, Letter]], now: datetime) -> None:
    """Owe many plain messages with one statement."""
    rows = [
        {
            "lane": str(chat),
            "chat_id": chat,
            "key": None,
            "kind": Kind.MESSAGE.value,
            "body": {name: value for name in _PARTS if (value := getattr(letter, name))},
            "card_id": None,
            "owed_since": now,
            "due_at": now,
        }
        for chat, letter in letters
    ]
    if rows:
        tx.owed.update(str(chat) for chat, _ in letters)
        tx.execute(_ADD, rows)


def lanes(tx: Transaction) -> list[str]:
    """Return every lane in which something is owed."""
    return list(tx.execute(select(OUTBOX.c.lane).where(OUTBOX.c.state == OWED).distinct()).scalars())


def head(tx: Transaction, lane: str, most: int) -> list[Owed]:
    """Return the first requests of a lane, in order."""
    return [_owed(row) for row in tx.execute(_HEAD, {"of": lane, "most": most})]


def newest(tx: Transaction, owed: Owed) -> Owed | None:
    """Return a request as it stands now, if it is still owed."""
    row = tx.execute(_NEWEST, {"of": owed.id}).one_or_none()
    return None if row is None else _owed(row)


def opened(owed: Owed, seal: Seal) -> Owed:
    """Return a request with its letter as it was before it was sealed."""
    if owed.letter.sealed is None:
        return owed
    return replace(owed, letter=_letter(json.loads(seal.open(_SEALED, owed.letter.sealed))))


def sent(tx: Transaction, owed: Owed, message: MessageId | None, poll: str | None = None) -> None:
    """Strike out what Telegram has taken; ``message`` is what it became, if it is a new message, with which ``poll``.

    If a newer version was put in its place meanwhile, that one is still owed.
    """
    if owed.kind in SHOWS_CARD and owed.card is not None and message is not None:
        # If its chat has moved meanwhile, the number is the old chat's.
        here = (CARD.c.id == owed.card) & (CARD.c.chat_id == owed.chat)
        tx.execute(update(CARD).where(here).values(message_id=message, poll_id=poll))
    tx.execute(_STRIKE, {"of": owed.id, "as_sent": owed.version})


def forget_message(tx: Transaction, owed: Owed) -> None:
    """Remember that somebody deleted the card's message: the card is sent anew."""
    tx.execute(update(CARD).where(CARD.c.id == owed.card).values(message_id=None))


def put_off(tx: Transaction, owed: Owed, until: datetime, error: str) -> None:
    """Try again later; what stands behind it in its lane waits, too."""
    values = {"due_at": until, "tries": OUTBOX.c.tries + 1, "error": error[:ERROR_LENGTH]}
    tx.execute(update(OUTBOX).where(OUTBOX.c.id == owed.id).values(values))


def give_up(tx: Transaction, owed: Owed, error: str) -> None:
    """Keep the reason why something could never be sent. A newer card may still be put under its key.

    If a newer version was put in its place meanwhile, that one is still owed.
    """
    values = {"state": FAILED, "key": None, "error": error[:ERROR_LENGTH]}
    tx.execute(update(OUTBOX).where(OUTBOX.c.id == owed.id, OUTBOX.c.version == owed.version).values(values))


def move(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """Owe to a supergroup what was owed to the group that became it, whose message numbers mean nothing there."""
    rows = tx.execute(
        select(OUTBOX.c.id, OUTBOX.c.kind, OUTBOX.c.body).where(OUTBOX.c.chat_id == old, OUTBOX.c.state == OWED)
    ).all()
    for row in rows:
        body = {name: value for name, value in row.body.items() if name != "reply_to"}
        values: dict[str, Any] = {"lane": str(new), "chat_id": new, "body": body}
        if row.kind in {Kind.EDIT, Kind.DELETE}:
            values = {"state": FAILED, "error": "the message stayed behind when the group became a supergroup"}
        tx.execute(update(OUTBOX).where(OUTBOX.c.id == row.id).values(values))
        tx.owed.add(str(new))


def failures(tx: Transaction, most: int) -> list[Failed]:
    """Return what could never be sent, newest first."""
    rows = tx.execute(select(OUTBOX).where(OUTBOX.c.state == FAILED).order_by(OUTBOX.c.id.desc()).limit(most))
    return [Failed(row.chat_id, Kind(row.kind), row.owed_since, row.error or "") for row in rows]


def count_owed(tx: Transaction) -> int:
    """Return how much is owed."""
    return int(tx.execute(select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == OWED)).scalar_one())


def prune(tx: Transaction, before: datetime) -> int:
    """Forget old failures; return how many."""
    old = (OUTBOX.c.state == FAILED) & (OUTBOX.c.owed_since < before)
    return int(tx.execute(delete(OUTBOX).where(old)).rowcount)


def _owed(row: Row[Any]) -> Owed:
    return Owed(
        id=row.id,
        lane=row.lane,
        chat=None if row.chat_id is None else ChatId(row.chat_id),
        kind=Kind(row.kind),
        letter=_letter(row.body),
        version=row.version,
        tries=row.tries,
        due_at=row.due_at,
        card=row.card_id,
        card_message=row.card_message,
    )


def _letter(body: dict[str, Any]) -> Letter:
    rows = tuple(tuple(tuple(button) for button in row) for row in body.pop("rows", ()))
    return Letter(body.pop("html", ""), rows, **body)
