"""Migrations: they make what the tables say, once, whoever comes at the same time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text

from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, UpdateId
from bot.domain.issue import Origin
from bot.domain.place import NOWHERE
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.seeing import Scope
from storage import cards, inbox, issues, migrate, offers, outbox, reminders, words
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


BEFORE_PLACES = "6a0d7cce2713"
KEPT_THEN = """
INSERT INTO community (id, name, zone, language) VALUES (1, 'Ivy Lane', 'Asia/Shanghai', 'zh');
INSERT INTO squad (community_id, key, chat_id, language, name_zh, name_en, lane)
VALUES (1, 'plumbers', -2001, 'zh', '水', 'water', 'open');
INSERT INTO person (id, name, language) VALUES (1001, '王阿姨', 'zh');
INSERT INTO issue (community_id, number, chat_id, reporter_id, text, urgency, squad, state, reported_at, due_at)
VALUES (1, 1, -1003, 1001, '漏水', 'normal', 'plumbers', 'dispatched', '2026-03-16 02:00', '2026-03-16 06:00');
INSERT INTO timeline_event (id, community_id, number, step, at, person_id, round)
VALUES (1, 1, 1, 'report', '2026-03-16 02:00', 1001, 1);
INSERT INTO offer (chat_id, message_id, community_id, person_id, text, urgency, asked_at, filed)
VALUES (-1003, 7, 1, 1001, '漏水', 'normal', '2026-03-16 02:00', NULL);
INSERT INTO card (id, community_id, number, kind, round, chat_id, message_id)
VALUES (1, 1, 1, 'building', 1, -1003, 8);
INSERT INTO outbox (lane, chat_id, kind, body, card_id, owed_since, due_at)
VALUES ('-1003', -1003, 'card', '{}', 1, '2026-03-16 02:00', '2026-03-16 02:00');
INSERT INTO reminder (community_id, kind, number, round, attempt, due_at)
VALUES (1, 'unclaimed', 1, 1, 1, '2026-03-16 06:00')
"""


def test_what_was_kept_before_places_were_is_kept_still(database_url: str, engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        command.downgrade(migrate._config(connection), BEFORE_PLACES)
        for statement in KEPT_THEN.split(";"):
            connection.execute(text(statement))
    migrate.upgrade(engine)
    with Database(database_url) as database:
        issue = database.read(lambda tx: issues.access(tx, CommunityId(1), IssueNumber(1)))
        assert (issue.text, issue.place, issue.origin, issue.note) == ("漏水", NOWHERE, Origin.COMMAND, "")
        everything = Scope(everything=True)
        assert database.read(lambda tx: words.find(tx, CommunityId(1), everything, ["漏水"], 9, 0)) == [issue]
        offer = database.read(lambda tx: offers.find(tx, ChatId(-1003), MessageId(7)))
        assert offer is not None
        assert (offer.text, offer.intent, offer.place) == ("漏水", "report", NOWHERE)
        card = database.read(lambda tx: cards.find(tx, cards.of_issue(issue), cards.BUILDING, 1))
        assert card is not None
        assert (card.chat, card.message) == (ChatId(-1003), MessageId(8))
        assert database.read(lambda tx: outbox.head(tx, "-1003", 1))[0].card == card.id
        due_at = datetime(2026, 3, 16, 6, tzinfo=UTC)
        [(_, reminder)] = database.read(lambda tx: reminders.due(tx, CommunityId(1), due_at, 9))
        assert reminder == Reminder(CommunityId(1), ReminderKind.UNCLAIMED, issue.number, 1, due_at)


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
