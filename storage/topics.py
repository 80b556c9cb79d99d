"""Topics, their supporters and their arguments. There is no way to a topic without its community."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from bot.domain.ids import ChatId, CommunityId, MessageId, PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.topic import OPEN, Argument, Stance, Topic, TopicState
from storage.database import Stale, Transaction
from storage.tables import TOPIC, TOPIC_ARGUMENT, TOPIC_SUPPORT

_OPEN = [state.value for state in OPEN]


def next_number(tx: Transaction, community: CommunityId) -> int:
    """Return a number that no topic of the community has."""
    newest = select(func.max(TOPIC.c.number)).where(TOPIC.c.community_id == community)
    return int(tx.execute(newest).scalar_one() or 0) + 1


def add(tx: Transaction, topic: Topic) -> None:
    """Keep a new topic."""
    tx.execute(insert(TOPIC).values(_values(topic)))


def access(tx: Transaction, community: CommunityId, number: int) -> Topic:
    """Return a topic of this community.

    :raises Refused: the community has no such topic.
    """
    row = tx.execute(select(TOPIC).where(_is(community, number))).one_or_none()
    if row is None:
        raise Refused(Reason.TOPIC_UNKNOWN, number=number)
    return _topic(row)


def save(tx: Transaction, topic: Topic) -> Topic:
    """Keep a changed topic; return it with its new version.

    :raises Stale: somebody else changed it in the meantime.
    """
    changed = replace(topic, version=topic.version + 1)
    ours = _is(topic.community, topic.number) & (TOPIC.c.version == topic.version)
    if not tx.execute(update(TOPIC).where(ours).values(_values(changed))).rowcount:
        raise Stale
    return changed


def open_in(tx: Transaction, community: CommunityId, chats: Collection[ChatId], most: int | None = None) -> list[Topic]:
    """Return the open topics of some buildings, newest first."""
    return _all(tx, community, TOPIC.c.chat_id.in_(chats) & TOPIC.c.state.in_(_OPEN), most)


def over_in(tx: Transaction, community: CommunityId, chats: Collection[ChatId], most: int) -> list[Topic]:
    """Return the topics of some buildings that have come to an end, newest first."""
    return _all(tx, community, TOPIC.c.chat_id.in_(chats) & TOPIC.c.state.not_in(_OPEN), most)


def of_state(tx: Transaction, community: CommunityId, state: TopicState) -> list[Topic]:
    """Return the community's topics in a state, newest first."""
    return _all(tx, community, TOPIC.c.state == state.value, None)


def of_person(tx: Transaction, community: CommunityId, person: PersonId) -> list[Topic]:
    """Return the topics that somebody proposed, newest first."""
    return _all(tx, community, TOPIC.c.author_id == person, None)


def of_vote(tx: Transaction, community: CommunityId, vote: int) -> Topic | None:
    """Return the topic that a vote is about, if it is about one."""
    found = _all(tx, community, TOPIC.c.vote == vote, 1)
    return found[0] if found else None


def count_open_of(tx: Transaction, community: CommunityId, chat: ChatId, person: PersonId) -> int:
    """Return how many topics of a building somebody has open."""
    theirs = (TOPIC.c.chat_id == chat) & (TOPIC.c.author_id == person) & TOPIC.c.state.in_(_OPEN)
    found = select(func.count()).select_from(TOPIC).where(TOPIC.c.community_id == community, theirs)
    return int(tx.execute(found).scalar_one())


# ---- supporters ----


def support(tx: Transaction, topic: Topic, voice: str, person: PersonId, at: datetime) -> bool:
    """Count a voice for a topic; return False where it, or its person, is counted already."""
    known = (TOPIC_SUPPORT.c.voice == voice) | (TOPIC_SUPPORT.c.person_id == person)
    if tx.execute(select(TOPIC_SUPPORT.c.voice).where(_supports(topic), known).limit(1)).first() is not None:
        return False
    values = {"community_id": topic.community, "number": topic.number, "voice": voice, "person_id": person, "at": at}
    tx.execute(insert(TOPIC_SUPPORT).values(values))
    return True


def supporters(tx: Transaction, topic: Topic) -> int:
    """Return how many voices are for a topic."""
    return int(tx.execute(select(func.count()).select_from(TOPIC_SUPPORT).where(_supports(topic))).scalar_one())


def supporters_of(tx: Transaction, community: CommunityId, numbers: Collection[int]) -> Mapping[int, int]:
    """Return how many voices are for each of some topics."""
    counted = (
        select(TOPIC_SUPPORT.c.number, func.count().label("voices"))
        .where(TOPIC_SUPPORT.c.community_id == community, TOPIC_SUPPORT.c.number.in_(numbers))
        .group_by(TOPIC_SUPPORT.c.number)
    )
    return Counter({row.number: row.voices for row in tx.execute(counted)})


def supported_by(tx: Transaction, community: CommunityId, person: PersonId) -> list[int]:
    """Return the numbers of the topics that somebody supports."""
    theirs = (TOPIC_SUPPORT.c.community_id == community) & (TOPIC_SUPPORT.c.person_id == person)
    return list(tx.execute(select(TOPIC_SUPPORT.c.number).where(theirs).order_by(TOPIC_SUPPORT.c.number)).scalars())


# ---- arguments ----


def argue(tx: Transaction, topic: Topic, argument: Argument) -> None:
    """Keep what somebody said of a topic."""
    tx.execute(insert(TOPIC_ARGUMENT).values(_said(argument) | {"community_id": topic.community}))


