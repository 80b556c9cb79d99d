"""Reads a calendar file that somebody has sent, whatever is in it: a few properties of a few of its events."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from icalendar import Event, vBroken, vDDDLists, vRecur

from bot.domain.calendar import MOST_IMPORTED, CalendarEntry, CalendarRead, Trouble, Troubled, with_changes
from bot.domain.refusal import Reason, Refused

_WANTED = frozenset(
    {"UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "LOCATION", "DESCRIPTION", "RRULE", "EXDATE", "RECURRENCE-ID"}
    | {"STATUS", "SEQUENCE"}
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_DEEPEST = 8
_LINE_LENGTH = 4_000
"""Characters of a line, as it is when its parts are put together; what is beyond is left out."""
_MOST_LINES = 100
_TITLE_LENGTH = 200
_PLACE_LENGTH = 200
_DESCRIPTION_LENGTH = 2_000
_MOST_SKIPPED = 200
_UID_LENGTH = 200
_NAME = re.compile(r"[A-Za-z-]+")
_DAY = re.compile(r"DTSTART[^\n]*?:(\d{8})", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


class _Entangled(Exception):
    """An entry that can't be taken over."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def read(raw: bytes, zone: ZoneInfo, now: datetime) -> CalendarRead:
    """Return what a calendar file brings that is still to come.

    :raises Refused: it is no calendar, or nothing that one could read with care.
    """
    blocks = [*_events(_lines(_text(raw)))]
    if not blocks:
        raise Refused(Reason.CALENDAR_EMPTY)
    today = f"{now.astimezone(zone):%Y%m%d}"
    coming = sorted((block for block in blocks if _day(block) >= today or _repeats(block)), key=_day)
    read_now, beyond = coming[:MOST_IMPORTED], max(0, len(coming) - MOST_IMPORTED)
    series: list[CalendarEntry] = []
    changes: list[CalendarEntry] = []
    troubled: list[Troubled] = []
    for block in read_now:
        event = _parsed(block)
        try:
            entry = _entry(event, zone)
        except _Entangled as entangled:
            troubled.append(Troubled(_title(event), entangled.trouble))
        else:
            (series if entry.instead_of is None else changes).append(entry)
    going = [entry for entry in series if not entry.cancelled]
    entries = with_changes(going, changes)
    return CalendarRead(
        entries=tuple(sorted(entries, key=lambda entry: entry.start)),
        over=len(blocks) - len(coming),
        cancelled=len(series) - len(going),
        beyond=beyond,
        troubled=tuple(troubled),
    )


# ---- from bytes to the lines of its events, without trusting any of it ----


def _text(raw: bytes) -> str:
    if b"BEGIN:VCALENDAR" not in raw[:10_000].upper() or b"\0" in raw:
        raise Refused(Reason.NOT_A_CALENDAR)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        raise Refused(Reason.NOT_A_CALENDAR) from None


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their continuations put together, each cut to what is sensible."""
    line = ""
    for part in text.replace("\r\n", "\n").split("\n"):
        if part[:1] in {" ", "\t"}:
            if len(line) < _LINE_LENGTH:
                line = (line + part[1:])[:_LINE_LENGTH]
        else:
            if line:
                yield line
            line = part[:_LINE_LENGTH].rstrip("\r")
    if line:
        yield line


def _events(lines: Iterable[str]) -> Iterator[str]:
    """Yield the wanted lines of each event; what stands in the components within it (alarms) is none of ours."""
    stack: list[str] = []
    wanted: list[str] = []
    for line in lines:
        name = found[0].upper() if (found := _NAME.match(line)) else ""
        if name == "BEGIN":
            stack.append(line[6:].strip().upper())
            if len(stack) > _DEEPEST:
                raise Refused(Reason.CALENDAR_TANGLED)
            if stack[-1] == "VEVENT":
                wanted = []
        elif name == "END":
            if not stack or stack[-1] != line[4:].strip().upper():
                raise Refused(Reason.CALENDAR_TANGLED)
            if stack.pop() == "VEVENT":
                yield "\n".join(wanted)
        elif stack and stack[-1] == "VEVENT" and name in _WANTED and len(wanted) < _MOST_LINES:
            wanted.append(line)


def _day(block: str) -> str:
    found = _DAY.search(block)
    return found[1] if found else "99999999"


def _repeats(block: str) -> bool:
    return any(line[:6].upper() in {"RRULE:", "RRULE;"} for line in block.split("\n"))


# ---- from an event's lines to an entry ----


def _parsed(block: str) -> Event:
    lines = "\r\n".join(["BEGIN:VEVENT", *block.split("\n"), "END:VEVENT", ""])
    try:
        event = Event.from_ical(lines)
    except Exception:  # noqa: BLE001 (a parser that is given anything may raise anything)
        return Event()
    return event if isinstance(event, Event) else Event()


def _entry(event: Event, zone: ZoneInfo) -> CalendarEntry:
    start, whole_days = _moment(event, "DTSTART", zone)
    if start is None:
        raise _Entangled(Trouble.NO_START if event else Trouble.UNREADABLE)
    if not _said(event, "SUMMARY"):
        raise _Entangled(Trouble.NO_TITLE)
    instead_of, _ = _moment(event, "RECURRENCE-ID", zone)
    rrule = None if instead_of else _rule(event, start)
    return CalendarEntry(
        uid=_said(event, "UID")[:_UID_LENGTH] or f"{start:%Y%m%dT%H%M}-{_title(event)}",
        title=_title(event),
        start=start,
        end=_end(event, start, zone, whole_days=whole_days),
        whole_days=whole_days,
        place=" ".join(_said(event, "LOCATION").split())[:_PLACE_LENGTH],
        description=_TAG.sub(" ", unescape(_said(event, "DESCRIPTION"))).strip()[:_DESCRIPTION_LENGTH],
        rrule=rrule,
        skipped=_skipped(event, zone) if rrule else (),
        instead_of=instead_of,
        cancelled=_said(event, "STATUS").upper() == "CANCELLED",
    )


def _said(event: Event, name: str) -> str:
    found = event.get(name)
    return str(found[0] if isinstance(found, list) and found else found or "").strip()


def _sound(event: Event, name: str) -> object:
    """Return a property that could be read; what couldn't raises an error at each touch."""
    found = event.get(name)
    return None if isinstance(found, vBroken) else found


