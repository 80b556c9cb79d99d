"""What words say of an event: the understanding's plain values become those that the rules know."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.domain.cause import Cause
from bot.domain.event_draft import AM_OR_PM, LONGEST_LEAD, MOST_LEADS, EventDraft, TimeSaid, with_time
from bot.domain.refusal import Reason, Refused
from bot.services.deps import Deps
from nlp.understanding import EventSaid, Said

_NOTHING = frozenset({"-", "–", "—", "无", "没有", "不限", "none", "no"})
_ALL_DAY = re.compile(r"全天|整天|(?<![a-z])all[ -]day(?![a-z])", re.IGNORECASE)
_LEAD = re.compile(
    r"(\d{1,3})\s*(天|日|小时|个小时|钟头|分钟|分|days?|d|hours?|hrs?|h|minutes?|mins?|m)(?![a-z])", re.IGNORECASE
)
_UNITS = {
    timedelta(days=1): ("天", "日", "d"),
    timedelta(hours=1): ("小时", "个小时", "钟头", "h"),
    timedelta(minutes=1): ("分", "分钟", "m"),
}
_OF_A_TITLE = 40
"""What is longer than that without a clause to name it is a description, too."""


def read(deps: Deps, cause: Cause, text: str) -> EventSaid:
    """Return what words say of an event, whether they look like one or not."""
    said = Said(text, cause.at.astimezone(deps.neighbourhood.zone), addressed=True, in_full=True, event=True)
    return deps.read(said).event or EventSaid(text.strip())


def time_of(said: EventSaid) -> TimeSaid:
    """Return the time that somebody said; without a start where there is none."""
    when = said.when
    if when is None:
        return TimeSaid(None)
    hour_known = not when.whole_days and when.daypart is None
    doubts = tuple(doubt.value for doubt in when.doubts)
    if when.rrule is None:
        start = when.start if when.start is not None else when.end
        end = when.end if when.start is not None else None
        return TimeSaid(start, end, hour_known=hour_known, doubts=doubts)
    hour_known = when.at is not None and hour_known
    return TimeSaid(when.start, when.end, when.rrule, hour_known=hour_known, doubts=doubts)


def draft_of(said: EventSaid, text: str) -> EventDraft:
    """Return an event as far as words tell it; what is doubtful in it is asked.

    :raises Refused: its time makes no sense.
    """
    lines = [line for line in text.strip().splitlines() if line.strip()]
    title = said.title.strip() or (lines[0] if lines else "")
    description = text.strip() if len(lines) > 1 or len(text.strip()) > len(title) + _OF_A_TITLE * 2 else ""
    draft = EventDraft(title=title, place=said.place or "", description=description)
    time = time_of(said)
    if time.start is None and not time.doubts:
        return draft
    timed = with_time(draft, time)
    if not timed.hour_known and _ALL_DAY.search(text):
        return all_day(timed)
    return timed


def all_day(draft: EventDraft) -> EventDraft:
    """Return an event of whole days."""
    start = None if draft.start is None else draft.start.replace(hour=0, minute=0, second=0, microsecond=0)
    doubts = tuple(doubt for doubt in draft.doubts if doubt != AM_OR_PM)
    return replace(draft, start=start, length=timedelta(0), whole_days=True, doubts=doubts, wanted=None)


def is_nothing(text: str) -> bool:
    """Tell whether an answer leaves something empty."""
    return text.strip().casefold() in _NOTHING


def places_in(text: str) -> int | None:
    """Return how many places an answer names; None for any number.

    :raises Refused: it names none.
    """
    if is_nothing(text):
        return None
    found = re.search(r"\d{1,6}", text)
    return int(found[0]) if found else 0


def leads_in(text: str) -> tuple[timedelta, ...]:
    """Return how long ahead people want to be reminded, longest first.

    :raises Refused: the answer names no length of time, or too many or too long ones.
    """
    if is_nothing(text):
        return ()
    found = {int(number) * _unit(unit) for number, unit in _LEAD.findall(text)}
    if not found or len(found) > MOST_LEADS or max(found) > LONGEST_LEAD or min(found) <= timedelta(0):
        raise Refused(Reason.EVENT_LEADS, most=MOST_LEADS, days=LONGEST_LEAD.days)
    return tuple(sorted(found, reverse=True))


def _unit(word: str) -> timedelta:
    return next(unit for unit, words in _UNITS.items() if word.casefold() in words or word.casefold()[0] in words)
