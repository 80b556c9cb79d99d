"""Events: what is announced, who comes, and why something can't be."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

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
    Reason.EVENT_CAPACITY: N_("How many places? A number from 1 to {most}."),
    Reason.NOT_COMING: N_("They didn't say that they come."),
    Reason.GUESTS_TOO_MANY: N_("At most {most} guests each; for more, please ask whoever called it."),
    Reason.GUESTS_NO_ROOM: N_("There are only {left} places left."),
    Reason.CHECK_IN_NOT_YET: N_("The door opens {minutes} minutes before it begins."),
    Reason.CHECK_IN_OVER: N_("It is over; nobody is checked in any more."),
    Reason.CHECKED_IN_ALREADY: N_("You are checked in already."),
}

COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
