"""Whether a report says what another one says already: the same building, near, of a kind, in similar words, lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.issue import OPEN, Issue, IssueState, Urgency
from bot.domain.place import Place
from bot.domain.words import is_beginning, words

LATELY = timedelta(days=3)
"""What was reported before that is another trouble, or the same again."""
COMPARED = 50
"""Open issues of a building that a report is compared with at most, the newest."""
ENOUGH = 1.0
"""How alike two reports must be for the bot to ask whether they are the same."""

_SAME_KIND, _OTHER_KIND = 0.55, -0.6
_SAME_PART, _SAME_SPOT = 0.2, 0.3
_WORDS = 1.0
"""For the same words; less for some of them."""
_GOING_ON = OPEN - {IssueState.RESOLVED}
"""Of what is said to be fixed its reporter is asked; whoever reports it now has another trouble, or knows better."""
_PARTS = ("building", "zone", "unit", "floor", "room", "spot")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a report."""

    text: str
    category: str | None
    place: Place
    at: datetime


def sketch(issue: Issue) -> Sketch:
    """Return what is compared of an issue."""
    return Sketch(issue.text, issue.category, issue.place, issue.reported_at)


def most_alike(said: Sketch, urgency: Urgency, others: Iterable[Issue]) -> Issue | None:
    """Return the open issue that a report seems to be, if there is one; of several the one most alike.

    An emergency is never held back by the question.
    """
    if urgency is Urgency.EMERGENCY:
        return None
    scored = [(likeness(said, sketch(other)), other.number, other) for other in others if other.state in _GOING_ON]
    score, _, best = max(scored, default=(0.0, 0, None), key=lambda found: found[:2])
    return best if score >= ENOUGH else None


def likeness(said: Sketch, known: Sketch) -> float:
    """Return how alike two reports of a building are: 0 for not at all."""
    if said.at - known.at > LATELY or _elsewhere(said.place, known.place):
        return 0.0
    near = sum(_nearness(part, said.place, known.place) for part in _PARTS if part != "building")
    return max(0.0, _kind(said.category, known.category) + near + _WORDS * _shared(said.text, known.text))


def _elsewhere(said: Place, known: Place) -> bool:
    """Tell whether both name a part of their place, and another one."""
    pairs = [(getattr(said, part), getattr(known, part)) for part in _PARTS]
    return any(one is not None and other is not None and one != other for one, other in pairs)


def _nearness(part: str, said: Place, known: Place) -> float:
    if getattr(said, part) is None or getattr(said, part) != getattr(known, part):
        return 0.0
    return _SAME_SPOT if part == "spot" else _SAME_PART


def _kind(said: str | None, known: str | None) -> float:
    if said is None or known is None:
        return 0.0
    return _SAME_KIND if said == known else _OTHER_KIND


def _shared(said: str, known: str) -> float:
    """Return which share of their words both texts have."""
    one, other = ({word for word in words(text) if not is_beginning(word)} for text in (said, known))
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
