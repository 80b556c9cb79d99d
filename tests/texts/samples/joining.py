"""The way to a household, and out of it."""

from bot.domain.household import Household
from bot.domain.ids import ChatId, CommunityId, HouseholdId
from bot.domain.news import joining as told
from bot.domain.news.issues import IssueView
from bot.domain.news.joining import JoiningNews
from bot.domain.presses.base import LARGEST, LARGEST_ID


def news(seen: IssueView) -> list[JoiningNews]:
    """Return samples."""
    who, typed = seen.reporter, seen.reporter.name
    home = Household(CommunityId(1), HouseholdId(LARGEST), ChatId(-1), typed, typed, 1, typed, typed)
    asked = [
        told.JoinRequest(LARGEST, who, typed, home, public, (who,) * 9, who, confirmed)
        for public in (True, False)
        for confirmed in (None, True, False)
    ]
    return [
        told.JoinHere(typed, "t" * 16),
        told.WhichBuilding(((ChatId(-LARGEST_ID), seen.building),)),
        told.JoinHow(typed),
        told.CodeWrong(4),
        *(told.HomeUnclear(typed, several=several) for several in (True, False)),
        told.JoinAsked(typed, home),
        told.Joined(typed, home),
        told.JoinRefused(typed, home),
        *asked,
        told.Invitations(typed, ((home.label, "ABCD-2345"),)),
        *(told.InvitationsSent(typed, 12, revoked) for revoked in (True, False)),
        *(told.MoveOutWhich(who, own, ((home, typed),)) for own in (True, False)),
        *(told.MovedOut(who, own, typed, home) for own in (True, False)),
        told.DelegateNamed(who, who, 2),
        told.DelegateEnded(who),
    ]
