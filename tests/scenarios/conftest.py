"""The town in which the conversations are played."""

import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from nlp.understanding import Reader
from tests.support import postgres
from tests.support.town import Town, open_town

ON_BOTH = {"test_loop.py", "test_killed.py", "test_lanes.py"}
"""Conversations that are held on SQLite and on PostgreSQL each. The others are dealt out to the two."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Hold each of the other conversations on one database: what storage does on both, its own tests show.

    Where there is no PostgreSQL, all are held on SQLite.
    """
    if not postgres.is_here():
        return
    left_out = [item for item in items if _is_dealt_out(item) and not _has_its_turn(item.name)]
    config.hook.pytest_deselected(items=left_out)
    left = set(left_out)
    items[:] = [item for item in items if item not in left]


def _is_dealt_out(item: pytest.Item) -> bool:
    here = Path(__file__).parent in item.path.parents
    return here and item.path.name not in ON_BOTH and ("sqlite" in item.name or "postgresql" in item.name)


def _has_its_turn(name: str) -> bool:
    bare = name.replace("postgresql", "sqlite")
    database = ("sqlite", "postgresql")[zlib.crc32(bare.encode()) % 2]
    return database in name


@pytest.fixture
def read() -> Reader | None:
    """What reads the messages: the bot's own reader, which is None; a test may want another one."""
    return None


@pytest.fixture
async def town(migrated_url: str, read: Reader | None) -> AsyncIterator[Town]:
    """A town with a running bot, on SQLite or on PostgreSQL."""
    async with open_town(migrated_url) as town:
        town.read = read
        async with town.running():
            yield town
