"""An issue rests until a date, or waits for the resident's answer; meanwhile its clock stands still."""

from datetime import UTC, datetime

from bot.domain.ids import IssueNumber
from bot.domain.issue import Issue
from storage import issues
from tests.scenarios.loop.words import BOTH, ZH, Words, claimed
from tests.support.town import BUILDING_3, LEGAL, LI_LEI, LIU, PROPERTY, TOM, WANG, ZHOU, Town, shown

ANSWER_IN = 3
"""Days until a question is asked again."""


async def issue(town: Town, number: int = 1) -> Issue:
    """Return an issue as it is kept."""
    community = town.bot.deps.neighbourhood.community
    return await town.bot.memory.read(lambda tx: issues.access(tx, community, IssueNumber(number)))


@BOTH
async def test_an_issue_rests_until_the_day_that_was_named_and_wakes_by_itself(town: Town, words: Words) -> None:
    task = await claimed(town, words, LIU)
    due_at = (await issue(town)).due_at
    town.say(TOM, PROPERTY, words.rest, reply_to=task["message_id"])
    town.say(LIU, PROPERTY, words.rest, reply_to=task["message_id"])
    await town.sees(words.building, "#1", words.resting, words.rest)
    await town.sees(PROPERTY, "#1", "暂缓到", "[继续办]")
    rests = await issue(town)
    assert rests.paused_until is not None
    # Said on Monday: "下周三" is that of next week, "Wednesday" the day after tomorrow; the squad begins at eight.
    assert rests.paused_until.astimezone(UTC) == datetime(2026, 3, 25 if words is ZH else 18, 0, tzinfo=UTC)

    town.clock.now = rests.paused_until
    await town.tick()
    await town.sees(PROPERTY, "⏰ #1 暂缓到期了", "刘师傅")
    await town.sees(PROPERTY, "刘师傅 已接单", "[好了]")
    assert (await issue(town)).due_at > due_at, "the pause doesn't count"


async def test_an_issue_rests_by_button_and_goes_on_by_hand(town: Town) -> None:
    task = await claimed(town, ZH, LIU)
    assert await town.press(TOM, PROPERTY, task, "先放放") == "#1 是 刘师傅 接的单。"
    await town.press(LIU, PROPERTY, task, "先放放")
    choice = await town.sees(PROPERTY, "#1 放到什么时候", "[明天]", "[三天后]", "[下周一]", "[别的日子…]")
    await town.press(LIU, PROPERTY, choice, "三天后")
    resting = await town.sees(PROPERTY, "暂缓到 3月19日 08:00", "[继续办]")
    assert await town.press(TOM, PROPERTY, resting, "继续办") == "#1 是 刘师傅 接的单。"
    await town.press(LIU, PROPERTY, resting, "继续办")
    await town.sees(PROPERTY, "刘师傅 已接单", "[好了]")
    assert await town.forge(LIU, PROPERTY, resting, "resume:1:1") == "这个按钮过期了，#1 已有新进展。"
    town.clock.forward(days=4)
    await town.tick()
    await town.settled()
    assert town.find(PROPERTY, "暂缓到期") is None, "a pause that is over already wakes nobody"


async def test_another_day_is_asked_for_and_one_in_the_past_refused(town: Town) -> None:
    task = await claimed(town, ZH, LIU)
    await town.press(LIU, PROPERTY, task, "先放放")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "[别的日子…]"), "别的日子…")
    until = await town.sees(PROPERTY, "刘师傅，#1 要放到什么时候")
    town.say(LIU, PROPERTY, "昨天", reply_to=until["message_id"])
    await town.sees(PROPERTY, "这个日子已经过了")
    town.say(LIU, PROPERTY, "看情况", reply_to=until["message_id"])
    await town.sees(PROPERTY, "例如：放到周三")
    town.say(LIU, PROPERTY, "2027年3月1日", reply_to=until["message_id"])
    await town.sees(PROPERTY, "#1 最多可以放 90 天")
    town.say(LIU, PROPERTY, "下周五", reply_to=until["message_id"])
    await town.sees(PROPERTY, "暂缓到 3月27日 08:00")


