"""The count: ballots on piles, and what the rule makes of them.

Nothing here hangs on the order in which ballots were cast. Counting is done in whole numbers; a share is compared by
multiplying, so that two thirds are exactly two thirds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.vote.form import NO, YES, Choice, Form, VoteKind, decode
from bot.domain.vote.rule import NOTHING, Basis, Rule, Tie, Weight
from bot.domain.vote.runoff import Round, run_off

Piles = Mapping[Choice, Weight]
"""All that chose the same, together."""


class Verdict(StrEnum):
    """What came of a vote."""

    NO_QUORUM = "no_quorum"
    CARRIED = "carried"
    REJECTED = "rejected"
    CHOSEN = "chosen"
    TIED = "tied"
    """Only one of several could have been chosen, and the rule for ties names none."""
    NOBODY = "nobody"
    """No option has enough votes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A vote's result, with all the figures behind it."""

    verdict: Verdict
    electorate: Weight
    turnout: Weight
    missing: Weight
    """What the quorum lacks."""
    votes: tuple[Weight, ...]
    """For each option, the first is the first; of ranked ballots, those that name it first."""
    abstained: Weight
    winners: tuple[int, ...] = ()
    """In the order in which they were chosen."""
    tied: tuple[int, ...] = ()
    rounds: tuple[Round, ...] = ()
    spent: int = 0


