"""What buildings and squads have chosen for their settings."""

from sqlalchemy import ColumnElement, insert, select, update

from bot.domain.ids import ChatId, CommunityId, SquadKey
from storage.database import Transaction
from storage.tables import CHOICE

Chooser = ChatId | SquadKey
"""A building is told by its chat, a squad by its key."""
_NO_CHAT = 0


def all_of(tx: Transaction, community: CommunityId) -> dict[Chooser, dict[str, str]]:
    """Return everything that is chosen."""
    found: dict[Chooser, dict[str, str]] = {}
    for row in tx.execute(select(CHOICE).where(CHOICE.c.community_id == community)):
        found.setdefault(SquadKey(row.squad) if row.squad else ChatId(row.chat_id), {})[row.key] = row.value
    return found


def keep(tx: Transaction, community: CommunityId, whose: Chooser, key: str, value: str) -> None:
    """Remember what is chosen."""
    if tx.execute(update(CHOICE).where(_is(community, whose, key)).values(value=value)).rowcount:
        return
    chat, squad = (_NO_CHAT, whose) if isinstance(whose, str) else (whose, "")
    tx.execute(insert(CHOICE).values(community_id=community, chat_id=chat, squad=squad, key=key, value=value))


def _is(community: CommunityId, whose: Chooser, key: str) -> ColumnElement[bool]:
    theirs = CHOICE.c.squad == whose if isinstance(whose, str) else (CHOICE.c.chat_id == whose) & (CHOICE.c.squad == "")
    return (CHOICE.c.community_id == community) & theirs & (CHOICE.c.key == key)
