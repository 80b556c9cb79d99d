"""What chats are told as such."""

from collections.abc import Mapping

from bot.domain.body import Body
from bot.domain.news.chats import ChatNews
from bot.domain.refusal import Reason
from bot.texts.say import Helps, Say

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {}


def body(say: Say, news: ChatNews) -> Body:
    """Return what there is to tell as a message."""
    return Body(
        say(
            "This chat is not one of my community's yet. Whoever runs me can add it to the config with this id:\n"
            "<code>{chat}</code>\nUntil then I stay quiet.",
            chat=news.chat,
        )
    )
