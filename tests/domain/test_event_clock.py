"""When events are brought to mind: so long ahead, but not at night."""

from datetime import datetime, time, timedelta

import pytest

from bot.domain import event as events
from bot.domain.due import Quiet
from bot.domain.event_clock import CHOSEN, DAY, HOUR, ahead
from bot.domain.setting import EVENT_LEADS
from tests.domain.test_event import NOW, ZONE, an_event

NIGHT = Quiet(time(22), time(7))


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "lead", "quiet", "now", "expected"),
    [
        pytest.param(at(3, 18, 19), DAY, NIGHT, NOW, at(3, 17, 19), id="a day ahead"),
        pytest.param(at(3, 18, 19), HOUR, NIGHT, NOW, at(3, 18, 18), id="an hour ahead"),
        pytest.param(at(3, 18, 6), DAY, NIGHT, NOW, at(3, 16, 21, 45), id="in the evening before the night"),
        pytest.param(at(3, 18, 6), HOUR, NIGHT, NOW, at(3, 17, 21, 45), id="an hour ahead, but not at night"),
        pytest.param(at(3, 18, 6), HOUR, None, NOW, at(3, 18, 5), id="where no hour is quiet"),
        pytest.param(
            at(3, 18, 7, 30), HOUR, NIGHT, at(3, 17, 23), at(3, 18, 7), id="in the morning: the evening is over"
        ),
        pytest.param(at(3, 18, 6), HOUR, NIGHT, at(3, 17, 23), None, id="it begins before the night is over"),
        pytest.param(at(3, 18, 19), DAY, NIGHT, at(3, 18, 9), None, id="too late"),
        pytest.param(at(3, 29, 19), DAY, NIGHT, NOW, at(3, 28, 19), id="the same hour on the day before summer time"),
        pytest.param(
            at(3, 29, 3, 30), HOUR, None, NOW, at(3, 29, 1, 30), id="an hour is an hour where the clocks jump"
        ),
        pytest.param(at(3, 18, 23), HOUR, NIGHT, NOW, at(3, 18, 21, 45), id="just inside the night"),
    ],
)
def test_when(start: datetime, lead: timedelta, quiet: Quiet | None, now: datetime, expected: datetime | None) -> None:
    date = events.on(an_event(start=start, rule=None), ZONE, events.number_of(start.date()))
    assert ahead(date, lead, quiet, ZONE, now) == expected


def test_each_choice_of_a_building_has_its_meaning() -> None:
    assert set(CHOSEN) == set(EVENT_LEADS.values)
