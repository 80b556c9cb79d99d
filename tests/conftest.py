"""Both databases for every test that remembers something, and one way to leave out what a machine can't do."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import postgres
from tests.support.optional import optional

# No test's verdict hangs on how fast the machine is; and in CI the same examples come each time.
settings.register_profile(
    "pavilion", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pavilion")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Cluster]:
    """Return a PostgreSQL server, started once for each of pytest's processes."""
    try:
        with postgres.cluster() as cluster:
            yield cluster
    except postgres.PostgresMissing as missing:
        optional(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a new and empty database: once a SQLite file, once a PostgreSQL database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/pavilion.db"
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgresql")
    url = cluster.create()
    yield url
    cluster.drop(url)
