"""What neighbours decide and do together: a poll, a topic, a vote with its result, an event."""

from docs.screenshots.camera import Camera
from tests.support import settled
from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    MAPLE_HOUSE,
    PRIYA,
    SUN,
    TOM,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Message,
    Town,
)

MOVED_IN = {ZHAO: "1-202", SUN: "2-201", ZHOU: "2-202", WU: "1-102"}
"""Stewards who live in building 3, so that enough households vote."""


async def chinese(town: Town, camera: Camera) -> None:
    """Let building 3 be asked, propose, decide and meet."""
    await town.settle_people()
    for person, home in MOVED_IN.items():
        town.world.join(person, BUILDING_3)
        town.world.start(person)
        await town.settled()
        await settled.bind(town, person, BUILDING_3, home)
    await _poll(town)
    await camera.talk("poll-zh", WANG, BUILDING_3, "征集意见：清明")
    await _topic(town)
    await camera.talk("topic-zh", WANG, BUILDING_3, "我提议")
    await _event(town)
    await camera.talk("event-zh", LI_LEI, BUILDING_3, "欢迎大家来")
    await _vote(town)
    await camera.talk("vote-zh", WANG, BUILDING_3, "大家投票")
    town.clock.forward(days=4, hours=12)
    await town.tick()
    await _picture(town, BUILDING_3, "表决 1")
    await town.settled()
    await camera.talk("vote-result-zh", WANG, BUILDING_3, "表决 1 已截止")


async def english(town: Town, camera: Camera) -> None:
    """Let Maple House be asked, decide and meet."""
    await town.settle_people()
    town.world.join(TOM, MAPLE_HOUSE)
    town.world.start(TOM)
    await town.settled()
    await settled.bind(town, TOM, MAPLE_HOUSE, "A-1")
    town.say(JAMES, MAPLE_HOUSE, "Please vote: Bike shed by the east gate or the west gate? Closes Friday 8 pm")
    await town.press(JAMES, MAPLE_HOUSE, await town.sees(MAPLE_HOUSE, "[✅ Open the vote]"), "✅ Open the vote")
    card = await town.sees(MAPLE_HOUSE, "🗳 Vote 1", "[My ballot]")
    for person, choice in ((EMMA, 0), (PRIYA, 1), (TOM, 0), (JAMES, 0)):
        await _cast(town, person, MAPLE_HOUSE, card, choice)
    await town.sees(MAPLE_HOUSE, "Turnout 4/8")
    await camera.talk("vote-en", EMMA, MAPLE_HOUSE, "Please vote")
    town.clock.forward(days=4, hours=12)
    await town.tick()
    await _picture(town, MAPLE_HOUSE, "Vote 1")
    await town.settled()
    await camera.talk("vote-result-en", EMMA, MAPLE_HOUSE, "Vote 1 is closed")
    town.clock.forward(hours=11)
    town.say(JAMES, MAPLE_HOUSE, "Yoga in the courtyard on Sunday 10am to 11am, everybody is welcome")
    await town.press(JAMES, MAPLE_HOUSE, await town.sees(MAPLE_HOUSE, "Shall I put it on the calendar?"), "✅ Yes")
    card = await town.sees(MAPLE_HOUSE, "[✅ I come]")
    await town.press(EMMA, MAPLE_HOUSE, card, "✅ I come")
    await town.press(PRIYA, MAPLE_HOUSE, card, "🤔 Perhaps")
    await town.sees(MAPLE_HOUSE, "[✅ I come 1]", "[🤔 Perhaps 1]")
    await camera.talk("event-en", EMMA, MAPLE_HOUSE, "everybody is welcome")


async def _poll(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "征集意见：清明踏青去植物园还是湿地公园？今晚8点截止")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "这样对吗？"), "✅ 发起")
    poll = await town.world.until(
        lambda _: next((message for message in town.bots(BUILDING_3) if "poll" in message), None)
    )
    for person, option in ((WANG, 0), (CHEN, 0), (HE, 1), (ZHAO, 0), (SUN, 1)):
        town.world.choose(person, BUILDING_3, poll["message_id"], [option])
    await town.settled()
    town.clock.forward(hours=11, minutes=9)
    await town.tick()
    await _picture(town, BUILDING_3, "清明踏青")
    await town.settled()


async def _topic(town: Town) -> None:
    town.clock.forward(hours=13)
    town.say(WANG, BUILDING_3, "我提议在花园里装一张长椅")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "[💡 提出议题]"), "💡 提出议题")
    card = await town.sees(BUILDING_3, "💡 议题 1", "[👍 支持]")
    town.clock.forward(minutes=6)
    town.say(CHEN, BUILDING_3, "赞成，买菜回来好歇歇脚", reply_to=card["message_id"])
    town.clock.forward(minutes=2)
    town.say(ZHAO, BUILDING_3, "放哪儿？别挡着消防通道吧？", reply_to=card["message_id"])
    await town.press(CHEN, BUILDING_3, card, "👍 支持")
    await town.settled()


async def _event(town: Town) -> None:
    town.clock.forward(hours=1)
    town.say(LI_LEI, BUILDING_3, "周五晚上7点到9点活动室包饺子，欢迎大家来")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "排上日程吗？"), "✅ 好")
    card = await town.sees(BUILDING_3, "📅 包饺子", "[✅ 我来]")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    await town.press(WANG, BUILDING_3, card, "＋1 位")
    await town.press(CHEN, BUILDING_3, card, "✅ 我来")
    await town.press(HE, BUILDING_3, card, "🤔 可能来")
    await town.sees(BUILDING_3, "[✅ 我来 3]", "[🤔 可能来 1]")


async def _vote(town: Town) -> None:
    town.clock.forward(hours=1)
    town.say(LI_LEI, BUILDING_3, "大家投票：充电桩装东门还是西门？周五晚8点截止")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "[✅ 开始表决]"), "✅ 开始表决")
    card = await town.sees(BUILDING_3, "🗳 表决 1", "[我的选票]")
    for person, choice in ((WANG, 0), (CHEN, 0), (HE, 1), (ZHAO, 0), (SUN, 0), (WU, 1)):
        await _cast(town, person, BUILDING_3, card, choice)
    await town.sees(BUILDING_3, "已投 6/10 户")


async def _cast(town: Town, person: int, chat: int, card: Message, choice: int) -> None:
    rows = card["reply_markup"]["inline_keyboard"]
    buttons = [button["text"] for row in rows for button in row]
    await town.press(person, chat, card, buttons[choice])


async def _picture(town: Town, chat: int, words: str) -> Message:
    """Return the newest picture of the bot's with these words, once it is there."""
    return await town.world.until(
        lambda _: next((m for m in reversed(town.bots(chat)) if "photo" in m and words in m.get("caption", "")), None)
    )
