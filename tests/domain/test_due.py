"""Working time, due times and the steps upwards."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.due import (
    Ladder,
    Quiet,
    Rung,
    after_working,
    first_look,
    next_look,
    resumed,
    working_between,
)
from bot.domain.squad import WorkingHours

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
WEEK = WorkingHours(time(8), time(18), frozenset(range(5)))
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HOLIDAY = replace(WEEK, days_off=frozenset({date(2026, 3, 17), date(2026, 3, 18)}))


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# ---- working time ----


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
    ("start", "hours", "due"),
    [
        pytest.param("2026-03-16T16:00", 4, "2026-03-19T10:00", id="over two holidays"),
        pytest.param("2026-03-17T10:00", 1, "2026-03-19T09:00", id="on a holiday"),
        pytest.param("2026-03-16T10:00", 8, "2026-03-16T18:00", id="to the end of the day before"),
    ],
)
def test_on_holidays_time_stands_still(start: str, hours: int, due: str) -> None:
    assert after_working(at(start), hours * HOUR, HOLIDAY) == at(due)
    assert working_between(at(start), at(due), HOLIDAY) == hours * HOUR


@pytest.mark.parametrize(
    ("start", "end", "passed"),
    [
        pytest.param("2026-03-16T10:00", "2026-03-16T12:30", 150, id="within the day"),
        pytest.param("2026-03-16T17:00", "2026-03-17T09:00", 120, id="over night"),
        pytest.param("2026-03-16T19:00", "2026-03-17T07:00", 0, id="only night"),
        pytest.param("2026-03-20T17:00", "2026-03-23T09:00", 120, id="over the weekend"),
        pytest.param("2026-03-16T12:00", "2026-03-16T10:00", 0, id="backwards"),
        pytest.param("2026-03-16T12:00", "2026-03-16T12:00", 0, id="no time"),
    ],
)
def test_working_time_between_two_times(start: str, end: str, passed: int) -> None:
    assert working_between(at(start), at(end), WEEK) == passed * MINUTE


def test_an_hour_that_the_clocks_skip_is_no_working_time() -> None:
    night = WorkingHours(time(0), time(6), frozenset(range(7)))
    assert after_working(at("2026-03-29T00:00", BERLIN), 5 * HOUR, night) == at("2026-03-29T06:00", BERLIN)
    assert working_between(at("2026-03-29T00:00", BERLIN), at("2026-03-29T12:00", BERLIN), night) == 5 * HOUR
    assert working_between(at("2026-10-25T00:00", BERLIN), at("2026-10-25T12:00", BERLIN), night) == 7 * HOUR


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


hours_of_a_day = st.tuples(st.sampled_from([0, 4, 7, 12]), st.sampled_from([5, 9, 18, 23])).filter(
    lambda it: it[0] < it[1]
)
starts = st.datetimes(datetime(2026, 3, 26), datetime(2026, 4, 1)) | st.datetimes(  # noqa: DTZ001 (the zone comes below)
    datetime(2026, 10, 22),  # noqa: DTZ001
    datetime(2026, 10, 28),  # noqa: DTZ001
)


@given(
    start=starts,
    minutes=st.integers(0, 30 * 60),
    hours=hours_of_a_day,
    weekdays=st.frozensets(st.integers(0, 6), min_size=2),
    days_off=st.frozensets(st.dates(date(2026, 3, 25), date(2026, 4, 6)), max_size=4),
)
def test_working_time_is_what_somebody_counts_minute_by_minute(
    start: datetime,
    minutes: int,
    hours: tuple[int, int],
    weekdays: frozenset[int],
    days_off: frozenset[date],
) -> None:
    """In the weeks in which Berlin's clocks change, where an hour is missing or comes twice."""
    working = WorkingHours(time(hours[0]), time(hours[1]), weekdays, days_off)
    begin = start.replace(second=0, microsecond=0, tzinfo=BERLIN)
    # A time that the clocks skip is nowhere.
    assume(begin.astimezone(UTC).astimezone(BERLIN).time() == begin.time())
    due = after_working(begin, minutes * MINUTE, working)
    assert counted(begin, due, working) == minutes
    assert working_between(begin, due, working) == minutes * MINUTE


def counted(start: datetime, end: datetime, working: WorkingHours) -> int:
    """Count the working minutes between two times, one by one."""
    minute, last, passed = start.astimezone(UTC), end.astimezone(UTC), 0
    while minute < last:
        here = minute.astimezone(start.tzinfo)
        works = here.weekday() in working.weekdays and here.date() not in working.days_off
        passed += works and working.opens <= here.time() < working.closes
        minute += MINUTE
    return passed


# ---- the night ----


