"""The key that seals ballots: made once, readable by the bot alone, named where it is wrong."""

from pathlib import Path

import pytest

from bot import config as settings
from bot import vote_key
from bot.config import Config, ConfigError
from tests.support.town import EXAMPLE

HEX = "ab" * 32


def config_in(folder: Path, key_file: Path | None = None) -> Config:
    example = settings.load(EXAMPLE)
    database = example.database.model_copy(update={"url": f"sqlite:///{folder / 'pavilion.db'}"})
    return example.model_copy(
        update={"database": database, "votes": example.votes.model_copy(update={"key_file": key_file})}
    )


def test_the_first_start_makes_a_key_beside_the_database_and_the_next_finds_it(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    assert "will be made" in vote_key.state(config, {})[1]
    sealed = vote_key.load(config, {}).close("vote 1", "1")
    path = tmp_path / "pavilion.votes.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
    assert vote_key.load(config, {}).open("vote 1", sealed) == "1"
    assert vote_key.state(config, {}) == (True, f"the votes' key is {path}; keep it out of the database's backups")


def test_a_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    config = config_in(tmp_path, tmp_path / "keys" / "votes")
    vote_key.load(config, {})
    (tmp_path / "keys" / "votes").chmod(0o644)
    fine, said = vote_key.state(config, {})
    assert not fine
    assert "chmod 600" in said


def test_the_environment_comes_first(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    environment = {vote_key.VARIABLE: HEX}
    assert vote_key.load(config, environment).receipt(1) == vote_key.load(config, environment).receipt(1)
    assert list(tmp_path.iterdir()) == []
    assert vote_key.state(config, environment)[0]


@pytest.mark.parametrize("written", ["", "ab" * 31, "xy" * 32, "钥匙"])
def test_what_is_no_key_is_named(tmp_path: Path, written: str) -> None:
    path = tmp_path / "votes.key"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"votes\.key_file"):
        vote_key.load(config_in(tmp_path, path), {})
