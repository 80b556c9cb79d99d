"""Reminders: what is due, in which order, and once."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import CommunityId
from bot.domain.reminder import Reminder, ReminderKind
from storage import reminders
from storage.database import Database
from tests.storage.makers import DAY, NOW, SECOND, settle

KIND = next(iter(ReminderKind))


def a_reminder(community: CommunityId, **given: Any) -> Reminder:
    values: dict[str, Any] = {"kind": KIND, "subject": 1, "round": 1, "due_at": NOW}
    return Reminder(community=community, **values | given)


def due(database: Database, community: CommunityId, most: int = 9, **later: Any) -> list[Reminder]:
    at = later.get("at", NOW)
    return [one for _, one in database.read(lambda tx: reminders.due(tx, community, at, most))]


def test_what_is_due_comes_longest_due_first_and_goes_when_it_is_struck(
    database: Database, community: CommunityId
) -> None:
    planned = [
        a_reminder(community, attempt=attempt, due_at=NOW + seconds * SECOND)
        for attempt, seconds in enumerate((0, -5, 1, -3))
    ]
    database.work(lambda tx: reminders.add_all(tx, planned))
    found = database.read(lambda tx: reminders.due(tx, community, NOW, 9))
    assert [one for _, one in found] == [planned[1], planned[3], planned[0]]
    assert due(database, community, 2) == [planned[1], planned[3]]
    database.work(lambda tx: reminders.strike(tx, [found[0][0], found[2][0]]))
    assert due(database, community, at=NOW + SECOND) == [planned[3], planned[2]]


def test_what_is_urgent_comes_before_the_rest(database: Database, community: CommunityId) -> None:
    many = [a_reminder(community, subject=number, due_at=NOW - DAY) for number in range(1, 6)]
    alarm = a_reminder(community, subject=9, due_at=NOW, urgent=True)
    database.work(lambda tx: reminders.add_all(tx, [*many, alarm, replace(alarm, subject=10, due_at=NOW + SECOND)]))
    assert due(database, community, 3) == [alarm, *many[:2]]
    assert due(database, community, 1) == [alarm]


def test_a_reminder_is_planned_once(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: reminders.add(tx, a_reminder(community)))
    with pytest.raises(IntegrityError):
        database.work(lambda tx: reminders.add(tx, a_reminder(community, due_at=NOW + DAY)))


def test_a_reminder_that_is_planned_anew_takes_the_place_of_the_others(
    database: Database, community: CommunityId
) -> None:
    others = [a_reminder(community, subject=2), a_reminder(community, round=2)]
    database.work(lambda tx: reminders.add_all(tx, [a_reminder(community, attempt=3), *others]))
    sooner = a_reminder(community, due_at=NOW - SECOND)
    database.work(lambda tx: reminders.replan(tx, sooner))
    assert due(database, community) == [sooner, *others]
    assert database.read(lambda tx: reminders.of_subject(tx, community, KIND, 1)) == [sooner, others[1]]
    database.work(lambda tx: reminders.drop(tx, community, KIND, 1))
    assert due(database, community) == others[:1]


def test_what_cannot_be_decided_is_put_off(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: reminders.add(tx, a_reminder(community)))
    [(number, _)] = database.read(lambda tx: reminders.due(tx, community, NOW, 1))
    database.work(partial(reminders.put_off, id_=number, until=NOW + DAY))
    assert due(database, community) == []
    assert due(database, community, at=NOW + DAY) == [a_reminder(community, due_at=NOW + DAY)]


def test_nothing_planned_is_no_statement(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: reminders.add_all(tx, []))
    assert due(database, community) == []


def test_another_communitys_reminders_are_its_own(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    database.work(lambda tx: reminders.add(tx, a_reminder(community)))
    assert due(database, other) == []
    assert database.read(lambda tx: reminders.of_subject(tx, other, KIND, 1)) == []
