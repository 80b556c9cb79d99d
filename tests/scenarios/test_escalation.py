"""Nobody takes it, or it isn't done in time: who is told, by name, one after the other."""

from datetime import timedelta

import pytest

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, PersonId
from bot.domain.roles import Role
from storage import people
from storage.database import Transaction
from tests.support.settled import appoint, dismiss
from tests.support.town import (
    BUILDING_3,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    ORDER,
    PROPERTY,
    SILVER,
    WANG,
    WU,
    ZHAO,
    Town,
)


async def pass_time(town: Town, **span: float) -> None:
    """Let time pass, with a tick each quarter of an hour."""
    end = town.clock() + timedelta(**span)
    while town.clock() < end:
        town.clock.forward(minutes=15)
        await town.tick()
    await town.settled()


async def met(town: Town, person: int, chat: int) -> None:
    """Let somebody be known in a chat."""
    user = town.world.people[person].user
    actor = Actor(PersonId(person), f"{user['first_name']}{user.get('last_name', '')}", "zh")

    def meet(tx: Transaction) -> None:
        people.keep(tx, actor)
        people.join(tx, ChatId(chat), actor.id, town.clock())

    await town.bot.memory.work(meet)


async def test_what_nobody_takes_goes_up_step_by_step(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    await met(town, HE, OFFICE)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")  # ten o'clock; to be claimed by two
    await town.sees(PROPERTY, "14:00")
    await pass_time(town, hours=4)
    await town.sees(PROPERTY, "⏰ #1 已经等了 4 小时，还没人接单。谁来？")
    assert town.find(PROPERTY, "赵师傅") is None
    await pass_time(town, hours=2)
    lead = await town.sees(PROPERTY, "⏰ 赵师傅，#1 已经等了 6 小时，请安排人接单。")
    assert {"type": "text_mention"}.items() <= lead["entities"][0].items()
    assert town.find(LI_LEI, "#1") is None
    await pass_time(town, hours=4)
    await town.sees(LI_LEI, "⏰ 李雷，#1 电梯", "已经等了 10 小时，物业红管家 没有人接单")
    assert town.find(OFFICE, "#1") is None
    await pass_time(town, hours=20)  # eight hours of work: to four on the next day
    await town.sees(OFFICE, "⏰ #1 电梯", "物业红管家 没有人接单。")
    before = len(town.bots(OFFICE)), len(town.bots(PROPERTY)), len(town.bots(LI_LEI))
    await pass_time(town, days=5)
    assert (len(town.bots(OFFICE)), len(town.bots(PROPERTY)), len(town.bots(LI_LEI))) == before
    town.say(LIU, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "快到时间了", "提醒 物业红管家", "告诉了小队长 赵师傅", "告诉了 李雷", "告诉了社区办公室")


async def test_in_english(town: Town) -> None:
    await town.settle_people()
    town.world.start(JAMES)
    town.say(EMMA, MAPLE_HOUSE, "/report The lift is stuck")
    await town.sees(PROPERTY, "#1")
    await pass_time(town, hours=10)
    await town.sees(JAMES, "⏰ James Okoro, #1 Lift", "has been waiting for 10 hours", "property stewards")


async def test_what_is_taken_and_not_done_goes_up_too(town: Town) -> None:
    await town.settle_people()
    await met(town, HE, OFFICE)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")  # lifts take twelve hours
    await pass_time(town, hours=9)
    warning = await town.sees(PROPERTY, "⏳ 刘师傅，#1 请在 3月17日 10:00 前办好。")
    assert warning["entities"][0]["user"]["id"] == LIU
    await pass_time(town, hours=15)
    await town.sees(PROPERTY, "⏰ 刘师傅，#1 应在 3月17日 10:00 前办好。现在怎么样了？")
    await pass_time(town, hours=2)
    await town.sees(PROPERTY, "⏰ 赵师傅，#1 应在 3月17日 10:00 前办好，在 刘师傅 手上。")
    await pass_time(town, hours=4)
    # The building's lead hasn't pressed Start, and the worker has.
    await town.sees(HE, "⏰ 何书记，#1 电梯", "在 物业红管家 的 刘师傅 手上")
    await pass_time(town, hours=20)
    await town.sees(OFFICE, "⏰ #1 电梯", "在 物业红管家 的 刘师傅 手上。")


async def test_where_no_lead_is_appointed_the_next_one_is_told_at_once(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(PROPERTY, "#1")
    await met(town, HE, OFFICE)
    await pass_time(town, hours=6)
    await town.sees(OFFICE, "⏰ 何书记，#1 电梯", "已经等了 6 小时")


async def test_a_lead_who_has_the_issue_is_not_told_of_themselves(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.press(ZHAO, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    await pass_time(town, hours=26)
    await town.sees(LI_LEI, "⏰ 李雷，#1 电梯", "在 物业红管家 的 赵师傅 手上")
    assert town.find(PROPERTY, "⏰ 赵师傅", "在 赵师傅 手上") is None


async def test_a_role_that_was_taken_away_meanwhile_counts_no_more(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(PROPERTY, "#1")
    await pass_time(town, hours=5)
    await dismiss(town, ZHAO, Role.SQUAD_LEAD, squad="property")
    await pass_time(town, hours=1)
    assert town.find(PROPERTY, "赵师傅") is None
    await town.sees(LI_LEI, "#1", "已经等了 6 小时")


async def test_a_confidential_issue_is_none_of_a_building_leads_business(town: Town) -> None:
    await town.settle_people()
    for person in (LI_LEI, HE):
        town.world.start(person)
    town.say(WANG, BUILDING_3, "/report 陈爷爷独居，想请人帮忙买药")
    await town.sees(SILVER, "#1", "陈爷爷独居")
    await pass_time(town, days=2)
    await town.sees(HE, "⏰ 何书记，#1")
    assert town.find(LI_LEI, "#1") is None


async def test_an_emergency_calls_the_leads_at_once_and_every_five_minutes(town: Town) -> None:
    await town.settle_people()
    await met(town, WU, ORDER)
    await appoint(town, WU, Role.SQUAD_LEAD, squad="order")
    town.world.start(LI_LEI)
    town.clock.forward(hours=16)  # two at night
    town.say(WANG, BUILDING_3, "3号楼楼道里着火了，有烟")
    await town.sees(BUILDING_3, "119")
    await town.sees(ORDER, "🚨 吴队长，紧急：#1 火情", "已通知 秩序红管家")
    await town.sees(LI_LEI, "🚨 李雷，紧急：#1 火情")
    for minutes in (5, 10):
        town.clock.forward(minutes=5)
        await town.tick()
        await town.sees(ORDER, "🚨 吴队长，紧急：#1 火情", f"{minutes} 分钟 了，还没人接单")
        await town.sees(LI_LEI, f"{minutes} 分钟 了，还没人接单")
        await town.sees(ORDER, f"⏰ #1 已经等了 {minutes} 分钟")
    await town.press(WU, ORDER, await town.sees(ORDER, "[接单]"), "接单")
    before = len(town.bots(ORDER)), len(town.bots(LI_LEI))
    town.clock.forward(minutes=30)
    await town.tick()
    await town.settled()
    assert (len(town.bots(ORDER)), len(town.bots(LI_LEI))) == before


async def test_leads_who_never_pressed_start_are_called_where_stewards_and_the_office_read(town: Town) -> None:
    await town.settle_people()
    await met(town, WU, ORDER)
    await appoint(town, WU, Role.SQUAD_LEAD, squad="order")
    town.say(WANG, BUILDING_3, "3号楼楼道里着火了，有烟")
    await town.sees(ORDER, "🚨 吴队长，紧急：#1 火情")
    await town.sees(OFFICE, "🚨 李雷，紧急：#1 火情")
    await town.sees(BUILDING_3, "🚨 李雷，紧急：#1 火情", "已通知 秩序红管家")
    town.clock.forward(minutes=6)
    await town.tick()
    await town.sees(OFFICE, "🚨 李雷，紧急：#1 火情", "6 分钟")
    await town.settled()
    assert len(town.bots(BUILDING_3)) == 2, "the card, and once the lead who can be reached only there"


@pytest.mark.parametrize("hour", [pytest.param(13, id="at eleven at night"), pytest.param(19, id="at five")])
async def test_at_night_only_emergencies_are_brought_up(town: Town, hour: int) -> None:
    town.clock.forward(hours=hour - 4)
    town.say(WANG, BUILDING_3, "/report 3号楼门口有人乱停车")  # the order squad works round the clock
    await town.sees(ORDER, "#1")
    before = len(town.bots(ORDER))
    while town.clock().hour != 22:  # six in the morning here
        town.clock.forward(minutes=30)
        await town.tick()
    await town.settled()
    assert all("#1" not in message["text"] or "⏰" not in message["text"] for message in town.bots(ORDER)[before + 1 :])
    await pass_time(town, hours=1)
    await town.sees(ORDER, "☀️ 这段时间的进展：", "⏰ #1")


async def test_a_bot_that_was_away_for_days_does_not_tell_everybody_at_once(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(PROPERTY, "#1")
    town.clock.forward(days=3)
    await town.tick()
    await town.sees(PROPERTY, "⏰ #1 已经等了 3 天")
    assert town.find(PROPERTY, "⏳") is None
    assert town.find(PROPERTY, "赵师傅") is None
    assert town.find(LI_LEI, "#1") is None
