"""Neighbours join an issue and hurry it up; what is the same becomes one, and an outage gathers many."""

from tests.scenarios.loop.words import BOTH, ZH, Words, claimed, reported, resolved
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    LEGAL,
    LI_LEI,
    LIU,
    PROPERTY,
    WANG,
    XIAOMEI,
    Town,
    shown,
)


@BOTH
async def test_neighbours_say_me_too_once_each(town: Town, words: Words) -> None:
    await reported(town, words)
    card = await town.sees(words.building, "#1", f"[{words.me_too_button} 0]")
    assert await town.press(words.resident, words.building, card, f"{words.me_too_button} 0") != "好了"
    await town.press(words.neighbour, words.building, card, f"{words.me_too_button} 0")
    once = await town.sees(words.building, "#1", f"[{words.me_too_button} 1]")
    await town.press(words.neighbour, words.building, once, f"{words.me_too_button} 1")
    town.say(words.other, words.building, words.me_too, reply_to=card["message_id"])
    await town.sees(words.building, "#1", f"[{words.me_too_button} 2]")
    await town.sees(PROPERTY, "#1", "👍 2")


@BOTH
async def test_me_too_and_any_news_may_be_said_below_the_report_itself(town: Town, words: Words) -> None:
    said = town.say(words.resident, words.building, words.shared)
    await town.sees(words.building, "#1", f"[{words.me_too_button} 0]")
    town.say(words.neighbour, words.building, words.me_too, reply_to=said)
    await town.sees(words.building, "#1", f"[{words.me_too_button} 1]")
    town.say(words.other, words.building, words.hurry, reply_to=said)
    await town.sees(words.building, "#1", f"[{words.hurry_button} 1]")
    talk = town.say(words.other, words.building, "🍵")
    town.say(words.neighbour, words.building, words.hurry, reply_to=talk)
    await town.settled()
    assert len(town.bots(words.building)) == 1, "below talk it is talk"


async def test_more_than_me_too_below_a_report_is_no_report_of_its_own(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "3栋2单元的电梯又坏了，我妈买菜上不去")
    await town.sees(BUILDING_3, "#1")
    town.say(LI_LEI, BUILDING_3, "我家也是，拄着拐杖爬楼，急", reply_to=said)
    await town.sees(BUILDING_3, "#1", "[👍 我也遇到 1]")
    await town.settled()
    assert len(town.bots(BUILDING_3)) == 1


async def test_below_a_confidential_report_neighbours_only_talk(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "/report 楼上天天半夜吵架扰民")
    await town.sees(LEGAL, "#1")
    town.say(LI_LEI, BUILDING_3, "我家也是", reply_to=said)
    await town.settled()
    assert len(town.bots(BUILDING_3)) == 1


@BOTH
async def test_anybody_may_ask_to_hurry_once_a_day_and_the_squad_hears_it_once(town: Town, words: Words) -> None:
    await reported(town, words)
    card = await town.sees(words.building, f"[{words.hurry_button}]")
    await town.press(words.neighbour, words.building, card, words.hurry_button)
    await town.sees(PROPERTY, "🙏 #1：邻居在催了（已催 1 次）")
    town.say(words.resident, words.building, words.hurry, reply_to=card["message_id"])
    await town.sees(words.building, f"[{words.hurry_button} 2]")
    again = await town.press(words.neighbour, words.building, card, f"{words.hurry_button} 2")
    assert again in {"您今天已经催过了，小队知道了。", "You have asked today already. The squad knows."}
    await town.settled()
    assert len([one for one in town.bots(PROPERTY) if "邻居在催了" in one["text"]]) == 1
    town.clock.forward(days=1)
    await town.press(words.neighbour, words.building, card, f"{words.hurry_button} 2")
    await town.sees(PROPERTY, "🙏 #1：邻居在催了（已催 3 次）")
    await town.sees(PROPERTY, "[接单]", "🙏 3")


async def test_of_what_is_said_to_be_fixed_nobody_asks_when(town: Town) -> None:
    await resolved(town, ZH, LIU)
    card = await town.sees(BUILDING_3, "📋", "#1")
    assert "催一下" not in shown(card)
    said = await town.forge(LI_LEI, BUILDING_3, card, "urge:1:1")
    assert said == "#1 说是修好了。要是没好，请在验收那条下面说。"


@BOTH
async def test_the_same_trouble_becomes_one(town: Town, words: Words) -> None:
    task = await claimed(town, words, LIU, words.shared)
    town.say(words.neighbour, words.building, words.shared)
    alike = await town.sees(words.building, f"[{words.another}]")
    await town.press(words.neighbour, words.building, alike, words.another)
    second = await town.sees(words.building, "#2", f"[{words.me_too_button} 0]")
    town.say(words.other, words.building, words.same, reply_to=second["message_id"])
    town.say(words.neighbour, words.building, words.same, reply_to=second["message_id"])
    merged = await town.sees(words.building, "#2", words.same_as)
    assert "[" not in shown(merged)
    await town.sees(words.building, "#1", f"[{words.me_too_button} 1]")
    other = await town.sees(PROPERTY, "#2", "与 #1 是同一件事")
    assert "[" not in shown(other)
    town.say(LIU, PROPERTY, words.done, reply_to=task["message_id"])
    question = await town.sees(words.building, "#1", words.accept)
    assert "James" in question["text"] or "李雷" in question["text"], "whoever had it, too, is asked"
    await town.press(words.neighbour, words.building, question, "✅")
    await town.sees(words.building, "#1", words.thanks)


