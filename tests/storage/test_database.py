"""Units of work: all or nothing each, nobody answered before the commit, whatever goes wrong beside them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.domain.ids import ChatId, CommunityId, UpdateId
from bot.domain.issue import IssueState
from bot.domain.refusal import Reason, Refused
from storage import inbox, issues, outbox
from storage.database import GROUP, Database, Stale, Transaction
from storage.outbox import Kind
from storage.tables import COMMUNITY, INBOX
from tests.storage.makers import NOW, Gate, a_kept_issue, a_letter, all_writers_busy, count_rows, kept, settle, together

Unit = Callable[[Transaction], Any]
only_sqlite = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


def keep(*numbers: int) -> Unit:
    return lambda tx: inbox.keep(tx, kept(*numbers), NOW)


def ids(database: Database) -> list[int]:
    """Return what is committed, in the order of its coming."""
    return [update.update for _, update in database.read(lambda tx: inbox.waiting(tx, 0, 10_000))]


def test_a_refusal_undoes_only_itself(database: Database) -> None:
    def refused(tx: Transaction) -> None:
        keep(2)(tx)
        raise Refused(Reason.ISSUE_UNKNOWN, number=2)

    one, two, three = together(database, keep(1), refused, keep(3))
    assert (one.result(), three.result()) == ({1}, {3})
    with pytest.raises(Refused):
        two.result()
    assert sorted(ids(database)) == [1, 3]


def test_an_error_reaches_whoever_waits(database: Database) -> None:
    error = ZeroDivisionError("mine")

    def fail(tx: Transaction) -> None:
        keep(1)(tx)
        raise error

    for future in (database.submit(fail), *together(database, fail, fail)):
        assert future.exception(30) is error
    assert ids(database) == []


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt])
def test_even_the_worst_error_leaves_a_writer_that_works(database: Database, error: type[BaseException]) -> None:
    def fail(_: Transaction) -> None:
        raise error

    for future in together(database, fail, fail):
        assert isinstance(future.exception(30), error)
    assert database.work(keep(1)) == {1}


def test_nobody_is_answered_before_the_commit(database: Database, migrated_url: str) -> None:
    seen: list[bool] = []
    with Database(migrated_url) as other:
        with all_writers_busy(database):
            futures = [database.submit(keep(number)) for number in range(1, 20)]
            for future in futures:
                # A callback is called where the future is answered: in the writer.
                future.add_done_callback(lambda done: seen.append(done.result() <= set(ids(other))))
        for future in futures:
            future.result(30)
        # The last callback may still be under way when its future is done.
        database.close()
    assert seen == [True] * len(futures)


def test_readers_see_only_what_is_committed(database: Database) -> None:
    gate = Gate()

    def slow(tx: Transaction) -> None:
        keep(1)(tx)
        gate(tx)

    future = database.submit(slow)
    assert gate.entered.wait(30)
    assert ids(database) == []
    assert database.submit_read(inbox.count_waiting).result(30) == 0
    gate.open()
    future.result(30)
    assert ids(database) == [1]


def test_a_read_changes_nothing(database: Database) -> None:
    assert database.read(keep(1)) == {1}
    assert ids(database) == []


@only_sqlite
def test_units_keep_their_order(database: Database) -> None:
    done: list[int] = []

    def unit(number: int) -> Unit:
        def carry_out(tx: Transaction) -> None:
            keep(number)(tx)
            done.append(number)

        return carry_out

    numbers = list(range(1, 3 * GROUP))
    together(database, *map(unit, numbers))
    assert done == numbers == ids(database)


@pytest.mark.parametrize("at_once", [1, 3], ids=["alone", "in a group"])
def test_a_lost_race_is_tried_once_more(database: Database, at_once: int) -> None:
    tries: list[Transaction] = []

    def lose_once(tx: Transaction) -> str:
        tries.append(tx)
        keep(1)(tx)
        tx.owed.add("lane")
        if len(tries) == 1:
            raise Stale
        return "won"

    futures = together(database, lose_once, *(keep(number) for number in range(2, at_once + 1)))
    assert futures[0].result() == "won"
    assert len(tries) == 2
    assert sorted(ids(database)) == list(range(1, at_once + 1))


@pytest.mark.parametrize("at_once", [1, 3], ids=["alone", "in a group"])
def test_a_race_lost_twice_is_told(database: Database, at_once: int) -> None:
    tries: list[Transaction] = []

    def lose(tx: Transaction) -> None:
        tries.append(tx)
        raise Stale

    futures = together(database, lose, *(keep(number) for number in range(2, at_once + 1)))
    with pytest.raises(Stale):
        futures[0].result()
    assert len(tries) == 2


@pytest.mark.parametrize("at_once", [1, 3], ids=["alone", "in a group"])
def test_a_constraint_in_the_way_is_tried_once_more_and_then_told(database: Database, at_once: int) -> None:
    tries: list[Transaction] = []

    def twice_the_same(tx: Transaction) -> None:
        tries.append(tx)
        row = {"update_id": 1, "received_at": NOW, "state": "waiting"}
        tx.execute(INBOX.insert(), [row, row])

    futures = together(database, twice_the_same, *(keep(number) for number in range(2, at_once + 1)))
    with pytest.raises(IntegrityError):
        futures[0].result()
    assert len(tries) == 2
    assert sorted(ids(database)) == list(range(2, at_once + 1))


def test_closing_finishes_what_is_queued(database: Database, migrated_url: str) -> None:
    with all_writers_busy(database):
        futures = [database.submit(keep(number)) for number in range(3 * GROUP)]
        closing = threading.Thread(target=database.close)
        closing.start()
    closing.join(30)
    assert all(future.done() for future in futures)
    with Database(migrated_url) as again:
        assert len(ids(again)) == len(futures)


def test_what_comes_after_the_end_is_refused_and_does_not_wait_for_ever(database: Database) -> None:
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.submit(keep(1))
    with pytest.raises(RuntimeError):
        database.submit_read(inbox.count_waiting)
    database.close()


def test_who_does_not_wait_any_more_disturbs_nobody(database: Database) -> None:
    with all_writers_busy(database):
        given_up = database.submit(keep(1))
        other = database.submit(keep(2))
        assert given_up.cancel()
    assert other.result(30) == {2}
    assert database.work(keep(3)) == {3}


def test_what_is_owed_is_told_once_a_commit_and_after_it(migrated_url: str) -> None:
    told: list[set[str]] = []
    owed_then: list[int] = []

    def on_owed(lanes: set[str]) -> None:
        told.append(set(lanes))
        owed_then.append(other.read(outbox.count_owed))

    def owe(chat: int, *, refuse: bool = False) -> Unit:
        def unit(tx: Transaction) -> None:
            outbox.put(tx, Kind.MESSAGE, a_letter(), NOW, chat=ChatId(chat))
            if refuse:
                raise Refused(Reason.WENT_WRONG)

        return unit

    with Database(migrated_url) as other, Database(migrated_url, on_owed) as database:
        together(database, owe(-1), owe(-2, refuse=True), owe(-1), keep(1), owe(-3))
        in_one = database.engine.dialect.name == "sqlite"
    assert set().union(*told) == {"-1", "-3"}
    assert len(told) == (1 if in_one else 3)
    # PostgreSQL has several writers, so another one's commit may be there already.
    assert all(there >= count for count, there in enumerate(owed_then, 1))


def test_a_listener_that_fails_does_not_make_a_commit_undone(migrated_url: str) -> None:
    def on_owed(_: set[str]) -> None:
        raise RuntimeError("Event loop is closed")

    def owe(tx: Transaction) -> str:
        outbox.put(tx, Kind.MESSAGE, a_letter(), NOW, chat=ChatId(-1))
        return "owed"

    with Database(migrated_url, on_owed) as database:
        assert [future.result(30) for future in together(database, owe, owe)] == ["owed", "owed"]
        assert database.work(owe) == "owed"
        assert database.read(outbox.count_owed) == 3


def test_what_shall_happen_after_the_commit_happens_only_then(database: Database) -> None:
    seen: list[list[int]] = []

    def unit(number: int, *, refuse: bool = False) -> Unit:
        def carry_out(tx: Transaction) -> None:
            keep(number)(tx)
            tx.then.append(lambda: seen.append(ids(database)))
            if refuse:
                raise Refused(Reason.WENT_WRONG)

        return carry_out

    database.work(unit(1))
    together(database, unit(2, refuse=True))
    database.work(unit(3))
    assert seen == [[1], [1, 3]]


def test_an_error_does_not_quote_what_neighbours_write(database: Database, community: CommunityId) -> None:
    """It may be logged. PostgreSQL itself quotes the row, so its errors are told by their kind and place only."""
    future = database.submit(lambda tx: a_kept_issue(tx, community, text="my secret", state=IssueState.CLAIMED))
    error = future.exception(30)
    assert isinstance(error, IntegrityError)
    assert "my secret" not in str(error).replace(str(error.orig), "")


@only_sqlite
def test_a_full_disk_takes_no_unit_back_that_was_said_to_be_done(database: Database) -> None:
    """SQLite undoes a whole transaction when the disk is full, and the savepoints with it."""

    def fill(tx: Transaction) -> None:
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
        try:
            inbox.keep(tx, [inbox.Kept(UpdateId(2), b"x" * 1_000_000)], NOW)
        finally:
            tx.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")

    one, full, three = together(database, keep(1), fill, keep(3))
    assert isinstance(full.exception(), OperationalError)
    assert [one.result(), three.result()] == [{1}, {3}]
    assert sorted(ids(database)) == [1, 3]


def test_two_at_the_same_database_lose_nothing(database: Database, migrated_url: str) -> None:
    community = database.work(settle)

    def number(tx: Transaction) -> int:
        return issues.next_number(tx, community)

    with Database(migrated_url) as other:
        futures = [place.submit(number) for _ in range(40) for place in (database, other)]
        assert sorted(future.result(30) for future in futures) == list(range(1, 81))


def test_an_undone_unit_gives_its_number_back(database: Database) -> None:
    community = database.work(settle)

    def give_up(tx: Transaction) -> None:
        issues.next_number(tx, community)
        raise Refused(Reason.WENT_WRONG)

    together(database, give_up, give_up)
    assert database.work(lambda tx: issues.next_number(tx, community)) == 1


def test_of_two_who_change_the_same_row_none_is_overwritten(database: Database, community: CommunityId) -> None:
    def count(tx: Transaction) -> None:
        mine = COMMUNITY.c.id == community
        tx.execute(update(COMMUNITY).where(mine).values(last_number=COMMUNITY.c.last_number + 1))

    together(database, *[count] * 100)
    assert database.read(lambda tx: tx.execute(select(COMMUNITY.c.last_number)).scalar_one()) == 100
    assert database.read(lambda tx: count_rows(tx, COMMUNITY)) == 1
