"""The loop: reported, dispatched, claimed, resolved, accepted, in Chinese and in English."""

from dataclasses import dataclass

import pytest

from tests.support.reading import Marks
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    EMMA,
    HE,
    JAMES,
    LEGAL,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    PROPERTY,
    TOM,
    WANG,
    XIAOMEI,
    ZHAO,
    ZHOU,
    Message,
    Town,
    shown,
)


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation's words."""

    building: int
    resident: int
    neighbour: int
    trouble: str
    withdraw: str
    unsure: str
    asked: str
    file_it: str
    no: str
    not_filed: str
    not_yours: str
    answered: str
    claim: str
    done: str
    fixed: str
    not_fixed: str
    reason: str
    waiting: str
    taken: str
    ask: str
    thanks: str
    what_is_wrong: str


ZH = Words(
    building=BUILDING_3,
    resident=WANG,
    neighbour=LI_LEI,
    trouble="3栋2单元的电梯又坏了，我妈买菜上不去",
    withdraw="撤回",
    unsure="4楼楼道灯是不是该换了？",
    asked="要不要登记成诉求",
    file_it="登记",
    no="不用",
    not_filed="好的，不登记。",
    not_yours="我问的是发这条消息的邻居。",
    answered="这个已经回答过了。",
    claim="我来，半小时到",
    done="修好了，换了门机",
    fixed="修好了",
    not_fixed="没修好",
    reason="门还是关不上",
    waiting="已派给 物业红管家",
    taken="刘师傅 已接单",
    ask="王阿姨，请验收",
    thanks="谢谢！#1 已验收，用时 1 小时 52 分钟。",
    what_is_wrong="哪里还没好",
)
EN = Words(
    building=MAPLE_HOUSE,
    resident=EMMA,
    neighbour=JAMES,
    trouble="The lift in Building 3 has broken down again, my mother had to carry her shopping up the stairs",
    withdraw="Withdraw",
    unsure="The light on floor 4, perhaps it should be changed",
    asked="Shall I file this as an issue for the property stewards?",
    file_it="Yes, file it",
    no="No",
    not_filed="All right, I won't file it.",
    not_yours="I was asking the neighbour who wrote that.",
    answered="That has been answered already.",
    claim="I'll take it, there in half an hour",
    done="Done, new door drive",
    fixed="Fixed",
    not_fixed="Not fixed",
    reason="The door still won't close",
    waiting="with the property stewards",
    taken="with 刘师傅",
    ask="Emma Clarke, is it?",
    thanks="Thank you! #1 is accepted, after 1 hour 52 minutes.",
    what_is_wrong="what is still wrong",
)
BOTH = pytest.mark.parametrize("words", [pytest.param(ZH, id="zh"), pytest.param(EN, id="en")])


BY_MARKS = pytest.mark.parametrize("read", [pytest.param(Marks(), id="marks")])
"""Where the bot has to be unsure, the test says of what: the bot's own reader learns."""


async def _is_mended_and_accepted(town: Town, words: Words, task: Message) -> None:
    """Let the steward take it by the button, call it done by an answer, and the resident accept it."""
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(words.building, words.taken)
    await town.sees(PROPERTY, "刘师傅 已接单")

    town.clock.forward(hours=1, minutes=52)
    town.say(LIU, PROPERTY, words.done, reply_to=task["message_id"])
    question = await town.sees(words.building, words.ask)
    await town.press(words.resident, words.building, question, f"✅ {words.fixed}")
    await town.sees(words.building, words.thanks)
    await town.settled()
    assert len(town.bots(words.building)) == 2, "filed and done: no more than that in the building's chat"
    assert len(town.bots(PROPERTY)) == 1


@BOTH
async def test_a_report_is_filed_at_once_claimed_by_button_done_by_reply_and_accepted(town: Town, words: Words) -> None:
    report = town.say(words.resident, words.building, words.trouble)
    card = await town.sees(words.building, "#1", words.waiting, f"[{words.withdraw}]")
    assert card["reply_to_message"]["message_id"] == report
    task = await town.sees(PROPERTY, "#1", words.trouble, "[接单]")
    assert town.find(words.building, words.asked) is None, "what is clear is filed without a question"
    await _is_mended_and_accepted(town, words, task)


@BOTH
@BY_MARKS
@pytest.mark.usefixtures("read")
async def test_where_the_bot_is_unsure_the_writers_yes_begins_the_loop(town: Town, words: Words) -> None:
    report = town.say(words.resident, words.building, words.unsure)
    offer = await town.sees(words.building, words.asked, f"[{words.file_it}]", f"[{words.no}]")
    assert offer["reply_to_message"]["message_id"] == report
    await town.settled()
    assert town.bots(PROPERTY) == [], "nobody is troubled before the writer says so"

    await town.press(words.resident, words.building, offer, words.file_it)
    card = await town.sees(words.building, "#1", words.waiting, f"[{words.withdraw}]")
    assert card["message_id"] == offer["message_id"], "the offer becomes the card: one message, not two"
    await _is_mended_and_accepted(town, words, await town.sees(PROPERTY, "#1", words.unsure, "[接单]"))


