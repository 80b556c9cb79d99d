"""Roles, and what the trail tells."""

from dataclasses import replace

from bot.domain.duty import Duty
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.news.issues import IssueView
from bot.domain.news.roles import (
    Appointed,
    Dismissed,
    DutyNow,
    OnDuty,
    RolesNews,
    Title,
    Trail,
    TrailLine,
    WhichRole,
    Who,
)
from bot.domain.presses.base import LARGEST_ID
from bot.domain.roles import Appointment, Role
from bot.domain.trail import Change
from bot.services.roles import TRAIL_LINES
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[RolesNews]:
    """Return samples."""
    who = replace(seen.reporter, id=PersonId(LARGEST_ID))
    building, squad = Title(Role.BUILDING_LEAD, seen.reporter.name), Title(Role.SQUAD_LEAD, squad=seen.squad)
    lead = Appointment(Role.BUILDING_LEAD, building=ChatId(-LARGEST_ID))
    steward = Appointment(Role.STEWARD, squad=SquadKey("s" * 32))
    options = ((lead, building), (steward, squad), (Appointment(Role.COMMUNITY_WORKER), Title(Role.COMMUNITY_WORKER)))
    on = tuple(OnDuty(who, on=n % 2 == 0, lead=n == 0) for n in range(50))
    lines = [
        TrailLine(NOON, who, change, who, building, "12-3456", seen.reporter.name, seen.reporter.name)
        for change in Change
    ]
    return [
        Appointed(who, building, who),
        Dismissed(who, squad, who),
        *(WhichRole(who, options, take=take) for take in (True, False)),
        Who(((seen.reporter.name, (who,) * 9),) * 30, ((seen.squad, on), (seen.squad, ())), (who,)),
        Who((), (), ()),
        Trail(()),
        Trail(tuple((lines * 2)[:TRAIL_LINES])),
        Trail((TrailLine(NOON, None, Change.ERASED),)),
        DutyNow(((seen.squad, Duty(), 0), (seen.squad, Duty(on=False, cap=3), 2))),
    ]
