"""The council: what is raised to it, its agenda, its minutes, and what becomes of its decisions."""

from datetime import datetime
from typing import Any

import pytest

from bot.domain.council import DecisionState
from bot.domain.ids import ChatId, IssueNumber
from bot.domain.issue import IssueState
from bot.domain.roles import Role
from storage import decisions, events, issues
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
    WANG,
    ZHAO,
    Message,
    Town,
    shown,
)


async def ready(town: Town) -> None:
    """Let everybody be known, and those who sit in the council be written to."""
    await town.settle_people()
    for person in (LI_LEI, JAMES, ZHAO, LIU, WANG, HE):
        town.world.start(person)
    await town.settled()
    await appoint(town, LIU, Role.STEWARD, squad="property")


async def council_called(town: Town) -> None:
    """Put the council on the calendar: every last Saturday at ten, its agenda three days ahead."""
    town.say(HE, OFFICE, "/event 每月最后一个周六上午10点月悦谈，地点活动室")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "月悦谈", "[社区办公室]"), "社区办公室")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "月悦谈", "3月28日", "排上日程吗？"), "✅ 好")
    await town.sees(OFFICE, "📅 月悦谈")
    await town.settled()


def at(town: Town, month: int, day: int, hour: int) -> None:
    """Let it be then."""
    town.clock.now = datetime(2026, month, day, hour, 1, tzinfo=town.bot.deps.neighbourhood.zone)


async def reported(town: Town, text: str = "3栋2单元电梯门关不上", person: int = WANG, chat: int = BUILDING_3) -> None:
    town.say(person, chat, f"/report {text}")
    await town.settled()


def issue(town: Town, number: int) -> Any:
    community = town.bot.deps.neighbourhood.community
    return town.bot.database.read(lambda tx: issues.access(tx, community, IssueNumber(number)))


def decision(town: Town, number: int) -> Any:
    community = town.bot.deps.neighbourhood.community
    return town.bot.database.read(lambda tx: decisions.access(tx, community, number))


async def noted(town: Town, words: str, *parts: str, card: Message | None = None, chat: int = OFFICE) -> Message:
    """Let the worker note a point; return how it is shown back."""
    minutes = card or await town.sees(chat, "纪要", "逐条回复")
    town.say(HE, chat, words, reply_to=minutes["message_id"])
    return await town.sees(chat, "决定", *parts)


async def test_a_topic_goes_to_the_council_and_comes_back_as_a_tracked_issue(town: Town) -> None:
    await ready(town)
    await council_called(town)
    town.say(WANG, BUILDING_3, "/propose 东门装充电桩")
    topic = await town.sees(BUILDING_3, "东门装充电桩", "[")
    await town.settled()
    town.say(LI_LEI, BUILDING_3, "/raise 要动用公共收益", reply_to=topic["message_id"])
    await town.sees(BUILDING_3, "⬆️ 3月28日 10:00 的月悦谈会讨论：议题 1：东门装充电桩")
    await town.sees(OFFICE, "李雷 提交了月悦谈：议题 1：东门装充电桩")

    at(town, 3, 25, 10)
    await town.tick()
    agenda = await town.sees(LI_LEI, "月悦谈 · 3月28日 10:00 · 活动室", "各楼提交的", "1. 议题 1：东门装充电桩")
    assert "3号楼" in shown(agenda)
    await town.sees(JAMES, "Council, 28 Mar, 10:00", "1. topic 1:")
    await town.sees(OFFICE, "月悦谈 · 3月28日 10:00", "这几方还没有人")

    at(town, 3, 28, 10)
    town.say(HE, OFFICE, "/minutes")
    minutes = await town.sees(OFFICE, "月悦谈 · 3月28日 10:00：纪要", "1. 议题 1：东门装充电桩", "[结束纪要]")
    await town.press(HE, OFFICE, minutes, "李雷")
    await town.sees(OFFICE, "到会：李雷", "[✓ 李雷]")
    point = await noted(
        town, "议题1：东门装8个充电桩，刘师傅，4月15日前", "决定 1 · 东门装8个充电桩 · 刘师傅 · 4月15日 18:00 前"
    )
    assert "3号楼 · 成为诉求" in shown(point)

    town.say(HE, OFFICE, "/minutes done")
    await town.sees(OFFICE, "纪要已结束")
    await town.sees(BUILDING_3, "月悦谈决定：", "东门装8个充电桩", "诉求 #1")
    filed = issue(town, 1)
    assert (filed.chat, filed.reporter, filed.note) == (BUILDING_3, WANG, "东门装8个充电桩")
    assert filed.due_at.astimezone(town.bot.deps.neighbourhood.zone).strftime("%m%d %H") == "0415 18"
    town.say(WANG, BUILDING_3, "/topic 1")
    await town.sees(BUILDING_3, "东门装充电桩", "东门装8个充电桩")
    pages = await town.sees(LI_LEI, "纪要", "1 条决定")
    assert pages["document"]["file_name"].endswith(".pdf")

    at(town, 4, 22, 10)
    town.say(HE, OFFICE, "/council")
    await town.sees(OFFICE, "目前的议程", "上次决定的落实", "决定 1：东门装8个充电桩 · 刘师傅 · 4月15日 前 · 在办")


