"""Ballots of every kind, in one's own chat and in the building's; on paper, by proxy, before one is bound."""

import pytest

from bot.domain.household import Binding, Tie
from bot.domain.ids import PersonId
from bot.domain.roles import Role
from bot.services import bound
from storage import households
from storage.database import Transaction
from tests.scenarios.votes.talk import content_of, open_vote, press
from tests.support import settled
from tests.support.town import BUILDING_3, CHEN, HE, LI_LEI, LIU, PROPERTY, WANG, XIAOMEI, Message, Town, shown

GATES = "大家投票：充电桩装哪里？\n1. 东门\n2. 西门\n3. 南门\n周五晚8点截止"


async def start(town: Town, person: int, vote: int = 1) -> Message:
    """Let somebody come to their own chat by a card's link."""
    before = len(town.bots(person))
    town.world.start(person, f"vote_{vote}")
    return await town.world.until(lambda _: town.bots(person)[-1] if len(town.bots(person)) > before else None)


async def becomes(town: Town, chat: int, *parts: str) -> Message:
    return await town.sees(chat, *parts)


async def close(town: Town) -> None:
    town.clock.forward(days=5)
    await town.tick()


async def test_an_approval_is_filled_in_where_nobody_else_sees_it(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, GATES, "投法")
    assert "[🗳 填选票]" in shown(card)
    paper = await start(town, WANG)
    assert "2-301 的选票" in shown(paper)
    await press(town, WANG, WANG, paper, "东门")
    await press(town, WANG, WANG, await becomes(town, WANG, "☑️ 东门"), "南门")
    await press(town, WANG, WANG, await becomes(town, WANG, "☑️ 南门"), "投出")
    await becomes(town, WANG, "✅ 已投：东门、南门")
    await press(town, CHEN, CHEN, await start(town, CHEN), "东门")
    await press(town, CHEN, CHEN, await becomes(town, CHEN, "☑️ 东门"), "投出")
    for person in (HE, LI_LEI):
        await press(town, person, person, await start(town, person), "投出")
    home = await settled.bind(town, LI_LEI, BUILDING_3, "2-302")
    assert home.label == "2-302"
    which = await start(town, LI_LEI)
    await press(town, LI_LEI, LI_LEI, which, "2-302")
    await press(town, LI_LEI, LI_LEI, await becomes(town, LI_LEI, "2-302 的选票"), "投出")
    await close(town)
    await town.sees(BUILDING_3, "选出：东门", "东门：2", "南门：1", "都不选：3")


async def test_a_ranking_is_counted_by_instant_run_off(town: Town) -> None:
    await open_vote(town, LI_LEI, BUILDING_3, GATES, "投法", "投法")
    for person, order in ((WANG, "东西"), (CHEN, "西东"), (HE, "南西"), (LI_LEI, "东南")):
        await start(town, person)
        for number, gate in enumerate(order, 1):
            paper = await becomes(town, person, "的选票")
            await press(town, person, person, paper, f"{gate}门")
            await becomes(town, person, f"{number}. {gate}门")
        await press(town, person, person, await becomes(town, person, "的选票"), "投出")
        await becomes(town, person, "✅ 已投")
    await settled.bind(town, HE, BUILDING_3, "2-302")
    paper = await start(town, HE)
    await press(town, HE, HE, paper, "2-302")
    await press(town, HE, HE, await becomes(town, HE, "2-302 的选票"), "西门")
    await press(town, HE, HE, await becomes(town, HE, "2-302", "1. 西门"), "投出")
    await becomes(town, HE, "2-302", "✅ 已投")
    await close(town)
    # 东 2, 西 2, 南 1: the ballot of 南 moves on to 西.
    await town.sees(BUILDING_3, "选出：西门")


