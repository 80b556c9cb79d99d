"""Polls that bind nobody, from the words to the picture of what they came to."""

import io

import pytest
from PIL import Image

from bot.domain.presses.polls import PollPress, PollVerb
from bot.domain.roles import Role
from storage import polls
from tests.support import settled
from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    JAMES,
    LI_LEI,
    MAPLE_HOUSE,
    WANG,
    XIAOMEI,
    Message,
    Town,
    open_town,
    shown,
)


def poll_in(town: Town, chat: int) -> Message | None:
    """Return the newest of Telegram's own polls in a chat."""
    return next((message for message in reversed(town.bots(chat)) if "poll" in message), None)


async def posted(town: Town, chat: int) -> Message:
    """Return the poll in a chat, once there is one."""
    return await town.world.until(lambda _: poll_in(town, chat))


async def result_of(town: Town, chat: int) -> Message:
    """Return the result with its picture, once it is there."""
    return await town.world.until(lambda _: next((each for each in town.bots(chat) if "photo" in each), None))


async def test_a_lead_asks_in_words_and_the_result_comes_with_a_picture(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "征集大家意见:充电桩装东门还是西门?周五晚8点截止")
    card = await town.sees(
        BUILDING_3, "意见征集 · 3号楼", "1. 东门", "2. 西门", "3月20日 周五 20:00 截止", "这样对吗？"
    )
    assert await town.press(WANG, BUILDING_3, card, "✅ 发起") == "这个意见征集是别的邻居在写。"
    await town.press(LI_LEI, BUILDING_3, card, "✅ 发起")
    poll = await posted(town, BUILDING_3)
    assert [option["text"] for option in poll["poll"]["options"]] == ["东门", "西门"]
    assert not poll["poll"]["is_anonymous"]
    await town.sees(BUILDING_3, "进行中，李雷 发起。", "[提前结束]")
    town.world.choose(WANG, BUILDING_3, poll["message_id"], [0])
    town.world.choose(CHEN, BUILDING_3, poll["message_id"], [1])
    town.world.choose(CHEN, BUILDING_3, poll["message_id"], [0])
    await town.settled()
    town.say(WANG, BUILDING_3, "/polls")
    await town.sees(BUILDING_3, "正在征集意见", "充电桩装东门还是西门", "共 2 位邻居参加。")
    town.clock.forward(days=4, hours=9)
    town.clock.forward(hours=1, seconds=1)
    await town.tick()
    result = await result_of(town, BUILDING_3)
    assert "东门：2 票（100 %）" in result["caption"]
    assert "西门：0 票（0 %）" in result["caption"]
    assert "共 2 位邻居参加。" in result["caption"]
    assert result["reply_to_message"]["message_id"] == poll["message_id"]
    assert Image.open(io.BytesIO(town.content(result))).width == 1080
    await town.sees(BUILDING_3, "意见征集 · 3号楼", "已结束。")
    town.say(WANG, BUILDING_3, "/polls")
    await town.sees(BUILDING_3, "以往的意见征集", "东门（共 2 位邻居参加。）")


async def test_in_english_step_by_step_with_a_doubtful_time(town: Town) -> None:
    await town.settle_people()
    town.say(JAMES, MAPLE_HOUSE, "/poll")
    asked = await town.sees(MAPLE_HOUSE, "James Okoro, what shall I ask?")
    town.say(JAMES, MAPLE_HOUSE, "What colour for the bike shed?", reply_to=asked["message_id"])
    asked = await town.sees(MAPLE_HOUSE, "James Okoro, between what?")
    town.say(JAMES, MAPLE_HOUSE, "green", reply_to=asked["message_id"])
    asked = await town.sees(MAPLE_HOUSE, "A poll needs two options at least.", "between what?")
    town.say(JAMES, MAPLE_HOUSE, "green / grey / red", reply_to=asked["message_id"])
    card = await town.sees(MAPLE_HOUSE, "Poll for Maple House", "3. red", "closes Thu 19 Mar, 20:00", "Is that right?")
    await town.press(JAMES, MAPLE_HOUSE, card, "⏰ Closing")
    asked = await town.sees(MAPLE_HOUSE, "James Okoro, when shall it close?")
    town.say(JAMES, MAPLE_HOUSE, "tomorrow at 8", reply_to=asked["message_id"])
    card = await town.sees(MAPLE_HOUSE, "Which time did you mean?", "[Tue 17 Mar, 08:00]", "[Tue 17 Mar, 20:00]")
    assert "[✅ Start it]" not in shown(card)
    await town.press(JAMES, MAPLE_HOUSE, card, "Tue 17 Mar, 20:00")
    await town.press(JAMES, MAPLE_HOUSE, await town.sees(MAPLE_HOUSE, "closes Tue 17 Mar, 20:00"), "Several choices")
    card = await town.sees(MAPLE_HOUSE, "several choices · names are shown")
    await town.press(JAMES, MAPLE_HOUSE, card, "Anonymous")
    card = await town.sees(MAPLE_HOUSE, "several choices · anonymous")
    await town.press(JAMES, MAPLE_HOUSE, card, "✅ Start it")
    poll = await posted(town, MAPLE_HOUSE)
    assert poll["poll"]["allows_multiple_answers"]
    assert poll["poll"]["is_anonymous"]
    town.world.choose(EMMA, MAPLE_HOUSE, poll["message_id"], [0, 2])
    await town.settled()
    running = await town.sees(MAPLE_HOUSE, "Running, started by James Okoro.")
    assert await town.press(EMMA, MAPLE_HOUSE, running, "Close it now") == (
        "That is for others to do: the building's lead and community workers."
    )
    await town.press(JAMES, MAPLE_HOUSE, running, "Close it now")
    result = await result_of(town, MAPLE_HOUSE)
    assert "green: 1 (100 %)" in result["caption"]
    assert "1 neighbour took part." in result["caption"]


