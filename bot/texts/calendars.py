"""Calendar files and the addresses at which phones find calendars."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.NOT_A_CALENDAR: N_("I can't read that as a calendar. Send me the .ics file that your calendar exports."),
    Reason.CALENDAR_EMPTY: N_("There is no event in that calendar file."),
    Reason.CALENDAR_TANGLED: N_("That calendar file is damaged: its parts don't fit into each other. Export it anew."),
}

COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
