"""Calendar files and addresses."""

from datetime import timedelta

from bot.domain.calendar import MOST_IMPORTED, CalendarEntry, CalendarRead, Trouble, Troubled
from bot.domain.news.calendars import (
    AddressGiven,
    AddressIsThere,
    AddressSent,
    AddressTakenBack,
    CalendarImported,
    CalendarLeft,
    CalendarNews,
    CalendarPlan,
    EventFile,
)
from bot.domain.news.issues import IssueView
from bot.domain.paper import File
from tests.texts.makers import NOON


def news(seen: IssueView) -> list[CalendarNews]:
    """Return samples."""
    said = seen.issue.text
    entries = [
        CalendarEntry("1", said, NOON, NOON + timedelta(hours=1), whole_days=days, rrule=rule)
        for days in (False, True)
        for rule in (None, "FREQ=DAILY")
    ]
    troubled = tuple(Troubled(said, trouble) for trouble in Trouble)
    full = CalendarRead((*entries, *entries * 12)[:MOST_IMPORTED], 5000, 5000, 5000, troubled)
    return [
        AddressGiven(seen.building, "https://pavilion.example.org/calendar/" + "x" * 32 + ".ics"),
        AddressSent(seen.building),
        AddressIsThere(seen.building, NOON),
        AddressTakenBack(0),
        AddressTakenBack(3),
        EventFile(said, File("event-1.ics", "BEGIN:VCALENDAR")),
        CalendarPlan(seen.building, full, known=5000),
        CalendarPlan(seen.building, CalendarRead(())),
        CalendarImported(seen.building, (said,) * MOST_IMPORTED, refused=50),
        CalendarImported(seen.building, ()),
        CalendarLeft(),
    ]
