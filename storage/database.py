"""The way to the database: one unit of work = one transaction, carried out by a writer thread.

SQLite has one writer, and each commit costs a sync of the disk; so its writer takes up to ``GROUP`` waiting units into
one transaction, a savepoint each: a refusal undoes only itself, and nobody is answered before the commit. PostgreSQL
has several writers with a transaction for each unit.
"""

import logging
import queue
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from sqlalchemy import URL, Connection, CursorResult, Engine, Executable, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError, OperationalError

GROUP = 64
WRITERS_POSTGRESQL = 4
READERS = 2
BUSY_MS = 10_000
"""How long a SQLite connection waits for another process's write."""

log = logging.getLogger(__name__)

T = TypeVar("T")
Parameters = dict[str, Any] | list[dict[str, Any]]


class Stale(Exception):
    """Somebody was faster: the row has changed since it was read. The second try finds the words."""


@dataclass(slots=True)
class Transaction:
    """An open transaction, and what has to be known once it is committed."""

    connection: Connection
    owed: set[str] = field(default_factory=set)
    """Lanes of the outbox in which something new is owed."""
    then: list[Callable[[], None]] = field(default_factory=list)
    """Called after the commit, in the writer's thread."""

    def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        """Carry out one statement."""
        return self.connection.execute(statement, parameters)


Unit = Callable[[Transaction], Any]


@dataclass(slots=True)
class _Job:
    unit: Unit
    future: Future[Any]
    transaction: Transaction | None = None
    result: Any = None
    error: BaseException | None = None


class _Undone(Exception):
    """SQLite has undone the whole transaction, the savepoints with it: the disk is full, or broken."""


class Database:
    """An engine, its writers and its readers."""

    def __init__(self, url: str | URL, on_owed: Callable[[set[str]], None] = set.clear) -> None:
        """Open the engine and start the writers; :meth:`close` ends them.

        :param on_owed: told, in a writer's thread, in which lanes of the outbox a commit has put something.
        """
        self.engine = open_engine(url)
        self.on_owed = on_owed
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._closing = threading.Lock()
        sqlite = self.engine.dialect.name == "sqlite"
        self._group = GROUP if sqlite else 1
        self._writers = [
            threading.Thread(target=self._write, name=f"writer-{number}", daemon=True)
            for number in range(1 if sqlite else WRITERS_POSTGRESQL)
        ]
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        for writer in self._writers:
            writer.start()

    def submit(self, unit: Callable[[Transaction], T]) -> Future[T]:
        """Queue a unit of work; the future is done after the commit.

        A unit that finds its row changed (:class:`Stale`) or a constraint in its way is tried once more from the start.

        :raises RuntimeError: the database is closed.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._jobs.put(_Job(unit, future))
        return future

    def work(self, unit: Callable[[Transaction], T]) -> T:
        """Carry out a unit of work and wait for its commit."""
        return self.submit(unit).result()

    def submit_read(self, read: Callable[[Transaction], T]) -> Future[T]:
        """Queue a read; it sees what is committed and changes nothing."""
        return self._readers.submit(self.read, read)

    def read(self, read: Callable[[Transaction], T]) -> T:
        """Carry out a read in this thread."""
        with self.engine.connect().execution_options(reads_only=True) as connection:
            return read(Transaction(connection))

    def close(self) -> None:
        """Finish what is queued and close every connection."""
        with self._closing:
            self._closed = True
            for _ in self._writers:
                self._jobs.put(None)
        for writer in self._writers:
            writer.join()
        self._readers.shutdown()
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Return the open database."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close it."""
        self.close()

    def _write(self) -> None:
        while (jobs := self._take()) is not None:
            try:
                self._commit(jobs)
            except BaseException as error:  # noqa: BLE001 (whoever waits must hear of it, whatever it is)
                for job in jobs:
                    job.error = error
            for job in jobs:
                _answer(job)

    def _take(self) -> list[_Job] | None:
        job = self._jobs.get()
        if job is None:
            return None
        jobs = [job]
        while len(jobs) < self._group:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def _commit(self, jobs: list[_Job]) -> None:
        if len(jobs) == 1:
            self._alone(jobs[0])
        else:
            try:
                with self.engine.begin() as connection:
                    for job in jobs:
                        _carry_out(job, connection)
            except _Undone:
                for job in jobs:
                    job.error = None
                    self._alone(job)
        self._tell(jobs)

    def _alone(self, job: _Job) -> None:
        """One unit needs no savepoint: the transaction is its own."""
        for last_try in (False, True):
            try:
                with self.engine.begin() as connection:
                    job.transaction = Transaction(connection)
                    job.result = job.unit(job.transaction)
            except _TRY_AGAIN as error:
                if last_try:
                    job.error = error
            except Exception as error:  # noqa: BLE001 (handed on to whoever waits)
                job.error = error
                return
            else:
                return

    def _tell(self, jobs: list[_Job]) -> None:
        lanes: set[str] = set()
        calls: list[Callable[[], None]] = []
        for job in jobs:
            if job.error is None and job.transaction is not None:
                lanes |= job.transaction.owed
                calls += job.transaction.then
        if lanes:
            calls.append(lambda: self.on_owed(lanes))
        for call in calls:
            try:
                call()
            except Exception as error:  # noqa: BLE001
                # It is committed all the same, and whoever waits must not hear otherwise.
                where = "".join(traceback.format_tb(error.__traceback__))
                log.error("what should follow a commit failed: %s\n%s", type(error).__name__, where)  # noqa: TRY400


_TRY_AGAIN = (Stale, IntegrityError, OperationalError)


def _carry_out(job: _Job, connection: Connection) -> None:
    # Only SQLite's units come in groups, so this is its driver's connection. Its own savepoints cost a fifth of what
    # SQLAlchemy's do, and each unit has one.
    sqlite: Any = connection.connection.driver_connection
    for last_try in (False, True):
        job.transaction = Transaction(connection)
        try:
            sqlite.execute("SAVEPOINT unit")
            job.result = job.unit(job.transaction)
            sqlite.execute("RELEASE unit")
        except Exception as error:
            if not sqlite.in_transaction:
                raise _Undone from error
            sqlite.execute("ROLLBACK TO unit")
            sqlite.execute("RELEASE unit")
            if last_try or not isinstance(error, _TRY_AGAIN):
                job.error = error
                return
        else:
            return


def _answer(job: _Job) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    if job.error is not None:
        job.future.set_exception(job.error)
    else:
        job.future.set_result(job.result)


def open_engine(url: str | URL) -> Engine:
    """Return an engine with the settings that the promises need."""
    url = make_url(url)
    # Errors may be logged, and what neighbours write must not.
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False}, hide_parameters=True
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url, pool_size=WRITERS_POSTGRESQL + READERS, max_overflow=2, pool_pre_ping=True, hide_parameters=True
    )


def _set_up_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401 (the driver's own)
    del record
    # The driver's own transaction handling begins too late for savepoints; we begin by ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    # WAL lets readers read while one writes; FULL keeps what was answered through a loss of power.
    # What is deleted or replaced doesn't stay behind in the file.
    settings = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
    for pragma in (*settings, f"busy_timeout = {BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
