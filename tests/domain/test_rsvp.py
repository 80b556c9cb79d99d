"""Who comes: places, the waiting list, and the door."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import event as events
from bot.domain import rsvp as rules
from bot.domain.event import Occurrence
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.rsvp import MOST_GUESTS, Answer, Rsvp, Turnout
from tests.domain.test_event import NOW, ZONE, an_event, refused

WANG, CHEN = PersonId(1001), PersonId(1003)


def a_date() -> Occurrence:
    return events.on(an_event(), ZONE, 20260318)


def test_yes_takes_a_place_as_long_as_there_are_any() -> None:
    yes = rules.answered(None, WANG, Answer.YES, NOW)
    assert not rules.seated(yes, None, None, Turnout(yes=9999)).waiting
    assert not rules.seated(yes, None, 10, Turnout(yes=9)).waiting
    assert rules.seated(yes, None, 10, Turnout(yes=10)).waiting


def test_nobody_overtakes_those_who_wait() -> None:
    yes = rules.answered(None, WANG, Answer.YES, NOW)
    assert rules.seated(yes, None, 10, Turnout(yes=8, waiting=3)).waiting
    big, small = Rsvp(WANG, Answer.YES, NOW, guests=2, waiting=True), Rsvp(CHEN, Answer.YES, NOW, waiting=True)
    assert rules.moving_up(10, 8, [big, small]) == []
    assert rules.moving_up(10, 7, [big, small]) == [replace(big, waiting=False)]
    assert len(rules.moving_up(None, 7, [big, small])) == 2


def test_whoever_sits_keeps_the_place_and_brings_no_more_than_fit() -> None:
    sat = Rsvp(WANG, Answer.YES, NOW)
    more = rules.with_guests(sat, WANG, 2, NOW)
    assert not rules.seated(more, sat, 10, Turnout(yes=8)).waiting
    with refused(Reason.GUESTS_NO_ROOM):
        rules.seated(more, sat, 10, Turnout(yes=9))
    fewer = rules.with_guests(replace(sat, guests=1), WANG, -1, NOW)
    assert not rules.seated(fewer, replace(sat, guests=1), 10, Turnout(yes=10, waiting=5)).waiting


def test_to_bring_guests_is_to_come_and_to_stay_away_is_to_bring_none() -> None:
    coming = rules.with_guests(Rsvp(WANG, Answer.NO, NOW), WANG, 1, NOW)
    assert (coming.answer, coming.party) == (Answer.YES, 2)
    away = rules.answered(coming, WANG, Answer.NO, NOW)
    assert (away.guests, away.party) == (0, 0)


@pytest.mark.parametrize(("guests", "more"), [(0, -1), (MOST_GUESTS, 1), (0, 10**9)])
def test_guests_are_bounded(guests: int, more: int) -> None:
    with refused(Reason.GUESTS_TOO_MANY):
        rules.with_guests(Rsvp(WANG, Answer.YES, NOW, guests=guests), WANG, more, NOW)


@pytest.mark.parametrize(
    ("minutes", "reason"),
    [(-61, Reason.CHECK_IN_NOT_YET), (-60, None), (0, None), (149, None), (151, Reason.CHECK_IN_OVER)],
)
def test_the_door_is_open_around_the_time(minutes: int, reason: Reason | None) -> None:
    date = a_date()
    now = date.start + timedelta(minutes=minutes)
    assert rules.door_is_open(date, now) is (reason is None)
    if reason is not None:
        with refused(reason):
            rules.check_in(date, None, WANG, now)
    else:
        came = rules.check_in(date, Rsvp(WANG, Answer.YES, NOW, guests=1, waiting=True), WANG, now)
        assert (came.came_at, came.waiting, came.guests) == (now, False, 1)
        with refused(Reason.CHECKED_IN_ALREADY):
            rules.check_in(date, came, WANG, now)


def test_what_is_cancelled_or_over_takes_no_answers() -> None:
    with refused(Reason.EVENT_CALLED_OFF):
        rules.may_answer(replace(a_date(), cancelled=True), NOW)
    with refused(Reason.EVENT_CALLED_OFF):
        rules.check_in(replace(a_date(), cancelled=True), None, WANG, NOW)
    with refused(Reason.EVENT_OVER):
        rules.may_answer(a_date(), NOW + timedelta(days=3))


DOINGS = st.lists(st.tuples(st.integers(1, 6), st.sampled_from([*Answer, "more", "fewer"])), max_size=40)


@settings(max_examples=200)
@given(DOINGS, st.integers(1, 8))
def test_there_are_never_more_people_than_places_and_no_place_stays_empty(
    doings: list[tuple[int, Answer | str]], capacity: int
) -> None:
    """Anybody does anything in any order; after each, whoever waits longest doesn't fit."""
    kept: dict[PersonId, Rsvp] = {}
    for minute, (number, doing) in enumerate(doings):
        person, now = PersonId(number), NOW + timedelta(minutes=minute)
        before = kept.get(person)
        with suppress(Refused):
            asked = (
                rules.answered(before, person, doing, now)
                if isinstance(doing, Answer)
                else rules.with_guests(before, person, 1 if doing == "more" else -1, now)
            )
            kept[person] = rules.seated(asked, before, capacity, _turnout(kept))
        for moved in rules.moving_up(capacity, _turnout(kept).yes, _queue(kept)):
            kept[moved.person] = moved
        assert _turnout(kept).yes <= capacity
        line = _queue(kept)
        assert not line or _turnout(kept).yes + line[0].party > capacity


def _queue(kept: dict[PersonId, Rsvp]) -> list[Rsvp]:
    return sorted((one for one in kept.values() if one.waiting), key=lambda one: (one.asked_at, one.person))


def _turnout(kept: dict[PersonId, Rsvp]) -> Turnout:
    parties = [(one.party, one.waiting) for one in kept.values()]
    return Turnout(sum(p for p, waits in parties if not waits), sum(p for p, waits in parties if waits))


def test_a_late_guest_stands_behind() -> None:
    early, late = datetime(2026, 3, 16, 8, tzinfo=ZONE), datetime(2026, 3, 16, 9, tzinfo=ZONE)
    again = rules.answered(Rsvp(WANG, Answer.MAYBE, early), WANG, Answer.YES, late)
    assert again.asked_at == late
    assert rules.answered(Rsvp(WANG, Answer.YES, early), WANG, Answer.YES, late).asked_at == early
