"""Reminders that people ask for, by command and in plain words: once, again and again, put off and ticked off."""

import pytest

from tests.support.town import BUILDING_3, CHEN, EMMA, JAMES, LI_LEI, MAPLE_HOUSE, WANG, Town, shown


@pytest.fixture(autouse=True)
async def _people(town: Town) -> None:
    await town.settle_people()


async def test_plain_words_in_ones_own_chat(town: Town) -> None:
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    town.say(WANG, WANG, "提醒我明早8点拿药")
    await town.sees(WANG, "⏰ 3月17日 周二 08:00：拿药", "[不用提醒了]")
    town.clock.forward(hours=22)
    await town.tick()
    told = await town.sees(WANG, "⏰ 拿药", "[10 分钟] [1 小时] [明天] [✔ 完成]")
    await town.press(WANG, WANG, told, "10 分钟")
    await town.sees(WANG, "⏰ 拿药 · 3月17日 周二 08:10 再提醒")
    town.clock.forward(minutes=10)
    await town.tick()
    again = await town.sees(WANG, "⏰ 拿药", "[✔ 完成]")
    assert again["message_id"] != told["message_id"]
    hour = again["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    await town.press(WANG, WANG, again, "✔ 完成")
    await town.sees(WANG, "✔ 拿药")
    assert await town.forge(WANG, WANG, again, hour) == "这个提醒已经结束了。"


async def test_everyone_is_reminded_where_a_lead_asks(town: Town) -> None:
    town.say(JAMES, MAPLE_HOUSE, "@PavilionDemoBot remind everyone Friday 18:00 to move the bikes")
    await town.sees(MAPLE_HOUSE, "⏰ Fri 20 Mar, 18:00: move the bikes", "I'll remind everyone here.")
    town.clock.forward(days=4, hours=8)
    await town.tick()
    await town.sees(MAPLE_HOUSE, "⏰ move the bikes", "James Okoro asked me to remind you.")
    town.say(EMMA, MAPLE_HOUSE, "/remind everyone Friday 18:00 to buy me flowers")
    await town.sees(MAPLE_HOUSE, "That is for others to do")


async def test_every_monday_comes_again_and_what_was_missed_comes_once(town: Town) -> None:
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    town.say(WANG, WANG, "每周一早8点提醒我倒垃圾")
    await town.sees(WANG, "每周 星期一，下次 3月23日 周一 08:00：倒垃圾")
    town.clock.forward(days=17)
    await town.tick()
    await town.sees(WANG, "⏰ 倒垃圾", "本该在 3月23日 08:00 提醒，晚了。")
    await town.tick()
    await town.settled()
    assert sum("本该" in shown(message) for message in town.bots(WANG)) == 1
    town.say(WANG, WANG, "/reminders")
    listed = await town.sees(WANG, "1. 每周 星期一，下次 4月6日 周一 08:00：倒垃圾", "[🗑 1]")
    await town.press(WANG, WANG, listed, "🗑 1")
    await town.sees(WANG, "没有等着的提醒。")
    town.clock.forward(days=30)
    await town.tick()
    await town.settled()
    assert sum("⏰ 倒垃圾" in shown(message) for message in town.bots(WANG)) == 1


async def test_whoever_never_pressed_start_is_named_in_the_chat(town: Town) -> None:
    town.say(CHEN, BUILDING_3, "/remind 10分钟后关火")
    await town.sees(BUILDING_3, "关火", "到时我在这里说")
    town.clock.forward(minutes=10)
    await town.tick()
    told = await town.sees(BUILDING_3, "陈爷爷", "⏰ 关火")
    assert await town.press(WANG, BUILDING_3, told, "✔ 完成") == "这个提醒是别人的。"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/remind", "提醒什么？"),
        ("/remind 拿药", "什么时候？"),
        ("/remind 昨天8点拿药", "这个时间已经过了"),
        ("/remind 2月30日早上8点拿药", "没有这样的日子"),
        ("/remind 每分钟喝水", "太密了"),
    ],
)
async def test_what_makes_no_sense_is_said(town: Town, words: str, answer: str) -> None:
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    town.say(WANG, WANG, words)
    await town.sees(WANG, answer)


async def test_talk_of_reminders_among_neighbours_is_left_alone(town: Town) -> None:
    town.say(WANG, BUILDING_3, "提醒我明早8点拿药")
    await town.settled()
    assert town.bots(BUILDING_3) == []


async def test_a_chats_reminders_are_listed_there_and_bounded(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "/remind 大家周五18点挪车")
    await town.sees(BUILDING_3, "到时我在群里提醒大家。")
    town.say(WANG, BUILDING_3, "/reminders")
    listed = await town.sees(BUILDING_3, "我会在这里提醒大家的事", "挪车")
    assert "网格员来做" in await town.press(WANG, BUILDING_3, listed, "🗑 1")
    await town.press(LI_LEI, BUILDING_3, listed, "🗑 1")
    await town.sees(BUILDING_3, "没有等着的提醒。")
