"""A group becomes a building's or a squad's by /setup; everything can be changed later, and a restart knows it."""

from datetime import time

from bot import assembly
from bot.domain.ids import ChatId
from bot.domain.presses.setup import ChoosePress, Kind, SetupPress
from bot.domain.roles import Role
from bot.domain.squad import Lane, WorkingHours
from tests.support import settled
from tests.support.town import (
    BUILDING_3,
    HE,
    JAMES,
    LI_LEI,
    LIU,
    MAHJONG,
    MAPLE_HOUSE,
    OFFICE,
    PROPERTY,
    WANG,
    ZHAO,
    Town,
    open_town,
    shown,
)

UNKNOWN = "I don't know that button any more. /help says what I can do."


async def test_a_worker_makes_a_group_a_building_and_reports_are_filed_there_after_a_restart_too(town: Town) -> None:
    town.say(HE, MAHJONG, "/setup 7号楼")
    asked = await town.sees(MAHJONG, "这个群是社区的什么群？将叫作“7号楼”", "[🏠 楼栋，说中文]")
    await town.press(HE, MAHJONG, asked, "🏠 楼栋，说中文")
    card = await town.sees(MAHJONG, "登记好了。", "7号楼的设置", "[发起意见征集：仅楼栋长]")
    assert card["message_id"] == asked["message_id"], "one message, edited"
    town.say(WANG, MAHJONG, "/report 楼道灯坏了")
    await town.sees(MAHJONG, "#1")
    await town.press(HE, MAHJONG, card, "发起意见征集")
    await town.sees(MAHJONG, "[发起意见征集：每户都可以]")
    await town.settled()
    here = ChatId(MAHJONG)
    building = town.bot.deps.neighbourhood.buildings[here]
    assert (building.name, building.language, building.choices) == ("7号楼", "zh", {"start_poll_by": "households"})


async def test_what_was_set_up_is_known_after_a_restart(town: Town) -> None:
    town.say(HE, MAHJONG, "/setup 7号楼")
    await town.press(HE, MAHJONG, await town.sees(MAHJONG, "什么群"), "🏠 楼栋，说英文")
    card = await town.sees(MAHJONG, "Set up.", "[A head in votes: each dwelling]")
    await town.press(HE, MAHJONG, card, "A head in votes")
    await town.sees(MAHJONG, "7号楼: press to change.", "[A head in votes: each owner]")
    await town.settled()
    again = town.bot.database.work(lambda tx: assembly.deps(tx, town.config, town.clock(), town.bot.deps.read))
    building = again.neighbourhood.buildings[ChatId(MAHJONG)]
    assert (building.name, building.language, building.set_up) == ("7号楼", "en", True)
    assert building.choices == {"heads": "owner"}


async def test_a_building_that_was_set_up_may_speak_another_language(town: Town) -> None:
    town.say(HE, MAHJONG, "/setup 7号楼")
    await town.press(HE, MAHJONG, await town.sees(MAHJONG, "什么群"), "🏠 楼栋，说中文")
    card = await town.sees(MAHJONG, "登记好了", "[说什么语言：中文]")
    await town.press(HE, MAHJONG, card, "说什么语言")
    card = await town.sees(MAHJONG, "press to change.", "[Language: English]")
    await town.settled()
    again = town.bot.database.work(lambda tx: assembly.deps(tx, town.config, town.clock(), town.bot.deps.read))
    assert again.neighbourhood.language_of(ChatId(MAHJONG), "") == "en"
    await town.settle_people()
    town.say(JAMES, MAPLE_HOUSE, "/settings")
    by_config = await town.sees(MAPLE_HOUSE, "press to change.")
    assert "Language" not in shown(by_config), "the config says it"
    forged = ChoosePress(ChatId(MAPLE_HOUSE), "language", "zh").pack()
    assert "The operator's settings say that" in await town.forge(JAMES, MAPLE_HOUSE, by_config, forged)