@BOTH
@BY_MARKS
@pytest.mark.usefixtures("read")
async def test_an_offer_is_for_its_writer_and_no_means_no(town: Town, words: Words) -> None:
    report = town.say(words.resident, words.building, words.unsure)
    offer = await town.sees(words.building, words.asked, f"[{words.no}]")
    for button in (words.file_it, words.no):
        assert await town.press(words.neighbour, words.building, offer, button) == words.not_yours
    await town.press(words.resident, words.building, offer, words.no)
    declined = await town.sees(words.building, words.not_filed)
    assert declined["message_id"] == offer["message_id"]
    assert "[" not in shown(declined)
    assert await town.forge(words.resident, words.building, offer, f"offer:{report}:1") == words.answered
    await town.settled()
    assert len(town.bots(words.building)) == 1
    assert town.bots(PROPERTY) == []


@BOTH
async def test_not_fixed_asks_why_and_goes_back_to_the_squad(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, f"/report {words.trouble}")
    task = await town.sees(PROPERTY, "#1")
    town.say(LIU, PROPERTY, words.claim, reply_to=task["message_id"])
    await town.sees(words.building, words.taken)
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "[好了]"), "好了")
    question = await town.sees(words.building, words.ask)

    await town.press(words.resident, words.building, question, f"❌ {words.not_fixed}")
    why = await town.sees(words.building, words.what_is_wrong)
    town.say(words.resident, words.building, words.reason, reply_to=why["message_id"])
    again = await town.sees(PROPERTY, "#1", words.reason, "[接单]")
    assert again["message_id"] != task["message_id"], "a new card, so that the squad notices"
    assert "[" not in shown(next(m for m in town.bots(PROPERTY) if m["message_id"] == task["message_id"]))

    await town.press(ZHAO, PROPERTY, again, "接单")
    await town.sees(PROPERTY, "赵师傅 已接单", "[好了]")
    town.say(ZHAO, PROPERTY, "修好了，门机重新调过", reply_to=again["message_id"])
    second = await town.sees(words.building, "赵师傅", words.fixed)
    assert second["message_id"] != question["message_id"]
    await town.press(words.resident, words.building, second, "✅")
    await town.sees(words.building, words.thanks.split("#")[0], "#1")
    town.say(words.resident, words.building, "/issue 1")
    timeline = await town.sees(words.building, words.reason)
    assert timeline["text"].count("赵师傅") == 2


