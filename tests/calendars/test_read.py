"""Calendar files that somebody sends: what fits is taken over, and nothing that is in them does harm."""

from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars.read import read
from bot.domain.calendar import MOST_IMPORTED, CalendarRead, Trouble
from bot.domain.refusal import Reason, Refused

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 16, 10, 0, tzinfo=SHANGHAI)


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def taken(*parts: str) -> CalendarRead:
    return read(calendar(*parts), SHANGHAI, NOW)


def calendar(*parts: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def titled(*lines: str) -> str:
    return event("UID:1", "SUMMARY:Meeting", *lines)


def test_an_event_is_taken_over() -> None:
    (entry,) = taken(
        event(
            "UID:abc@x",
            "SUMMARY:Choir\\, open",
            "DTSTART;TZID=Asia/Shanghai:20260318T190000",
            "DTEND;TZID=Asia/Shanghai:20260318T203000",
            "LOCATION:Hall",
            "DESCRIPTION:Bring <b>songs</b> &amp; tea",
            "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=5",
            "EXDATE;TZID=Asia/Shanghai:20260325T190000",
        )
    ).entries
    assert (entry.uid, entry.title, entry.place) == ("abc@x", "Choir, open", "Hall")
    assert entry.description == "Bring  songs  & tea"
    assert entry.start == datetime(2026, 3, 18, 19, 0, tzinfo=SHANGHAI)
    assert entry.end == entry.start + timedelta(minutes=90)
    assert entry.rrule == "FREQ=WEEKLY;COUNT=5;BYDAY=WE"
    assert entry.skipped == (datetime(2026, 3, 25, 19, 0, tzinfo=SHANGHAI),)


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        pytest.param("DTSTART:20260318T110000Z", 19, id="in UTC"),
        pytest.param("DTSTART:20260318T190000", 19, id="without a zone: ours"),
        pytest.param("DTSTART;TZID=China Standard Time:20260318T190000", 19, id="Outlook's name for a zone"),
        pytest.param("DTSTART;TZID=Europe/London:20260318T110000", 19, id="another zone"),
        pytest.param("DTSTART;VALUE=DATE:20260318", 0, id="a whole day"),
    ],
)
def test_times_come_into_our_zone(start: str, hour: int) -> None:
    (entry,) = taken(titled(start)).entries
    assert entry.start == datetime(2026, 3, 18, hour, 0, tzinfo=SHANGHAI)
    assert entry.whole_days == ("VALUE=DATE" in start)


def test_days_end_on_their_last_day_and_a_duration_is_an_end() -> None:
    (days,) = taken(titled("DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260504")).entries
    assert days.end == datetime(2026, 5, 3, tzinfo=SHANGHAI)
    (hours,) = taken(titled("DTSTART:20260318T190000", "DURATION:PT2H")).entries
    assert hours.end == datetime(2026, 3, 18, 21, 0, tzinfo=SHANGHAI)


def test_a_changed_date_is_left_out_of_its_series_and_comes_by_itself() -> None:
    weekly = titled("DTSTART:20260318T190000", "RRULE:FREQ=WEEKLY")
    moved = titled("DTSTART:20260326T190000", "RECURRENCE-ID:20260325T190000")
    gone = titled("DTSTART:20260401T190000", "RECURRENCE-ID:20260401T190000", "STATUS:CANCELLED")
    series, alone = taken(weekly, moved, gone).entries
    assert [f"{skipped:%m%d}" for skipped in series.skipped] == ["0325", "0401"]
    assert (alone.start.day, alone.rrule) == (26, None)
    assert alone.uid != series.uid


