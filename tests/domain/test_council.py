"""The council's rules: agenda, minutes, decisions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import council as rules
from bot.domain.council import (
    MOST_MATTERS,
    Decision,
    DecisionState,
    Matter,
    MatterKind,
    Sitting,
    SittingState,
    Why,
    agenda,
)
from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.refusal import Reason, Refused

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 28, 2, 0, tzinfo=UTC)
OURS = CommunityId(1)
DAY = timedelta(days=1)


def a_matter(number: int, why: Why = Why.RAISED, age: int = 1, kind: MatterKind = MatterKind.ISSUE) -> Matter:
    return Matter(kind, number, why, NOW - age * DAY)


def a_decision(**given: Any) -> Decision:
    values: dict[str, Any] = {"community": OURS, "number": 1, "sitting": 1, "text": "装充电桩", "at": NOW}
    return Decision(**values | {"owner": PersonId(1), "due_at": NOW + 7 * DAY} | given)


def a_sitting(**given: Any) -> Sitting:
    values: dict[str, Any] = {"community": OURS, "id": 1, "starts_at": NOW}
    return Sitting(**values | given)


def test_the_agenda_begins_with_what_became_of_the_last_decisions() -> None:
    found, waiting = agenda(
        [
            a_matter(4, Why.MONTH_END, 40),
            a_matter(3, Why.RETURNED, 9),
            a_matter(1, Why.RAISED, 2),
            a_matter(2, Why.RAISED, 3),
            a_matter(7, Why.DECIDED, 30, MatterKind.DECISION),
        ]
    )
    assert [matter.number for matter in found] == [7, 2, 1, 3, 4]
    assert waiting == 0


def test_a_matter_comes_once_for_its_first_reason() -> None:
    (found,), _ = agenda([a_matter(1, Why.MONTH_END, 50), a_matter(1, Why.RETURNED), a_matter(1, Why.RAISED, 2)])
    assert found.why is Why.RAISED


_matters = st.builds(
    Matter, st.sampled_from(MatterKind), st.integers(1, 60), st.sampled_from(Why), st.datetimes(timezones=st.just(UTC))
)


@given(st.lists(_matters, max_size=80))
def test_an_agenda_is_short_has_nothing_twice_and_loses_nothing(matters: list[Matter]) -> None:
    found, waiting = agenda(matters)
    assert len(found) <= MOST_MATTERS
    assert len({matter.key for matter in found}) == len(found)
    assert len(found) + waiting == len({matter.key for matter in matters})
    assert agenda(reversed(matters))[0] == found or len({m.key for m in matters}) < len(matters)


def test_a_month_without_anything_has_an_empty_agenda() -> None:
    assert agenda([]) == ((), 0)


def test_the_month_ends_at_midnight_there() -> None:
    assert rules.month_end(datetime(2026, 3, 31, 17, 0, tzinfo=UTC), SHANGHAI) == datetime(2026, 4, 1, tzinfo=SHANGHAI)


def test_the_notice_goes_out_at_the_same_hour_across_a_clock_change() -> None:
    meeting = datetime(2026, 3, 30, 10, 0, tzinfo=BERLIN)
    assert rules.notice_due(meeting, 3, BERLIN) == datetime(2026, 3, 27, 10, 0, tzinfo=BERLIN)


def test_minutes_belong_to_the_nearest_sitting_that_is_not_closed() -> None:
    hour = timedelta(hours=1)
    before, after = a_sitting(id=1, starts_at=NOW - 3 * hour), a_sitting(id=2, starts_at=NOW + 2 * hour)
    assert rules.nearest([before, after], NOW) == after
    assert rules.nearest([before, replace(after, state=SittingState.CLOSED)], NOW) == before
    assert rules.nearest([a_sitting(starts_at=NOW + 13 * hour)], NOW) is None


def test_minutes_can_be_gone_on_with_but_not_reopened() -> None:
    opened = rules.open_minutes(a_sitting(), PersonId(1), ChatId(-1), NOW)
    again = rules.open_minutes(opened, PersonId(2), ChatId(-2), NOW + DAY)
    assert (again.opened_by, again.opened_at, again.chat) == (PersonId(1), NOW, ChatId(-2))
    closed = rules.close_minutes(again, [], NOW)
    assert closed.state is SittingState.CLOSED
    with pytest.raises(Refused):
        rules.open_minutes(closed, PersonId(1), ChatId(-1), NOW)
    with pytest.raises(Refused):
        rules.close_minutes(closed, [], NOW)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"owner": None}, Reason.DECISION_WITHOUT_OWNER),
        ({"due_at": None}, Reason.DECISION_WITHOUT_DATE),
        ({"due_at": None, "undated": True}, None),
        ({"owner": None, "owner_name": "自来水公司"}, None),
        ({"owner": None, "state": DecisionState.STRUCK}, None),
    ],
)
def test_minutes_close_when_each_decision_has_an_owner_and_a_date(given: dict[str, Any], reason: Reason | None) -> None:
    opened = a_sitting(state=SittingState.OPEN)
    if reason is None:
        assert rules.close_minutes(opened, [a_decision(**given)], NOW).closed_at == NOW
        return
    with pytest.raises(Refused) as refused:
        rules.close_minutes(opened, [a_decision(**given)], NOW)
    assert refused.value.reason is reason


@pytest.mark.parametrize("state", list(DecisionState))
def test_what_may_be_done_to_a_decision_hangs_on_its_state(state: DecisionState) -> None:
    decision = a_decision(state=state)
    said = a_decision(text="other", number=9)
    doings: dict[DecisionState, list[Callable[[], Decision]]] = {
        DecisionState.NOTED: [
            lambda: rules.strike(decision),
            lambda: rules.reword(decision, said),
            lambda: rules.without_date(decision),
            lambda: rules.run(decision, 7),
        ],
        DecisionState.RUNNING: [lambda: rules.done(decision, NOW)],
    }
    for of, calls in doings.items():
        for call in calls:
            if of is state:
                call()
            else:
                with pytest.raises(Refused) as refused:
                    call()
                assert refused.value.reason is Reason.DECISION_OVER


def test_another_wording_keeps_the_number() -> None:
    reworded = rules.reword(a_decision(), a_decision(text="东门装充电桩", number=0))
    assert (reworded.text, reworded.number) == ("东门装充电桩", 1)


def test_only_what_runs_and_is_late_is_overdue() -> None:
    assert rules.is_overdue(a_decision(state=DecisionState.RUNNING, due_at=NOW - DAY), NOW)
    assert not rules.is_overdue(a_decision(state=DecisionState.RUNNING), NOW)
    assert not rules.is_overdue(a_decision(state=DecisionState.DONE, due_at=NOW - DAY), NOW)
    assert not rules.is_overdue(a_decision(state=DecisionState.RUNNING, due_at=None), NOW)
