"""What a date of an event looks like: its card, and the lists of those who come."""

from datetime import timedelta

from bot.domain.body import Body, Button
from bot.domain.event import Occurrence
from bot.domain.event_draft import LONGEST_LEAD
from bot.domain.news import events as told
from bot.domain.paper import Sheet
from bot.domain.presses.calendars import EventFilePress
from bot.domain.presses.events import (
    AlwaysPress,
    ChangePress,
    DoorPress,
    EventsPress,
    GuestPress,
    GuestsPress,
    HerePress,
    RsvpPress,
)
from bot.domain.rsvp import Answer
from bot.texts.recurring import rule_in_words
from bot.texts.say import N_, Html, Say, cut, named, safe

DESCRIPTION_SHOWN = 600
LISTED = 40
"""Names in a message; longer lists are a file."""
TITLE_LISTED = 50

ANSWERS = {Answer.YES: N_("comes"), Answer.MAYBE: N_("perhaps"), Answer.NO: N_("doesn't come")}


def when(say: Say, date: Occurrence) -> Html:
    """Return a date as people write it: day, from, until."""
    if date.event.whole_days:
        return say("{day}, all day", day=say.on(date.start))
    if date.end is None:
        return say("{day}, {begin}", day=say.on(date.start), begin=say.clock(date.start))
    if date.end.date() == date.start.date():
        return say("{day}, {begin}–{end}", day=say.on(date.start), begin=say.clock(date.start), end=say.clock(date.end))
    return say(
        "{day}, {begin} – {last}, {end}",
        day=say.on(date.start),
        begin=say.clock(date.start),
        last=say.on(date.end),
        end=say.clock(date.end),
    )


def head(say: Say, date: Occurrence) -> Html:
    """Return what and when, in one line."""
    return say("<b>{title}</b> · {when}", title=cut(date.event.title, TITLE_LISTED), when=when(say, date))


def card(say: Say, news: told.DateCard) -> Body:
    """Return the card of a date."""
    date = news.view.date
    lines = [say("📅 <b>{title}</b>", title=date.event.title)]
    if date.cancelled:
        lines.append(say("❌ Cancelled: {reason}", reason=date.reason))
        lines.append(say("<s>{when}</s>", when=when(say, date)))
        return Body("\n".join(lines))
    lines += _facts(say, date)
    lines += _counts(say, news)
    return Body("\n".join(lines), () if news.over and not news.door else _rows(say, news))


def _facts(say: Say, date: Occurrence) -> list[Html]:
    event = date.event
    moved = N_("🕖 {when} (moved)") if date.moved else N_("🕖 {when}")
    lines = [say(moved, when=when(say, date))]
    if date.place:
        lines.append(say("📍 {place}", place=date.place))
    if event.rule is not None:
        lines.append(say("🔁 {rule}", rule=rule_in_words(say, event.rule)))
    if event.description:
        lines.append(Html(safe(event.description[:DESCRIPTION_SHOWN])))
    return lines


def _counts(say: Say, news: told.DateCard) -> list[Html]:
    turnout, capacity = news.view.turnout, news.view.date.event.capacity
    if news.over:
        came = (
            say.count("{n} was checked in", "{n} were checked in", turnout.came) if turnout.came else say("It is over.")
        )
        return [say("✔️ {came}", came=came)]
    parts = []
    if capacity is not None:
        parts.append(say("{yes} of {places} places taken", yes=turnout.yes, places=capacity))
    if turnout.waiting:
        parts.append(say("{n} waiting", n=turnout.waiting))
    if news.door and turnout.came:
        parts.append(say("{n} are in", n=turnout.came))
    return [Html("👥 " + " · ".join(parts))] if parts else []


def _rows(say: Say, news: told.DateCard) -> tuple[tuple[Button, ...], ...]:
    number, round_, turnout = news.view.date.event.number, news.view.date.round, news.view.turnout
    answers = (
        (N_("✅ I come"), Answer.YES, turnout.yes + turnout.waiting),
        (N_("🤔 Perhaps"), Answer.MAYBE, turnout.maybe),
        (N_("❌ No"), Answer.NO, turnout.no),
    )
    rsvp = tuple(
        Button(f"{say.plain(text)} {n}" if n else say.plain(text), RsvpPress(number, round_, answer))
        for text, answer, n in answers
    )
    guests: tuple[Button, ...] = (
        Button(say.plain("+1 guest"), GuestPress(number, round_, more=True)),
        Button(say.plain("−1 guest"), GuestPress(number, round_, more=False)),
    )
    if news.view.date.event.rule is not None:
        guests = (*guests, Button(say.plain("🔁 Every time"), AlwaysPress(number, round_)))
    last = (
        Button(say.plain("👥 Who"), GuestsPress(number, round_)),
        Button(say.plain("📲 Phone"), EventFilePress(number)),
        Button(say.plain("⚙️ Change"), ChangePress(number, round_)),
    )
    door = (
        Button(say.plain("🙋 I'm here"), HerePress(number, round_)),
        Button(say.plain("🚪 Door"), DoorPress(number, round_, 1)),
    )
    if news.over:
        return (door,)
    return (rsvp, guests, last, door) if news.door else (rsvp, guests, last)


