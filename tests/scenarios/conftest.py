"""The town in which the conversations are played."""

from collections.abc import AsyncIterator

import pytest

from tests.support.town import Town, open_town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town with a running bot, on SQLite and on PostgreSQL."""
    async with open_town(database_url) as town, town.running():
        yield town
