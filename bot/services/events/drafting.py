"""An event step by step: what is said is kept in a draft, and what is missing is asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain import event as rules
from bot.domain import event_draft
from bot.domain.cause import Cause
from bot.domain.draft import Draft
from bot.domain.event import Occurrence
from bot.domain.event_draft import Ask, EventDraft, choices, next_ask
from bot.domain.heard import Heard
from bot.domain.ids import ChatId, EventNumber
from bot.domain.news.events import EventAsked, EventDropped
from bot.domain.presses.events import DraftStep
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.services import drafts, people
from bot.services.deps import Deps
from bot.services.events import access, applying, words
from nlp.understanding import EventSaid
from storage import events
from storage.database import Transaction

KIND = "event"
CHATS_SHOWN = 12
CLASHES_SHOWN = 2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def call(tx: Transaction, deps: Deps, cause: Cause, said: EventSaid | None, text: str = "") -> None:
    """Begin to call an event: with all that the words say, or from the first question on.

    :raises Refused: whoever asks may not call any here.
    """
    here = chats_for(tx, deps, cause)
    if not here:
        known = cause.private or deps.neighbourhood.knows(cause.chat)
        raise Refused(Reason.NOT_YOUR_ROLE, action=Action.CALL_EVENT) if known else Refused(Reason.EVENT_NEEDS_CHAT)
    draft = EventDraft() if said is None else words.draft_of(said, text)
    if len(here) == 1:
        draft = replace(draft, chats=(here[0][0],))
    drafts.begin(tx, deps, cause, KIND, event_draft.to_json(draft), _news(tx, deps, cause, draft))


def may_call_here(tx: Transaction, deps: Deps, cause: Cause) -> bool:
    """Tell whether somebody may call events in the chat in which they speak."""
    return bool(chats_for(tx, deps, cause))


def change(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int) -> None:
    """Begin to change an event, or one date of it."""
    date = access.date_seen(tx, deps, cause, number, round_)
    access.require_change(tx, deps, cause, date.event)
    if date.cancelled:
        raise Refused(Reason.EVENT_CALLED_OFF)
    if date.over_at <= cause.at:
        raise Refused(Reason.EVENT_OVER)
    draft = event_draft.of_event(date.event, deps.neighbourhood.zone, round_, date.start)
    draft = replace(draft, place=date.place, wanted=Ask.MENU)
    drafts.begin(tx, deps, cause, KIND, event_draft.to_json(draft), _news(tx, deps, cause, draft))


def hear(tx: Transaction, deps: Deps, cause: Cause, kept: Draft, heard: Heard) -> None:
    """Take an answer in words."""
    draft = event_draft.from_json(kept.state, deps.neighbourhood.zone)
    take = _ANSWERS.get(next_ask(draft))
    if take is not None:
        _go_on(tx, deps, cause, kept, take(deps, cause, draft, heard.text))


def pressed(tx: Transaction, deps: Deps, cause: Cause, step: DraftStep, value: int) -> None:
    """Take an answer by a button."""
    kept = drafts.pressed(tx, deps, cause, KIND)
    draft = event_draft.from_json(kept.state, deps.neighbourhood.zone)
    if step is DraftStep.DROP:
        drafts.end(tx, deps, cause, kept, EventDropped())
    elif step is DraftStep.CONFIRM:
        if next_ask(draft) is not Ask.CONFIRM:
            raise Refused(Reason.EVENT_CARD_OLD)
        _may_still(tx, deps, cause, draft)
        drafts.end(tx, deps, cause, kept, applying.apply(tx, deps, cause, draft))
    else:
        _go_on(tx, deps, cause, kept, _stepped(tx, deps, cause, draft, step, value))
        return
    applying.noted(tx, deps, cause)


def _stepped(  # noqa: PLR0911 (a case for each button)
    tx: Transaction, deps: Deps, cause: Cause, draft: EventDraft, step: DraftStep, value: int
) -> EventDraft:
    """Return what a button makes of a draft. What it carries can be forged, and is checked."""
    match step:
        case DraftStep.START:
            return event_draft.chosen(draft, (_EPOCH + value * _MINUTE).astimezone(deps.neighbourhood.zone), cause.at)
        case DraftStep.ALL_DAY if draft.start is not None:
            return words.all_day(draft)
        case DraftStep.CHAT | DraftStep.EVERYWHERE if draft.number is None:
            return replace(draft, chats=_chosen_chats(chats_for(tx, deps, cause), step, value))
        case DraftStep.ONE | DraftStep.REST if draft.number is not None:
            return replace(draft, one=step is DraftStep.ONE)
        case DraftStep.CANCEL if draft.number is not None:
            return replace(draft, cancels=True, wanted=None)
        case DraftStep.BACK:
            return replace(draft, wanted=None)
        case _ if step in _WANTED:
            return replace(draft, wanted=_WANTED[step])
        case _:
            raise Refused(Reason.EVENT_CARD_OLD)


_WANTED: Mapping[DraftStep, Ask] = {
    DraftStep.CHANGE: Ask.MENU,
    DraftStep.TITLE: Ask.TITLE,
    DraftStep.WHEN: Ask.WHEN,
    DraftStep.PLACE: Ask.PLACE,
    DraftStep.DESCRIPTION: Ask.DESCRIPTION,
    DraftStep.CAPACITY: Ask.CAPACITY,
    DraftStep.LEADS: Ask.LEADS,
}


def _chosen_chats(offered: list[tuple[ChatId, str]], step: DraftStep, place: int) -> tuple[ChatId, ...]:
    if step is DraftStep.EVERYWHERE:
        return tuple(chat for chat, _ in offered)
    if place >= len(offered):
        raise Refused(Reason.EVENT_CARD_OLD)
    return (offered[place][0],)


def _take_title(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    """Take a name; whoever says all at once in the first answer has said all."""
    first = not draft.title and draft.start is None and draft.number is None
    said = words.read(deps, cause, text) if first else None
    if said is not None and said.when is not None:
        return replace(words.draft_of(said, text), chats=draft.chats)
    if not text.strip():
        raise Refused(Reason.EVENT_WITHOUT_TITLE)
    return replace(draft, title=" ".join(text.split())[: rules.TITLE_LENGTH], wanted=None)


def _take_time(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    said = words.time_of(words.read(deps, cause, text))
    return event_draft.with_time(draft, said)


def _take_hour(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    said = words.time_of(words.read(deps, cause, text))
    return event_draft.with_hour(draft, said, deps.neighbourhood.zone)


def _take_place(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    del deps, cause
    return replace(draft, place="" if words.is_nothing(text) else text.strip()[: rules.PLACE_LENGTH], wanted=None)


def _take_description(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    del deps, cause
    said = "" if words.is_nothing(text) else text.strip()[: rules.DESCRIPTION_LENGTH]
    return replace(draft, description=said, wanted=None)


def _take_capacity(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    del deps, cause
    places = words.places_in(text)
    if places is not None and not 1 <= places <= rules.MOST_PLACES:
        raise Refused(Reason.EVENT_CAPACITY, most=rules.MOST_PLACES)
    return replace(draft, capacity=places, wanted=None)


def _take_leads(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    del deps, cause
    return replace(draft, leads=words.leads_in(text), wanted=None)


def _take_reason(deps: Deps, cause: Cause, draft: EventDraft, text: str) -> EventDraft:
    del deps, cause
    if not text.strip():
        raise Refused(Reason.EVENT_REASON_MISSING)
    return replace(draft, reason=" ".join(text.split())[: rules.REASON_LENGTH])


_ANSWERS: Mapping[Ask, Callable[[Deps, Cause, EventDraft, str], EventDraft]] = {
    Ask.TITLE: _take_title,
    Ask.WHEN: _take_time,
    Ask.HOUR: _take_hour,
    Ask.PLACE: _take_place,
    Ask.DESCRIPTION: _take_description,
    Ask.CAPACITY: _take_capacity,
    Ask.LEADS: _take_leads,
    Ask.REASON: _take_reason,
}


def _go_on(tx: Transaction, deps: Deps, cause: Cause, kept: Draft, draft: EventDraft) -> None:
    drafts.go_on(tx, deps, cause, kept, event_draft.to_json(draft), _news(tx, deps, cause, draft))


def _news(tx: Transaction, deps: Deps, cause: Cause, draft: EventDraft) -> EventAsked:
    """Return the question. What makes no sense is refused here already, so that it is said at once.

    :raises Refused: the event makes no sense.
    """
    ask = next_ask(draft)
    dates: tuple[Occurrence, ...] = ()
    if draft.start is not None and draft.title:
        event = applying.event_of(deps, cause, draft)
        dates = rules.first_dates(event, deps.neighbourhood.zone, cause.at)
    clashes = _clashes(tx, deps, draft, dates, cause.at) if ask is Ask.CONFIRM and not draft.cancels else ()
    offered = chats_for(tx, deps, cause) if ask is Ask.WHERE_TO else []
    return EventAsked(draft, ask, dates, choices(draft, cause.at), tuple(offered[:CHATS_SHOWN]), clashes)


def _clashes(
    tx: Transaction, deps: Deps, draft: EventDraft, dates: tuple[Occurrence, ...], now: datetime
) -> tuple[Occurrence, ...]:
    """Return what is on in the same chat at the time of the first date."""
    if not dates or draft.whole_days or not draft.chats:
        return ()
    first, zone = dates[0], deps.neighbourhood.zone
    around = events.upcoming(tx, deps.neighbourhood.community, draft.chats[0], first.start, first.over_at)
    found: list[Occurrence] = []
    for event in around:
        other = rules.next_date(event, zone, max(first.start, now))
        if event.number != draft.number and other is not None and other.start < first.over_at:
            found.append(other)
    return tuple(found[:CLASHES_SHOWN])


def chats_for(tx: Transaction, deps: Deps, cause: Cause) -> list[tuple[ChatId, str]]:
    """Return the chats in which somebody may call events from here, with their names."""
    place = deps.neighbourhood
    standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    language = deps.language(cause)
    named = [(chat, building.name) for chat, building in place.buildings.items()]
    named += [(squad.chat, squad.name(language)) for squad in place.routable()]
    everywhere = cause.private or cause.chat == place.office.chat
    return [
        (chat, name)
        for chat, name in dict(named).items()
        if (everywhere or chat == cause.chat) and access.may_call(deps, standing, chat)
    ]


def _may_still(tx: Transaction, deps: Deps, cause: Cause, draft: EventDraft) -> None:
    """Ask again who may: a role may be taken away between a question and its answer."""
    if draft.number is not None:
        access.require_change(tx, deps, cause, events.access(tx, deps.neighbourhood.community, draft.number))
        return
    may = {chat for chat, _ in chats_for(tx, deps, cause)}
    if not set(draft.chats) <= may:
        raise Refused(Reason.NOT_YOUR_ROLE, action=Action.CALL_EVENT)
