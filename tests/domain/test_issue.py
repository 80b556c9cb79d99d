"""An issue's life: all of it is walked, and it keeps its promises whatever is tried."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain import issue as rules
from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId, SquadKey
from bot.domain.issue import (
    IN_WORK,
    NEXT_STATE,
    OPEN,
    OWNED,
    STANDING_STILL,
    CallBack,
    Issue,
    IssueState,
    Proof,
    Step,
    Urgency,
    Voice,
    Wording,
)
from bot.domain.place import NOWHERE, Place
from bot.domain.refusal import Reason, Refused

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
LATER = NOON + timedelta(days=2)
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


def in_state(state: IssueState, **given: object) -> Issue:
    owner = LIU if state in OWNED else None
    return an_issue(
        **{
            "state": state,
            "claimed_by": owner,
            "claimed_at": NOON if owner else None,
            "paused_until": LATER if state is IssueState.PAUSED else None,
            "stopped_at": NOON if state in STANDING_STILL else None,
            "closed_at": None if state in OPEN else NOON,
            "duplicate_of": IssueNumber(3) if state is IssueState.DUPLICATE else None,
            # So that both ways out of it can be tried.
            "by_silence": False,
        }
        | given
    )


def other_words(urgency: Urgency = Urgency.NORMAL) -> Wording:
    return Wording("电梯又坏了", "lift", urgency, Place(building="3"))


ANOTHER = an_issue(number=IssueNumber(9))
ORDER = SquadKey("order")

DOINGS: dict[Step, Callable[[Issue], Issue]] = {
    Step.DISPATCH: rules.dispatch,
    Step.CLAIM: lambda issue: rules.claim(issue, LIU, NOON),
    Step.ASSIGN: lambda issue: rules.assign(issue, TOM, NOON),
    Step.TRANSFER: lambda issue: rules.transfer(issue, LIU, TOM, NOON),
    Step.PASS_ON: lambda issue: rules.pass_on(issue, LIU, ORDER, LATER),
    Step.RELEASE: lambda issue: rules.release(issue, LIU, LATER, "没工具"),
    Step.PAUSE: lambda issue: rules.pause(issue, LIU, LATER, "等配件", NOON),
    Step.RESUME: lambda issue: rules.resume(issue, LIU),
    Step.ASK: lambda issue: rules.ask(issue, LIU, "几楼?", NOON),
    Step.ANSWER: rules.answer,
    Step.RESOLVE: lambda issue: rules.resolve(issue, LIU, NOON),
    Step.AGREE: lambda issue: rules.accept(issue, WANG, NOON, enough=False),
    Step.ACCEPT: lambda issue: rules.accept(issue, WANG, NOON),
    Step.SILENCE: lambda issue: rules.accept_by_silence(issue, NOON),
    Step.RETURN: lambda issue: rules.send_back(issue, WANG, NOON, "还在漏"),
    Step.REOPEN: lambda issue: rules.reopen(replace(issue, by_silence=True), WANG, LATER, "还在漏", NOON),
    Step.WITHDRAW: lambda issue: rules.withdraw(issue, WANG, NOON),
    Step.MERGE: lambda issue: rules.merge(issue, WANG, ANOTHER, NOON),
    Step.NOT_OURS: lambda issue: rules.disown(issue, LIU, "自来水公司", NOON),
    Step.GATHER: rules.gather,
    Step.SUPPORT: lambda issue: rules.support(issue, TOM),
    Step.URGE: rules.urge,
    Step.NOTE: lambda issue: rules.note(issue, LIU, "等配件"),
    Step.EDIT: lambda issue: rules.reword(issue, WANG, other_words()),
    Step.RATE: lambda issue: rules.rate(issue, 5, None, NOON),
    Step.NEXT_STEP: lambda issue: rules.next_step(issue, "换门机", LATER),
    Step.CALL_BACK: lambda issue: rules.call_back(issue, CallBack.WANTED),
}


def test_every_step_of_the_table_is_tried() -> None:
    assert {step for _, step in NEXT_STATE} == set(DOINGS)


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
        assert (after.closed_at is None) == (goal in OPEN)
        assert (after.stopped_at is not None) == (goal in STANDING_STILL)
        assert (after.paused_until is not None) == (goal is IssueState.PAUSED)
        assert (after.duplicate_of is not None) == (goal is IssueState.DUPLICATE)
        assert after.round == 1 + (step in {Step.RETURN, Step.REOPEN})


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
        pytest.param(IssueState.PAUSED, lambda i: rules.claim(i, TOM, NOON), Reason.ALREADY_CLAIMED, id="it rests"),
        pytest.param(
            IssueState.CLAIMED, lambda i: rules.transfer(i, TOM, WANG, NOON), Reason.NOT_YOUR_CLAIM, id="not to give"
        ),
        pytest.param(
            IssueState.CLAIMED, lambda i: rules.transfer(i, LIU, LIU, NOON), Reason.ALREADY_THEIRS, id="to oneself"
        ),
        pytest.param(IssueState.CLAIMED, lambda i: rules.assign(i, LIU, NOON), Reason.ALREADY_THEIRS, id="has it"),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.pass_on(i, TOM, ORDER, LATER),
            Reason.NOT_YOUR_CLAIM,
            id="another's",
        ),
        pytest.param(
            IssueState.DISPATCHED,
            lambda i: rules.pass_on(i, LIU, i.squad, LATER),
            Reason.SAME_SQUAD,
            id="the same squad",
        ),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.release(i, TOM, LATER, ""),
            Reason.NOT_YOUR_CLAIM,
            id="another's to release",
        ),
        pytest.param(IssueState.DISPATCHED, DOINGS[Step.RELEASE], Reason.NOT_CLAIMED_YET, id="nobody's to release"),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.pause(i, LIU, NOON, "", NOON),
            Reason.PAUSE_IN_THE_PAST,
            id="a pause in the past",
        ),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.pause(i, LIU, NOON + timedelta(days=91), "", NOON),
            Reason.PAUSE_TOO_LONG,
            id="a pause without end",
        ),
        pytest.param(IssueState.CLAIMED, lambda i: rules.ask(i, TOM, "?", NOON), Reason.NOT_YOUR_CLAIM, id="asks"),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.resolve(i, LIU, NOON, Proof.PHOTO, words=True),
            Reason.PROOF_PHOTO_WANTED,
            id="no picture",
        ),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.resolve(i, LIU, NOON, Proof.WORDS),
            Reason.PROOF_WORDS_WANTED,
            id="no words",
        ),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.resolve(replace(i, round=2), LIU, NOON),
            Reason.PROOF_WORDS_WANTED,
            id="no new proof after a return",
        ),
        pytest.param(
            IssueState.DISPATCHED, lambda i: rules.disown(i, LIU, " ", NOON), Reason.WHOSE_MISSING, id="whose"
        ),
        pytest.param(
            IssueState.CLAIMED, lambda i: rules.disown(i, TOM, "x", NOON), Reason.NOT_YOUR_CLAIM, id="another disowns"
        ),
        pytest.param(IssueState.DISPATCHED, lambda i: rules.support(i, WANG), Reason.OWN_ISSUE, id="me too, says I"),
        pytest.param(IssueState.RESOLVED, rules.urge, Reason.SAID_TO_BE_FIXED, id="hurry up with what is done"),
        pytest.param(
            IssueState.CLAIMED, lambda i: rules.gather(replace(i, incident=True)), Reason.INCIDENT_ALREADY, id="twice"
        ),
        pytest.param(
            IssueState.DISPATCHED, lambda i: rules.merge(i, TOM, ANOTHER, NOON), Reason.NOT_YOUR_ISSUE, id="merges"
        ),
        pytest.param(
            IssueState.CLAIMED,
            lambda i: rules.merge(i, TOM, ANOTHER, NOON, of_squad=True),
            Reason.NOT_YOUR_CLAIM,
            id="merges another's work",
        ),
        pytest.param(
            IssueState.DISPATCHED, lambda i: rules.merge(i, WANG, i, NOON), Reason.SAME_ISSUE, id="into itself"
        ),
        pytest.param(
            IssueState.DISPATCHED,
            lambda i: rules.merge(i, WANG, in_state(IssueState.DUPLICATE, number=9), NOON),
            Reason.IS_A_DUPLICATE,
            id="a chain",
        ),
        pytest.param(
            IssueState.DISPATCHED,
            lambda i: rules.merge(i, WANG, ANOTHER, NOON, gathered=1),
            Reason.HAS_DUPLICATES,
            id="a chain from its other end",
        ),
        pytest.param(
            IssueState.DISPATCHED,
            lambda i: rules.merge(i, WANG, in_state(IssueState.ACCEPTED, number=9), NOON),
            Reason.ALREADY_OVER,
            id="into what is over",
        ),
        pytest.param(
            IssueState.DISPATCHED,
            lambda i: rules.merge(i, WANG, replace(ANOTHER, chat=ChatId(-2)), NOON),
            Reason.NOT_THE_SAME,
            id="another building's",
        ),
        pytest.param(
            IssueState.DISPATCHED,
            lambda i: rules.merge(i, WANG, replace(ANOTHER, squad=ORDER), NOON),
            Reason.NOT_THE_SAME,
            id="another squad's",
        ),
        pytest.param(
            IssueState.RESOLVED,
            lambda i: rules.accept(i, TOM, NOON, {WANG, LIU}),
            Reason.NOT_YOUR_ISSUE,
            id="not asked",
        ),
        pytest.param(
            IssueState.ACCEPTED,
            lambda i: rules.reopen(i, WANG, LATER, "", NOON),
            Reason.ALREADY_OVER,
            id="reopened what they accepted",
        ),
        pytest.param(
            IssueState.ACCEPTED,
            lambda i: rules.reopen(replace(i, by_silence=True), WANG, LATER, "", NOON + timedelta(days=15)),
            Reason.REOPENED_TOO_LATE,
            id="reopened too late",
        ),
        pytest.param(
            IssueState.ACCEPTED,
            lambda i: rules.reopen(replace(i, by_silence=True), TOM, LATER, "", NOON),
            Reason.NOT_YOUR_ISSUE,
            id="reopened by another",
        ),
        pytest.param(IssueState.RESOLVED, DOINGS[Step.RATE], Reason.NOT_RESOLVED_YET, id="rated too soon"),
        pytest.param(IssueState.ACCEPTED, lambda i: rules.rate(i, 6, None, NOON), Reason.OUT_OF_TURN, id="six stars"),
        pytest.param(
            IssueState.ACCEPTED,
            lambda i: rules.rate(replace(i, by_silence=True), 5, None, NOON),
            Reason.OUT_OF_TURN,
            id="silence is not rated",
        ),
        pytest.param(
            IssueState.ACCEPTED,
            lambda i: rules.rate(i, 5, NOON - timedelta(days=2), NOON),
            Reason.RATED_ALREADY,
            id="rated long ago",
        ),
        pytest.param(
            IssueState.ACCEPTED, lambda i: rules.call_back(i, CallBack.CONTENT), Reason.OUT_OF_TURN, id="not to be rung"
        ),
        pytest.param(
            IssueState.ACCEPTED,
            lambda i: rules.call_back(replace(i, call_back=CallBack.CONTENT), CallBack.UNHAPPY),
            Reason.OUT_OF_TURN,
            id="rung already",
        ),
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


def test_a_longer_pause_counts_from_its_beginning() -> None:
    again = rules.pause(in_state(IssueState.PAUSED), LIU, LATER + timedelta(days=3), "还没到货", LATER)
    assert (again.stopped_at, again.note) == (NOON, "还没到货")
    assert rules.resume(again, LIU).stopped_at is None


def test_an_answer_that_nobody_waits_for_leaves_all_as_it_is() -> None:
    noted = rules.note(in_state(IssueState.CLAIMED), LIU, "等配件")
    assert rules.answer(noted) == noted


def test_a_lead_may_act_for_the_owner() -> None:
    claimed = in_state(IssueState.CLAIMED)
    assert rules.release(claimed, TOM, LATER, "病了", above=True).state is IssueState.DISPATCHED
    assert rules.pause(claimed, TOM, LATER, "等料", NOON, above=True).claimed_by == LIU
    assert rules.pass_on(claimed, TOM, ORDER, LATER, above=True).squad == ORDER


def test_hands_are_counted_until_it_comes_back_from_a_neighbour() -> None:
    handed = rules.transfer(in_state(IssueState.CLAIMED), LIU, TOM, NOON)
    back = rules.transfer(handed, TOM, LIU, NOON)
    passed = rules.pass_on(back, LIU, ORDER, LATER)
    assert [issue.transfers for issue in (handed, back, passed)] == [1, 2, 3]
    assert rules.assign(passed, TOM, NOON).transfers == 3, "to give what nobody has is no change of hands"
    assert rules.send_back(in_state(IssueState.RESOLVED, transfers=3), WANG, LATER, "").transfers == 0


def test_new_proof_is_words_or_a_picture() -> None:
    again = in_state(IssueState.CLAIMED, round=2)
    assert rules.resolve(again, LIU, NOON, words=True).state is IssueState.RESOLVED
    assert rules.resolve(again, LIU, NOON, photo=True).state is IssueState.RESOLVED


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("搞定", False),
        ("修好了", False),
        ("修好了，换了门机", True),
        ("done", False),
        ("all done", False),
        ("done, new door drive", True),
        ("", False),
    ],
)
def test_words_that_tell_what_was_done(text: str, *, tells: bool) -> None:
    assert rules.tells_something(text) is tells


def test_a_merged_issue_names_the_other_and_brings_its_people_along() -> None:
    merged = rules.merge(an_issue(supporters=2), LIU, ANOTHER, NOON, of_squad=True)
    assert (merged.duplicate_of, merged.closed_at, merged.supporters) == (9, NOON, 2)
    assert rules.join_in(ANOTHER, 3).supporters == 3
    elsewhere = replace(ANOTHER, chat=ChatId(-2), incident=True)
    assert rules.merge(an_issue(), WANG, elsewhere, NOON).duplicate_of == 9, "an outage knows no buildings"


def test_what_silence_has_accepted_is_marked_until_it_is_reopened() -> None:
    silent = rules.accept_by_silence(in_state(IssueState.RESOLVED), NOON)
    assert silent.by_silence
    again = rules.reopen(silent, WANG, LATER, "还在漏", NOON + rules.REOPEN_WITHIN)
    assert (again.by_silence, again.round, again.reason, again.returns) == (False, 2, "还在漏", 1)


@pytest.mark.parametrize(
    ("place", "category", "shared"),
    [
        pytest.param(Place(spot="stairwell"), "lighting", True, id="the stairwell"),
        pytest.param(NOWHERE, "lift", True, id="a lift is everybody's"),
        pytest.param(NOWHERE, "lighting", False, id="some light"),
        pytest.param(Place(room="301", spot="stairwell"), "lighting", False, id="one flat's"),
    ],
)
def test_what_is_shared(place: Place, category: str, *, shared: bool) -> None:
    assert rules.is_shared(an_issue(place=place, category=category)) is shared


HOME, NEXT_DOOR = 31, 32


@pytest.mark.parametrize(
    ("asked", "setting", "needed"),
    [
        pytest.param([Voice(WANG)], 3, 1, id="no more than there are"),
        pytest.param([Voice(WANG, HOME), Voice(LIU, HOME), Voice(TOM)], 3, 2, id="a household is one"),
        pytest.param([Voice(WANG, HOME), Voice(LIU, NEXT_DOOR), Voice(TOM)], 2, 2, id="as the building has set"),
        pytest.param([], 2, 1, id="nobody is left"),
        pytest.param([Voice(WANG)], 0, 1, id="at least one"),
    ],
)
def test_how_many_must_accept(asked: list[Voice], setting: int, needed: int) -> None:
    assert rules.needed(asked, setting) == needed


def test_a_household_is_counted_once() -> None:
    assert rules.agreed([Voice(WANG, HOME), Voice(LIU, HOME), Voice(TOM), Voice(PersonId(HOME))]) == 3


class Life(RuleBasedStateMachine):
    """Whoever tries whatever: one owner, rounds only count up, what is over stays over unless silence closed it."""

    def __init__(self) -> None:
        super().__init__()
        self.issue = an_issue(state=IssueState.REPORTED)
        self.rounds = 1

    @rule(step=st.sampled_from(sorted(DOINGS)), person=st.sampled_from([WANG, LIU, TOM]), above=st.booleans())
    def attempt(self, step: Step, person: PersonId, *, above: bool) -> None:
        """Try a step as somebody."""
        issue = self.issue
        doings: dict[Step, Callable[[], Issue]] = {
            **{step: partial(doing, issue) for step, doing in DOINGS.items()},
            Step.CLAIM: lambda: rules.claim(issue, person, NOON),
            Step.TRANSFER: lambda: rules.transfer(issue, person, TOM, NOON),
            Step.PASS_ON: lambda: rules.pass_on(issue, person, ORDER, LATER, above=above),
            Step.RELEASE: lambda: rules.release(issue, person, LATER, "", above=above),
            Step.PAUSE: lambda: rules.pause(issue, person, LATER, "", NOON, above=above),
            Step.RESUME: lambda: rules.resume(issue, person, above=above),
            Step.ASK: lambda: rules.ask(issue, person, "?", NOON),
            Step.RESOLVE: lambda: rules.resolve(issue, person, NOON, words=True),
            Step.ACCEPT: lambda: rules.accept(issue, person, NOON),
            Step.RETURN: lambda: rules.send_back(issue, person, NOON, ""),
            Step.WITHDRAW: lambda: rules.withdraw(issue, person, NOON),
            Step.EDIT: lambda: rules.reword(issue, person, other_words(Urgency.URGENT)),
            Step.NOTE: lambda: rules.note(issue, person, "等配件"),
            Step.REOPEN: lambda: rules.reopen(issue, person, LATER, "", NOON),
            Step.MERGE: lambda: rules.merge(issue, person, ANOTHER, NOON, above=above),
        }
        try:
            self.issue = doings[step]()
        except Refused:
            return
        assert issue.state in OPEN or step in {Step.REOPEN, Step.RATE, Step.CALL_BACK}
        if step in {Step.ACCEPT, Step.RETURN, Step.WITHDRAW, Step.EDIT, Step.REOPEN}:
            assert person == WANG
        if step in {Step.RESOLVE, Step.NOTE, Step.ASK, Step.TRANSFER}:
            assert person == issue.claimed_by
        if step in {Step.RELEASE, Step.PAUSE, Step.RESUME} or (step is Step.PASS_ON and issue.state in IN_WORK):
            assert above or person == issue.claimed_by

    @invariant()
    def promises(self) -> None:
        """Check them."""
        issue = self.issue
        assert (issue.claimed_by is not None) == (issue.state in OWNED)
        assert (issue.claimed_at is not None) == (issue.state in OWNED)
        assert (issue.closed_at is not None) == (issue.state not in OPEN)
        assert (issue.stopped_at is not None) == (issue.state in STANDING_STILL)
        assert (issue.paused_until is not None) == (issue.state is IssueState.PAUSED)
        assert issue.round >= self.rounds
        assert not issue.by_silence or issue.state is IssueState.ACCEPTED
        self.rounds = issue.round


TestLife = Life.TestCase
