"""What people are told who come."""

from collections.abc import Mapping

from bot.domain.body import Body
from bot.domain.news.people import PeopleNews
from bot.domain.refusal import Reason
from bot.texts.say import NAME_LENGTH, Helps, Say, cut

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}


def body(say: Say, news: PeopleNews) -> Body:
    """Return what there is to tell as a message."""
    return Body(
        say(
            "Hello {name}, I am Pavilion, your neighbourhood's bot.\n"
            "Write in your building's chat what is wrong, and I see to it that somebody comes. /help says more.",
            name=cut(news.name, NAME_LENGTH),
        )
    )