def _title(event: Event) -> str:
    return " ".join(_TAG.sub(" ", unescape(_said(event, "SUMMARY"))).split())[:_TITLE_LENGTH]


def _moment(event: Event, name: str, zone: ZoneInfo) -> tuple[datetime | None, bool]:
    """Return a property's moment in our zone, and whether it is a day. A time without a zone is one of ours."""
    found = _sound(event, name)
    value = getattr(found, "dt", None)
    if isinstance(value, datetime):
        named = "TZID" in getattr(found, "params", {})
        if value.tzinfo is None and named:
            raise _Entangled(Trouble.UNKNOWN_ZONE)
        return _here(value, zone), False
    if isinstance(value, date):
        return datetime.combine(value, time(), zone), True
    return None, False


def _here(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone)
    except OverflowError:
        raise _Entangled(Trouble.NO_START) from None


def _end(event: Event, start: datetime, zone: ZoneInfo, *, whole_days: bool) -> datetime | None:
    end, _ = _moment(event, "DTEND", zone)
    span = getattr(_sound(event, "DURATION"), "dt", None)
    try:
        if end is None and isinstance(span, timedelta):
            end = start + span
        if end is not None and whole_days:
            end -= timedelta(days=1)
    except OverflowError:
        raise _Entangled(Trouble.ENDS_BEFORE_START) from None
    if end is not None and end < start and not whole_days:
        raise _Entangled(Trouble.ENDS_BEFORE_START)
    return end if end is not None and end > start else None


def _rule(event: Event, start: datetime) -> str | None:
    found = event.get("RRULE")
    if found is None:
        return None
    if not isinstance(found, vRecur):
        raise _Entangled(Trouble.RULE)
    frequency = str(next(iter(found.get("FREQ", [])), ""))
    if frequency not in _FREQUENCIES:
        raise _Entangled(Trouble.TOO_OFTEN if frequency in {"HOURLY", "MINUTELY", "SECONDLY"} else Trouble.RULE)
    if not _keeps_our_hours(event, start):
        raise _Entangled(Trouble.OTHER_ZONE)
    return str(found.to_ical().decode())  # type: ignore[no-untyped-call]


def _keeps_our_hours(event: Event, start: datetime) -> bool:
    """Tell whether a series that is written in another zone goes by our clocks all the same, in summer and winter."""
    written = getattr(_sound(event, "DTSTART"), "dt", None)
    if not isinstance(written, datetime) or written.tzinfo is None:
        return True
    months = (written.replace(month=month, day=1) for month in (1, 7))
    return all(moment.utcoffset() == moment.replace(tzinfo=start.tzinfo).utcoffset() for moment in months)


def _skipped(event: Event, zone: ZoneInfo) -> tuple[datetime, ...]:
    found = _sound(event, "EXDATE")
    lists = found if isinstance(found, list) else [found]
    values = [value.dt for dates in lists if isinstance(dates, vDDDLists) for value in dates.dts]
    moments = (
        _here(value, zone) if isinstance(value, datetime) else datetime.combine(value, time(), zone)
        for value in values[:_MOST_SKIPPED]
        if isinstance(value, date)
    )
    return tuple(sorted({*moments}))
