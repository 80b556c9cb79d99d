"""Ballot papers that nobody can fill in, and ballots that don't fit theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusal import Reason, Refused
from bot.domain.vote.form import MOST_OPTIONS, Form, Option, VoteKind, check_choice, check_form, decode, encode
from tests.domain.vote.makers import GATES, MOTION

WISHES = (Option("长椅", 300), Option("花箱", 200), Option("儿童滑梯", 900))
BUDGET = Form(VoteKind.BUDGET, WISHES, cap=1000)


@pytest.mark.parametrize(
    "form",
    [
        MOTION,
        Form(VoteKind.ONE, GATES),
        Form(VoteKind.APPROVAL, GATES, most=3, winners=3),
        Form(VoteKind.RANKED, GATES),
        BUDGET,
        Form(VoteKind.ONE, tuple(Option(str(number)) for number in range(MOST_OPTIONS))),
    ],
)
def test_papers_that_can_be_filled_in(form: Form) -> None:
    check_form(form)


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        (Form(VoteKind.ONE), Reason.VOTE_FEW_OPTIONS),
        (Form(VoteKind.ONE, GATES[:1]), Reason.VOTE_FEW_OPTIONS),
        (Form(VoteKind.ONE, tuple(Option(str(n)) for n in range(20))), Reason.VOTE_MANY_OPTIONS),
        (Form(VoteKind.ONE, (Option("东门"), Option(" 东门 "))), Reason.VOTE_OPTION_TWICE),
        (Form(VoteKind.ONE, (Option("东门"), Option("  "))), Reason.VOTE_OPTION_LENGTH),
        (Form(VoteKind.ONE, (Option("东门"), Option("西" * 101))), Reason.VOTE_OPTION_LENGTH),
        (Form(VoteKind.APPROVAL, GATES, most=0), Reason.VOTE_MOST_WRONG),
        (Form(VoteKind.APPROVAL, GATES, most=4), Reason.VOTE_MOST_WRONG),
        (Form(VoteKind.ONE, GATES, winners=3), Reason.VOTE_WINNERS_WRONG),
        (Form(VoteKind.APPROVAL, GATES, most=2, winners=4), Reason.VOTE_WINNERS_WRONG),
        (Form(VoteKind.BUDGET, (*WISHES, Option("凉亭")), cap=1000), Reason.VOTE_COST_MISSING),
        (Form(VoteKind.BUDGET, WISHES, cap=199), Reason.VOTE_CAP_WRONG),
    ],
)
def test_papers_that_nobody_can_fill_in(form: Form, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        check_form(form)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("form", "choice", "reason"),
    [
        (MOTION, (3,), Reason.BALLOT_WRONG),
        (MOTION, (1, 2), Reason.BALLOT_TOO_MANY),
        (Form(VoteKind.ONE, GATES), (0,), Reason.BALLOT_WRONG),
        (Form(VoteKind.ONE, GATES), (1, 3), Reason.BALLOT_TOO_MANY),
        (Form(VoteKind.APPROVAL, GATES, most=2), (1, 2, 3), Reason.BALLOT_TOO_MANY),
        (Form(VoteKind.RANKED, GATES), (2, 2), Reason.BALLOT_WRONG),
        (BUDGET, (1, 3), Reason.BALLOT_TOO_DEAR),
    ],
)
def test_ballots_that_the_paper_does_not_allow(form: Form, choice: tuple[int, ...], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        check_choice(form, choice)
    assert refused.value.reason is reason


def test_the_order_of_a_choice_counts_only_where_it_is_ranked() -> None:
    assert check_choice(Form(VoteKind.APPROVAL, GATES, most=3), (3, 1)) == (1, 3)
    assert check_choice(Form(VoteKind.RANKED, GATES), (3, 1)) == (3, 1)
    assert check_choice(BUDGET, ()) == ()


@given(st.lists(st.integers(1, MOST_OPTIONS), unique=True).map(tuple))
def test_a_choice_is_kept_and_read_again(choice: tuple[int, ...]) -> None:
    assert decode(encode(choice)) == choice
