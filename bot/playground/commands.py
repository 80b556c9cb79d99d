"""The bot's lists of commands, by scope and language, and which of them an app offers after "/"."""

import orjson

from bot.playground.chats import Json

DEFAULT: Json = {"type": "default"}


class Commands:
    """What setMyCommands set. A scope is a BotCommandScope, a language two letters or ``""`` for all others."""

    def __init__(self) -> None:
        self._lists: dict[tuple[bytes, str], list[Json]] = {}

    def put(self, scope: Json, language: str, commands: list[Json]) -> None:
        """Keep a list of BotCommand; an empty one is as good as none."""
        self._lists[_key(scope, language)] = commands

    def get(self, scope: Json, language: str) -> list[Json]:
        """Return exactly this list, empty if it was never set."""
        return self._lists.get(_key(scope, language), [])

    def offered(self, language_code: str) -> list[Json]:
        """Return what an app in this language (an IETF tag) offers: its own list, else the one for all languages.

        Only the default scope counts: the page offers the same in every chat.
        """
        language = language_code.partition("-")[0]
        return self.get(DEFAULT, language) or self.get(DEFAULT, "")


def _key(scope: Json, language: str) -> tuple[bytes, str]:
    return orjson.dumps(scope, option=orjson.OPT_SORT_KEYS), language