async def test_a_neighbour_asks_the_lead_who_allows_it_in_private(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    town.say(WANG, BUILDING_3, "/poll 楼道春节挂灯笼还是贴福字？周六中午12点截止")
    card = await town.sees(
        BUILDING_3, "1. 灯笼", "2. 贴福字", "3月21日 周六 12:00 截止", "要请楼栋长发起吗？", "[📨 请楼栋长发起]"
    )
    await town.press(WANG, BUILDING_3, card, "📨 请楼栋长发起")
    waiting = await town.sees(BUILDING_3, "等楼栋长同意。")
    assert await town.press(WANG, BUILDING_3, waiting, "✅ 同意发起") == "这件事由楼栋长和网格员来做。"
    asked = await town.sees(LI_LEI, "王阿姨 想向 3号楼 征集意见：", "1. 灯笼")
    await town.press(LI_LEI, LI_LEI, asked, "✅ 同意发起")
    await posted(town, BUILDING_3)
    await town.sees(BUILDING_3, "进行中，李雷 发起。")
    await town.sees(LI_LEI, "进行中，李雷 发起。")
    late = await town.sees(BUILDING_3, "进行中，李雷 发起。")
    again = PollPress(1, PollVerb.START).pack()
    assert await town.forge(LI_LEI, BUILDING_3, late, again) == "意见征集 1 已经结束了。"


async def test_a_lead_declines_and_a_poll_without_an_answer_is_dropped(town: Town) -> None:
    await town.settle_people()
    for question in ("晾衣架装东边还是西边？", "换蓝门还是红门？"):
        town.say(WANG, BUILDING_3, f"/poll {question}")
        card = await town.sees(BUILDING_3, question[:4], "[📨 请楼栋长发起]")
        await town.press(WANG, BUILDING_3, card, "📨 请楼栋长发起")
    waiting = await town.sees(BUILDING_3, "晾衣架", "等楼栋长同意。")
    await town.press(LI_LEI, BUILDING_3, waiting, "✖ 先不发起")
    await town.sees(BUILDING_3, "晾衣架", "李雷 觉得先不发起。")
    town.clock.forward(days=1, seconds=1)
    await town.tick()
    await town.settled()
    assert town.find(BUILDING_3, "换蓝门", "等楼栋长同意。") is not None
    town.clock.forward(days=2, hours=12)
    await town.tick()
    await town.sees(BUILDING_3, "换蓝门", "已取消。")


async def test_somebody_with_two_buildings_is_asked_which_one(town: Town) -> None:
    await town.settle_people()
    await settled.bind(town, LI_LEI, MAPLE_HOUSE, "A-1")
    town.world.start(LI_LEI)
    town.say(LI_LEI, LI_LEI, "/poll 周六还是周日大扫除？")
    asked = await town.sees(LI_LEI, "要问哪栋楼的邻居？", "[3号楼]", "[Maple House]")
    await town.press(LI_LEI, LI_LEI, asked, "3号楼")
    card = await town.sees(LI_LEI, "意见征集 · 3号楼", "1. 周六", "[✅ 发起]")
    await town.press(LI_LEI, LI_LEI, card, "✅ 发起")
    await posted(town, BUILDING_3)
    assert poll_in(town, MAPLE_HOUSE) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/poll 换门\n" + "\n".join(f"方案{n}" for n in range(1, 21)), "⚠️ Telegram 最多只收 12 个选项，请去掉几个。"),
        ("/poll " + "换门吗" * 1300 + "？ 换 / 不换", "⚠️ 问题太长了，Telegram 最多只收 300 个字。"),
        ("/poll 换门吗？\n换\n" + "不换" * 60, "⚠️ 有个选项太长了，Telegram 最多只收 100 个字。"),
        ("/poll 换红门还是蓝门？昨天晚上8点截止", "⚠️ 这个时间已经过了，或者马上就到。什么时候截止？"),
        ("/poll 换红门还是蓝门？2031年3月10日截止", "⚠️ 太久了，意见征集最长三个月。"),
    ],
    ids=[
        "twenty options",
        "a question of 3,900 characters",
        "a long option",
        "a deadline in the past",
        "in five years",
    ],
)
async def test_what_telegram_would_not_take_is_said_and_can_be_mended(town: Town, words: str, told: str) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, words)
    card = await town.sees(BUILDING_3, told)
    assert ("2031年3月10日" in shown(card)) == ("2031" in words)
    assert "[✅ 发起]" not in shown(card)
    start = PollPress(1, PollVerb.START).pack()
    assert await town.forge(LI_LEI, BUILDING_3, card, start) == told.removeprefix("⚠️ ")
    assert poll_in(town, BUILDING_3) is None


