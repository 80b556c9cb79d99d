"""What the pages for people point to is there, and what they tell people to write is understood."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from bot.handlers import entry
from bot.texts import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
GUIDES = ("residents", "stewards", "leads")
_TARGET = re.compile(r"\]\(([^)\s]+)\)|<img[^>]*\ssrc=\"([^\"]+)\"")
_COMMAND = re.compile(r"`/([a-z]+)[^`]*`")
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def targets(page: Path) -> Iterator[str]:
    """Return what a page points to in this repository."""
    for found in _TARGET.finditer(_CODE.sub("", page.read_text(encoding="utf-8"))):
        target = found[1] or found[2]
        if "://" not in target:
            yield target


def anchors(page: Path) -> set[str]:
    """Return the names under which GitHub shows a page's headings."""
    headings = _HEADING.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def registered() -> set[str]:
    """Return the commands that the bot listens to."""
    commands = (handler for handler in entry.handlers() if isinstance(handler, CommandHandler))
    return set(chain.from_iterable(command.commands for command in commands))


def named(language: str) -> set[str]:
    """Return the commands that the guides of a language name."""
    pages = (ROOT / "docs" / f"{name}{language}.md" for name in GUIDES)
    return {command for page in pages for command in _COMMAND.findall(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    for target in targets(page):
        file, _, anchor = target.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), target


def test_every_picture_is_shown_and_small_enough() -> None:
    shown = {(page.parent / target).resolve() for page in PAGES for target in targets(page)}
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.resolve() in shown, picture.name
        assert picture.stat().st_size <= 150_000, picture.name


@pytest.mark.parametrize("language", ["", ".zh"], ids=["en", "zh"])
def test_the_guides_name_the_commands_that_there_are(language: str) -> None:
    assert named(language) == registered() - {"start"}, "Telegram's own button sends /start"


def test_the_menu_has_commands_that_there_are() -> None:
    assert set(COMMANDS) <= registered()
