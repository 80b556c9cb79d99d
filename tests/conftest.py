"""Both databases for every test that remembers something, and one way to leave out what a machine can't do."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage import migrate
from storage.database import open_engine
from storage.tables import METADATA
from tests.support import postgres
from tests.support.optional import optional

# No test's verdict hangs on how fast the machine is; and in CI the same examples come each time.
settings.register_profile(
    "pavilion", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pavilion")

# A key of its own for each run, for the bots in other processes, too: none is made beside anything.
os.environ.setdefault("PAVILION_VOTE_KEY", secrets.token_hex(32))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Cluster]:
    """Return a PostgreSQL server, started once for each of pytest's processes."""
    try:
        with postgres.cluster() as cluster:
            yield cluster
    except postgres.PostgresMissing as missing:
        optional(str(missing))


@pytest.fixture(scope="session")
def _empty(postgresql: postgres.Cluster) -> str:
    return postgresql.create("empty")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of an empty database: once a SQLite file, once PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/pavilion.db"
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgresql")
    yield request.getfixturevalue("_empty")
    cluster.clear("empty")


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "pavilion.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _migrated(postgresql: postgres.Cluster) -> str:
    return _migrate(postgresql.create("migrated"))


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database with all tables and no rows: quicker than migrating an empty one."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("_migrated_file")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'migrated.db')}"
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgresql")
    yield request.getfixturevalue("_migrated")
    cluster.wipe("migrated", [table.name for table in reversed(METADATA.sorted_tables)])


def _migrate(url: str) -> str:
    engine = open_engine(url)
    migrate.upgrade(engine)
    # The last connection's end brings SQLite's write-ahead log into the main file, so that this can be copied.
    engine.dispose()
    return url
