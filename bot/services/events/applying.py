"""What somebody has confirmed is carried out: an event is called, changed or cancelled, and whoever comes is told."""

from dataclasses import replace

from bot.domain import event as rules
from bot.domain.cause import Cause
from bot.domain.event import Change, Event, EventStep, Occurrence
from bot.domain.event_draft import EventDraft
from bot.domain.ids import EventNumber
from bot.domain.news.events import DateCalledOff, DateMoved, EventNoted
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.services import owing
from bot.services.deps import Deps
from bot.services.events import coming, planning, showing
from storage import events, reminders, rsvps
from storage.database import Transaction
from storage.rsvps import Date

MENTIONED = 20


def event_of(deps: Deps, cause: Cause, draft: EventDraft) -> Event:
    """Return a draft as the event that it would be.

    :raises Refused: that makes no sense.
    """
    if draft.start is None:
        raise Refused(Reason.EVENT_WITHOUT_TIME)
    place = deps.neighbourhood
    event = Event(
        community=place.community,
        number=draft.number or EventNumber(0),
        title=draft.title,
        start=draft.start,
        called_by=cause.actor.id,
        chat=cause.chat,
        chats=draft.chats or (cause.chat,),
        length=draft.length,
        whole_days=draft.whole_days,
        place=draft.place,
        description=draft.description,
        rule=draft.rule,
        kind=draft.kind,
        capacity=draft.capacity,
        leads=draft.leads,
        message=cause.message,
    )
    if draft.number is not None:
        # The date that is changed is shown; the rule goes with it when all that follow are.
        return event if draft.one is not True else replace(event, rule=None)
    return rules.called(event, place.zone, cause.at)


def apply(tx: Transaction, deps: Deps, cause: Cause, draft: EventDraft) -> EventNoted:
    """Carry out what a draft has come to."""
    if draft.number is None:
        event = planning.create(tx, deps, cause, event_of(deps, cause, draft))
        return EventNoted(event.number, event.title)
    before = events.access(tx, deps.neighbourhood.community, draft.number)
    date = rules.on(before, deps.neighbourhood.zone, draft.round)
    one = draft.one is True or before.rule is None
    if draft.cancels:
        event = _cancel_one(tx, deps, cause, before, date, draft) if one else _cancel_rest(tx, deps, cause, date, draft)
    elif one and before.rule is not None:
        event = _change_one(tx, deps, cause, before, date, draft)
    else:
        event = _change_rest(tx, deps, cause, date, draft)
    return EventNoted(event.number, event.title, changed=True)


def cancel(tx: Transaction, deps: Deps, cause: Cause, event: Event, reason: str) -> Event:
    """Cancel an event with all its dates, and tell whoever wanted to come."""
    date = showing.current(deps, event, cause.at)
    off = _save(tx, deps, rules.cancel(event, reason, cause.at))
    events.add_step(tx, off, EventStep.CANCEL, cause, None, off.reason)
    if date is not None:
        gone = rules.on(off, deps.neighbourhood.zone, date.round)
        showing.refresh(tx, deps, gone, cause.at)
        _tell(tx, deps, cause, gone, whole=True)
    planning.begin_date(tx, deps, off, cause.at)
    return off


