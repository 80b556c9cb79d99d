"""The first days in a new building: the bot only listens, counts, and tells the office when they are over."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from storage.tables import FINDING
from tests.storage.makers import count_rows
from tests.support.reading import Marks
from tests.support.town import (
    BUILDING_3,
    EMMA,
    JAMES,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    PROPERTY,
    WANG,
    Town,
    open_town,
)


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    """A town in which the bot is new, and listens for a week."""
    async with open_town(migrated_url) as town:
        town.read = Marks()
        silent_for(town, 7)
        async with town.running():
            yield town


def silent_for(town: Town, days: int) -> None:
    understanding = town.config.understanding.model_copy(update={"silent_days": days})
    town.config = town.config.model_copy(update={"understanding": understanding})


def findings(town: Town) -> int:
    return town.bot.database.read(lambda tx: count_rows(tx, FINDING))


@pytest.mark.parametrize(
    ("building", "resident", "clear", "danger", "help_", "speaks"),
    [
        pytest.param(
            BUILDING_3, WANG, "电梯坏了", "有人困在电梯里！", "3月23日 10:00 之前我先听不说", "我先听了几天", id="zh"
        ),
        pytest.param(
            MAPLE_HOUSE, EMMA, "The lift is broken", "Somebody is trapped!", "Until 23 Mar, 10:00 I only listen",
            "I have listened for some days", id="en",
        ),
    ],
)  # fmt: skip
async def test_it_listens_first_and_says_afterwards_what_it_would_have_done(
    town: Town, building: int, resident: int, clear: str, danger: str, help_: str, speaks: str
) -> None:
    for number in range(3):
        town.say(resident, building, f"{clear} {number}")
    town.say(resident, building, "灯是不是该换了？")
    town.say(resident, building, "想要一间下棋的屋子")
    town.say(resident, building, "今天天气真好")
    await town.settled()
    assert town.bots(building) == town.bots(PROPERTY) == []
    assert findings(town) == 5

    town.say(resident, building, danger)
    await town.sees(building, "🚨", "#1")
    town.say(resident, building, f"/report {clear}")
    task = await town.sees(PROPERTY, "#2", clear)
    town.say(LIU, PROPERTY, "我来", reply_to=task["message_id"])
    await town.sees(PROPERTY, "刘师傅 已接单")
    town.say(resident, building, "/help")
    await town.sees(building, help_)

    town.clock.forward(days=7, seconds=-1)
    await town.tick()
    await town.settled()
    assert town.find(OFFICE, "我会在这些群里出声") is None
    town.clock.forward(seconds=1)
    await town.tick()
    name, other = ("3号楼", "Maple House") if building == BUILDING_3 else ("Maple House", "3号楼")
    told = await town.sees(OFFICE, "这几天我只听没说")
    assert f"{name}：直接登记 3 条，先问一句 2 条" in told["text"]
    assert f"{other}：直接登记 0 条，先问一句 0 条" in told["text"]
    assert f"· {clear} 0 (电梯故障)" in told["text"]
    await town.sees(building, speaks, "/quiet")
    assert findings(town) == 0
    await town.tick()
    await town.settled()
    assert sum("这几天我只听没说" in message["text"] for message in town.bots(OFFICE)) == 1

    town.say(resident, building, f"{clear}!")
    await town.sees(building, "#3")


@pytest.mark.parametrize(
    ("lead", "building", "answer"),
    [
        pytest.param(LI_LEI, BUILDING_3, "我照常听着", id="zh"),
        pytest.param(JAMES, MAPLE_HOUSE, "I listen as usual now", id="en"),
    ],
)
async def test_an_administrator_may_end_the_days_of_listening(
    town: Town, lead: int, building: int, answer: str
) -> None:
    town.say(lead, building, "电梯坏了")
    town.say(lead, building, "/listen")
    await town.sees(building, answer)
    await town.sees(OFFICE, "直接登记 1 条，先问一句 0 条", "电梯坏了")
    town.say(lead, building, "电梯又坏了")
    await town.sees(building, "#1")
    town.clock.forward(days=8)
    await town.tick()
    await town.settled()
    assert "直接登记 0 条" in town.bots(OFFICE)[-1]["text"], "the other buildings"
    assert len(town.bots(OFFICE)) == 2


async def test_quiet_is_kept_beyond_the_days_of_listening(town: Town) -> None:
    assert isinstance(town.read, Marks)
    town.say(LI_LEI, BUILDING_3, "/quiet")
    await town.sees(BUILDING_3, "我少说话", "之前我先听不说")
    town.clock.forward(days=8)
    await town.tick()
    await town.sees(BUILDING_3, "我先听了几天")
    town.say(WANG, BUILDING_3, "…")
    await town.settled()
    assert town.read.said[-1].eagerness.value == "quiet"


async def test_ten_examples_are_kept_and_all_are_counted(town: Town) -> None:
    for number in range(25):
        town.say(WANG, BUILDING_3, f"电梯坏了 {number} " + "啊" * 300)
    await town.settled()
    texts = town.bot.database.read(lambda tx: list(tx.execute(select(FINDING.c.text)).scalars()))
    assert len(texts) == 10
    assert {len(text) for text in texts} == {200}
    town.clock.forward(days=7)
    await town.tick()
    told = await town.sees(OFFICE, "直接登记 25 条")
    assert len(told["text"]) < 4096


async def test_whoever_speaks_to_the_bot_by_name_is_answered(town: Town) -> None:
    town.say(WANG, BUILDING_3, "@PavilionDemoBot 电梯坏了")
    await town.sees(BUILDING_3, "#1")
    assert findings(town) == 0


async def test_it_listens_first_only_where_it_is_new(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        town.read = Marks()
        known = town.config.buildings
        town.config = town.config.model_copy(update={"buildings": known[:1]})
        async with town.running():
            pass
        silent_for(town, 7)
        town.config = town.config.model_copy(update={"buildings": known})
        async with town.running():
            town.say(EMMA, MAPLE_HOUSE, "The lift is broken")
            town.say(WANG, BUILDING_3, "电梯坏了")
            await town.sees(BUILDING_3, "#1")
            await town.settled()
            assert town.bots(MAPLE_HOUSE) == []
        town.clock.forward(days=8)
        async with town.running():
            await town.tick()
            told = await town.sees(OFFICE, "直接登记 1 条")
            assert "3号楼" not in told["text"]
