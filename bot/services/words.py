"""What search finds an issue by."""

from bot.domain import words as rules
from bot.domain.issue import Issue
from bot.services.deps import Deps
from storage import words as kept
from storage.database import Transaction


def looked_for(deps: Deps, text: str) -> frozenset[str]:
    """Return the words that an issue must have, whichever characters somebody writes."""
    return rules.looked_for(deps.simplify(text))


def keep(tx: Transaction, deps: Deps, issue: Issue, before: Issue | None = None) -> None:
    """Let an issue be found: by its text, and by what its kind and its place are called.

    :param before: the issue as it was before its words changed.
    """
    kept.keep(tx, issue, _of(deps, issue), frozenset() if before is None else _of(deps, before))


def _of(deps: Deps, issue: Issue) -> frozenset[str]:
    return rules.words(deps.simplify(f"{issue.text}\n{deps.texts.called(issue.category, issue.place)}"))
