"""Until when an issue rests: a day that somebody named or pressed, at the hour at which its squad begins."""

from datetime import datetime, time, timedelta

from bot.domain.presses.loop import Rest
from bot.domain.squad import Squad

ASK_AGAIN = timedelta(days=3)
"""A question that isn't answered is asked again after so long."""
ASKED_AT_MOST = 3
_MORNING = time(9)
_MONDAY = 0
_WEEK = 7


def begins(day: datetime, squad: Squad) -> datetime:
    """Return when a squad begins on a day; ``day`` is in the community's zone."""
    opens = _MORNING if squad.hours is None else squad.hours.opens
    return datetime.combine(day.date(), opens, tzinfo=day.tzinfo)


def until(choice: Rest, now: datetime, squad: Squad) -> datetime:
    """Return until when an issue rests by a button; ``now`` is in the community's zone.

    :raises ValueError: the button asks for another date.
    """
    match choice:
        case Rest.TOMORROW:
            days = 1
        case Rest.THREE_DAYS:
            days = 3
        case Rest.NEXT_MONDAY:
            days = (_MONDAY - now.weekday() - 1) % _WEEK + 1
        case Rest.ANOTHER_DATE:
            raise ValueError("which date?")
    return begins(now + timedelta(days=days), squad)
