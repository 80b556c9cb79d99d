"""The bot's process is killed wherever it is: nothing is lost, and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.playground.server import Playground
from bot.playground.world import World
from storage import inbox, outbox
from storage.database import Database
from storage.tables import EVENT, ISSUE
from tests.support.process import BotProcess
from tests.support.town import BUILDING_3, LI_LEI, LIU, PROPERTY, WANG, Message, shown

PATIENCE = 60.0


class Scene:
    """A playground that goes on while the bot dies."""

    def __init__(self, world: World, process: BotProcess, database_url: str) -> None:
        self.world = world
        self.process = process
        self.database_url = database_url

    async def die_and_come_back(self) -> None:
        """Kill the bot and start it again."""
        await self.process.kill()
        await self.process.start()

    async def rest(self) -> None:
        """Wait until nothing is left to do: this is between two steps."""
        with Database(self.database_url) as database:
            async with asyncio.timeout(PATIENCE):
                while await asyncio.to_thread(_work_left, database):
                    pass

    async def sees(self, chat: int, *parts: str) -> Message:
        """Return the bot's message with these parts, once it is there."""
        return await self.world.until(lambda _: next(iter(self.find(chat, *parts)), None), timeout=PATIENCE)

    def find(self, chat: int, *parts: str) -> list[Message]:
        """Return the bot's messages with these parts."""
        messages = (message for message in self.world.messages(chat) if message["from"]["is_bot"])
        return [message for message in messages if all(part in shown(message) for part in parts)]

    async def press(self, person: int, chat: int, message: Message, button: str) -> None:
        """Press a button, without waiting for the answer."""
        self.world.press(person, chat, message["message_id"], button)

    async def settle(self) -> None:
        """Stop the bot in order once all is done."""
        await self.rest()
        assert await self.process.stop() == 0


def _work_left(database: Database) -> int:
    return database.read(inbox.count_waiting) + database.read(outbox.count_owed)


@pytest.fixture
def by_marks() -> bool:
    """Whether the bot reads by marks, and not with its own reader."""
    return False


@pytest.fixture
async def scene(database_url: str, tmp_path: Path, *, by_marks: bool) -> AsyncIterator[Scene]:
    world = World.load()
    world.limits.on = False
    async with Playground(world) as playground:
        process = BotProcess(world, playground.url, database_url, tmp_path, by_marks=by_marks)
        await process.start()
        yield Scene(world, process, database_url)


async def test_killed_between_any_two_steps_of_the_loop(scene: Scene) -> None:
    scene.world.say(WANG, BUILDING_3, "3栋2单元的电梯又坏了，我妈买菜上不去")
    await scene.die_and_come_back()
    await _goes_through_the_loop(scene)


@pytest.mark.parametrize("by_marks", [True])
@pytest.mark.usefixtures("by_marks")
async def test_killed_before_and_after_the_answer_to_a_question(scene: Scene) -> None:
    scene.world.say(WANG, BUILDING_3, "4楼楼道灯是不是该换了？")
    await scene.die_and_come_back()
    offer = await scene.sees(BUILDING_3, "要不要登记")
    await scene.rest()
    await scene.press(WANG, BUILDING_3, offer, "登记")
    await scene.die_and_come_back()
    card = await scene.sees(BUILDING_3, "#1", "已派给")
    assert card["message_id"] == offer["message_id"]
    await _goes_through_the_loop(scene)


@pytest.mark.parametrize("by_marks", [True])
@pytest.mark.usefixtures("by_marks")
async def test_a_no_outlives_the_bots_death(scene: Scene) -> None:
    report = scene.world.say(WANG, BUILDING_3, "4楼楼道灯是不是该换了？")
    offer = await scene.sees(BUILDING_3, "要不要登记")
    await scene.rest()
    await scene.press(WANG, BUILDING_3, offer, "不用")
    await scene.die_and_come_back()
    await scene.sees(BUILDING_3, "好的，不登记。")
    await scene.rest()
    scene.world.press_data(WANG, BUILDING_3, offer["message_id"], f"offer:{report}:1")
    await scene.settle()
    assert scene.find(PROPERTY) == []
    assert len(scene.find(BUILDING_3)) == 1
    with Database(scene.database_url) as database:
        assert database.read(lambda tx: list(tx.execute(select(ISSUE.c.number)).scalars())) == []


async def _goes_through_the_loop(scene: Scene) -> None:
    """Play on from the report, and kill the bot between any two steps."""
    world = scene.world
    await scene.sees(BUILDING_3, "#1", "已派给", "[撤回]")
    task = await scene.sees(PROPERTY, "#1", "[接单]")
    await scene.rest()
    world.say(LIU, PROPERTY, "我来", reply_to=task["message_id"])
    await scene.die_and_come_back()
    await scene.press(LIU, PROPERTY, await scene.sees(PROPERTY, "刘师傅 已接单"), "好了")
    await scene.die_and_come_back()
    question = await scene.sees(BUILDING_3, "请验收")
    await scene.rest()
    await scene.press(WANG, BUILDING_3, question, "✅")
    await scene.die_and_come_back()
    await scene.sees(BUILDING_3, "已验收，用时")
    await scene.settle()
    with Database(scene.database_url) as database:
        steps = database.read(lambda tx: list(tx.execute(select(EVENT.c.step).order_by(EVENT.c.id)).scalars()))
        assert database.read(lambda tx: inbox.set_aside(tx, 1)) == []
    assert steps == ["report", "dispatch", "claim", "resolve", "accept"]
    assert len(scene.find(PROPERTY, "#1")) == 1
    assert len(scene.find(BUILDING_3, "#1")) == 2


def _dark_stairs(number: int) -> str:
    """Return a report of a place of its own: the same again would be asked about."""
    return f"3栋{number % 2 + 1}单元{number // 2 + 1}楼的楼道灯不亮了"


async def test_killed_again_and_again_in_a_rush_of_reports(scene: Scene) -> None:
    reports = 60
    for number in range(reports):
        scene.world.say((WANG, LI_LEI)[number % 2], BUILDING_3, f"/report {_dark_stairs(number)}")
        if number % 20 == 10:
            # The bot is in the middle of something: receiving, filing or sending.
            await scene.world.change()
            await scene.die_and_come_back()
    await scene.settle()
    with Database(scene.database_url) as database:
        texts = database.read(lambda tx: list(tx.execute(select(ISSUE.c.text)).scalars()))
        highest = database.read(lambda tx: tx.execute(select(func.max(ISSUE.c.number))).scalar_one())
    assert sorted(texts) == sorted(map(_dark_stairs, range(reports)))
    assert highest == reports
    for number in range(1, reports + 1):
        # A crash between sending and marking repeats a message; it never loses one.
        assert scene.find(BUILDING_3, f"#{number} "), number
        assert scene.find(PROPERTY, f"#{number} "), number


async def test_telegram_is_away_for_a_while(scene: Scene) -> None:
    scene.world.faults.add("*", status=500, times=6)
    scene.world.say(WANG, BUILDING_3, "/report 电梯坏了")
    await scene.sees(BUILDING_3, "#1")
    await scene.sees(PROPERTY, "#1")
    await scene.settle()
    assert len(scene.find(PROPERTY, "#1")) == 1
