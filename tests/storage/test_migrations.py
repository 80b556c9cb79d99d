"""Migrations: they make what the tables say, once, whoever comes at the same time."""

from storage import migrate
from storage.database import open_engine


def test_migrations_make_what_the_tables_say(database_url: str) -> None:
    engine = open_engine(database_url)
    assert not migrate.is_current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    migrate.check(engine)
    engine.dispose()
