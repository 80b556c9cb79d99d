"""What a ballot can say: the kinds of vote, their options, and the choices that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refusal import Reason, Refused

FEWEST_OPTIONS = 2
MOST_OPTIONS = 12
"""More don't fit below a card, and nobody reads them."""
OPTION_LENGTH = 100
QUESTION_LENGTH = 500
MOST_MONEY = 10**9
YES, NO = 1, 2
"""A motion's two answers, numbered as options are."""

Choice = tuple[int, ...]
"""Numbers of options, the first is 1; in order where they are ranked. Nothing is an abstention, and takes part."""
ABSTAIN: Choice = ()
_ABSTAINED = "-"


class VoteKind(StrEnum):
    """How a question is put."""

    MOTION = "motion"
    """Yes, no, or an abstention."""
    ONE = "one"
    """One of several options."""
    APPROVAL = "approval"
    """Several options, up to a maximum."""
    RANKED = "ranked"
    """The options in the order in which a household wants them: instant run-off."""
    BUDGET = "budget"
    """Wishes with costs, as many as the money allows."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that can be chosen."""

    text: str
    cost: int = 0
    """What a wish costs, in whole units of money."""


@dataclass(frozen=True, slots=True)
class Form:
    """The ballot paper. A motion has no options of its own."""

    kind: VoteKind
    options: tuple[Option, ...] = ()
    most: int = 1
    """How many options an approval may name."""
    winners: int = 1
    """How many of the options are wanted in the end."""
    cap: int = 0
    """The money that a budget has."""

    @property
    def numbers(self) -> range:
        """The numbers of what can be chosen."""
        return range(1, 3) if self.kind is VoteKind.MOTION else range(1, len(self.options) + 1)

    @property
    def several(self) -> bool:
        """Whether a ballot takes more than one press to fill in."""
        return self.kind in {VoteKind.APPROVAL, VoteKind.RANKED, VoteKind.BUDGET}

    def cost(self, choice: Sequence[int]) -> int:
        """Return what the chosen wishes cost together."""
        return sum(self.options[number - 1].cost for number in choice)


def check_form(form: Form) -> None:
    """Refuse a ballot paper that nobody can fill in."""
    if form.kind is VoteKind.MOTION:
        return
    _check_options(form.options)
    count = len(form.options)
    if form.kind is VoteKind.APPROVAL and not 1 <= form.most <= count:
        raise Refused(Reason.VOTE_MOST_WRONG, most=form.most, options=count)
    if not 1 <= form.winners < count + (form.kind is VoteKind.APPROVAL):
        raise Refused(Reason.VOTE_WINNERS_WRONG, winners=form.winners, options=count)
    if form.kind is VoteKind.BUDGET:
        _check_costs(form)


def _check_options(options: Sequence[Option]) -> None:
    if len(options) < FEWEST_OPTIONS:
        raise Refused(Reason.VOTE_FEW_OPTIONS)
    if len(options) > MOST_OPTIONS:
        raise Refused(Reason.VOTE_MANY_OPTIONS, options=len(options), most=MOST_OPTIONS)
    for option in options:
        if not 0 < len(option.text.strip()) <= OPTION_LENGTH:
            raise Refused(Reason.VOTE_OPTION_LENGTH, most=OPTION_LENGTH)
    if len({option.text.strip().casefold() for option in options}) < len(options):
        raise Refused(Reason.VOTE_OPTION_TWICE)


def _check_costs(form: Form) -> None:
    for option in form.options:
        if not 0 < option.cost <= MOST_MONEY:
            raise Refused(Reason.VOTE_COST_MISSING, option=option.text)
    if not min(option.cost for option in form.options) <= form.cap <= MOST_MONEY:
        raise Refused(Reason.VOTE_CAP_WRONG)


def check_choice(form: Form, choice: Choice) -> Choice:
    """Return a choice as it is kept, or refuse one that the ballot paper doesn't allow: anybody can forge it."""
    if len(set(choice)) < len(choice) or any(number not in form.numbers for number in choice):
        raise Refused(Reason.BALLOT_WRONG)
    most = {VoteKind.MOTION: 1, VoteKind.ONE: 1, VoteKind.APPROVAL: form.most}.get(form.kind, len(form.options))
    if len(choice) > most:
        raise Refused(Reason.BALLOT_TOO_MANY, most=most)
    if form.kind is VoteKind.BUDGET and form.cost(choice) > form.cap:
        raise Refused(Reason.BALLOT_TOO_DEAR, cost=form.cost(choice), cap=form.cap)
    return choice if form.kind is VoteKind.RANKED else tuple(sorted(choice))


def encode(choice: Choice) -> str:
    """Return a choice in the few characters in which it is kept: ``2``, ``3.1``, or ``-`` for none."""
    return ".".join(map(str, choice)) or _ABSTAINED


def decode(code: str) -> Choice:
    """Read what :func:`encode` has written; it is not checked against a ballot paper yet.

    :raises ValueError: it isn't that.
    """
    return ABSTAIN if code == _ABSTAINED else tuple(int(number) for number in code.split("."))
