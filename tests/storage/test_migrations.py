"""Migrations: they make what the tables say, once, whoever comes at the same time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect

from bot.domain.ids import UpdateId
from storage import inbox, migrate
from storage.database import Database, open_engine
from storage.tables import METADATA
from tests.storage.makers import NOW, kept

ROOT = Path(__file__).parents[2]
UPGRADE = "import sys; from storage import database, migrate; migrate.upgrade(database.open_engine(sys.argv[1]))"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def test_migrations_make_what_the_tables_say(engine: Engine) -> None:
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    migrate.check(engine)


def test_upgrading_again_changes_nothing(database_url: str, engine: Engine) -> None:
    migrate.upgrade(engine)
    with Database(database_url) as database:
        database.work(lambda tx: inbox.keep(tx, kept(1), NOW))
        migrate.upgrade(engine)
        assert [update.update for _, update in database.read(lambda tx: inbox.waiting(tx, 0, 9))] == [UpdateId(1)]


def test_a_downgrade_leaves_nothing_behind_and_can_be_taken_back(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        command.downgrade(migrate._config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    migrate.check(engine)


def test_of_two_processes_that_start_at_once_one_waits(database_url: str, engine: Engine) -> None:
    starting = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, database_url], cwd=ROOT, stderr=subprocess.PIPE)  # noqa: S603
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in starting]
    assert [process.returncode for process in starting] == [0, 0], said
    migrate.check(engine)


def test_of_two_threads_that_start_at_once_one_waits(engine: Engine) -> None:
    errors: list[Exception] = []
    together = threading.Barrier(3)

    def upgrade() -> None:
        together.wait(30)
        try:
            migrate.upgrade(engine)
        except Exception as error:  # noqa: BLE001 (told by the test)
            errors.append(error)

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())
