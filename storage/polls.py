"""Polls, and what was answered to them. There is no way to a poll without its community."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from bot.domain.ids import ChatId, CommunityId, PersonId, UpdateId
from bot.domain.poll import PENDING, RUNNING, Poll, PollState
from bot.domain.refusal import Reason, Refused
from storage.database import Stale, Transaction
from storage.tables import POLL, POLL_ANSWER

_PENDING = [state.value for state in PENDING]
_RUNNING = [state.value for state in RUNNING]
_ANEW = 100_000
"""Updates that can't be on their way at once."""


def next_number(tx: Transaction, community: CommunityId) -> int:
    """Return a number that no poll of the community has."""
    newest = select(func.max(POLL.c.number)).where(POLL.c.community_id == community)
    return int(tx.execute(newest).scalar_one() or 0) + 1


def add(tx: Transaction, poll: Poll) -> None:
    """Keep a new poll."""
    tx.execute(insert(POLL).values(_values(poll)))


def access(tx: Transaction, community: CommunityId, number: int) -> Poll:
    """Return a poll of this community.

    :raises Refused: the community has no such poll.
    """
    row = tx.execute(select(POLL).where(_is(community, number))).one_or_none()
    if row is None:
        raise Refused(Reason.POLL_UNKNOWN, number=number)
    return _poll(row)


def save(tx: Transaction, poll: Poll) -> Poll:
    """Keep a changed poll; return it with its new version.

    :raises Stale: somebody else changed it in the meantime.
    """
    changed = replace(poll, version=poll.version + 1)
    ours = _is(poll.community, poll.number) & (POLL.c.version == poll.version)
    if not tx.execute(update(POLL).where(ours).values(_values(changed))).rowcount:
        raise Stale
    return changed


def counted(tx: Transaction, poll: Poll, by: UpdateId) -> bool:
    """Remember which update told the newest count; return False for one that is older than what is known.

    After a quiet week Telegram begins to count its updates anew, anywhere: one far below isn't an older one.
    """
    known = POLL.c.counted_by
    newer = _is(poll.community, poll.number) & (known.is_(None) | (known < by) | (known > by + _ANEW))
    return bool(tx.execute(update(POLL).where(newer).values(counted_by=by)).rowcount)


def draft_of(tx: Transaction, community: CommunityId, person: PersonId, chat: ChatId) -> list[Poll]:
    """Return somebody's drafts for a building that no lead was asked about."""
    theirs = (POLL.c.author_id == person) & (POLL.c.chat_id == chat) & (POLL.c.state == PollState.DRAFT.value)
    return _all(tx, community, theirs, None)


def count_pending(tx: Transaction, community: CommunityId, person: PersonId) -> int:
    """Return how many polls of somebody's wait for them or for a lead."""
    theirs = (POLL.c.community_id == community) & (POLL.c.author_id == person) & POLL.c.state.in_(_PENDING)
    return int(tx.execute(select(func.count()).select_from(POLL).where(theirs)).scalar_one())


def running(tx: Transaction, community: CommunityId, chats: Collection[ChatId], most: int) -> list[Poll]:
    """Return the polls that run in some buildings, newest first."""
    return _all(tx, community, POLL.c.chat_id.in_(chats) & POLL.c.state.in_(_RUNNING), most)


def past(tx: Transaction, community: CommunityId, chats: Collection[ChatId], most: int) -> list[Poll]:
    """Return the polls that have been closed in some buildings, newest first."""
    return _all(tx, community, POLL.c.chat_id.in_(chats) & (POLL.c.state == PollState.CLOSED.value), most)


def of_person(tx: Transaction, community: CommunityId, person: PersonId) -> list[Poll]:
    """Return the polls that somebody wrote."""
    return _all(tx, community, POLL.c.author_id == person, None)


def answer(tx: Transaction, poll: Poll, person: PersonId, options: Sequence[int], at: datetime) -> None:
    """Keep what somebody answered last; no options take the answer back."""
    theirs = _answers(poll.community) & (POLL_ANSWER.c.number == poll.number) & (POLL_ANSWER.c.person_id == person)
    tx.execute(delete(POLL_ANSWER).where(theirs))
    if options:
        values = {"community_id": poll.community, "number": poll.number, "person_id": person}
        tx.execute(insert(POLL_ANSWER).values(**values, options=list(options), at=at))


def answers(tx: Transaction, poll: Poll) -> dict[PersonId, tuple[int, ...]]:
    """Return who answered what, of a poll that isn't anonymous."""
    rows = tx.execute(select(POLL_ANSWER).where(_answers(poll.community), POLL_ANSWER.c.number == poll.number))
    return {PersonId(row.person_id): tuple(row.options) for row in rows}


def answers_of(tx: Transaction, community: CommunityId, person: PersonId) -> dict[int, tuple[int, ...]]:
    """Return what somebody answered, by the poll's number."""
    rows = tx.execute(select(POLL_ANSWER).where(_answers(community), POLL_ANSWER.c.person_id == person))
    return {row.number: tuple(row.options) for row in rows}


def forget_answers_of(tx: Transaction, community: CommunityId, person: PersonId) -> None:
    """Forget what somebody answered; the counts stay."""
    tx.execute(delete(POLL_ANSWER).where(_answers(community), POLL_ANSWER.c.person_id == person))


def _is(community: CommunityId, number: int) -> ColumnElement[bool]:
    return (POLL.c.community_id == community) & (POLL.c.number == number)


def _answers(community: CommunityId) -> ColumnElement[bool]:
    return POLL_ANSWER.c.community_id == community


def _all(tx: Transaction, community: CommunityId, which: ColumnElement[bool], most: int | None) -> list[Poll]:
    ours = select(POLL).where(POLL.c.community_id == community, which).order_by(POLL.c.number.desc()).limit(most)
    return [_poll(row) for row in tx.execute(ours)]


def _values(poll: Poll) -> dict[str, Any]:
    return {
        "community_id": poll.community,
        "number": poll.number,
        "chat_id": poll.chat,
        "thread_id": poll.thread,
        "author_id": poll.author,
        "question": poll.question,
        "options": list(poll.options),
        "several": poll.several,
        "anonymous": poll.anonymous,
        "state": poll.state.value,
        "made_at": poll.made_at,
        "closes_at": poll.closes_at,
        "maybe": [each.isoformat() for each in poll.maybe],
        "opened_by": poll.opened_by,
        "opened_at": poll.opened_at,
        "closed_at": poll.closed_at,
        "counts": list(poll.counts),
        "voters": poll.voters,
        "version": poll.version,
    }


def _poll(row: Row[Any]) -> Poll:
    return Poll(
        community=CommunityId(row.community_id),
        number=row.number,
        chat=ChatId(row.chat_id),
        thread=row.thread_id,
        author=PersonId(row.author_id),
        question=row.question,
        options=tuple(row.options),
        several=row.several,
        anonymous=row.anonymous,
        state=PollState(row.state),
        made_at=row.made_at,
        closes_at=row.closes_at,
        maybe=tuple(datetime.fromisoformat(each) for each in row.maybe),
        opened_by=None if row.opened_by is None else PersonId(row.opened_by),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        counts=tuple(row.counts),
        voters=row.voters,
        version=row.version,
    )
