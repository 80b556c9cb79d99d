"""A vote's way to the council and back, and a council whose date moves."""

from datetime import datetime

from tests.scenarios.test_council import at, council_called, noted, ready
from tests.support.town import BUILDING_3, HE, LI_LEI, OFFICE, WANG, Town


async def test_a_vote_goes_to_the_council_and_its_decision_comes_back(town: Town) -> None:
    await ready(town)
    await council_called(town)
    town.say(LI_LEI, BUILDING_3, "/vote\n问题：同意东门换门禁吗？\n截止：周五晚8点")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "[✅ 开始表决]"), "✅ 开始表决")
    card = await town.sees(BUILDING_3, "🗳 表决 1")
    await town.settled()
    town.say(WANG, BUILDING_3, "/raise", reply_to=card["message_id"])
    await town.sees(BUILDING_3, "网格员来做")
    town.say(LI_LEI, BUILDING_3, "/raise 没达到人数", reply_to=card["message_id"])
    await town.sees(BUILDING_3, "⬆️ 3月28日 10:00 的月悦谈会讨论：表决 1：同意东门换门禁吗？")
    await town.sees(OFFICE, "李雷 提交了月悦谈：表决 1：同意东门换门禁吗？")
    town.say(LI_LEI, BUILDING_3, "/raise 表决1")
    await town.sees(BUILDING_3, "已经在")

    at(town, 3, 25, 10)
    await town.tick()
    await town.sees(LI_LEI, "月悦谈 · 3月28日 10:00", "各楼提交的", "1. 表决 1：同意东门换门禁吗？")
    at(town, 3, 28, 10)
    town.say(HE, OFFICE, "/minutes")
    await town.sees(OFFICE, "月悦谈 · 3月28日 10:00：纪要", "1. 表决 1")
    await noted(town, "1. 先试用一个月，刘师傅，4月15日前", "决定 1 · 先试用一个月 · 刘师傅", "3号楼 · 成为诉求")
    town.say(HE, OFFICE, "/minutes done")
    await town.sees(OFFICE, "纪要已结束")
    await town.sees(BUILDING_3, "月悦谈决定：", "先试用一个月", "诉求 #1")


async def test_a_council_that_is_moved_sends_its_agenda_for_the_new_date(town: Town) -> None:
    await ready(town)
    await council_called(town)
    card = await town.sees(OFFICE, "📅 月悦谈", "3月28日")
    await town.press(HE, OFFICE, card, "⚙️ 修改")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "要改什么？"), "时间")
    prompt = await town.sees(OFFICE, "什么时候？")
    town.say(HE, OFFICE, "3月30日上午10点", reply_to=prompt["message_id"])
    await town.press(HE, OFFICE, await town.sees(OFFICE, "只这一场"), "只这一场")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "这样改吗？"), "✅ 好")
    await town.sees(OFFICE, "📅 月悦谈", "3月30日 周一 10:00（改期）")
    at(town, 3, 26, 10)
    await town.tick()
    await town.settled()
    assert town.find(OFFICE, "月悦谈 · 3月") is None
    town.clock.now = datetime(2026, 3, 27, 10, 1, tzinfo=town.bot.deps.neighbourhood.zone)
    await town.tick()
    await town.sees(OFFICE, "月悦谈 · 3月30日 10:00", "这次没有议题")
    town.say(HE, OFFICE, "/council")
    await town.sees(OFFICE, "3月30日 10:00")
