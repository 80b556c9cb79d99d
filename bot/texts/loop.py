"""The side roads of an issue: what is asked, what was chosen, and why something can't be."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.domain.body import Body, Button, StartLink
from bot.domain.cause import Actor
from bot.domain.issue import IN_WORK, CallBack, Issue, IssueState
from bot.domain.news import loop as told
from bot.domain.news.help import Audience
from bot.domain.news.issues import IssueView
from bot.domain.presses.issues import AcceptPress, DonePress, ReturnPress
from bot.domain.presses.loop import (
    AskPress,
    CallBackPress,
    HandPress,
    IncidentPress,
    MorePress,
    NotOursPress,
    PassPress,
    PausePress,
    RatePress,
    ReleasePress,
    Rest,
    RestPress,
    ResumePress,
    SupportPress,
    TransferPress,
    UrgePress,
)
from bot.domain.refusal import Reason
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, mention, named

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
HELP: Helps = {
    Audience.MORE: (
        N_("Answer my card with “me too”, “any news?” or “never mind”; or press its buttons."),
        N_("/report for Mrs Chen | The light is out – on behalf of somebody"),
    ),
    Audience.STEWARDS: (
        N_(
            "More that a card understands: “pass it to legal”, “waiting for parts, Wednesday”, “I can't do it, who "
            "takes over?”, “not ours, call the water company”, “the same as #12”, “could you tell us which floor?”"
        ),
    ),
}

RESTS: Mapping[Rest, str] = {
    Rest.TOMORROW: N_("Tomorrow"),
    Rest.THREE_DAYS: N_("In 3 days"),
    Rest.NEXT_MONDAY: N_("Next Monday"),
    Rest.ANOTHER_DATE: N_("Another day …"),
}
WANTED: Mapping[told.Wanted, str] = {
    told.Wanted.PROOF: N_("{who}, what did you do about #{number}? Answer this message, best with a photo."),
    told.Wanted.WHOSE: N_("{who}, whose is #{number}? Answer this message, for example: the water company"),
    told.Wanted.UNTIL: N_("{who}, until when shall #{number} rest? Answer this message, for example: Wednesday"),
    told.Wanted.QUESTION: N_("{who}, what do you want to know about #{number}? Answer this message, and I ask."),
    told.Wanted.WHY: N_("{who}, why do you give #{number} back? Answer this message in a few words."),
}
CALLED: Mapping[CallBack, str] = {
    CallBack.CONTENT: N_("☎️ #{number}: {reporter} was rung and is content."),
    CallBack.UNHAPPY: N_("☎️ #{number}: {reporter} was rung and isn't content."),
}


def body(say: Say, news: told.LoopNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.MoreChoices():
            return _more(say, news.view.issue)
        case told.WhoGetsIt():
            return _who_gets_it(say, news)
        case told.UntilWhen():
            return _until_when(say, news.view.issue)
        case told.Settled():
            return _settled(say, news.view)
        case told.WordsWanted():
            return _words_wanted(say, news)
        case told.Asked():
            return _asked(say, news)
        case told.AskedInPrivate():
            return _asked_in_private(say, news.view)
        case told.Answered():
            return _answered(say, news)
        case told.NoAnswer():
            sentence = N_("#{number}: {reporter} doesn't answer. {owner}, please go on as you think best.")
            return Body(_about(say, sentence, news.view))
        case told.Released():
            return _released(say, news)
        case told.Handed():
            return _handed(say, news)
        case told.GoesRound():
            sentence = N_("#{number} has changed hands {times} times and is with the {squad} now. Please have a look.")
            return Body(_about(say, sentence, news.view))
        case told.Woken():
            return Body(_about(say, N_("⏰ #{number} has rested long enough. {owner}, please go on."), news.view))
        case told.Urged():
            return Body(_about(say, N_("🙏 #{number}: neighbours ask for news ({urges} times by now)."), news.view))
        case told.AcceptSoon():
            return _accept_soon(say, news)
        case told.ReturnedAgain():
            return _returned_again(say, news)
        case told.RingThem():
            return _ring_them(say, news)
        case _:
            assert_never(news)


# ---- buttons under the cards, which ``bot.texts.issues`` lays out ----


def buttons_of_neighbours(say: Say, issue: Issue) -> tuple[Button, ...]:
    """Return what neighbours may do below the first answer."""
    support = Button(say.plain("👍 Me too {n}", n=issue.supporters), SupportPress(issue.number, issue.round))
    urged = say.plain("Hurry up {n}", n=issue.urges) if issue.urges else say.plain("Hurry up")
    urge = Button(urged, UrgePress(issue.number, issue.round))
    return (support,) if issue.state is IssueState.RESOLVED else (support, urge)


def buttons_of_steward(say: Say, issue: Issue) -> tuple[Button, ...]:
    """Return what the squad may do about an issue that somebody has taken."""
    number, round_ = issue.number, issue.round
    done = Button(say.plain("Done"), DonePress(number, round_))
    more = Button(say.plain("More …"), MorePress(number, round_))
    if issue.state is IssueState.CLAIMED:
        return done, Button(say.plain("Let it rest"), PausePress(number, round_)), more
    return Button(say.plain("Go on"), ResumePress(number, round_)), done, more


def buttons_of_squad(say: Say, issue: Issue) -> tuple[Button, ...]:
    """Return what the squad may do besides taking an issue."""
    transfer = Button(say.plain("Pass it on"), TransferPress(issue.number, issue.round))
    return transfer, Button(say.plain("More …"), MorePress(issue.number, issue.round))


def stars(issue: Issue) -> tuple[Button, ...]:
    """Return the buttons that ask how good the work was."""
    return tuple(Button(f"{n} ⭐", RatePress(issue.number, issue.round, n)) for n in range(1, 6))


# ---- choices ----


def _more(say: Say, issue: Issue) -> Body:
    number, round_ = issue.number, issue.round
    taken = issue.state in IN_WORK
    rows = [
        (Button(say.plain("Pass it on"), TransferPress(number, round_)),) if taken else (),
        (
            Button(say.plain("Ask the neighbour"), AskPress(number, round_)),
            Button(say.plain("Give it back"), ReleasePress(number, round_)),
        )
        if taken
        else (),
        (
            Button(say.plain("Not ours"), NotOursPress(number, round_)),
            Button(say.plain("Gather all reports"), IncidentPress(number, round_)),
        ),
    ]
    hint = say("#{number}: or answer its card in your own words, for example “the same as #7”.", number=number)
    return Body(hint, tuple(row for row in rows if row))


def _who_gets_it(say: Say, news: told.WhoGetsIt) -> Body:
    number, round_ = news.view.issue.number, news.view.issue.round
    to_squads = [Button(one.name(say.language), PassPress(number, round_, one.key)) for one in news.squads]
    to_stewards = [
        Button(cut(one.name, NAME_LENGTH) or "?", HandPress(number, round_, one.id)) for one in news.stewards
    ]
    return Body(say("Who gets #{number}?", number=number), (*_in_pairs(to_stewards), *_in_pairs(to_squads)))


def _until_when(say: Say, issue: Issue) -> Body:
    choices = [Button(say.plain(RESTS[rest]), RestPress(issue.number, issue.round, rest)) for rest in Rest]
    return Body(say("Until when shall #{number} rest?", number=issue.number), _in_pairs(choices))


def _settled(say: Say, view: IssueView) -> Body:
    return Body(_about(say, N_("#{number}: done."), view))


def _words_wanted(say: Say, news: told.WordsWanted) -> Body:
    who, number = mention(news.who), news.view.issue.number
    if news.photo:
        asked = say("{who}, please answer this message with a photo of the work on #{number}.", who=who, number=number)
    else:
        asked = say(WANTED[news.what], who=who, number=number)
    return Body(asked, wants_reply=True)


# ---- what is told ----


def _asked(say: Say, news: told.Asked) -> Body:
    first = N_("{reporter}, {owner} asks about #{number}: {words}\nJust answer this message.")
    again = N_("{reporter}, {owner} still needs to know about #{number}: {words}\nJust answer this message.")
    return Body(_about(say, again if news.again else first, news.view, words=news.question), wants_reply=True)


def _asked_in_private(say: Say, view: IssueView) -> Body:
    sentence = N_("{reporter}, there is a question about #{number} for you alone. Press the button, then Start.")
    button = StartLink(say.plain("To my own chat"), "question")
    return Body(_about(say, sentence, view), ((button,),))


def _answered(say: Say, news: told.Answered) -> Body:
    if not news.answer:
        return Body(_about(say, N_("💬 #{number}: {who} sent a picture."), news.view, who=news.who))
    return Body(_about(say, N_("💬 #{number}: {who} answers: {words}"), news.view, who=news.who, words=news.answer))


def _released(say: Say, news: told.Released) -> Body:
    if news.left:
        sentence = N_("#{number} is free again: {who} has left the squad. Who takes it?")
    elif news.reason:
        sentence = N_("#{number} is free again. {who}: {words}\nWho takes it?")
    else:
        sentence = N_("{who} has given #{number} back. Who takes it?")
    return Body(_about(say, sentence, news.view, who=news.by, words=news.reason))


def _handed(say: Say, news: told.Handed) -> Body:
    values = {"to": mention(news.to), "who": named(news.by), "number": news.view.issue.number}
    if news.to.id == news.by.id:
        return Body(say("{who} takes over #{number}.", who=values["who"], number=values["number"]))
    return Body(say("{to}, #{number} is yours now, says {who}.", **values))


def _accept_soon(say: Say, news: told.AcceptSoon) -> Body:
    issue = news.view.issue
    names = _mentions(say, news.asked)
    sentence = N_("{names}, is #{number} fixed? Without a word from you I take it that it is.")
    yes = Button(say.plain("✅ Fixed"), AcceptPress(issue.number, issue.round))
    no = Button(say.plain("❌ Not fixed"), ReturnPress(issue.number, issue.round))
    return Body(say(sentence, names=names, number=issue.number), ((yes, no),))


def _returned_again(say: Say, news: told.ReturnedAgain) -> Body:
    values = {"number": news.view.issue.number, "times": news.view.issue.returns}
    if not news.leads:
        return Body(say("⚠️ #{number} has come back {times} times.", **values))
    names = _mentions(say, news.leads)
    return Body(say("⚠️ {names}, #{number} has come back {times} times.", names=names, **values))


def _ring_them(say: Say, news: told.RingThem) -> Body:
    issue, reporter = news.view.issue, named(news.view.reporter)
    if issue.call_back in CALLED:
        return Body(say(CALLED[issue.call_back], number=issue.number, reporter=reporter))
    names = _mentions(say, news.leads) if news.leads else say("Squad leads")
    asked = say(
        "☎️ {names}, please ring {reporter} and ask whether all is well with #{number}.",
        names=names,
        reporter=reporter,
        number=issue.number,
    )
    content = Button(say.plain("Content"), CallBackPress(issue.number, issue.round, content=True))
    unhappy = Button(say.plain("Not content"), CallBackPress(issue.number, issue.round, content=False))
    return Body(asked, ((content, unhappy),))


def _about(say: Say, sentence: str, view: IssueView, who: Actor | None = None, words: str = "") -> Html:
    """Return a sentence about an issue with whatever it wants to name."""
    issue = view.issue
    return say(
        sentence,
        number=issue.number,
        reporter=mention(view.reporter),
        owner=named(view.owner) if view.owner is None else mention(view.owner),
        squad=view.squad.name(say.language),
        who=named(who),
        words=cut(words, NOTE_LENGTH),
        times=issue.transfers,
        urges=issue.urges,
    )


def _mentions(say: Say, people: Sequence[Actor]) -> Html:
    return Html(say.names([mention(one) for one in people]))


def _in_pairs(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
