"""The monthly council: what is raised, the agenda, the minutes, and what becomes of decisions."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.MINUTES_CLOSED: N_("The minutes of that meeting are closed."),
    Reason.NO_MINUTES: N_("Nobody is taking minutes here. /minutes begins them."),
    Reason.DECISION_UNKNOWN: N_("I don't know a decision {number}."),
    Reason.DECISION_OVER: N_("Decision {number} can't be changed like that any more."),
    Reason.DECISION_WITHOUT_OWNER: N_("Who does decision {number}? Answer it with a name, then close the minutes."),
    Reason.DECISION_WITHOUT_DATE: N_(
        "Until when is decision {number} done? Answer it with a date, or press “no date”."
    ),
}

COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
