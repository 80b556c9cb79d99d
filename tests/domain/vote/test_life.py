"""A vote's life: every step in every state, the times it may have, and when households are reminded."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.ids import IssueNumber
from bot.domain.refusal import Reason, Refused
from bot.domain.vote import life
from bot.domain.vote.life import NEXT_STATE, OVER, Vote, VoteState, VoteStep, reminder_times
from bot.domain.vote.rule import PRESETS, Preset, with_extension
from tests.domain.vote.makers import NOW, a_vote

DAY = timedelta(days=1)
EXTENDABLE = with_extension(PRESETS[Preset.CUSTOM], 2 * DAY)
DOINGS: dict[VoteStep, Callable[[Vote], Vote]] = {
    VoteStep.EDIT: lambda vote: life.edit(vote, question="东门?"),
    VoteStep.SCHEDULE: lambda vote: life.schedule(vote, NOW),
    VoteStep.OPEN: lambda vote: life.open_(vote, NOW),
    VoteStep.EXTEND: life.extend,
    VoteStep.CLOSE: life.close,
    VoteStep.WITHDRAW: lambda vote: life.withdraw(vote, "问错了", NOW),
    VoteStep.COMMENT: lambda vote: life.comment(vote, "装东门"),
    VoteStep.FOLLOW: lambda vote: life.follow(vote, IssueNumber(12)),
}


@pytest.mark.parametrize(("state", "step"), list(product(VoteState, DOINGS)))
def test_every_step_is_allowed_or_refused_never_a_crash(state: VoteState, step: VoteStep) -> None:
    vote = a_vote(state=state, rule=EXTENDABLE)
    if (state, step) in NEXT_STATE:
        assert DOINGS[step](vote).state is NEXT_STATE[state, step]
        return
    with pytest.raises(Refused) as refused:
        DOINGS[step](vote)
    over = {VoteState.CLOSED: Reason.VOTE_OVER, VoteState.WITHDRAWN: Reason.VOTE_WITHDRAWN}
    assert refused.value.reason is over.get(state, Reason.VOTE_OUT_OF_TURN)


def test_what_is_over_stays_over() -> None:
    assert all(after in OVER for (before, _), after in NEXT_STATE.items() if before in OVER)
    assert {before for before, _ in NEXT_STATE} == set(VoteState) - {VoteState.WITHDRAWN}


class Life(RuleBasedStateMachine):
    """Anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.vote = a_vote(state=VoteState.DRAFT, rule=EXTENDABLE, opened_at=None)

    @rule(step=st.sampled_from(list(DOINGS)))
    def do(self, step: VoteStep) -> None:
        try:
            self.vote = DOINGS[step](self.vote)
        except Refused:
            return

    @invariant()
    def is_consistent(self) -> None:
        vote = self.vote
        assert (vote.state in OVER) is (vote.ended_at is not None)
        assert vote.state not in {VoteState.OPEN, VoteState.CLOSED} or vote.opened_at is not None
        assert vote.became is None or vote.state is VoteState.CLOSED
        assert vote.closes_at == NOW + 4 * DAY + (2 * DAY if vote.extended else timedelta())


TestLife = Life.TestCase


