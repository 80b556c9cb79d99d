"""The weekly stand-up: its sheet the evening before, what leads answer, and what becomes of it."""

from datetime import datetime, timedelta

import pytest

from bot.domain.ids import IssueNumber
from bot.domain.issue import Issue, IssueState
from bot.domain.roles import Role
from bot.services import standup
from storage import issues
from tests.support.settled import appoint
from tests.support.town import (
    BUILDING_3,
    EMMA,
    HE,
    JAMES,
    LEGAL,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    PROPERTY,
    WANG,
    ZHAO,
    ZHOU,
    Message,
    Town,
    shown,
)

EVENT = 7
LIFT, LIFT_EN = "3栋2单元电梯门关不上", "The lift door on floor 2 won't close"
SECRET = "楼上老张夜里打骂孩子"


async def sheet(town: Town, chat: int = PROPERTY) -> Message:
    """Let the evening before the stand-up come; return the sheet in a chat."""
    town.clock.forward(minutes=1)
    meeting = town.clock() + timedelta(hours=25)
    await town.bot.memory.work(
        lambda tx: standup.post_sheet(tx, town.bot.deps, meeting, EVENT, meeting.toordinal(), town.clock())
    )
    await town.tick()
    await town.settled()
    return await town.sees(chat, "周周碰", "回复这条消息")


async def returned(town: Town, chat: int = BUILDING_3, person: int = WANG, trouble: str = LIFT) -> None:
    """Let the first issue be reported, done and sent back."""
    town.say(person, chat, f"/report {trouble}")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[好了]"), "好了")
    await town.press(person, chat, await town.sees(chat, "[❌"), "❌")
    await town.sees(PROPERTY, "#1", "[接单]")
    await town.settled()


async def led(town: Town) -> None:
    """Let 赵师傅 and 刘师傅 be known in the squad's chat, and 赵师傅 lead it."""
    await town.settle_people()
    for person in (LIU, ZHAO):
        town.say(person, PROPERTY, "/issues")
    town.say(ZHOU, LEGAL, "/issues")
    await town.settled()


def issue(town: Town, number: int = 1) -> Issue:
    community = town.bot.deps.neighbourhood.community
    return town.bot.database.read(lambda tx: issues.access(tx, community, IssueNumber(number)))


async def test_a_stand_up_from_its_sheet_to_the_next_steps(town: Town) -> None:
    await led(town)
    await returned(town)
    town.clock.forward(hours=8)
    task = await sheet(town)
    text = shown(task)
    assert "收到 1 · 接单 1 · 验收 0（一次通过 0） · 退回 1 · 超时 1" in text
    assert "拖得最久的" in text
    assert "#1" in text
    assert "退回 1 次" in text
    pictures = [message for message in town.bots(PROPERTY) if "photo" in message]
    assert len(pictures) == 1

    town.say(ZHAO, PROPERTY, "#1 周五前换门机，刘师傅", reply_to=task["message_id"])
    await town.sees(PROPERTY, "✅ #1 换门机 · 刘师傅 · 3月20日 18:00 前")
    now = issue(town)
    assert (now.state, now.claimed_by, now.note) == (IssueState.CLAIMED, LIU, "换门机")
    assert now.due_at.astimezone(town.bot.deps.neighbourhood.zone).strftime("%m%d %H:%M") == "0320 18:00"
    town.say(ZHAO, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "赵师傅 定了下一步", "换门机")

    again = await sheet(town)
    assert "退回 1 次" not in shown(again), "its next step is named"
    town.clock.now = datetime(2026, 3, 20, 10, 1, tzinfo=town.clock.now.tzinfo)
    await town.tick()
    await town.sees(PROPERTY, "#1", "刘师傅", "3月20日 18:00")


