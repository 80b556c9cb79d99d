"""Calendar files as a phone's own library reads them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from bot.calendars.read import read
from bot.calendars.write import write
from bot.domain.calendar import CalendarEntry

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 3, 18, 19, 0, tzinfo=SHANGHAI)


def an_entry(**given: Any) -> CalendarEntry:
    values: dict[str, Any] = {
        "uid": "event-7@pavilion",
        "title": "周周碰",
        "start": WEDNESDAY,
        "end": WEDNESDAY + timedelta(hours=1),
        "changed_at": datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
    }
    return CalendarEntry(**values | given)


def events(raw: bytes) -> list[Any]:
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return found


def test_an_event_has_all_that_a_phone_asks_for() -> None:
    entry = an_entry(place="党群服务中心", description="上周的数字\n三件最久的", sequence=2)
    (event,) = events(write("3号楼", SHANGHAI, [entry]))
    assert (str(event["UID"]), str(event["SUMMARY"]), str(event["LOCATION"])) == (entry.uid, "周周碰", "党群服务中心")
    assert event["DESCRIPTION"] == "上周的数字\n三件最久的"
    assert event["DTSTART"].dt == entry.start
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event["DTEND"].dt == entry.end
    assert (event["SEQUENCE"], str(event["STATUS"])) == (2, "CONFIRMED")


def test_a_series_keeps_its_rule_its_gaps_and_its_changed_dates() -> None:
    skipped, moved = WEDNESDAY + timedelta(weeks=1), WEDNESDAY + timedelta(weeks=2)
    series = an_entry(rrule="FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T110000Z", skipped=(skipped,))
    change = an_entry(start=moved + timedelta(hours=1), end=None, instead_of=moved, sequence=1)
    whole, changed = events(write("3号楼", SHANGHAI, [series, change]))
    assert whole["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261231T110000Z;BYDAY=WE"
    assert [date.dt for date in whole["EXDATE"].dts] == [skipped]
    assert changed["UID"] == whole["UID"]
    assert changed["RECURRENCE-ID"].dt == moved


def test_what_is_called_off_is_told_and_not_just_left_out() -> None:
    (event,) = events(write("3号楼", SHANGHAI, [an_entry(cancelled=True, sequence=3)]))
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 3)


def test_whole_days_end_on_the_day_behind_the_last() -> None:
    days = datetime(2026, 5, 1, tzinfo=SHANGHAI), datetime(2026, 5, 3, tzinfo=SHANGHAI)
    (event,) = events(write("3号楼", SHANGHAI, [an_entry(start=days[0], end=days[1], whole_days=True)]))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 5, 1), date(2026, 5, 4))


def test_the_zone_comes_with_its_clock_changes() -> None:
    start = datetime(2026, 3, 18, 19, 0, tzinfo=BERLIN)
    calendar = Calendar.from_ical(write("Hof", BERLIN, [an_entry(start=start, end=None, rrule="FREQ=WEEKLY")]))
    (zone,) = calendar.walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    clocks = zone.to_tz(lookup_tzid=False)
    for day, hours in ((datetime(2026, 3, 25, 19), 1), (datetime(2026, 4, 1, 19), 2), (datetime(2030, 11, 6, 19), 1)):  # noqa: DTZ001
        assert day.replace(tzinfo=clocks).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "title",
    [
        "a, b; c\\n d",
        "BEGIN:VEVENT\r\nUID:forged\r\nEND:VEVENT",
        "灯" * 300,
        "\x00\x07bell",
        "<script>alert(1)</script>",
        "👨‍👩‍👧",
    ],
)
def test_nothing_that_somebody_writes_gets_out_of_its_line(title: str) -> None:
    raw = write("3号楼", SHANGHAI, [an_entry(title=title, description=title, place=title)])
    (event,) = events(raw)
    assert event["UID"] == "event-7@pavilion"
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_the_same_entries_make_the_same_bytes_and_come_back_as_they_were() -> None:
    entries = [an_entry(), an_entry(uid="other", place="东门", rrule="FREQ=DAILY;COUNT=3")]
    raw = write("3号楼", SHANGHAI, entries)
    assert raw == write("3号楼", SHANGHAI, entries)
    back = read(raw, SHANGHAI, WEDNESDAY).entries
    assert [(entry.uid, entry.title, entry.start, entry.end, entry.place, entry.rrule) for entry in back] == [
        (entry.uid, entry.title, entry.start, entry.end, entry.place, entry.rrule) for entry in entries
    ]


def test_an_empty_calendar_is_a_calendar() -> None:
    assert events(write("3号楼", SHANGHAI, [])) == []
