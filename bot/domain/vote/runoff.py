"""Instant run-off: the weakest option goes, its ballots move on to what they name next, until one has more than half.

The rule for ties, in words: of options that are equally weak, the one that was weaker in the round before goes, or
in the one before that, back to the first; then the one with less floor area; then the one that stands later on the
ballot paper. If the last two are equal in all of that but their place on the paper, the vote is tied, unless the rule
says that the one listed first wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.vote.form import Choice
from bot.domain.vote.rule import Weight

_LAST_TWO = 2


@dataclass(frozen=True, slots=True)
class Round:
    """One count of a run-off."""

    votes: Mapping[int, Weight]
    """Of each option that is still in."""
    exhausted: Weight
    """Ballots that name none of them."""
    dropped: int | None = None
    """The option that goes after it."""


@dataclass(frozen=True, slots=True)
class RunOff:
    """All rounds, and who is left."""

    rounds: tuple[Round, ...]
    winners: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()


def run_off(options: int, piles: Mapping[Choice, Weight], *, by_area: bool, listed: bool) -> RunOff:
    """Count ranked ballots.

    :param by_area: floor area decides, not heads.
    :param listed: of two that are equal to the last, the one listed first wins.
    """
    count = _Count(options, piles, by_area=by_area)
    while True:
        leader = count.leader()
        if leader is not None:
            count.close(None)
            return RunOff(tuple(count.rounds), (leader,))
        if count.whole == 0:
            count.close(None)
            return RunOff(tuple(count.rounds))
        order = sorted(count.votes, key=count.strength)
        weakest, next_ = order[0], order[1]
        equal = count.strength(weakest)[:-1] == count.strength(next_)[:-1]
        if len(order) == _LAST_TWO and equal and not listed:
            count.close(None)
            return RunOff(tuple(count.rounds), tied=tuple(sorted(order)))
        count.close(weakest)


_Lying = tuple[Choice, int, int]
"""Equal ballots: what they name, how many they are, their floor area. Plain, because there can be a million."""


class _Count:
    """The piles of a count under way."""

    def __init__(self, options: int, piles: Mapping[Choice, Weight], *, by_area: bool) -> None:
        self._by_area = by_area
        self.rounds: list[Round] = []
        self._lying: dict[int, list[_Lying]] = {number: [] for number in range(1, options + 1)}
        self._heads = dict.fromkeys(self._lying, 0)
        self._areas = dict.fromkeys(self._lying, 0)
        self._out = [0, 0]
        self._lay([(choice, weight.heads, weight.area) for choice, weight in piles.items()])

    @property
    def votes(self) -> dict[int, Weight]:
        """What each option that is still in has now."""
        return {number: Weight(self._heads[number], self._areas[number]) for number in self._lying}

    @property
    def whole(self) -> int:
        """What all ballots that still name an option come to."""
        return sum(self._of.values())

    def leader(self) -> int | None:
        """Return the option with more than half of the ballots that still name one."""
        whole = self.whole
        return next((number for number, have in self._of.items() if have * 2 > whole), None)

    def strength(self, number: int) -> tuple[int, ...]:
        """Return what an option is compared by: this round, the rounds before, floor area, place on the paper."""
        before = [self._measure(one.votes[number]) for one in reversed(self.rounds)]
        return (self._of[number], *before, self._areas[number], -number)

    def close(self, dropped: int | None) -> None:
        """End a round, and move on the ballots of the option that goes."""
        self.rounds.append(Round(self.votes, Weight(*self._out), dropped))
        if dropped is not None:
            del self._heads[dropped], self._areas[dropped]
            self._lay(self._lying.pop(dropped))

    @property
    def _of(self) -> dict[int, int]:
        return self._areas if self._by_area else self._heads

    def _measure(self, votes: Weight) -> int:
        return votes.area if self._by_area else votes.heads

    def _lay(self, ballots: list[_Lying]) -> None:
        """Put each ballot on the pile of the first option that it names and that is still in."""
        lying, all_heads, all_areas = self._lying, self._heads, self._areas
        for ballot in ballots:
            choice, heads, area = ballot
            for number in choice:
                if number in lying:
                    lying[number].append(ballot)
                    all_heads[number] += heads
                    all_areas[number] += area
                    break
            else:
                self._out[0] += heads
                self._out[1] += area
