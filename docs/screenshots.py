"""Takes the pictures in docs/images: the demo's page after a short conversation, always the same one.

``make screenshots`` runs it; it needs Chromium and fonts for Chinese and for emoji.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, expect

from bot import log
from tests.browser import chromium
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    CHEN,
    EMMA,
    JAMES,
    LI_LEI,
    LIU,
    MAHJONG,
    MAPLE_HOUSE,
    PRIYA,
    PROPERTY,
    TOM,
    WANG,
    XIAOMEI,
    Town,
    open_town,
)

IMAGES = Path(__file__).parent / "images"
WIDE, PHONE = (1280, 800), (375, 720)
BEFORE_NINE = datetime(2026, 3, 16, 0, 52, tzinfo=UTC)
"""Eight minutes to nine in Shanghai, on a Monday."""


async def main(path: str) -> None:
    """Play the conversation in both languages and take the pictures."""
    log.set_up("error", "console")
    IMAGES.mkdir(exist_ok=True)
    async with chromium.running(path) as browser:
        async with _town() as town:
            await _lift_is_claimed(town)
            await _take(browser, town, "phone", LIU, PROPERTY, PHONE)
            await _lift_is_mended(town)
            await _take(browser, town, "chat-zh", WANG, BUILDING_3, WIDE)
        async with _town() as town:
            await _english_lift(town)
            await _take(browser, town, "chat-en", EMMA, MAPLE_HOUSE, WIDE)


@asynccontextmanager
async def _town() -> AsyncIterator[Town]:
    """Run the demo's town at a time of its own, the same for the people and for the bot."""
    with tempfile.TemporaryDirectory(prefix="pavilion-screenshots-") as folder:
        async with open_town(f"sqlite:///{folder}/pavilion.db") as town:
            town.clock.now = BEFORE_NINE
            town.world.clock = lambda: town.clock().timestamp()
            async with town.running():
                yield town


async def _lift_is_claimed(town: Town) -> None:
    town.say(CHEN, MAHJONG, "下午两点，老地方，三缺一")
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨")
    town.say(LI_LEI, BUILDING_3, "各位邻居早！周六上午十点，大家在凉亭下包饺子，带上碗筷就行。")
    town.clock.forward(minutes=4)
    town.say(CHEN, BUILDING_3, "我带一壶好茶。")
    town.clock.forward(minutes=2)
    town.say(WANG, BUILDING_3, "3栋2单元的电梯又坏了，我妈买菜上不去")
    await town.sees(BUILDING_3, "#1", "已派给 物业红管家", "[撤回]")
    task = await town.sees(PROPERTY, "#1", "电梯", "[接单]")
    town.clock.forward(minutes=3)
    town.say(LIU, PROPERTY, "我来，半小时到", reply_to=task["message_id"])
    await town.sees(BUILDING_3, "#1", "刘师傅 已接单")
    await town.sees(PROPERTY, "#1", "刘师傅 已接单")
    town.clock.forward(minutes=6)
    town.say(XIAOMEI, BUILDING_5, "三楼的楼道灯不亮了，晚上看不清台阶")
    await town.sees(PROPERTY, "#2", "楼道灯", "[接单]")


async def _lift_is_mended(town: Town) -> None:
    task = await town.sees(PROPERTY, "#1", "刘师傅 已接单")
    town.clock.forward(minutes=4)
    town.say(LI_LEI, BUILDING_3, "刘师傅来得真快，谢谢！")
    town.clock.forward(hours=1, minutes=39)
    town.say(LIU, PROPERTY, "修好了，换了门机", reply_to=task["message_id"])
    await town.sees(BUILDING_3, "#1", "等验收")
    await town.sees(BUILDING_3, "王阿姨，请验收")


async def _english_lift(town: Town) -> None:
    town.world.start(EMMA)
    await town.sees(EMMA, "Emma")
    town.say(JAMES, MAPLE_HOUSE, "Morning all! Tea under the pavilion on Saturday at three.")
    town.clock.forward(minutes=4)
    town.say(PRIYA, MAPLE_HOUSE, "We'll be there, and the children are baking.")
    town.clock.forward(minutes=2)
    town.say(EMMA, MAPLE_HOUSE, "The lift has broken down again, my mother had to carry her shopping up the stairs")
    await town.sees(MAPLE_HOUSE, "#1", "with the property stewards", "[Withdraw]")
    task = await town.sees(PROPERTY, "🛠 #1", "[接单]")
    town.clock.forward(minutes=3)
    town.say(TOM, PROPERTY, "I'll take it, there in half an hour", reply_to=task["message_id"])
    await town.sees(MAPLE_HOUSE, "#1", "with Tom Reed")
    town.clock.forward(minutes=10)
    town.say(JAMES, MAPLE_HOUSE, "That was quick. Thanks, Tom!")
    town.clock.forward(hours=1, minutes=39)
    town.say(TOM, PROPERTY, "Done, new door drive", reply_to=task["message_id"])
    await town.sees(MAPLE_HOUSE, "#1", "waiting for acceptance")
    await town.sees(MAPLE_HOUSE, "Emma Clarke, is it?")


async def _take(browser: Browser, town: Town, name: str, person: int, chat: int, size: tuple[int, int]) -> None:
    """Take a picture of a chat as one person sees it."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        timezone_id="Asia/Shanghai",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.clock.set_fixed_time(town.clock())
    await page.goto(f"{town.playground.url}/?as={person}&chat={chat}")
    shown = town.world.messages(chat)
    await expect(page.locator("#items article")).to_have_count(len(shown))
    await expect(page.locator("#items article").last).to_be_in_viewport(ratio=1)
    await page.evaluate("document.fonts.ready")
    picture = IMAGES / f"{name}.png"
    await page.screenshot(path=picture, caret="hide", animations="disabled")
    await context.close()
    print(f"{picture.relative_to(Path.cwd())}  {picture.stat().st_size // 1000} kB")


if __name__ == "__main__":
    found = chromium.find()
    if found is None:
        sys.exit(chromium.HOW_TO_GET_IT)
    asyncio.run(main(found))