async def test_a_weekly_event_prepares_itself_each_time(town: Town) -> None:
    await led(town)
    await returned(town)
    town.say(HE, OFFICE, "/event 每周三晚7点周周碰，地点党群服务中心")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "周周碰", "[社区办公室]"), "社区办公室")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "周周碰", "排上日程吗？"), "✅ 好")
    await town.sees(OFFICE, "📅 周周碰")
    await town.settled()
    assert town.find(PROPERTY, "回复这条消息，一件一行") is None
    zone = town.bot.deps.neighbourhood.zone
    town.clock.now = datetime(2026, 3, 17, 18, 1, tzinfo=zone)
    await town.tick()
    await town.sees(PROPERTY, "周周碰 · 3月18日 19:00", "退回 1 次", "回复这条消息，一件一行")
    town.clock.now = datetime(2026, 3, 18, 21, 1, tzinfo=zone)
    await town.tick()
    await town.settled()
    town.clock.now = datetime(2026, 3, 24, 18, 1, tzinfo=zone)
    await town.tick()
    await town.sees(PROPERTY, "周周碰 · 3月25日 19:00", "回复这条消息，一件一行")


async def test_somebody_else_s_stand_up_is_an_event_like_any_other(town: Town) -> None:
    await led(town)
    town.say(LI_LEI, BUILDING_3, "/event 每周三晚7点周周碰")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "周周碰", "排上日程吗？"), "✅ 好")
    await town.sees(BUILDING_3, "📅 周周碰")
    town.clock.now = datetime(2026, 3, 17, 18, 1, tzinfo=town.bot.deps.neighbourhood.zone)
    await town.tick()
    await town.settled()
    assert town.find(PROPERTY, "回复这条消息，一件一行") is None


async def test_residents_get_a_short_word_and_confidential_things_are_only_counted(town: Town) -> None:
    await led(town)
    await returned(town)
    town.say(WANG, BUILDING_3, f"/report {SECRET}")
    await town.sees(LEGAL, "#2")
    town.say(EMMA, MAPLE_HOUSE, f"/report {LIFT_EN}")
    await town.settled()
    await sheet(town)
    digest = await town.sees(BUILDING_3, "3号楼", "报了 1 件，验收 0 件，退回 1 件", "另有 1 件已有人妥善处理")
    assert "老张" not in shown(digest)
    await town.sees(MAPLE_HOUSE, "Maple House", "1 reported, 0 accepted as fixed, 0 sent back, 0 late.")
    assert town.find(PROPERTY, "老张") is None
    assert "（不公开）" in shown(await town.sees(PROPERTY, "周周碰", "拖得最久的"))
    assert "老张" in shown(await town.sees(LEGAL, "周周碰", "拖得最久的"))
    assert "老张" in shown(await town.sees(OFFICE, "周周碰", "拖得最久的"))


async def test_a_building_lead_gets_the_sheet_without_what_is_confidential(town: Town) -> None:
    await led(town)
    town.world.start(JAMES)
    town.say(WANG, BUILDING_3, f"/report {SECRET}")
    await town.settled()
    await sheet(town)
    told = await town.sees(JAMES, "Stand-up", "Open longest", "(confidential)")
    assert "老张" not in shown(told)
    assert "Leads answer" not in shown(told)
    assert town.find(LI_LEI, "周周碰") is None, "he never pressed Start"


async def test_what_is_missing_is_asked_one_issue_after_another(town: Town) -> None:
    await led(town)
    await returned(town)
    town.say(WANG, BUILDING_3, "/report 2单元楼道灯不亮")
    await town.settled()
    task = await sheet(town)
    town.say(ZHAO, PROPERTY, "#1 换门机\n#2 换灯泡，周四", reply_to=task["message_id"])
    heard = await town.sees(PROPERTY, "❓ #1 换门机：谁来做和什么时候做完？")
    assert "❓ #2 换灯泡：谁来做？" in shown(heard)
    first = await town.sees(PROPERTY, "#1 换门机", "请回复这条消息")
    town.say(ZHAO, PROPERTY, "老刘", reply_to=first["message_id"])
    second = await town.sees(PROPERTY, "#1 换门机", "请回复这条消息：什么时候做完？")
    town.say(ZHAO, PROPERTY, "周五", reply_to=second["message_id"])
    await town.sees(PROPERTY, "✅ #1 换门机 · 刘师傅 · 3月20日 18:00 前")
    third = await town.sees(PROPERTY, "#2 换灯泡", "请回复这条消息：谁来做？")
    town.say(ZHAO, PROPERTY, "赵师傅", reply_to=third["message_id"])
    await town.sees(PROPERTY, "✅ #2 换灯泡 · 赵师傅 · 3月19日 18:00 前")
    assert issue(town, 2).claimed_by == ZHAO


