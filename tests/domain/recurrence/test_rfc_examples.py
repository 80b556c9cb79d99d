"""The examples of RFC 5545, section 3.8.5.3: each rule with its first times, in New York."""

from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.domain.recurrence import last, next_after, parse
from bot.domain.recurrence.moments import between

NEW_YORK = ZoneInfo("America/New_York")


def _on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=NEW_YORK)


SEPT_2 = _on(1997, 9, 2)
FAR = datetime(2100, 1, 1, tzinfo=UTC)

EVERY_OTHER_WEEK = (
    "09-01 09-03 09-05 09-15 09-17 09-19 09-29 10-01 10-03 10-13 10-15 10-17 10-27 10-29 10-31 11-10 11-12 "
    "11-14 11-24 11-26 11-28 12-08 12-10 12-12 12-22 ."
)
EXAMPLES = [
    ("FREQ=DAILY;COUNT=10", "09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11 .", SEPT_2),
    ("FREQ=DAILY;INTERVAL=2", "09-02 09-04 09-06 09-08 09-10 09-12", SEPT_2),
    ("FREQ=DAILY;INTERVAL=10;COUNT=5", "09-02 09-12 09-22 10-02 10-12 .", SEPT_2),
    ("FREQ=WEEKLY;COUNT=10", "09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04 .", SEPT_2),
    ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "09-02 09-16 09-30 10-14 10-28 11-11 11-25 12-09 12-23 1998-01-06", SEPT_2),
    (
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02 .",
        SEPT_2,
    ),
    (
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        "09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02 .",
        SEPT_2,
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        EVERY_OTHER_WEEK,
        _on(1997, 9, 1),
    ),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16 .", SEPT_2),
    (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "09-05 10-03 11-07 12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 1998-05-01 1998-06-05 .",
        _on(1997, 9, 5),
    ),
    (
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "09-05 10-03 11-07 12-05 .",
        _on(1997, 9, 5),
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "09-07 09-28 11-02 11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 1998-05-31 .",
        _on(1997, 9, 7),
    ),
    (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "09-22 10-20 11-17 12-22 1998-01-19 1998-02-16 .",
        _on(1997, 9, 22),
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "09-28 10-29 11-28 12-29 1998-01-29 1998-02-26",
        _on(1997, 9, 28),
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15 1998-01-02 1998-01-15 .",
        SEPT_2,
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "09-30 10-01 10-31 11-01 11-30 12-01 12-31 1998-01-01 1998-01-31 1998-02-01 .",
        _on(1997, 9, 30),
    ),
    (
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "09-10 09-11 09-12 09-13 09-14 09-15 1999-03-10 1999-03-11 1999-03-12 1999-03-13 .",
        _on(1997, 9, 10),
    ),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25 1998-01-06", SEPT_2),
    (
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "06-10 07-10 1998-06-10 1998-07-10 1999-06-10 1999-07-10 2000-06-10 2000-07-10 2001-06-10 2001-07-10 .",
        _on(1997, 6, 10),
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10 2001-02-10 2001-03-10 2003-01-10 2003-02-10 2003-03-10 .",
        _on(1997, 3, 10),
    ),
    (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "01-01 04-10 07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 2003-07-19 2006-01-01 .",
        _on(1997, 1, 1),
    ),
    ("FREQ=YEARLY;BYDAY=20MO", "05-19 1998-05-18 1999-05-17", _on(1997, 5, 19)),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "05-12 1998-05-11 1999-05-17", _on(1997, 5, 12)),
    (
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "03-13 03-20 03-27 1998-03-05 1998-03-12 1998-03-19 1998-03-26 1999-03-04",
        _on(1997, 3, 13),
    ),
    (
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "06-05 06-12 06-19 06-26 07-03 07-10 07-17 07-24 07-31 08-07 08-14 08-21 08-28 1998-06-04",
        _on(1997, 6, 5),
    ),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13", SEPT_2),
    (
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "09-13 10-11 11-08 12-13 1998-01-10 1998-02-07 1998-03-07",
        _on(1997, 9, 13),
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05 2000-11-07 2004-11-02",
        _on(1996, 11, 5),
    ),
    ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "09-04 10-07 11-06 .", _on(1997, 9, 4)),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "09-29 10-30 11-27 12-30 1998-01-29 1998-02-26 1998-03-30",
        _on(1997, 9, 29),
    ),
    # As the erratum 3883 mends it: five o'clock in New York is 21:00 UTC.
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", "09-02T09:00 09-02T12:00 09-02T15:00 .", SEPT_2),
    (
        "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
        "09-02T09:00 09-02T09:15 09-02T09:30 09-02T09:45 09-02T10:00 09-02T10:15 .",
        SEPT_2,
    ),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", "09-02T09:00 09-02T10:30 09-02T12:00 09-02T13:30 .", SEPT_2),
    (
        "FREQ=DAILY;BYHOUR=9,10,16;BYMINUTE=0,20,40",
        ("09-02T09:00 09-02T09:20 09-02T09:40 09-02T10:00 09-02T10:20 09-02T10:40 09-02T16:00 09-02T16:20"),
        SEPT_2,
    ),
    (
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,16",
        ("09-02T09:00 09-02T09:20 09-02T09:40 09-02T10:00 09-02T10:20 09-02T10:40 09-02T16:00 09-02T16:20"),
        SEPT_2,
    ),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "08-05 08-10 08-19 08-24 .", _on(1997, 8, 5)),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "08-05 08-17 08-19 08-31 .", _on(1997, 8, 5)),
    (
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30 .",
        _on(2007, 1, 15),
    ),
]

EVERY_DAY_IN_JANUARY = [
    "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
    "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
]


@pytest.mark.parametrize(("rule", "times", "start"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_the_first_times(rule: str, times: str, start: datetime) -> None:
    ends = times.endswith(" .")
    expected = [_time(word, start) for word in times.removesuffix(" .").split()]
    read = parse(rule)
    assert list(islice(between(read, start, NEW_YORK, start, FAR), len(expected) + ends)) == expected
    assert [next_after(read, start, NEW_YORK, after) for after in expected[:-1]] == expected[1:]
    if ends:
        assert next_after(read, start, NEW_YORK, expected[-1]) is None
        assert last(read, start, NEW_YORK) == expected[-1]


@pytest.mark.parametrize("rule", EVERY_DAY_IN_JANUARY)
def test_every_day_in_january(rule: str) -> None:
    start = _on(1998, 1, 1)
    days = list(between(parse(rule), start, NEW_YORK, start, FAR))
    assert [(day.year, day.month, day.day) for day in days] == [
        (year, 1, day) for year in (1998, 1999, 2000) for day in range(1, 32)
    ]


def test_daily_until_december_keeps_the_hour_over_the_end_of_summer_time() -> None:
    days = list(between(parse("FREQ=DAILY;UNTIL=19971224T000000Z"), SEPT_2, NEW_YORK, SEPT_2, FAR))
    assert len(days) == 113
    assert {day.hour for day in days} == {9}
    assert {day.astimezone(UTC).hour for day in days} == {13, 14}


def _time(word: str, start: datetime) -> datetime:
    day, _, clock = word.partition("T")
    year = "" if day.count("-") == 2 else f"{start.year}-"
    return datetime.fromisoformat(f"{year}{day}T{clock or '09:00'}").replace(tzinfo=NEW_YORK)
