"""An outcome as it is kept: plain values that JSON knows."""

from collections.abc import Mapping
from typing import Any

from bot.domain.vote.rule import Weight
from bot.domain.vote.runoff import Round
from bot.domain.vote.tally import Outcome, Verdict


def to_json(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as it is kept."""
    return {
        "verdict": outcome.verdict.value,
        "electorate": _pair(outcome.electorate),
        "turnout": _pair(outcome.turnout),
        "missing": _pair(outcome.missing),
        "votes": [_pair(votes) for votes in outcome.votes],
        "abstained": _pair(outcome.abstained),
        "winners": list(outcome.winners),
        "tied": list(outcome.tied),
        "rounds": [
            [{str(number): _pair(votes) for number, votes in one.votes.items()}, _pair(one.exhausted), one.dropped]
            for one in outcome.rounds
        ],
        "spent": outcome.spent,
    }


def from_json(kept: Mapping[str, Any]) -> Outcome:
    """Read an outcome as :func:`to_json` has written it."""
    return Outcome(
        verdict=Verdict(kept["verdict"]),
        electorate=Weight(*kept["electorate"]),
        turnout=Weight(*kept["turnout"]),
        missing=Weight(*kept["missing"]),
        votes=tuple(Weight(*votes) for votes in kept["votes"]),
        abstained=Weight(*kept["abstained"]),
        winners=tuple(kept["winners"]),
        tied=tuple(kept["tied"]),
        rounds=tuple(
            Round({int(number): Weight(*pair) for number, pair in votes.items()}, Weight(*exhausted), dropped)
            for votes, exhausted, dropped in kept["rounds"]
        ),
        spent=kept["spent"],
    )


def _pair(weight: Weight) -> list[int]:
    return [weight.heads, weight.area]
