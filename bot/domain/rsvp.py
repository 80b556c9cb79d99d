"""Who comes: answers, guests, a waiting list that moves up, and the check at the door."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.event import Occurrence
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused

MOST_GUESTS = 9
"""Guests that one person may bring."""
DOOR_OPENS = timedelta(hours=1)
"""So long before it begins, people can be checked in."""
DOOR_CLOSES = timedelta(minutes=30)
"""So long after it is over."""


class Answer(StrEnum):
    """What somebody says to an invitation."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rsvp:
    """What one person has answered for one date."""

    person: PersonId
    answer: Answer
    asked_at: datetime
    """Since when they stand in line; whoever brings more than before doesn't lose their place."""
    guests: int = 0
    waiting: bool = False
    """There is no room yet."""
    came_at: datetime | None = None

    @property
    def party(self) -> int:
        """How many places they take."""
        return 1 + self.guests if self.answer is Answer.YES else 0


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many come to one date, guests counted."""

    yes: int = 0
    waiting: int = 0
    maybe: int = 0
    no: int = 0
    came: int = 0
    """Who was checked in, with their guests."""


NOBODY = Turnout()


def answered(before: Rsvp | None, person: PersonId, answer: Answer, now: datetime) -> Rsvp:
    """Return what somebody says now; whoever no longer comes loses their place and their guests."""
    if before is not None and before.answer is answer:
        return before
    return Rsvp(person, answer, now)


def with_guests(before: Rsvp | None, person: PersonId, more: int, now: datetime) -> Rsvp:
    """Return somebody's answer with more guests, or fewer; to bring guests is to come."""
    coming = answered(before, person, Answer.YES, now)
    guests = coming.guests + more
    if not 0 <= guests <= MOST_GUESTS:
        raise Refused(Reason.GUESTS_TOO_MANY, most=MOST_GUESTS)
    return replace(coming, guests=guests)


def seated(rsvp: Rsvp, before: Rsvp | None, capacity: int | None, turnout: Turnout) -> Rsvp:
    """Return an answer with its place: at the table, or in line behind those who wait already.

    :param turnout: with the person's answer before counted in it.
    """
    if rsvp.answer is not Answer.YES:
        return replace(rsvp, waiting=False)
    if capacity is None:
        return replace(rsvp, waiting=False)
    sat = before is not None and before.answer is Answer.YES and not before.waiting
    taken = turnout.yes - (before.party if before is not None and sat else 0)
    fits = taken + rsvp.party <= capacity
    if sat and not fits:
        raise Refused(Reason.GUESTS_NO_ROOM, left=capacity - turnout.yes)
    others_wait = turnout.waiting - (before.party if before is not None and before.waiting else 0)
    return replace(rsvp, waiting=not fits or (others_wait > 0 and not sat))


def moving_up(capacity: int | None, taken: int, queue: Iterable[Rsvp]) -> list[Rsvp]:
    """Return who gets a place now, in the order of the line; nobody overtakes a larger party."""
    found: list[Rsvp] = []
    for rsvp in queue:
        if capacity is not None and taken + rsvp.party > capacity:
            break
        taken += rsvp.party
        found.append(replace(rsvp, waiting=False))
    return found


def check_in(date: Occurrence, rsvp: Rsvp | None, person: PersonId, now: datetime) -> Rsvp:
    """Note that somebody is there; whoever comes without having said so has said so now."""
    _at_the_door(date, now)
    if rsvp is not None and rsvp.came_at is not None:
        raise Refused(Reason.CHECKED_IN_ALREADY)
    coming = rsvp if rsvp is not None and rsvp.answer is Answer.YES else Rsvp(person, Answer.YES, now)
    return replace(coming, waiting=False, came_at=now)


def may_answer(date: Occurrence, now: datetime) -> None:
    """Refuse an answer to what doesn't take place, or has."""
    if date.cancelled:
        raise Refused(Reason.EVENT_CALLED_OFF)
    if date.over_at <= now:
        raise Refused(Reason.EVENT_OVER)


def door_is_open(date: Occurrence, now: datetime) -> bool:
    """Tell whether people can be checked in."""
    return not date.cancelled and date.start - DOOR_OPENS <= now <= date.over_at + DOOR_CLOSES


def _at_the_door(date: Occurrence, now: datetime) -> None:
    if date.cancelled:
        raise Refused(Reason.EVENT_CALLED_OFF)
    if now < date.start - DOOR_OPENS:
        raise Refused(Reason.CHECK_IN_NOT_YET, minutes=DOOR_OPENS // timedelta(minutes=1))
    if now > date.over_at + DOOR_CLOSES:
        raise Refused(Reason.CHECK_IN_OVER)
