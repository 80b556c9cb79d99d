"""A vote's clock and its side roads: planned, reminded, extended, closed late, withdrawn, followed."""

from dataclasses import replace

from bot.domain.roles import Role
from bot.domain.vote.life import VoteNumber, VoteStep
from storage import households, votes
from storage.database import Transaction
from tests.scenarios.votes.talk import open_vote, press
from tests.support import settled
from tests.support.town import BUILDING_3, CHEN, HE, LI_LEI, WANG, XIAOMEI, Town, shown

ASKED = "大家投票：同意换门禁吗？周五晚8点截止"


async def test_a_vote_opens_when_it_was_to(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/vote\n问题：同意换门禁吗？\n开始：明天早上9点\n截止：周五晚8点")
    draft = await town.sees(BUILDING_3, "开始：3月17日 09:00", "截止：3月20日 20:00", "[✅ 开始表决]")
    await press(town, LI_LEI, BUILDING_3, draft, "开始表决")
    card = await town.sees(BUILDING_3, "表决 1", "3月17日 09:00 开始")
    assert "表决 1 还没有开始" in await town.forge(WANG, BUILDING_3, card, "ballot:1:1:0")
    town.clock.forward(days=1)
    await town.tick()
    await town.sees(BUILDING_3, "[赞成]", "已投 0/10 户")


async def test_only_those_who_have_not_voted_are_reminded(town: Town) -> None:
    town.world.start(WANG)
    town.world.start(CHEN)
    await town.settled()
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    await press(town, CHEN, BUILDING_3, card, "赞成")
    town.clock.forward(days=2, hours=5)
    await town.tick()
    await town.sees(WANG, "2-301 还没有投票")
    line = await town.sees(BUILDING_3, "还没投的", "1单元（4 户）", "2单元（3 户）")
    assert "王阿姨" not in shown(line)
    await town.settled()
    assert town.find(CHEN, "还没有投票") is None


async def test_nobody_is_reminded_at_night(town: Town) -> None:
    town.world.start(WANG)
    await town.settled()
    # From Monday 10 o'clock until Tuesday 13 o'clock: half time is at half past eleven at night.
    await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？明天下午1点截止")
    quiet = town.bot.deps.neighbourhood.quiet
    town.clock.forward(hours=13, minutes=31)
    await town.tick()
    await town.settled()
    if quiet is not None:
        assert town.find(WANG, "还没有投票") is None
    town.clock.forward(hours=11)
    await town.tick()
    await town.sees(WANG, "还没有投票")


async def test_a_vote_without_its_quorum_goes_on_once_if_its_rule_says_so(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED, "允许延长一次")
    await press(town, WANG, BUILDING_3, card, "赞成")
    town.clock.forward(days=4, hours=11)
    await town.tick()
    await town.sees(BUILDING_3, "表决 1 延长到 3月23日 20:00")
    assert "已投入票箱" in await press(town, CHEN, BUILDING_3, card, "赞成")
    town.clock.forward(days=4)
    await town.tick()
    await town.sees(BUILDING_3, "表决 1 已截止", "参与不够")


async def test_a_ballot_that_came_in_time_counts_however_late_the_vote_is_closed(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    for person in (WANG, CHEN, HE, LI_LEI):
        await press(town, person, BUILDING_3, card, "赞成")
    await settled.bind(town, LI_LEI, BUILDING_3, "2-302")
    town.clock.forward(days=30)
    assert "来晚了" in await press(town, HE, BUILDING_3, card, "反对"), "nobody has closed it yet, and it is late"
    await town.tick()
    closed = await town.sees(BUILDING_3, "表决 1", "赞成：4", "反对：0")
    assert "[赞成]" not in shown(closed)
    assert "来晚了" in await town.forge(WANG, BUILDING_3, closed, "ballot:1:2:0")


async def test_a_vote_is_withdrawn_with_a_reason_and_counts_nothing(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    await press(town, WANG, BUILDING_3, card, "赞成")
    await press(town, LI_LEI, BUILDING_3, card, "撤回")
    asked = await town.sees(BUILDING_3, "为什么撤回表决 1")
    town.say(LI_LEI, BUILDING_3, "问错了，重新来", reply_to=asked["message_id"])
    withdrawn = await town.sees(BUILDING_3, "表决 1", "已撤回：问错了，重新来")
    assert "已撤回" in await town.forge(WANG, BUILDING_3, withdrawn, "ballot:1:1:0")
    town.clock.forward(days=9)
    await town.tick()
    await town.settled()
    assert town.find(BUILDING_3, "已截止") is None


async def test_a_decision_becomes_an_issue_in_one_tap(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    for person in (WANG, CHEN, HE, LI_LEI):
        await press(town, person, BUILDING_3, card, "赞成")
    town.clock.forward(days=5)
    await town.tick()
    closed = await town.sees(BUILDING_3, "表决 1", "已截止", "[→ 转为诉求]")
    await press(town, LI_LEI, BUILDING_3, closed, "结果说明")
    asked = await town.sees(BUILDING_3, "表决 1 的结果怎么说明")
    town.say(LI_LEI, BUILDING_3, "下周换门禁", reply_to=asked["message_id"])
    closed = await town.sees(BUILDING_3, "楼栋长说明：下周换门禁")
    await press(town, LI_LEI, BUILDING_3, closed, "转为诉求")
    await town.sees(BUILDING_3, "已转为 #1")
    await town.sees(BUILDING_3, "#1", "已派给")


async def test_a_decision_becomes_an_event_that_asks_only_for_its_time(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意楼道大扫除吗？周五晚8点截止")
    for person in (WANG, CHEN, HE, LI_LEI):
        await press(town, person, BUILDING_3, card, "赞成")
    assert "表决 1" in await town.forge(LI_LEI, BUILDING_3, card, "vote_event:1")
    town.clock.forward(days=5)
    await town.tick()
    closed = await town.sees(BUILDING_3, "表决 1", "已截止", "[→ 办成活动]")
    assert "楼栋长" in await press(town, WANG, BUILDING_3, closed, "办成活动")
    await press(town, LI_LEI, BUILDING_3, closed, "办成活动")
    asked = await town.sees(BUILDING_3, "楼道大扫除", "什么时候")
    town.say(LI_LEI, BUILDING_3, "下周六上午9点", reply_to=asked["message_id"])
    await town.sees(BUILDING_3, "楼道大扫除", "3月28日")


async def test_an_issue_is_put_to_the_vote(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/report 楼道里要不要装扶手")
    await town.sees(BUILDING_3, "#1")
    town.say(LI_LEI, BUILDING_3, "让大家表决 #1")
    await town.sees(BUILDING_3, "我理解的表决", "楼道里要不要装扶手", "[✅ 开始表决]")
    town.say(LI_LEI, BUILDING_3, "/vote 让大家表决 #7")
    await town.sees(BUILDING_3, "#7")


async def test_a_roster_that_changes_changes_nothing_and_is_listed(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    home = await settled.home(town, BUILDING_3, "2-301")

    def change(tx: Transaction) -> None:
        households.keep(tx, home.community, home.building, [replace(home, room="999"), replace(home, area=1)])

    await town.bot.memory.work(change)
    for person in (WANG, CHEN, HE, LI_LEI):
        await press(town, person, BUILDING_3, card, "赞成")
    await town.tick()
    town.clock.forward(seconds=6)
    await town.tick()
    await town.sees(BUILDING_3, "已投 4/10 户")
    town.clock.forward(days=5)
    await town.tick()
    await town.sees(BUILDING_3, "表决 1", "已截止", "4/10 户")
    vote = await town.bot.memory.read(lambda tx: votes.access(tx, home.community, VoteNumber(1)))
    trail = await town.bot.memory.read(lambda tx: votes.trail(tx, vote))
    assert [event.note for event in trail if event.step is VoteStep.ROSTER] == ["~ 2-301", "+ 2-999"]


async def test_a_lead_who_loses_the_role_can_do_nothing_more(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, ASKED)
    draft = await town.sees(BUILDING_3, "[✅ 开始表决]")
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    assert "楼栋长" in await press(town, LI_LEI, BUILDING_3, draft, "开始表决")
    assert town.find(BUILDING_3, "表决 1") is None


async def test_the_list_has_what_runs_and_what_was(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    town.say(WANG, BUILDING_3, "/votes")
    await town.sees(BUILDING_3, "1 · 3月20日 20:00 截止 · 换门禁吗")
    town.clock.forward(days=5)
    await town.tick()
    town.say(WANG, BUILDING_3, "/votes")
    await town.sees(BUILDING_3, "1 · 已截止 · 换门禁吗")
    assert card


async def test_what_a_building_decides_is_its_own(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, ASKED)
    await press(town, WANG, BUILDING_3, card, "赞成")
    town.clock.forward(days=5)
    await town.tick()
    await town.sees(BUILDING_3, "表决 1", "[记录]")
    town.world.start(XIAOMEI)
    town.world.start(WANG)
    await town.settled()
    town.say(XIAOMEI, XIAOMEI, "/votes")
    await town.sees(XIAOMEI, "这里还没有过表决")
    greeting = town.bots(XIAOMEI)[0]
    assert "这里没有表决 1" in await town.forge(XIAOMEI, XIAOMEI, greeting, "vote_minutes:1")
    town.say(WANG, WANG, "/votes")
    await town.sees(WANG, "1 · 已截止")
