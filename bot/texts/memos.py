"""Reminders that people ask for."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.MEMO_UNKNOWN: N_("I don't know that reminder any more."),
    Reason.MEMO_NOT_YOURS: N_("That reminder is somebody else's."),
    Reason.MEMO_OVER: N_("That reminder is done."),
    Reason.MEMO_WITHOUT_TEXT: N_("Of what? For example: /remind tomorrow 8am take the medicine"),
    Reason.MEMO_WITHOUT_TIME: N_("When? For example: /remind tomorrow 8am take the medicine"),
    Reason.MEMO_IN_PAST: N_("That time is past. When shall I remind you?"),
    Reason.MEMO_NEVER: N_("No calendar has such a day. When shall I remind you?"),
    Reason.MEMO_TOO_FAR: N_("That is more than three years ahead. I don't plan that far."),
    Reason.MEMO_TOO_OFTEN: N_("That would be too often: once an hour for yourself, once a day for a whole chat."),
    Reason.MEMOS_TOO_MANY: N_("{most} reminders are waiting already. /reminders shows them, to delete some."),
}

COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
