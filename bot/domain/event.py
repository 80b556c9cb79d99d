"""An event: something at a time and place, once or again and again, and what is different on single dates of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from heapq import merge
from itertools import islice

from bot.domain import recurrence
from bot.domain.ids import ChatId, CommunityId, EventNumber, MessageId, PersonId
from bot.domain.recurrence import Rule
from bot.domain.refusal import Reason, Refused

TITLE_LENGTH = 120
PLACE_LENGTH = 120
DESCRIPTION_LENGTH = 1500
REASON_LENGTH = 300
LONGEST = timedelta(days=14)
FURTHEST = timedelta(days=3 * 366)
"""Nobody plans a first date further ahead."""
MOST_CHANGES = 200
"""Dates of one event that may differ from the rest."""
MOST_PLACES = 10_000
DATES_SHOWN = 3
_MOMENT = timedelta(microseconds=1)
_AGES = timedelta(days=366 * 100)


class EventKind(StrEnum):
    """What sort of event it is: some prepare themselves."""

    EVENT = "event"
    STAND_UP = "stand_up"
    COUNCIL = "council"


class EventState(StrEnum):
    """Where an event stands."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class EventStep(StrEnum):
    """What can be done to an event; each step is kept."""

    CALL = "call"
    CHANGE = "change"
    MOVE = "move"
    CANCEL_DATE = "cancel_date"
    CANCEL = "cancel"
    SPLIT = "split"
    """From one date on, another event takes its place."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is different on one date."""

    start: datetime | None = None
    length: timedelta | None = None
    place: str | None = None
    cancelled: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that neighbours come together for."""

    community: CommunityId
    number: EventNumber
    title: str
    start: datetime
    """Of the first date. What comes again keeps the hour of the community's clock."""
    called_by: PersonId
    chat: ChatId
    """Where it was called."""
    chats: tuple[ChatId, ...]
    """Whom it concerns: it is announced there."""
    length: timedelta = timedelta(0)
    """0 where nobody said when it is over."""
    whole_days: bool = False
    place: str = ""
    description: str = ""
    rule: Rule | None = None
    kind: EventKind = EventKind.EVENT
    state: EventState = EventState.PLANNED
    capacity: int | None = None
    leads: tuple[timedelta, ...] | None = None
    """How long ahead it is brought to mind, longest first; None leaves it to the chat."""
    changes: Mapping[date, Change] = field(default_factory=dict)
    """By the day that each date had in the beginning."""
    reason: str = ""
    """Why it was cancelled."""
    message: MessageId | None = None
    follows: EventNumber | None = None
    """Which event it took the place of."""
    sequence: int = 0
    """Counts the changes that matter to those who come."""
    changed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of an event."""

    event: Event
    day: date
    """By which it is known, even if it is moved."""
    start: datetime
    """In the community's zone."""
    end: datetime | None
    place: str
    moved: bool = False
    cancelled: bool = False
    reason: str = ""

    @property
    def round(self) -> int:
        """The day as a number: its cards, answers and reminders are kept by it."""
        return number_of(self.day)

    @property
    def over_at(self) -> datetime:
        """When it counts as over; what has no end is taken to last an hour, or the day."""
        if self.end is not None:
            return self.end
        return self.start + (timedelta(days=1) if self.event.whole_days else timedelta(hours=1))