async def test_a_steward_joins_two_and_there_are_no_chains_or_circles(town: Town) -> None:
    for trouble in ("/report 301漏水了", "/report 302漏水了", "/report 303漏水了"):
        town.say(WANG, BUILDING_3, trouble)
    third = await town.sees(PROPERTY, "#3", "[接单]")
    second, first = await town.sees(PROPERTY, "#2", "[接单]"), await town.sees(PROPERTY, "#1", "[接单]")
    town.say(LIU, PROPERTY, "和#2一样", reply_to=second["message_id"])
    await town.sees(PROPERTY, "#2 和自己当然一样。")
    town.say(LIU, PROPERTY, "和#2一样", reply_to=first["message_id"])
    await town.sees(PROPERTY, "与 #2 是同一件事")
    town.say(LIU, PROPERTY, "和#1一样", reply_to=second["message_id"])
    await town.sees(PROPERTY, "#1 自己已并入 #2。是不是和 #2 一样？")
    town.say(LIU, PROPERTY, "和#1一样", reply_to=third["message_id"])
    await town.settled()
    town.say(LIU, PROPERTY, "和#3一样", reply_to=second["message_id"])
    await town.sees(PROPERTY, "已有别的并入 #2。请反过来，在 #3 下面说。")
    town.say(LIU, PROPERTY, "和#99一样", reply_to=third["message_id"])
    await town.sees(PROPERTY, "没有 #99")


async def test_what_is_of_another_building_or_squad_is_not_the_same(town: Town) -> None:
    await reported(town, ZH)
    town.say(XIAOMEI, BUILDING_5, "/report 我家漏水了")
    other = await town.sees(PROPERTY, "#2", "[接单]")
    town.say(LIU, PROPERTY, "和#1一样", reply_to=other["message_id"])
    await town.sees(PROPERTY, "#2 和 #1 不在同一栋楼或同一个小队。")
    card = await town.sees(BUILDING_5, "#2", "[撤回]")
    town.say(XIAOMEI, BUILDING_5, "和#1一样", reply_to=card["message_id"])
    await town.sees(BUILDING_5, "没有 #1")


async def test_an_incident_gathers_the_buildings_further_reports(town: Town) -> None:
    task = await claimed(town, ZH, LIU, "/report 整栋楼停电了")
    await town.press(LIU, PROPERTY, task, "更多…")
    more = await town.sees(PROPERTY, "[统一处理]")
    await town.press(LIU, PROPERTY, more, "统一处理")
    await town.sees(BUILDING_3, "📌 同类诉求统一在这里处理")
    assert await town.forge(LIU, PROPERTY, more, "incident:1:1") == "#1 已经是统一处理了。"
    town.say(LI_LEI, BUILDING_3, "/report 我家也停电了")
    await town.sees(BUILDING_3, "#2", "与 #1 是同一件事")
    town.say(XIAOMEI, BUILDING_5, "/report 停电了")
    await town.sees(PROPERTY, "#3", "[接单]")
    await town.settled()
    assert len([one for one in town.bots(PROPERTY) if "#2" in one["text"]]) == 0, "one task, not many"
    await town.sees(PROPERTY, "#1", "👍 1")
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    await town.sees(BUILDING_3, "李雷", "请验收")


async def test_what_is_confidential_has_no_supporters(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 楼上天天吵架扰民，孩子睡不着")
    await town.sees(LEGAL, "[接单]")
    card = await town.sees(BUILDING_3, "#1", "[撤回]")
    assert "我也遇到" not in shown(card)
    assert await town.forge(LI_LEI, BUILDING_3, card, "support:1:1") == "这个按钮过期了，#1 已有新进展。"


@BOTH
async def test_a_report_is_taken_back_in_plain_words_by_whoever_made_it(town: Town, words: Words) -> None:
    await reported(town, words)
    card = await town.sees(words.building, "#1", f"[{words.hurry_button}]")
    town.say(words.neighbour, words.building, words.withdrawn, reply_to=card["message_id"])
    await town.settled()
    assert "[" in shown(await town.sees(words.building, "#1"))
    town.say(words.resident, words.building, words.withdrawn, reply_to=card["message_id"])
    closed = await town.sees(PROPERTY, "#1", "撤回")
    assert "[" not in shown(closed)


async def test_a_neighbour_of_another_building_cannot_join(town: Town) -> None:
    await reported(town, ZH)
    town.say(XIAOMEI, BUILDING_5, "/report 门坏了")
    card = await town.sees(BUILDING_5, "#2")
    assert await town.forge(XIAOMEI, BUILDING_5, card, "support:1:1") == "这里没有 #1 号诉求。"
