"""Roles are given, shown and taken; forged and late presses do nothing; stewards come on and off duty."""

from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.presses.roles import AppointPress
from bot.domain.roles import Appointment, Role
from tests.support import settled
from tests.support.town import (
    BUILDING_3,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    PRIYA,
    PROPERTY,
    TOM,
    WANG,
    ZHAO,
    Town,
)


async def test_a_lead_is_appointed_by_an_answer_and_everybody_sees_it(town: Town) -> None:
    said = town.say(LI_LEI, BUILDING_3, "大家好")
    town.say(HE, BUILDING_3, "/appoint 楼栋长", reply_to=said)
    await town.sees(BUILDING_3, "李雷 从现在起是3号楼楼栋长。")
    town.say(WANG, BUILDING_3, "/who")
    await town.sees(BUILDING_3, "3号楼楼栋长：李雷", "物业红管家：", "网格员：何书记")
    town.say(HE, BUILDING_3, "/appoint @lilei_3hao 楼栋长")
    await town.sees(BUILDING_3, "TA 已经是了。")
    town.say(HE, BUILDING_3, "/dismiss @LiLei_3hao 楼栋长")
    await town.sees(BUILDING_3, "李雷 不再担任3号楼楼栋长。")
    town.say(WANG, BUILDING_3, "/who")
    await town.sees(BUILDING_3, "3号楼楼栋长：暂缺")


async def test_in_english_with_buttons_that_only_the_right_person_may_press(town: Town) -> None:
    said = town.say(JAMES, MAPLE_HOUSE, "hello all")
    town.say(HE, MAPLE_HOUSE, "/appoint", reply_to=said)
    asked = await town.sees(MAPLE_HOUSE, "Which role is James Okoro to have?", "[lead of Maple House]")
    assert await town.press(EMMA, MAPLE_HOUSE, asked, "lead of Maple House") == (
        "That is for others to do: community workers."
    )
    await town.press(HE, MAPLE_HOUSE, asked, "lead of Maple House")
    await town.sees(MAPLE_HOUSE, "James Okoro is lead of Maple House from now on.")
    town.say(EMMA, MAPLE_HOUSE, "/who")
    await town.sees(MAPLE_HOUSE, "Maple House: James Okoro", "Community workers: 何书记")


async def test_a_squads_lead_takes_on_stewards_of_that_squad_and_no_other(town: Town) -> None:
    await town.settle_people()
    said = town.say(TOM, PROPERTY, "hello")
    town.say(ZHAO, PROPERTY, "/appoint", reply_to=said)
    asked = await town.sees(PROPERTY, "要请 Tom Reed 担任什么？", "[物业红管家队员]")
    assert "小队长" not in str(asked["reply_markup"])
    await town.press(ZHAO, PROPERTY, asked, "物业红管家队员")
    await town.sees(PROPERTY, "Tom Reed 从现在起是物业红管家队员。")
    legal = AppointPress(PersonId(TOM), Appointment(Role.STEWARD, squad=SquadKey("legal"))).pack()
    assert await town.forge(ZHAO, PROPERTY, asked, legal) == "这件事由小队长和网格员来做。"
    forged = AppointPress(PersonId(ZHAO), Appointment(Role.BUILDING_LEAD, building=ChatId(BUILDING_3))).pack()
    assert await town.forge(ZHAO, PROPERTY, asked, forged) == "这件事由网格员来做。"
    assert await town.forge(HE, PROPERTY, asked, "appoint:999999:w:") == "这个按钮已经失效了。发 /help 看我能做什么。"


async def test_a_role_taken_away_between_card_and_press_is_refused(town: Town) -> None:
    await town.settle_people()
    said = town.say(TOM, PROPERTY, "hello")
    town.say(ZHAO, PROPERTY, "/appoint", reply_to=said)
    asked = await town.sees(PROPERTY, "要请 Tom Reed 担任什么？")
    await settled.dismiss(town, ZHAO, Role.SQUAD_LEAD, squad="property")
    assert await town.press(ZHAO, PROPERTY, asked, "物业红管家队员") == "这件事由小队长和网格员来做。"


async def test_of_two_who_appoint_at_once_the_second_hears_that_it_is_done(town: Town) -> None:
    await town.settle_people()
    said = town.say(TOM, PROPERTY, "hello")
    for lead in (ZHAO, HE):
        town.say(lead, PROPERTY, "/appoint", reply_to=said)
    await town.settled()
    first, second = [one for one in town.bots(PROPERTY) if "要请 Tom Reed" in one.get("text", "")]
    assert await town.press(ZHAO, PROPERTY, first, "物业红管家队员") == "好了"
    assert await town.press(HE, PROPERTY, second, "物业红管家队员") == "TA 已经是了。"


