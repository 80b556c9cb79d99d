"""An event step by step: what is asked next, what doubtful words come to, and what makes no sense."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import event_draft as rules
from bot.domain.event_draft import Ask, EventDraft, TimeSaid, next_ask
from bot.domain.ids import ChatId, EventNumber
from bot.domain.recurrence import parse
from bot.domain.refusal import Reason
from tests.domain.test_event import NOW, ZONE, an_event, refused

FRIDAY = datetime(2026, 3, 20, 19, 0, tzinfo=ZONE)
FULL = EventDraft(title="包饺子", start=FRIDAY, hour_known=True, chats=(ChatId(-1003),))


@pytest.mark.parametrize(
    ("draft", "ask"),
    [
        (EventDraft(), Ask.TITLE),
        (replace(FULL, start=None), Ask.WHEN),
        (replace(FULL, hour_known=False), Ask.HOUR),
        (replace(FULL, hour_known=False, whole_days=True), Ask.CONFIRM),
        (replace(FULL, doubts=("am_or_pm", "day")), Ask.WHICH_DAY),
        (replace(FULL, doubts=("am_or_pm",)), Ask.HALF_OF_DAY),
        (replace(FULL, chats=()), Ask.WHERE_TO),
        (FULL, Ask.CONFIRM),
        (replace(FULL, wanted=Ask.PLACE), Ask.PLACE),
        (replace(FULL, number=EventNumber(1), rrule="FREQ=DAILY"), Ask.WHICH_DATES),
        (replace(FULL, number=EventNumber(1), cancels=True), Ask.REASON),
        (replace(FULL, number=EventNumber(1), cancels=True, rrule="FREQ=DAILY"), Ask.WHICH_DATES),
        (replace(FULL, number=EventNumber(1), cancels=True, reason="下雨"), Ask.CONFIRM),
    ],
)
def test_what_is_asked_next(draft: EventDraft, ask: Ask) -> None:
    assert next_ask(draft) is ask


def test_a_doubtful_half_of_the_day_and_a_doubtful_friday_are_chosen_among_two() -> None:
    doubtful = replace(FULL, doubts=("day", "am_or_pm"))
    assert rules.choices(doubtful, NOW) == (FRIDAY, FRIDAY + timedelta(days=7))
    later = rules.chosen(doubtful, FRIDAY + timedelta(days=7), NOW)
    assert rules.choices(later, NOW) == (datetime(2026, 3, 27, 7, tzinfo=ZONE), datetime(2026, 3, 27, 19, tzinfo=ZONE))
    assert next_ask(rules.chosen(later, datetime(2026, 3, 27, 7, tzinfo=ZONE), NOW)) is Ask.CONFIRM
    with refused(Reason.EVENT_CARD_OLD):
        rules.chosen(later, FRIDAY, NOW)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (TimeSaid(None), Reason.EVENT_WITHOUT_TIME),
        (TimeSaid(None, doubts=("no_such_day",)), Reason.EVENT_NO_SUCH_TIME),
        (TimeSaid(FRIDAY, doubts=("past",)), Reason.EVENT_IN_PAST),
        (TimeSaid(FRIDAY, FRIDAY - timedelta(hours=2)), Reason.EVENT_ENDS_BEFORE_START),
        (TimeSaid(FRIDAY, FRIDAY + timedelta(hours=22)), Reason.EVENT_ENDS_BEFORE_START),
        (TimeSaid(FRIDAY, FRIDAY + timedelta(days=363)), Reason.EVENT_ENDS_BEFORE_START),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(said: TimeSaid, reason: Reason) -> None:
    with refused(reason):
        rules.with_time(FULL, said)


def test_a_party_may_go_on_beyond_midnight() -> None:
    assert rules.with_time(FULL, TimeSaid(FRIDAY, FRIDAY + timedelta(hours=7))).length == timedelta(hours=7)


def test_an_hour_for_a_day_that_is_known() -> None:
    asked = replace(FULL, start=FRIDAY.replace(hour=0), hour_known=False)
    said = TimeSaid(NOW.replace(hour=9), NOW.replace(hour=11), doubts=("past", "am_or_pm"))
    timed = rules.with_hour(asked, said, ZONE)
    assert (timed.start, timed.length) == (FRIDAY.replace(hour=9), timedelta(hours=2))
    assert timed.doubts == ("am_or_pm",)
    with refused(Reason.EVENT_WITHOUT_TIME):
        rules.with_hour(asked, TimeSaid(None), ZONE)


@pytest.mark.parametrize(
    ("rule", "days", "shifted"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", 1, "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=WEEKLY;BYDAY=MO,SU", 1, "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("FREQ=MONTHLY;BYDAY=-1SA", 1, "FREQ=MONTHLY;BYDAY=-1SU"),
        ("FREQ=MONTHLY;BYMONTHDAY=18", 3, "FREQ=MONTHLY;BYMONTHDAY=21"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", 3, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=WEEKLY;BYDAY=WE", 0, "FREQ=WEEKLY;BYDAY=WE"),
    ],
)
def test_the_days_of_a_rule_move_with_its_first_one(rule: str, days: int, shifted: str) -> None:
    start = an_event().start
    assert str(rules.shifted(parse(rule), start, start + timedelta(days=days))) == shifted


def test_a_draft_comes_back_as_it_was() -> None:
    draft = rules.of_event(an_event(leads=(timedelta(hours=1),), capacity=9), ZONE, 20260318, FRIDAY)
    for each in (draft, FULL, EventDraft(), replace(draft, one=True, cancels=True, reason="下雨", wanted=Ask.LEADS)):
        assert rules.from_json(rules.to_json(each), ZONE) == each
