"""An issue's life: all of it is walked, and it keeps its promises whatever is tried."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain import issue as rules
from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId, SquadKey
from bot.domain.issue import NEXT_STATE, OPEN, OWNED, Issue, IssueState, Step, Urgency, Wording
from bot.domain.place import NOWHERE, Place
from bot.domain.refusal import Reason, Refused

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
WANG, LIU, TOM = PersonId(1), PersonId(2), PersonId(3)


def an_issue(**given: object) -> Issue:
    """Return an issue of which the test names only what it is about."""
    values: dict[str, object] = {
        "community": CommunityId(1),
        "number": IssueNumber(7),
        "chat": ChatId(-1),
        "reporter": WANG,
        "text": "电梯坏了",
        "category": None,
        "urgency": Urgency.NORMAL,
        "squad": SquadKey("property"),
        "state": IssueState.DISPATCHED,
        "reported_at": NOON,
        "due_at": NOON + timedelta(hours=4),
    }
    return Issue(**(values | given))  # type: ignore[arg-type]


def in_state(state: IssueState) -> Issue:
    owner = LIU if state in OWNED else None
    return an_issue(state=state, claimed_by=owner, claimed_at=NOON if owner else None)


def other_words(urgency: Urgency = Urgency.NORMAL) -> Wording:
    return Wording("电梯又坏了", "lift", urgency, Place(building="3"))


DOINGS: dict[Step, Callable[[Issue], Issue]] = {
    Step.DISPATCH: rules.dispatch,
    Step.CLAIM: lambda issue: rules.claim(issue, LIU, NOON),
    Step.RESOLVE: lambda issue: rules.resolve(issue, LIU, NOON),
    Step.ACCEPT: lambda issue: rules.accept(issue, WANG, NOON),
    Step.RETURN: lambda issue: rules.send_back(issue, WANG, NOON, "还在漏"),
    Step.WITHDRAW: lambda issue: rules.withdraw(issue, WANG, NOON),
    Step.EDIT: lambda issue: rules.reword(issue, WANG, other_words()),
}


@pytest.mark.parametrize(("state", "step"), list(product(IssueState, DOINGS)))
def test_every_step_leads_where_the_table_says_or_is_refused(state: IssueState, step: Step) -> None:
    goal = NEXT_STATE.get((state, step))
    if goal is None:
        with pytest.raises(Refused):
            DOINGS[step](in_state(state))
    else:
        after = DOINGS[step](in_state(state))
        assert after.state is goal
        assert (after.claimed_by is not None) == (goal in OWNED)


@pytest.mark.parametrize(
    ("state", "doing", "reason"),
    [
        pytest.param(IssueState.CLAIMED, lambda i: rules.claim(i, TOM, NOON), Reason.ALREADY_CLAIMED, id="too late"),
        pytest.param(IssueState.CLAIMED, lambda i: rules.claim(i, LIU, NOON), Reason.ALREADY_CLAIMED, id="twice"),
        pytest.param(IssueState.CLAIMED, lambda i: rules.resolve(i, TOM, NOON), Reason.NOT_YOUR_CLAIM, id="another's"),
        pytest.param(IssueState.DISPATCHED, DOINGS[Step.RESOLVE], Reason.NOT_CLAIMED_YET, id="not claimed"),
        pytest.param(IssueState.RESOLVED, lambda i: rules.accept(i, LIU, NOON), Reason.NOT_YOUR_ISSUE, id="own work"),
        pytest.param(
            IssueState.RESOLVED, lambda i: rules.send_back(i, TOM, NOON, ""), Reason.NOT_YOUR_ISSUE, id="return"
        ),
        pytest.param(IssueState.CLAIMED, DOINGS[Step.ACCEPT], Reason.NOT_RESOLVED_YET, id="accepted too soon"),
        pytest.param(IssueState.ACCEPTED, DOINGS[Step.RETURN], Reason.ALREADY_OVER, id="returned too late"),
        pytest.param(IssueState.WITHDRAWN, DOINGS[Step.CLAIM], Reason.ALREADY_OVER, id="withdrawn"),
        pytest.param(IssueState.RESOLVED, DOINGS[Step.CLAIM], Reason.OUT_OF_TURN, id="claim of a resolved one"),
        pytest.param(
            IssueState.DISPATCHED, lambda i: rules.withdraw(i, TOM, NOON), Reason.NOT_YOUR_ISSUE, id="withdraw"
        ),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.reword(i, LIU, other_words()),
            Reason.NOT_YOUR_ISSUE,
            id="another's words",
        ),
        pytest.param(IssueState.ACCEPTED, DOINGS[Step.EDIT], Reason.ALREADY_OVER, id="reworded too late"),
        pytest.param(IssueState.CLAIMED, lambda i: rules.note(i, TOM, "x"), Reason.NOT_YOUR_CLAIM, id="another's work"),
        pytest.param(
            IssueState.DISPATCHED, lambda i: rules.note(i, LIU, "x"), Reason.NOT_CLAIMED_YET, id="nobody's work"
        ),
        pytest.param(
            IssueState.CLAIMED, lambda i: rules.redirect(i, SquadKey("order"), NOON), Reason.OUT_OF_TURN, id="taken"
        ),
        pytest.param(IssueState.WITHDRAWN, lambda i: rules.illustrate(i, 1), Reason.ALREADY_OVER, id="a late picture"),
    ],
)
def test_a_refusal_has_its_reason(state: IssueState, doing: Callable[[Issue], Issue], reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        doing(in_state(state))
    assert caught.value.reason is reason


def test_a_returned_issue_begins_its_next_round() -> None:
    returned = rules.send_back(in_state(IssueState.RESOLVED), WANG, NOON + timedelta(hours=2), "还在漏")
    assert (returned.round, returned.reason, returned.due_at) == (2, "还在漏", NOON + timedelta(hours=2))
    assert returned.reported_at == NOON


def test_a_reason_may_follow_until_it_is_over() -> None:
    assert rules.give_reason(in_state(IssueState.CLAIMED), WANG, "门").reason == "门"
    with pytest.raises(Refused):
        rules.give_reason(in_state(IssueState.CLAIMED), TOM, "门")
    with pytest.raises(Refused):
        rules.give_reason(in_state(IssueState.ACCEPTED), WANG, "门")


def test_new_words_are_taken_on() -> None:
    reworded = rules.reword(in_state(IssueState.CLAIMED), WANG, other_words())
    assert (reworded.text, reworded.category, reworded.place) == ("电梯又坏了", "lift", Place(building="3"))
    assert reworded.claimed_by == LIU


@pytest.mark.parametrize("before", list(Urgency))
@pytest.mark.parametrize("said", list(Urgency))
def test_what_was_urgent_stays_urgent(before: Urgency, said: Urgency) -> None:
    after = rules.reword(an_issue(urgency=before), WANG, other_words(said)).urgency
    ranks = list(Urgency)
    assert ranks.index(after) == min(ranks.index(before), ranks.index(said))


def test_how_the_work_goes_is_said_until_the_next_step() -> None:
    noted = rules.note(in_state(IssueState.CLAIMED), LIU, "等配件")
    assert noted.note == "等配件"
    assert rules.reword(noted, WANG, other_words()).note == "等配件", "other words are no step of the work"
    assert rules.resolve(noted, LIU, NOON).note == ""
    assert rules.withdraw(noted, WANG, NOON).note == ""


def test_an_issue_that_nobody_has_taken_may_go_to_another_squad() -> None:
    sent = rules.redirect(an_issue(), SquadKey("order"), NOON)
    assert (sent.squad, sent.due_at, sent.place) == ("order", NOON, NOWHERE)
    assert rules.illustrate(rules.illustrate(sent, 1), 2).photos == 3


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        pytest.param("电梯\n坏了  啊", "电梯 坏了 啊", id="one line"),
        pytest.param("字" * 300, "字" * 199 + "…", id="cut"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_summary_is_a_short_line(text: str, summary: str) -> None:
    assert an_issue(text=text).summary == summary


class Life(RuleBasedStateMachine):
    """Whoever tries whatever: one owner, rounds only count up, what is over stays over."""

    def __init__(self) -> None:
        super().__init__()
        self.issue = an_issue(state=IssueState.REPORTED)
        self.rounds = 1

    @rule(step=st.sampled_from([*DOINGS, Step.NOTE]), person=st.sampled_from([WANG, LIU, TOM]))
    def attempt(self, step: Step, person: PersonId) -> None:
        """Try a step as somebody."""
        doings: dict[Step, Callable[[], Issue]] = {
            Step.DISPATCH: lambda: rules.dispatch(self.issue),
            Step.CLAIM: lambda: rules.claim(self.issue, person, NOON),
            Step.RESOLVE: lambda: rules.resolve(self.issue, person, NOON),
            Step.ACCEPT: lambda: rules.accept(self.issue, person, NOON),
            Step.RETURN: lambda: rules.send_back(self.issue, person, NOON, ""),
            Step.WITHDRAW: lambda: rules.withdraw(self.issue, person, NOON),
            Step.EDIT: lambda: rules.reword(self.issue, person, other_words(Urgency.URGENT)),
            Step.NOTE: lambda: rules.note(self.issue, person, "等配件"),
        }
        before = self.issue
        try:
            self.issue = doings[step]()
        except Refused:
            return
        assert before.state in OPEN
        if step in {Step.ACCEPT, Step.RETURN, Step.WITHDRAW, Step.EDIT}:
            assert person == WANG
        if step in {Step.RESOLVE, Step.NOTE}:
            assert person == before.claimed_by

    @invariant()
    def one_owner(self) -> None:
        """Check the promises."""
        assert (self.issue.claimed_by is not None) == (self.issue.state in OWNED)
        assert (self.issue.closed_at is not None) == (self.issue.state not in OPEN)
        assert self.issue.round >= self.rounds
        assert not self.issue.note or self.issue.state is IssueState.CLAIMED
        self.rounds = self.issue.round


TestLife = Life.TestCase
