"""Reminders that people ask for: when they come, when not, put off and ticked off."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain import memo as rules
from bot.domain.ids import ChatId, CommunityId, MemoId, PersonId
from bot.domain.memo import TEXT_LENGTH, Memo, MemoState, Snooze
from bot.domain.recurrence import parse
from bot.domain.refusal import Reason
from tests.domain.test_event import NOW, ZONE, refused

TOMORROW = datetime(2026, 3, 17, 8, 0, tzinfo=ZONE)
MONDAYS = parse("FREQ=WEEKLY;BYDAY=MO")


def a_memo(**given: Any) -> Memo:
    values: dict[str, Any] = {
        "community": CommunityId(1),
        "id": MemoId(1),
        "person": PersonId(1001),
        "chat": ChatId(1001),
        "text": "拿药",
        "start": TOMORROW,
    }
    return Memo(**values | given)


def asked(**given: Any) -> Memo:
    return rules.asked(a_memo(**given), ZONE, NOW)


def test_once() -> None:
    memo = asked()
    assert (rules.due_at(memo), memo.state) == (TOMORROW, MemoState.WAITING)
    told = rules.told(memo, ZONE, TOMORROW)
    assert (rules.due_at(told), told.state) == (None, MemoState.TOLD)
    assert rules.done(told).state is MemoState.DONE


def test_every_monday_comes_again_and_missed_ones_come_once() -> None:
    memo = asked(start=datetime(2026, 3, 16, 8, tzinfo=ZONE), rule=MONDAYS)
    assert rules.due_at(memo) == datetime(2026, 3, 23, 8, tzinfo=ZONE)
    told = rules.told(memo, ZONE, datetime(2026, 4, 15, 12, tzinfo=ZONE))
    assert rules.due_at(told) == datetime(2026, 4, 20, 8, tzinfo=ZONE)
    assert rules.due_at(rules.done(told)) == datetime(2026, 4, 20, 8, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("span", "until"),
    [
        (Snooze.MINUTES, datetime(2026, 3, 17, 8, 20, tzinfo=ZONE)),
        (Snooze.HOUR, datetime(2026, 3, 17, 9, 10, tzinfo=ZONE)),
        (Snooze.TOMORROW, datetime(2026, 3, 18, 8, 10, tzinfo=ZONE)),
    ],
)
def test_put_off(span: Snooze, until: datetime) -> None:
    told = rules.told(asked(), ZONE, TOMORROW)
    off = rules.snoozed(told, span, ZONE, TOMORROW + timedelta(minutes=10))
    assert rules.due_at(off) == until
    assert off.times > told.times
    assert rules.told(off, ZONE, until).state is MemoState.TOLD


def test_what_is_put_off_beyond_its_next_time_comes_at_that_time() -> None:
    daily = asked(rule=parse("FREQ=DAILY"))
    told = rules.told(daily, ZONE, TOMORROW)
    off = rules.snoozed(told, Snooze.TOMORROW, ZONE, TOMORROW + timedelta(minutes=5))
    assert rules.due_at(off) == TOMORROW + timedelta(days=1)


def test_put_off_keeps_the_hour_through_summer_time() -> None:
    before = datetime(2026, 3, 28, 8, 0, tzinfo=ZONE)
    told = rules.told(rules.asked(a_memo(start=before), ZONE, NOW), ZONE, before)
    assert rules.due_at(rules.snoozed(told, Snooze.TOMORROW, ZONE, before)) == datetime(2026, 3, 29, 8, tzinfo=ZONE)


def test_forgotten_is_forgotten() -> None:
    gone = rules.dropped(asked(rule=parse("FREQ=DAILY")))
    assert (gone.state, rules.due_at(gone)) == (MemoState.DROPPED, None)
    for doing in (rules.done, rules.dropped, lambda memo: rules.snoozed(memo, Snooze.HOUR, ZONE, NOW)):
        with refused(Reason.MEMO_OVER):
            doing(gone)


def test_late_is_said_only_beyond_the_tolerance() -> None:
    assert rules.late(asked(), TOMORROW + timedelta(minutes=15)) is None
    assert rules.late(asked(), TOMORROW + timedelta(minutes=16)) == TOMORROW


@pytest.mark.parametrize(
    ("given_", "reason"),
    [
        ({"text": "  "}, Reason.MEMO_WITHOUT_TEXT),
        ({"start": NOW}, Reason.MEMO_IN_PAST),
        ({"start": NOW + timedelta(days=2000)}, Reason.MEMO_TOO_FAR),
        ({"rule": parse("FREQ=DAILY;UNTIL=20260301")}, Reason.MEMO_NEVER),
        ({"rule": parse("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31")}, Reason.MEMO_NEVER),
        ({"rule": parse("FREQ=MINUTELY;INTERVAL=59")}, Reason.MEMO_TOO_OFTEN),
        ({"rule": parse("FREQ=SECONDLY")}, Reason.MEMO_TOO_OFTEN),
        ({"rule": parse("FREQ=DAILY;BYHOUR=8,20"), "everyone": True}, Reason.MEMO_TOO_OFTEN),
        ({"rule": parse("FREQ=HOURLY"), "everyone": True}, Reason.MEMO_TOO_OFTEN),
    ],
)
def test_what_makes_no_sense_is_refused(given_: dict[str, Any], reason: Reason) -> None:
    with refused(reason):
        asked(**given_)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY;INTERVAL=2", "FREQ=MINUTELY;INTERVAL=90", "FREQ=DAILY"])
def test_every_two_hours_is_fine_for_oneself(rule: str) -> None:
    assert rules.due_at(asked(rule=parse(rule))) == TOMORROW


def test_what_is_said_at_length_is_cut() -> None:
    assert len(asked(text="药" * 4096).text) == TEXT_LENGTH