async def test_in_an_english_building_an_issue_goes_to_the_council_and_back(town: Town) -> None:
    await ready(town)
    await council_called(town)
    await reported(town, "The lift on floor 2 keeps stopping", EMMA, MAPLE_HOUSE)
    town.say(JAMES, MAPLE_HOUSE, "/raise #1 third time this year")
    await town.sees(MAPLE_HOUSE, "It comes before the council on 28 Mar, 10:00: #1")
    town.say(JAMES, MAPLE_HOUSE, "/raise #1")
    await town.sees(MAPLE_HOUSE, "#1 is on the council's next agenda already.")
    at(town, 3, 28, 10)
    town.say(HE, OFFICE, "/minutes")
    await town.sees(OFFICE, "纪要", "1. #1")
    await noted(town, "#1 replace the whole drive, 刘师傅, by 15 April", "决定 1 · replace the whole drive · 刘师傅")
    town.say(HE, OFFICE, "/minutes done")
    await town.sees(
        MAPLE_HOUSE, "The council has decided: replace the whole drive · 刘师傅 · by 15 Apr, 18:00 · issue #1"
    )
    now = issue(town, 1)
    assert (now.state, now.claimed_by, now.note) == (IssueState.CLAIMED, LIU, "replace the whole drive")


async def test_the_next_agenda_begins_with_what_became_of_the_last_decisions(town: Town) -> None:
    await ready(town)
    await council_called(town)
    at(town, 3, 28, 10)
    town.say(HE, OFFICE, "/minutes")
    await noted(town, "给各楼配灭火器，赵师傅，4月10日前", "决定 1 · 给各楼配灭火器 · 赵师傅", "只记在纪要里")
    await noted(town, "修花园的路，李雷，4月30日前", "决定 2")
    town.say(HE, OFFICE, "/minutes 结束")
    await town.sees(OFFICE, "纪要已结束")
    at(town, 4, 9, 19)
    await town.tick()
    reminder = await town.sees(ZHAO, "第 1 号决定 4月10日 18:00 到期", "[办完了]")
    await town.press(ZHAO, ZHAO, reminder, "办完了")
    await town.sees(ZHAO, "第 1 号决定已办完")
    assert decision(town, 1).state is DecisionState.DONE
    at(town, 4, 30, 19)
    await town.tick()
    await town.sees(LI_LEI, "第 2 号决定到期了：修花园的路")
    town.say(HE, OFFICE, "/council")
    agenda = shown(await town.sees(OFFICE, "目前的议程"))
    assert "1. 决定 1：给各楼配灭火器 · 已办完" in agenda
    assert "2. 决定 2：修花园的路 · 李雷 · 4月30日 前 · 在办" in agenda


