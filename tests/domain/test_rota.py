"""Whose turn it is."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duty import Duty
from bot.domain.ids import PersonId
from bot.domain.rota import Load, whose_turn

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
EARLIER = NOON - timedelta(hours=1)
LIU, TOM, ZHAO = PersonId(1), PersonId(2), PersonId(3)


@pytest.mark.parametrize(
    ("loads", "duties", "turn"),
    [
        pytest.param({}, {}, LIU, id="nobody has anything: whoever is known longest"),
        pytest.param({LIU: Load(2), TOM: Load(1), ZHAO: Load(3)}, {}, TOM, id="the fewest tasks"),
        pytest.param(
            {LIU: Load(1, NOON), TOM: Load(1, NOON - timedelta(hours=1)), ZHAO: Load(2)}, {}, TOM, id="longest"
        ),
        pytest.param({LIU: Load(1, NOON)}, {TOM: Duty(on=False)}, ZHAO, id="off duty"),
        pytest.param({TOM: Load(2)}, {LIU: Duty(cap=0), ZHAO: Duty(on=False)}, TOM, id="as many as they want"),
        pytest.param({}, {who: Duty(on=False) for who in (LIU, TOM, ZHAO)}, None, id="nobody is there"),
    ],
)
def test_whose_turn_it_is(
    loads: Mapping[PersonId, Load], duties: Mapping[PersonId, Duty], turn: PersonId | None
) -> None:
    assert whose_turn([ZHAO, TOM, LIU], duties, loads) == turn


@given(st.dictionaries(st.integers(1, 9).map(PersonId), st.integers(0, 9), min_size=1))
def test_tasks_given_out_in_turn_are_spread_evenly(tasks: dict[PersonId, int]) -> None:
    for number in range(30):
        loads = {who: Load(n, NOON + timedelta(minutes=number)) for who, n in tasks.items()}
        turn = whose_turn(tasks, {}, loads)
        assert turn is not None
        assert tasks[turn] == min(tasks.values())
        tasks[turn] += 1
    assert max(tasks.values()) - min(tasks.values()) <= 9
