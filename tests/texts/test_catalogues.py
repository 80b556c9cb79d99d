"""Every sentence exists in both languages, with the same values, in the two files of its capability."""

import re
import string
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from telegram.ext import CommandHandler

from bot import texts
from bot.domain.issue import IssueState, Step
from bot.domain.listening import Eagerness
from bot.domain.news.handover import Section
from bot.domain.news.help import Audience
from bot.domain.presses.setup import Kind
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import APPOINTED_BY, Action, Role
from bot.domain.roster import Wrong
from bot.domain.setting import SETTINGS
from bot.domain.trail import Change
from bot.handlers import entry
from bot.texts import LANGUAGES, chats, handover, issues, listening, roles, roster
from bot.texts.say import LOCALES
from tests.texts.makers import TEXTS

Sentence = str | tuple[str, str]
KEYWORDS = {"say": None, "plain": None, "N_": None, "count": (1, 2)}
CODE = Path(texts.__file__).parent
CHINESE = LOCALES / "zh" / "LC_MESSAGES"


def sentences(path: Path) -> set[Sentence]:
    """Return what a file says, as gettext would find it."""
    found: set[Sentence] = set()
    for _, message, _, _ in extract_from_file("python", str(path), keywords=KEYWORDS):
        found.add(message if isinstance(message, str) else (str(message[0]), str(message[1])))
    return found


def catalogue(name: str) -> Catalog:
    """Return the Chinese sentences of a capability."""
    path = CHINESE / f"{name}.po"
    if not path.exists():
        return Catalog(locale="zh")
    with path.open("rb") as file:
        return read_po(file, locale="zh", abort_invalid=True)


NAMES = {"common" if path.stem == "__init__" else path.stem: path for path in CODE.glob("*.py")}
CATALOGUES = {path.stem: catalogue(path.stem) for path in sorted(CHINESE.glob("*.po"))}
MESSAGES = [(name, message) for name, kept in CATALOGUES.items() for message in kept if message.id]


@pytest.mark.parametrize("name", sorted(NAMES | CATALOGUES))
def test_a_catalogue_has_every_sentence_of_its_file_and_no_other(name: str) -> None:
    kept = {m.id if isinstance(m.id, str) else tuple(m.id) for m in catalogue(name) if m.id}
    assert kept == (sentences(NAMES[name]) if name in NAMES else set())


def test_what_several_files_say_is_translated_alike() -> None:
    said = defaultdict(set)
    for _, message in MESSAGES:
        said[message.id].add(message.string)
    assert [sentence for sentence, translations in said.items() if len(translations) > 1] == []


@pytest.mark.parametrize(("name", "message"), MESSAGES, ids=lambda part: str(getattr(part, "id", part))[:40])
def test_a_translation_is_finished_and_has_the_same_values(name: str, message: object) -> None:
    del name
    ids = message.id if isinstance(message.id, tuple) else (message.id,)  # type: ignore[attr-defined]
    said = message.string if isinstance(message.string, tuple) else (message.string,)  # type: ignore[attr-defined]
    assert all(said)
    assert not message.fuzzy  # type: ignore[attr-defined]
    assert {_values(text) for text in said} == {_values(text) for text in ids}


def _values(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_chinese_sentences_have_chinese_punctuation() -> None:
    for _, message in MESSAGES:
        assert not any(f"{mark}" in str(message.string) for mark in (", ", "? ", "! ")), message.string


def test_every_value_of_an_enum_has_its_sentence() -> None:
    assert set(texts.REFUSALS) == set(Reason)
    assert set(issues.STEPS) == set(Step)
    assert set(issues.STATES) == set(IssueState)
    assert set(roster.WRONG) == set(Wrong)
    assert set(chats.KINDS) == set(Kind)
    assert set(chats.LABELS) == set(SETTINGS)
    assert set(chats.VALUES) == {(one.key, value) for one in SETTINGS.values() for value in one.values}
    assert set(handover.FILES) == set(handover.HEADS) == set(Section)
    assert set(roles.ROLES) == set(Role)
    assert set(roles.TITLES) == set(APPOINTED_BY)
    assert set(roles.CHANGES) == set(Change)
    assert set(listening.EAGERNESS) == set(Eagerness)
    assert set(texts.help.HEADINGS) == set(Audience) - {Audience.NEIGHBOURS}


def test_no_two_capabilities_refuse_for_the_same_reason_or_share_a_command() -> None:
    told = [reason for capability in texts.CAPABILITIES for reason in capability.REFUSALS]
    assert len(told) == len(set(told))
    commands = [name for capability in texts.CAPABILITIES for name in capability.COMMANDS]
    assert len(commands) == len(set(commands))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_a_refusal_is_a_sentence(language: str, reason: Reason) -> None:
    values = dict.fromkeys(_values(texts.REFUSALS[reason]), "刘师傅" * 5)
    said = TEXTS.refusal(language, Refused(reason, **values))
    assert said
    assert "{" not in said
    assert len(said) <= 200, "what answers a press may have 200 characters"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", list(Action))
def test_who_may_not_is_told_whose_it_is(language: str, action: Action) -> None:
    said = TEXTS.refusal(language, Refused(Reason.NOT_YOUR_ROLE, action=action))
    assert "{" not in said
    assert len(said) <= 200


def test_no_sentence_names_a_command_that_there_is_not() -> None:
    known = {name for one in entry.handlers() if isinstance(one, CommandHandler) for name in one.commands}
    for name, message in MESSAGES:
        parts = [
            text for both in (message.id, message.string) for text in ((both,) if isinstance(both, str) else both or ())
        ]
        named = {word for text in parts for word in re.findall(r"(?<![\w/<}>.])/([a-z_]{3,})\b", text)}
        assert named <= known, f"{name}: {message.id}"
