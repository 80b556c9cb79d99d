"""When an event is brought to mind: so long ahead, but not at night."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from bot.domain.due import Quiet
from bot.domain.event import Occurrence

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LEADS = (DAY, HOUR)
"""Where neither the event nor its building says otherwise."""
CHOSEN: Mapping[str, tuple[timedelta, ...]] = {"day_hour": LEADS, "day": (DAY,), "hour": (HOUR,), "none": ()}
"""What a building can choose."""
BEFORE_NIGHT = timedelta(minutes=15)
"""What would come at night comes so long before it."""


def ahead(date: Occurrence, lead: timedelta, quiet: Quiet | None, zone: tzinfo, now: datetime) -> datetime | None:
    """Return when to bring a date to mind; None where it is too late for that.

    A day ahead is the same hour of the day before. What would come at night comes in the evening before; where that
    evening is over already, in the morning, if it hasn't begun by then.
    """
    start = date.start.astimezone(zone)
    at = (start.astimezone(UTC) - lead).astimezone(zone) if lead % DAY else start - lead
    morning = None if quiet is None else quiet.until(at)
    if quiet is None or morning is None:
        return at if at > now else None
    evening = _evening(at, quiet)
    if evening > now:
        return evening
    return morning if now < morning < start else None


def _evening(at: datetime, quiet: Quiet) -> datetime:
    """Return the last moment before the night in which ``at`` lies."""
    begins = datetime.combine(at.date(), quiet.begins, tzinfo=at.tzinfo)
    return (begins if begins <= at else begins - DAY) - BEFORE_NIGHT
