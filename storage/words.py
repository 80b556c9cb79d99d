"""The words of issues: what search looks into."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, exists, func, insert, select

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
    whole = [word for word in words if not is_beginning(word)]
    characters = [ISSUE.c.text.contains(word, autoescape=True) for word in words if is_beginning(word)]
    ours = and_(ISSUE.c.community_id == community, visible(scope))
    if len(scope.buildings) == 1 and not scope.squads and scope.person is None:
        # A building has few issues: each is asked for its words. (The sum keeps the database from going through all
        # issues in the order of their numbers.)
        found = select(ISSUE).where(ours, *characters, *(_has(ISSUE, word) for word in whole))
        found = found.order_by((ISSUE.c.number + 0).desc()).limit(most).offset(skip)
    elif not whole:
        found = select(ISSUE).where(ours, *characters).order_by(ISSUE.c.number.desc()).limit(most).offset(skip)
    else:
        numbers = _by_rarest(tx, community, and_(ours, *characters), whole, most, skip)
        found = select(ISSUE).where(ISSUE.c.community_id == community, ISSUE.c.number.in_(numbers))
        found = found.order_by(ISSUE.c.number.desc())
    return [issues.of_row(row) for row in tx.execute(found)]


def _by_rarest(
    tx: Transaction, community: CommunityId, ours: ColumnElement[bool], words: Collection[str], most: int, skip: int
) -> list[int]:
    """Return the newest numbers. Many have a common word: those that have the rarest are asked for the others."""
    rarest, *others = sorted(words, key=lambda word: (_count(tx, community, word), word))
    seen = exists().where(ISSUE.c.number == ISSUE_WORD.c.number, ours).correlate(ISSUE_WORD)
    found = select(ISSUE_WORD.c.number).where(
        ISSUE_WORD.c.community_id == community,
        ISSUE_WORD.c.word == rarest,
        *(_has(ISSUE_WORD, word) for word in others),
        seen,
    )
    return list(tx.execute(found.order_by(ISSUE_WORD.c.number.desc()).limit(most).offset(skip)).scalars())


def _count(tx: Transaction, community: CommunityId, word: str) -> int:
    """Return how many issues have a word, as exactly as it matters."""
    ours = (ISSUE_WORD.c.community_id == community) & (ISSUE_WORD.c.word == word)
    some = select(ISSUE_WORD.c.number).where(ours).limit(RARE).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def _has(of: Table, word: str) -> ColumnElement[bool]:
    """Return the condition that the issue of a row has a word."""
    other = ISSUE_WORD.alias()
    same = and_(other.c.community_id == of.c.community_id, other.c.number == of.c.number)
    return exists().where(same, other.c.word == word).correlate(of)
