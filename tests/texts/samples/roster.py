"""Rosters."""

from bot.domain.household import Household
from bot.domain.ids import ChatId, CommunityId, HouseholdId
from bot.domain.news import roster as told
from bot.domain.news.issues import IssueView
from bot.domain.news.roster import RosterNews
from bot.domain.roster import Plan, Problem, Row, Wrong


def news(seen: IssueView) -> list[RosterNews]:
    """Return samples."""
    typed, building = seen.reporter.name, seen.building
    home = Household(CommunityId(1), HouseholdId(1), ChatId(-1), typed, typed, 9_999_999, typed, typed)
    row = Row(typed, typed, 8_936, typed, typed)
    plan = Plan((row,) * 30, ((home, row),) * 30, (home,) * 30, (home,) * 30, 5_000)
    problems = tuple(Problem(wrong, 5_000, typed, 4_999) for wrong in Wrong)
    return [
        told.RosterWanted(building, 0),
        told.RosterPlan(building, plan),
        told.RosterPlan(building, Plan((), (), (), (), 3)),
        *(told.RosterWrong(building, found) for found in (problems, problems * 3)),
        told.RosterChanged(building, 5_000, 46_200_000, 1, 2, 3),
        told.RosterLeft(building),
        told.RosterCopy(building, (home,)),
        told.RosterSent(building),
    ]
