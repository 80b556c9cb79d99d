"""When something shall end, where somebody said so in words: what they may have meant, and the bounds."""

from datetime import datetime, time, timedelta

SOONEST = timedelta(minutes=2)
LATEST = timedelta(days=92)
USUAL = (3, time(20))
"""Where nothing was said: so many days on, at this hour."""
_LAST_MINUTE = time(23, 59)
_WEEK = timedelta(days=7)
_HALF_DAY = 12


def meant(moment: datetime, now: datetime, *, half_unsure: bool = False, day_unsure: bool = False) -> list[datetime]:
    """Return the times that somebody may have meant, earliest first; those that are over are none.

    :param moment: what was found, on the community's clock.
    :param half_unsure: nothing said which half of the day.
    :param day_unsure: speakers differ about the day: "next Friday".
    """
    days = [moment - _WEEK, moment, moment + _WEEK] if day_unsure else [moment]
    if half_unsure:
        first = moment.hour % _HALF_DAY
        times = [day.replace(hour=hour) for day in days for hour in (first, first + _HALF_DAY)]
    else:
        times = days
    ahead = sorted(each for each in times if each > now)
    # "Next Friday" is the first or the second that comes, never the third.
    return [each for each in ahead if each - ahead[0] <= _WEEK] if day_unsure else ahead


def last_minute(day: datetime) -> datetime:
    """Return the end of a day that is meant as a whole."""
    return datetime.combine(day.date(), _LAST_MINUTE, day.tzinfo)


def usual(now: datetime) -> datetime:
    """Return when something ends of which nobody said when; ``now`` is on the community's clock."""
    days, hour = USUAL
    return datetime.combine(now.date() + timedelta(days=days), hour, now.tzinfo)
