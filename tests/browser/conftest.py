"""A browser on the page of a town whose bot is running."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from nlp.understanding import Reader
from tests.browser import chromium
from tests.browser.chat import ChatPage
from tests.support.optional import optional
from tests.support.town import Town, open_town

WIDE = (1280, 800)
PHONE = (375, 720)

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium; where there is none, the test is left out."""
    path = chromium.find()
    if path is None:
        optional(chromium.HOW_TO_GET_IT)
    async with chromium.running(path) as browser:
        yield browser


@pytest.fixture
def read() -> Reader | None:
    """What reads the messages: the bot's own reader, which is None; a test may want another one."""
    return None


@pytest.fixture
async def town(tmp_path: Path, read: Reader | None) -> AsyncIterator[Town]:
    """A town with a running bot."""
    async with open_town(f"sqlite:///{tmp_path}/pavilion.db") as town:
        town.read = read
        async with town.running():
            yield town


@pytest.fixture
def window() -> tuple[int, int]:
    """Width and height of the window; a test may want another one."""
    return WIDE


@pytest.fixture
async def chat(browser: Browser, town: Town, window: tuple[int, int]) -> AsyncIterator[ChatPage]:
    """The page as it opens; at the end nothing may have gone wrong in it."""
    width, height = window
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    chat = await ChatPage.open(context, f"{town.playground.url}/")
    yield chat
    await context.close()
    assert chat.troubles == []
