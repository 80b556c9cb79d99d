"""An event that somebody is in the middle of calling or changing: what is known, and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from bot.domain.event import Event, EventKind
from bot.domain.ids import ChatId, EventNumber
from bot.domain.recurrence import BadRule, Rule, parse
from bot.domain.refusal import Reason, Refused

AM_OR_PM, DAY, NO_SUCH_DAY, PAST = "am_or_pm", "day", "no_such_day", "past"
"""Doubts about a time, as ``nlp`` names them."""
HALF_DAY = timedelta(hours=12)
WEEK = timedelta(days=7)
MOST_LEADS = 5
LONGEST_LEAD = timedelta(days=30)


class Ask(StrEnum):
    """What the bot wants to know next."""

    TITLE = "title"
    WHEN = "when"
    HOUR = "hour"
    HALF_OF_DAY = "half_of_day"
    WHICH_DAY = "which_day"
    WHERE_TO = "where_to"
    """In which chats it is announced."""
    CONFIRM = "confirm"
    # Only where somebody wants to change it:
    MENU = "menu"
    PLACE = "place"
    DESCRIPTION = "description"
    CAPACITY = "capacity"
    LEADS = "leads"
    # Of an event that is on the calendar already:
    WHICH_DATES = "which_dates"
    REASON = "reason"


ANSWERED_IN_WORDS = frozenset(
    {Ask.TITLE, Ask.WHEN, Ask.HOUR, Ask.PLACE, Ask.DESCRIPTION, Ask.CAPACITY, Ask.LEADS, Ask.REASON}
)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What has been said so far."""

    title: str = ""
    start: datetime | None = None
    length: timedelta = timedelta(0)
    hour_known: bool = False
    whole_days: bool = False
    rrule: str = ""
    doubts: tuple[str, ...] = ()
    place: str = ""
    description: str = ""
    capacity: int | None = None
    leads: tuple[timedelta, ...] | None = None
    chats: tuple[ChatId, ...] = ()
    kind: EventKind = EventKind.EVENT
    wanted: Ask | None = None
    """What somebody has asked to be asked."""
    number: EventNumber | None = None
    """The event that is changed; None where it is a new one."""
    round: int = 0
    """The date whose button was pressed."""
    one: bool | None = None
    """Only this date is changed; None where nobody has said."""
    cancels: bool = False
    reason: str = ""

    @property
    def rule(self) -> Rule | None:
        """How it recurs.

        :raises Refused: in a way that can't be followed.
        """
        try:
            return parse(self.rrule) if self.rrule else None
        except BadRule:
            raise Refused(Reason.EVENT_NEVER) from None


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """When something is, as somebody said it."""

    start: datetime | None
    end: datetime | None = None
    rrule: str = ""
    hour_known: bool = True
    doubts: tuple[str, ...] = ()


def next_ask(draft: EventDraft) -> Ask:
    """Return what to ask next; ``CONFIRM`` where nothing is missing."""
    if draft.wanted is not None:
        return draft.wanted
    if draft.cancels:
        return _cancelling(draft)
    missing = (
        (not draft.title.strip(), Ask.TITLE),
        (draft.start is None, Ask.WHEN),
        (not draft.hour_known and not draft.whole_days, Ask.HOUR),
        (DAY in draft.doubts, Ask.WHICH_DAY),
        (AM_OR_PM in draft.doubts, Ask.HALF_OF_DAY),
        (not draft.chats, Ask.WHERE_TO),
        (draft.number is not None and bool(draft.rrule) and draft.one is None, Ask.WHICH_DATES),
    )
    return next((ask for wanted, ask in missing if wanted), Ask.CONFIRM)


def _cancelling(draft: EventDraft) -> Ask:
    if draft.rrule and draft.one is None:
        return Ask.WHICH_DATES
    return Ask.CONFIRM if draft.reason else Ask.REASON


def choices(draft: EventDraft, now: datetime) -> tuple[datetime, ...]:
    """Return the times between which whoever calls it has to choose, where the words left it open."""
    start = draft.start
    if start is None:
        return ()
    match next_ask(draft):
        case Ask.HALF_OF_DAY:
            morning = start if start.hour < HALF_DAY.seconds // 3600 else start - HALF_DAY
            return (morning, morning + HALF_DAY)
        case Ask.WHICH_DAY:
            sooner = start - WEEK
            return (sooner, start) if sooner > now else (start, start + WEEK)
        case _:
            return ()


def chosen(draft: EventDraft, start: datetime, now: datetime) -> EventDraft:
    """Take one of the times that were shown.

    :raises Refused: it is none of them.
    """
    offered = choices(draft, now)
    if start not in offered:
        raise Refused(Reason.EVENT_CARD_OLD)
    doubt = AM_OR_PM if next_ask(draft) is Ask.HALF_OF_DAY else DAY
    return replace(draft, start=start, doubts=tuple(each for each in draft.doubts if each != doubt))


