"""An issue changes hands: given back, handed on, passed to another squad, given out by a lead."""

from bot.domain.roles import Role
from tests.scenarios.loop.words import BOTH, ZH, Words, claimed, met, reported
from tests.support.settled import appoint, dismiss
from tests.support.town import (
    BUILDING_3,
    HE,
    LEGAL,
    LIU,
    OFFICE,
    PROPERTY,
    SILVER,
    TOM,
    WANG,
    ZHAO,
    ZHOU,
    Town,
    shown,
)


@BOTH
async def test_what_a_steward_cannot_do_is_given_back_with_the_reason(town: Town, words: Words) -> None:
    task = await claimed(town, words, LIU)
    town.say(TOM, PROPERTY, words.release, reply_to=task["message_id"])
    town.say(LIU, PROPERTY, words.release, reply_to=task["message_id"])
    await town.sees(PROPERTY, "#1", "重新待接单", words.release)
    card = await town.sees(PROPERTY, "退单", words.release, "[接单]")
    assert card["message_id"] == task["message_id"]
    await town.sees(words.building, words.free)
    await town.press(TOM, PROPERTY, card, "接单")
    await town.sees(PROPERTY, "Tom Reed 已接单")


async def test_given_back_by_button_the_reason_is_asked(town: Town) -> None:
    task = await claimed(town, ZH, LIU)
    assert await town.press(TOM, PROPERTY, task, "更多…") == "好了"
    more = await town.sees(PROPERTY, "[退单]")
    assert await town.press(TOM, PROPERTY, more, "退单") == "#1 是 刘师傅 接的单。"
    await town.press(LIU, PROPERTY, more, "退单")
    why = await town.sees(PROPERTY, "刘师傅", "为什么退单")
    town.say(LIU, PROPERTY, "梯子不够高", reply_to=why["message_id"])
    await town.sees(PROPERTY, "退单：梯子不够高", "[接单]")
    assert await town.forge(LIU, PROPERTY, more, "release:1:1") == "#1 还没人接单，请先接单。"


@BOTH
async def test_an_issue_goes_to_another_squad_in_plain_words(town: Town, words: Words) -> None:
    task = await reported(town, words)
    town.say(ZHOU, LEGAL, "早")
    town.say(LIU, PROPERTY, words.to_legal, reply_to=task["message_id"])
    theirs = await town.sees(LEGAL, "#1", "[接单]")
    gone = await town.sees(PROPERTY, "#1 已转给 法律红管家")
    assert gone["message_id"] == task["message_id"]
    await town.press(ZHOU, LEGAL, theirs, "接单")
    await town.sees(LEGAL, "周律师 已接单")
    assert await town.forge(LIU, PROPERTY, task, "done:1:1") == "这要由负责的小队在自己的群里操作。"


async def test_an_issue_goes_to_another_squad_by_button(town: Town) -> None:
    task = await reported(town, ZH)
    await town.press(LIU, PROPERTY, task, "转派")
    choice = await town.sees(PROPERTY, "#1 转给谁", "[银龄红管家]")
    assert "刘师傅" not in shown(choice), "who hasn't taken it gives it to squads only"
    await town.press(LIU, PROPERTY, choice, "银龄红管家")
    await town.sees(SILVER, "#1", "[接单]")
    settled = await town.sees(PROPERTY, "#1：办好了")
    assert settled["message_id"] == choice["message_id"]
    for forged in ("pass:1:1:nobody", "pass:1:2:legal", "pass:1:1:silver"):
        assert await town.forge(LIU, PROPERTY, choice, forged) != "好了"


@BOTH
async def test_a_steward_hands_on_to_a_colleague(town: Town, words: Words) -> None:
    await met(town, TOM)
    task = await claimed(town, words, LIU)
    town.say(ZHAO, PROPERTY, words.to_tom, reply_to=task["message_id"])
    await town.sees(PROPERTY, "#1 是 刘师傅 接的单。")
    town.say(LIU, PROPERTY, words.to_tom, reply_to=task["message_id"])
    await town.sees(PROPERTY, "刘师傅 把 #1 交给您了")
    await town.sees(PROPERTY, "Tom Reed 已接单", "[好了]")
    town.say(LIU, PROPERTY, words.done, reply_to=task["message_id"])
    await town.sees(PROPERTY, "#1 是 Tom Reed 接的单。")


