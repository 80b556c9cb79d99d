"""Both databases for every test that remembers something, and one way to leave out what a machine can't do."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage import migrate
from storage.database import open_engine
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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("template") / "pavilion.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgresql: postgres.Cluster) -> str:
    """Return the name of a PostgreSQL database with all tables and no rows, to be copied."""
    url = postgresql.create()
    _migrate(url)
    return postgres.name_of(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a new database with all tables: quicker than migrating an empty one."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_file")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'migrated.db')}"
        return
    cluster: postgres.Cluster = request.getfixturevalue("postgresql")
    url = cluster.create(request.getfixturevalue("migrated_template"))
    yield url
    cluster.drop(url)


def _migrate(url: str) -> None:
    engine = open_engine(url)
    migrate.upgrade(engine)
    # A copy takes the main file only, so what stands in the write-ahead log has to get there.
    engine.dispose()
