"""What neighbours hear in private of what they reported: at once, in the morning, or not at all."""

import pytest

from bot.domain.reminder import ReminderKind
from storage import reminders
from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    LIU,
    MAPLE_HOUSE,
    ORDER,
    PROPERTY,
    WANG,
    WU,
    Message,
    Town,
)


async def reported(town: Town, person: int = WANG, chat: int = BUILDING_3, text: str = "电梯坏了") -> Message:
    """Let somebody report something; return the card in the squad's chat."""
    town.say(person, chat, f"/report {text}")
    return await town.sees(PROPERTY, text)


def heard(town: Town, person: int) -> list[str]:
    """Return what somebody has heard of issues in private."""
    return [message["text"] for message in town.bots(person) if "#" in message["text"]]


async def test_the_reporter_hears_each_step_and_may_accept_there(town: Town) -> None:
    town.world.start(WANG)
    task = await reported(town)
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(WANG, "🛠 #1 电梯故障：刘师傅 已接单。")
    town.say(LIU, PROPERTY, "等配件，下午到", reply_to=task["message_id"])
    await town.sees(WANG, "💬 #1 电梯故障 · 刘师傅 说", "“等配件，下午到”")
    town.say(LIU, PROPERTY, "修好了，换了门机", reply_to=task["message_id"])
    done = await town.sees(WANG, "✅ #1 电梯故障：刘师傅 说修好了。", "“修好了，换了门机”", "[✅ 修好了] [❌ 没修好]")
    await town.press(WANG, WANG, done, "✅ 修好了")
    await town.sees(BUILDING_3, "谢谢！#1 已验收")
    assert len(heard(town, WANG)) == 3


async def test_in_english(town: Town) -> None:
    town.world.start(EMMA)
    task = await reported(town, EMMA, MAPLE_HOUSE, "The lift is stuck")
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(EMMA, "🛠 #1 Lift: 刘师傅 has taken it.")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "[好了]"), "好了")
    await town.sees(EMMA, "✅ #1 Lift: 刘师傅 says it's fixed.", "Is it?", "[✅ Fixed] [❌ Not fixed]")


async def test_who_never_pressed_start_is_told_once_how_to_hear(town: Town) -> None:
    task = await reported(town)
    card = await town.sees(BUILDING_3, "#1", "[🔔 有进展告诉我]")
    [link] = [
        button
        for row in card["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "🔔 有进展告诉我"
    ]
    assert link["url"] == f"https://t.me/{town.world.bot.user['username']}?start=notices"
    town.world.start(WANG, "notices")
    await town.sees(WANG, "您报的事一有进展，我就在这里告诉您")
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(WANG, "🛠 #1")
    await town.settled()
    assert town.find(BUILDING_3, "#1", "[🔔 有进展告诉我]") is None
    await reported(town, text="楼道灯坏了")
    await town.sees(BUILDING_3, "#2")
    assert town.find(BUILDING_3, "#2", "[🔔 有进展告诉我]") is None


async def test_at_night_it_waits_for_the_morning_and_comes_as_one_message(town: Town) -> None:
    town.world.start(WANG)
    tasks = [await reported(town, text=text) for text in ("电梯坏了", "楼道灯坏了")]
    town.clock.forward(hours=13)  # eleven at night
    for task in tasks:
        await town.press(LIU, PROPERTY, task, "接单")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "电梯坏了", "[好了]"), "好了")
    await town.settled()
    assert heard(town, WANG) == []
    town.clock.forward(hours=8, minutes=-1)
    await town.tick()
    await town.settled()
    assert heard(town, WANG) == []
    town.clock.forward(minutes=1)
    await town.tick()
    await town.sees(WANG, "☀️ 这段时间的进展：", "· #1 电梯故障 · 已修好，等验收", "· #2 照明 · 楼道 · 刘师傅 已接单")
    await town.tick()
    town.clock.forward(days=1)
    await town.tick()
    await town.settled()
    assert len(heard(town, WANG)) == 1


async def test_squads_that_work_at_night_are_not_reminded_one_by_one(town: Town) -> None:
    for text in ("3号楼门口有人乱停车", "消防通道被堵了"):
        town.say(WANG, BUILDING_3, f"/report {text}")
        await town.sees(ORDER, text)
    town.clock.forward(hours=1)
    await town.press(WU, ORDER, await town.sees(ORDER, "消防通道被堵了"), "接单")
    before = len(town.bots(ORDER))
    town.clock.forward(hours=11)  # ten in the evening
    for _ in range(17):
        await town.tick()
        await town.settled()
        assert len(town.bots(ORDER)) == before
        town.clock.forward(minutes=30)
    town.clock.forward(minutes=30)
    await town.tick()
    await town.sees(ORDER, "☀️ 这段时间的进展：", "⏰ #1", "· #2", "吴队长 已接单")


@pytest.mark.parametrize("words", ["off", "关"])
async def test_somebody_wants_to_hear_nothing(town: Town, words: str) -> None:
    town.world.start(WANG)
    town.say(WANG, WANG, f"/notices {words}")
    await town.sees(WANG, "我不在私聊里打扰您")
    await town.press(LIU, PROPERTY, await reported(town), "接单")
    await town.settled()
    assert heard(town, WANG) == []


async def test_somebody_wants_it_each_morning_and_changes_that_with_a_button(town: Town) -> None:
    town.world.start(WANG)
    town.say(WANG, WANG, "/notices")
    chosen = await town.sees(WANG, "您报的事一有进展", "[每早一条] [不用通知]")
    await town.press(WANG, WANG, chosen, "每早一条")
    chosen = await town.sees(WANG, "我每天早上用一条消息告诉您", "[随时告诉我] [不用通知]")
    task = await reported(town)
    await town.press(LIU, PROPERTY, task, "接单")
    await town.settled()
    assert heard(town, WANG) == []
    await town.press(WANG, WANG, chosen, "不用通知")
    community = town.bot.deps.neighbourhood.community
    waiting = town.bot.database.read(lambda tx: reminders.of_subject(tx, community, ReminderKind.DIGEST, WANG))
    assert [reminder.due_at.hour for reminder in waiting] == [23]
    town.clock.forward(hours=21)
    await town.tick()
    await town.settled()
    assert heard(town, WANG) == [], "changed their mind before the morning"


async def test_wrong_words_and_forged_buttons_are_explained(town: Town) -> None:
    town.world.start(WANG)
    town.say(WANG, WANG, "/notices maybe")
    await town.sees(WANG, "/notices digest（每早一条）")
    town.say(WANG, WANG, "/notices")
    card = await town.sees(WANG, "[每早一条]")
    assert "按钮" in await town.forge(WANG, WANG, card, "notices:loud")


async def test_without_start_the_bot_says_how(town: Town) -> None:
    town.say(CHEN, BUILDING_3, "/notices")
    await town.sees(BUILDING_3, "我才能私聊告诉您", "[🔔 有进展告诉我]")