def reword(tx: Transaction, community: CommunityId, argument: Argument) -> None:
    """Keep an argument's new words, or what it shall count as."""
    values = {"text": argument.text, "stance": argument.stance.value}
    here = _message(community, argument.chat, argument.message)
    tx.execute(update(TOPIC_ARGUMENT).where(here).values(values))


def argument(tx: Transaction, community: CommunityId, chat: ChatId, message: MessageId) -> Argument | None:
    """Return what a message says of a topic."""
    row = tx.execute(select(TOPIC_ARGUMENT).where(_message(community, chat, message))).one_or_none()
    return None if row is None else _argument(row)


def latest_argument(tx: Transaction, topic: Topic, person: PersonId) -> Argument | None:
    """Return what somebody last said of a topic."""
    theirs = _argues(topic.community, topic.number) & (TOPIC_ARGUMENT.c.person_id == person)
    order = (TOPIC_ARGUMENT.c.at.desc(), TOPIC_ARGUMENT.c.message_id.desc())
    row = tx.execute(select(TOPIC_ARGUMENT).where(theirs).order_by(*order).limit(1)).one_or_none()
    return None if row is None else _argument(row)


def arguments(tx: Transaction, topic: Topic) -> list[Argument]:
    """Return all that was said of a topic, oldest first."""
    order = (TOPIC_ARGUMENT.c.at, TOPIC_ARGUMENT.c.message_id)
    said = select(TOPIC_ARGUMENT).where(_argues(topic.community, topic.number)).order_by(*order)
    return [_argument(row) for row in tx.execute(said)]


def arguments_of(tx: Transaction, community: CommunityId, person: PersonId) -> list[Argument]:
    """Return all that somebody said of topics, oldest first."""
    theirs = (TOPIC_ARGUMENT.c.community_id == community) & (TOPIC_ARGUMENT.c.person_id == person)
    return [_argument(row) for row in tx.execute(select(TOPIC_ARGUMENT).where(theirs).order_by(TOPIC_ARGUMENT.c.at))]


def stances(tx: Transaction, topic: Topic) -> Mapping[Stance, int]:
    """Return how many arguments there are of each kind."""
    counted = (
        select(TOPIC_ARGUMENT.c.stance, func.count().label("said"))
        .where(_argues(topic.community, topic.number))
        .group_by(TOPIC_ARGUMENT.c.stance)
    )
    return Counter({Stance(row.stance): row.said for row in tx.execute(counted)})


def _is(community: CommunityId, number: int) -> ColumnElement[bool]:
    return (TOPIC.c.community_id == community) & (TOPIC.c.number == number)


def _supports(topic: Topic) -> ColumnElement[bool]:
    return (TOPIC_SUPPORT.c.community_id == topic.community) & (TOPIC_SUPPORT.c.number == topic.number)


def _argues(community: CommunityId, number: int) -> ColumnElement[bool]:
    return (TOPIC_ARGUMENT.c.community_id == community) & (TOPIC_ARGUMENT.c.number == number)


def _message(community: CommunityId, chat: ChatId, message: MessageId) -> ColumnElement[bool]:
    here = (TOPIC_ARGUMENT.c.chat_id == chat) & (TOPIC_ARGUMENT.c.message_id == message)
    return here & (TOPIC_ARGUMENT.c.community_id == community)


def _all(tx: Transaction, community: CommunityId, which: ColumnElement[bool], most: int | None) -> list[Topic]:
    ours = select(TOPIC).where(TOPIC.c.community_id == community, which).order_by(TOPIC.c.number.desc()).limit(most)
    return [_topic(row) for row in tx.execute(ours)]


def _values(topic: Topic) -> dict[str, Any]:
    return {
        "community_id": topic.community,
        "number": topic.number,
        "chat_id": topic.chat,
        "message_id": topic.message,
        "thread_id": topic.thread,
        "author_id": topic.author,
        "text": topic.text,
        "state": topic.state.value,
        "proposed_at": topic.proposed_at,
        "threshold": topic.threshold,
        "reason": topic.reason,
        "decision": topic.decision,
        "closed_at": topic.closed_at,
        "vote": topic.vote,
        "version": topic.version,
    }


def _topic(row: Row[Any]) -> Topic:
    return Topic(
        community=CommunityId(row.community_id),
        number=row.number,
        chat=ChatId(row.chat_id),
        message=None if row.message_id is None else MessageId(row.message_id),
        thread=row.thread_id,
        author=PersonId(row.author_id),
        text=row.text,
        state=TopicState(row.state),
        proposed_at=row.proposed_at,
        threshold=row.threshold,
        reason=row.reason,
        decision=row.decision,
        closed_at=row.closed_at,
        vote=row.vote,
        version=row.version,
    )


def _said(argument: Argument) -> dict[str, Any]:
    return {
        "chat_id": argument.chat,
        "message_id": argument.message,
        "number": argument.topic,
        "person_id": argument.person,
        "text": argument.text,
        "stance": argument.stance.value,
        "at": argument.at,
    }


def _argument(row: Row[Any]) -> Argument:
    return Argument(
        topic=row.number,
        chat=ChatId(row.chat_id),
        message=MessageId(row.message_id),
        person=PersonId(row.person_id),
        text=row.text,
        stance=Stance(row.stance),
        at=row.at,
    )
