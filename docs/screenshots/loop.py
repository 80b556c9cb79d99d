"""The life of an issue, for those who report and those who mend: its card, a steward's choices, the acceptance."""

from docs.screenshots.camera import Camera
from tests.support.town import BUILDING_3, CHEN, EMMA, JAMES, LI_LEI, LIU, MAPLE_HOUSE, PRIYA, PROPERTY, TOM, WANG, Town


async def chinese(town: Town, camera: Camera) -> None:
    """Let the lift stand still in building 3."""
    town.say(WANG, BUILDING_3, "3栋2单元的电梯又坏了，我妈买菜上不去")
    card = await town.sees(BUILDING_3, "#1", "已派给 物业红管家", "👍 我也遇到")
    town.clock.forward(minutes=2)
    town.say(CHEN, BUILDING_3, "我家也是", reply_to=card["message_id"])
    await town.sees(BUILDING_3, "#1", "我也遇到 1")
    town.clock.forward(minutes=1)
    await town.press(LI_LEI, BUILDING_3, card, "👍 我也遇到")
    await town.sees(BUILDING_3, "#1", "我也遇到 2")
    await camera.talk("report-zh", LI_LEI, BUILDING_3, "3栋2单元的电梯又坏了")

    task = await town.sees(PROPERTY, "#1", "[接单]")
    town.clock.forward(minutes=3)
    town.say(LIU, PROPERTY, "我来，半小时到", reply_to=task["message_id"])
    task = await town.sees(PROPERTY, "#1", "刘师傅 已接单")
    town.clock.forward(minutes=40)
    town.say(LIU, PROPERTY, "门机老化了，配件在路上", reply_to=task["message_id"])
    await town.settled()
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[更多…]"), "更多…")
    await town.sees(PROPERTY, "[退单]")
    await camera.talk("task-zh", LIU, PROPERTY, "3栋2单元的电梯又坏了")

    town.clock.forward(hours=2)
    town.say(LIU, PROPERTY, "修好了，换了门机", reply_to=task["message_id"])
    asked = await town.sees(BUILDING_3, "王阿姨", "请验收")
    town.clock.forward(minutes=20)
    await town.press(WANG, BUILDING_3, asked, "✅ 修好了")
    thanks = await town.sees(BUILDING_3, "已验收", "[5 ⭐]")
    await camera.talk("accept-zh", WANG, BUILDING_3, "3栋2单元的电梯又坏了")
    await town.press(WANG, BUILDING_3, thanks, "5 ⭐")


async def english(town: Town, camera: Camera) -> None:
    """Let the lift stand still in Maple House, where the squads' chats are in English, too."""
    town.say(EMMA, MAPLE_HOUSE, "The lift has broken down again, my mother had to carry her shopping upstairs")
    card = await town.sees(MAPLE_HOUSE, "#1", "with the property stewards", "👍 Me too")
    town.clock.forward(minutes=2)
    town.say(PRIYA, MAPLE_HOUSE, "Me too", reply_to=card["message_id"])
    await town.sees(MAPLE_HOUSE, "#1", "Me too 1")
    town.clock.forward(minutes=1)
    await town.press(JAMES, MAPLE_HOUSE, card, "👍 Me too")
    await town.sees(MAPLE_HOUSE, "#1", "Me too 2")
    await camera.talk("report-en", JAMES, MAPLE_HOUSE, "The lift has broken down again")

    task = await town.sees(PROPERTY, "#1", "[I'll take it]")
    town.clock.forward(minutes=3)
    town.say(TOM, PROPERTY, "I'll take it, there in half an hour", reply_to=task["message_id"])
    task = await town.sees(PROPERTY, "#1", "with Tom Reed")
    town.clock.forward(minutes=40)
    town.say(TOM, PROPERTY, "The door drive is worn out, a new one is on its way", reply_to=task["message_id"])
    await town.settled()
    await town.press(TOM, PROPERTY, await town.sees(PROPERTY, "#1", "[More …]"), "More …")
    await town.sees(PROPERTY, "[Give it back]")
    await camera.talk("task-en", TOM, PROPERTY, "The lift has broken down again")

    town.clock.forward(hours=2)
    town.say(TOM, PROPERTY, "Done, new door drive", reply_to=task["message_id"])
    asked = await town.sees(MAPLE_HOUSE, "Emma Clarke", "is it?")
    town.clock.forward(minutes=20)
    await town.press(EMMA, MAPLE_HOUSE, asked, "✅ Fixed")
    await town.sees(MAPLE_HOUSE, "is accepted", "[5 ⭐]")
    await camera.talk("accept-en", EMMA, MAPLE_HOUSE, "The lift has broken down again")