def noted(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Let the button stop waiting."""
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _cancel_one(tx: Transaction, deps: Deps, cause: Cause, before: Event, date: Occurrence, draft: EventDraft) -> Event:
    off = _save(tx, deps, rules.cancel_date(before, deps.neighbourhood.zone, date.round, draft.reason, cause.at))
    events.add_step(tx, off, EventStep.CANCEL_DATE, cause, date.round, draft.reason)
    gone = rules.on(off, deps.neighbourhood.zone, date.round)
    showing.refresh(tx, deps, gone, cause.at)
    _tell(tx, deps, cause, gone, whole=False)
    planning.begin_date(tx, deps, off, cause.at)
    return off


def _cancel_rest(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence, draft: EventDraft) -> Event:
    event, zone = date.event, deps.neighbourhood.zone
    if rules.is_first(event, zone, date.round, cause.at):
        return cancel(tx, deps, cause, event, draft.reason)
    ended, _ = rules.split(event, zone, date.round, cause.at)
    # The first of the dates that don't take place stays known, with its reason.
    off = Change(cancelled=True, reason=draft.reason)
    ended = _save(tx, deps, replace(ended, changes={**ended.changes, date.day: off}))
    events.add_step(tx, ended, EventStep.CANCEL, cause, date.round, draft.reason)
    gone = rules.on(ended, zone, date.round)
    showing.refresh(tx, deps, gone, cause.at)
    _tell(tx, deps, cause, gone, whole=True)
    planning.begin_date(tx, deps, ended, cause.at)
    return ended


def _change_one(tx: Transaction, deps: Deps, cause: Cause, before: Event, date: Occurrence, draft: EventDraft) -> Event:
    change = Change(
        start=None if draft.start == date.start else draft.start,
        length=None if draft.length == (before.length) else draft.length,
        place=None if draft.place == date.place else draft.place,
    )
    after = _save(tx, deps, rules.change_date(before, deps.neighbourhood.zone, date.round, change, cause.at))
    events.add_step(tx, after, EventStep.MOVE, cause, date.round)
    moved = rules.on(after, deps.neighbourhood.zone, date.round)
    showing.refresh(tx, deps, moved, cause.at)
    _tell(tx, deps, cause, moved, whole=False)
    planning.begin_date(tx, deps, after, cause.at)
    return after


def _change_rest(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence, draft: EventDraft) -> Event:
    """Change a date and all that follow: in the event itself where no date of it has been, else in one of its own."""
    event, zone = date.event, deps.neighbourhood.zone
    if rules.is_first(event, zone, date.round, cause.at) or event.rule is None:
        changed = rules.change_all(event, zone, _changed(event, date, draft), cause.at)
        after = _save(tx, deps, changed)
        events.add_step(tx, after, EventStep.CHANGE, cause, None)
    else:
        after = _split(tx, deps, cause, date, draft)
    _move_answers(tx, deps, cause, date, after)
    return after


def _split(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence, draft: EventDraft) -> Event:
    community, zone = deps.neighbourhood.community, deps.neighbourhood.zone
    ended, following = rules.split(date.event, zone, date.round, cause.at)
    ended = _save(tx, deps, ended)
    changed = rules.change_all(following, zone, _changed(following, date, draft), cause.at)
    after = replace(changed, number=events.next_number(tx, community), version=1)
    events.add(tx, after, rules.over_at(after, zone))
    events.add_step(tx, ended, EventStep.SPLIT, cause, date.round, str(after.number))
    events.add_step(tx, after, EventStep.CALL, cause, None)
    rsvps.carry(tx, community, ended.number, after.number, date.round)
    planning.begin_date(tx, deps, ended, cause.at)
    return after


def _changed(event: Event, date: Occurrence, draft: EventDraft) -> Event:
    """Return an event as a draft wants it; what is left of its number of times is left."""
    rule = draft.rule
    if rule is not None and rule.count is not None and event.rule is not None:
        rule = replace(rule, count=event.rule.count)
    return replace(
        event,
        title=draft.title,
        start=draft.start or date.start,
        length=draft.length,
        whole_days=draft.whole_days,
        place=draft.place,
        description=draft.description,
        rule=rule,
        capacity=draft.capacity,
        leads=draft.leads,
    )


def _move_answers(tx: Transaction, deps: Deps, cause: Cause, old: Occurrence, after: Event) -> None:
    """Let those who said yes to the date come to the one in its place, and show and tell that."""
    new = showing.current(deps, after, cause.at)
    if new is None:
        return
    kept = Date(after.community, after.number, old.round)
    if new.round != old.round:
        rsvps.move_day(tx, kept, showing.kept_as(new))
    if new.round != old.round or after.number != old.event.number:
        showing.replace_cards(tx, deps, old, after, cause.at)
    planning.begin_date(tx, deps, after, cause.at, announce=True)
    if after.capacity != old.event.capacity:
        coming.move_up(tx, deps, cause, new)
    if (new.start, new.place) != (old.start, old.place):
        _tell(tx, deps, cause, new, whole=False)


def _save(tx: Transaction, deps: Deps, event: Event) -> Event:
    return events.save(tx, event, rules.over_at(event, deps.neighbourhood.zone))


def _tell(tx: Transaction, deps: Deps, cause: Cause, date: Occurrence, *, whole: bool) -> None:
    """Tell those who wanted to come: once in each chat, naming those who can't be written to; the others alone."""
    kept, sequence = showing.kept_as(date), max(1, date.event.sequence)
    named = rsvps.to_tell(tx, kept, sequence, MENTIONED, following=whole, started=False)
    others = rsvps.count_to_tell(tx, kept, sequence, following=whole)
    mentions = tuple(guest.who for guest in named)
    news: DateCalledOff | DateMoved
    if date.cancelled:
        news = DateCalledOff(date, whole=whole, mentions=mentions, others=others)
    else:
        news = DateMoved(date, mentions, others)
    for chat in date.event.chats:
        card = showing.card_of(tx, date, chat)
        if card is not None:
            owing.below(tx, deps, card, news, cause.at)
        elif mentions:
            owing.post(tx, deps, chat, news, cause.at)
    attempt = -sequence if whole else sequence
    reminders.add(
        tx, Reminder(date.event.community, ReminderKind.EVENT_CHANGED, date.event.number, date.round, cause.at, attempt)
    )
