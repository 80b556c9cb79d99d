"""Questions that take several steps, and their end."""

from collections.abc import Mapping

from bot.domain.body import Body
from bot.domain.news.drafts import DraftNews
from bot.domain.refusal import Reason
from bot.texts.say import N_, Helps, Say

REFUSALS: Mapping[Reason, str] = {
    Reason.DRAFT_GONE: N_("I have put that away in the meantime. Please begin anew."),
    Reason.DRAFT_NOT_YOURS: N_("I am asking somebody else there."),
    Reason.NO_DRAFT: N_("There is nothing to cancel."),
}
COMMANDS: Mapping[str, str] = {"cancel": N_("Drop what I am asking you about")}
HELP: Helps = {}


def body(say: Say, news: DraftNews) -> Body:
    """Return what there is to tell as a message."""
    del news
    return Body(say("All right, forgotten."))