async def test_a_budget_is_spent_on_what_most_want(town: Town) -> None:
    await town.settle_people()
    town.say(LI_LEI, BUILDING_3, "/vote\n问题：今年先办哪些心愿？\n选项：\n长椅 300\n花箱 200\n滑梯 900\n总额：1000")
    draft = await town.sees(BUILDING_3, "在 1,000 之内选心愿", "长椅 (300)", "[✅ 开始表决]")
    await press(town, LI_LEI, BUILDING_3, draft, "开始表决")
    await town.sees(BUILDING_3, "[🗳 填选票]")
    for person, wishes in ((WANG, "长椅 花箱"), (CHEN, "滑梯"), (HE, "长椅"), (LI_LEI, "花箱")):
        await start(town, person)
        for wish in wishes.split():
            await press(town, person, person, await becomes(town, person, "的选票"), wish)
            await becomes(town, person, f"☑️ {wish}")
        await press(town, person, person, await becomes(town, person, "的选票"), "投出")
        await becomes(town, person, "✅ 已投")
    paper = await start(town, WANG)
    refused = await press(town, WANG, WANG, paper, "滑梯")
    assert "总额只有" in refused
    town.world.start(LIU)
    await town.settled()
    await settled.bind(town, LIU, BUILDING_3, "2-302")
    await press(town, LIU, LIU, await start(town, LIU), "投出")
    await close(town)
    await town.sees(BUILDING_3, "要办：", "长椅 (300)", "花箱 (200)", "500", "总额 1,000")