async def test_what_is_open_at_the_months_end_and_what_is_confidential(town: Town) -> None:
    await ready(town)
    await reported(town)
    await reported(town, "楼上老张夜里打骂孩子")
    await town.sees(LEGAL, "#2")
    town.say(LI_LEI, LI_LEI, "/council")
    await town.sees(LI_LEI, "这次没有议题")
    at(town, 4, 2, 10)
    town.say(LI_LEI, LI_LEI, "/council")
    agenda = shown(await town.sees(LI_LEI, "月底还没办完的"))
    assert "1. #1 电梯故障 · 3栋2单元 · 3栋2单元电梯门关不上 · 3月16日 报的" in agenda
    assert "2. #2 · 法律红管家（不公开）" in agenda
    assert "老张" not in agenda


async def test_minutes_in_the_workers_own_chat_are_corrected_and_closed(town: Town) -> None:
    await ready(town)
    town.say(HE, HE, "/minutes")
    await town.sees(HE, "每条消息就是一个决定")
    town.say(HE, HE, "粉刷楼道")
    point = await town.sees(HE, "决定 1 · 粉刷楼道", "谁来办", "什么时候办完")
    town.say(HE, HE, "/minutes done")
    await town.sees(HE, "第 1 号决定由谁来办")
    await town.settled()
    town.say(HE, HE, "赵师傅", reply_to=point["message_id"])
    await town.sees(HE, "决定 1 · 粉刷楼道 · 赵师傅")
    await town.settled()
    town.say(HE, HE, "/minutes done")
    await town.sees(HE, "第 1 号决定什么时候办完")
    await town.press(HE, HE, await town.sees(HE, "决定 1", "[没有期限]"), "没有期限")
    await town.settled()
    town.say(HE, HE, "多余的一条，赵师傅，周五")
    extra = await town.sees(HE, "决定 2", "[划掉]")
    await town.press(HE, HE, extra, "划掉")
    await town.sees(HE, "第 2 号决定已划掉")
    town.say(HE, HE, "/minutes done")
    await town.sees(HE, "纪要已结束")
    assert [decision(town, number).state for number in (1, 2)] == [DecisionState.RUNNING, DecisionState.STRUCK]
    town.say(HE, HE, "/minutes done")
    await town.sees(HE, "这里没有人在记会议纪要")


async def test_a_meeting_that_is_decided_comes_onto_the_calendar(town: Town) -> None:
    await ready(town)
    town.say(HE, OFFICE, "/minutes")
    await noted(town, "召开电梯听证会议，何书记，4月8日晚7点", "决定 1", "成为活动")
    town.say(HE, OFFICE, "/minutes done")
    await town.sees(OFFICE, "纪要已结束")
    community = town.bot.deps.neighbourhood.community
    (event,) = town.bot.database.read(lambda tx: events.upcoming(tx, community, ChatId(OFFICE), town.clock()))
    assert event.start.astimezone(town.bot.deps.neighbourhood.zone).strftime("%m%d %H:%M") == "0408 19:00"


async def test_benches(town: Town) -> None:
    await ready(town)
    said = town.say(LI_LEI, BUILDING_3, "大家好")
    await town.settled()
    town.say(HE, BUILDING_3, "/bench 业委会", reply_to=said)
    await town.sees(BUILDING_3, "李雷 已加入月悦谈：业委会。")
    town.say(HE, OFFICE, "/bench")
    await town.sees(OFFICE, "业委会：李雷", "物业公司：还没有人")
    town.say(HE, OFFICE, "/bench 业委会 @lilei_3hao")
    await town.sees(OFFICE, "李雷 已经在这一方了。")
    town.say(HE, OFFICE, "/bench off owners @lilei_3hao")
    await town.sees(OFFICE, "李雷 不再是月悦谈成员：业委会。")
    town.say(HE, OFFICE, "/bench off owners @lilei_3hao")
    await town.sees(OFFICE, "李雷 不在这一方。")
    town.say(HE, OFFICE, "/bench 火星 @lilei_3hao")
    await town.sees(OFFICE, "哪一方？")


