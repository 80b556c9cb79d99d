"""What search finds an issue by."""

from bot.domain.issue import Issue
from bot.domain.words import words
from bot.services.deps import Deps
from storage import words as kept
from storage.database import Transaction


def words_in(deps: Deps, text: str) -> frozenset[str]:
    """Return the words of a text, whichever characters it is written in."""
    return words(deps.simplify(text))


def keep(tx: Transaction, deps: Deps, issue: Issue, before: Issue | None = None) -> None:
    """Let an issue be found: by its text, and by what its kind and its place are called.

    :param before: the issue as it was before its words changed.
    """
    kept.keep(tx, issue, _of(deps, issue), frozenset() if before is None else _of(deps, before))


def _of(deps: Deps, issue: Issue) -> frozenset[str]:
    return words_in(deps, f"{issue.text}\n{deps.texts.called(issue.category, issue.place)}")
