"""Serves a playground as a process of its own: ``python -m bot.playground``."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from bot.playground.server import Playground
from bot.playground.world import World


async def serve(world: World, port: int) -> None:
    """Serve until SIGINT or SIGTERM."""
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with Playground(world, port) as playground:
        sys.stdout.write(
            f"chat page     {playground.url}/\nbot base URL  {playground.url}/bot\nbot token     {world.token}\n"
        )
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="where on 127.0.0.1 (0: any free one)")
    parser.add_argument("--town", type=Path, help="another community than the demo's, as TOML")
    parser.add_argument("--no-limits", action="store_true", help="let the bot send as fast as it can")
    parser.add_argument("--privacy", action="store_true", help="turn the bot's privacy mode on")
    asked = parser.parse_args()
    world = World.load(asked.town)
    world.limits.on = not asked.no_limits
    world.privacy = asked.privacy
    asyncio.run(serve(world, asked.port))


if __name__ == "__main__":
    main()
