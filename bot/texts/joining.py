"""The way to a household, and who speaks for it."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button, StartLink
from bot.domain.news import joining as told
from bot.domain.news.help import Audience
from bot.domain.paper import Document, Paragraph, Table
from bot.domain.presses.joining import JoinBuildingPress, JoinPress, MoveOutPress, Reply
from bot.domain.refusal import Reason
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut, mention, named

REFUSALS: Mapping[Reason, str] = {
    Reason.WHICH_BUILDING: N_("Of which building? Write its name, too: {names}"),
    Reason.IN_PRIVATE: N_("That isn't for everybody's eyes: please write it to me in our own chat."),
    Reason.START_FIRST: N_("I may not write to you yet: open our own chat, press Start, and try again."),
    Reason.JOIN_NEEDS_BUILDING: N_("Please do that in your building's chat, or in our own."),
    Reason.JOIN_LINK_OLD: N_("That link leads nowhere any more. /join in your building's chat gives a new one."),
    Reason.JOIN_ANSWERED: N_("Somebody has answered that already."),
    Reason.JOIN_REQUESTS_FULL: N_("Three requests of yours are waiting. Please let the lead answer them first."),
    Reason.CODE_TRIES: N_("That was wrong too often. Please try again in an hour, or ask your building's lead."),
    Reason.BOUND_ALREADY: N_("That is so already."),
    Reason.NOT_BOUND: N_("There is no household to speak for."),
    Reason.NOBODY_TO_INVITE: N_("There is no household to invite: the roster is empty, or everybody is here already."),
    Reason.HOUSEHOLD_UNKNOWN: N_("I don't find that household on the roster. Write it like 2-301."),
    Reason.HOUSEHOLD_GONE: N_("That household isn't on the roster any more."),
    Reason.DELEGATE_SELF: N_("You can't be your own delegate."),
    Reason.NO_DELEGATE: N_("They aren't your delegate."),
}
COMMANDS: Mapping[str, str] = {
    "join": N_("Say where you live, so that you can vote"),
    "moveout": N_("I don't live there any more"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (N_("/join – say where you live, so that you can vote and speak for your household"),),
    Audience.MORE: (N_("/delegate – answer a neighbour's message with it: they may vote and accept repairs for you"),),
    Audience.BUILDING_LEADS: (
        N_("/invite – codes for households that aren't here yet, to print; /invite 2-301, /invite revoke"),
        N_("/moveout – as an answer to somebody who has moved out"),
        N_("/delegate 2-301 @name – somebody may act for a household that isn't on Telegram"),
    ),
}

_LEADS = 3
"""Named in one sentence."""


def body(say: Say, news: told.JoiningNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.JoinHere():
            return _join_here(say, news)
        case told.WhichBuilding():
            rows = tuple((Button(cut(name, NAME_LENGTH), JoinBuildingPress(chat)),) for chat, name in news.buildings)
            return Body(say("In which building do you live?"), rows)
        case told.JoinHow():
            return _join_how(say, news)
        case told.CodeWrong():
            return Body(
                say("That code doesn't work: it is used, revoked, or mistyped. Tries left: {n}", n=news.tries_left)
            )
        case told.HomeUnclear():
            return _unclear(say, news)
        case told.JoinAsked():
            return _about(
                say, N_("I have asked the lead of {building} whether {household} is yours, and tell you."), news
            )
        case told.Joined():
            return _about(
                say, N_("✅ You speak for {household}, {building} now: you can vote for your household."), news
            )
        case told.JoinRefused():
            return _about(
                say, N_("The lead of {building} hasn't confirmed {household}. Best have a word with them."), news
            )
        case told.JoinRequest():
            return _request(say, news)
        case told.Invitations():
            return _invitations(say, news)
        case told.InvitationsSent():
            return _sent(say, news)
        case told.MoveOutWhich():
            return _move_out(say, news)
        case told.MovedOut():
            return _moved_out(say, news)
        case told.DelegateNamed():
            sentence = N_(
                "{who} may vote and accept repairs for {by} from now on. /delegate off, as an answer to them, ends it."
            )
            return Body(say(sentence, who=mention(news.who), by=named(news.by)))
        case told.DelegateEnded():
            return Body(say("{who} is no longer your delegate.", who=named(news.who)))
        case _:
            assert_never(news)


def _join_here(say: Say, news: told.JoinHere) -> Body:
    sentence = N_("Do you live in {building}? Press the button: with a code from your lead, or with unit and room.")
    link = StartLink(say.plain("🏠 This is my home"), f"join_{news.token}")
    return Body(say(sentence, building=cut(news.building, NAME_LENGTH)), ((link,),))


def _join_how(say: Say, news: told.JoinHow) -> Body:
    sentence = N_(
        "🏠 {building}: which household is yours?\n"
        "Send me the code from your lead (like ABCD-2345), or unit and room (like 2-301), and I ask the lead."
    )
    return Body(say(sentence, building=cut(news.building, NAME_LENGTH)))


def _unclear(say: Say, news: told.HomeUnclear) -> Body:
    sentence = (
        N_("There are several such rooms in {building}. Which unit? For example 2-301")
        if news.several
        else N_("I don't find that household on the roster of {building}. Write it like 2-301, or ask your lead.")
    )
    return Body(say(sentence, building=cut(news.building, NAME_LENGTH)))


def _about(say: Say, sentence: str, news: told.JoinAsked | told.Joined | told.JoinRefused) -> Body:
    household = cut(news.household.label, NAME_LENGTH)
    return Body(say(sentence, building=cut(news.building, NAME_LENGTH), household=household))


def _request(say: Say, news: told.JoinRequest) -> Body:
    building, unit = cut(news.building, NAME_LENGTH), cut(news.household.unit or news.building, NAME_LENGTH)
    if news.public:
        asked = N_("🏠 A neighbour says that a household in unit {unit} is theirs. {leads}, please look and confirm.")
        lines = [say(asked, unit=unit, leads=_leads(news))]
    else:
        asked = N_("🏠 {who} says that {household}, {building} is theirs. Is that so?")
        household = cut(news.household.label, NAME_LENGTH)
        lines = [say(asked, who=mention(news.who), household=household, building=building)]
    if news.confirmed is not None:
        done = N_("✅ Confirmed by {name}") if news.confirmed else N_("✖ Not confirmed by {name}")
        return Body("\n".join([*lines, say(done, name=named(news.answered_by))]))
    rows = (
        (
            Button(say.plain("Yes, they live there"), JoinPress(news.number, Reply.CONFIRM)),
            Button(say.plain("No, they don't"), JoinPress(news.number, Reply.REFUSE)),
        ),
    )
    look = (Button(say.plain("👁 Who is it? (for the lead)"), JoinPress(news.number, Reply.LOOK)),)
    return Body("\n".join(lines), (look, *rows) if news.public else rows)


def _leads(news: told.JoinRequest) -> Html:
    return Html(" ".join(mention(lead) for lead in news.leads[:_LEADS]))


def _invitations(say: Say, news: told.Invitations) -> Body:
    building = cut(news.building, NAME_LENGTH)
    how = N_(
        "Each code works once. In the building's chat write /join, press the button, and send the code to the bot. "
        "Give each household only its own line."
    )
    paper = Document(
        name=say.plain(N_("Invitation codes {building}"), building=building),
        title=say.plain(N_("Invitation codes {building}"), building=building),
        blocks=(
            Paragraph(say.plain(how)),
            Table((say.plain(N_("Household")), say.plain(N_("Code"))), news.codes, (1, 2)),
        ),
    )
    words = N_("Codes for {n} households of {building}. Older codes of theirs don't work any more. Keep the list safe.")
    return Body(say(words, n=len(news.codes), building=building), paper=paper)


def _sent(say: Say, news: told.InvitationsSent) -> Body:
    building = cut(news.building, NAME_LENGTH)
    if news.revoked:
        return Body(say("{n} codes of {building} don't work any more.", n=news.count, building=building))
    return Body(say("I have sent you {n} codes of {building} in our own chat.", n=news.count, building=building))


def _move_out(say: Say, news: told.MoveOutWhich) -> Body:
    sentence = (
        N_("Which home have you moved out of? What you decided there stays on record.")
        if news.own
        else N_("Which home has {who} moved out of? What was decided stays on record.")
    )
    rows = tuple(
        (Button(f"{cut(home.label, NAME_LENGTH)} · {cut(building, NAME_LENGTH)}", MoveOutPress(home.id, news.who.id)),)
        for home, building in news.homes
    )
    return Body(say(sentence, who=named(news.who)), rows)


def _moved_out(say: Say, news: told.MovedOut) -> Body:
    sentence = (
        N_("You no longer speak for {household}, {building}.")
        if news.own
        else N_("{who} no longer speaks for {household}, {building}.")
    )
    household, building = cut(news.household.label, NAME_LENGTH), cut(news.building, NAME_LENGTH)
    return Body(say(sentence, who=named(news.who), household=household, building=building))