def number_of(day: date) -> int:
    """Return a day as a number: 20260318."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """Return the day of such a number.

    :raises Refused: there is no such day.
    """
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        raise Refused(Reason.EVENT_DATE_UNKNOWN) from None


# ---- dates ----


def dates(event: Event, zone: tzinfo, since: datetime, *, cancelled: bool = False) -> Iterator[Occurrence]:
    """Yield the dates that aren't over at ``since``, in order; without end where the event has none.

    :param cancelled: those that don't take place, too.
    """
    if event.state is EventState.CANCELLED and not cancelled:
        return
    for date_ in merge(_unchanged(event, zone, since), _changed(event, zone), key=lambda date_: date_.start):
        if date_.over_at > since and (cancelled or not date_.cancelled):
            yield date_


def next_date(event: Event, zone: tzinfo, now: datetime) -> Occurrence | None:
    """Return the date that is on, or comes next."""
    return next(dates(event, zone, now), None)


def first_dates(event: Event, zone: tzinfo, now: datetime, most: int = DATES_SHOWN) -> tuple[Occurrence, ...]:
    """Return the next dates, to show what a rule means."""
    return tuple(islice(dates(event, zone, now), most))


def on(event: Event, zone: tzinfo, round_: int) -> Occurrence:
    """Return the date that a number names.

    :raises Refused: the event has no such date.
    """
    day = day_of(round_)
    if not _has(event, zone, day):
        raise Refused(Reason.EVENT_DATE_UNKNOWN)
    return _occurrence(event, zone, day, event.changes.get(day))


def over_at(event: Event, zone: tzinfo) -> datetime | None:
    """Return when the last date of an event is over; None where it has none."""
    if event.rule is None:
        last: datetime | None = event.start
    elif event.rule.endless:
        return None
    else:
        last = recurrence.last(event.rule, event.start, zone)
    ends = [] if last is None else [_occurrence(event, zone, last.astimezone(zone).date(), None).over_at]
    ends += [date_.over_at for date_ in _changed(event, zone)]
    return max(ends, default=event.start)


def _unchanged(event: Event, zone: tzinfo, since: datetime) -> Iterator[Occurrence]:
    # What is on began before.
    begin = since - max(event.length, timedelta(days=1))
    for start in _starts(event, zone, begin):
        day = start.date()
        if day not in event.changes:
            yield _occurrence(event, zone, day, None)


def _starts(event: Event, zone: tzinfo, since: datetime) -> Iterator[datetime]:
    if event.rule is None:
        return iter([event.start.astimezone(zone)])
    return recurrence.between(event.rule, event.start, zone, since, since + _AGES)


def _changed(event: Event, zone: tzinfo) -> Iterator[Occurrence]:
    found = (_occurrence(event, zone, day, change) for day, change in event.changes.items())
    return iter(sorted(found, key=lambda date_: date_.start))


def _has(event: Event, zone: tzinfo, day: date) -> bool:
    if day in event.changes:
        return True
    start = _start_on(event, zone, day)
    if event.rule is None:
        return event.start.astimezone(zone).date() == day
    return recurrence.next_after(event.rule, event.start, zone, start - _MOMENT) == start


def _start_on(event: Event, zone: tzinfo, day: date) -> datetime:
    clock = event.start.astimezone(zone).time()
    return recurrence.moment(datetime.combine(day, clock), zone)


def _occurrence(event: Event, zone: tzinfo, day: date, change: Change | None) -> Occurrence:
    start = _start_on(event, zone, day)
    length, place = event.length, event.place
    if change is not None:
        start = start if change.start is None else change.start.astimezone(zone)
        length = length if change.length is None else change.length
        place = place if change.place is None else change.place
    return Occurrence(
        event,
        day,
        start,
        recurrence.moment(start.replace(tzinfo=None) + length, zone) if length else None,
        place,
        moved=change is not None and change.start is not None,
        cancelled=event.state is EventState.CANCELLED or (change is not None and change.cancelled),
        reason=event.reason or (change.reason if change is not None else ""),
    )


# ---- rules ----


def called(event: Event, zone: tzinfo, now: datetime) -> Event:
    """Return an event as it may be put on the calendar: begun at the first time of its rule.

    :raises Refused: it makes no sense, or has no date ahead.
    """
    if not event.title.strip():
        raise Refused(Reason.EVENT_WITHOUT_TITLE)
    if event.length < timedelta(0):
        raise Refused(Reason.EVENT_ENDS_BEFORE_START)
    if event.length > LONGEST:
        raise Refused(Reason.EVENT_TOO_LONG, days=LONGEST.days)
    if event.capacity is not None and not 1 <= event.capacity <= MOST_PLACES:
        raise Refused(Reason.EVENT_CAPACITY, most=MOST_PLACES)
    if event.start > now + FURTHEST:
        raise Refused(Reason.EVENT_TOO_FAR)
    fitted = replace(
        _from_its_first_time(event, zone),
        title=_line(event.title, TITLE_LENGTH),
        place=_line(event.place, PLACE_LENGTH),
        description=event.description.strip()[:DESCRIPTION_LENGTH],
    )
    if next_date(fitted, zone, now) is None:
        raise Refused(Reason.EVENT_IN_PAST)
    return fitted


def _from_its_first_time(event: Event, zone: tzinfo) -> Event:
    if event.rule is None:
        return event
    if not event.rule.once_a_day:
        raise Refused(Reason.EVENT_TOO_OFTEN)
    first = recurrence.next_after(event.rule, event.start, zone, event.start - _MOMENT)
    if first is None:
        raise Refused(Reason.EVENT_NEVER)
    return replace(event, start=first)


def change_date(event: Event, zone: tzinfo, round_: int, change: Change, now: datetime) -> Event:
    """Let one date be different; what it doesn't say stays as it was."""
    date_ = _ahead(event, zone, round_, now)
    before = event.changes.get(date_.day, Change())
    merged = Change(
        start=before.start if change.start is None else change.start,
        length=before.length if change.length is None else change.length,
        place=before.place if change.place is None else _line(change.place, PLACE_LENGTH),
    )
    if merged.start is not None and merged.start <= now:
        raise Refused(Reason.EVENT_IN_PAST)
    if merged.start is not None and merged.start > now + FURTHEST:
        raise Refused(Reason.EVENT_TOO_FAR)
    return _with_change(event, date_.day, merged, now)


