"""A lead sends a calendar file, sees what it would put on the calendar, and lets it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calendar import CalendarEntry, CalendarRead
from bot.domain.cause import Cause
from bot.domain.draft import Draft
from bot.domain.event import Change, Event
from bot.domain.heard import Heard
from bot.domain.ids import ChatId, EventNumber
from bot.domain.news.calendars import CalendarImported, CalendarLeft, CalendarPlan
from bot.domain.recurrence import BadRule, parse
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.services import drafts, owing, people
from bot.services.deps import Deps
from bot.services.events import planning
from bot.services.whereabouts import building_meant
from storage import events
from storage.database import Transaction

KIND = "calendar"


def bring(tx: Transaction, deps: Deps, cause: Cause, words: str, read: CalendarRead) -> None:
    """Show what a file would put on a building's calendar; it puts nothing there yet."""
    chat, _ = building_meant(tx, deps, cause, Action.IMPORT_CALENDAR, words)
    fresh = [entry for entry in read.entries if not _is_there(tx, deps, chat, entry, cause.at)]
    if not fresh and not read.troubled:
        raise Refused(Reason.NOTHING_TO_IMPORT)
    plan = CalendarPlan(
        deps.neighbourhood.buildings[chat].name,
        replace(read, entries=tuple(fresh)),
        known=len(read.entries) - len(fresh),
    )
    drafts.begin(tx, deps, cause, KIND, {"chat": chat, "entries": [_plain(entry) for entry in fresh]}, plan)


def hear(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Words below the plan are talk: it waits for its button, or for another file."""
    del tx, deps, cause, draft, heard


def decide(tx: Transaction, deps: Deps, cause: Cause, *, take: bool) -> None:
    """Put on the calendar what was shown, or not."""
    draft = drafts.pressed(tx, deps, cause, KIND)
    chat = ChatId(draft.state["chat"])
    building = deps.neighbourhood.buildings.get(chat)
    if building is None:
        raise Refused(Reason.DRAFT_GONE)
    people.require(tx, deps, cause, Action.IMPORT_CALENDAR, building=chat)
    entries = [_entry(values, deps.neighbourhood.zone) for values in draft.state["entries"]]
    if not take or not entries:
        drafts.end(tx, deps, cause, draft, CalendarLeft())
        owing.answer(tx, cause, "")
        return
    titles: list[str] = []
    for entry in entries:
        try:
            planning.create(tx, deps, cause, _event(deps, cause, chat, entry), quietly=True)
        except (Refused, BadRule):
            continue
        titles.append(entry.title)
    imported = CalendarImported(building.name, tuple(titles), refused=len(entries) - len(titles))
    drafts.end(tx, deps, cause, draft, imported)
    if titles and cause.chat != chat:
        owing.post(tx, deps, chat, replace(imported, refused=0), cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _is_there(tx: Transaction, deps: Deps, chat: ChatId, entry: CalendarEntry, now: datetime) -> bool:
    """Tell whether the same is on the calendar: a file may be sent twice."""
    there = events.upcoming(tx, deps.neighbourhood.community, chat, now)
    return any(event.title == entry.title and event.start == entry.start for event in there)


def _event(deps: Deps, cause: Cause, chat: ChatId, entry: CalendarEntry) -> Event:
    length = timedelta(0) if entry.end is None else entry.end - entry.start
    if entry.whole_days:
        length += timedelta(days=1)
    return Event(
        community=deps.neighbourhood.community,
        number=EventNumber(0),
        title=entry.title,
        start=entry.start,
        called_by=cause.actor.id,
        chat=chat,
        chats=(chat,),
        length=length,
        whole_days=entry.whole_days,
        place=entry.place,
        description=entry.description,
        rule=None if entry.rrule is None else parse(entry.rrule),
        changes={moment.date(): Change(cancelled=True) for moment in entry.skipped},
    )


def _plain(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "uid": entry.uid,
        "title": entry.title,
        "start": entry.start.isoformat(),
        "end": None if entry.end is None else entry.end.isoformat(),
        "whole_days": entry.whole_days,
        "place": entry.place,
        "description": entry.description,
        "rrule": entry.rrule,
        "skipped": [moment.isoformat() for moment in entry.skipped],
    }


def _entry(values: dict[str, Any], zone: ZoneInfo) -> CalendarEntry:
    def moment(text: str) -> datetime:
        return datetime.fromisoformat(text).astimezone(zone)

    return CalendarEntry(
        uid=values["uid"],
        title=values["title"],
        start=moment(values["start"]),
        end=None if values["end"] is None else moment(values["end"]),
        whole_days=values["whole_days"],
        place=values["place"],
        description=values["description"],
        rrule=values["rrule"],
        skipped=tuple(moment(text) for text in values["skipped"]),
    )