async def test_a_lead_gives_out_and_a_steward_cannot(town: Town) -> None:
    await met(town, TOM)
    await met(town, ZHAO)
    task = await reported(town, ZH)
    town.say(LIU, PROPERTY, "派给Tom", reply_to=task["message_id"])
    await town.sees(PROPERTY, "这")
    assert town.find(PROPERTY, "已接单") is None
    await _lead(town)
    await town.press(ZHAO, PROPERTY, task, "转派")
    choice = await town.sees(PROPERTY, "#1 转给谁", "[Tom Reed]")
    await town.press(ZHAO, PROPERTY, choice, "Tom Reed")
    await town.sees(PROPERTY, "Tom Reed", "赵师傅 把 #1 交给您了")
    await town.sees(PROPERTY, "Tom Reed 已接单", "[好了]")
    assert await town.forge(ZHAO, PROPERTY, choice, f"hand:1:1:{WANG}") == "这里没有叫“?”的小队或红管家。"
    assert await town.forge(ZHAO, PROPERTY, choice, f"hand:1:1:{TOM}") == "#1 已经在 Tom Reed 手里了。"


async def test_a_lead_whose_role_is_gone_gives_out_no_more(town: Town) -> None:
    await met(town, TOM)
    await met(town, ZHAO)
    task = await claimed(town, ZH, LIU)
    await _lead(town)
    await town.press(ZHAO, PROPERTY, await _more(town, ZHAO, task), "转派")
    choice = await town.sees(PROPERTY, "#1 转给谁", "[Tom Reed]")
    await dismiss(town, ZHAO, Role.SQUAD_LEAD, squad="property")
    assert await town.press(ZHAO, PROPERTY, choice, "Tom Reed") == "#1 是 刘师傅 接的单。"


async def test_what_goes_in_a_circle_is_told_to_the_office(town: Town) -> None:
    await met(town, TOM)
    task = (await claimed(town, ZH, LIU))["message_id"]
    town.say(LIU, PROPERTY, "转给Tom", reply_to=task)
    town.say(TOM, PROPERTY, "转给刘师傅", reply_to=task)
    town.say(LIU, PROPERTY, "转给Tom", reply_to=task)
    await town.sees(OFFICE, "#1 已经转手 3 次")
    await town.settled()
    assert len([one for one in town.bots(OFFICE) if "转手" in one["text"]]) == 1


async def test_whom_nobody_knows_and_whom_two_are_called(town: Town) -> None:
    task = (await claimed(town, ZH, LIU))["message_id"]
    town.say(LIU, PROPERTY, "转给孙悟空", reply_to=task)
    await town.sees(PROPERTY, "没有叫“孙悟空”的")
    town.say(LIU, PROPERTY, "转给物业", reply_to=task)
    await town.sees(PROPERTY, "#1 本来就在这个小队。")


@BOTH
async def test_what_is_not_the_communitys_is_closed_with_whose_it_is(town: Town, words: Words) -> None:
    task = await reported(town, words)
    town.say(LIU, PROPERTY, words.not_ours, reply_to=task["message_id"])
    await town.sees(words.building, "#1", words.not_community, words.whose)
    card = await town.sees(PROPERTY, "#1", words.whose)
    assert "[" not in shown(card)
    assert await town.forge(TOM, PROPERTY, task, "claim:1:1") == "#1 已经办结了。"


async def test_not_ours_asks_whose_and_goes_to_the_squad_whose_it_is(town: Town) -> None:
    task = await reported(town, ZH)
    town.say(LIU, PROPERTY, "不归我们管", reply_to=task["message_id"])
    await town.sees(PROPERTY, "那 #1 该归谁管")
    await town.press(LIU, PROPERTY, await _more(town, LIU, task), "不归我们")
    whose = await town.sees(PROPERTY, "刘师傅，#1 该归谁管")
    town.say(LIU, PROPERTY, "法律红管家", reply_to=whose["message_id"])
    await town.sees(LEGAL, "#1", "[接单]")


async def test_a_steward_who_leaves_the_squad_leaves_nothing_behind(town: Town) -> None:
    task = await claimed(town, ZH, LIU)
    town.world.leave(LIU, PROPERTY)
    await town.sees(PROPERTY, "刘师傅 离开了小队，#1 重新待接单")
    again = await town.sees(PROPERTY, "[接单]")
    assert again["message_id"] == task["message_id"]
    await town.sees(BUILDING_3, "已派给 物业红管家")
    town.say(HE, OFFICE, "早")


async def _lead(town: Town) -> None:
    await appoint(town, ZHAO, Role.SQUAD_LEAD, squad="property")


async def _more(town: Town, person: int, task: dict[str, object]) -> dict[str, object]:
    await town.press(person, PROPERTY, task, "更多…")
    return await town.sees(PROPERTY, "也可以直接回复卡片")
