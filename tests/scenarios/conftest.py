"""The town in which the conversations are played."""

from collections.abc import AsyncIterator

import pytest

from nlp.understanding import Reader
from tests.support.town import Town, open_town


@pytest.fixture
def read() -> Reader | None:
    """What reads the messages: the bot's own reader, which is None; a test may want another one."""
    return None


@pytest.fixture
async def town(migrated_url: str, read: Reader | None) -> AsyncIterator[Town]:
    """A town with a running bot, on SQLite and on PostgreSQL."""
    async with open_town(migrated_url) as town:
        town.read = read
        async with town.running():
            yield town
