"""The monthly council: its benches, what comes onto its agenda and in which order, and what it decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.refusal import Reason, Refused

MOST_MATTERS = 20
"""Matters of one agenda; the rest wait for the next."""
MOST_DECISIONS = 50
MOST_ON_A_BENCH = 20
DECISION_LENGTH = 500
TITLE_LENGTH = 120
NOTE_LENGTH = 200
NEAR = timedelta(hours=12)
"""Minutes that begin so long before or after the planned time belong to it."""


_POSITION = re.compile(
    r"(?:议题|第|item|no\.?|point)\s?(\d{1,2})(?:\s?[.、:：)）项条,，]|\s)\s*|(\d{1,2})\s?[.、)）]\s*", re.IGNORECASE
)
_ISSUE = re.compile(r"[#＃]\s?(\d{1,9})(?!\d)[\s,，:：]*")
_MEETING = re.compile(
    r"开会|会议|召开|座谈|听证|活动|培训|演练|\b(?:meeting|hearing|workshop|event|training|drill)\b", re.IGNORECASE
)


class Bench(StrEnum):
    """Who sits in the council."""

    COMMUNITY = "community"
    PROPERTY = "property"
    OWNERS = "owners"
    BUILDINGS = "buildings"


class MatterKind(StrEnum):
    """What a matter is about."""

    ISSUE = "issue"
    TOPIC = "topic"
    VOTE = "vote"
    DECISION = "decision"


class Why(StrEnum):
    """Why it is on the agenda; in the order of the agenda."""

    DECIDED = "decided"
    """What became of a decision of the last times."""
    RAISED = "raised"
    RETURNED = "returned"
    """Sent back three times."""
    MONTH_END = "month_end"
    """Still open when the month ended."""


_ORDER = tuple(Why)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that the council should speak about."""

    kind: MatterKind
    number: int
    why: Why
    since: datetime
    """When it was raised, reported or decided."""
    building: ChatId | None = None
    """Where it comes from."""
    note: str = ""
    """Why it was raised, in the words of whoever did it."""
    raised_by: PersonId | None = None

    @property
    def key(self) -> tuple[MatterKind, int]:
        """What makes it the same matter."""
        return self.kind, self.number


class SittingState(StrEnum):
    """How far a sitting is."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    """Its agenda has gone out."""
    OPEN = "open"
    """Minutes are being taken."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting of the council."""

    community: CommunityId
    id: int
    starts_at: datetime
    place: str = ""
    event: int | None = None
    """The event that it is a date of; None where minutes were begun without one."""
    round: int | None = None
    """Which date of the event."""
    state: SittingState = SittingState.PLANNED
    chat: ChatId | None = None
    """Where the minutes are taken."""
    opened_by: PersonId | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None


class Outcome(StrEnum):
    """What a decision becomes."""

    ISSUE = "issue"
    EVENT = "event"
    RECORD = "record"
    """It stays in the minutes and is followed from there."""


class DecisionState(StrEnum):
    """What became of a decision."""

    NOTED = "noted"
    """In minutes that are not closed yet."""
    RUNNING = "running"
    DONE = "done"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Decision:
    """One point of the minutes."""

    community: CommunityId
    number: int
    """Counts within the community."""
    sitting: int
    text: str
    at: datetime
    state: DecisionState = DecisionState.NOTED
    position: int | None = None
    """The point of the agenda that it belongs to."""
    matter: tuple[MatterKind, int] | None = None
    building: ChatId | None = None
    owner: PersonId | None = None
    owner_name: str = ""
    """Who has to do it, in the words of the minutes, where the bot doesn't know them."""
    due_at: datetime | None = None
    undated: bool = False
    """It was asked for, and there is no date."""
    outcome: Outcome = Outcome.RECORD
    became: int | None = None
    """The number of the issue or event."""
    done_at: datetime | None = None
    version: int = 1

    @property
    def owned(self) -> bool:
        """Somebody is named who does it."""
        return self.owner is not None or bool(self.owner_name)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the minutes as it was written."""

    words: str
    position: int | None = None
    """The number on the agenda that it begins with."""
    issue: int | None = None
    """The issue that it names."""


def point(text: str) -> Point:
    """Return what a message says: "2. chargers at the east gate, Wang, by 15 April", or "#12 …"."""
    line = " ".join(text.split())
    numbered = _POSITION.match(line)
    if numbered is not None:
        return Point(line[numbered.end() :].strip(), position=int(numbered[1] or numbered[2]))
    named = _ISSUE.match(line)
    if named is not None:
        return Point(line[named.end() :].strip(), issue=int(named[1]))
    return Point(line)


def sounds_like_event(words: str) -> bool:
    """Tell whether what was decided is that people meet."""
    return _MEETING.search(words) is not None


def agenda(matters: Iterable[Matter]) -> tuple[tuple[Matter, ...], int]:
    """Return the agenda and how many matters have to wait for the next.

    What became of the last decisions comes first, then what was raised, what came back three times, and what was open
    at the month's end; the longest waiting first. Each matter comes once, for its first reason.
    """
    once: dict[tuple[MatterKind, int], Matter] = {}
    for matter in sorted(
        matters, key=lambda matter: (_ORDER.index(matter.why), matter.since, matter.kind, matter.number)
    ):
        once.setdefault(matter.key, matter)
    found = tuple(once.values())
    return found[:MOST_MATTERS], max(0, len(found) - MOST_MATTERS)


def month_end(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the last month ended: what was open then is the council's."""
    today = now.astimezone(zone)
    return datetime(today.year, today.month, 1, tzinfo=zone)