def event_list(say: Say, news: told.EventList) -> Body:
    """Return a page of what is to come."""
    if not news.views:
        return Body(say("Nothing is on the calendar. /event calls something together."))
    lines = [say("📅 What is to come")]
    for view in news.views:
        date, place = view.date, view.date.place
        line = say("{number}. {head}", number=date.event.number, head=head(say, date))
        if place:
            line = say("{line} · {place}", line=line, place=cut(place, TITLE_LISTED))
        lines.append(Html(f"{line} · ✅{view.turnout.yes}" if view.turnout.yes else line))
    pages = []
    if news.page > 1:
        pages.append(Button("‹", EventsPress(news.page - 1)))
    if news.page < news.pages:
        pages.append(Button("›", EventsPress(news.page + 1)))
    return Body("\n".join(lines), (tuple(pages),) if pages else ())


def agenda(say: Say, news: told.Agenda) -> Body:
    """Return a week."""
    if not news.entries:
        return Body(say("Nothing is on in the next seven days."))
    lines = [say("🗓 Your next seven days") if news.personal else say("🗓 The next seven days")]
    lines += [_entry(say, entry) for entry in news.entries]
    return Body("\n".join(lines))


def _entry(say: Say, entry: told.AgendaEntry) -> Html:
    if entry.date is None:
        at, text = entry.memo or (None, "")
        return say("⏰ {time} · {text}", time=say.time(at) if at is not None else "", text=cut(text, TITLE_LISTED))
    line = head(say, entry.date)
    if entry.date.place:
        line = say("{line} · {place}", line=line, place=cut(entry.date.place, TITLE_LISTED))
    if entry.waiting:
        return say("{line} · ⏳ you wait for a place", line=line)
    marks = {Answer.YES: "✅", Answer.MAYBE: "🤔", Answer.NO: "❌"}
    return Html(f"{line} · {marks[entry.answer]}" if entry.answer is not None else line)


def guests(say: Say, news: told.Guests) -> Body:
    """Return who comes: in the message, or as a file where they are many."""
    turnout = news.view.turnout
    title = say("👥 {head}", head=head(say, news.view.date))
    counts = say(
        "{yes} come, {maybe} perhaps, {waiting} wait", yes=turnout.yes, maybe=turnout.maybe, waiting=turnout.waiting
    )
    lines = [title, counts]
    if len(news.rows) > LISTED:
        rows = tuple(
            (who.name, say.plain(ANSWERS[answer]), str(more), say.plain("waits") if waits else "", "✔" if came else "")
            for who, answer, more, waits, came in news.rows
        )
        columns = tuple(
            say.plain(name) for name in (N_("Neighbour"), N_("Answer"), N_("Guests"), N_("Waiting"), N_("Came"))
        )
        return Body("\n".join(lines), paper=Sheet(f"guests-{news.view.date.event.number}", (columns, *rows)))
    for who, answer, more, waits, came in news.rows:
        mark = "✔️" if came else "⏳" if waits else {Answer.YES: "✅", Answer.MAYBE: "🤔", Answer.NO: "❌"}[answer]
        lines.append(Html(f"{mark} {named(who)}" + (f" +{more}" if more else "")))
    return Body("\n".join(lines))


def door(say: Say, news: told.Door) -> Body:
    """Return the list at the door."""
    event, round_, turnout = news.view.date.event, news.view.date.round, news.view.turnout
    lines = [
        say("🚪 {head}", head=head(say, news.view.date)),
        say("{came} of {yes} are in. Press a name to let them in.", came=turnout.came, yes=turnout.yes),
    ]
    if not news.guests:
        lines[-1] = say("{came} of {yes} are in. Nobody else is on the list.", came=turnout.came, yes=turnout.yes)
    buttons = [
        Button(cut(who.name, 24) + (f" +{more}" if more else ""), DoorPress(event.number, round_, news.page, who.id))
        for who, more in news.guests
    ]
    rows = [tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)]
    pages = []
    if news.page > 1:
        pages.append(Button("‹", DoorPress(event.number, round_, news.page - 1)))
    if news.page < news.pages:
        pages.append(Button("›", DoorPress(event.number, round_, news.page + 1)))
    return Body("\n".join(lines), (*rows, tuple(pages)) if pages else tuple(rows))


def lead(say: Say, ahead: timedelta) -> Html:
    """Return how long ahead something is brought to mind."""
    return say.span(min(ahead, LONGEST_LEAD))
