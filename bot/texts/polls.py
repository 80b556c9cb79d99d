"""Polls that bind nobody: the draft that is confirmed, Telegram's own poll, and what it came to."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.POLL_UNKNOWN: N_("There is no poll {number} here. /polls lists them."),
    Reason.POLL_OVER: N_("Poll {number} is over."),
    Reason.POLL_NOT_OPEN: N_("Poll {number} hasn't begun."),
    Reason.POLL_NOT_YOURS: N_("Somebody else is writing that poll."),
    Reason.POLL_NEEDS_BUILDING: N_(
        "Polls are for a building. Please write in its chat, or bind your home with /join first."
    ),
    Reason.POLL_NO_QUESTION: N_("What shall I ask?"),
    Reason.POLL_LONG_QUESTION: N_("The question is too long: Telegram takes 300 characters."),
    Reason.POLL_FEW_OPTIONS: N_("A poll needs two options at least."),
    Reason.POLL_MANY_OPTIONS: N_("Telegram takes twelve options at most. Please leave some out."),
    Reason.POLL_LONG_OPTION: N_("An option is too long: Telegram takes 100 characters."),
    Reason.POLL_SAME_OPTIONS: N_("Two options are the same."),
    Reason.POLL_NO_CLOSING: N_("When shall it close?"),
    Reason.POLL_PAST: N_("That time is over, or all but over. When shall it close?"),
    Reason.POLL_FAR: N_("That is too far away: a poll runs for three months at most."),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
