"""Events from the first question to the list at the door."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import event as rules
from bot.domain.event import DESCRIPTION_LENGTH, MOST_PLACES, PLACE_LENGTH, REASON_LENGTH, TITLE_LENGTH, Occurrence
from bot.domain.event_draft import Ask, EventDraft, of_event
from bot.domain.ids import ChatId, EventNumber
from bot.domain.memo import TEXT_LENGTH
from bot.domain.news.events import (
    Agenda,
    AgendaEntry,
    AlwaysComes,
    Answered,
    DateAhead,
    DateCalledOff,
    DateCard,
    DateMoved,
    DateView,
    Door,
    EventAsked,
    EventDropped,
    EventList,
    EventNews,
    EventNoted,
    Guests,
    PlaceFree,
)
from bot.domain.news.issues import IssueView
from bot.domain.presses.base import LARGEST
from bot.domain.recurrence import parse
from bot.domain.rsvp import Answer, Turnout
from bot.services.events.coming import DOOR_PAGE
from bot.services.events.drafting import CHATS_SHOWN
from bot.services.events.listing import MOST_DATES, PAGE
from bot.texts.event_cards import LISTED
from tests.domain.test_event import ZONE, an_event
from tests.texts.makers import NOON

RULE = "FREQ=YEARLY;INTERVAL=3;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=-1SA,2MO,7TU;COUNT=99"


def news(seen: IssueView) -> list[EventNews]:
    """Return samples."""
    date, who = _date(seen), seen.reporter
    view = DateView(date, Turnout(*[MOST_PLACES] * 5))
    off = replace(date, cancelled=True, reason=(seen.issue.text or "?")[:REASON_LENGTH])
    rows = tuple((who, answer, 9, answer is Answer.YES, answer is Answer.NO) for answer in Answer)
    return [
        *(DateCard(view, over=over, door=door) for over in (False, True) for door in (False, True)),
        DateCard(DateView(replace(date, end=None, moved=True))),
        DateCard(DateView(off)),
        *_asked(date, seen.building),
        EventNoted(EventNumber(LARGEST), date.event.title),
        EventNoted(EventNumber(1), date.event.title, changed=True),
        EventDropped(),
        *(DateCalledOff(off, whole=whole, mentions=(who,) * 30, others=9) for whole in (False, True)),
        DateMoved(date, (who,) * 30, 9),
        DateMoved(replace(date, place="")),
        DateAhead(view, NOON),
        DateAhead(view, NOON, personal=True),
        DateAhead(view, NOON, began=True),
        PlaceFree(date),
        PlaceFree(date, (who,)),
        *(Answered(answer, guests=guests) for answer in Answer for guests in (0, 3)),
        Answered(Answer.YES, waiting=True),
        Answered(Answer.YES, came=True),
        AlwaysComes(always=True),
        AlwaysComes(always=False),
        EventList((view,) * PAGE, 2, 3),
        EventList((), 1, 1),
        Agenda((AgendaEntry(date, Answer.YES, waiting=True), _memo(seen)) * (MOST_DATES // 2), personal=True),
        Agenda((AgendaEntry(date),), personal=False),
        Agenda((), personal=False),
        Guests(view, rows),
        Guests(view, rows * LISTED),
        Guests(view, (rows * LISTED)[:LISTED]),
        Door(view, ((who, 9),) * DOOR_PAGE, 2, 3),
        Door(view, (), 1, 1),
    ]


def _date(seen: IssueView) -> Occurrence:
    text = seen.issue.text or "?"
    event = an_event(
        number=EventNumber(LARGEST),
        title=text[:TITLE_LENGTH],
        place=text[:PLACE_LENGTH],
        description=text[:DESCRIPTION_LENGTH],
        capacity=MOST_PLACES,
    )
    date = rules.on(event, ZONE, 20260318)
    return replace(date, event=replace(event, rule=parse(RULE)))


def _memo(seen: IssueView) -> AgendaEntry:
    return AgendaEntry(None, memo=(NOON, (seen.issue.text or "?")[:TEXT_LENGTH]))


def _asked(date: Occurrence, building: str) -> list[EventAsked]:
    draft = of_event(date.event, ZONE, date.round, date.start)
    draft = replace(draft, leads=(timedelta(days=1), timedelta(hours=1)))
    chats = ((ChatId(-1), building),) * CHATS_SHOWN
    times = (NOON, NOON + timedelta(hours=12))
    return [
        *(EventAsked(draft, ask, (date,) * 3, times, chats, (date, date)) for ask in Ask),
        EventAsked(EventDraft(), Ask.TITLE),
        EventAsked(EventDraft(title="?", start=NOON), Ask.HOUR, (date,)),
        EventAsked(replace(draft, number=None, leads=()), Ask.CONFIRM, (date,)),
        EventAsked(replace(draft, one=True), Ask.MENU, (date,)),
        EventAsked(replace(draft, cancels=True, reason=date.event.description[:REASON_LENGTH]), Ask.CONFIRM, (date,)),
    ]
