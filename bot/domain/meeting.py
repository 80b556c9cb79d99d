"""Which events prepare themselves: the weekly stand-up and the monthly council; and when their papers go out."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.council import notice_due
from bot.domain.event import EventKind, Occurrence
from bot.domain.standup import sheet_due

_STAND_UP = re.compile(r"周周碰|\bstand-?\s?up\b", re.IGNORECASE)
_COUNCIL = re.compile(r"月悦谈|\bcouncil\b", re.IGNORECASE)


def kind_of(title: str) -> EventKind:
    """Return what sort of meeting a title names."""
    if _STAND_UP.search(title):
        return EventKind.STAND_UP
    return EventKind.COUNCIL if _COUNCIL.search(title) else EventKind.EVENT


def prepared_at(date: Occurrence, notice_days: int, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return when the papers of a date go out: the sheet the evening before, the agenda with the council's notice.

    What is called at short notice gets them at once; nothing is prepared that has begun.
    """
    if date.event.kind is EventKind.EVENT or date.start <= now:
        return None
    if date.event.kind is EventKind.STAND_UP:
        return max(sheet_due(date.start, zone), now)
    return max(notice_due(date.start, notice_days, zone), now)