async def test_in_english_words_and_a_name_that_fits_several(town: Town) -> None:
    await led(town)
    await appoint(town, LI_LEI, Role.STEWARD, squad="property")
    await appoint(town, JAMES, Role.STEWARD, squad="property")
    await returned(town, MAPLE_HOUSE, EMMA, LIFT_EN)
    task = await sheet(town)
    town.say(ZHAO, PROPERTY, "#1 replace the door motor by Friday, James", reply_to=task["message_id"])
    await town.sees(PROPERTY, "✅ #1 replace the door motor · James Okoro · 3月20日 18:00 前")


@pytest.mark.parametrize(
    ("person", "words", "answer"),
    [
        pytest.param(ZHAO, "#99 周五前换门机，刘师傅", "#99：没有这个诉求。", id="unknown"),
        pytest.param(LIU, "#1 周五前换门机，刘师傅", "#1：这要由物业红管家的小队长来定。", id="no lead"),
        pytest.param(ZHAO, "#2 周五前谈谈，周律师", "#2：这要由法律红管家的小队长来定。", id="another squad's"),
        pytest.param(ZHAO, "#1 昨天换门机，刘师傅", "#1 换门机：什么时候做完？", id="in the past"),
        pytest.param(ZHAO, "#1", "#1 ：做什么、谁来做和什么时候做完？", id="nothing"),
    ],
)
async def test_what_cannot_be_kept_is_said(town: Town, person: int, words: str, answer: str) -> None:
    await led(town)
    await returned(town)
    town.say(WANG, BUILDING_3, f"/report {SECRET}")
    await town.settled()
    task = await sheet(town)
    town.say(person, PROPERTY, words, reply_to=task["message_id"])
    await town.sees(PROPERTY, answer)
    assert issue(town).state is IssueState.DISPATCHED


async def test_a_closed_issue_needs_no_step_and_talk_is_talk(town: Town) -> None:
    await led(town)
    town.say(WANG, BUILDING_3, f"/report {LIFT}")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "[撤回]"), "撤回")
    task = await sheet(town)
    before = len(town.bots(PROPERTY))
    town.say(LIU, PROPERTY, "好的，收到", reply_to=task["message_id"])
    await town.settled()
    assert len(town.bots(PROPERTY)) == before
    town.say(ZHAO, PROPERTY, "#1 周五前换门机，刘师傅", reply_to=task["message_id"])
    await town.sees(PROPERTY, "#1：这件已经没有要做的了。")


async def test_a_week_without_anything_says_so_and_troubles_no_residents(town: Town) -> None:
    await led(town)
    before = len(town.bots(BUILDING_3))
    assert "没有新的诉求" in shown(await sheet(town))
    assert len(town.bots(BUILDING_3)) == before


async def test_a_step_that_was_taken_over_or_done_is_not_asked_about(town: Town) -> None:
    await led(town)
    await returned(town)
    task = await sheet(town)
    town.say(ZHAO, PROPERTY, "#1 周五前换门机，刘师傅", reply_to=task["message_id"])
    await town.sees(PROPERTY, "✅ #1")
    card = await town.sees(PROPERTY, "#1", "[好了]")
    town.say(LIU, PROPERTY, "修好了，换了门机", reply_to=card["message_id"])
    await town.settled()
    assert issue(town).state is IssueState.RESOLVED
    town.clock.forward(days=6)
    before = len(town.bots(PROPERTY))
    await town.tick()
    await town.settled()
    assert len(town.bots(PROPERTY)) == before
