"""Pacing: whatever is to be sent, Telegram's limits are never passed, and nobody waits for ever."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway.pacing import Pace, Pacing

TELEGRAM = Pace(per_second=30, chat_per_second=1, group_per_minute=20)
JUST = 1e-6
"""A clock's rounding."""
GROUPS, PEOPLE = [-1, -2, -3], [1, 2]


@dataclass
class Clock:
    """A monotonic clock that the test moves."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def send(pacing: Pacing, clock: Clock, chat: int) -> float:
    """Wait for a chat's turn and take it; return when."""
    while (seconds := pacing.wait(chat)) > 0:
        assert seconds <= 60 / TELEGRAM.group_per_minute * 2 + JUST
        clock.now += max(seconds, JUST / 1000)
    pacing.take(chat)
    return clock.now


def at_most(times: list[float], number: int, seconds: float) -> bool:
    """Tell whether in no window of ``seconds`` there are more than ``number``."""
    return all(late - early >= seconds - JUST for early, late in zip(times, times[number:], strict=False))


wishes = st.lists(st.tuples(st.sampled_from(GROUPS + PEOPLE), st.sampled_from([0.0, 0.0, 0.01, 0.5, 3.0, 45.0])))


@settings(max_examples=200)
@given(wishes)
def test_no_window_ever_sees_more_than_telegram_takes(wished: list[tuple[int, float]]) -> None:
    clock = Clock()
    pacing = Pacing(TELEGRAM, clock)
    sent: dict[int, list[float]] = {chat: [] for chat in GROUPS + PEOPLE}
    for chat, pause in wished * 12:
        clock.now += pause
        sent[chat].append(send(pacing, clock, chat))
    assert at_most(sorted(time for times in sent.values() for time in times), 30, 1)
    assert all(at_most(times, 1, 1) for times in sent.values())
    assert all(at_most(sent[group], 20, 60) for group in GROUPS)


def test_a_burst_over_many_chats_is_spread_evenly() -> None:
    clock = Clock()
    pacing = Pacing(TELEGRAM, clock)
    times = [send(pacing, clock, chat) for chat in range(1, 601)]
    assert at_most(times, 30, 1)
    assert times[-1] - times[0] <= 600 / 30


def test_a_group_that_was_quiet_takes_ten_in_a_row_and_a_person_goes_on() -> None:
    clock = Clock()
    pacing = Pacing(TELEGRAM, clock)
    group = [send(pacing, clock, -1) for _ in range(40)]
    assert group[9] - group[0] <= 9 + JUST
    assert at_most(group, 20, 60)
    assert group[39] - group[0] <= 40 * 60 / 10
    person = [send(pacing, clock, 1) for _ in range(40)]
    assert person[39] - person[0] <= 39 + JUST


def test_one_chats_wait_is_not_anothers() -> None:
    clock = Clock()
    pacing = Pacing(TELEGRAM, clock)
    pacing.take(-1)
    assert pacing.wait(-1) > 0.9
    assert pacing.wait(-2) <= 1 / 30 + JUST


def test_asking_takes_nothing() -> None:
    clock = Clock()
    pacing = Pacing(TELEGRAM, clock)
    for _ in range(100):
        assert pacing.wait(-1) == 0


def test_memory_is_bounded_and_what_is_forgotten_has_long_been_quiet() -> None:
    clock = Clock()
    pacing = Pacing(TELEGRAM, clock)
    first = clock.now
    for chat in range(1, Pacing.REMEMBERED + 100):
        send(pacing, clock, chat)
    assert len(pacing._chats) <= Pacing.REMEMBERED
    assert clock.now - first > 60
