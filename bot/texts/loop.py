"""The side roads of an issue: what is asked, what was chosen, and why something can't be."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.ALREADY_THEIRS: N_("#{number} is with {owner} already."),
    Reason.SAME_SQUAD: N_("#{number} is with that squad already."),
    Reason.PAUSE_IN_THE_PAST: N_("That day is over. Until when shall #{number} rest?"),
    Reason.PAUSE_TOO_LONG: N_("That is too long: #{number} may rest for {days} days at most."),
    Reason.PROOF_PHOTO_WANTED: N_("Please answer the card with a photo of the work on #{number}, then it's done."),
    Reason.PROOF_WORDS_WANTED: N_("Please answer the card with what you did about #{number}, best with a photo."),
    Reason.WHOSE_MISSING: N_("Whose is #{number}, then? For example: not ours, call the water company"),
    Reason.OWN_ISSUE: N_("#{number} is your own."),
    Reason.SAID_TO_BE_FIXED: N_("#{number} is said to be fixed. If it isn't, please say so below the question."),
    Reason.INCIDENT_ALREADY: N_("#{number} gathers all reports already."),
    Reason.SAME_ISSUE: N_("#{number} can't be the same as itself."),
    Reason.IS_A_DUPLICATE: N_("#{number} has been joined with #{other} itself. Is it the same as #{other}?"),
    Reason.HAS_DUPLICATES: N_("Others have been joined with #{number}. Say it the other way round, below #{other}."),
    Reason.NOT_THE_SAME: N_("#{number} and #{other} are of different buildings or squads."),
    Reason.REOPENED_TOO_LATE: N_("#{number} was closed more than {days} days ago. Please report it anew."),
    Reason.RATED_ALREADY: N_("You have rated #{number} already."),
    Reason.SUPPORTED_ALREADY: N_("You have said so already."),
    Reason.URGED_TODAY: N_("You have asked today already. The squad knows."),
    Reason.NOBODY_OF_THAT_NAME: N_("I don't know a squad or a steward here called “{name}”."),
    Reason.SEVERAL_OF_THAT_NAME: N_("Which one: {names}?"),
    Reason.UNTIL_WHEN: N_("Until when shall #{number} rest? For example: until Wednesday"),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
