"""The question whether something should be filed, and its end."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.news import offers as told
from bot.domain.presses.offers import JoinPress, OfferPress
from bot.domain.refusal import Reason
from bot.texts.issues import heading, state_of
from bot.texts.say import N_, Helps, Say, cut, named

REFUSALS: Mapping[Reason, str] = {
    Reason.OFFER_NOT_YOURS: N_("I was asking the neighbour who wrote that."),
    Reason.OFFER_GONE: N_("That has been answered already."),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}
QUOTED_LENGTH = 60


def body(say: Say, news: told.OfferNews) -> Body:
    """Return what is asked as a message."""
    match news:
        case told.Offer():
            return _offer(say, news)
        case told.OfferDeclined():
            return Body(say("All right, I won't file it."))
        case told.LooksLike():
            return _looks_like(say, news)
        case told.Joined():
            return _joined(say, news)
        case _:
            assert_never(news)


def _offer(say: Say, news: told.Offer) -> Body:
    asked = N_("Shall I file this as an issue for the {squad}?")
    if news.wish:
        asked = N_("Shall I pass this wish on to the {squad}?")
    agree = N_("Yes, pass it on") if news.wish else N_("Yes, file it")
    yes = Button(say.plain(agree), OfferPress(news.message, file_it=True))
    no = Button(say.plain("No"), OfferPress(news.message, file_it=False))
    return Body(say(asked, squad=news.squad.name(say.language)), ((yes, no),))


def _looks_like(say: Say, news: told.LooksLike) -> Body:
    issue = news.view.issue
    known = say(
        "That looks like {head}: “{what}”, reported {ago} ago; {state}.",
        head=heading(say, news.view),
        what=cut(issue.text, QUOTED_LENGTH),
        ago=say.span(news.now - issue.reported_at),
        state=state_of(say, news.view),
    )
    asked = say("Is it the same? If you say nothing, I file it in a quarter of an hour.")
    same = say.plain("Yes, the same") if news.own else say.plain("👍 Me too")
    join = Button(same, JoinPress(news.message))
    other = Button(say.plain("It's another one"), OfferPress(news.message, file_it=True))
    return Body(f"{known}\n{asked}", ((join, other),))


def _joined(say: Say, news: told.Joined) -> Body:
    head = heading(say, news.view)
    if news.own:
        return Body(say("All right, it is {head}.", head=head))
    return Body(say("👍 {name} has it, too: {head}", name=named(news.who), head=head))
