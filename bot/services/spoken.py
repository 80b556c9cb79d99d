"""Until when, as somebody says it: "by Friday", "4月15日前", "next Wednesday at 3"."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.standup import end_of
from bot.services.deps import Deps
from nlp.understanding import Answered, Said

_MOMENTS = frozenset({"deadline", "date", "datetime", "timerange"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something is to be done, and where in the words that stands."""

    at: datetime
    begin: int
    until: int
    whole_day: bool
    """Only the day was said."""


def deadline(deps: Deps, words: str, now: datetime) -> Deadline | None:
    """Return the last time in some words until which something can be done; a day ends when its work ends."""
    zone = deps.neighbourhood.zone
    # In full, so that nothing is passed over as plain talk.
    times = deps.read(Said(words, now.astimezone(zone), answers=Answered.SQUAD, in_full=True)).times
    ends = [(time, time.end or time.start) for time in times if time.kind.value in _MOMENTS]
    for time, end in reversed(ends):
        if end is not None:
            return Deadline(
                end_of(end.date(), zone) if time.whole_days else end, time.begin, time.until, time.whole_days
            )
    return None
