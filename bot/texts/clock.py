"""What the clock says: something is due soon, is due, and who above is told."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body
from bot.domain.due import Clock, Rung
from bot.domain.news import clock as told
from bot.domain.refusal import Reason
from bot.texts.issues import heading, number_of
from bot.texts.say import N_, Helps, Html, Say, mention, named

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}

WATCHED: Mapping[tuple[Clock, Rung], str] = {
    (Clock.CLAIM, Rung.WARNING): N_("⏳ Nobody has taken {number} yet. Please take it by {due}."),
    (Clock.CLAIM, Rung.DUE): N_("⏰ {number} has been waiting for {waited}. Who takes it?"),
    (Clock.CLAIM, Rung.SQUAD_LEAD): N_("⏰ {who}, {number} has been waiting for {waited}. Please give it to somebody."),
    (Clock.CLAIM, Rung.ABOVE): N_(
        "⏰ {who}, {head} has been waiting for {waited}, and nobody of the {squad} takes it. Please see to it."
    ),
    (Clock.CLAIM, Rung.OFFICE): N_("⏰ {head} has been waiting for {waited}, and nobody of the {squad} takes it."),
    (Clock.RESOLVE, Rung.WARNING): N_("⏳ {owner}, {number} should be done by {due}."),
    (Clock.RESOLVE, Rung.DUE): N_("⏰ {owner}, {number} should have been done by {due}. How is it going?"),
    (Clock.RESOLVE, Rung.SQUAD_LEAD): N_("⏰ {who}, {number} should have been done by {due}. {owner} has it."),
    (Clock.RESOLVE, Rung.ABOVE): N_(
        "⏰ {who}, {head} should have been done by {due}. {owner} of the {squad} has it. Please see to it."
    ),
    (Clock.RESOLVE, Rung.OFFICE): N_("⏰ {head} should have been done by {due}. {owner} of the {squad} has it."),
}


def body(say: Say, news: told.ClockNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.Watched():
            return _watched(say, news)
        case told.Alarm():
            return _alarm(say, news)
        case told.Unreached():
            facts = {"squad": news.squad.name(say.language), "number": number_of(say, news.view)}
            return Body(
                say("⚠️ I can't reach the chat of the {squad}: {number} is yours now. Am I still in it?", **facts)
            )
        case _:
            assert_never(news)


def _watched(say: Say, news: told.Watched) -> Body:
    view, issue = news.view, news.view.issue
    asked_of_owner = news.rung in {Rung.WARNING, Rung.DUE} and view.owner is not None
    sentence = say(
        WATCHED[news.clock, news.rung],
        number=number_of(say, view),
        head=heading(say, view),
        squad=view.squad.name(say.language),
        due=say.time(issue.due_at),
        waited=say.span(news.now - issue.reported_at),
        owner=mention(view.owner) if asked_of_owner and view.owner is not None else named(view.owner),
        who="" if news.who is None else mention(news.who),
    )
    return Body(sentence)


def _alarm(say: Say, news: told.Alarm) -> Body:
    view = news.view
    names = Html(say.names([mention(one) for one in news.who])) if news.who else say("everybody")
    facts = {
        "who": names,
        "head": heading(say, view, confide=news.confide),
        "squad": view.squad.name(say.language),
        "waited": say.span(news.now - view.issue.reported_at),
    }
    if news.now == view.issue.reported_at:
        sentence = say("🚨 {who}, an emergency: {head}. The {squad} has been told.", **facts)
    else:
        sentence = say("🚨 {who}, an emergency: {head}. Nobody has taken it for {waited}!", **facts)
    return Body(sentence)
