"""A poll's life, what it lacks, and when it was meant to close."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import closing
from bot.domain import poll as rules
from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.poll import NEXT_STATE, PENDING, RUNNING, Poll, PollState, PollStep
from bot.domain.refusal import Reason, Refused

NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)
LEAD = PersonId(2)


def a_poll(**given: object) -> Poll:
    values: dict[str, object] = {
        "community": CommunityId(1),
        "number": 4,
        "chat": ChatId(-1),
        "author": PersonId(1),
        "question": "充电桩装东门还是西门?",
        "options": ("东门", "西门"),
        "state": PollState.DRAFT,
        "made_at": NOW,
        "closes_at": NOW + timedelta(days=1),
    }
    return Poll(**(values | given))  # type: ignore[arg-type]


DOINGS: dict[PollStep, Callable[[Poll], Poll]] = {
    PollStep.CHANGE: lambda poll: rules.change(poll, several=True),
    PollStep.PROPOSE: lambda poll: rules.propose(poll, NOW),
    PollStep.OPEN: lambda poll: rules.start(poll, LEAD, NOW),
    PollStep.DROP: lambda poll: rules.drop(poll, NOW),
    PollStep.DECLINE: lambda poll: rules.decline(poll, NOW),
    PollStep.STOP: rules.stop,
    PollStep.CLOSE: lambda poll: rules.close(poll, NOW),
}


@pytest.mark.parametrize(("state", "step"), list(product(PollState, PollStep)))
def test_every_step_is_allowed_or_refused_never_a_crash(state: PollState, step: PollStep) -> None:
    poll = a_poll(state=state)
    if (state, step) in NEXT_STATE:
        assert DOINGS[step](poll).state is NEXT_STATE[state, step]
    else:
        with pytest.raises(Refused) as refused:
            DOINGS[step](poll)
        assert refused.value.reason is (Reason.POLL_NOT_OPEN if state in PENDING else Reason.POLL_OVER)


@given(st.lists(st.sampled_from(list(PollStep))))
def test_whatever_is_tried_a_poll_ends_once_and_is_opened_by_somebody(steps: list[PollStep]) -> None:
    poll, ends = a_poll(), 0
    for step in steps:
        before = poll.closed_at
        with suppress(Refused):
            poll = DOINGS[step](poll)
        ends += poll.closed_at is not before
    assert ends <= 1
    assert (poll.opened_by is not None) == (poll.state in RUNNING or poll.state is PollState.CLOSED)


@pytest.mark.parametrize(
    ("given_", "lack"),
    [
        ({"question": ""}, Reason.POLL_NO_QUESTION),
        ({"question": "问" * 300}, None),
        ({"question": "问" * 301}, Reason.POLL_LONG_QUESTION),
        ({"question": "🏠" * 151}, Reason.POLL_LONG_QUESTION),
        ({"question": "x" * 4000}, Reason.POLL_LONG_QUESTION),
        ({"options": ()}, Reason.POLL_FEW_OPTIONS),
        ({"options": ("东门",)}, Reason.POLL_FEW_OPTIONS),
        ({"options": tuple(map(str, range(12)))}, None),
        ({"options": tuple(map(str, range(13)))}, Reason.POLL_MANY_OPTIONS),
        ({"options": tuple(map(str, range(20)))}, Reason.POLL_MANY_OPTIONS),
        ({"options": ("a", "b" * 101)}, Reason.POLL_LONG_OPTION),
        ({"options": ("Red", "red")}, Reason.POLL_SAME_OPTIONS),
        ({"closes_at": None}, Reason.POLL_NO_CLOSING),
        ({"closes_at": NOW - timedelta(days=1)}, Reason.POLL_PAST),
        ({"closes_at": NOW + timedelta(minutes=1)}, Reason.POLL_PAST),
        ({"closes_at": NOW + timedelta(minutes=2)}, None),
        ({"closes_at": NOW + timedelta(days=92)}, None),
        ({"closes_at": NOW + timedelta(days=5 * 365)}, Reason.POLL_FAR),
    ],
)
def test_what_a_poll_lacks(given_: dict[str, object], lack: Reason | None) -> None:
    poll = a_poll(**given_)
    assert rules.lacks(poll, NOW) == (() if lack is None else (lack,))
    if lack is not None:
        with pytest.raises(Refused) as refused:
            rules.start(poll, LEAD, NOW)
        assert refused.value.reason is lack


def test_counts_are_taken_while_it_runs_and_only_if_they_fit() -> None:
    running = rules.start(a_poll(), LEAD, NOW)
    assert running.counts == (0, 0)
    counted = rules.count(running, (3, 4), 7)
    assert (counted.counts, counted.voters) == ((3, 4), 7)
    assert rules.count(running, (3, 4, 5), 7) == running
    closed = rules.close(counted, NOW)
    assert rules.count(closed, (9, 9), 18) == closed
    assert rules.leading(closed) == {1}
    assert rules.leading(running) == frozenset()
    assert rules.leading(replace(closed, counts=(4, 4))) == {0, 1}


SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 16, 10, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "unsure", "expected"),
    [
        ("03-20 20:00", (), ["03-20 20:00"]),
        ("03-15 20:00", (), []),
        ("03-20 08:00", ("half",), ["03-20 08:00", "03-20 20:00"]),
        ("03-20 12:00", ("half",), ["03-20 00:00", "03-20 12:00"]),
        ("03-16 09:00", ("half",), ["03-16 21:00"]),
        ("03-20 20:00", ("day",), ["03-20 20:00", "03-27 20:00"]),
        ("03-27 20:00", ("day",), ["03-20 20:00", "03-27 20:00"]),
        ("03-16 09:00", ("day",), ["03-23 09:00"]),
        ("03-20 08:00", ("half", "day"), ["03-20 08:00", "03-20 20:00", "03-27 08:00"]),
    ],
)
def test_what_a_time_may_have_meant(moment: str, unsure: tuple[str, ...], expected: list[str]) -> None:
    at = datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    found = closing.meant(at, MONDAY, half_unsure="half" in unsure, day_unsure="day" in unsure)
    assert [f"{each:%m-%d %H:%M}" for each in found] == expected


def test_a_draft_may_be_asked_about_its_closing() -> None:
    times = (NOW + timedelta(hours=2), NOW + timedelta(hours=14))
    asked = rules.close_at(a_poll(), times)
    assert (asked.closes_at, asked.maybe) == (None, times)
    sure = rules.close_at(asked, times[1:])
    assert (sure.closes_at, sure.maybe) == (times[1], ())


def test_a_day_ends_at_its_last_minute_and_nothing_said_means_the_third_evening() -> None:
    assert closing.last_minute(MONDAY) == datetime(2026, 3, 16, 23, 59, tzinfo=SHANGHAI)
    assert closing.usual(MONDAY) == datetime(2026, 3, 19, 20, tzinfo=SHANGHAI)
