"""The count against a brute-force one in fractions, which knows nothing of the other's tricks."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.vote.form import Choice, Form, Option, VoteKind, encode
from bot.domain.vote.rule import PRESETS, Basis, Measured, Preset, Rule, Share, Tie, Weight
from bot.domain.vote.tally import Outcome, Verdict, decide, last_of, pile
from tests.domain.vote.makers import GATES, MOTION

Ballots = Sequence[tuple[Choice, int]]
CIVIL, MAJOR = PRESETS[Preset.CIVIL_ORDINARY], PRESETS[Preset.CIVIL_MAJOR]
A, B, C = 1, 2, 3


def counted(form: Form, rule: Rule, ballots: Ballots, electorate: Weight | None = None) -> Outcome:
    everybody = electorate or Weight(len(ballots), sum(area for _, area in ballots))
    return decide(form, rule, everybody, pile((encode(choice), area) for choice, area in ballots))


# ---- brute force ----


def _enough(share: Share | None, have: int, whole: int) -> bool:
    if share is None:
        return True
    if whole == 0:
        return False
    return Fraction(have, whole) > share.part if share.strict else Fraction(have, whole) >= share.part


def _both(measured: Measured, have: tuple[int, int], whole: tuple[int, int]) -> bool:
    return _enough(measured.heads, have[0], whole[0]) and _enough(measured.area, have[1], whole[1])


def _those(ballots: Ballots, number: int) -> tuple[int, int]:
    areas = [area for choice, area in ballots if number in choice]
    return len(areas), sum(areas)


def brute(form: Form, rule: Rule, electorate: Weight, ballots: Ballots) -> tuple[Verdict, list[int]]:
    """Count anew for every question, one ballot after the other."""
    turnout = (len(ballots), sum(area for _, area in ballots))
    everybody = (electorate.heads, electorate.area)
    if not _both(rule.quorum, turnout, everybody):
        return Verdict.NO_QUORUM, []
    whole = turnout if rule.basis is Basis.PARTICIPATING else everybody
    at = 1 if rule.threshold.area and not rule.threshold.heads else 0
    votes = {number: _those(ballots, number) for number in form.numbers}
    if form.kind is VoteKind.RANKED:
        return _brute_ranked(form, rule, whole, ballots, at)
    enough = [n for n in form.numbers if votes[n][0] > 0 and _both(rule.threshold, votes[n], whole)]
    if form.kind is VoteKind.MOTION:
        carried = 1 in enough if rule.threshold else votes[1][at] > votes[2][at]
        return (Verdict.CARRIED, [1]) if carried else (Verdict.REJECTED, [])
    if form.kind is VoteKind.BUDGET:
        return _brute_budget(form, rule, votes, enough, at)
    return _brute_best(form, rule, votes, enough, at)


def _better(rule: Rule, votes: dict[int, tuple[int, int]], one: int, other: int, at: int) -> bool:
    if votes[one][at] != votes[other][at]:
        return votes[one][at] > votes[other][at]
    if rule.tie is Tie.AREA:
        return votes[one][1] > votes[other][1]
    return rule.tie is Tie.LISTED and one < other


def _brute_best(
    form: Form, rule: Rule, votes: dict[int, tuple[int, int]], enough: list[int], at: int
) -> tuple[Verdict, list[int]]:
    """An option is chosen if fewer than ``winners`` others are at least as good."""
    chosen = []
    for number in enough:
        rivals = [n for n in enough if n != number and not _better(rule, votes, number, n, at)]
        if len(rivals) < form.winners:
            chosen.append(number)
    if chosen:
        return Verdict.CHOSEN, chosen
    return (Verdict.TIED if enough else Verdict.NOBODY), []


def _brute_budget(
    form: Form, rule: Rule, votes: dict[int, tuple[int, int]], enough: list[int], at: int
) -> tuple[Verdict, list[int]]:
    left, taken, waiting = form.cap, [], set(enough)
    while waiting:
        most = max(votes[n][at] for n in waiting)
        best = {n for n in waiting if votes[n][at] == most}
        if rule.tie is Tie.AREA:
            best = {n for n in best if votes[n][1] == max(votes[m][1] for m in best)}
        cheap = min(form.options[n - 1].cost for n in best)
        number = min(n for n in best if form.options[n - 1].cost == cheap)
        waiting.remove(number)
        if form.options[number - 1].cost <= left:
            left -= form.options[number - 1].cost
            taken.append(number)
    return (Verdict.CHOSEN if taken else Verdict.NOBODY), taken


def _brute_ranked(
    form: Form, rule: Rule, whole: tuple[int, int], ballots: Ballots, at: int
) -> tuple[Verdict, list[int]]:
    left, history = set(form.numbers), []
    while True:
        votes = dict.fromkeys(left, (0, 0))
        for choice, area in ballots:
            first = next((n for n in choice if n in left), None)
            if first is not None:
                votes[first] = votes[first][0] + 1, votes[first][1] + area
        total = sum(have[at] for have in votes.values())
        if total == 0:
            return Verdict.NOBODY, []
        for number in left:
            if Fraction(votes[number][at], total) > Fraction(1, 2):
                chosen = _both(rule.threshold, votes[number], whole)
                return (Verdict.CHOSEN, [number]) if chosen else (Verdict.NOBODY, [])
        history.append(votes)
        weak = set(left)
        for one in reversed(history):
            least = min(one[n][at] for n in weak)
            weak = {n for n in weak if one[n][at] == least}
        weak = {n for n in weak if votes[n][1] == min(votes[m][1] for m in weak)}
        if len(left) == 2 and len(weak) == 2 and rule.tie is not Tie.LISTED:
            return Verdict.TIED, []
        left.remove(max(weak))


# ---- Hypothesis ----

PARTS = ((1, 2), (2, 3), (3, 4))
SHARES = st.sampled_from([Share(Fraction(*part), strict) for part in PARTS for strict in (False, True)])
MEASURED = st.builds(Measured, st.none() | SHARES, st.none() | SHARES)
RULES = st.builds(
    Rule, st.just(Preset.CUSTOM), MEASURED, MEASURED, st.sampled_from(Basis), st.sampled_from(Tie)
) | st.sampled_from(list(PRESETS.values()))


@st.composite
def votes(draw: st.DrawFn) -> tuple[Form, Rule, Weight, list[tuple[Choice, int]]]:
    kind = draw(st.sampled_from(VoteKind))
    count = draw(st.integers(2, 4))
    costs = draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    options = () if kind is VoteKind.MOTION else tuple(Option(str(n), cost) for n, cost in enumerate(costs))
    several = kind in {VoteKind.APPROVAL, VoteKind.RANKED, VoteKind.BUDGET}
    winners = draw(st.integers(1, count)) if kind is VoteKind.APPROVAL else 1
    form = Form(kind, options, most=count, winners=winners, cap=draw(st.integers(5, 12)))
    choice = st.lists(st.sampled_from(list(form.numbers)), max_size=count if several else 1, unique=True).map(tuple)
    areas = st.integers(0, 3) | st.integers(1, 20_000)
    ballots = draw(st.lists(st.tuples(choice, areas), max_size=14))
    silent = draw(st.lists(areas, max_size=6))
    heads = len(ballots) + len(silent)
    return form, draw(RULES), Weight(heads, sum(area for _, area in ballots) + sum(silent)), ballots


@settings(max_examples=600)
@given(votes())
def test_the_count_is_the_brute_force_one(vote: tuple[Form, Rule, Weight, list[tuple[Choice, int]]]) -> None:
    form, rule, electorate, ballots = vote
    outcome = counted(form, rule, ballots, electorate)
    verdict, winners = brute(form, rule, electorate, ballots)
    assert (outcome.verdict, sorted(outcome.winners)) == (verdict, sorted(winners))
    assert outcome.turnout == Weight(len(ballots), sum(area for _, area in ballots))
    assert outcome.spent == sum(form.options[n - 1].cost for n in winners if form.kind is VoteKind.BUDGET)


@given(votes(), st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_does_not_matter(
    vote: tuple[Form, Rule, Weight, list[tuple[Choice, int]]], random: Random
) -> None:
    form, rule, electorate, ballots = vote
    shuffled = list(ballots)
    random.shuffle(shuffled)
    assert counted(form, rule, shuffled, electorate) == counted(form, rule, ballots, electorate)


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["1", "2", "-"])), max_size=40))
def test_of_several_casts_the_last_one_counts(casts: list[tuple[int, str]]) -> None:
    final = last_of(casts)
    assert set(final) == {elector for elector, _ in casts}
    for elector, choice in final.items():
        assert [cast for who, cast in casts if who == elector][-1] == choice


# ---- at the boundary ----

EQUAL = 100


@pytest.mark.parametrize(
    ("rule", "yes", "no", "silent", "verdict"),
    [
        # two thirds of 96 households take part: 64
        (CIVIL, 64, 0, 32, Verdict.CARRIED),
        (CIVIL, 63, 0, 33, Verdict.NO_QUORUM),
        # more than half of those taking part
        (CIVIL, 32, 32, 32, Verdict.REJECTED),
        (CIVIL, 33, 31, 32, Verdict.CARRIED),
        # three quarters of those taking part
        (MAJOR, 48, 16, 32, Verdict.CARRIED),
        (MAJOR, 47, 17, 32, Verdict.REJECTED),
        (PRESETS[Preset.TWO_THIRDS], 44, 22, 30, Verdict.CARRIED),
        (PRESETS[Preset.TWO_THIRDS], 43, 22, 31, Verdict.REJECTED),
        (PRESETS[Preset.CUSTOM], 25, 23, 48, Verdict.CARRIED),
        (PRESETS[Preset.CUSTOM], 47, 0, 49, Verdict.NO_QUORUM),
    ],
)
def test_thresholds_hit_exactly_and_missed_by_one_household(
    rule: Rule, yes: int, no: int, silent: int, verdict: Verdict
) -> None:
    ballots: Ballots = [((1,), EQUAL)] * yes + [((2,), EQUAL)] * no
    electorate = Weight(yes + no + silent, (yes + no + silent) * EQUAL)
    assert counted(MOTION, rule, ballots, electorate).verdict is verdict


@pytest.mark.parametrize(
    ("rule", "areas", "silent", "verdict"),
    [
        # areas of three that say yes and one that says no, in hundredths of a square metre
        (CIVIL, (200_000, 200_000, 116_000, 100_000), 308_000, Verdict.CARRIED),  # exactly two thirds take part
        (CIVIL, (200_000, 200_000, 115_999, 100_000), 308_001, Verdict.NO_QUORUM),  # 0.01 m² too few
        (CIVIL, (100_000, 100_000, 100_000, 300_000), 0, Verdict.REJECTED),  # exactly half of the area
        (CIVIL, (100_000, 100_000, 100_001, 300_000), 0, Verdict.CARRIED),
        (MAJOR, (100_000, 100_000, 100_000, 100_000), 0, Verdict.CARRIED),  # exactly three quarters
        (MAJOR, (100_000, 100_000, 99_999, 100_000), 0, Verdict.REJECTED),
    ],
)
def test_thresholds_hit_exactly_and_missed_by_a_square_decimetre(
    rule: Rule, areas: tuple[int, ...], silent: int, verdict: Verdict
) -> None:
    choices: list[Choice] = [(1,), (1,), (1,), (2,)]
    ballots = list(zip(choices, areas, strict=True))
    electorate = Weight(4 + bool(silent), sum(areas) + silent)
    assert counted(MOTION, rule, ballots, electorate).verdict is verdict


def test_an_abstention_takes_part_and_agrees_with_nobody() -> None:
    ballots: Ballots = [((1,), EQUAL)] * 2 + [((), EQUAL)] * 2
    outcome = counted(MOTION, CIVIL, ballots)
    assert outcome.turnout.heads == 4
    assert outcome.abstained.heads == 2
    assert outcome.verdict is Verdict.REJECTED


def test_ties_by_each_rule() -> None:
    ballots: Ballots = [((A,), 100), ((B,), 300), ((B,), 100), ((A,), 200), ((C,), 900)]
    one = Form(VoteKind.ONE, GATES)
    results = {tie: counted(one, Rule(Preset.MOST, tie=tie), ballots) for tie in Tie}
    assert (results[Tie.NOBODY].verdict, results[Tie.NOBODY].tied) == (Verdict.TIED, (A, B))
    assert results[Tie.AREA].winners == (B,)
    assert results[Tie.LISTED].winners == (A,)


def test_a_tie_for_the_last_place_leaves_those_before_it_chosen() -> None:
    approval = Form(VoteKind.APPROVAL, GATES, most=3, winners=2)
    outcome = counted(approval, Rule(Preset.MOST), [((A, B), 1), ((A, C), 1)])
    assert (outcome.verdict, outcome.winners, outcome.tied) == (Verdict.CHOSEN, (A,), (B, C))


def test_a_run_off_moves_the_ballots_of_the_weakest_on() -> None:
    ballots: Ballots = [((A,), 1)] * 4 + [((B, C), 1)] * 3 + [((C, B), 1)] * 2
    outcome = counted(Form(VoteKind.RANKED, GATES), Rule(Preset.MOST), ballots)
    assert outcome.winners == (B,)
    assert [(one.dropped, {n: votes.heads for n, votes in one.votes.items()}) for one in outcome.rounds] == [
        (C, {A: 4, B: 3, C: 2}),
        (None, {A: 4, B: 5}),
    ]


def test_a_budget_skips_what_is_too_dear_and_goes_on() -> None:
    wishes = (Option("长椅", 600), Option("滑梯", 500), Option("花箱", 300))
    ballots: Ballots = [((A,), 1)] * 3 + [((B,), 1)] * 2 + [((C,), 1)]
    outcome = counted(Form(VoteKind.BUDGET, wishes, cap=1000), Rule(Preset.MOST), ballots)
    assert (outcome.winners, outcome.spent) == ((A, C), 900)
