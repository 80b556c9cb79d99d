"""``pavilion check``: a table of what works and what doesn't, with what to do about it."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.domain.ids import ChatId, UpdateId
from bot.playground.server import Playground
from bot.playground.world import World
from storage import inbox, migrate, outbox
from storage.database import Database
from storage.inbox import Kept
from storage.outbox import Kind, Letter
from tests.support.town import EXAMPLE, PROPERTY

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(World.load()) as playground:
        yield playground


def config_file(folder: Path, api: str, *, without: str = "", extra: str = "") -> Path:
    """Write the example's config for a playground, and a database beside it."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("https://api.telegram.org", api)
    text = text.replace("sqlite:///pavilion.db", f"sqlite:///{folder}/pavilion.db").replace(without, "") + extra
    tomllib.loads(text)
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


async def check(path: Path, token: str | None) -> Result:
    """Run the command as a person does."""
    environment = {"PAVILION_BOT_TOKEN": token, "PAVILION_BOT_TOKEN_FILE": None, "COLUMNS": "200"}
    command = ["check", "--config", str(path)]
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, command, env=environment))


def migrated(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder}/pavilion.db")
    migrate.upgrade(database.engine)
    return database


async def test_all_is_well(playground: Playground, tmp_path: Path) -> None:
    migrated(tmp_path).close()
    result = await check(config_file(tmp_path, playground.url), playground.world.token)
    assert result.exit_code == 0, result.output
    for said in ("3 buildings, 6 squads", "up to date", f"@{playground.world.bot.user['username']}", "squad property"):
        assert said in result.output
    assert playground.world.token not in result.output


async def test_a_database_that_is_not_there_yet_will_be_made(playground: Playground, tmp_path: Path) -> None:
    result = await check(config_file(tmp_path, playground.url), playground.world.token)
    assert result.exit_code == 0
    assert "brought up to date at the next run" in result.output


async def test_what_was_set_aside_and_what_was_never_sent_is_shown(playground: Playground, tmp_path: Path) -> None:
    with migrated(tmp_path) as database:
        database.work(lambda tx: inbox.keep(tx, [Kept(UpdateId(77), b"{}")], NOW))
        database.work(lambda tx: inbox.failed(tx, UpdateId(77), "KeyError\nissues.py:12 claim", tries=3, last=True))
        letter = Letter(html="hello")
        database.work(lambda tx: outbox.put(tx, Kind.MESSAGE, letter, NOW, chat=ChatId(PROPERTY)))
        owed = database.read(lambda tx: outbox.head(tx, str(PROPERTY), 1))[0]
        database.work(lambda tx: outbox.give_up(tx, owed, "Forbidden: bot was kicked"))
    result = await check(config_file(tmp_path, playground.url), playground.world.token)
    assert result.exit_code == 1
    for said in ("update 77", "set aside after 3 tries", "KeyError", f"message to {PROPERTY}", "bot was kicked"):
        assert said in result.output


async def test_a_chat_without_the_bot_is_named(playground: Playground, tmp_path: Path) -> None:
    elsewhere = '\n[[buildings]]\nname = "9号楼"\nchat = -1009999999999\nlanguage = "zh"\n'
    result = await check(config_file(tmp_path, playground.url, extra=elsewhere), playground.world.token)
    assert result.exit_code == 1
    assert "building 9号楼" in result.output
    assert "add the bot to the group" in result.output


async def test_a_token_that_telegram_does_not_know(playground: Playground, tmp_path: Path) -> None:
    result = await check(config_file(tmp_path, playground.url), "1234567:another-ones-token-BBBBBBBBBBBBBB")
    assert result.exit_code == 1
    assert "Telegram doesn't know it" in result.output
    assert "another-ones" not in result.output


async def test_a_telegram_that_is_not_there(tmp_path: Path) -> None:
    result = await check(config_file(tmp_path, "http://127.0.0.1:9"), "1234567:a-token-AAAAAAAAAAAAAAAAAAAA")
    assert result.exit_code == 1
    assert "not reached at http://127.0.0.1:9" in result.output


async def test_no_token_and_a_wrong_key_are_named(tmp_path: Path) -> None:
    result = await check(config_file(tmp_path, "http://127.0.0.1:9"), None)
    assert result.exit_code == 2
    assert "PAVILION_BOT_TOKEN" in result.stderr
    path = config_file(tmp_path, "http://127.0.0.1:9", without='fallback = "office"')
    result = await check(path, "1234567:a-token-AAAAAAAAAAAAAAAAAAAA")
    assert result.exit_code == 2
    assert "community.fallback: missing" in " ".join(result.stderr.split())