async def test_a_correction_in_words_is_shown_below_and_the_old_card_goes(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？")
    card = await town.sees(BUILDING_3, "1. 红门")
    await town.press(LI_LEI, BUILDING_3, card, "✏️ 改选项")
    asked = await town.sees(BUILDING_3, "李雷，有哪些选项？")
    town.say(WANG, BUILDING_3, "绿的也好看", reply_to=asked["message_id"])
    town.say(LI_LEI, BUILDING_3, "红门、蓝门、绿门", reply_to=asked["message_id"])
    await town.sees(BUILDING_3, "3. 绿门")
    await town.settled()
    assert [each for each in town.bots(BUILDING_3) if each["message_id"] == card["message_id"]] == []


async def test_a_poll_closed_by_hand_in_telegram_is_told_of_once(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "[✅ 发起]"), "✅ 发起")
    poll = await posted(town, BUILDING_3)
    native = town.world.polls[poll["poll"]["id"]]
    native.close()
    town.world.show_poll(native)
    result = await result_of(town, BUILDING_3)
    assert "没有人参加。" in result["caption"]
    town.clock.forward(days=10)
    await town.tick()
    await town.settled()
    assert len([each for each in town.bots(BUILDING_3) if "photo" in each]) == 1


async def test_a_restart_between_and_a_late_clock_lose_nothing(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        async with town.running():
            await town.settle_people()
            town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？明天中午12点截止")
            await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "[✅ 发起]"), "✅ 发起")
            poll = await posted(town, BUILDING_3)
            await town.settled()
        town.world.choose(WANG, BUILDING_3, poll["message_id"], [1])
        town.clock.forward(days=3)
        async with town.running():
            await town.settled()
            await town.tick()
            result = await result_of(town, BUILDING_3)
            assert "蓝门：1 票（100 %）" in result["caption"]