@BOTH
async def test_the_resident_is_asked_and_answers_in_the_buildings_chat(town: Town, words: Words) -> None:
    task = await claimed(town, words, LIU)
    town.say(LIU, PROPERTY, words.question, reply_to=task["message_id"])
    question = await town.sees(words.building, words.question, words.just_answer)
    await town.sees(words.building, "📋", words.waits)
    town.say(words.neighbour, words.building, words.answer, reply_to=question["message_id"])
    await town.settled()
    assert town.find(PROPERTY, words.answer) is None, "what others say is talk"
    town.say(words.resident, words.building, words.answer, reply_to=question["message_id"])
    await town.sees(PROPERTY, "💬 #1", words.answer)
    await town.sees(PROPERTY, "刘师傅 已接单", "[好了]")


async def test_an_unanswered_question_is_asked_again_and_at_last_left_to_the_steward(town: Town) -> None:
    task = await claimed(town, ZH, LIU)
    due_at = (await issue(town)).due_at
    town.say(LIU, PROPERTY, ZH.question, reply_to=task["message_id"])
    first = await town.sees(BUILDING_3, "请问是几楼", ZH.just_answer)
    town.clock.forward(days=ANSWER_IN)
    await town.tick()
    again = await town.sees(BUILDING_3, "还在等 #1 的答复", "请问是几楼")
    assert again["message_id"] != first["message_id"]
    for _ in range(2):
        town.clock.forward(days=ANSWER_IN)
        await town.tick()
    await town.sees(PROPERTY, "#1：王阿姨 一直没有答复", "刘师傅")
    await town.sees(PROPERTY, "刘师傅 已接单", "[好了]")
    assert (await issue(town)).due_at > due_at
    town.say(WANG, BUILDING_3, "三楼", reply_to=again["message_id"])
    await town.sees(PROPERTY, "王阿姨 答：三楼")


async def test_the_question_is_asked_by_button_and_answered_with_a_picture_in_private(town: Town) -> None:
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨")
    task = await claimed(town, ZH, LIU)
    await town.press(LIU, PROPERTY, task, "更多…")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "[问报修人]"), "问报修人")
    prompt = await town.sees(PROPERTY, "刘师傅，关于 #1 想问什么")
    town.say(LIU, PROPERTY, "水表在哪？", reply_to=prompt["message_id"])
    question = await town.sees(WANG, "水表在哪？", "#1")
    assert town.find(BUILDING_3, "水表在哪？请") is None
    town.say(WANG, WANG, "", photo=b"\x89PNG\r\n\x1a\n", reply_to=question["message_id"])
    await town.sees(PROPERTY, "💬 #1：王阿姨 发了图片")
    await town.sees(PROPERTY, "📷 1", "[好了]")
    town.say(WANG, WANG, "在楼道左边", reply_to=question["message_id"])
    await town.sees(PROPERTY, "王阿姨 答：在楼道左边")


async def test_a_confidential_question_never_reaches_the_buildings_chat(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 楼上天天吵架扰民，孩子睡不着")
    task = await town.sees(LEGAL, "[接单]")
    await town.press(ZHOU, LEGAL, task, "接单")
    await town.sees(LEGAL, "[好了]")
    town.say(ZHOU, LEGAL, "请问是楼上502吗？", reply_to=task["message_id"])
    asked = await town.sees(BUILDING_3, "王阿姨，#1 有个问题要单独问您", "[去私聊]")
    assert "502" not in shown(asked)
    town.world.start(WANG, "question")
    question = await town.sees(WANG, "请问是楼上502吗？")
    town.say(WANG, WANG, "对，就是502", reply_to=question["message_id"])
    await town.sees(LEGAL, "王阿姨 答：对，就是502")
    await town.settled()
    assert not any("502" in shown(one) for one in town.bots(BUILDING_3))
    town.say(LI_LEI, BUILDING_3, "谢谢")
