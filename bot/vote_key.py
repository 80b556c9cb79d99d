"""The key that seals ballots: kept beside the database and never in it."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from bot.config import Config, ConfigError
from bot.domain.vote.seal import KEY_BYTES, Seal

VARIABLE = "PAVILION_VOTE_KEY"
_READABLE_BY_OTHERS = 0o077


def load(config: Config, environment: Mapping[str, str] = os.environ) -> Seal:
    """Return the seal; on the first start its key is made.

    :raises ConfigError: there is a key, but it can't be used.
    """
    if VARIABLE in environment:
        return Seal(_bytes(environment[VARIABLE], VARIABLE))
    path = path_of(config)
    if not path.exists():
        with suppress(FileExistsError):
            _make(path)
    try:
        return Seal(_bytes(path.read_text(encoding="ascii"), f"votes.key_file {path}"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"votes.key_file {path}: can't be read: {type(error).__name__}") from None


def path_of(config: Config) -> Path:
    """Return where the key lies."""
    if config.votes.key_file is not None:
        return config.votes.key_file
    url = make_url(config.database.url)
    own = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(str(url.database)).with_suffix(".votes.key") if own else Path("pavilion.votes.key")


def state(config: Config, environment: Mapping[str, str] = os.environ) -> tuple[bool, str]:
    """Return whether the key is as it should be, and what there is to say of it."""
    if VARIABLE in environment:
        return True, f"the votes' key is {VARIABLE} of the environment"
    path = path_of(config)
    if not path.exists():
        return True, f"the votes' key will be made at the next run: {path}"
    if path.stat().st_mode & _READABLE_BY_OTHERS:
        return False, f"others can read the votes' key: chmod 600 {path}"
    return True, f"the votes' key is {path}; keep it out of the database's backups"


def _make(path: Path) -> None:
    # Written under another name first: whatever crashes, there is a whole key under its own name, or none.
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as key:
            key.write(secrets.token_hex(KEY_BYTES))
            key.flush()
            os.fsync(key.fileno())
        path.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError as error:
        raise ConfigError(f"votes.key_file {path}: can't be made: {type(error).__name__}") from None
    finally:
        new.unlink(missing_ok=True)


def _bytes(written: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(written.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigError(f"{where}: expected {KEY_BYTES * 2} hexadecimal digits")
    return key
