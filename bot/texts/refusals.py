"""Sentences for the refusals that belong to no capability; each capability has its own."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_

GENERAL: Mapping[Reason, str] = {
    Reason.BUTTON_UNKNOWN: N_("I don't know that button any more. /help says what I can do."),
    Reason.COMMAND_UNKNOWN: N_("I don't know that command. /help says what I can do."),
    Reason.NOT_YOUR_ROLE: N_("That isn't yours to do here. /who says who may."),
    Reason.FILE_TOO_BIG: N_("That file is too large for me: at most {megabytes} MB, please."),
    Reason.FILE_UNREACHABLE: N_("I couldn't get that file from Telegram. Please send it once more."),
    Reason.ANONYMOUS: N_("I can't see who you are. Please write as yourself, not as the group."),
    Reason.WENT_WRONG: N_("Something went wrong on my side. It has been noted, and your message is not lost."),
}