async def test_a_lead_who_is_none_any_more_cannot_start_it(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？")
    card = await town.sees(BUILDING_3, "[✅ 发起]")
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    assert await town.press(LI_LEI, BUILDING_3, card, "✅ 发起") == "这件事由楼栋长和网格员来做。"
    assert poll_in(town, BUILDING_3) is None


async def test_a_draft_that_nobody_confirms_is_forgotten_after_a_day(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？")
    await town.sees(BUILDING_3, "[✅ 发起]")
    town.clock.forward(days=1, minutes=1)
    await town.tick()
    await town.sees(BUILDING_3, "1. 红门", "已取消。")


async def test_chatter_about_polls_and_strangers_in_private_start_nothing(town: Town) -> None:
    town.say(WANG, BUILDING_3, "昨天你们投票选的那个颜色真好看")
    town.world.start(XIAOMEI)
    town.say(XIAOMEI, XIAOMEI, "/poll 换红门还是蓝门？")
    await town.sees(XIAOMEI, "意见征集是在一栋楼里做的。")
    await town.settled()
    assert town.find(BUILDING_3, "意见征集") is None


async def test_a_lead_asks_in_english_words_and_another_draft_takes_the_first_ones_place(town: Town) -> None:
    await town.settle_people()
    town.say(JAMES, MAPLE_HOUSE, "Poll: barbecue on Saturday or on Sunday? Please vote by Thursday 6 pm")
    first = await town.sees(MAPLE_HOUSE, "Poll for Maple House", "closes Thu 19 Mar, 18:00", "Is that right?")
    town.say(JAMES, MAPLE_HOUSE, "/poll Music: jazz or folk?")
    await town.sees(MAPLE_HOUSE, "1. jazz", "2. folk")
    await town.sees(MAPLE_HOUSE, "closes Thu 19 Mar, 18:00", "Dropped.")
    start = PollPress(1, PollVerb.START).pack()
    assert await town.forge(JAMES, MAPLE_HOUSE, first, start) == "Poll 1 is over."
    town.say(JAMES, MAPLE_HOUSE, "/poll")
    await town.sees(MAPLE_HOUSE, "James Okoro, what shall I ask?")
    town.say(JAMES, MAPLE_HOUSE, "/cancel")
    await town.sees(MAPLE_HOUSE, "All right, forgotten.")


async def test_a_neighbours_words_are_taken_up_only_where_they_clearly_are_a_poll(town: Town) -> None:
    await town.settle_people()
    town.say(EMMA, MAPLE_HOUSE, "Poll: shall we hang up lanterns or garlands? Please vote!")
    card = await town.sees(MAPLE_HOUSE, "1. lanterns", "2. garlands", "Shall I ask the building's lead to start it?")
    await town.press(EMMA, MAPLE_HOUSE, card, "✖ Drop it")
    await town.sees(MAPLE_HOUSE, "1. lanterns", "Dropped.")
    town.say(EMMA, MAPLE_HOUSE, "I voted for the blue one last year, remember?")
    await town.settled()
    assert len([each for each in town.bots(MAPLE_HOUSE) if "Poll for" in shown(each)]) == 1


async def test_whoever_answers_as_a_channel_is_nobody_and_a_taken_back_answer_is_gone(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "[✅ 发起]"), "✅ 发起")
    poll = await posted(town, BUILDING_3)
    town.world.choose(WANG, BUILDING_3, poll["message_id"], [1])
    town.world.choose(WANG, BUILDING_3, poll["message_id"], [])
    await town.settled()
    community = town.bot.deps.neighbourhood.community
    assert await town.bot.memory.read(lambda tx: polls.answers(tx, polls.access(tx, community, 1))) == {}
    town.world.choose(WANG, BUILDING_3, poll["message_id"], [0])
    await town.settled()
    assert await town.bot.memory.read(lambda tx: polls.answers(tx, polls.access(tx, community, 1))) == {WANG: (0,)}


async def test_a_draft_becomes_a_vote_of_the_households(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/poll 换红门还是蓝门？周五晚8点截止")
    card = await town.sees(BUILDING_3, "1. 红门", "[🗳 改为每户表决]")
    await town.press(LI_LEI, BUILDING_3, card, "🗳 改为每户表决")
    await town.sees(BUILDING_3, "我理解的表决", "1. 红门", "2. 蓝门", "3月20日 20:00", "[✅ 开始表决]")
    await town.sees(BUILDING_3, "意见征集 · 3号楼", "已取消。")


async def test_only_who_may_open_votes_is_offered_one(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/poll 换红门还是蓝门？")
    card = await town.sees(BUILDING_3, "1. 红门")
    assert "🗳" not in shown(card)
    forged = PollPress(1, PollVerb.MAKE_VOTE).pack()
    assert await town.forge(WANG, BUILDING_3, card, forged) == "这件事由楼栋长和网格员来做。"


async def test_a_building_may_let_every_household_start_polls(town: Town) -> None:
    await town.settle_people()
    town.say(JAMES, MAPLE_HOUSE, "/settings")
    card = await town.sees(MAPLE_HOUSE, "press to change", "[Polls: leads only]")
    await town.press(JAMES, MAPLE_HOUSE, card, "Polls")
    await town.sees(MAPLE_HOUSE, "[Polls: every household]")
    await town.settled()
    town.say(EMMA, MAPLE_HOUSE, "/poll jazz or folk?")
    card = await town.sees(MAPLE_HOUSE, "1. jazz", "Is that right?")
    await town.press(EMMA, MAPLE_HOUSE, card, "✅ Start it")
    await posted(town, MAPLE_HOUSE)
