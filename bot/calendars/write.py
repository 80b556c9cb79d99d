"""Writes calendar entries as RFC 5545 text, the same text for the same entries."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur

from bot.domain.calendar import CalendarEntry

_MAKER = "-//Pavilion//Neighbourhood calendar//EN"
_YEARS_AHEAD = 12
"""So far the zone's clock changes are written; phones know the zone by its name beyond that, too."""
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def write(name: str, zone: ZoneInfo, entries: Sequence[CalendarEntry]) -> bytes:
    """Return a calendar file.

    :param name: what a phone calls the calendar.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _MAKER)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", _plain(name))
    calendar.add("X-WR-TIMEZONE", zone.key)
    calendar.add("REFRESH-INTERVAL", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    if entries:
        calendar.add_component(_timezone(zone, min(entry.start for entry in entries).year))
    for entry in entries:
        calendar.add_component(_event(entry, zone))
    return bytes(calendar.to_ical(sorted=True))


@lru_cache(maxsize=64)
def _timezone(zone: ZoneInfo, year: int) -> Timezone:
    return Timezone.from_tzinfo(zone, zone.key, date(year - 1, 1, 1), date(year + _YEARS_AHEAD, 1, 1))


def _event(entry: CalendarEntry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("UID", _plain(entry.uid))
    event.add("DTSTAMP", (entry.changed_at or entry.start).astimezone(UTC))
    event.add("SUMMARY", _plain(entry.title))
    event.add("SEQUENCE", entry.sequence)
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("DTSTART", _moment(entry, entry.start, zone))
    if entry.end is not None:
        # The end of whole days is the day behind the last one.
        event.add("DTEND", _moment(entry, entry.end + timedelta(days=entry.whole_days), zone))
    if entry.changed_at is not None:
        event.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
    if entry.place:
        event.add("LOCATION", _plain(entry.place))
    if entry.description:
        event.add("DESCRIPTION", _plain(entry.description))
    if entry.rrule is not None:
        event.add("RRULE", vRecur.from_ical(entry.rrule))
    if entry.skipped:
        event.add("EXDATE", [_moment(entry, skipped, zone) for skipped in entry.skipped])
    if entry.instead_of is not None:
        event.add("RECURRENCE-ID", _moment(entry, entry.instead_of, zone))
    return event


def _moment(entry: CalendarEntry, moment: datetime, zone: ZoneInfo) -> date:
    here = moment.astimezone(zone)
    return here.date() if entry.whole_days else here


def _plain(text: str) -> str:
    """Return a text without what no calendar prints; line ends stay, and are escaped by the library."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n"))