@pytest.mark.parametrize(
    ("begins", "ends", "now", "until"),
    [
        pytest.param(22, 7, "2026-03-16T23:00", "2026-03-17T07:00", id="before midnight"),
        pytest.param(22, 7, "2026-03-17T03:00", "2026-03-17T07:00", id="after midnight"),
        pytest.param(22, 7, "2026-03-16T22:00", "2026-03-17T07:00", id="as it begins"),
        pytest.param(22, 7, "2026-03-17T07:00", None, id="as it ends"),
        pytest.param(22, 7, "2026-03-16T12:00", None, id="by day"),
        pytest.param(13, 14, "2026-03-16T13:30", "2026-03-16T14:00", id="a siesta"),
        pytest.param(13, 14, "2026-03-16T14:00", None, id="after the siesta"),
        pytest.param(0, 6, "2026-03-16T00:00", "2026-03-16T06:00", id="from midnight on"),
    ],
)
def test_the_night_is_quiet(begins: int, ends: int, now: str, until: str | None) -> None:
    assert Quiet(time(begins), time(ends)).until(at(now)) == (None if until is None else at(until))


# ---- the steps upwards ----


@pytest.mark.parametrize(
    ("due", "warning", "rung", "when"),
    [
        pytest.param("2026-03-16T14:00", 0.75, Rung.WARNING, "2026-03-16T13:00", id="a warning before"),
        pytest.param("2026-03-17T10:00", 0.5, Rung.WARNING, "2026-03-16T15:00", id="half of the working time"),
        pytest.param("2026-03-16T14:00", 0.0, Rung.DUE, "2026-03-16T14:00", id="no warnings wanted"),
        pytest.param("2026-03-16T08:00", 0.75, Rung.DUE, "2026-03-16T10:00", id="due in the past"),
        pytest.param("2026-03-16T10:00", 0.75, Rung.DUE, "2026-03-16T10:00", id="due now"),
    ],
)
def test_the_watch_begins_with_a_warning(due: str, warning: float, rung: Rung, when: str) -> None:
    assert first_look(at("2026-03-16T10:00"), at(due), Ladder(warning), WEEK) == (rung, at(when))


def test_the_steps_follow_one_another_in_working_time_and_end() -> None:
    rung, now, due_at, climbed = Rung.WARNING, at("2026-03-16T13:00"), at("2026-03-16T14:00"), []
    while (following := next_look(rung, now, due_at, Ladder(), WEEK)) is not None:
        rung, now = following
        climbed.append((rung, now))
    assert climbed == [
        (Rung.DUE, due_at),
        (Rung.SQUAD_LEAD, at("2026-03-16T16:00")),
        (Rung.ABOVE, at("2026-03-17T10:00")),
        (Rung.OFFICE, at("2026-03-17T18:00")),
    ]


def test_a_step_that_comes_late_is_followed_from_then_on() -> None:
    """The bot was away for days: it doesn't tell everybody at once."""
    late = at("2026-03-19T09:00")
    assert next_look(Rung.WARNING, late, at("2026-03-16T14:00"), Ladder(), WEEK) == (Rung.DUE, late)
    assert next_look(Rung.DUE, late, at("2026-03-16T14:00"), Ladder(), WEEK) == (Rung.SQUAD_LEAD, late + 2 * HOUR)


@pytest.mark.parametrize(
    ("due", "stopped", "now", "new"),
    [
        pytest.param("2026-03-16T14:00", "2026-03-16T12:00", "2026-03-18T09:00", "2026-03-18T11:00", id="2 h left"),
        pytest.param("2026-03-17T09:00", "2026-03-16T17:00", "2026-03-20T17:30", "2026-03-23T09:30", id="on a weekend"),
        pytest.param("2026-03-16T10:00", "2026-03-16T12:00", "2026-03-18T09:00", "2026-03-16T10:00", id="overdue"),
    ],
)
def test_a_clock_that_stood_still_goes_on_with_what_was_left(due: str, stopped: str, now: str, new: str) -> None:
    assert resumed(at(due), at(stopped), at(now), WEEK) == at(new)


def test_a_pause_over_the_change_of_the_clocks_loses_no_time() -> None:
    friday = at("2026-03-27T16:00", BERLIN)
    due = after_working(friday, 4 * HOUR, WEEK)
    assert resumed(due, friday + HOUR, at("2026-03-30T08:00", BERLIN), WEEK) == at("2026-03-30T11:00", BERLIN)
    elapsed = resumed(
        at("2026-03-29T04:00", BERLIN), at("2026-03-29T01:00", BERLIN), at("2026-03-29T05:00", BERLIN), None
    )
    assert elapsed == at("2026-03-29T07:00", BERLIN)