async def test_who_may_not_appoint_and_who_is_not_known_is_said(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/appoint @wang_ayi 楼栋长")
    await town.sees(BUILDING_3, "我还不认识这位邻居")
    town.say(WANG, BUILDING_3, "/appoint 楼栋长")
    await town.sees(BUILDING_3, "说的是哪位？")
    said = town.say(LI_LEI, BUILDING_3, "大家好")
    town.say(WANG, BUILDING_3, "/appoint 楼栋长", reply_to=said)
    await town.sees(BUILDING_3, "这件事由网格员来做。")
    town.say(WANG, BUILDING_3, "/appoint", reply_to=said)
    await town.sees(BUILDING_3, "这件事不归您操作")
    town.say(HE, BUILDING_3, "/dismiss", reply_to=said)
    await town.sees(BUILDING_3, "TA 没有担任这个角色。")
    said = town.say(HE, BUILDING_3, "我在")
    town.say(HE, BUILDING_3, "/dismiss 网格员", reply_to=said)
    await town.sees(BUILDING_3, "TA 是运维在配置里指定的网格员")


async def test_every_change_is_on_the_trail_for_workers_only(town: Town) -> None:
    said = town.say(LI_LEI, BUILDING_3, "大家好")
    town.say(HE, BUILDING_3, "/appoint 楼栋长", reply_to=said)
    await town.sees(BUILDING_3, "从现在起是3号楼楼栋长")
    town.say(HE, BUILDING_3, "/dismiss", reply_to=said)
    asked = await town.sees(BUILDING_3, "要免去 李雷 的哪个角色？")
    await town.press(HE, BUILDING_3, asked, "3号楼楼栋长")
    await town.sees(BUILDING_3, "不再担任")
    town.say(HE, OFFICE, "/who trail")
    trail = await town.sees(OFFICE, "人员变更记录", "何书记 任命 李雷 为3号楼楼栋长", "何书记 免去 李雷 的3号楼楼栋长")
    assert trail["text"].index("免去") < trail["text"].index("任命"), "the newest first"
    town.say(HE, BUILDING_3, "/who 记录")
    await town.sees(BUILDING_3, "这个请私聊问我")
    town.say(WANG, BUILDING_3, "/who trail")
    await town.sees(BUILDING_3, "这件事由网格员来做。")


async def test_a_steward_comes_on_and_off_duty_and_sets_a_cap(town: Town) -> None:
    town.say(LIU, PROPERTY, "/duty 下班")
    await town.sees(PROPERTY, "物业红管家：您现在不接单。")
    town.say(TOM, PROPERTY, "/duty cap 2")
    await town.sees(PROPERTY, "您现在接单。", "手上最多 2 单，现有 0 单。")
    town.say(TOM, PROPERTY, "/who")
    await town.sees(PROPERTY, "物业红管家：Tom Reed（另有 1 人休息）")
    town.say(HE, OFFICE, "/who trail")
    await town.sees(OFFICE, "刘师傅 改了接单状态（off, no cap）", "Tom Reed 改了接单状态（on, cap 2）")
    town.say(LIU, PROPERTY, "/duty sometimes")
    await town.sees(PROPERTY, "请发 /duty 上班")
    town.say(WANG, BUILDING_3, "/duty on")
    await town.sees(BUILDING_3, "/duty 是给红管家用的")


async def test_help_is_for_whoever_asks(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/help")
    assert "/appoint" not in (await town.sees(BUILDING_3, "/who – "))["text"]
    town.say(WANG, BUILDING_3, "/help 更多")
    assert "/roster" not in (await town.sees(BUILDING_3, "/notices – "))["text"]
    town.say(HE, BUILDING_3, "/help 更多")
    await town.sees(BUILDING_3, "/appoint、/dismiss", "/roster", "/vote")
    town.say(ZHAO, PROPERTY, "/help more")
    theirs = await town.sees(PROPERTY, "/raise", "/appoint、/dismiss")
    assert "/roster" not in theirs["text"], "that is for building leads"
    town.say(LIU, PROPERTY, "/help")
    await town.sees(PROPERTY, "/duty 上班")


async def test_a_stranger_who_opens_the_bots_chat_learns_no_names(town: Town) -> None:
    await town.settle_people()
    town.world.start(PRIYA)
    town.say(PRIYA, PRIYA, "/who")
    await town.sees(PRIYA, "🏠 Maple House: James Okoro")
    town.world.start(TOM)
    town.say(TOM, TOM, "/who")
    await town.sees(TOM, "I don't know you yet: /join says where you live.")
