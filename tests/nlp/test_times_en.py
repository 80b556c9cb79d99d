"""The English time recogniser, on sentences as neighbours write them."""

import sys
from datetime import UTC, datetime
from itertools import pairwise
from types import FrameType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.times import EVAL, cases, found_for, is_right
from nlp.times import en
from nlp.times.found import TimeFound, TimeKind

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 11, 10, 20, tzinfo=BERLIN)
"""A Wednesday morning; the clocks go forward on the 29th."""

MOMENTS = [
    ("Lobby cleanup [tomorrow 7pm], bring gloves", "2026-03-12T19:00"),
    ("Meet me at the gate [today at 4:30 pm]", "2026-03-11T16:30"),
    ("[Tomorrow at noon] the plumber comes", "2026-03-12T12:00"),
    ("The lift will be off [tomorrow at midnight]", "2026-03-12T00:00 ?day"),
    ("Choir practice [on Friday at 19:30]", "2026-03-13T19:30"),
    ("can we move it to [Saturday 10am]?", "2026-03-14T10:00"),
    ("Remind us [in two hours]", "2026-03-11T12:20"),
    ("Call the janitor [in 45 minutes] please", "2026-03-11T11:05"),
    ("Dinner in the courtyard [tonight at 8]", "2026-03-11T20:00"),
    ("fire drill [at half past six this evening]", "2026-03-11T18:30"),
    ("Somebody rang my bell at [quarter to 8 tomorrow morning]", "2026-03-12T07:45"),
    ("Board meeting [March 20 at 6 p.m.] in the hall", "2026-03-20T18:00"),
    ("Board meeting on [20 March, 18:00]", "2026-03-20T18:00"),
    ("Gas inspection [2026-03-18 09:15]", "2026-03-18T09:15"),
    ("Water is off from [2026-04-02T08:00]", "2026-04-02T08:00"),
    ("the parcel came [yesterday at 5pm]", "2026-03-10T17:00 ?past"),
    ("see you [at 7pm on Friday]", "2026-03-13T19:00"),
    ("Let's talk [an hour from now]", "2026-03-11T11:20"),
    ("Somebody called [20 minutes ago]", "2026-03-11T10:00 ?past"),
    ("Power cut [tomorrow at ten in the morning]", "2026-03-12T10:00"),
    ("Let's start [at 7]", "2026-03-11T19:00 ?am_or_pm"),
    ("Quiz [on Friday at 7:30]", "2026-03-13T19:30 ?am_or_pm"),
    ("I will be there [at 9ish tomorrow]", "2026-03-12T09:00 ?am_or_pm"),
    ("Painters arrive [Monday 8:15 am]", "2026-03-16T08:15"),
    ("[noon] works for me", "2026-03-11T12:00"),
    ("Ring me [at 11am]", "2026-03-11T11:00"),
    ("Ring me [at 9am]", "2026-03-12T09:00"),
    ("[half an hour from now] I'll be downstairs", "2026-03-11T10:50"),
    ("Fuse box is off [today at midnight]", "2026-03-12T00:00"),
    ("Please move the car [in an hour and a half]", "2026-03-11T11:50"),
    ("The clocks skip [29 March at 2:30 am]", "nothing ?no_such_day"),
    ("Handover of keys [20 minutes after 6pm tomorrow]", "2026-03-12T18:20"),
]
DAYS = [
    ("Bins go out [tomorrow]", "2026-03-12"),
    ("The electrician comes [the day after tomorrow]", "2026-03-13"),
    ("it broke [yesterday]", "2026-03-10 ?past"),
    ("it broke [last Friday]", "2026-03-06 ?past"),
    ("broken since [the day before yesterday]", "2026-03-09 ?past"),
    ("Let's do it [this Friday]", "2026-03-13"),
    ("Let's do it [next Friday]", "2026-03-20 ?day"),
    ("Let's do it [next Monday]", "2026-03-16"),
    ("Let's do it [next Wednesday]", "2026-03-18 ?day"),
    ("Shall we meet [Sunday]?", "2026-03-15"),
    ("Shall we meet [on Wednesday]?", "2026-03-18 ?day"),
    ("Flea market [March 28]", "2026-03-28"),
    ("Flea market [on the 28th of March]", "2026-03-28"),
    ("Flea market on [28 Mar 2027]", "2027-03-28"),
    ("Flea market [April 3rd, 2026]", "2026-04-03"),
    ("Rent is raised on [January 1st]", "2027-01-01"),
    ("The fitter comes [on the 21st]", "2026-03-21"),
    ("The fitter comes [on the 5th]", "2026-04-05"),
    ("The fitter comes [Monday the 16th]", "2026-03-16"),
    ("The fitter comes [Saturday, March 21]", "2026-03-21"),
    ("Meter reading [2026-04-15]", "2026-04-15"),
    ("Meter reading [15.04.2026]", "2026-04-15"),
    ("Meter reading [4/15/2026]", "2026-04-15"),
    ("Meter reading [15/4/26]", "2026-04-15"),
    ("Meter reading [4/5/2026]", "2026-04-05 ?day"),
    ("The new lift arrives [in three weeks]", "2026-04-01"),
    ("I moved in [two weeks ago]", "2026-02-25 ?past"),
    ("The exterminator returns [two weeks from Friday]", "2026-03-27"),
    ("Back [in ten days] or so", "2026-03-21"),
    ("I'm back [in ten days]", "2026-03-21"),
    ("The party is [on February 30]", "nothing ?no_such_day"),
    ("General meeting [first Monday of April]", "2026-04-06"),
    ("General meeting on [the last Thursday in May]", "2026-05-28"),
    ("Repairs [Tuesday next week]", "2026-03-17"),
    ("Repairs [next week on Thursday]", "2026-03-19"),
    ("The yard is closed [on Christmas Day]", "2026-12-25"),
    ("Fees are due on [the last day of the month]", "by 2026-03-31"),
    ("[a week from tomorrow] the scaffolding goes", "2026-03-19"),
]
RANGES = [
    ("Tool library open [tomorrow 3-5pm]", "2026-03-12T15:00/2026-03-12T17:00"),
    ("Water is off [from 9am to 11am on Thursday]", "2026-03-12T09:00/2026-03-12T11:00"),
    ("The chimney sweep is here [between 9 and 11:30 on Thursday]", "2026-03-12T09:00/2026-03-12T11:30 ?am_or_pm"),
    ("I am away [from Monday to Wednesday]", "2026-03-16/2026-03-18"),
    ("Scaffolding [12-14 April]", "2026-04-12/2026-04-14"),
    ("Scaffolding [April 12 - 14]", "2026-04-12/2026-04-14"),
    ("Scaffolding [March 30 to April 2]", "2026-03-30/2026-04-02"),
    ("Spring cleaning [this weekend]", "2026-03-14/2026-03-15"),
    ("I can help [next week]", "2026-03-16/2026-03-22"),
    ("We were in Spain [last month]", "2026-02-01/2026-02-28 ?past"),
    ("Ping me [tomorrow morning]", "2026-03-12T08:00/2026-03-12T12:00 morning"),
    ("Ping me [Friday evening]", "2026-03-13T18:00/2026-03-13T22:00 evening"),
    ("Barbecue [tonight]!", "2026-03-11T18:00/2026-03-12T00:00 night"),
    ("Garden work [18:00-20:30 on Friday]", "2026-03-13T18:00/2026-03-13T20:30"),
    ("Garden work [Friday 6pm to 8pm]", "2026-03-13T18:00/2026-03-13T20:00"),
    ("Cinema night [Saturday at 8pm for two hours]", "2026-03-14T20:00/2026-03-14T22:00"),
    ("The pool opens [in May]", "2026-05-01/2026-05-31"),
    ("The facade is done [in 2027]", "2027-01-01/2027-12-31"),
    ("Painting is planned [next month]", "2026-04-01/2026-04-30"),
    ("Budget for [the second quarter]", "2026-04-01/2026-06-30"),
    ("We replant [in autumn]", "2026-09-01/2026-11-30"),
    ("New windows [this summer]", "2026-06-01/2026-08-31"),
    ("I saw it [in the last two weeks]", "2026-02-25/2026-03-11 ?past"),
    ("Dust [for the next three days]", "2026-03-12/2026-03-14"),
    ("Flood watch [from 10pm Friday until 6am Saturday]", "2026-03-13T22:00/2026-03-14T06:00"),
    ("party [from 10pm to 2am]", "2026-03-11T22:00/2026-03-12T02:00"),
    ("She was here [this morning]", "2026-03-11T08:00/2026-03-11T12:00 morning"),
]
DURATIONS = [
    ("It takes [45 minutes]", "0:45:00"),
    ("The drill took [two and a half hours]", "2:30:00"),
    ("We are away [for a week]", "7 days, 0:00:00"),
    ("parking is free for [an hour and a half]", "1:30:00"),
    ("Loud music for [3 hours 20 minutes]", "3:20:00"),
    ("the lift was stuck for [half an hour]", "0:30:00"),
    ("runs [1h30m] at most", "1:30:00"),
    ("I need the ladder for [a couple of days]", "2 days, 0:00:00"),
    ("They need [a fortnight] for it", "14 days, 0:00:00"),
]
DEADLINES = [
    ("Send your numbers [by the 15th]", "by 2026-03-15"),
    ("Please answer [by Friday]", "by 2026-03-13"),
    ("Please vote [before 6pm tomorrow]", "by 2026-03-12T18:00"),
    ("The vote is open [until Sunday 20:00]", "by 2026-03-15T20:00"),
    ("Poll [closes Sunday 20:00]", "by 2026-03-15T20:00"),
    ("Reply [no later than March 20]", "by 2026-03-20"),
    ("Fix it [within 2 days]", "by 2026-03-13T10:20"),
    ("Fix it [within two hours]", "by 2026-03-11T12:20"),
    ("Payment [due April 1]", "by 2026-04-01"),
    ("Sign up [by the end of the month]", "by 2026-03-31"),
    ("Sign up [by tomorrow noon]", "by 2026-03-12T12:00"),
    ("Sign up [till Monday]", "by 2026-03-16"),
    ("I need an answer [by tonight]", "by 2026-03-12T00:00"),
    ("[Deadline: 30 April]", "by 2026-04-30"),
    ("finish it [by the end of next week]", "by 2026-03-22"),
]
RECURRENCES = [
    ("Yoga [every other Tuesday]", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 2026-03-17"),
    ("Yoga [every Tuesday at 7pm]", "FREQ=WEEKLY;BYDAY=TU from 2026-03-17 at 19:00"),
    ("Monthly council on [the last Saturday at 10am]", "FREQ=MONTHLY;BYDAY=-1SA from 2026-03-28 at 10:00"),
    ("Book club [every last Sunday at 3pm]", "FREQ=MONTHLY;BYDAY=-1SU from 2026-03-29 at 15:00"),
    ("Weekly choir practice, [Tuesdays at 7pm]", "FREQ=WEEKLY;BYDAY=TU from 2026-03-17 at 19:00"),
    ("Swap shop [the last Saturday of each month]", "FREQ=MONTHLY;BYDAY=-1SA from 2026-03-28"),
    (
        "Swap shop [on the first Sunday of every month at 11:00]",
        "FREQ=MONTHLY;BYDAY=1SU from 2026-04-05 at 11:00 ?am_or_pm",
    ),
    ("Residents' tea [first Friday of every other month]", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1FR from 2026-04-03"),
    ("Rubbish goes out [Mondays and Thursdays at 9am]", "FREQ=WEEKLY;BYDAY=MO,TH from 2026-03-12 at 09:00"),
    ("Remind me [daily at 8am]", "FREQ=DAILY from 2026-03-12 at 08:00"),
    ("Water the plants [every day]", "FREQ=DAILY from 2026-03-11"),
    ("Water the plants [every morning]", "FREQ=DAILY from 2026-03-12 morning"),
    ("Concierge hours [on weekdays at 17:30]", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-11 at 17:30"),
    ("Clean the filter [once a month]", "FREQ=MONTHLY from 2026-03-11"),
    ("Clean the filter [every 3 weeks]", "FREQ=WEEKLY;INTERVAL=3 from 2026-03-11"),
    ("Rent reminder [on the 1st of every month]", "FREQ=MONTHLY;BYMONTHDAY=1 from 2026-04-01"),
    ("Smoke alarms [every year on March 5]", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5 from 2027-03-05"),
    ("Newsletter [every two weeks on Friday]", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 2026-03-13"),
    ("Take the pills [every day for 5 occurrences]", "FREQ=DAILY;COUNT=5 from 2026-03-11"),
    ("Running group [every Sunday until November]", "FREQ=WEEKLY;UNTIL=20261031;BYDAY=SU from 2026-03-15"),
    ("Running group [every day starting next Tuesday]", "FREQ=DAILY from 2026-03-17"),
    ("Office hours [every Thursday from 4pm to 6pm]", "FREQ=WEEKLY;BYDAY=TH from 2026-03-12/18:00 at 16:00"),
    ("Office hours [Thursdays 16:00-18:00]", "FREQ=WEEKLY;BYDAY=TH from 2026-03-12/18:00 at 16:00"),
    ("Bridge [every Monday evening]", "FREQ=WEEKLY;BYDAY=MO from 2026-03-16 evening"),
    ("Hall is booked [every weekend]", "FREQ=WEEKLY;BYDAY=SA,SU from 2026-03-14"),
    ("Pest control comes [quarterly]", "FREQ=MONTHLY;INTERVAL=3 from 2026-03-11"),
    ("Meter readings [on the last day of every month]", "FREQ=MONTHLY;BYMONTHDAY=-1 from 2026-03-31"),
    ("Feed the cat [every 2 hours]", "FREQ=HOURLY;INTERVAL=2 from 2026-03-11"),
    ("Stand-up [each Wednesday at 10]", "FREQ=WEEKLY;BYDAY=WE from 2026-03-18 at 10:00 ?am_or_pm"),
    ("Window cleaning [biweekly on Saturdays]", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA from 2026-03-14"),
]
FURTHER = [
    ("Gym open [Mon-Fri 6:00-22:00]", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-12/22:00 at 06:00"),
    ("Court is yours [every Tuesday 9-11am]", "FREQ=WEEKLY;BYDAY=TU from 2026-03-17/11:00 at 09:00"),
    ("Rates fall due [every 15th]", "FREQ=MONTHLY;BYMONTHDAY=15 from 2026-03-15"),
    ("Desk is staffed [Friday 14-16]", "2026-03-13T14:00/2026-03-13T16:00"),
    ("Tea at [half ten tomorrow]", "2026-03-12T10:30 ?am_or_pm"),
    ("Alarm stays on until [24:00 on Friday]", "by 2026-03-14T00:00"),
    ("Nobody was here [all weekend]", "2026-03-14/2026-03-15"),
    ("Lift is broken [since Monday]", "2026-03-09 ?past"),
    ("I'll be down [in three quarters of an hour]", "2026-03-11T11:05"),
    ("Seedlings [mid-June]", "2026-06-11/2026-06-20"),
    ("[starting Monday, every day at 9am for two weeks]", "FREQ=DAILY;UNTIL=20260329T215959Z from 2026-03-16 at 09:00"),
]
"""What tries with further sentences brought up."""
NOTHING = [
    "Building 3 unit 2 has no water",
    "flat 501, please close the window",
    "The guard is here 24/7",
    "I have 20 coins",
    "You may park here",
    "The sun is out and the kids march up and down",
    "Give me a second, I just sat down",
    "Call 555-0173 or +49 30 1234567",
    "It costs 3.50 each, 12 euros for all",
    "Update the app to version 2.10.3",
    "We need 5 to 8 volunteers",
    "there are between 10 and 15 cats in the yard",
    "At 25 I moved here",
    "Block 12-14 needs a new door",
    "The second door in the first floor",
    "He came last, she came first",
    "We won 3:1",
    "3/4 of the owners agreed",
    "My autumn coat fell from the balcony",
    "good morning everybody",
    "Good night!",
    "Happy Friday everybody, have a nice weekend",
    "It may rain",
    "Room 1900 is free",
    "Half of us came in late",
    "every one of you",
    "Ask April or June from the board",
    "May I ask who rang",
    "Piano lessons twice a month",
    "I'll be back after the weekend",
    "not before Monday",
    "One day we will laugh about it",
    "At the end of the corridor",
]


def said(time: TimeFound) -> str:
    """Write a time in short: what it comes to, then its part of the day and its doubts."""
    digits = 10 if time.whole_days or time.kind is TimeKind.RECURRENCE else 16
    start, end = (moment.isoformat()[:digits] if moment else "nothing" for moment in (time.start, time.end))
    match time.kind:
        case TimeKind.RANGE:
            words = f"{start}/{end}"
        case TimeKind.DEADLINE:
            words = f"by {end}"
        case TimeKind.DURATION:
            words = str(time.duration)
        case TimeKind.RECURRENCE:
            words = f"{time.rrule} from {start}" + (f"/{time.end:%H:%M}" if time.end else "")
        case _:
            words = start
    at = f" at {time.at:%H:%M}" if time.at else ""
    return words + at + "".join(f" {part}" for part in (time.daypart,) if part) + "".join(f" ?{d}" for d in time.doubts)


def unmark(marked: str) -> tuple[str, int, int]:
    """Take the brackets out of a sentence, and tell where they stood."""
    begin, until = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), begin, until


SENTENCES = [*MOMENTS, *DAYS, *RANGES, *DURATIONS, *DEADLINES, *RECURRENCES, *FURTHER]


@pytest.mark.parametrize(("marked", "expected"), SENTENCES)
def test_what_a_time_comes_to(marked: str, expected: str) -> None:
    text, begin, until = unmark(marked)
    times = en.find(text, NOW)
    assert [said(time) for time in times] == [expected]
    assert times[0].begin < until
    assert begin < times[0].until


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_and_look_alikes_are_no_times(text: str) -> None:
    assert en.find(text, NOW) == ()


def test_an_hour_has_the_day_of_its_sentence() -> None:
    day, hour = en.find("Yoga on Saturday in the courtyard at 10am. Ring at 11am!", NOW)[:2]
    assert said(day) == "2026-03-14"
    assert said(hour) == "2026-03-14T10:00"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("Mon, Wed and Fri at 6pm", ["2026-03-16", "2026-03-18", "2026-03-13"], id="several days"),
        pytest.param("Saturday or Sunday", ["2026-03-14", "2026-03-15"], id="a choice"),
        pytest.param("March 20\nApril 3", ["2026-03-20", "2026-04-03"], id="lines"),
    ],
)
def test_several_times_stand_in_their_order(text: str, starts: list[str]) -> None:
    times = en.find(text, NOW)
    assert [time.start.date().isoformat() for time in times if time.start] == starts


def test_offsets_survive_letters_that_grow() -> None:
    text = "İİİ İstanbul brunch tomorrow at 11am"
    (time,) = en.find(text, NOW)
    assert text[time.begin : time.until] == "tomorrow at 11am"


WORDS_OF_TIME = """
    at on by until from to - , and the next last every other 7 15 31 99 2026 pm am monday sun march may day week months
    quarter half past noon tonight evening first 2nd 3/4 12:30 2.5 in for of between ago later two twice ½ 2h eod
    yesterday since weekdays daily times now within end
"""
JUMBLED = st.lists(st.sampled_from(WORDS_OF_TIME.split()), max_size=25).map(" ".join)


@given(JUMBLED | st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    times = en.find(text, NOW)
    assert all(0 <= time.begin < time.until <= len(text) for time in times)
    assert all(before.until <= after.begin for before, after in pairwise(times))
    assert all(moment is None or moment.tzinfo is BERLIN for time in times for moment in (time.start, time.end))
    assert all(time.kind is TimeKind.DEADLINE or time.end is None or time.start is not None for time in times)


@given(JUMBLED, st.datetimes(timezones=st.just(BERLIN), allow_imaginary=False))
@example("in 99999 years", datetime(2026, 3, 11, tzinfo=BERLIN))
@example("99999 years from monday at 5", datetime(9999, 12, 31, 23, 59, tzinfo=BERLIN))
@example("last friday 3 days ago", datetime(1, 1, 1, tzinfo=BERLIN))
def test_any_day_will_do(text: str, now: datetime) -> None:
    assert isinstance(en.find(text, now), tuple)


@pytest.mark.parametrize(
    "unit", ["at 7 ", "1 hour and ", "monday, ", "1-", "the ", "first and ", "a", "9" * 50 + " ", "(" * 9]
)
def test_long_texts_take_no_more_than_their_share(unit: str) -> None:
    def effort(times: int) -> int:
        calls = 0

        def count(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            en.find(unit * times, NOW)
        finally:
            sys.setprofile(None)
        return calls

    assert effort(2000) < 2.5 * effort(1000) + 1000


@pytest.mark.skipif(not EVAL.exists(), reason="the evaluation sets are not here")
def test_public_sentences_are_read() -> None:
    given_cases = cases(EVAL / "times.jsonl", "en")
    right = [
        is_right(case, found_for(case, en.find(case.text, case.reference.replace(tzinfo=UTC)))) for case in given_cases
    ]
    assert sum(right) / len(right) >= 0.92