@pytest.mark.parametrize(
    ("opens", "closes", "reason"),
    [
        (None, None, Reason.VOTE_NO_DEADLINE),
        (None, -DAY, Reason.VOTE_DEADLINE_PAST),
        (None, timedelta(), Reason.VOTE_DEADLINE_PAST),
        (None, timedelta(minutes=9), Reason.VOTE_TOO_SHORT),
        (DAY, DAY, Reason.VOTE_TOO_SHORT),
        (2 * DAY, DAY, Reason.VOTE_TOO_SHORT),
        (None, 5 * 365 * DAY, Reason.VOTE_DEADLINE_FAR),
        (5 * 365 * DAY, 5 * 366 * DAY, Reason.VOTE_DEADLINE_FAR),
    ],
)
def test_times_that_cannot_be_meant(opens: timedelta | None, closes: timedelta | None, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        life.check_times(NOW, None if opens is None else NOW + opens, None if closes is None else NOW + closes)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("state", "received", "reason"),
    [
        (VoteState.OPEN, timedelta(0), Reason.VOTE_OVER),
        (VoteState.OPEN, timedelta(microseconds=-1), None),
        (VoteState.OPEN, timedelta(seconds=1), Reason.VOTE_OVER),
        (VoteState.CLOSED, timedelta(seconds=-1), Reason.VOTE_OVER),
        (VoteState.WITHDRAWN, timedelta(seconds=-1), Reason.VOTE_WITHDRAWN),
        (VoteState.DRAFT, timedelta(seconds=-1), Reason.VOTE_NOT_OPEN),
        (VoteState.SCHEDULED, timedelta(seconds=-1), Reason.VOTE_NOT_OPEN),
    ],
)
def test_a_ballot_counts_until_the_second_of_closing(
    state: VoteState, received: timedelta, reason: Reason | None
) -> None:
    vote = a_vote(state=state)
    assert vote.closes_at is not None
    if reason is None:
        life.takes_ballots(vote, vote.closes_at + received)
        return
    with pytest.raises(Refused) as refused:
        life.takes_ballots(vote, vote.closes_at + received)
    assert refused.value.reason is reason


def test_a_vote_ends_when_it_was_to_end_however_late_it_is_closed() -> None:
    assert life.close(a_vote()).ended_at == NOW + 4 * DAY


def test_a_vote_is_extended_once_and_only_if_its_rule_says_so() -> None:
    longer = life.extend(a_vote(rule=EXTENDABLE))
    assert longer.closes_at == NOW + 6 * DAY
    assert not life.may_extend(longer)
    for vote in (longer, a_vote()):
        with pytest.raises(Refused) as refused:
            life.extend(vote)
        assert refused.value.reason is Reason.VOTE_NOT_EXTENDED


def test_a_running_vote_is_not_withdrawn_without_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        life.withdraw(a_vote(), "  ", NOW)
    assert refused.value.reason is Reason.VOTE_NEEDS_REASON


def test_a_decision_becomes_one_issue() -> None:
    followed = life.follow(a_vote(state=VoteState.CLOSED), IssueNumber(12))
    with pytest.raises(Refused) as refused:
        life.follow(followed, IssueNumber(13))
    assert refused.value.reason is Reason.VOTE_FOLLOWED


@pytest.mark.parametrize("question", ["", " \n ", "好" * 4000])
def test_questions_that_nobody_can_answer(question: str) -> None:
    with pytest.raises(Refused):
        life.check_question(question)


def test_reminders_at_half_time_a_day_and_an_hour_before() -> None:
    closes = NOW + 4 * DAY
    assert reminder_times(NOW, closes) == (NOW + 2 * DAY, closes - DAY, closes - timedelta(hours=1))
    assert reminder_times(NOW, NOW + timedelta(hours=1)) == ()
    assert reminder_times(NOW, NOW + 2 * DAY) == (NOW + DAY, NOW + 2 * DAY - timedelta(hours=1))


@given(st.integers(600, 90 * 86_400))
def test_reminders_come_between_opening_and_end_never_close_together(seconds: int) -> None:
    closes = NOW + timedelta(seconds=seconds)
    times = reminder_times(NOW, closes)
    assert all(NOW < at < closes for at in times)
    assert all(later - earlier >= timedelta(hours=2) for earlier, later in pairwise(times))


def test_a_day_before_is_a_day_on_the_wall_even_if_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    opened, closes = datetime(2026, 3, 24, 20, tzinfo=berlin), datetime(2026, 3, 29, 20, tzinfo=berlin)
    assert reminder_times(opened, closes)[-2].astimezone(berlin) == datetime(2026, 3, 28, 20, tzinfo=berlin)


def test_no_step_is_forgotten() -> None:
    assert {step for _, step in NEXT_STATE} == set(DOINGS)
