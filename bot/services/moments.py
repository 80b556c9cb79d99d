"""When somebody meant, of a time that was found in their words: one moment, several in doubt, or none."""

from datetime import datetime

from bot.domain.closing import last_minute, meant
from nlp.times.found import Doubt, TimeFound, TimeKind

_ENDS = frozenset({TimeKind.DEADLINE, TimeKind.RANGE})


def moments(found: TimeFound, now: datetime) -> list[datetime]:
    """Return the moments that may be meant, earliest first.

    One that is over comes alone, so that whoever asks can say so; a day that doesn't exist is none.
    """
    if found.duration is not None:
        return [now + found.duration]
    moment = found.end if found.kind in _ENDS and found.end is not None else found.start or found.end
    if moment is None or found.kind is TimeKind.RECURRENCE or Doubt.NO_SUCH_DAY in found.doubts:
        return []
    if found.daypart == "noon":
        moment = found.start or moment
    if found.whole_days:
        moment = last_minute(moment)
    half_unsure = Doubt.AM_OR_PM in found.doubts and not found.whole_days
    return meant(moment, now, half_unsure=half_unsure, day_unsure=Doubt.DAY in found.doubts) or [moment]
