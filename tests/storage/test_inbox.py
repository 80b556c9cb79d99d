"""The inbox: nothing lost, nothing twice, in the order of its coming."""

from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.ids import UpdateId
from storage import inbox
from storage.database import Database, Transaction
from storage.inbox import ERROR_LENGTH, Kept
from storage.tables import INBOX
from tests.storage.makers import DAY, NOW, SECOND, count_rows, kept, together


def waiting(tx: Transaction, after: int = 0, most: int = 100) -> list[int]:
    return [update.update for _, update in inbox.waiting(tx, after, most)]


def test_what_is_new_is_told_apart_from_what_is_known(database: Database) -> None:
    assert database.work(lambda tx: inbox.keep(tx, kept(1, 2), NOW)) == {1, 2}
    assert database.work(lambda tx: inbox.keep(tx, kept(2, 3), NOW)) == {3}
    assert database.work(lambda tx: inbox.keep(tx, kept(1, 2, 3), NOW)) == set()
    assert database.work(lambda tx: inbox.keep(tx, [], NOW)) == set()
    assert database.read(waiting) == [1, 2, 3]


def test_an_update_that_stands_twice_in_a_batch_is_kept_once(database: Database) -> None:
    assert database.work(lambda tx: inbox.keep(tx, kept(5, 5, 4, 5), NOW)) == {4, 5}
    assert database.read(waiting) == [5, 4]


def test_two_who_bring_the_same_batch_at_once_keep_it_once(database: Database) -> None:
    def bring(tx: Transaction) -> set[UpdateId]:
        return inbox.keep(tx, kept(*range(1, 51)), NOW)

    new = [future.result() for future in together(database, *[bring] * 8)]
    assert sorted(update for some in new for update in some) == list(range(1, 51))
    assert database.read(lambda tx: count_rows(tx, INBOX)) == 50


def test_a_done_update_is_known_still_and_what_it_said_is_forgotten(database: Database) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(1, 2, 3), NOW))
    database.work(lambda tx: inbox.mark_done(tx, [UpdateId(1), UpdateId(3)]))
    assert database.read(waiting) == [2]
    assert database.read(inbox.count_waiting) == 1
    assert database.work(lambda tx: inbox.keep(tx, kept(1), NOW)) == set()
    bodies = database.read(lambda tx: tx.execute(select(INBOX.c.body).order_by(INBOX.c.id)).scalars().all())
    assert bodies == [None, b'{"update_id":2}', None]


def test_what_waits_comes_in_portions_in_its_order(database: Database) -> None:
    numbers = [30, 10, 20, 50, 40]
    for number in numbers:
        database.work(partial(inbox.keep, updates=kept(number), now=NOW))
    found: list[Kept] = []
    after = 0
    while portion := database.read(partial(inbox.waiting, after=after, most=2)):
        assert len(portion) <= 2
        found += [update for _, update in portion]
        after = portion[-1][0]
    assert found == kept(*numbers)


def test_a_body_comes_back_byte_by_byte(database: Database) -> None:
    body = '{"update_id":1,"x":"漏水 \\u0000 🛠 \u200f"}'.encode() + b"\x00\xff"
    database.work(lambda tx: inbox.keep(tx, [Kept(UpdateId(1), body)], NOW))
    assert database.read(lambda tx: inbox.waiting(tx, 0, 9))[0][1].body == body


def test_an_update_is_set_aside_after_its_last_try_with_its_error(database: Database) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(1, 2), NOW))
    database.work(lambda tx: inbox.failed(tx, UpdateId(1), "KeyError", tries=1, last=False))
    assert database.read(waiting) == [1, 2]
    assert database.read(lambda tx: inbox.set_aside(tx, 9)) == []
    database.work(lambda tx: inbox.failed(tx, UpdateId(1), "KeyError " * ERROR_LENGTH, tries=3, last=True))
    assert database.read(waiting) == [2]
    (one,) = database.read(lambda tx: inbox.set_aside(tx, 9))
    assert (one.update, one.tries, one.received_at) == (1, 3, NOW)
    assert one.error.startswith("KeyError")
    assert len(one.error) == ERROR_LENGTH
    assert database.work(lambda tx: inbox.keep(tx, kept(1), NOW)) == set()


@pytest.mark.parametrize("last", [False, True])
def test_what_is_done_is_not_made_undone_by_an_error_that_comes_after(database: Database, *, last: bool) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(1), NOW))
    database.work(lambda tx: inbox.mark_done(tx, [UpdateId(1)]))
    database.work(lambda tx: inbox.failed(tx, UpdateId(1), "TimedOut", tries=1, last=last))
    assert database.read(waiting) == []
    assert database.read(lambda tx: inbox.set_aside(tx, 9)) == []


def test_an_update_that_stops_the_bot_each_time_is_set_aside_at_last(database: Database) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(1), NOW))
    for restart in range(1, 4):
        database.work(inbox.count_restart)
        assert database.work(lambda tx: inbox.set_aside_after(tx, 3)) == (restart == 3)
    assert database.read(waiting) == []
    (one,) = database.read(lambda tx: inbox.set_aside(tx, 9))
    assert (one.tries, one.error) == (3, "the bot was stopped at each of its tries")


def test_a_restart_counts_only_for_what_waits(database: Database) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(1), NOW))
    database.work(lambda tx: inbox.mark_done(tx, [UpdateId(1)]))
    for _ in range(5):
        database.work(inbox.count_restart)
    assert database.work(lambda tx: inbox.set_aside_after(tx, 1)) == 0


def test_only_old_done_updates_are_forgotten(database: Database) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(1, 2, 3), NOW - 3 * DAY))
    database.work(lambda tx: inbox.keep(tx, kept(4), NOW - 2 * DAY))
    database.work(lambda tx: inbox.mark_done(tx, [UpdateId(1), UpdateId(4)]))
    database.work(lambda tx: inbox.failed(tx, UpdateId(2), "bad", tries=3, last=True))
    assert database.work(lambda tx: inbox.prune(tx, NOW - 2 * DAY)) == 1
    assert database.work(lambda tx: inbox.prune(tx, NOW - 2 * DAY + SECOND)) == 1
    assert database.read(waiting) == [3]
    assert [one.update for one in database.read(lambda tx: inbox.set_aside(tx, 9))] == [2]


def test_the_newest_of_what_was_set_aside_comes_first(database: Database) -> None:
    database.work(lambda tx: inbox.keep(tx, kept(*range(1, 21)), NOW))
    for number in range(1, 21):
        database.work(partial(inbox.failed, update_id=UpdateId(number), error="bad", tries=3, last=True))
    assert [one.update for one in database.read(lambda tx: inbox.set_aside(tx, 3))] == [20, 19, 18]
