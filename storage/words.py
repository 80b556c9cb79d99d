"""The words of issues: what search looks into."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Subquery, and_, bindparam, delete, exists, func, insert, select

from bot.domain.ids import CommunityId
from bot.domain.issue import Issue
from bot.domain.seeing import Scope
from bot.domain.words import is_beginning
from storage import issues
from storage.database import Transaction
from storage.seeing import visible
from storage.tables import ISSUE, ISSUE_WORD

RARE = 2_000
"""A word that fewer issues have is rare; more exactly nobody needs to know."""

_ADD = insert(ISSUE_WORD)
_FORGET = delete(ISSUE_WORD).where(
    ISSUE_WORD.c.community_id == bindparam("community"),
    ISSUE_WORD.c.number == bindparam("of"),
    ISSUE_WORD.c.word == bindparam("gone"),
)


def keep(tx: Transaction, issue: Issue, words: Collection[str], before: Collection[str] = ()) -> None:
    """Keep the words of an issue.

    :param before: the words that are kept of it.
    """
    key = {"community_id": issue.community, "number": issue.number}
    if new := sorted(set(words) - set(before)):
        tx.execute(_ADD, [key | {"word": word} for word in new])
    if gone := sorted(set(before) - set(words)):
        tx.execute(_FORGET, [{"community": issue.community, "of": issue.number, "gone": word} for word in gone])


def find(
    tx: Transaction, community: CommunityId, scope: Scope, words: Collection[str], most: int, skip: int
) -> list[Issue]:
    """Return the newest issues that somebody may see and that have all of the words."""
    if not words:
        return []
    ours = and_(ISSUE.c.community_id == community, visible(scope))
    if scope.buildings and not scope.squads and scope.person is None:
        # A building has few issues: each is asked for its words.
        found = select(ISSUE).where(ours, *(_has(word) for word in sorted(words)))
    else:
        # Many have a common word; those that have the rarest are asked for the others.
        rarest, *others = sorted(words, key=lambda word: (_count(tx, community, word), word))
        having = _having(community, rarest)
        found = select(ISSUE).join(having, having.c.number == ISSUE.c.number).where(ours, *map(_has, others))
    rows = tx.execute(found.order_by(ISSUE.c.number.desc()).limit(most).offset(skip))
    return [issues.of_row(row) for row in rows]


def _count(tx: Transaction, community: CommunityId, word: str) -> int:
    """Return how many issues have a word, as exactly as it matters."""
    some = select(ISSUE_WORD.c.number).where(ISSUE_WORD.c.community_id == community, _matches(word)).limit(RARE)
    return int(tx.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def _having(community: CommunityId, word: str) -> Subquery:
    ours = select(ISSUE_WORD.c.number).where(ISSUE_WORD.c.community_id == community, _matches(word))
    return (ours.distinct() if is_beginning(word) else ours).subquery()


def _has(word: str) -> ColumnElement[bool]:
    """Return the condition that an issue has a word."""
    same = and_(ISSUE_WORD.c.community_id == ISSUE.c.community_id, ISSUE_WORD.c.number == ISSUE.c.number)
    return exists().where(same, _matches(word))


def _matches(word: str) -> ColumnElement[bool]:
    if not is_beginning(word):
        return ISSUE_WORD.c.word == word
    # All words are at most two characters long where the first is Chinese.
    return and_(ISSUE_WORD.c.word >= word, ISSUE_WORD.c.word <= f"{word}\U0010ffff")
