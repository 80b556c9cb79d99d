"""When something must have happened, in a squad's working time, and who is told step by step if it hasn't."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum, StrEnum

from bot.domain.issue import Issue, IssueState, Urgency
from bot.domain.squad import WorkingHours

_DAY = timedelta(days=1)


def after_working(start: datetime, span: timedelta, hours: WorkingHours | None) -> datetime:
    """Return when ``span`` of working time will have passed since ``start``.

    ``start`` is aware and in the community's zone: hours are wall-clock hours there, so a squad that opens at
    eight opens at eight on the day the clocks change, too. What passes meanwhile is real time.

    :param hours: None works round the clock.
    """
    begin = start.astimezone(UTC)
    if hours is None:
        return (begin + span).astimezone(start.tzinfo)
    at, left = begin, span
    for opens, closes in _shifts(start, hours):
        at = max(at, opens)
        if at + left <= closes:
            return (at + left).astimezone(start.tzinfo)
        left -= max(closes - at, timedelta(0))
    raise AssertionError("there is always another shift")


def working_between(start: datetime, end: datetime, hours: WorkingHours | None) -> timedelta:
    """Return how much working time lies between two times, the first in the community's zone; none if it is later."""
    begin, last = start.astimezone(UTC), end.astimezone(UTC)
    if hours is None or last <= begin:
        return max(last - begin, timedelta(0))
    passed = timedelta(0)
    for opens, closes in _shifts(start, hours):
        if opens >= last:
            break
        passed += max(min(closes, last) - max(opens, begin), timedelta(0))
    return passed


def _shifts(start: datetime, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    """Return the shifts of all working days from that of ``start`` on."""
    day = start.date()
    while True:
        if day.weekday() in hours.weekdays and day not in hours.days_off:
            opens, closes = (
                datetime.combine(day, clock, tzinfo=start.tzinfo).astimezone(UTC)
                for clock in (hours.opens, hours.closes)
            )
            yield opens, closes
        day += _DAY


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of the night, in which nobody is written to without need."""

    begins: time
    ends: time
    """On the next morning, if that is sooner in the day."""

    def until(self, at: datetime) -> datetime | None:
        """Return when the quiet ends in which ``at``, in the community's zone, falls; None if it falls in none."""
        clock = at.time()
        if self.begins <= self.ends:
            quiet, days = self.begins <= clock < self.ends, 0
        else:
            quiet, days = clock >= self.begins or clock < self.ends, int(clock >= self.begins)
        return datetime.combine(at.date() + days * _DAY, self.ends, tzinfo=at.tzinfo) if quiet else None


class Clock(StrEnum):
    """What is waited for."""

    CLAIM = "claim"
    RESOLVE = "resolve"


class Rung(IntEnum):
    """The steps upwards: who is told, one after the other."""

    WARNING = 0
    """The squad, or whoever has taken it: a while before it is due."""
    DUE = 1
    """The same, now that it is."""
    SQUAD_LEAD = 2
    ABOVE = 3
    """The building's lead, or a community worker."""
    OFFICE = 4
    """All of the community office."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """How soon the next one is told."""

    warning: float = 0.75
    """The share of the time that has passed when the squad is warned."""
    after: Mapping[Rung, timedelta] = field(
        default_factory=lambda: {
            Rung.SQUAD_LEAD: timedelta(hours=2),
            Rung.ABOVE: timedelta(hours=4),
            Rung.OFFICE: timedelta(hours=8),
        }
    )
    """How much working time after the rung before."""


REPEAT_EMERGENCY = timedelta(minutes=5)
"""Until somebody takes it."""


def clock_of(issue: Issue) -> Clock | None:
    """Return what an issue waits for, while its clock runs."""
    if issue.state in {IssueState.REPORTED, IssueState.DISPATCHED}:
        return Clock.CLAIM
    return Clock.RESOLVE if issue.state is IssueState.CLAIMED else None


def is_emergency(issue: Issue) -> bool:
    """Tell whether an issue's clock runs at any hour."""
    return issue.urgency is Urgency.EMERGENCY


def first_look(now: datetime, due_at: datetime, ladder: Ladder, hours: WorkingHours | None) -> tuple[Rung, datetime]:
    """Return at which rung the watch over something begins, and when: with the warning, or what is due when it is.

    ``now`` is in the community's zone.
    """
    left = working_between(now, due_at, hours)
    if not left or not 0 < ladder.warning < 1:
        return Rung.DUE, max(due_at, now)
    return Rung.WARNING, after_working(now, left * ladder.warning, hours)


def next_look(
    rung: Rung, now: datetime, due_at: datetime, ladder: Ladder, hours: WorkingHours | None
) -> tuple[Rung, datetime] | None:
    """Return which rung follows on one that has just been climbed, and when; None after the last."""
    if rung is Rung.OFFICE:
        return None
    following = Rung(rung + 1)
    if following is Rung.DUE:
        return following, max(due_at, now)
    return following, after_working(now, ladder.after[following], hours)


def resumed(due_at: datetime, stopped_at: datetime, now: datetime, hours: WorkingHours | None) -> datetime:
    """Return when something is due whose clock has stood still: as much working time is left as there was then.

    What was overdue already stays so. Both times but ``due_at`` are in the community's zone.
    """
    if due_at <= stopped_at:
        return due_at
    return after_working(now, working_between(stopped_at, due_at, hours), hours)
