"""Events: what is announced, who comes, and why something can't be."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.cause import Actor
from bot.domain.event import Occurrence
from bot.domain.news import events as told
from bot.domain.news.help import Audience
from bot.domain.presses.events import RsvpPress
from bot.domain.refusal import Reason
from bot.domain.rsvp import Answer
from bot.texts import event_cards, event_drafts
from bot.texts.event_cards import head, when
from bot.texts.say import N_, Helps, Html, Say, mention

REFUSALS: Mapping[Reason, str] = {
    Reason.EVENT_UNKNOWN: N_("I don't know an event {number} here."),
    Reason.EVENT_DATE_UNKNOWN: N_("That event has no such date."),
    Reason.EVENT_CALLED_OFF: N_("That has been cancelled."),
    Reason.EVENT_OVER: N_("That is over."),
    Reason.EVENT_IN_PAST: N_("That time is past. Which day shall it be?"),
    Reason.EVENT_NEVER: N_(
        "No calendar has such a day. Please say it differently, for example: every last day of the month"
    ),
    Reason.EVENT_TOO_FAR: N_("That is more than three years ahead. I don't plan that far."),
    Reason.EVENT_WITHOUT_TITLE: N_("What is it? A few words will do."),
    Reason.EVENT_WITHOUT_TIME: N_("I didn't find a time in that. For example: Friday 7pm, or every Wednesday at 19:00"),
    Reason.EVENT_ENDS_BEFORE_START: N_("It would end before it begins. From when until when?"),
    Reason.EVENT_TOO_LONG: N_("That is too long: an event lasts {days} days at most."),
    Reason.EVENT_TOO_OFTEN: N_("More than once a day is too often for an event."),
    Reason.EVENT_NO_SUCH_TIME: N_("There is no such day or hour. Which one do you mean?"),
    Reason.EVENT_CHANGED_TOO_OFTEN: N_(
        "More than {most} single dates of it are different already. Better call a new event."
    ),
    Reason.EVENT_CARD_OLD: N_("That button is out of date: the event has changed since. The newest card is below."),
    Reason.EVENTS_TOO_MANY: N_("There are {most} events to come here already. Cancel one first."),
    Reason.EVENT_NEEDS_CHAT: N_("Please call events in the chat of a building or a squad."),
    Reason.EVENT_REASON_MISSING: N_("Why? One sentence is enough; whoever wanted to come will read it."),
    Reason.EVENT_LEADS: N_("How long ahead? At most {most}, and {days} days, for example: 1 day, 2 hours"),
    Reason.EVENT_CAPACITY: N_("How many places? A number from 1 to {most}."),
    Reason.NOT_COMING: N_("They didn't say that they come."),
    Reason.GUESTS_TOO_MANY: N_("At most {most} guests each; for more, please ask whoever called it."),
    Reason.GUESTS_NO_ROOM: N_("There are only {left} places left."),
    Reason.GUESTS_PRIVATELY: N_("I tell you that in my own chat with you. Please press Start there first."),
    Reason.CHECK_IN_NOT_YET: N_("The door opens {minutes} minutes before it begins."),
    Reason.CHECK_IN_OVER: N_("It is over; nobody is checked in any more."),
    Reason.CHECKED_IN_ALREADY: N_("You are checked in already."),
}

COMMANDS: Mapping[str, str] = {
    "event": N_("Call a meeting or an event"),
    "events": N_("What is to come here"),
    "agenda": N_("The next seven days"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (N_("/events – what is to come here; /agenda – the next seven days, in my own chat yours."),),
    Audience.LEADS: (
        N_(
            "/event every Wednesday 7pm stand-up, at the service centre – call people together; also as an answer to "
            "an announcement."
        ),
    ),
}
MENTIONED = 20
"""People whom one message names."""


def body(say: Say, news: told.EventNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.DateCard():
            return event_cards.card(say, news)
        case told.EventAsked():
            return event_drafts.asked(say, news)
        case told.EventNoted():
            done = N_("✅ Changed: {number}. {title}") if news.changed else N_("✅ On the calendar: {number}. {title}")
            return Body(say(done, number=news.number, title=news.title))
        case told.EventDropped():
            return Body(say("All right, I leave it."))
        case told.DateCalledOff():
            return _called_off(say, news)
        case told.DateMoved():
            return _moved(say, news)
        case told.DateAhead():
            return _ahead(say, news)
        case told.PlaceFree():
            return _place_free(say, news)
        case told.Answered():
            return Body(_answered(say, news))
        case told.AlwaysComes():
            return Body(say("You come every time.") if news.always else say("You come only when you say so."))
        case told.EventList():
            return event_cards.event_list(say, news)
        case told.Agenda():
            return event_cards.agenda(say, news)
        case told.Guests():
            return event_cards.guests(say, news)
        case told.Door():
            return event_cards.door(say, news)
        case _:
            assert_never(news)


def _called_off(say: Say, news: told.DateCalledOff) -> Body:
    event = news.date.event
    if news.whole and event.rule is not None:
        line = say("❌ <b>{title}</b> is cancelled, with all its dates.", title=event.title)
    else:
        line = say("❌ <b>{title}</b> on {when} is cancelled.", title=event.title, when=when(say, news.date))
    lines = [line, say("“{reason}”", reason=news.date.reason), *_mentions(say, news.mentions, news.others)]
    return Body("\n".join(lines))


def _moved(say: Say, news: told.DateMoved) -> Body:
    date = news.date
    line = say("🕖 <b>{title}</b> is now on {when}.", title=date.event.title, when=when(say, date))
    where = [say("📍 {place}", place=date.place)] if date.place else []
    return Body("\n".join([line, *where, *_mentions(say, news.mentions, news.others)]), _answers(say, date))


def _ahead(say: Say, news: told.DateAhead) -> Body:
    date = news.view.date
    if news.began:
        line = say("⏰ <b>{title}</b> was due at {time}.", title=date.event.title, time=say.time(date.start))
    else:
        span = say.span(date.start - news.now)
        line = say("⏰ In {span}: <b>{title}</b>, {when}", span=span, title=date.event.title, when=when(say, date))
    where = [say("📍 {place}", place=date.place)] if date.place else []
    return Body("\n".join([line, *where]), _answers(say, date) if news.personal else ())


def _answered(say: Say, news: told.Answered) -> Html:
    if news.came:
        return say("Welcome! You are checked in.")
    if news.waiting:
        return say("All places are taken. You are on the waiting list; I tell you when there is room.")
    match news.answer:
        case Answer.YES:
            guests = news.guests
            return (
                say.count("You come, with {n} guest.", "You come, with {n} guests.", guests)
                if guests
                else say("You come.")
            )
        case Answer.MAYBE:
            return say("You come perhaps.")
        case Answer.NO:
            return say("You don't come.")


def _place_free(say: Say, news: told.PlaceFree) -> Body:
    line = say("🎉 There is room for you now: {head}", head=head(say, news.date))
    return Body("\n".join([line, *_mentions(say, news.mentions, 0)]), () if news.mentions else _answers(say, news.date))


def _answers(say: Say, date: Occurrence) -> tuple[tuple[Button, ...], ...]:
    """Return the button for those who can't come after all."""
    return ((Button(say.plain("I can't come"), RsvpPress(date.event.number, date.round, Answer.NO)),),)


def _mentions(say: Say, people: tuple[Actor, ...], others: int) -> list[Html]:
    if not people:
        return []
    names = Html(" ".join(mention(who) for who in people[:MENTIONED]))
    more = others + max(0, len(people) - MENTIONED)
    return [say("{names} and {n} others", names=names, n=more) if more else names]
