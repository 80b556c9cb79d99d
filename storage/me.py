"""All that is kept of one person, wherever it stands; and how it is erased without tearing holes into the record.

Both walk through all tables: whatever refers to a person is found, also in a table that comes later.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, func, insert, or_, select, update

from bot.domain.ids import CommunityId, PersonId
from bot.domain.memo import MemoState
from storage.database import Transaction
from storage.tables import (
    CALENDAR_ADDRESS,
    DRAFT,
    DUTY,
    HELD_BALLOT,
    MEMBERSHIP,
    MEMO,
    METADATA,
    NOTICE,
    OFFER,
    OUTBOX,
    PERSON,
    TOPIC_SUPPORT,
    WAITING_PHOTO,
    WRONG_CODE,
)

ROWS = 2_000
"""Rows of one table that are exported; the newest stay behind only with somebody who did more than that."""
_OWN = frozenset({"person_id", "reporter_id", "author_id", "called_by", "starter_id", "stands_for", "raised_by"})
"""Columns that say whose a row is. Others say who handled somebody else's, whose words it may hold."""
_GONE = (MEMBERSHIP, DRAFT, DUTY, WRONG_CODE, OFFER, HELD_BALLOT, CALENDAR_ADDRESS, WAITING_PHOTO)
"""What the record doesn't need."""


def rows_of(tx: Transaction, community: CommunityId, person: PersonId) -> dict[str, list[dict[str, Any]]]:
    """Return every row that is about somebody, by table; other people in it are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    me = tx.execute(select(PERSON).where(PERSON.c.id == person)).mappings().one_or_none()
    if me is not None:
        found[PERSON.name] = [_plain(dict(me))]
    for table, columns in _of_people():
        theirs = or_(*(column == person for column in columns))
        where = [theirs] if "community_id" not in table.c else [theirs, table.c.community_id == community]
        rows = tx.execute(select(table).where(*where).order_by(*table.primary_key).limit(ROWS)).mappings()
        shown = [_shown(table, columns, dict(row), person) for row in rows]
        if shown:
            found[table.name] = shown
    return found


def counts_of(tx: Transaction, community: CommunityId, person: PersonId) -> dict[str, int]:
    """Return how many rows are about somebody, by table and column: "issue.reporter_id"."""
    found = {}
    for table, columns in _of_people():
        for column in columns:
            where = [column == person]
            if "community_id" in table.c:
                where.append(table.c.community_id == community)
            n = int(tx.execute(select(func.count()).select_from(table).where(*where)).scalar_one())
            if n:
                found[f"{table.name}.{column.name}"] = n
    return found


def erase(tx: Transaction, person: PersonId, nobody: PersonId, name: str) -> None:
    """Let what the record needs stand without the person: in their place stands somebody who is nobody."""
    tx.execute(insert(PERSON).values(id=nobody, name=name, language="en"))
    language = select(PERSON.c.language).where(PERSON.c.id == person).scalar_subquery()
    tx.execute(update(PERSON).where(PERSON.c.id == nobody).values(language=language))
    tx.execute(delete(OUTBOX).where(OUTBOX.c.chat_id == person))
    for table in _GONE:
        tx.execute(delete(table).where(table.c.person_id == person))
    personal = (MEMO.c.person_id == person) & ~MEMO.c.everyone
    tx.execute(update(MEMO).where(personal).values(text="", state=MemoState.DROPPED.value))
    tx.execute(update(TOPIC_SUPPORT).where(TOPIC_SUPPORT.c.voice == f"p{person}").values(voice=f"p{nobody}"))
    tx.execute(delete(NOTICE).where(NOTICE.c.chat_id == person))
    for table, columns in _of_people():
        for column in columns:
            tx.execute(update(table).where(column == person).values({column.name: nobody}))
    for table in METADATA.sorted_tables:
        if "chat_id" in table.c:
            # A private chat has its person's number.
            tx.execute(update(table).where(table.c.chat_id == person).values(chat_id=nobody))
    tx.execute(delete(PERSON).where(PERSON.c.id == person))


def _of_people() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Return the tables that refer to people, and by which columns."""
    for table in METADATA.sorted_tables:
        columns = [
            column
            for column in table.columns
            if any(key.column is PERSON.c.id for key in column.foreign_keys)
            or (table is WAITING_PHOTO and column.name == "person_id")
        ]
        if columns:
            yield table, columns


def _shown(table: Table, columns: list[Column[Any]], row: dict[str, Any], person: PersonId) -> dict[str, Any]:
    """Return a row as it is shown to its person: without other people, and without what is somebody else's."""
    others = {column.name for column in columns if row[column.name] != person}
    own = any(column.name in _OWN and row[column.name] == person for column in columns)
    keys = {column.name for column in table.primary_key}
    mine = {column.name for column in columns} - others
    kept = {
        name: value
        for name, value in row.items()
        if name not in others and (own or name in keys or name in mine or isinstance(value, datetime))
    }
    return _plain(kept)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return values that JSON knows; keys and hashes are nobody's business."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
        if not isinstance(value, bytes) and value is not None
    }
