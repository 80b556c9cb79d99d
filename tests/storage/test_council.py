"""Benches, raised matters, sittings, agendas, attendance and decisions: each once, and the record stays."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.council import (
    Bench,
    Decision,
    DecisionState,
    Matter,
    MatterKind,
    Outcome,
    Sitting,
    SittingState,
    Why,
)
from bot.domain.ids import CommunityId
from bot.domain.issue import IssueState
from bot.domain.refusal import Reason, Refused
from storage import council, decisions
from storage.database import Database, Stale
from storage.tables import BENCH_MEMBER, RAISED
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, OFFICE, WANG, a_kept_issue, count_rows, settle, together


def a_matter(number: int = 12, **given: Any) -> Matter:
    values: dict[str, Any] = {"why": Why.RAISED, "since": NOW, "building": NORTH, "note": "太久了", "raised_by": WANG}
    return Matter(MatterKind.ISSUE, number, **values | given)


def planned(database: Database, community: CommunityId, **given: Any) -> Sitting:
    values: dict[str, Any] = {"id": 0, "starts_at": NOW, "place": "活动室"}
    sitting = Sitting(community, **values | given)
    return database.work(lambda tx: council.plan(tx, sitting))


def decided(community: CommunityId, sitting: Sitting, **given: Any) -> Decision:
    values: dict[str, Any] = {"number": 1, "text": "装充电桩 <b>", "at": NOW}
    return Decision(community, sitting=sitting.id, **values | given)


def test_somebody_sits_on_a_bench_until_they_do_not(database: Database, community: CommunityId) -> None:
    def seat(person: Any, bench: Bench = Bench.OWNERS) -> bool:
        return database.work(lambda tx: council.seat(tx, community, bench, person, CHEN, NOW))

    assert [seat(WANG), seat(LIU), seat(WANG), seat(WANG, Bench.BUILDINGS)] == [True, True, False, True]
    benches = database.read(lambda tx: council.benches(tx, community))
    assert {bench: [one.id for one in members] for bench, members in benches.items()} == {
        Bench.COMMUNITY: [],
        Bench.PROPERTY: [],
        Bench.OWNERS: [WANG, LIU],
        Bench.BUILDINGS: [WANG],
    }
    assert database.work(lambda tx: council.unseat(tx, community, Bench.OWNERS, WANG, NOW))
    assert not database.work(lambda tx: council.unseat(tx, community, Bench.OWNERS, WANG, NOW))
    assert seat(WANG)
    assert [one.id for one in database.read(lambda tx: council.benches(tx, community))[Bench.OWNERS]] == [LIU, WANG]
    assert database.read(lambda tx: count_rows(tx, BENCH_MEMBER)) == 4
    database.work(lambda tx: council.unseat_everywhere(tx, community, WANG, NOW))
    assert [one.id for bench in database.read(lambda tx: council.benches(tx, community)).values() for one in bench] == [
        LIU
    ]


def test_a_matter_waits_once_until_it_is_taken(database: Database, community: CommunityId) -> None:
    done = together(database, *[lambda tx: council.bring_up(tx, community, a_matter())] * 4)
    assert sorted(future.result() for future in done) == [False] * 3 + [True]
    assert database.read(lambda tx: council.raised(tx, community)) == [a_matter()]
    assert database.work(lambda tx: council.take_off(tx, community, MatterKind.ISSUE, 12, NOW))
    assert not database.work(lambda tx: council.take_off(tx, community, MatterKind.ISSUE, 12, NOW))
    assert database.read(lambda tx: council.raised(tx, community)) == []
    assert database.work(lambda tx: council.bring_up(tx, community, a_matter(note="又坏了")))
    assert database.read(lambda tx: count_rows(tx, RAISED)) == 2


def test_another_communitys_council_is_its_own(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    sitting = planned(database, community)
    database.work(lambda tx: council.bring_up(tx, community, a_matter()))
    database.work(lambda tx: council.seat(tx, community, Bench.OWNERS, WANG, CHEN, NOW))
    database.work(lambda tx: decisions.add(tx, decided(community, sitting)))
    assert database.read(lambda tx: council.raised(tx, other)) == []
    assert not any(database.read(lambda tx: council.benches(tx, other)).values())
    assert database.read(lambda tx: council.sitting(tx, other, sitting.id)) is None
    assert database.read(lambda tx: council.sittings(tx, other, NOW - DAY, NOW + DAY)) == []
    assert database.read(lambda tx: decisions.of_sitting(tx, other, sitting.id)) == ()
    assert database.read(lambda tx: decisions.next_number(tx, other)) == 1
    with pytest.raises(Refused) as refused:
        database.read(lambda tx: decisions.access(tx, other, 1))
    assert refused.value.reason is Reason.DECISION_UNKNOWN


def test_a_date_of_an_event_has_one_sitting(database: Database, community: CommunityId) -> None:
    sitting = planned(database, community, event=7, round=739_000)
    assert database.read(lambda tx: council.of_event(tx, community, 7, 739_000)) == sitting
    assert database.read(lambda tx: council.of_event(tx, community, 7, 739_001)) is None
    opened = replace(
        sitting, state=SittingState.OPEN, chat=OFFICE, opened_by=CHEN, opened_at=NOW, starts_at=NOW + DAY, place="东门"
    )
    database.work(lambda tx: council.save_sitting(tx, opened))
    assert database.read(lambda tx: council.in_minutes(tx, community, OFFICE)) == opened
    assert database.read(lambda tx: council.in_minutes(tx, community, NORTH)) is None
    assert database.read(lambda tx: council.last_closed(tx, community)) is None
    closed = replace(opened, state=SittingState.CLOSED, closed_at=NOW)
    database.work(lambda tx: council.save_sitting(tx, closed))
    assert database.read(lambda tx: council.last_closed(tx, community)) == closed
    assert database.read(lambda tx: council.sittings(tx, community, NOW, NOW + DAY)) == [closed]


def test_an_agenda_stays_as_it_was_sent(database: Database, community: CommunityId) -> None:
    sitting = planned(database, community)
    first = (a_matter(3), a_matter(9, why=Why.MONTH_END, building=None, note="", raised_by=None))
    database.work(lambda tx: council.put_agenda(tx, sitting, first))
    assert database.read(lambda tx: council.agenda_of(tx, sitting)) == first
    database.work(lambda tx: council.put_agenda(tx, sitting, first[1:]))
    assert database.read(lambda tx: council.agenda_of(tx, sitting)) == first[1:]
    database.work(lambda tx: council.put_agenda(tx, sitting, ()))
    assert database.read(lambda tx: council.agenda_of(tx, sitting)) == ()


def test_who_presses_twice_is_not_there(database: Database, community: CommunityId) -> None:
    sitting = planned(database, community)
    presses = [(WANG, True), (LIU, True), (WANG, False), (WANG, True)]
    for minute, (person, there) in enumerate(presses):
        at = NOW + minute * DAY
        assert database.work(lambda tx, p=person, a=at: council.turn_attendance(tx, sitting, p, a)) is there  # type: ignore[misc]
    assert [one.id for one in database.read(lambda tx: council.attending(tx, sitting))] == [LIU, WANG]


def test_a_decision_is_kept_with_all_that_belongs_to_it(database: Database, community: CommunityId) -> None:
    sitting = planned(database, community)
    whole = decided(
        community,
        sitting,
        position=2,
        matter=(MatterKind.TOPIC, 4),
        building=NORTH,
        owner=LIU,
        due_at=NOW + DAY,
        outcome=Outcome.ISSUE,
    )
    database.work(lambda tx: decisions.add(tx, whole))
    assert database.read(lambda tx: decisions.access(tx, community, 1)) == whole
    assert database.read(lambda tx: decisions.next_number(tx, community)) == 2
    running = database.work(
        lambda tx: decisions.save(tx, replace(whole, state=DecisionState.RUNNING, became=31, owner_name="x"))
    )
    assert database.read(lambda tx: decisions.running(tx, community)) == (running,)
    assert running.version == 2
    with pytest.raises(Stale):
        database.work(lambda tx: decisions.save(tx, whole))
    database.work(lambda tx: decisions.save(tx, replace(running, state=DecisionState.DONE, done_at=NOW + DAY)))
    assert database.read(lambda tx: decisions.running(tx, community)) == ()
    assert [one.number for one in database.read(lambda tx: decisions.done_since(tx, community, NOW + DAY))] == [1]
    assert database.read(lambda tx: decisions.done_since(tx, community, NOW + 2 * DAY)) == ()


def test_what_is_struck_is_no_decision_of_the_sitting(database: Database, community: CommunityId) -> None:
    sitting = planned(database, community)
    database.work(lambda tx: decisions.add(tx, decided(community, sitting)))
    database.work(lambda tx: decisions.add(tx, decided(community, sitting, number=2, state=DecisionState.STRUCK)))
    assert [one.number for one in database.read(lambda tx: decisions.of_sitting(tx, community, sitting.id))] == [1]


def test_what_was_open_at_the_months_end(database: Database, community: CommunityId) -> None:
    def fill(tx: Any) -> None:
        for state, days in ((IssueState.DISPATCHED, 9), (IssueState.WITHDRAWN, 9), (IssueState.DISPATCHED, 20)):
            a_kept_issue(tx, community, state=state, reported_at=NOW - days * DAY)
        a_kept_issue(tx, community, reported_at=NOW)

    database.work(fill)
    assert database.read(lambda tx: council.open_since(tx, community, NOW, 9)) == [3, 1]
    assert database.read(lambda tx: council.open_since(tx, community, NOW, 1)) == [3]
