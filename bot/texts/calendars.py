"""Calendar files and the addresses at which phones find calendars."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.calendar import MOST_IMPORTED, TROUBLES_SHOWN, CalendarEntry, Trouble, Troubled
from bot.domain.news import calendars as told
from bot.domain.news.help import Audience
from bot.domain.presses.calendars import ImportPress
from bot.domain.refusal import Reason
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut, safe

REFUSALS: Mapping[Reason, str] = {
    Reason.NOT_A_CALENDAR: N_("I can't read that as a calendar. Send me the .ics file that your calendar exports."),
    Reason.CALENDAR_EMPTY: N_("There is no event in that calendar file."),
    Reason.CALENDAR_TANGLED: N_("That calendar file is damaged: its parts don't fit into each other. Export it anew."),
    Reason.NO_FEEDS: N_("Phones can't subscribe to my calendars here. /ics 3 sends one event as a file."),
    Reason.EVENT_NUMBER_MISSING: N_("Which event? For example: /ics 3"),
    Reason.NOTHING_TO_IMPORT: N_("There is nothing in that file that I could put on the calendar."),
}

COMMANDS: Mapping[str, str] = {
    "calendar": N_("The calendar for your phone"),
    "ics": N_("One event for your phone's calendar: /ics 3"),
}
HELP: Helps = {
    Audience.MORE: (
        N_("/calendar – the calendar for your phone; /calendar renew, /calendar off"),
        N_("/ics 3 – one event for your phone's calendar"),
    ),
    Audience.LEADS: (N_("An .ics file in our own chat: I show what it would put on the calendar, and ask."),),
}
LISTED = 10
TITLE_LENGTH = 60

TROUBLES: Mapping[Trouble, str] = {
    Trouble.NO_TITLE: N_("it has no title"),
    Trouble.NO_START: N_("it has no time that I could read"),
    Trouble.UNKNOWN_ZONE: N_("it is in a time zone that I don't know"),
    Trouble.OTHER_ZONE: N_("it repeats by the clocks of another time zone"),
    Trouble.ENDS_BEFORE_START: N_("it ends before it begins"),
    Trouble.TOO_OFTEN: N_("it repeats more often than once a day"),
    Trouble.RULE: N_("I can't read how it repeats"),
    Trouble.UNREADABLE: N_("I can't read it"),
}


def body(say: Say, news: told.CalendarNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.AddressGiven():
            return _given(say, news)
        case told.AddressSent():
            return Body(say("I have sent you the address in our own chat. It is yours alone: please don't pass it on."))
        case told.AddressIsThere():
            return _is_there(say, news)
        case told.AddressTakenBack():
            gone = say.count("{n} address is none any more.", "{n} addresses are none any more.", news.count)
            return Body(gone if news.count else say("You had no address. /calendar makes one."))
        case told.EventFile():
            return Body(say("📅 {title}", title=cut(news.title, TITLE_LENGTH)), paper=news.file)
        case told.CalendarPlan():
            return _plan(say, news)
        case told.CalendarImported():
            return _imported(say, news)
        case told.CalendarLeft():
            return Body(say("All right, the calendar stays as it is."))
        case _:
            assert_never(news)


def _given(say: Say, news: told.AddressGiven) -> Body:
    sentence = N_(
        "📅 The calendar of <b>{name}</b>. In your phone's calendar, add a subscription with this address:\n"
        "<code>{url}</code>\nWhoever has it sees the calendar, so keep it to yourself. "
        "/calendar renew makes another one, /calendar off takes it back."
    )
    return Body(say(sentence, name=cut(news.name, NAME_LENGTH), url=news.url))


def _is_there(say: Say, news: told.AddressIsThere) -> Body:
    sentence = N_(
        "You have had an address for the calendar of {name} since {time}; I keep no copy of it. "
        "/calendar renew makes another one, and the old one stops."
    )
    return Body(say(sentence, name=cut(news.name, NAME_LENGTH), time=say.time(news.made_at)))


def _plan(say: Say, news: told.CalendarPlan) -> Body:
    read = news.read
    name = cut(news.building, NAME_LENGTH)
    lines: list[str] = [say("📅 This would come onto the calendar of <b>{name}</b>:", name=name)]
    lines += [_entry(say, entry) for entry in read.entries[:LISTED]]
    if len(read.entries) > LISTED:
        lines.append(say("… and {n} more events", n=len(read.entries) - LISTED))
    left = [
        (news.known, say.count("{n} is on it already.", "{n} are on it already.", news.known)),
        (read.over, say.count("{n} is over.", "{n} are over.", read.over)),
        (read.cancelled, say.count("{n} is called off.", "{n} are called off.", read.cancelled)),
        (read.beyond, say("{n} later ones stay out: one file may bring {most}.", n=read.beyond, most=MOST_IMPORTED)),
    ]
    lines += [sentence for count, sentence in left if count]
    lines += [_trouble(say, one) for one in read.troubled[:TROUBLES_SHOWN]]
    if len(read.troubled) > TROUBLES_SHOWN:
        lines.append(say("… and {n} more that I can't take", n=len(read.troubled) - TROUBLES_SHOWN))
    yes = say.plain(N_("Put {n} on the calendar"), n=len(read.entries))
    return Body(
        "\n".join(lines), ((Button(yes, ImportPress(take=True)), Button(say.plain(N_("No")), ImportPress(take=False))),)
    )


def _entry(say: Say, entry: CalendarEntry) -> Html:
    when = say.day_of(entry.start) if entry.whole_days else say.time(entry.start)
    title = cut(entry.title, TITLE_LENGTH)
    if entry.rrule is not None:
        return say("· {when}, again and again: {title}", when=when, title=title)
    return say("· {when}: {title}", when=when, title=title)


def _trouble(say: Say, one: Troubled) -> Html:
    title = cut(one.title, TITLE_LENGTH) or "?"
    return Html(safe(say.plain(N_("✗ {title}: {trouble}"), title=title, trouble=say.plain(TROUBLES[one.trouble]))))


def _imported(say: Say, news: told.CalendarImported) -> Body:
    name, many = cut(news.building, NAME_LENGTH), len(news.titles)
    lines: list[str] = [say("📅 New on the calendar of <b>{name}</b>:", name=name)]
    lines += [say("· {title}", title=cut(title, TITLE_LENGTH)) for title in news.titles[:LISTED]]
    if many > LISTED:
        lines.append(say("… and {n} more events", n=many - LISTED))
    if news.refused:
        lines.append(say.count("{n} didn't fit.", "{n} didn't fit.", news.refused))
    return Body("\n".join(lines))
