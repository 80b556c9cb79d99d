"""What there is to tell of an issue's side roads: what is asked, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cause import Actor
from bot.domain.news.issues import IssueView
from bot.domain.squad import Squad


class Wanted(StrEnum):
    """What a steward is asked for, in a reply."""

    PROOF = "proof"
    WHOSE = "whose"
    UNTIL = "until"
    QUESTION = "question"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class MoreChoices:
    """Shows a steward what else can be done."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class WhoGetsIt:
    """Asks a steward to which squad or steward it goes."""

    view: IssueView
    squads: Sequence[Squad]
    stewards: Sequence[Actor]


@dataclass(frozen=True, slots=True)
class UntilWhen:
    """Asks a steward until when it rests."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class Settled:
    """Takes the place of a choice that was made."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class WordsWanted:
    """Asks a steward for a few words, or for proof."""

    view: IssueView
    who: Actor
    what: Wanted
    photo: bool = False
    """Of proof: nothing less than a picture will do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Asks the reporter what a steward wants to know."""

    view: IssueView
    question: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class AskedInPrivate:
    """Tells the reporter, where neighbours read along, that there is a question for them alone."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class Answered:
    """Tells the squad what the reporter answered."""

    view: IssueView
    who: Actor
    answer: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Tells the squad that the reporter doesn't answer."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class Released:
    """Tells the squad that an issue is free again."""

    view: IssueView
    by: Actor
    reason: str = ""
    left: bool = False
    """They have left the squad."""


@dataclass(frozen=True, slots=True)
class Handed:
    """Tells a steward that an issue is theirs now."""

    view: IssueView
    by: Actor
    to: Actor


@dataclass(frozen=True, slots=True)
class GoesRound:
    """Tells the community office that an issue goes from hand to hand."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class Woken:
    """Tells an issue's owner that its pause is over."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class Urged:
    """Tells the squad that neighbours ask to hurry up."""

    view: IssueView


@dataclass(frozen=True, slots=True)
class AcceptSoon:
    """Asks once more whether it is fixed."""

    view: IssueView
    asked: Sequence[Actor]


@dataclass(frozen=True, slots=True)
class ReturnedAgain:
    """Tells a squad's leads that an issue came back more than once."""

    view: IssueView
    leads: Sequence[Actor]


@dataclass(frozen=True, slots=True)
class RingThem:
    """Asks a squad's leads to ring a reporter, and shows what they heard."""

    view: IssueView
    leads: Sequence[Actor]


LoopNews = (
    MoreChoices
    | WhoGetsIt
    | UntilWhen
    | Settled
    | WordsWanted
    | Asked
    | AskedInPrivate
    | Answered
    | NoAnswer
    | Released
    | Handed
    | GoesRound
    | Woken
    | Urged
    | AcceptSoon
    | ReturnedAgain
    | RingThem
)
