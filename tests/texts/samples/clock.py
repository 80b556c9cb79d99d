"""What the clock tells."""

from datetime import timedelta

from bot.domain.due import Clock, Rung
from bot.domain.news.clock import Alarm, ClockNews, Unreached, Watched
from bot.domain.news.issues import IssueView
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[ClockNews]:
    """Return samples."""
    later, who = NOON + timedelta(hours=5), seen.reporter
    return [
        *(Watched(seen, clock, rung, later, who) for clock in Clock for rung in Rung),
        Alarm(seen, seen.issue.reported_at, (who, who)),
        Alarm(seen, later, (who,), confide=False),
        Alarm(seen, later),
        Unreached(seen, seen.squad),
    ]
