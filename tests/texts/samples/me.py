"""What is kept of somebody."""

from bot.domain.household import Household
from bot.domain.ids import ChatId, CommunityId, HouseholdId
from bot.domain.news.issues import IssueView
from bot.domain.news.me import Erased, EraseSure, Me, MeNews, MyFile, NotErased
from bot.domain.news.roles import Title
from bot.domain.roles import Role
from bot.texts.me import COUNTED


def news(seen: IssueView) -> list[MeNews]:
    """Return samples."""
    typed = seen.reporter.name
    home = Household(CommunityId(1), HouseholdId(1), ChatId(-1), typed, typed)
    titles = (Title(Role.BUILDING_LEAD, typed), Title(Role.STEWARD, squad=seen.squad), Title(Role.COMMUNITY_WORKER))
    counts = dict.fromkeys(COUNTED, 12_345) | {"binding.person_id": 2}
    return [
        Me(typed, ((typed, home),) * 30, titles * 10, counts),
        Me("王阿姨", (), (), {}),
        MyFile("{}"),
        EraseSure(3, 1),
        EraseSure(0, 0),
        NotErased(),
        Erased(),
    ]