@pytest.mark.parametrize(
    ("lines", "trouble"),
    [
        (["DTSTART:20260318T190000", "DTEND:20260318T180000"], Trouble.ENDS_BEFORE_START),
        (["DTSTART:20260318T190000", "RRULE:FREQ=SECONDLY"], Trouble.TOO_OFTEN),
        (["DTSTART:20260318T190000", "RRULE:FREQ=HOURLY;COUNT=100000"], Trouble.TOO_OFTEN),
        (["DTSTART:20260318T190000", "RRULE:FREQ=SOMETIMES"], Trouble.RULE),
        (["DTSTART:20260318T190000", "RRULE:BYDAY=MO"], Trouble.RULE),
        (["DTSTART:20260318T190000", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"], Trouble.RULE),
        (["DTSTART;TZID=Moon/Crater:20260318T190000"], Trouble.UNKNOWN_ZONE),
        (["DTSTART;TZID=Europe/Berlin:20260318T190000", "RRULE:FREQ=WEEKLY"], Trouble.OTHER_ZONE),
        (["DTSTART:yesterday"], Trouble.NO_START),
        (["DTSTART:20260431T190000"], Trouble.NO_START),
        (["DTSTART:99991231T235959Z"], Trouble.NO_START),
        ([], Trouble.NO_START),
    ],
)
def test_what_cannot_be_taken_over_is_named(lines: list[str], trouble: Trouble) -> None:
    found = taken(titled(*lines))
    assert [(one.title, one.trouble) for one in found.troubled] == [("Meeting", trouble)]
    assert found.entries == ()


def test_an_event_without_a_title_is_named_too() -> None:
    assert [one.trouble for one in taken(event("DTSTART:20260318T190000")).troubled] == [Trouble.NO_TITLE]


def test_what_is_over_or_called_off_is_counted() -> None:
    found = taken(
        titled("DTSTART:20200101T100000"),
        titled("DTSTART:20200101T100000", "RRULE:FREQ=YEARLY"),
        titled("DTSTART:20260401T100000", "STATUS:CANCELLED"),
    )
    assert (len(found.entries), found.over, found.cancelled) == (1, 1, 1)


def test_of_five_thousand_events_the_first_to_come_are_taken() -> None:
    days = [NOW + timedelta(days=day) for day in reversed(range(5000))]
    found = taken(*(titled(f"DTSTART:{day:%Y%m%dT%H%M%S}") for day in days))
    assert (len(found.entries), found.beyond) == (MOST_IMPORTED, 5000 - MOST_IMPORTED)
    assert found.entries[0].start == NOW
    assert found.entries[-1].start == NOW + timedelta(days=MOST_IMPORTED - 1)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"", Reason.NOT_A_CALENDAR, id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0BEGIN:VCALENDAR", Reason.NOT_A_CALENDAR, id="a picture"),
        pytest.param(b"<html>hello</html>", Reason.NOT_A_CALENDAR, id="a page"),
        pytest.param(b"BEGIN:VCALENDAR\r\n\xff\xff\xff", Reason.NOT_A_CALENDAR, id="no text"),
        pytest.param(calendar(), Reason.CALENDAR_EMPTY, id="no events"),
        pytest.param(calendar("BEGIN:VTODO", "SUMMARY:x", "END:VTODO"), Reason.CALENDAR_EMPTY, id="only tasks"),
        pytest.param(b"BEGIN:VCALENDAR\r\n" * 100_000, Reason.CALENDAR_TANGLED, id="nested a hundred thousand times"),
        pytest.param(calendar("END:VEVENT"), Reason.CALENDAR_TANGLED, id="an end without a beginning"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(raw: bytes, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        read(raw, SHANGHAI, NOW)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("SUMMARY:" + "x" * 1_900_000, id="a line of two megabytes"),
        pytest.param("SUMMARY:x\r\n" + " y\r\n" * 400_000 + " z", id="a line of four hundred thousand pieces"),
        pytest.param("\r\n".join(["EXDATE:20260325T190000"] * 50_000), id="fifty thousand gaps"),
        pytest.param("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 400_000, id="a film"),
        pytest.param(
            "BEGIN:VALARM\r\nDTSTART:19990101\r\nSUMMARY:alarm\r\nEND:VALARM", id="an alarm with its own start"
        ),
    ],
)
def test_hostile_content_is_cut_to_what_is_wanted(line: str) -> None:
    (entry,) = taken(event("DTSTART:20260318T190000", "SUMMARY:Meeting", "RRULE:FREQ=WEEKLY", line)).entries
    assert entry.title.startswith("Meeting")
    assert len(entry.title) <= 200
    assert len(entry.skipped) <= 100


def test_text_in_the_old_chinese_encoding_is_read() -> None:
    (entry,) = read(
        calendar(event("SUMMARY:合唱团", "DTSTART:20260318T190000")).decode().encode("gbk"), SHANGHAI, NOW
    ).entries
    assert entry.title == "合唱团"


_PIECES = st.sampled_from(
    [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VALARM",
        "END:VALARM",
        " folded",
        "SUMMARY:x",
        "DTSTART:20260318T190000",
        "DTSTART;TZID=:1",
        "DTSTART;VALUE=DATE:20260318",
        "DTEND;VALUE=DATE:20260318",
        "DTEND:20260318T190000Z",
        "DURATION:P9999999999D",
        "DURATION:-PT1H",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:;;=",
        "EXDATE:20260318T190000,x",
        "EXDATE;VALUE=DATE:20260318",
        "RECURRENCE-ID:20260318T190000",
        "STATUS:",
        ":",
        ";=",
        "UID",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=30)), max_size=30))
def test_whatever_is_in_a_file_it_is_read_or_refused(pieces: list[str]) -> None:
    try:
        found = taken(*pieces)
    except Refused:
        return
    assert all(entry.title and entry.start.tzinfo for entry in found.entries)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tail: bytes) -> None:
    with suppress(Refused):
        read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + tail, SHANGHAI, NOW)