async def test_who_is_not_bound_yet_loses_nothing(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止")
    town.world.join(XIAOMEI, BUILDING_3)
    answer = await press(town, XIAOMEI, BUILDING_3, card, "赞成")
    assert "先替您记下了" in answer
    await town.settled()
    home = await settled.home(town, BUILDING_3, "2-302")
    binding = Binding(home, PersonId(XIAOMEI), Tie.RESIDENT, town.clock())

    def bind(tx: Transaction) -> None:
        households.bind(tx, binding)
        bound.follow(tx, town.bot.deps, binding)

    await town.bot.memory.work(bind)
    await town.tick()
    await town.sees(BUILDING_3, "已投 1/10 户")
    answer = await press(town, XIAOMEI, BUILDING_3, card, "我的选票")
    assert answer == "2-302：“赞成”"


async def test_two_of_one_household_cast_one_ballot_and_the_last_counts(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止")
    town.world.join(XIAOMEI, BUILDING_3)
    town.say(XIAOMEI, BUILDING_3, "/help")
    await town.settled()
    await settled.bind(town, XIAOMEI, BUILDING_3, "2-301")
    presses = [
        town.world.press(person, BUILDING_3, card["message_id"], choice)
        for person, choice in ((WANG, "赞成"), (XIAOMEI, "反对"))
    ]
    for one in presses:
        await town.answered(one)
    await town.settled()
    await town.tick()
    town.clock.forward(seconds=6)
    await town.tick()
    await town.sees(BUILDING_3, "已投 1/10 户")
    assert await press(town, WANG, BUILDING_3, card, "我的选票") == "2-301：“反对”"


async def test_a_proxy_casts_for_a_household_until_it_is_taken_back(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止")
    town.world.join(XIAOMEI, BUILDING_3)
    said = town.say(XIAOMEI, BUILDING_3, "我周五在家")
    town.say(WANG, BUILDING_3, "/proxy 1", reply_to=said)
    await town.sees(BUILDING_3, "小美", "可以替 2-301 投票")
    assert "2-301：“反对”已投入票箱。" in await press(town, XIAOMEI, BUILDING_3, card, "反对")
    town.say(WANG, BUILDING_3, "/proxy 1", reply_to=said)
    await town.sees(BUILDING_3, "这位邻居本来就能替这一户投票。")
    town.say(CHEN, BUILDING_3, "/proxy 1", reply_to=said)
    await town.sees(BUILDING_3, "可以替 2-101 投票")
    town.say(HE, BUILDING_3, "/proxy 1", reply_to=said)
    await town.sees(BUILDING_3, "已经受了 2 户委托")
    town.say(WANG, BUILDING_3, "/proxy 1")
    await town.sees(BUILDING_3, "2-301 收回委托")
    town.say(CHEN, BUILDING_3, "/proxy 1")
    await town.sees(BUILDING_3, "2-101 收回委托")
    assert "先替您记下了" in await press(town, XIAOMEI, BUILDING_3, card, "赞成")
    assert await press(town, WANG, BUILDING_3, card, "我的选票") == "2-301：“反对”"


async def test_a_paper_ballot_counts_once_a_second_person_has_confirmed_it(town: Town) -> None:
    await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止")
    town.say(LI_LEI, BUILDING_3, "/paper 1 2-302")
    await town.sees(BUILDING_3, "请先在那里按“开始”再试")
    town.world.start(LI_LEI)
    await town.settled()
    town.say(LI_LEI, BUILDING_3, "/paper 1 9-999")
    await town.sees(BUILDING_3, "没有 9-999 这一户")
    town.say(LI_LEI, BUILDING_3, "/paper 1 2-302")
    paper = await town.sees(LI_LEI, "2-302 的纸质选票")
    await press(town, LI_LEI, LI_LEI, paper, "赞成")
    entered = await town.sees(BUILDING_3, "李雷 录入了 2-302", "[一致]")
    assert await press(town, LI_LEI, BUILDING_3, entered, "一致") == "要由另一个人来确认，录入的人自己不行。"
    assert await press(town, WANG, BUILDING_3, entered, "录的是什么") == "2-302：“赞成”"
    await press(town, WANG, BUILDING_3, entered, "一致")
    await town.sees(BUILDING_3, "王阿姨 确认")
    await town.tick()
    await town.sees(BUILDING_3, "已投 1/10 户")
    again = await town.forge(CHEN, BUILDING_3, entered, "vote_paper:1:1")
    assert again == "这张纸质选票已经处理过了。"


async def test_a_paper_ballot_that_does_not_say_that_is_put_away(town: Town) -> None:
    await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止", "改为不记名")
    town.world.start(LI_LEI)
    await town.settled()
    town.say(LI_LEI, BUILDING_3, "/paper 1 2-302")
    await press(town, LI_LEI, LI_LEI, await town.sees(LI_LEI, "2-302 的纸质选票"), "反对")
    entered = await town.sees(BUILDING_3, "李雷 录入了 2-302")
    assert "楼栋长" in await press(town, WANG, BUILDING_3, entered, "录的是什么"), "only leads see it"
    await press(town, HE, BUILDING_3, entered, "不一致")
    await town.sees(BUILDING_3, "没有确认")
    await town.tick()
    await town.sees(BUILDING_3, "已投 0/10 户")


async def test_nobody_votes_above_their_role_or_for_others(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, GATES)
    assert (
        await town.forge(WANG, BUILDING_3, card, "ballot:1:1:1")
        == "您不能替这一户投票：您没有绑定这一户，也没有受它委托。"
    )
    assert await town.forge(WANG, BUILDING_3, card, "ballot:1:4:0") == "选票上没有这一项，请重新打开选票再选。"
    assert await town.forge(WANG, BUILDING_3, card, "ballot:7:1:0") == "这里没有表决 7。/votes 可以看到全部表决。"
    assert await town.forge(LIU, PROPERTY, await town.sees(BUILDING_3, "表决 1"), "ballot:1:1:0") != ""
    await press(town, WANG, BUILDING_3, card, "撤回")
    assert town.find(BUILDING_3, "为什么撤回") is None
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    await press(town, LI_LEI, BUILDING_3, card, "撤回")
    await town.settled()
    assert town.find(BUILDING_3, "为什么撤回") is None


@pytest.mark.parametrize("secret", [True, False])
async def test_the_minutes_have_what_happened(town: Town, *, secret: bool) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, GATES, *(["改为不记名"] if secret else []))
    for person in (WANG, CHEN, HE, LI_LEI):
        await press(town, person, BUILDING_3, card, "东门")
    await close(town)
    closed = await town.sees(BUILDING_3, "已截止", "[记录]")
    await press(town, WANG, BUILDING_3, closed, "记录")
    pdf = await town.sees(BUILDING_3, "表决 1 的记录")
    assert content_of(town, pdf).startswith(b"%PDF")
    rows = content_of(town, await town.sees(BUILDING_3, "数据表")).decode("utf-8-sig")
    assert "东门,4" in rows
    assert ("2-301" in rows) is not secret
