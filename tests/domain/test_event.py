"""Events: their dates, what is different on single ones, and what makes no sense."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import event as rules
from bot.domain.event import LONGEST, MOST_CHANGES, Change, Event, EventState
from bot.domain.ids import ChatId, CommunityId, EventNumber, PersonId
from bot.domain.recurrence import parse
from bot.domain.refusal import Reason, Refused

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 16, 10, 0, tzinfo=ZONE)
HOUR = timedelta(hours=1)


def an_event(**given: Any) -> Event:
    """Every Wednesday from seven to nine, from 18 March on."""
    values: dict[str, Any] = {
        "community": CommunityId(1),
        "number": EventNumber(7),
        "title": "周周碰",
        "start": datetime(2026, 3, 18, 19, 0, tzinfo=ZONE),
        "called_by": PersonId(1001),
        "chat": ChatId(-1003),
        "chats": (ChatId(-1003),),
        "length": 2 * HOUR,
        "place": "党群服务中心",
        "rule": parse("FREQ=WEEKLY;BYDAY=WE"),
    }
    return Event(**values | given)


def days(event: Event, most: int = 4, since: datetime = NOW) -> list[str]:
    return [f"{one.start:%m-%d %H:%M}" for one in islice(rules.dates(event, ZONE, since), most)]


def refused(reason: Reason) -> Any:
    return pytest.raises(Refused, match=f"^{reason.value}$")


def test_a_weekly_event_keeps_its_hour_through_summer_time() -> None:
    assert days(an_event()) == ["03-18 19:00", "03-25 19:00", "04-01 19:00", "04-08 19:00"]
    ends = [one.end for one in islice(rules.dates(an_event(), ZONE, NOW), 3)]
    assert [end and end.hour for end in ends] == [21, 21, 21]


def test_what_is_on_has_not_gone_yet() -> None:
    on = datetime(2026, 3, 18, 20, 59, tzinfo=ZONE)
    assert days(an_event(), 1, on) == ["03-18 19:00"]
    assert days(an_event(), 1, on + timedelta(minutes=1)) == ["03-25 19:00"]


def test_once_is_once() -> None:
    assert days(an_event(rule=None)) == ["03-18 19:00"]
    assert rules.next_date(an_event(rule=None), ZONE, NOW + timedelta(days=5)) is None


def test_a_moved_date_stands_in_its_new_place() -> None:
    moved = rules.change_date(an_event(), ZONE, 20260318, Change(start=datetime(2026, 3, 26, 20, tzinfo=ZONE)), NOW)
    assert days(moved, 3) == ["03-25 19:00", "03-26 20:00", "04-01 19:00"]
    first = rules.on(moved, ZONE, 20260318)
    assert (first.moved, first.round, first.start.day) == (True, 20260318, 26)
    assert moved.sequence == 1


def test_a_cancelled_date_is_left_out_and_remembered_with_its_reason() -> None:
    off = rules.cancel_date(an_event(), ZONE, 20260325, "过节  放假", NOW)
    assert days(off, 2) == ["03-18 19:00", "04-01 19:00"]
    assert rules.on(off, ZONE, 20260325).reason == "过节 放假"
    with refused(Reason.EVENT_CALLED_OFF):
        rules.cancel_date(off, ZONE, 20260325, "again", NOW)


def test_a_place_of_its_own_keeps_what_was_moved_before() -> None:
    at = datetime(2026, 3, 18, 20, tzinfo=ZONE)
    event = rules.change_date(an_event(), ZONE, 20260318, Change(start=at), NOW)
    event = rules.change_date(event, ZONE, 20260318, Change(place="花园"), NOW)
    found = rules.on(event, ZONE, 20260318)
    assert (found.start, found.place) == (at, "花园")


def test_to_cancel_the_only_date_is_to_cancel_the_event() -> None:
    off = rules.cancel_date(an_event(rule=None), ZONE, 20260318, "下雨", NOW)
    assert (off.state, off.reason, days(off)) == (EventState.CANCELLED, "下雨", [])
    assert rules.on(off, ZONE, 20260318).cancelled
    with refused(Reason.EVENT_CALLED_OFF):
        rules.cancel(off, "again", NOW)


def test_a_split_takes_all_that_follows() -> None:
    event = rules.cancel_date(an_event(), ZONE, 20260401, "假期", NOW)
    ended, following = rules.split(event, ZONE, 20260325, NOW)
    assert days(ended) == ["03-18 19:00"]
    assert days(following, 2) == ["03-25 19:00", "04-08 19:00"]
    assert following.follows == EventNumber(7)
    assert rules.over_at(ended, ZONE) == datetime(2026, 3, 18, 21, tzinfo=ZONE)


def test_a_split_shares_the_count() -> None:
    event = an_event(rule=parse("FREQ=WEEKLY;BYDAY=WE;COUNT=5"))
    ended, following = rules.split(event, ZONE, 20260401, NOW)
    assert days(ended, 9) == ["03-18 19:00", "03-25 19:00"]
    assert days(following, 9) == ["04-01 19:00", "04-08 19:00", "04-15 19:00"]


def test_the_first_date_is_followed_by_all() -> None:
    assert rules.is_first(an_event(), ZONE, 20260318, NOW)
    assert not rules.is_first(an_event(), ZONE, 20260325, NOW)


@pytest.mark.parametrize("round_", [20260319, 20260311, 20260230, 0, 99999999])
def test_a_day_that_the_event_does_not_have(round_: int) -> None:
    with refused(Reason.EVENT_DATE_UNKNOWN):
        rules.on(an_event(), ZONE, round_)


def test_what_is_over_is_not_changed() -> None:
    with refused(Reason.EVENT_OVER):
        rules.cancel_date(an_event(), ZONE, 20260318, "why", NOW + timedelta(days=3))


@pytest.mark.parametrize(
    ("given_", "reason"),
    [
        ({"title": " "}, Reason.EVENT_WITHOUT_TITLE),
        ({"length": -HOUR}, Reason.EVENT_ENDS_BEFORE_START),
        ({"length": LONGEST + HOUR}, Reason.EVENT_TOO_LONG),
        ({"rule": None, "start": NOW - timedelta(days=1)}, Reason.EVENT_IN_PAST),
        ({"rule": parse("FREQ=WEEKLY;BYDAY=WE;UNTIL=20260301")}, Reason.EVENT_NEVER),
        ({"rule": parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")}, Reason.EVENT_NEVER),
        ({"rule": parse("FREQ=HOURLY")}, Reason.EVENT_TOO_OFTEN),
        ({"rule": parse("FREQ=DAILY;BYHOUR=9,21")}, Reason.EVENT_TOO_OFTEN),
        ({"rule": None, "start": NOW + timedelta(days=4000)}, Reason.EVENT_TOO_FAR),
        ({"capacity": 0}, Reason.EVENT_CAPACITY),
    ],
)
def test_what_makes_no_sense_is_refused(given_: dict[str, Any], reason: Reason) -> None:
    with refused(reason):
        rules.called(an_event(**given_), ZONE, NOW)


def test_an_event_begins_at_the_first_time_of_its_rule() -> None:
    monday = an_event(start=datetime(2026, 3, 16, 19, tzinfo=ZONE))
    assert rules.called(monday, ZONE, NOW).start == datetime(2026, 3, 18, 19, tzinfo=ZONE)


def test_the_31st_and_the_29th_of_february_leave_out_what_is_not_there() -> None:
    monthly = an_event(start=datetime(2026, 3, 31, 19, tzinfo=ZONE), rule=parse("FREQ=MONTHLY;BYMONTHDAY=31"))
    assert days(rules.called(monthly, ZONE, NOW), 3) == ["03-31 19:00", "05-31 19:00", "07-31 19:00"]
    yearly = an_event(start=datetime(2028, 2, 29, 19, tzinfo=ZONE), rule=parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"))
    assert [one.start.year for one in islice(rules.dates(yearly, ZONE, NOW), 2)] == [2028, 2032]


def test_a_sunday_hour_that_the_clocks_skip_comes_an_hour_later_and_is_known_by_its_day() -> None:
    early = an_event(start=datetime(2026, 3, 22, 2, 30, tzinfo=ZONE), rule=parse("FREQ=WEEKLY;BYDAY=SU"), length=HOUR)
    assert days(early, 3, datetime(2026, 3, 20, tzinfo=ZONE)) == ["03-22 02:30", "03-29 03:30", "04-05 02:30"]
    assert rules.on(early, ZONE, 20260329).start.hour == 3


def test_a_rule_without_end_is_never_over() -> None:
    assert rules.over_at(an_event(), ZONE) is None
    assert rules.over_at(an_event(rule=None, length=timedelta(0)), ZONE) == datetime(2026, 3, 18, 20, tzinfo=ZONE)


def test_single_changes_are_bounded() -> None:
    event = an_event(
        rule=parse("FREQ=DAILY"), changes={date(2027, 1, 1) + timedelta(n): Change() for n in range(MOST_CHANGES)}
    )
    with refused(Reason.EVENT_CHANGED_TOO_OFTEN):
        rules.cancel_date(event, ZONE, 20260318, "why", NOW)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.integers(-40, 400)), max_size=8))
def test_dates_are_in_order_and_each_is_there_once(changes: list[tuple[int, bool, int]]) -> None:
    """Whatever is moved or cancelled, nothing is lost, doubled or out of order."""
    event = an_event(rule=parse("FREQ=WEEKLY;BYDAY=WE;COUNT=13"), length=HOUR)
    every = [one.round for one in rules.dates(event, ZONE, NOW)]
    off: set[int] = set()
    for index, cancel, hours in changes:
        with suppress(Refused):
            if cancel:
                event = rules.cancel_date(event, ZONE, every[index], "why", NOW)
                off.add(every[index])
            else:
                start = rules.on(event, ZONE, every[index]).start + timedelta(hours=hours)
                event = rules.change_date(event, ZONE, every[index], Change(start=start), NOW)
    found = list(rules.dates(event, ZONE, NOW))
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert sorted(one.round for one in found) == sorted(set(every) - off)


def test_change_all_forgets_what_was_different_by_itself() -> None:
    event = rules.cancel_date(an_event(), ZONE, 20260318, "why", NOW)
    later = replace(event, start=datetime(2026, 3, 18, 20, tzinfo=ZONE))
    assert days(rules.change_all(event, ZONE, later, NOW), 2) == ["03-18 20:00", "03-25 20:00"]
    assert rules.change_all(event, ZONE, later, NOW).sequence == 2


def test_times_are_those_of_the_zone_whatever_the_database_gives_back() -> None:
    assert days(an_event(start=datetime(2026, 3, 18, 18, 0, tzinfo=UTC)), 3)[-1] == "04-01 19:00"
