"""The bot as ``pavilion run`` runs it, but reading by marks: ``python -m tests.support.marked CONFIG``."""

import asyncio
import signal
import sys
from pathlib import Path

from bot import config as settings
from bot import log
from bot.app import Pavilion
from bot.config import Config
from tests.support.reading import Marks


async def main(config: Config, token: str) -> None:
    """Run the bot until it is asked to end."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    pavilion = Pavilion(config, token, read=Marks())
    try:
        await pavilion.run(stop)
    finally:
        pavilion.close()


if __name__ == "__main__":
    found = settings.load(Path(sys.argv[1]))
    log.set_up(found.logging.level, found.logging.format)
    asyncio.run(main(found, settings.token()))
