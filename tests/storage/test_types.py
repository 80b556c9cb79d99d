"""Column types: a time without a zone does not get in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from storage import inbox
from storage.database import Database
from storage.tables import INBOX
from tests.storage.makers import kept


def test_a_time_without_a_zone_does_not_get_in(database: Database) -> None:
    naive = datetime(2026, 3, 16, 10, 0)  # noqa: DTZ001 (this is what must not get in)
    with pytest.raises(StatementError, match="a time without a zone"):
        database.work(lambda tx: inbox.keep(tx, kept(1), naive))
    assert database.read(inbox.count_waiting) == 0


@pytest.mark.parametrize("hours", [-11, 0, 8, 14])
def test_a_time_comes_back_in_utc(database: Database, hours: int) -> None:
    there = datetime(2026, 3, 16, 1, 2, 3, 456789, tzinfo=timezone(timedelta(hours=hours)))
    database.work(lambda tx: inbox.keep(tx, kept(1), there))
    back = database.read(lambda tx: tx.execute(select(INBOX.c.received_at)).scalar_one())
    assert back == there
    assert back.tzinfo is UTC
