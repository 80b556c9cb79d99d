"""Topics of a building: what neighbours propose, who is for it, and what is said of it."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.TOPIC_UNKNOWN: N_("There is no topic {number} here. /topics lists them."),
    Reason.TOPIC_OVER: N_("Topic {number} is over."),
    Reason.TOPIC_OUT_OF_TURN: N_("Topic {number} isn't at that point."),
    Reason.TOPIC_NOT_YOURS: N_("Only whoever proposed it can do that."),
    Reason.TOPIC_NEEDS_BUILDING: N_(
        "Topics are for a building. Please write in its chat, or bind your home with /join first."
    ),
    Reason.TOPIC_EMPTY: N_("What do you propose? For example: /propose a bench in the garden"),
    Reason.TOPIC_LONG: N_("Please say it in {most} characters; the discussion can have the rest."),
    Reason.TOPICS_ENOUGH: N_("You have {most} topics open. Please wait until one of them is through."),
    Reason.TOPIC_SUPPORTED_ALREADY: N_("You are for it already, or somebody of your household is."),
    Reason.TOPIC_REASON_MISSING: N_("Please say why, so that the neighbours know."),
    Reason.ARGUMENT_NOT_YOURS: N_("Only whoever wrote that can say what it means."),
    Reason.ARGUMENT_NONE: N_("You have said nothing about this yet. Reply to the topic's card, and it is kept here."),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