def with_time(draft: EventDraft, said: TimeSaid) -> EventDraft:
    """Take a time as somebody said it.

    :raises Refused: there is none in it, no calendar has it, it is past, or it ends before it begins.
    """
    if NO_SUCH_DAY in said.doubts:
        raise Refused(Reason.EVENT_NO_SUCH_TIME)
    if PAST in said.doubts:
        raise Refused(Reason.EVENT_IN_PAST)
    if said.start is None:
        raise Refused(Reason.EVENT_WITHOUT_TIME)
    length = timedelta(0)
    if said.end is not None and said.hour_known:
        length = _length(said.start, said.end)
    return replace(
        draft,
        start=said.start,
        length=length,
        hour_known=said.hour_known,
        whole_days=False,
        rrule=said.rrule or _kept_rule(draft, said.start),
        doubts=said.doubts,
        wanted=None,
    )


def _kept_rule(draft: EventDraft, start: datetime) -> str:
    """Return how an event that is changed recurs from another day on: its days move with its first one."""
    rule = draft.rule
    if draft.number is None or rule is None or draft.start is None:
        return ""
    return str(shifted(rule, draft.start, start))


def with_hour(draft: EventDraft, said: TimeSaid, zone: tzinfo) -> EventDraft:
    """Take an hour for the day that is known already."""
    if said.start is None or not said.hour_known or draft.start is None:
        raise Refused(Reason.EVENT_WITHOUT_TIME)
    day = draft.start.astimezone(zone).date()
    start = datetime.combine(day, said.start.astimezone(zone).time(), tzinfo=zone)
    length = timedelta(0) if said.end is None else _length(said.start, said.end)
    # A clock time that was past today isn't past on the day that it is for.
    doubts = tuple(doubt for doubt in (*draft.doubts, *said.doubts) if doubt not in {PAST, NO_SUCH_DAY})
    return replace(draft, start=start, length=length, hour_known=True, doubts=doubts, wanted=None)


def _length(start: datetime, end: datetime) -> timedelta:
    """Return how long it lasts. "9 pm to 7 pm" isn't meant to last until the next evening."""
    length = end - start
    turned = end.date() != start.date() and end.time() <= start.time() and length < timedelta(days=1)
    if length < timedelta(0) or length > timedelta(days=200) or (turned and length > HALF_DAY):
        raise Refused(Reason.EVENT_ENDS_BEFORE_START)
    return length


def shifted(rule: Rule, before: datetime, after: datetime) -> Rule:
    """Return a rule whose days move with its first time: Wednesdays become Thursdays."""
    days = (after.date() - before.date()).days
    if not days:
        return rule
    byday = tuple(sorted(day._replace(day=(day.day + days) % 7) for day in rule.byday))
    bymonthday = (after.day,) if len(rule.bymonthday) == 1 and rule.bymonthday[0] > 0 else rule.bymonthday
    bymonth = (after.month,) if len(rule.bymonth) == 1 else rule.bymonth
    return replace(rule, byday=byday, bymonthday=bymonthday, bymonth=bymonth)


def of_event(event: Event, zone: tzinfo, round_: int, start: datetime) -> EventDraft:
    """Return what is known of an event that somebody wants to change, beginning with one of its dates."""
    return EventDraft(
        title=event.title,
        start=start.astimezone(zone),
        length=event.length,
        hour_known=True,
        whole_days=event.whole_days,
        rrule="" if event.rule is None else str(event.rule),
        place=event.place,
        description=event.description,
        capacity=event.capacity,
        leads=event.leads,
        chats=event.chats,
        kind=event.kind,
        number=event.number,
        round=round_,
    )


def to_json(draft: EventDraft) -> dict[str, Any]:
    """Return it as values that JSON knows."""
    return {
        "title": draft.title,
        "start": None if draft.start is None else draft.start.isoformat(),
        "length": draft.length // timedelta(minutes=1),
        "hour_known": draft.hour_known,
        "whole_days": draft.whole_days,
        "rrule": draft.rrule,
        "doubts": list(draft.doubts),
        "place": draft.place,
        "description": draft.description,
        "capacity": draft.capacity,
        "leads": None if draft.leads is None else [lead // timedelta(minutes=1) for lead in draft.leads],
        "chats": list(draft.chats),
        "kind": draft.kind.value,
        "wanted": None if draft.wanted is None else draft.wanted.value,
        "number": draft.number,
        "round": draft.round,
        "one": draft.one,
        "cancels": draft.cancels,
        "reason": draft.reason,
    }


def from_json(state: Mapping[str, Any], zone: tzinfo) -> EventDraft:
    """Return what ``to_json`` made these values of, with its time in the zone."""
    start, leads = state["start"], state["leads"]
    return EventDraft(
        title=state["title"],
        start=None if start is None else datetime.fromisoformat(start).astimezone(zone),
        length=timedelta(minutes=state["length"]),
        hour_known=state["hour_known"],
        whole_days=state["whole_days"],
        rrule=state["rrule"],
        doubts=tuple(state["doubts"]),
        place=state["place"],
        description=state["description"],
        capacity=state["capacity"],
        leads=None if leads is None else tuple(timedelta(minutes=lead) for lead in leads),
        chats=tuple(ChatId(chat) for chat in state["chats"]),
        kind=EventKind(state["kind"]),
        wanted=None if state["wanted"] is None else Ask(state["wanted"]),
        number=None if state["number"] is None else EventNumber(state["number"]),
        round=state["round"],
        one=state["one"],
        cancels=state["cancels"],
        reason=state["reason"],
    )
