"""The weekly stand-up."""

from datetime import timedelta

from bot.domain.figures import Figures
from bot.domain.ids import IssueNumber, SquadKey
from bot.domain.news.issues import IssueView
from bot.domain.news.standup import (
    Sheet,
    StandUpDigest,
    StandUpNews,
    StandUpPicture,
    StandUpSheet,
    StepLine,
    StepsHeard,
    StepWanted,
)
from bot.domain.standup import MOST_ANSWERS, MOST_RETURNED, OLDEST, Missing, StepOutcome
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[StandUpNews]:
    """Return samples."""
    full = Figures(SquadKey("x"), 12345, 12345, 12345, 12345, 12345, 12345, timedelta(days=99, hours=23), 12345, 61725)
    rows = ((seen.squad, full),) * 14
    week = (NOON - timedelta(days=7), NOON)
    sheet = Sheet(NOON, *week, rows, (seen,) * OLDEST, (seen,) * MOST_RETURNED, 1000)
    empty = Sheet(NOON, *week, (), (), (), 0)
    said = seen.issue.reason
    owner = seen.reporter
    wanted = StepLine(IssueNumber(12), StepOutcome.ASKED, said, missing=tuple(Missing), candidates=(owner,) * 5)
    lines = tuple(
        StepLine(IssueNumber(2**31 - 1), outcome, said, owner, NOON, tuple(Missing), (owner,) * 2, seen.squad)
        for outcome in StepOutcome
    )
    return [
        *(
            StandUpSheet(one, confide)
            for one in (sheet, empty)
            for confide in (frozenset(), frozenset({seen.squad.key}))
        ),
        StandUpPicture(sheet),
        StandUpPicture(empty),
        StandUpDigest(seen.building, *week, 12345, 12345, 12345, 12345, 12345),
        StepsHeard((lines * MOST_ANSWERS)[:MOST_ANSWERS]),
        StepWanted(wanted),
    ]
