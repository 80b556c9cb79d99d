"""Community, buildings, squads: what the config says, kept where issues can refer to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Table, insert, select, update

from bot.domain.ids import ChatId, CommunityId, SquadKey
from bot.domain.neighbourhood import Building
from bot.domain.squad import Lane, Squad
from storage import outbox
from storage.database import Transaction
from storage.tables import (
    APPOINTMENT,
    BUILDING,
    CARD,
    CHAT_SETTING,
    CHOICE,
    COMMUNITY,
    DWELLING,
    FINDING,
    HOUSEHOLD,
    ISSUE,
    JOIN_TOKEN,
    MEMBERSHIP,
    MOVED_CHAT,
    POLL,
    SQUAD,
    STRANGER_CHAT,
    TOPIC,
    TRAIL,
    VOTE,
    VOTE_BUILDING,
)

_OF_BUILDINGS = (HOUSEHOLD, APPOINTMENT, TRAIL, CHOICE, JOIN_TOKEN, VOTE_BUILDING, DWELLING, POLL)
"""What belongs to a building and goes with its chat."""


def community(tx: Transaction, name: str, zone: str, language: str) -> CommunityId:
    """Return the community's id; make it on the first start."""
    known = tx.execute(select(COMMUNITY.c.id).where(COMMUNITY.c.name == name)).scalar_one_or_none()
    values = {"name": name, "zone": zone, "language": language}
    if known is None:
        return CommunityId(tx.execute(insert(COMMUNITY).values(values).returning(COMMUNITY.c.id)).scalar_one())
    tx.execute(update(COMMUNITY).where(COMMUNITY.c.id == known).values(values))
    return CommunityId(known)


def keep_buildings(tx: Transaction, community_id: CommunityId, buildings: Sequence[Building]) -> None:
    """Make the rows of the config's buildings."""
    for building in buildings:
        values = {
            "community_id": community_id,
            "name": building.name,
            "language": building.language,
            "set_up": building.set_up,
        }
        ours = tx.execute(update(BUILDING).where(BUILDING.c.chat_id == building.chat).values(values))
        if not ours.rowcount:
            tx.execute(insert(BUILDING).values(chat_id=building.chat, **values))


def keep_squads(tx: Transaction, community_id: CommunityId, squads: Sequence[Squad], language: str) -> None:
    """Make the rows of the config's squads. A squad that the config dropped keeps its row, for its issues' sake."""
    for squad in squads:
        values = {
            "chat_id": squad.chat,
            "language": language,
            "name_zh": squad.names["zh"],
            "name_en": squad.names["en"],
            "lane": squad.lane.value,
            "set_up": squad.set_up,
            "categories": " ".join(sorted(squad.categories)),
        }
        ours = (SQUAD.c.community_id == community_id) & (SQUAD.c.key == squad.key)
        if not tx.execute(update(SQUAD).where(ours).values(values)).rowcount:
            tx.execute(insert(SQUAD).values(community_id=community_id, key=squad.key, **values))


def squads_kept(tx: Transaction, community_id: CommunityId) -> tuple[Squad, ...]:
    """Return every squad that the community ever had, as far as its row tells."""
    rows = tx.execute(select(SQUAD).where(SQUAD.c.community_id == community_id).order_by(SQUAD.c.key))
    return tuple(
        Squad(
            key=SquadKey(row.key),
            names={"zh": row.name_zh, "en": row.name_en},
            chat=ChatId(row.chat_id),
            lane=Lane(row.lane),
            categories=frozenset(row.categories.split()),
            set_up=row.set_up,
        )
        for row in rows
    )


def buildings_kept(tx: Transaction, community_id: CommunityId) -> tuple[Building, ...]:
    """Return every building that the community ever had."""
    rows = tx.execute(select(BUILDING).where(BUILDING.c.community_id == community_id))
    return tuple(Building(row.name, ChatId(row.chat_id), row.language, set_up=row.set_up) for row in rows)


def chats_of_buildings(tx: Transaction) -> set[ChatId]:
    """Return the chats of all buildings, whoever's."""
    return {ChatId(chat) for chat in tx.execute(select(BUILDING.c.chat_id)).scalars()}


def moved_chats(tx: Transaction) -> dict[ChatId, ChatId]:
    """Return the new ids of groups that became supergroups."""
    return {ChatId(row.old_id): ChatId(row.new_id) for row in tx.execute(select(MOVED_CHAT))}


def move_chat(tx: Transaction, old: ChatId, new: ChatId, now: datetime) -> None:
    """Follow a group that became a supergroup, everywhere.

    Twice does no harm, and some: what was written to the old chat in the meantime follows, too.
    """
    if tx.execute(select(MOVED_CHAT.c.new_id).where(MOVED_CHAT.c.old_id == old)).first() is None:
        tx.execute(insert(MOVED_CHAT).values(old_id=old, new_id=new, at=now))
    for table in (BUILDING, SQUAD, *_OF_BUILDINGS, *_of_one_chat(tx, new)):
        tx.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))
    # A supergroup numbers its messages from the beginning. So what the old numbers stood for is forgotten: an issue's
    # report, a card's message (it is sent anew); open offers stay behind with their buttons.
    for table in (ISSUE, CARD, VOTE, TOPIC):
        tx.execute(update(table).where(table.c.chat_id == old).values(chat_id=new, message_id=None))
    outbox.move(tx, old, new)
    there = select(MEMBERSHIP.c.person_id).where(MEMBERSHIP.c.chat_id == new)
    stay = (MEMBERSHIP.c.chat_id == old) & MEMBERSHIP.c.person_id.not_in(there)
    tx.execute(update(MEMBERSHIP).where(stay).values(chat_id=new))


def _of_one_chat(tx: Transaction, new: ChatId) -> tuple[Table, ...]:
    """Return the tables that follow a chat only once: the new one may have rows of its own already."""
    known = tx.execute(select(CHAT_SETTING.c.chat_id).where(CHAT_SETTING.c.chat_id == new)).first()
    return (CHAT_SETTING, FINDING) if known is None else ()


def greet_stranger(tx: Transaction, chat: ChatId, now: datetime) -> bool:
    """Return True the first time that a chat of no community is met; one that has moved is no stranger."""
    if tx.execute(select(MOVED_CHAT.c.new_id).where(MOVED_CHAT.c.old_id == chat)).first() is not None:
        return False
    known = tx.execute(select(STRANGER_CHAT.c.chat_id).where(STRANGER_CHAT.c.chat_id == chat)).first()
    if known is None:
        tx.execute(insert(STRANGER_CHAT).values(chat_id=chat, told_at=now))
    return known is None