@pytest.mark.parametrize(
    ("person", "chat", "words", "told"),
    [
        pytest.param(LI_LEI, BUILDING_3, "/raise", "哪一件？", id="nothing"),
        pytest.param(LI_LEI, BUILDING_3, "/raise #99", "99", id="unknown"),
        pytest.param(LI_LEI, BUILDING_3, "/raise #99999999999", "哪一件？", id="no number"),
        pytest.param(LI_LEI, BUILDING_3, "/raise 表决 9", "9", id="unknown vote"),
        pytest.param(LI_LEI, BUILDING_3, "/raise topic 9", "9", id="unknown topic"),
        pytest.param(WANG, BUILDING_3, "/raise #1", "楼栋长", id="no lead"),
        pytest.param(JAMES, MAPLE_HOUSE, "/raise #1", "", id="another building's lead"),
        pytest.param(WANG, BUILDING_3, "/minutes", "网格员", id="no worker"),
        pytest.param(WANG, BUILDING_3, "/council", "议程只给月悦谈成员看", id="not in the council"),
        pytest.param(WANG, BUILDING_3, "/bench 业委会 @lilei_3hao", "网格员", id="appoints nobody"),
        pytest.param(HE, OFFICE, "/minutes done", "没有人在记会议纪要", id="no minutes"),
        pytest.param(HE, OFFICE, "/council 撤 #1", "没有提交月悦谈", id="was never raised"),
    ],
)
async def test_what_cannot_be_done_is_explained(town: Town, person: int, chat: int, words: str, told: str) -> None:
    await ready(town)
    await reported(town)
    before = len(town.bots(chat))
    town.say(person, chat, words)
    await town.settled()
    assert len(town.bots(chat)) == before + 1
    assert told in shown(town.bots(chat)[-1])


async def test_a_raised_issue_is_taken_off(town: Town) -> None:
    await ready(town)
    await reported(town)
    town.say(LI_LEI, BUILDING_3, "/raise #1")
    await town.sees(BUILDING_3, "下次月悦谈会讨论")
    town.say(HE, OFFICE, "/council 撤 #1")
    await town.sees(OFFICE, "已从月悦谈议程拿掉：#1")
    town.say(HE, OFFICE, "/council")
    await town.sees(OFFICE, "这次没有议题")


def callback(message: Message) -> str:
    """Return what a message's first button carries."""
    return str(message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])


async def test_only_the_worker_writes_minutes_and_only_members_attend(town: Town) -> None:
    await ready(town)
    town.say(HE, BUILDING_3, "/minutes")
    minutes = await town.sees(BUILDING_3, "逐条回复")
    sitting = callback(minutes).split(":")[1]
    before = len(town.bots(BUILDING_3))
    await town.settled()
    assert (
        await town.forge(WANG, BUILDING_3, minutes, f"attend:{sitting}:{WANG}") == "议程只给月悦谈成员看。请私聊问我。"
    )
    assert "网格员" in await town.forge(LI_LEI, BUILDING_3, minutes, f"attend:{sitting}:{JAMES}")
    assert await town.forge(HE, BUILDING_3, minutes, f"attend:99:{HE}") == "那次会议的纪要已经结束了。"
    assert "网格员" in await town.forge(WANG, BUILDING_3, minutes, f"minutes:{sitting}")
    assert await town.forge(HE, BUILDING_3, minutes, "decision:7:strike") == "没有第 7 号决定。"
    assert await town.forge(HE, BUILDING_3, minutes, "decision:7:burn") != ""
    assert len(town.bots(BUILDING_3)) == before


async def test_a_council_that_is_near_gets_its_agenda_at_once_and_one_that_is_over_none(town: Town) -> None:
    await ready(town)
    at(town, 3, 27, 20)
    await council_called(town)
    await town.tick()
    await town.sees(OFFICE, "月悦谈 · 3月28日 10:00", "这次没有议题")
    before = len(town.bots(OFFICE))
    town.clock.forward(days=2)
    await town.tick()
    await town.settled()
    assert len(town.bots(OFFICE)) == before
