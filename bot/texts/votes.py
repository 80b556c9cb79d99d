"""Votes: their news, and why something can't be asked or cast."""

from collections.abc import Mapping
from html import unescape
from typing import assert_never

from bot.domain.body import Body
from bot.domain.news.help import Audience
from bot.domain.news.votes import (
    BallotCast,
    BallotPaper,
    BallotWaits,
    PaperEntered,
    ProxyGiven,
    UnitsReminder,
    VoteBegun,
    VoteCard,
    VoteDropped,
    VoteExtended,
    VoteList,
    VoteMinutes,
    VoteNews,
    VoteProposed,
    VoteReceipts,
    VoteReminder,
    VoteResult,
    VoteRows,
    VoteView,
    VoteWordsWanted,
    WhichBallot,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.vote.form import Choice
from bot.domain.vote.life import Vote, VoteState
from bot.texts import vote_ballots, vote_cards, vote_results
from bot.texts.say import N_, Helps, Html, Say, cut

SHOWN = 100
"""Characters of a value that a refusal names."""

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
        "I have kept your choice. Say which household you live in: write to me /join. As soon as the lead confirms "
        "it, before the end, your ballot is cast."
    ),
    Reason.PROXY_LIMIT: N_("{owner} holds {number} proxies already; nobody may hold more."),
    Reason.PROXY_SELF: N_("They can vote for that household anyway."),
    Reason.PAPER_OWN: N_("A second person has to confirm it: not the one who entered it."),
    Reason.PAPER_NEEDS_START: N_("I hand you that ballot in our own chat. Press Start there, then try again."),
    Reason.VOTE_LABEL_UNKNOWN: N_("There is no household {label} in this vote. Write it as the roster does: 2-301"),
    Reason.PAPER_GONE: N_("That paper ballot has been dealt with already."),
}

COMMANDS: Mapping[str, str] = {
    "vote": N_("Let the households decide"),
    "votes": N_("Votes here, running and past"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (N_("/votes – what is being decided, and what was"),),
    Audience.MORE: (
        N_("/proxy 3, as a reply to a neighbour – they may vote for your household in vote 3; /proxy 3 takes it back"),
    ),
    Audience.BUILDING_LEADS: (
        N_(
            "/vote – let the households decide; or write: please vote, charger at the east or west gate? by Friday 8 pm"
        ),
        N_("/paper 3 2-301 – enter a ballot that was given on paper"),
    ),
}


def body(say: Say, news: VoteNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case VoteProposed():
            return vote_cards.proposed(say, news, None if news.trouble is None else _refusal(say, news.trouble))
        case VoteBegun():
            return Body(_begun(say, news.vote))
        case VoteDropped():
            return Body(say("All right, no vote."))
        case VoteCard():
            return vote_cards.card(say, news)
        case BallotPaper():
            return vote_ballots.paper(say, news)
        case WhichBallot():
            return vote_ballots.which(say, news)
        case BallotCast():
            return Body(say("{text}", text=vote_ballots.cast(say, news)))
        case BallotWaits():
            return Body(say("{text}", text=vote_ballots.waits(say, news)))
        case VoteReminder():
            return vote_ballots.reminder(say, news)
        case UnitsReminder():
            return vote_cards.units_reminder(say, news)
        case VoteExtended():
            return vote_cards.extended(say, news.view)
        case VoteResult():
            return vote_results.result(say, news.view)
        case VoteReceipts():
            return vote_results.receipts(say, news)
        case VoteMinutes():
            return vote_results.minutes(say, news.record)
        case VoteRows():
            return vote_results.rows(say, news.record)
        case VoteWordsWanted():
            return Body(_wanted(say, news.vote), wants_reply=True)
        case VoteList():
            return vote_cards.list_of(say, news)
        case PaperEntered():
            return vote_cards.paper_entered(say, news)
        case ProxyGiven():
            return vote_cards.proxy(say, news)
        case _:
            assert_never(news)


def notice(say: Say, news: BallotCast | BallotWaits | WhichBallot) -> str:
    """Return the answer to a press that chooses something, of at most 200 characters."""
    match news:
        case BallotCast():
            return vote_ballots.cast(say, news)[: vote_ballots.ALERT]
        case BallotWaits():
            return vote_ballots.waits(say, news)[: vote_ballots.ALERT]
        case WhichBallot():
            return vote_ballots.which_notice(say)
        case _:
            assert_never(news)


def standing(say: Say, vote: Vote, label: str, choice: Choice | None, receipt: str) -> str:
    """Return what a household has cast, for its own voter."""
    return vote_ballots.standing(say, vote, label, choice, receipt)


def verdict(say: Say, view: VoteView) -> str:
    """Return what a vote has come to, as plain text."""
    outcome = view.outcome
    return "" if outcome is None else unescape(vote_results.verdict(say, view, outcome))


def decision(say: Say, view: VoteView) -> str:
    """Return what was decided, as the text of an issue."""
    decided = view.vote.words or verdict(say, view)
    values = {"number": view.vote.number, "question": view.vote.question, "decided": decided}
    return say.plain(N_("Decided by vote {number}: {question}\n{decided}"), **values)


def _refusal(say: Say, refused: Refused) -> Html:
    return say(REFUSALS[refused.reason], **{name: cut(str(value), SHOWN) for name, value in refused.details.items()})


def _begun(say: Say, vote: Vote) -> Html:
    if vote.state is VoteState.SCHEDULED:
        return say("📝 Vote {number} is planned.", number=vote.number)
    return say("📝 Vote {number} is open.", number=vote.number)


def _wanted(say: Say, vote: Vote) -> Html:
    if vote.state is VoteState.CLOSED:
        return say("What does the outcome of vote {number} mean? Answer this message.", number=vote.number)
    return say("Why is vote {number} withdrawn? Answer this message.", number=vote.number)