def notice_due(starts_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return when the agenda goes out: so many days ahead, at the same hour by the clock."""
    here = starts_at.astimezone(zone)
    return here - timedelta(days=days)


def nearest(sittings: Sequence[Sitting], now: datetime) -> Sitting | None:
    """Return the sitting whose minutes begin now, if one is near enough."""
    near = [one for one in sittings if abs(one.starts_at - now) <= NEAR and one.state is not SittingState.CLOSED]
    return min(near, key=lambda one: (abs(one.starts_at - now), one.id), default=None)


def open_minutes(sitting: Sitting, worker: PersonId, chat: ChatId, now: datetime) -> Sitting:
    """Begin the minutes; who goes on with them in another chat takes them along."""
    if sitting.state is SittingState.CLOSED:
        raise Refused(Reason.MINUTES_CLOSED)
    return replace(
        sitting,
        state=SittingState.OPEN,
        chat=chat,
        opened_by=sitting.opened_by or worker,
        opened_at=sitting.opened_at or now,
    )


def close_minutes(sitting: Sitting, decisions: Sequence[Decision], now: datetime) -> Sitting:
    """End the minutes, once every decision has who does it and until when, or the word that there is no date."""
    if sitting.state is not SittingState.OPEN:
        raise Refused(Reason.NO_MINUTES)
    for decision in decisions:
        if decision.state is DecisionState.NOTED and not decision.owned:
            raise Refused(Reason.DECISION_WITHOUT_OWNER, number=decision.number)
        if decision.state is DecisionState.NOTED and decision.due_at is None and not decision.undated:
            raise Refused(Reason.DECISION_WITHOUT_DATE, number=decision.number)
    return replace(sitting, state=SittingState.CLOSED, closed_at=now)


def strike(decision: Decision) -> Decision:
    """Take a point out of minutes that are still open."""
    _only_noted(decision)
    return replace(decision, state=DecisionState.STRUCK)


def reword(decision: Decision, said: Decision) -> Decision:
    """Put other words in the place of a point; its number stays."""
    _only_noted(decision)
    return replace(said, number=decision.number, sitting=decision.sitting, at=decision.at, version=decision.version)


def without_date(decision: Decision) -> Decision:
    """Say that there is no date."""
    _only_noted(decision)
    return replace(decision, due_at=None, undated=True)


def run(decision: Decision, became: int | None) -> Decision:
    """Let a decision take effect when the minutes are closed."""
    _only_noted(decision)
    return replace(decision, state=DecisionState.RUNNING, became=became)


def done(decision: Decision, now: datetime) -> Decision:
    """Say that it has been done."""
    if decision.state is not DecisionState.RUNNING:
        raise Refused(Reason.DECISION_OVER, number=decision.number)
    return replace(decision, state=DecisionState.DONE, done_at=now)


def is_overdue(decision: Decision, now: datetime) -> bool:
    """Tell whether it should have been done."""
    return decision.state is DecisionState.RUNNING and decision.due_at is not None and decision.due_at < now


def _only_noted(decision: Decision) -> None:
    if decision.state is not DecisionState.NOTED:
        raise Refused(Reason.DECISION_OVER, number=decision.number)
