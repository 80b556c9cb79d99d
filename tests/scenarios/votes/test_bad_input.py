"""What leads may write that can't be a vote: each has its sentence, and nothing begins."""

from dataclasses import replace

import pytest

from bot.domain.ids import ChatId
from storage import households
from storage.database import Transaction
from tests.scenarios.votes.talk import press
from tests.support import settled
from tests.support.town import BUILDING_3, LI_LEI, WANG, Town

OPTIONS_20 = "选项：\n" + "\n".join(f"第{n}号方案" for n in range(20))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("/vote\n问题：" + "要不要" * 700 + "\n截止：周五晚8点", "问题最多 500 个字"),
        (f"/vote\n问题：装哪里？\n{OPTIONS_20}\n截止：周五晚8点", "20 个选项太多了"),
        ("/vote\n问题：装哪里？\n选项：东门、东门\n截止：周五晚8点", "有两个选项是一样的"),
        ("/vote\n问题：装哪里？\n选项：东门\n截止：周五晚8点", "在哪些之间选"),
        ("/vote\n问题：同意吗？\n截止：2031年3月1日晚8点", "时间太远了"),
        ("/vote\n问题：同意吗？\n截止：2026年3月1日晚8点", "这个时间已经过了"),
        ("/vote\n问题：同意吗？\n截止：5分钟后", "至少要给大家 10 分钟"),
        ("/vote\n问题：同意吗？\n截止：等大家都投了", "投票到什么时候截止？"),
        ("/vote\n问题：先办什么？\n选项：长椅 300、花箱\n总额：1000", "选项"),
        ("/vote", "要表决什么？"),
    ],
)
async def test_what_cannot_be_a_vote_is_said_to_its_lead(town: Town, said: str, sentence: str) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, said)
    message = await town.sees(BUILDING_3, sentence)
    buttons = [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
    assert not any("开始表决" in text for text in buttons)
    forged = await town.forge(LI_LEI, BUILDING_3, message, "vote_turn:open")
    assert forged
    await town.settled()
    assert town.find(BUILDING_3, "🗳 表决 1") is None


async def test_a_question_is_asked_step_by_step(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/vote")
    asked = await town.sees(BUILDING_3, "要表决什么？")
    town.say(LI_LEI, BUILDING_3, "充电桩装哪里？", reply_to=asked["message_id"])
    draft = await town.sees(BUILDING_3, "充电桩装哪里？", "[✅ 开始表决]")
    town.say(LI_LEI, BUILDING_3, "选项：东门、西门", reply_to=draft["message_id"])
    draft = await town.sees(BUILDING_3, "1. 东门", "2. 西门")
    town.say(LI_LEI, BUILDING_3, "周日晚8点", reply_to=draft["message_id"])
    draft = await town.sees(BUILDING_3, "截止：3月22日 20:00")
    await press(town, LI_LEI, BUILDING_3, draft, "开始表决")
    await town.sees(BUILDING_3, "🗳 表决 1", "[东门]", "[西门]")


async def test_a_time_that_can_be_read_in_two_ways_is_asked(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/vote\n问题：同意吗？\n截止：3月20日8点")
    draft = await town.sees(BUILDING_3, "您说的是哪个时间？", "[3月20日 08:00]", "[3月20日 20:00]")
    assert await town.forge(LI_LEI, BUILDING_3, draft, "vote_turn:open") == "这个时间有两种读法，请先按一下是哪一个。"
    await press(town, LI_LEI, BUILDING_3, draft, "20:00")
    draft = await town.sees(BUILDING_3, "截止：3月20日 20:00", "[✅ 开始表决]")
    await press(town, LI_LEI, BUILDING_3, draft, "开始表决")
    await town.sees(BUILDING_3, "🗳 表决 1")


async def test_unknown_areas_are_named_where_the_rule_counts_them(town: Town) -> None:
    await town.settle_people()
    home = await settled.home(town, BUILDING_3, "2-302")

    def forget_area(tx: Transaction) -> None:
        households.keep(tx, home.community, home.building, [replace(home, area=0)])

    await town.bot.memory.work(forget_area)
    town.say(LI_LEI, BUILDING_3, "/vote\n问题：同意换门禁吗？\n截止：周五晚8点")
    draft = await town.sees(BUILDING_3, "[✅ 开始表决]")
    for rule in ("得票最多", "三分之二", "民法典278条"):
        await press(town, LI_LEI, BUILDING_3, draft, "规则")
        draft = await town.sees(BUILDING_3, f"[规则：{rule}")
    answer = await press(town, LI_LEI, BUILDING_3, draft, "开始表决")
    assert "但 2-302 的面积还不知道" in answer
    assert town.find(BUILDING_3, "🗳 表决 1") is None


async def test_without_a_roster_nobody_could_vote(town: Town) -> None:
    await town.settle_people()

    def drop(tx: Transaction) -> None:
        community = town.bot.deps.neighbourhood.community
        homes = households.of_building(tx, community, ChatId(BUILDING_3))
        households.drop(tx, community, [home.id for home in homes], town.clock())

    await town.bot.memory.work(drop)
    town.say(LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止")
    answer = await press(town, LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "[✅ 开始表决]"), "开始表决")
    assert "还没有住户名册" in answer


async def test_only_leads_begin_votes(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/vote 同意换门禁吗？")
    await town.sees(BUILDING_3, "楼栋长")
    await town.settled()
    assert town.find(BUILDING_3, "我理解的表决") is None
