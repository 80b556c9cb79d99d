"""What somebody is in the middle of telling the bot, step by step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.ids import ChatId, CommunityId, PersonId

FORGOTTEN_AFTER = timedelta(days=1)
"""A draft that nobody goes on with."""
CANCELS = frozenset({"取消", "算了", "cancel", "never mind"})
"""Words that drop a draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One for each person in a chat: a new one takes the old one's place."""

    community: CommunityId
    chat: ChatId
    person: PersonId
    kind: str
    """Which capability asks, and for what."""
    state: dict[str, Any]
    """What has been said so far, as plain values."""
    updated_at: datetime

    def lives(self, now: datetime) -> bool:
        """Tell whether it still waits for its next step."""
        return now - self.updated_at < FORGOTTEN_AFTER


def cancels(text: str) -> bool:
    """Tell whether an answer drops the draft instead of going on with it."""
    return text.strip().rstrip("。.!！").casefold() in CANCELS
