"""The bot as a process of its own, which a test can kill."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.playground.world import World
from tests.support.town import EXAMPLE

ROOT = Path(__file__).parents[2]
STARTED = "getUpdates"


class BotProcess:
    """``pavilion run`` on the example's config, against a playground."""

    def __init__(self, world: World, api: str, database_url: str, folder: Path, *, by_marks: bool = False) -> None:
        """Write the config; the process isn't started yet.

        :param by_marks: the bot reads by the tests' marks and not with its own reader.
        """
        self._world = world
        self._by_marks = by_marks
        self._config = folder / "config.toml"
        written = EXAMPLE.read_text(encoding="utf-8")
        for old, new in {
            '"sqlite:///pavilion.db"': f'"{database_url}"',
            '"https://api.telegram.org"': f'"{api}"',
            "\nmessages_per_second = 30": "\nmessages_per_second = 1e6",
            "chat_messages_per_second = 1\n": "chat_messages_per_second = 1e6\n",
            "group_messages_per_minute = 20": "group_messages_per_minute = 1e6",
            'level = "info"': 'level = "error"',
        }.items():
            assert old in written
            written = written.replace(old, new)
        self._config.write_text(written, encoding="utf-8")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the bot; return when it asks Telegram for updates."""
        self._world.calls.clear()
        environment = {**os.environ, "PAVILION_BOT_TOKEN": self._world.token}
        module = ("tests.support.marked",) if self._by_marks else ("bot", "run", "--config")
        command = (sys.executable, "-m", *module, str(self._config))
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
        await self._world.until(lambda world: any(call.method == STARTED for call in world.calls), timeout=60)

    async def kill(self) -> None:
        """End it at once, wherever it is."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end; return its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        code = await self._process.wait()
        self._process = None
        return code