async def test_a_squad_that_was_set_up_chooses_its_hours_and_keeps_what_it_was_told(town: Town) -> None:
    town.say(HE, MAHJONG, "/setup 水暖队")
    await town.press(HE, MAHJONG, await town.sees(MAHJONG, "什么群"), "🛠 红管家小队，公开")
    card = await town.sees(MAHJONG, "[诉求内容：公开]", "[工作时间：跟社区办公室一样]")
    await town.press(HE, MAHJONG, card, "工作时间")
    card = await town.sees(MAHJONG, "[工作时间：周一至周六 8:00–20:00]")
    await town.press(HE, MAHJONG, card, "诉求内容")
    card = await town.sees(MAHJONG, "水暖队（🔒 内容不公开）", "[诉求内容：🔒 内容不公开]")
    await town.press(HE, MAHJONG, card, "负责的类别")
    await town.press(HE, MAHJONG, await town.sees(MAHJONG, "[电梯故障]"), "电梯故障")
    await town.settled()
    (squad,) = town.bot.deps.neighbourhood.squads_of(ChatId(MAHJONG))
    days_off = frozenset(town.config.community.holidays)
    assert squad.hours == WorkingHours(time(8), time(20), frozenset(range(6)), days_off)
    assert squad.lane is Lane.CONFIDENTIAL
    again = town.bot.database.work(lambda tx: assembly.deps(tx, town.config, town.clock(), town.bot.deps.read))
    assert again.neighbourhood.squads_of(ChatId(MAHJONG)) == (squad,)
    town.say(WANG, BUILDING_3, "/report 楼道灯坏了")
    task = await town.sees(PROPERTY, "#1", "[接单]")
    town.say(LIU, PROPERTY, "转给水暖队", reply_to=task["message_id"])
    await town.sees(MAHJONG, "#1", "[接单]")
    assert "不能再公开" in await town.forge(HE, MAHJONG, card, ChoosePress(squad.key, "lane", "open").pack())


async def test_a_group_becomes_a_squad_that_takes_what_it_says(town: Town) -> None:
    town.say(HE, MAHJONG, "/setup")
    asked = await town.sees(MAHJONG, "将叫作“麻将群”", "[🔒 红管家小队，内容不公开]")
    await town.press(HE, MAHJONG, asked, "🔒 红管家小队，内容不公开")
    card = await town.sees(MAHJONG, "麻将群（🔒 内容不公开）的设置", "[完工要什么凭证：不要求]", "[负责的类别：0 种]")
    await town.press(HE, MAHJONG, card, "完工要什么凭证")
    card = await town.sees(MAHJONG, "[完工要什么凭证：文字]")
    await town.press(HE, MAHJONG, card, "负责的类别")
    card = await town.sees(MAHJONG, "麻将群负责哪些类别？", "[电梯故障]")
    await town.press(HE, MAHJONG, card, "电梯故障")
    card = await town.sees(MAHJONG, "[✅ 电梯故障]")
    await town.press(HE, MAHJONG, card, "‹ 返回")
    await town.sees(MAHJONG, "[负责的类别：1 种]")
    await town.settled()
    (squad,) = town.bot.deps.neighbourhood.squads_of(ChatId(MAHJONG))
    assert squad.lane is Lane.CONFIDENTIAL
    assert squad.categories == {"lift"}
    assert squad in town.bot.deps.neighbourhood.routable()
    town.say(HE, MAHJONG, "/settings 改名 7号小队 / team seven")
    await town.sees(MAHJONG, "7号小队")
    (squad,) = town.bot.deps.neighbourhood.squads_of(ChatId(MAHJONG))
    assert squad.names == {"zh": "7号小队", "en": "team seven"}
    await town.settled()
    again = town.bot.database.work(lambda tx: assembly.deps(tx, town.config, town.clock(), town.bot.deps.read))
    assert again.neighbourhood.squads_of(ChatId(MAHJONG)) == town.bot.deps.neighbourhood.squads_of(ChatId(MAHJONG))
    assert squad.hours is not None, "the office's"


async def test_nobody_else_sets_up_and_a_strange_chat_hears_one_line(town: Town) -> None:
    town.say(WANG, MAHJONG, "/report 灯坏了")
    await town.sees(MAHJONG, "这个群还没登记在社区里。网格员可以在这里发 /setup 登记")
    town.say(WANG, MAHJONG, "/report 灯坏了")
    await town.settled()
    before = len(town.bots(MAHJONG))
    assert before == 1, "once"
    town.say(LI_LEI, MAHJONG, "/setup 我家")
    await town.sees(MAHJONG, "这件事由网格员来做。")
    town.say(HE, MAHJONG, "/setup 3号楼")
    asked = await town.sees(MAHJONG, "将叫作“3号楼”")
    forged = SetupPress(Kind.BUILDING_ZH).pack()
    assert await town.forge(LI_LEI, MAHJONG, asked, forged) == "这件事由网格员来做。"
    assert await town.press(HE, MAHJONG, asked, "🏠 楼栋，说中文") == "已经有同名的了，请换一个：/setup 名称"
    assert not town.bot.deps.neighbourhood.knows(ChatId(MAHJONG))
    town.world.start(HE)
    town.say(HE, HE, "/setup")
    await town.sees(HE, "/setup 请在要登记的楼栋群或小队群里发。")


