"""A database with all tables, and a small community in it."""

from collections.abc import Iterator

import pytest

from bot.domain.ids import CommunityId
from storage.database import Database
from tests.storage.makers import settle


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Return an open database."""
    with Database(migrated_url) as database:
        yield database


@pytest.fixture
def community(database: Database) -> CommunityId:
    """Return a community of two buildings, two squads and three people."""
    return database.work(settle)