def cancel_date(event: Event, zone: tzinfo, round_: int, reason: str, now: datetime) -> Event:
    """Let one date not take place."""
    date_ = _ahead(event, zone, round_, now)
    if event.rule is None:
        return cancel(event, reason, now)
    change = replace(event.changes.get(date_.day, Change()), cancelled=True, reason=_reason(reason))
    return _with_change(event, date_.day, change, now)


def cancel(event: Event, reason: str, now: datetime) -> Event:
    """Let none of its dates take place any more."""
    if event.state is EventState.CANCELLED:
        raise Refused(Reason.EVENT_CALLED_OFF)
    return replace(
        event, state=EventState.CANCELLED, reason=_reason(reason), sequence=event.sequence + 1, changed_at=now
    )


def change_all(event: Event, zone: tzinfo, changed: Event, now: datetime) -> Event:
    """Let all dates be different; those that were different by themselves are no longer."""
    _alive(event)
    fitted = called(replace(changed, changes={}), zone, now)
    return replace(fitted, sequence=event.sequence + 1, changed_at=now)


def split(event: Event, zone: tzinfo, round_: int, now: datetime) -> tuple[Event, Event]:
    """Return an event that ends before a date, and the one that takes its place from then on, without its number."""
    date_ = _ahead(event, zone, round_, now)
    if event.rule is None:
        raise Refused(Reason.EVENT_DATE_UNKNOWN)
    start = _start_on(event, zone, date_.day)
    ended = replace(
        event,
        rule=replace(event.rule, count=None, until=start - timedelta(seconds=1)),
        changes={day: change for day, change in event.changes.items() if day < date_.day},
        sequence=event.sequence + 1,
        changed_at=now,
    )
    rest = event.rule
    if rest.count is not None:
        past = recurrence.between(event.rule, event.start, zone, event.start, start)
        rest = replace(rest, count=rest.count - sum(1 for _ in past))
    following = replace(
        event,
        start=start,
        rule=rest,
        changes={day: change for day, change in event.changes.items() if day >= date_.day},
        follows=event.number,
        changed_at=now,
        version=1,
    )
    return ended, following


def is_first(event: Event, zone: tzinfo, round_: int, now: datetime) -> bool:
    """Tell whether no date of the event lies before this one: to change all that follow is to change all."""
    first = next(dates(event, zone, event.start - _MOMENT, cancelled=True), None)
    return first is None or first.round >= round_ or next_date(event, zone, now) is None


def _with_change(event: Event, day: date, change: Change, now: datetime) -> Event:
    if day not in event.changes and len(event.changes) >= MOST_CHANGES:
        raise Refused(Reason.EVENT_CHANGED_TOO_OFTEN, most=MOST_CHANGES)
    return replace(event, changes={**event.changes, day: change}, sequence=event.sequence + 1, changed_at=now)


def _ahead(event: Event, zone: tzinfo, round_: int, now: datetime) -> Occurrence:
    """Return a date that can still be changed."""
    _alive(event)
    date_ = on(event, zone, round_)
    if date_.cancelled:
        raise Refused(Reason.EVENT_CALLED_OFF)
    if date_.over_at <= now:
        raise Refused(Reason.EVENT_OVER)
    return date_


def _alive(event: Event) -> None:
    if event.state is EventState.CANCELLED:
        raise Refused(Reason.EVENT_CALLED_OFF)


def _reason(reason: str) -> str:
    said = _line(reason, REASON_LENGTH)
    if not said:
        raise Refused(Reason.EVENT_REASON_MISSING)
    return said


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]