async def test_a_lead_changes_the_settings_of_their_building_and_of_no_other(town: Town) -> None:
    await town.settle_people()
    town.say(JAMES, MAPLE_HOUSE, "/settings")
    card = await town.sees(MAPLE_HOUSE, "Maple House: press to change.", "[Silence accepts after: 7 days]")
    await town.press(JAMES, MAPLE_HOUSE, card, "Silence accepts after")
    await town.sees(MAPLE_HOUSE, "[Silence accepts after: 3 days]")
    other = ChoosePress(ChatId(BUILDING_3), "heads", "owner").pack()
    refusal = "That is for others to do: the building's lead and community workers."
    assert await town.forge(JAMES, MAPLE_HOUSE, card, other) == refusal
    wrong = ChoosePress(ChatId(MAPLE_HOUSE), "proof", "photo").pack()
    assert await town.forge(JAMES, MAPLE_HOUSE, card, wrong) == UNKNOWN
    await settled.dismiss(town, JAMES, Role.BUILDING_LEAD, building=MAPLE_HOUSE)
    assert await town.press(JAMES, MAPLE_HOUSE, card, "A head in votes") == refusal
    town.say(HE, MAPLE_HOUSE, "/settings name Oak House")
    await town.sees(MAPLE_HOUSE, "The operator's settings say that")
    town.say(WANG, BUILDING_3, "/settings")
    await town.sees(BUILDING_3, "这件事由楼栋长和网格员来做。")


async def test_a_squads_lead_changes_its_settings(town: Town) -> None:
    await town.settle_people()
    town.say(LIU, PROPERTY, "/settings")
    await town.sees(PROPERTY, "这件事由小队长和网格员来做。")
    town.say(ZHAO, PROPERTY, "/settings")
    card = await town.sees(PROPERTY, "物业红管家（公开）的设置", "[派单方式：抢单]")
    assert "负责的类别" not in str(card), "those of the config stay the config's"
    await town.press(ZHAO, PROPERTY, card, "派单方式")
    await town.sees(PROPERTY, "[派单方式：轮派，谁手上少给谁]")
    town.say(HE, OFFICE, "/who trail")
    await town.sees(OFFICE, "赵师傅 改了设置（dispatch: round_robin）")


async def test_the_bot_says_what_it_sees_when_it_comes(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        town.world.privacy = True
        async with town.running():
            bot = town.world.bot.id
            town.world.leave(bot, BUILDING_3)
            town.world.join(bot, BUILDING_3)
            await town.sees(BUILDING_3, "我来了，不过现在只看得到命令", "/report")
            town.world.leave(bot, MAPLE_HOUSE)
            town.world.set_rights(bot, MAPLE_HOUSE, "administrator")
            await town.sees(MAPLE_HOUSE, "I am here, and I see what is written.")


async def test_the_lead_may_say_how_ready_the_bot_is_without_being_an_administrator(town: Town) -> None:
    await town.settle_people()
    town.world.set_rights(JAMES, MAPLE_HOUSE, "member")
    town.say(JAMES, MAPLE_HOUSE, "/quiet")
    await town.sees(MAPLE_HOUSE, "I'm quiet now")
    await settled.dismiss(town, JAMES, Role.BUILDING_LEAD, building=MAPLE_HOUSE)
    town.say(JAMES, MAPLE_HOUSE, "/listen")
    await town.sees(MAPLE_HOUSE, "That is for the building's lead or an administrator of this group to say.")


async def test_a_new_operator_begins_with_nothing_but_the_offices_chat(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        community = town.config.community.model_copy(update={"workers": ()})
        office = tuple(squad for squad in town.config.squads if squad.key == "office")
        town.config = town.config.model_copy(update={"community": community, "buildings": (), "squads": office})
        async with town.running():
            town.say(WANG, BUILDING_3, "/setup 3号楼")
            await town.sees(BUILDING_3, f"现在还没有网格员。请运维把号码写进配置：workers = [{WANG}] 就是您。")
            town.say(HE, OFFICE, "大家好")
            await town.settled()
            town.say(HE, BUILDING_3, "/setup 3号楼")
            await town.press(HE, BUILDING_3, await town.sees(BUILDING_3, "什么群"), "🏠 楼栋，说中文")
            await town.sees(BUILDING_3, "登记好了")
            town.say(WANG, BUILDING_3, "/report 楼道灯坏了")
            await town.sees(OFFICE, "#1")
