"""Who gets an issue, and how working hours run."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ChatId, SquadKey
from bot.domain.squad import Lane, Squad, WorkingHours, after_working, who_gets

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
WEEK = WorkingHours(time(8), time(18), frozenset(range(5)))
HOUR = timedelta(hours=1)


def squad(key: str, *categories: str) -> Squad:
    return Squad(SquadKey(key), {"zh": key, "en": key}, ChatId(-1), Lane.OPEN, frozenset(categories))


SQUADS = (squad("property", "lift", "power"), squad("order", "power", "dogs"), squad("office"))


@pytest.mark.parametrize(
    ("understood", "category", "gets"),
    [
        pytest.param("order", None, "order", id="the squad understood"),
        pytest.param("order", "lift", "order", id="the squad goes before the category"),
        pytest.param(None, "power", "property", id="the first that has the category"),
        pytest.param(None, "dogs", "order", id="by category"),
        pytest.param(None, "stage", "office", id="nobody has it"),
        pytest.param("gone", None, "office", id="a squad that was dropped"),
        pytest.param(None, None, "office", id="nothing known"),
    ],
)
def test_who_gets_an_issue(understood: str | None, category: str | None, gets: str) -> None:
    assert who_gets(SQUADS, understood, category, SquadKey("office")).key == gets


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        pytest.param("2026-03-16T10:00", 4, "2026-03-16T14:00", id="within the day"),
        pytest.param("2026-03-16T16:00", 4, "2026-03-17T10:00", id="over the evening"),
        pytest.param("2026-03-16T05:00", 1, "2026-03-16T09:00", id="before they open"),
        pytest.param("2026-03-16T20:00", 1, "2026-03-17T09:00", id="after they close"),
        pytest.param("2026-03-20T17:00", 2, "2026-03-23T09:00", id="over the weekend"),
        pytest.param("2026-03-21T12:00", 1, "2026-03-23T09:00", id="on a Saturday"),
        pytest.param("2026-03-16T08:00", 10, "2026-03-16T18:00", id="exactly a day's hours"),
        pytest.param("2026-03-16T08:00", 25, "2026-03-18T13:00", id="two days and a half"),
    ],
)
def test_working_time_runs_in_working_hours(start: str, hours: int, due: str) -> None:
    begin = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    assert after_working(begin, hours * HOUR, WEEK) == datetime.fromisoformat(due).replace(tzinfo=SHANGHAI)


def test_hours_are_wall_clock_hours_when_the_clocks_change() -> None:
    friday = datetime(2026, 3, 27, 17, tzinfo=BERLIN)
    assert after_working(friday, 2 * HOUR, WEEK) == datetime(2026, 3, 30, 9, tzinfo=BERLIN)


def test_without_hours_time_is_time_also_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 29, 1, 58, tzinfo=BERLIN)
    after = after_working(before, timedelta(minutes=5), None)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("opens", "closes", "days"),
    [
        pytest.param(time(18), time(8), {0}, id="closes before it opens"),
        pytest.param(time(8), time(8), {0}, id="no time at all"),
        pytest.param(time(8), time(18), set(), id="no day"),
    ],
)
def test_hours_in_which_nobody_works_are_refused(opens: time, closes: time, days: set[int]) -> None:
    with pytest.raises(ValueError, match="working hours"):
        WorkingHours(opens, closes, frozenset(days))


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 (the zone comes below)
    minutes=st.integers(1, 60 * 60),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    opens=st.integers(0, 22),
    length=st.integers(1, 10),
)
def test_the_due_time_is_in_working_hours_and_more_time_is_never_sooner(
    start: datetime, minutes: int, days: frozenset[int], opens: int, length: int
) -> None:
    hours = WorkingHours(time(opens), time(min(opens + length, 23)), days)
    begin, span = start.replace(tzinfo=SHANGHAI), timedelta(minutes=minutes)
    due = after_working(begin, span, hours)
    assert due.weekday() in days
    assert hours.opens < due.time() <= hours.closes
    assert due >= begin + span
    assert after_working(begin, span + timedelta(minutes=1), hours) > due
    # Working time is additive: half of it, and from there the other half.
    assert after_working(after_working(begin, span / 2, hours), span - span / 2, hours) == due
