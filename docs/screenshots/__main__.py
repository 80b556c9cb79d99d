"""``python -m docs.screenshots`` takes all pictures; with names of conversations, those of them alone."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot import log
from docs.screenshots import deciding, loop, readme, running
from docs.screenshots.camera import IMAGES, Camera
from tests.browser import chromium
from tests.support.town import Town, open_town

BEFORE_NINE = datetime(2026, 3, 16, 0, 52, tzinfo=UTC)
"""Eight minutes to nine in Shanghai, on a Monday."""
TALKS: Mapping[str, Callable[[Town, Camera], Awaitable[None]]] = {
    "readme-zh": readme.chinese,
    "readme-en": readme.english,
    "loop-zh": loop.chinese,
    "loop-en": loop.english,
    "deciding-zh": deciding.chinese,
    "deciding-en": deciding.english,
    "running-zh": running.chinese,
    "running-en": running.english,
}


async def main(path: str, names: list[str]) -> None:
    """Play the conversations and take the pictures."""
    log.set_up("error", "console")
    IMAGES.mkdir(exist_ok=True)
    async with chromium.running(path) as browser:
        for name in names or TALKS:
            async with _town("en" if name.endswith("en") and not name.startswith("readme") else "zh") as town:
                await TALKS[name](town, Camera(browser, town))


@asynccontextmanager
async def _town(language: str) -> AsyncIterator[Town]:
    """Run the demo's town at a time of its own, the same for the people and for the bot."""
    with tempfile.TemporaryDirectory(prefix="pavilion-screenshots-") as folder:
        async with open_town(f"sqlite:///{folder}/pavilion.db") as town:
            community = town.config.community.model_copy(update={"language": language})
            town.config = town.config.model_copy(update={"community": community})
            town.clock.now = BEFORE_NINE
            town.world.clock = lambda: town.clock().timestamp()
            async with town.running():
                yield town


if __name__ == "__main__":
    found = chromium.find()
    if found is None:
        sys.exit(chromium.HOW_TO_GET_IT)
    asyncio.run(main(found, sys.argv[1:]))
