"""News of chats."""

from dataclasses import replace

from bot.domain.ids import ChatId, SquadKey
from bot.domain.neighbourhood import Building
from bot.domain.news.chats import Categories, ChatNews, Settings, SetupWhat, Stranger
from bot.domain.news.help import Sees
from bot.domain.news.issues import IssueView
from bot.domain.presses.base import LARGEST_ID
from bot.domain.squad import Lane


def news(seen: IssueView) -> list[ChatNews]:
    """Return samples."""
    typed = seen.reporter.name
    building = Building(typed, ChatId(-LARGEST_ID), "zh", {"proof": "gone"}, set_up=True)
    squad = replace(seen.squad, key=SquadKey("s" * 32), set_up=True, categories=frozenset({"lift"}))
    return [
        Stranger(ChatId(-100123)),
        *(SetupWhat(typed, Sees(admin, admin)) for admin in (True, False)),
        *(
            Settings(one, new)
            for one in (building, squad, replace(squad, lane=Lane.CONFIDENTIAL))
            for new in (True, False)
        ),
        Settings(replace(building, set_up=False)),
        Categories(squad),
    ]
