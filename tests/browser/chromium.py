"""The machine's own Chromium, driven by Playwright: for the browser tests and for the pictures in docs/."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

HOW_TO_GET_IT = "Chromium is not installed: apt install chromium fonts-noto-cjk"
_DEBIAN = Path("/usr/bin/chromium")
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The page needs nothing from outside, and the browser shall ask for nothing either.
_QUIET = (
    "--disable-gpu",
    "--disable-partial-raster",  # the same page gives the same picture, to the byte
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Return where Chromium is, or None."""
    if _DEBIAN.exists():
        return str(_DEBIAN)
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def running(path: str) -> AsyncIterator[Browser]:
    """Run the Chromium at ``path``, without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        try:
            yield browser
        finally:
            await browser.close()
