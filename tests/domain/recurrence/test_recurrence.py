"""Rules against dateutil, by the wall clock through summer time, and at the edges of the calendar."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.recurrence import BadRule, Freq, Rule, Weekday, between, last, next_after, parse

BERLIN, SHANGHAI, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai"), ZoneInfo("Australia/Lord_Howe")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PATIENCE_SECONDS = 0.2
"""dateutil looks for what never comes until the year 9999."""


def _some(numbers: st.SearchStrategy[int], most: int = 4) -> st.SearchStrategy[list[int]]:
    return st.one_of(st.just([]), st.lists(numbers, min_size=1, max_size=most, unique=True))


@st.composite
def _rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    nth = freq in {"YEARLY", "MONTHLY"} and draw(st.booleans())
    days = draw(st.lists(st.sampled_from(DAYS), max_size=4, unique=True))
    ordinals = st.sampled_from([1, 2, 3, 4, 5, -1, -2])
    parts = {
        "FREQ": freq,
        "INTERVAL": str(draw(st.sampled_from([1, 1, 2, 3, 4, 5, 7, 12]))),
        "BYMONTH": _joined(draw(_some(st.integers(1, 12)))),
        "BYMONTHDAY": ""
        if freq == "WEEKLY"
        else _joined(draw(_some(st.sampled_from([1, 15, 28, 29, 30, 31, -1, -31])))),
        "BYDAY": ",".join(f"{draw(ordinals)}{day}" if nth else day for day in days),
        "BYHOUR": _joined(draw(_some(st.integers(0, 23), 2))),
        "WKST": draw(st.sampled_from(DAYS)),
    }
    if freq == "YEARLY" and not nth:
        # Of the last weeks dateutil 2.9 and 4.0 count some wrongly; the calendar itself says below what they are.
        parts["BYWEEKNO"] = _joined(draw(_some(st.sampled_from([1, 2, 20, 50]), 2)))
        parts["BYYEARDAY"] = _joined(draw(_some(st.sampled_from([1, 60, 200, 366, -1, -366]), 2)))
    # dateutil picks from what is left of the first week behind its start; RFC 5545 from the whole week.
    if freq != "WEEKLY" and any(parts[name] for name in ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR")):
        parts["BYSETPOS"] = _joined(draw(_some(st.sampled_from([1, 2, 3, -1, -2]), 2)))
    ends = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    if ends:
        parts[ends] = str(draw(st.integers(1, 30))) if ends == "COUNT" else "20310915T120000"
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _joined(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


STARTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(days=-10), timedelta(days=2000)).map(
    lambda span: timedelta(minutes=span // timedelta(minutes=1))
)


@settings(max_examples=150, deadline=None)
@given(_rules(), STARTS, SPANS)
def test_the_next_time_is_the_one_that_dateutil_finds(text: str, start: datetime, span: timedelta) -> None:
    rule, after = parse(text), start + span
    found = next_after(rule, start, UTC, after.replace(tzinfo=UTC))
    reference = rrulestr(text, dtstart=start)
    try:
        with _patience():
            expected = reference.after(after)
    except TimeoutError:
        assert found is None
    else:
        assert (found and found.replace(tzinfo=None)) == expected


@contextmanager
def _patience() -> Iterator[None]:
    def enough(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, enough)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("week", [1, 2, 26, 51, 52, 53])
def test_numbered_weeks_are_those_of_iso_8601(week: int) -> None:
    start = datetime(2000, 1, 1, 9, tzinfo=UTC)
    rule = parse(f"FREQ=YEARLY;BYWEEKNO={week};BYDAY=MO,TU,WE,TH,FR,SA,SU")
    found = [at.date() for at in between(rule, start, UTC, start, datetime(2060, 1, 1, tzinfo=UTC))]
    every = (start.date() + timedelta(days=day) for day in range((date(2060, 1, 1) - start.date()).days))
    assert found == [day for day in every if day.isocalendar().week == week]


@given(_rules())
def test_a_rule_reads_back_as_what_it_says(text: str) -> None:
    rule = parse(text)
    assert parse(str(rule)) == rule


@given(st.text(alphabet="FREQ=DAILYWKCOUNTBY;,+-0123456789MOSU ", max_size=80))
def test_any_other_text_is_refused_not_a_crash(text: str) -> None:
    try:
        rule = parse(text)
    except BadRule:
        return
    next_after(rule, datetime(2026, 3, 16, 9, tzinfo=SHANGHAI), SHANGHAI, datetime(2026, 3, 16, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "", "FREQ=FORTNIGHTLY", "BYDAY=MO", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=10001", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20260101", "FREQ=DAILY;UNTIL=20261301", "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=DAILY;BYSETPOS=1", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;X-EVIL=1", "FREQ=MONTHLY;BYWEEKNO=2", "FREQ=DAILY;COUNT=٣",
        "FREQ=DAILY;BYHOUR=" + ",".join(["1"] * 400), "FREQ=DAILY" + ";" * 2000,
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=10000",
        "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366;INTERVAL=4",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=1MO",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3",
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
        "FREQ=DAILY;INTERVAL=9999;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=7",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30",
    ],
)
def test_what_never_comes_again_is_given_up(text: str) -> None:
    start = datetime(2027, 3, 15, 9, 0, tzinfo=SHANGHAI)
    assert next_after(parse(text), start, SHANGHAI, start) is None


def test_the_31st_leaves_out_the_short_months() -> None:
    start = datetime(2026, 1, 31, 19, 0, tzinfo=SHANGHAI)
    assert _days("FREQ=MONTHLY", start, 4) == [
        date(2026, 1, 31),
        date(2026, 3, 31),
        date(2026, 5, 31),
        date(2026, 7, 31),
    ]


def test_the_last_day_of_each_month_is_a_rule_of_its_own() -> None:
    start = datetime(2026, 1, 31, 19, 0, tzinfo=SHANGHAI)
    assert _days("FREQ=MONTHLY;BYMONTHDAY=-1", start, 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def test_the_29th_of_february_comes_in_leap_years_alone() -> None:
    start = datetime(2096, 2, 29, 9, 0, tzinfo=SHANGHAI)
    assert _days("FREQ=YEARLY", start, 3) == [date(2096, 2, 29), date(2104, 2, 29), date(2108, 2, 29)]


def test_seven_in_the_evening_stays_seven_through_summer_time() -> None:
    start = datetime(2026, 3, 18, 19, 0, tzinfo=BERLIN)
    times = list(between(parse("FREQ=WEEKLY;COUNT=3"), start, BERLIN, start, start + timedelta(days=60)))
    assert [time.hour for time in times] == [19, 19, 19]
    assert [time.astimezone(UTC).hour for time in times] == [18, 18, 17]


def test_an_hour_that_the_clocks_jump_over_comes_an_hour_later() -> None:
    start = datetime(2026, 3, 22, 2, 30, tzinfo=BERLIN)
    found = next_after(parse("FREQ=WEEKLY;BYDAY=SU"), start, BERLIN, start)
    assert found is not None
    assert (found.isoformat(), found.astimezone(UTC).isoformat()) == (
        "2026-03-29T03:30:00+02:00",
        "2026-03-29T01:30:00+00:00",
    )
    after = next_after(parse("FREQ=WEEKLY;BYDAY=SU"), start, BERLIN, found)
    assert after is not None
    assert (after.hour, after.minute) == (2, 30)


def test_an_hour_that_comes_twice_comes_once() -> None:
    start = datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN)
    times = list(between(parse("FREQ=DAILY;COUNT=3"), start, BERLIN, start, start + timedelta(days=9)))
    assert [time.astimezone(UTC).isoformat() for time in times] == [
        "2026-10-24T00:30:00+00:00",
        "2026-10-25T00:30:00+00:00",
        "2026-10-26T01:30:00+00:00",
    ]


def test_by_the_hour_the_jump_puts_nothing_out_of_order() -> None:
    start = datetime(2026, 3, 29, 0, 0, tzinfo=BERLIN)
    rule, at, found = parse("FREQ=MINUTELY;INTERVAL=50"), start, []
    for _ in range(8):
        at = next_after(rule, start, BERLIN, at)  # type: ignore[assignment]
        found.append(at.astimezone(UTC))
    assert found == sorted(set(found))


def test_half_an_hour_of_summer_time() -> None:
    start = datetime(2026, 10, 3, 2, 15, tzinfo=LORD_HOWE)
    found = next_after(parse("FREQ=DAILY"), start, LORD_HOWE, start)
    assert found is not None
    assert found.strftime("%H:%M") == "02:45"


@pytest.mark.parametrize(
    ("until", "times"),
    [("20260318", 3), ("20260318T110000Z", 3), ("20260318T105959Z", 2), ("20260318T190000", 3), ("20260301", 0)],
)
def test_until_is_a_day_a_moment_or_a_time_of_the_wall_and_is_included(until: str, times: int) -> None:
    start = datetime(2026, 3, 16, 19, 0, tzinfo=SHANGHAI)
    rule = parse(f"FREQ=DAILY;UNTIL={until}")
    assert len(list(between(rule, start, SHANGHAI, start, start + timedelta(days=99)))) == times
    assert last(rule, start, SHANGHAI) == (start + timedelta(days=times - 1) if times else None)


def test_an_endless_rule_has_no_last_time() -> None:
    start = datetime(2026, 3, 16, 19, 0, tzinfo=SHANGHAI)
    assert parse("FREQ=DAILY").endless
    assert last(parse("FREQ=DAILY"), start, SHANGHAI) is None


def test_the_last_time_of_a_rare_rule_is_found_long_before_its_end() -> None:
    start = datetime(2024, 2, 29, 9, 0, tzinfo=SHANGHAI)
    assert last(parse("FREQ=YEARLY;UNTIL=20310101"), start, SHANGHAI) == datetime(2028, 2, 29, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "once"),
    [("FREQ=DAILY", True), ("FREQ=WEEKLY;BYHOUR=9", True), ("FREQ=DAILY;BYHOUR=9,21", False), ("FREQ=HOURLY", False)],
)
def test_whether_a_day_names_one_time(text: str, *, once: bool) -> None:
    assert parse(text).once_a_day is once


def test_what_a_rule_is_made_of() -> None:
    rule = parse("RRULE:freq=monthly;byday=-1sa,2we;wkst=su")
    assert rule == Rule(Freq.MONTHLY, byday=(Weekday(-1, 5), Weekday(2, 2)), wkst=6)


def _days(text: str, start: datetime, count: int) -> list[date]:
    found = between(parse(text), start, SHANGHAI, start, datetime(2200, 1, 1, tzinfo=UTC))
    return [at.date() for _, at in zip(range(count), found, strict=False)]