async def test_acceptance_can_be_given_and_refused_in_plain_words(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 单元门关不上")
    task = await town.sees(PROPERTY, "#1")
    town.say(LIU, PROPERTY, "我来", reply_to=task["message_id"])
    town.say(LIU, PROPERTY, "处理好了", reply_to=task["message_id"])
    question = await town.sees(BUILDING_3, "请验收")
    town.say(WANG, BUILDING_3, "没修好，还在响", reply_to=question["message_id"])
    again = await town.sees(PROPERTY, "还在响", "[接单]")
    await town.settled()
    assert town.find(BUILDING_3, "哪里还没好") is None, "the reason was given: nobody is asked for it again"
    town.say(LIU, PROPERTY, "我来", reply_to=again["message_id"])
    town.say(LIU, PROPERTY, "搞定，换了新的闭门器", reply_to=again["message_id"])
    question = await town.sees(BUILDING_3, "请验收")
    town.say(WANG, BUILDING_3, "好了，谢谢", reply_to=question["message_id"])
    await town.sees(BUILDING_3, "已验收")


async def test_what_the_bot_has_no_squad_for_goes_to_the_office(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report Дверь не закрывается")
    task = await town.sees(OFFICE, "#1", "Дверь не закрывается", "[社区办公室]")
    town.say(HE, OFFICE, "我来", reply_to=task["message_id"])
    await town.sees(BUILDING_3, "#1", "何书记 已接单")
    await town.settled()
    assert town.bots(PROPERTY) == []


async def test_of_two_stewards_at_once_one_wins_and_the_other_is_told_who(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 楼道停电了")
    task = await town.sees(PROPERTY, "#1")
    presses = [town.world.press(steward, PROPERTY, task["message_id"], "接单") for steward in (LIU, TOM)]
    first, second = [await town.answered(press) for press in presses]
    assert first == "好了"
    assert second == "刘师傅 快了一步，#1 已经接了。"
    await town.sees(PROPERTY, "刘师傅 已接单")


async def test_chatter_is_left_alone(town: Town) -> None:
    for text in ("昨晚球赛看得我漏夜没睡", "谢谢大家", "🎉", "see you tonight", "明天天气不错"):
        town.say(WANG, BUILDING_3, text)
    await town.settled()
    assert town.bots(BUILDING_3) == []


@BY_MARKS
@pytest.mark.usefixtures("read")
async def test_a_neighbours_message_is_reported_for_them(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "唉，电梯里的灯一闪一闪的")
    await town.settled()
    assert town.bots(BUILDING_3) == [], "too unsure even to ask"
    town.say(LI_LEI, BUILDING_3, "/report", reply_to=said)
    card = await town.sees(BUILDING_3, "#1")
    assert card["reply_to_message"]["message_id"] == said
    await town.sees(PROPERTY, "王阿姨", "一闪一闪")
    town.say(LI_LEI, BUILDING_3, "/report", reply_to=said)
    await town.sees(BUILDING_3, "已经登记过了，是 #1")


async def test_a_report_can_be_withdrawn_by_its_reporter_only(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    card = await town.sees(BUILDING_3, "#1", "[撤回]")
    assert "报修的邻居" in await town.press(LI_LEI, BUILDING_3, card, "撤回")
    await town.press(WANG, BUILDING_3, card, "撤回")
    await town.sees(BUILDING_3, "#1", "已撤回")
    task = await town.sees(PROPERTY, "#1", "已撤回")
    assert await town.forge(LIU, PROPERTY, task, "claim:1:1") == "#1 已经办结了。"


@pytest.mark.parametrize(
    ("resident", "building", "trouble", "numbers"),
    [
        pytest.param(WANG, BUILDING_3, "电梯里有人困住了！", "请马上拨打 119、120和110", id="zh"),
        pytest.param(EMMA, MAPLE_HOUSE, "Somebody is trapped in the lift!", "call 119, 120, and 110 now", id="en"),
    ],
)
async def test_an_emergency_names_the_numbers_first(
    town: Town, resident: int, building: int, trouble: str, numbers: str
) -> None:
    report = town.say(resident, building, trouble)
    card = await town.sees(building, numbers, "#1")
    assert card["text"].startswith("🚨")
    assert card["reply_to_message"]["message_id"] == report
    await town.sees(PROPERTY, "🚨 紧急", "#1", trouble)
    town.say(resident, building, f"/report {trouble}")
    card = await town.sees(building, numbers, "#2")
    assert card["text"].startswith("🚨")
    await town.sees(PROPERTY, "🚨 紧急", "#2", trouble)
    await town.settled()
    assert len(town.bots(building)) == 2, "nobody in danger is asked a question first"


async def test_a_confidential_issue_says_nothing_in_the_buildings_chat(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 楼上天天吵架扰民，孩子睡不着")
    await town.sees(BUILDING_3, "#1", "法律红管家")
    await town.sees(LEGAL, "天天吵架")
    town.say(LI_LEI, BUILDING_3, "/issues")
    await town.sees(BUILDING_3, "这里没有待办的诉求")
    town.say(LI_LEI, BUILDING_3, "/issue 1")
    await town.sees(BUILDING_3, "当事人 上报")
    assert town.find(BUILDING_3, "吵架") is None
    town.say(ZHOU, LEGAL, "/issue 1")
    await town.sees(LEGAL, "王阿姨 上报", "天天吵架")


async def test_what_is_open_is_shown_to_those_whom_it_concerns(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/issues")
    await town.sees(BUILDING_3, "这里没有待办的诉求")
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    town.say(EMMA, MAPLE_HOUSE, "/report The lights are out on floor 2")
    await town.sees(PROPERTY, "#1")
    await town.sees(PROPERTY, "#2")
    town.say(EMMA, MAPLE_HOUSE, "/issues")
    own = await town.sees(MAPLE_HOUSE, "1 open issue")
    assert "电梯" not in own["text"]
    town.say(LIU, PROPERTY, "/issues")
    both = await town.sees(PROPERTY, "2 条没办完")
    assert "电梯坏了" in both["text"]
    assert "lights are out" in both["text"]
    number = 2 if "#2" in own["text"] else 1
    town.say(WANG, BUILDING_3, f"/issue {number}")
    await town.sees(BUILDING_3, f"这里没有 #{number} 号诉求")
    town.world.start(WANG)
    town.say(WANG, WANG, "/issues")
    await town.sees(WANG, "1 条没办完", "电梯坏了")


async def test_in_a_supergroup_with_topics_the_card_stays_in_the_reports_topic(town: Town) -> None:
    topic = next(iter(town.world.chats[BUILDING_5].topics))
    town.say(XIAOMEI, BUILDING_5, "/report 电梯按键失灵", thread=topic)
    card = await town.sees(BUILDING_5, "#1")
    assert card["message_thread_id"] == topic


async def test_a_card_that_was_sent_twice_may_be_answered_either_way(town: Town) -> None:
    town.world.faults.add("sendMessage", drop_after=True, times=2)  # Telegram has it, the bot doesn't know
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    first = await town.sees(PROPERTY, "#1")
    await town.world.until(lambda _: len(town.bots(PROPERTY)) > 1)
    town.say(LIU, PROPERTY, "我来", reply_to=first["message_id"])
    await town.sees(BUILDING_3, "刘师傅 已接单")
