"""A town to play whole conversations in: the playground, the real bot over HTTP, and a clock that the test turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import config as settings
from bot import demo
from bot.app import Pavilion
from bot.config import Config
from bot.playground.server import Playground
from bot.playground.world import World
from nlp.understanding import Reader

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
MONDAY_MORNING = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
"""Ten o'clock in Shanghai, on a working day."""

BUILDING_3, BUILDING_5, MAPLE_HOUSE = -1001000000003, -1001000000005, -1001000000007
PROPERTY, LEGAL, SILVER, ORDER, CULTURE, OFFICE = (
    -1001000000101, -1001000000102, -1001000000103, -1001000000104, -1001000000105, -1001000000100,
)  # fmt: skip
MAHJONG = -900
WANG, LI_LEI, CHEN, XIAOMEI, EMMA, JAMES, PRIYA = 1001, 1002, 1003, 1004, 1005, 1006, 1007
LIU, ZHAO, ZHOU, SUN, WU, TOM, HE = 2001, 2002, 2003, 2004, 2005, 2006, 3001

Message = dict[str, Any]


class Clock:
    """Tells the time that the test sets."""

    def __init__(self, now: datetime = MONDAY_MORNING) -> None:
        """Start at ``now``."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


class Town:
    """People, their chats, and the bot."""

    def __init__(self, world: World, playground: Playground, config: Config) -> None:
        """Hold on to the parts; the bot isn't running yet."""
        self.world = world
        self.playground = playground
        self.config = config
        self.clock = Clock()
        self.read: Reader | None = None
        """Reads the messages in the place of the bot's own reader."""
        self.bot: Pavilion

    def say(self, person: int, chat: int, text: str, **how: Any) -> int:
        """Let somebody write; return the message's id."""
        return self.world.say(person, chat, text, **how)

    async def sees(self, chat: int, *parts: str) -> Message:
        """Return the chat's newest message of the bot's that has all of these parts, once there is one."""
        return await self.world.until(lambda _: self.find(chat, *parts))

    def find(self, chat: int, *parts: str) -> Message | None:
        """Return the chat's newest message of the bot's that has all of these parts, if there is one."""
        found = (message for message in reversed(self.bots(chat)) if all(part in shown(message) for part in parts))
        return next(found, None)

    def bots(self, chat: int) -> list[Message]:
        """Return the bot's messages in a chat, oldest first."""
        return [message for message in self.world.messages(chat) if message.get("from", {}).get("is_bot")]

    def content(self, message: Message) -> bytes:
        """Return what the picture or file of a message holds."""
        file = message["document"] if "document" in message else message["photo"][-1]
        kept = self.world.files.get(file["file_id"])
        assert kept is not None
        return kept.content

    async def press(self, person: int, chat: int, message: Message, button: str) -> str:
        """Let somebody press a button; return what the bot answers."""
        return await self.answered(self.world.press(person, chat, message["message_id"], button))

    async def forge(self, person: int, chat: int, message: Message, data: str) -> str:
        """Let somebody press a button that isn't there (any more)."""
        return await self.answered(self.world.press_data(person, chat, message["message_id"], data))

    async def answered(self, press: str) -> str:
        """Return what the bot answers to a press, once it does."""
        answer = await self.world.until(lambda world: world.answer(press))
        return str(answer.get("text", ""))

    async def settled(self) -> None:
        """Wait until the bot has dealt with everything that was said: its answer to one more word comes last."""
        before = len(self.world.messages(HE))
        self.world.start(HE)
        await self.world.until(lambda world: len(world.messages(HE)) >= before + 2)
        await self.bot.worker.idle()
        await self.bot.sender.idle()

    async def settle_people(self) -> None:
        """Give the demo's people their homes and roles: ``bot.demo`` says who lives where and leads what."""
        await self.bot.memory.work(lambda tx: demo.settle(tx, self.bot.deps, self.clock()))

    async def tick(self) -> None:
        """Let the clock's tick come."""
        await self.bot.tick()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the bot, then stop it in order."""
        self.bot = Pavilion(self.config, self.world.token, self.clock, self.read)
        self.bot.sender.rests = False
        stop = asyncio.Event()
        task = asyncio.create_task(self.bot.run(stop))
        try:
            yield
        finally:
            stop.set()
            await task
            self.bot.close()


@asynccontextmanager
async def open_town(database_url: str) -> AsyncIterator[Town]:
    """Open the demo's town, without limits, for a bot on ``database_url``."""
    world = World.load()
    world.limits.on = False
    async with Playground(world) as playground:
        yield Town(world, playground, config_for(playground.url, database_url))


def config_for(api: str, database_url: str) -> Config:
    """Return the example's config for a playground, without pacing."""
    example = settings.load(EXAMPLE)
    limits = ("messages_per_second", "chat_messages_per_second", "group_messages_per_minute")
    endless = dict.fromkeys(limits, 1e6)
    return example.model_copy(
        update={
            "database": example.database.model_copy(update={"url": database_url}),
            "delivery": example.delivery.model_copy(update={"api": api, "poll_seconds": 5, **endless}),
        }
    )


def shown(message: Message) -> str:
    """Return what a message shows: its text or caption, and its buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button["text"] for row in rows for button in row]
    words = message.get("text") or message.get("caption") or ""
    return " ".join([str(words), *(f"[{text}]" for text in buttons)])
