"""A PostgreSQL of the tests' own: started in a temporary folder, reached by a unix socket only, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Composed, Identifier

USER = "pavilion"
_DEBIAN = Path("/usr/lib/postgresql")
# Nothing here outlives the tests, so nothing need survive a loss of power.
_SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=16MB",
    "max_connections=60",
)


class PostgresMissing(Exception):
    """There is no PostgreSQL to start; the message says what to do."""


class Cluster:
    """A running server. To make a database costs half a second on a busy machine, so tests empty one and go on."""

    def __init__(self, folder: Path) -> None:
        """Talk to the server whose socket lies in ``folder``."""
        self._folder = folder

    def create(self, name: str) -> str:
        """Make an empty database and return its URL."""
        self._do("postgres", SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        return f"postgresql+psycopg://{USER}@/{name}?host={self._folder}"

    def clear(self, name: str) -> None:
        """Drop all tables."""
        self._do(name, SQL("DROP SCHEMA public CASCADE"), SQL("CREATE SCHEMA public"))

    def wipe(self, name: str, tables: Iterable[str]) -> None:
        """Delete all rows of these tables."""
        # All go, so nothing need be looked up in what refers to them: that takes seconds where there are ten thousand.
        unchecked = SQL("SET session_replication_role = replica")
        self._do(name, unchecked, *(SQL("DELETE FROM {}").format(Identifier(table)) for table in tables))

    def _do(self, database: str, *statements: SQL | Composed) -> None:
        host = str(self._folder)
        with psycopg.connect(
            host=host, user=USER, dbname=database, autocommit=True, options="-c lock_timeout=10s"
        ) as connection:
            for statement in statements:
                connection.execute(statement)


def is_here() -> bool:
    """Tell whether a server can be started."""
    try:
        _programs()
        _owner()
    except PostgresMissing:
        return False
    return True


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server for the time of the ``with``.

    :raises PostgresMissing: it isn't installed, or can't be started by this user.
    """
    programs = _programs()
    # Not pytest's folder: the path of a socket has 107 characters at most, and the server's user must get in.
    with tempfile.TemporaryDirectory(prefix="pavilion-pg-") as place:
        folder = Path(place)
        owner = _owner()
        if owner is not None:
            shutil.chown(folder, owner)
        data = folder / "data"
        _run(
            owner, folder, programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
        )
        options = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={folder}"))
        _run(owner, folder, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield Cluster(folder)
        finally:
            _run(owner, folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _programs() -> Path:
    found = [Path(path).parent for name in ("pg_ctl", "postgres") if (path := shutil.which(name))]
    # Debian keeps the server's programs out of the PATH.
    found += [path.resolve().parent for path in found]
    found += sorted(_DEBIAN.glob("*/bin"), key=lambda path: path.parent.name.zfill(3), reverse=True)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise PostgresMissing("PostgreSQL is not installed: apt install postgresql")


def _owner() -> str | None:
    """Return the user to become: the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    raise PostgresMissing("PostgreSQL has no user of its own here: apt install postgresql")


def _run(owner: str | None, folder: Path, *command: str | Path) -> None:
    group = None if owner is None else pwd.getpwnam(owner).pw_gid
    with (folder / "commands.log").open("a+b") as log:
        done = subprocess.run(  # noqa: S603 (our own programs, found by ourselves)
            [str(word) for word in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
            user=owner,
            group=group,
            extra_groups=None if group is None else (group,),
        )
        if done.returncode:
            log.seek(0)
            raise RuntimeError(f"{command[0]} failed:\n{log.read().decode(errors='replace')}")
