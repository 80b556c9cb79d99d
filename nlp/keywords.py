"""Reads messages by words alone: the squads' keywords from the config, and a few words of our own."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from nlp.understanding import Intent, Said, Sureness, Understanding, Urgency

_WORDS = Path(__file__).parent / "data" / "words.toml"
_REPLY_LENGTH = 60
"""A longer answer tells a story, in which a word like "done" decides nothing."""
_REPLIES = (Intent.REJECT, Intent.CLAIM, Intent.DONE, Intent.ACCEPT)
_NOTHING = Understanding(Intent.CHATTER)


class KeywordReader:
    """A :class:`~nlp.understanding.Reader` that looks words up."""

    def __init__(self, keywords: Mapping[str, Sequence[str]]) -> None:
        """Read the word lists.

        :param keywords: of each squad, by its key; the first squad with a matching word gets the message.
        """
        words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
        self._squads = {squad: _any_of(found) for squad, found in keywords.items() if found}
        self._danger = _any_of(words["danger"]["words"])
        self._replies = {intent: _any_of(words["replies"][intent.value]) for intent in _REPLIES}

    def __call__(self, said: Said) -> Understanding:
        """Return what ``said`` means."""
        text = said.text.casefold().replace("’", "'")
        return self._read_message(text) if said.answers is None else self._read_reply(text)

    def _read_reply(self, text: str) -> Understanding:
        if len(text) > _REPLY_LENGTH:
            return _NOTHING
        for intent, pattern in self._replies.items():
            if match := pattern.search(text):
                return Understanding(intent, sureness=Sureness.ACT, because=(match.group(),))
        return _NOTHING

    def _read_message(self, text: str) -> Understanding:
        for squad, pattern in self._squads.items():
            if match := pattern.search(text):
                danger = self._danger.search(text)
                because = (match.group(),) if danger is None else (match.group(), danger.group())
                urgency = Urgency.NORMAL if danger is None else Urgency.EMERGENCY
                return Understanding(
                    Intent.REPORT, sureness=Sureness.ASK, squad=squad, urgency=urgency, because=because
                )
        return _NOTHING


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of some words: whole words in Latin letters, any occurrence in Chinese."""
    return re.compile("|".join(_pattern(word.casefold()) for word in sorted(words, key=len, reverse=True)))


def _pattern(word: str) -> str:
    before = r"\b" if re.match(r"[a-z0-9]", word) else ""
    after = r"\b" if re.search(r"[a-z0-9]$", word) else ""
    return f"{before}{re.escape(word)}{after}"