def last_of(casts: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return each elector's ballot: of several casts the last one counts."""
    return dict(casts)


def pile(ballots: Iterable[tuple[str, int]]) -> dict[Choice, Weight]:
    """Count ballots, each a choice as it is kept and the floor area that goes with it."""
    heads: dict[str, int] = defaultdict(int)
    areas: dict[str, int] = defaultdict(int)
    for code, area in ballots:
        heads[code] += 1
        areas[code] += area
    return {decode(code): Weight(count, areas[code]) for code, count in heads.items()}


def decide(form: Form, rule: Rule, electorate: Weight, piles: Piles) -> Outcome:
    """Return what came of a vote."""
    turnout = Weight(sum(one.heads for one in piles.values()), sum(one.area for one in piles.values()))
    abstained = piles.get((), NOTHING)
    votes = _votes(form, piles)
    missing = rule.quorum.missing(turnout, electorate)
    if not rule.quorum.reached(turnout, electorate):
        return Outcome(Verdict.NO_QUORUM, electorate, turnout, missing, votes, abstained)
    whole = turnout if rule.basis is Basis.PARTICIPATING else electorate
    counted = Outcome(Verdict.NOBODY, electorate, turnout, missing, votes, abstained)
    match form.kind:
        case VoteKind.MOTION:
            return _motion(counted, rule, whole)
        case VoteKind.RANKED:
            return _ranked(counted, form, rule, whole, piles)
        case VoteKind.BUDGET:
            return _budget(counted, form, rule, whole)
        case _:
            return _best(counted, form, rule, whole)


def standing(votes: Weight, rule: Rule) -> int:
    """Return by what options are put in order."""
    return votes.area if rule.by_area else votes.heads


def _votes(form: Form, piles: Piles) -> tuple[Weight, ...]:
    heads, areas = [0] * len(form.numbers), [0] * len(form.numbers)
    for choice, weight in piles.items():
        for number in choice[:1] if form.kind is VoteKind.RANKED else choice:
            heads[number - 1] += weight.heads
            areas[number - 1] += weight.area
    return tuple(map(Weight, heads, areas))


def _enough(votes: Weight, rule: Rule, whole: Weight) -> bool:
    return votes.heads > 0 and (not rule.threshold or rule.threshold.reached(votes, whole))


def _motion(counted: Outcome, rule: Rule, whole: Weight) -> Outcome:
    yes, no = counted.votes[YES - 1], counted.votes[NO - 1]
    carried = _enough(yes, rule, whole) if rule.threshold else standing(yes, rule) > standing(no, rule)
    return _with(counted, Verdict.CARRIED if carried else Verdict.REJECTED, (YES,) if carried else ())


def _best(counted: Outcome, form: Form, rule: Rule, whole: Weight) -> Outcome:
    """Take the options with the most votes, as many as are wanted."""
    enough = [number for number in form.numbers if _enough(counted.votes[number - 1], rule, whole)]
    in_order = sorted(enough, key=lambda number: _place(counted.votes[number - 1], number, rule))
    if len(in_order) <= form.winners:
        return _chosen(counted, in_order)
    last, next_ = in_order[form.winners - 1], in_order[form.winners]
    if _rank(counted.votes[last - 1], last, rule) != _rank(counted.votes[next_ - 1], next_, rule):
        return _chosen(counted, in_order[: form.winners])
    level = _rank(counted.votes[last - 1], last, rule)
    tied = [number for number in in_order if _rank(counted.votes[number - 1], number, rule) == level]
    clear = in_order[: in_order.index(tied[0])]
    return _chosen(counted, clear, tied)


def _ranked(counted: Outcome, form: Form, rule: Rule, whole: Weight, piles: Piles) -> Outcome:
    result = run_off(len(form.options), piles, by_area=rule.by_area, listed=rule.tie is Tie.LISTED)
    final = result.rounds[-1].votes if result.rounds else {}
    enough = [number for number in result.winners if _enough(final[number], rule, whole)]
    chosen = _chosen(counted, enough, result.tied)
    return _with(chosen, chosen.verdict, chosen.winners, chosen.tied, rounds=result.rounds)


def _budget(counted: Outcome, form: Form, rule: Rule, whole: Weight) -> Outcome:
    """Go down the list of wishes, the most wanted first, and take each that the money left can still pay.

    Of wishes with as many votes the cheaper goes first, then the one that stands first on the ballot paper.
    """
    enough = [number for number in form.numbers if _enough(counted.votes[number - 1], rule, whole)]
    left, taken = form.cap, []
    for number in sorted(enough, key=lambda number: _wanted(counted.votes[number - 1], form, number, rule)):
        cost = form.options[number - 1].cost
        if cost <= left:
            taken.append(number)
            left -= cost
    chosen = _chosen(counted, taken)
    return _with(chosen, chosen.verdict, chosen.winners, spent=form.cap - left)


def _rank(votes: Weight, number: int, rule: Rule) -> tuple[int, ...]:
    """Return what makes two options equal by the rule; less is better."""
    match rule.tie:
        case Tie.NOBODY:
            return (-standing(votes, rule),)
        case Tie.AREA:
            return (-standing(votes, rule), -votes.area)
        case Tie.LISTED:
            return (-standing(votes, rule), number)


def _place(votes: Weight, number: int, rule: Rule) -> tuple[int, ...]:
    return (*_rank(votes, number, rule), number)


def _wanted(votes: Weight, form: Form, number: int, rule: Rule) -> tuple[int, ...]:
    area = -votes.area if rule.tie is Tie.AREA else 0
    return (-standing(votes, rule), area, form.options[number - 1].cost, number)


def _chosen(counted: Outcome, winners: Sequence[int], tied: Sequence[int] = ()) -> Outcome:
    verdict = Verdict.CHOSEN if winners else Verdict.TIED if tied else Verdict.NOBODY
    return _with(counted, verdict, tuple(winners), tuple(tied))


def _with(
    counted: Outcome,
    verdict: Verdict,
    winners: tuple[int, ...] = (),
    tied: tuple[int, ...] = (),
    *,
    rounds: tuple[Round, ...] = (),
    spent: int = 0,
) -> Outcome:
    return Outcome(
        verdict,
        counted.electorate,
        counted.turnout,
        counted.missing,
        counted.votes,
        counted.abstained,
        winners,
        tied,
        rounds,
        spent,
    )
