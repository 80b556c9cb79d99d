"""The question whether something should be filed, and its end."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.news import offers as told
from bot.domain.presses.offers import OfferPress
from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps, Say

REFUSALS: Mapping[Reason, str] = {
    Reason.OFFER_NOT_YOURS: N_("I was asking the neighbour who wrote that."),
    Reason.OFFER_GONE: N_("That has been answered already."),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}


def body(say: Say, news: told.OfferNews) -> Body:
    """Return what is asked as a message."""
    match news:
        case told.Offer():
            return _offer(say, news)
        case told.OfferDeclined():
            return Body(say("All right, I won't file it."))
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
