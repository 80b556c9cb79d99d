"""The pictures of the README: a lift breaks down and is mended, in Chinese and in English."""

from docs.screenshots.camera import PHONE, WIDE, Camera
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
)


async def chinese(town: Town, camera: Camera) -> None:
    """Let the lift be claimed, then mended."""
    await _lift_is_claimed(town)
    await camera.page("phone", LIU, PROPERTY, PHONE)
    await _lift_is_mended(town)
    await camera.page("chat-zh", WANG, BUILDING_3, WIDE)


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


async def english(town: Town, camera: Camera) -> None:
    """Let the lift be mended in Maple House."""
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
    await camera.page("chat-en", EMMA, MAPLE_HOUSE, WIDE)
