"""Votes: why something can't be asked or cast."""

from collections.abc import Mapping

from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps

REFUSALS: Mapping[Reason, str] = {
    Reason.VOTE_UNKNOWN: N_("I don't know a vote {vote} here. /votes lists them."),
    Reason.VOTE_NO_QUESTION: N_("What shall be decided? Tell me the question."),
    Reason.VOTE_QUESTION_LONG: N_(
        "A question has at most {most} characters; this one has {length}. Put the details into a message of your own, "
        "and ask for the decision in a sentence."
    ),
    Reason.VOTE_FEW_OPTIONS: N_("There must be at least two options to choose from."),
    Reason.VOTE_MANY_OPTIONS: N_("{options} options are too many: at most {most} fit on a ballot. Put some together."),
    Reason.VOTE_OPTION_LENGTH: N_("Each option needs a few words, at most {most} characters."),
    Reason.VOTE_OPTION_TWICE: N_("Two of the options say the same. Keep one of them."),
    Reason.VOTE_MOST_WRONG: N_("With {options} options, a ballot can name between 1 and {options} of them."),
    Reason.VOTE_WINNERS_WRONG: N_("Of {options} options, {winners} can't be chosen."),
    Reason.VOTE_COST_MISSING: N_("What does “{option}” cost? In a budget each wish needs its price."),
    Reason.VOTE_CAP_WRONG: N_("The money must be enough for the cheapest of the wishes."),
    Reason.VOTE_NO_DEADLINE: N_("Until when may people vote? For example: Friday, 8 pm"),
    Reason.VOTE_DEADLINE_PAST: N_("That time has passed already. Until when may people vote?"),
    Reason.VOTE_DEADLINE_FAR: N_("That is too far away: a vote opens within {days} days, and runs for {days} at most."),
    Reason.VOTE_DEADLINE_UNCLEAR: N_("Press which time you mean first; it can be read in two ways."),
    Reason.VOTE_TOO_SHORT: N_("People need at least {minutes} minutes to vote. Choose a later end."),
    Reason.VOTE_NO_HOUSEHOLDS: N_("No household is on the roster here yet, so nobody could vote. Import it first."),
    Reason.VOTE_AREA_MISSING: N_(
        "This rule counts floor area, and nobody knows that of {households}. Add it to the roster."
    ),
    Reason.VOTE_RULE_UNMEETABLE: N_("Nobody could meet this rule, whoever votes. Choose another one."),
    Reason.VOTE_NOT_OPEN: N_("Vote {vote} hasn't been opened yet."),
    Reason.VOTE_OVER: N_("Vote {vote} is closed. That press was too late to count."),
    Reason.VOTE_WITHDRAWN: N_("Vote {vote} was withdrawn. Nothing is counted."),
    Reason.VOTE_OUT_OF_TURN: N_("That button is out of date: vote {vote} has moved on."),
    Reason.VOTE_NEEDS_REASON: N_("Say why it is withdrawn: everybody who has voted will want to know."),
    Reason.VOTE_NOT_EXTENDED: N_("The rule of vote {vote} doesn't allow that it goes on for longer."),
    Reason.VOTE_FOLLOWED: N_("That has become #{number} already."),
    Reason.VOTE_NEEDS_BUILDING: N_("That works in a building's chat: its households vote."),
    Reason.VOTE_NUMBER_MISSING: N_("Which vote? Put its number behind the command; /votes lists them."),
    Reason.BALLOT_WRONG: N_("That isn't on the ballot. Open it anew and choose again."),
    Reason.BALLOT_TOO_MANY: N_("At most {most}. Take one away first."),
    Reason.BALLOT_TOO_DEAR: N_("That comes to {cost}, and there are {cap}. Take something away first."),
    Reason.BALLOT_NOT_YOURS: N_(
        "You can't vote for that household: you aren't bound to it, nor is its vote in your hands."
    ),
    Reason.BALLOT_UNBOUND: N_(
        "I have kept your choice. Say which household you live in: write to me /bind. As soon as the lead confirms "
        "it, before the end, your ballot is cast."
    ),
    Reason.PROXY_LIMIT: N_("{owner} holds {number} proxies already; nobody may hold more."),
    Reason.PROXY_SELF: N_("They can vote for that household anyway."),
    Reason.PAPER_OWN: N_("A second person has to confirm it: not the one who entered it."),
    Reason.PAPER_GONE: N_("That paper ballot has been dealt with already."),
}

COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
