"""An event from plain words to the door, in Chinese and in English: called, answered, changed, cancelled, over."""

import pytest

from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    CHEN,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    MAPLE_HOUSE,
    OFFICE,
    PRIYA,
    WANG,
    Message,
    Town,
    shown,
)


@pytest.fixture(autouse=True)
async def _people(town: Town) -> None:
    await town.settle_people()


async def called(town: Town, words: str = "/event 周五晚上7点到9点活动室包饺子") -> Message:
    """Let the lead of building 3 call an event; return its card."""
    town.say(LI_LEI, BUILDING_3, words)
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "排上日程吗？"), "✅ 好")
    return await town.sees(BUILDING_3, "📅", "[✅ 我来]")


async def test_plain_words_of_a_lead_become_an_event(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "周五晚上7点到9点活动室包饺子，欢迎大家来")
    asked = await town.sees(BUILDING_3, "包饺子", "3月20日 周五 19:00–21:00", "活动室", "排上日程吗？", "[✅ 好]")
    assert await town.press(WANG, BUILDING_3, asked, "✅ 好") == "那里我问的是别人。"
    await town.press(LI_LEI, BUILDING_3, asked, "✅ 好")
    await town.sees(BUILDING_3, "✅ 已排上日程：1. 包饺子")
    card = await town.sees(BUILDING_3, "📅 包饺子", "📍 活动室", "[✅ 我来]")
    assert await town.press(WANG, BUILDING_3, card, "✅ 我来") == "您来。"
    assert await town.press(WANG, BUILDING_3, card, "＋1 位") == "您来，带 1 位。"
    assert await town.press(CHEN, BUILDING_3, card, "🤔 可能来") == "您可能来。"
    await town.settled()
    await town.sees(BUILDING_3, "包饺子", "[✅ 我来 2]", "[🤔 可能来 1]")


async def test_a_weekly_one_in_english_shows_its_next_three_dates(town: Town) -> None:
    town.say(JAMES, MAPLE_HOUSE, "/event every Wednesday 7pm to 8pm yoga in the courtyard")
    asked = await town.sees(MAPLE_HOUSE, "yoga", "every week on Wednesday", "Next: Wed 18 Mar · Wed 25 Mar · Wed 1 Apr")
    assert "Shall I put it on the calendar?" in shown(asked)
    await town.press(JAMES, MAPLE_HOUSE, asked, "✅ Yes")
    card = await town.sees(MAPLE_HOUSE, "📅 yoga", "Wed 18 Mar, 19:00–20:00", "📍 courtyard", "[✅ I come]")
    assert await town.press(EMMA, MAPLE_HOUSE, card, "🔁 Every time") == "You come."
    town.say(EMMA, MAPLE_HOUSE, "/events")
    await town.sees(MAPLE_HOUSE, "What is to come", "1. yoga", "✅1")
    town.clock.forward(days=3)
    await town.tick()
    await town.settled()
    await town.sees(MAPLE_HOUSE, "📅 yoga", "18 Mar", "It is over.")
    town.clock.forward(days=5, hours=10)
    await town.tick()
    await town.sees(MAPLE_HOUSE, "📅 yoga", "Wed 25 Mar, 19:00–20:00", "[✅ I come 1]")


async def test_step_by_step_with_every_answer_asked_for(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "/event")
    prompt = await town.sees(BUILDING_3, "叫什么名字？")
    town.say(LI_LEI, BUILDING_3, "邻居茶话会", reply_to=prompt["message_id"])
    prompt = await town.sees(BUILDING_3, "邻居茶话会", "什么时候？")
    town.say(LI_LEI, BUILDING_3, "随便", reply_to=prompt["message_id"])
    await town.sees(BUILDING_3, "没看出时间")
    town.say(LI_LEI, BUILDING_3, "昨天下午3点", reply_to=prompt["message_id"])
    await town.sees(BUILDING_3, "这个时间已经过了")
    town.say(LI_LEI, BUILDING_3, "2月30日下午3点", reply_to=prompt["message_id"])
    await town.sees(BUILDING_3, "没有这一天或这个钟点")
    town.say(LI_LEI, BUILDING_3, "明天", reply_to=prompt["message_id"])
    prompt = await town.sees(BUILDING_3, "邻居茶话会", "几点？", "[全天]")
    town.say(LI_LEI, BUILDING_3, "7点", reply_to=prompt["message_id"])
    prompt = await town.sees(BUILDING_3, "上午还是晚上？", "[07:00] [19:00]")
    await town.press(LI_LEI, BUILDING_3, prompt, "19:00")
    asked = await town.sees(BUILDING_3, "3月17日 周二 19:00", "排上日程吗？")
    await town.press(LI_LEI, BUILDING_3, asked, "✏️ 修改")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "要改什么？", "[名额]"), "名额")
    prompt = await town.sees(BUILDING_3, "多少个名额？")
    town.say(LI_LEI, BUILDING_3, "0个", reply_to=prompt["message_id"])
    await town.sees(BUILDING_3, "请写 1 到 10000 的数字")
    town.say(LI_LEI, BUILDING_3, "20个", reply_to=prompt["message_id"])
    asked = await town.sees(BUILDING_3, "👥 20 个名额", "排上日程吗？")
    await town.press(LI_LEI, BUILDING_3, asked, "✅ 好")
    await town.sees(BUILDING_3, "📅 邻居茶话会", "20 个名额已报 0 个")


async def test_a_forwarded_announcement_is_read_and_asked_where_it_belongs(town: Town) -> None:
    town.world.start(HE)
    notice = "社区义诊通知\n时间：3月21日上午9点到11点\n地点：党群服务中心\n请带好身份证。"
    town.say(HE, OFFICE, f"/event {notice}")
    asked = await town.sees(OFFICE, "通知哪些群？", "[3号楼]", "[全部]")
    await town.press(HE, OFFICE, asked, "3号楼")
    asked = await town.sees(OFFICE, "3月21日 周六 09:00–11:00", "党群服务中心", "请带好身份证", "排上日程吗？")
    await town.press(HE, OFFICE, asked, "✅ 好")
    await town.sees(BUILDING_3, "📅", "义诊", "3月21日 周六 09:00–11:00")
    await town.settled()
    assert town.find(BUILDING_5, "📅") is None


async def test_a_forward_to_the_bot_s_own_chat_is_read_as_an_announcement(town: Town) -> None:
    town.world.start(LI_LEI)
    await town.sees(LI_LEI, "您好！我是凉亭")
    notice = "社区义诊通知\n时间：3月21日上午9点到11点\n地点：党群服务中心\n请带好身份证。"
    town.say(LI_LEI, LI_LEI, notice, forwarded_from="街道办")
    asked = await town.sees(LI_LEI, "3月21日 周六 09:00–11:00", "党群服务中心", "请带好身份证", "排上日程吗？")
    await town.press(LI_LEI, LI_LEI, asked, "✅ 好")
    await town.sees(BUILDING_3, "📅", "义诊", "3月21日 周六 09:00–11:00")


async def test_what_anybody_forwarded_to_the_group_is_called_by_a_lead_s_answer(town: Town) -> None:
    notice = "Free health check\nWhen: 21 March, 9am to 11am\nWhere: service centre\nBring your card."
    message = town.say(EMMA, MAPLE_HOUSE, notice, forwarded_from="The council")
    await town.settled()
    assert town.find(MAPLE_HOUSE, "Shall I put it on the calendar?") is None
    town.say(EMMA, MAPLE_HOUSE, "/event@PavilionDemoBot", reply_to=message)
    await town.sees(MAPLE_HOUSE, "That is for others to do")
    town.say(JAMES, MAPLE_HOUSE, "/event@PavilionDemoBot", reply_to=message)
    asked = await town.sees(
        MAPLE_HOUSE, "health check", "Sat 21 Mar, 09:00–11:00", "service centre", "Shall I put it on the calendar?"
    )
    await town.press(JAMES, MAPLE_HOUSE, asked, "✅ Yes")
    await town.sees(MAPLE_HOUSE, "📅", "health check", "Sat 21 Mar, 09:00–11:00", "[✅ I come]")


async def test_the_fixed_points_of_week_and_month_are_drafted_with_their_next_three_dates(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "每周三晚7点周周碰，地点党群服务中心")
    asked = await town.sees(BUILDING_3, "周周碰", "党群服务中心", "排上日程吗？")
    for day in ("3月18日", "3月25日", "4月1日"):
        assert day in shown(asked)
    town.say(JAMES, MAPLE_HOUSE, "Monthly council every last Saturday at 10am in the community room")
    asked = await town.sees(MAPLE_HOUSE, "council", "community room", "Shall I put it on the calendar?")
    assert "Next: Sat 28 Mar · Sat 25 Apr · Sat 30 May" in shown(asked)


async def test_who_may_not_call_is_told_when_they_ask_and_left_alone_when_they_talk(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/event 周五晚7点聚餐")
    await town.sees(BUILDING_3, "网格员来做")
    before = len(town.bots(BUILDING_3))
    town.say(WANG, BUILDING_3, "周五晚上7点活动室包饺子，欢迎大家来")
    await town.settled()
    assert len(town.bots(BUILDING_3)) == before


async def test_an_end_before_the_start_and_a_friday_on_a_friday_are_asked_about(town: Town) -> None:
    town.say(JAMES, MAPLE_HOUSE, "/event Friday 9pm to 7pm tenants' meeting")
    await town.sees(MAPLE_HOUSE, "It would end before it begins.")
    town.clock.forward(days=4)
    town.say(JAMES, MAPLE_HOUSE, "/event tenants' meeting Friday 7pm")
    asked = await town.sees(MAPLE_HOUSE, "Which day do you mean?", "[Fri 20 Mar] [Fri 27 Mar]")
    await town.press(JAMES, MAPLE_HOUSE, asked, "Fri 27 Mar")
    await town.sees(MAPLE_HOUSE, "Fri 27 Mar, 19:00", "Shall I put it on the calendar?")


async def test_next_friday_on_a_friday_is_asked_about(town: Town) -> None:
    town.clock.forward(days=4)
    town.say(JAMES, MAPLE_HOUSE, "/event tenants' meeting next Friday 7pm")
    asked = await town.sees(MAPLE_HOUSE, "Which day do you mean?", "[Fri 20 Mar] [Fri 27 Mar]")
    await town.press(JAMES, MAPLE_HOUSE, asked, "Fri 27 Mar")
    await town.sees(MAPLE_HOUSE, "Fri 27 Mar, 19:00", "Shall I put it on the calendar?")


async def test_a_full_house_waits_and_moves_up(town: Town) -> None:
    card = await called(town)
    await town.press(LI_LEI, BUILDING_3, card, "⚙️ 修改")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "要改什么？"), "名额")
    prompt = await town.sees(BUILDING_3, "多少个名额？")
    town.say(LI_LEI, BUILDING_3, "2", reply_to=prompt["message_id"])
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "👥 2 个名额", "这样改吗？"), "✅ 好")
    await town.sees(BUILDING_3, "2 个名额已报 0 个")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    await town.press(WANG, BUILDING_3, card, "＋1 位")
    assert await town.press(WANG, BUILDING_3, card, "＋1 位") == "只剩 0 个名额了。"
    assert "候补" in await town.press(CHEN, BUILDING_3, card, "✅ 我来")
    await town.settled()
    await town.sees(BUILDING_3, "2 个名额已报 2 个", "1 人候补")
    await town.press(WANG, BUILDING_3, card, "❌ 不来")
    await town.sees(BUILDING_3, "🎉 有空位了", "陈爷爷")


async def test_cancelled_with_a_reason_everyone_who_said_yes_is_told(town: Town) -> None:
    card = await called(town)
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    await town.press(CHEN, BUILDING_3, card, "✅ 我来")
    assert "网格员来做" in await town.press(WANG, BUILDING_3, card, "⚙️ 修改")
    await town.press(LI_LEI, BUILDING_3, card, "⚙️ 修改")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "要改什么？"), "❌ 取消活动")
    prompt = await town.sees(BUILDING_3, "为什么取消？")
    town.say(LI_LEI, BUILDING_3, "活动室漏水", reply_to=prompt["message_id"])
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "“活动室漏水”"), "取消活动")
    await town.sees(BUILDING_3, "❌ 取消了：活动室漏水")
    told = await town.sees(BUILDING_3, "包饺子取消了", "陈爷爷")
    assert "王阿姨" not in shown(told)
    await town.tick()
    await town.sees(WANG, "包饺子取消了", "活动室漏水")
    assert await town.forge(WANG, BUILDING_3, card, "rsvp:1:20260320:yes") == "这个已经取消了。"
    town.clock.forward(days=5)
    await town.tick()
    await town.settled()
    assert town.find(WANG, "⏰") is None


async def test_one_date_is_moved_and_the_rest_stay(town: Town) -> None:
    card = await called(town, "/event 每周三晚7点到8点 周周碰 地点党群服务中心")
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    await town.press(LI_LEI, BUILDING_3, card, "⚙️ 修改")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "要改什么？"), "时间")
    prompt = await town.sees(BUILDING_3, "什么时候？")
    town.say(LI_LEI, BUILDING_3, "周四晚8点到9点", reply_to=prompt["message_id"])
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "只这一场"), "只这一场")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "这样改吗？"), "✅ 好")
    await town.sees(BUILDING_3, "📅 周周碰", "3月19日 周四 20:00–21:00（改期）", "[✅ 我来 1]")
    await town.tick()
    await town.sees(WANG, "周周碰改到 3月19日 周四 20:00–21:00")
    town.clock.forward(days=4)
    await town.tick()
    town.clock.forward(days=4, hours=10)
    await town.tick()
    await town.sees(BUILDING_3, "📅 周周碰", "3月25日 周三 19:00–20:00")


async def test_this_and_all_that_follow_become_an_event_of_their_own(town: Town) -> None:
    await called(town, "/event 每周三晚7点到8点 周周碰 地点党群服务中心")
    town.clock.forward(days=3)
    await town.tick()
    town.clock.forward(days=5, hours=10)
    await town.tick()
    card = await town.sees(BUILDING_3, "3月25日 周三 19:00–20:00", "[✅ 我来]")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    await town.press(LI_LEI, BUILDING_3, card, "⚙️ 修改")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "要改什么？"), "时间")
    prompt = await town.sees(BUILDING_3, "什么时候？")
    town.say(LI_LEI, BUILDING_3, "周四晚8点到9点", reply_to=prompt["message_id"])
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "只这一场"), "这一场和以后的")
    asked = await town.sees(BUILDING_3, "这样改吗？", "3月26日 周四 20:00–21:00")
    await town.press(LI_LEI, BUILDING_3, asked, "✅ 好")
    await town.sees(BUILDING_3, "📅 周周碰", "3月26日 周四 20:00–21:00", "每周 星期四", "[✅ 我来 1]")
    await town.sees(BUILDING_3, "已修改：2. 周周碰")
    town.say(WANG, BUILDING_3, "/events")
    await town.sees(BUILDING_3, "2. 周周碰")


async def test_the_door_and_what_is_said_there(town: Town) -> None:
    card = await called(town)
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    await town.press(CHEN, BUILDING_3, card, "✅ 我来")
    assert await town.forge(WANG, BUILDING_3, card, "here:1:20260320") == "开始前 60 分钟才可以签到。"
    town.clock.forward(days=4, hours=8, minutes=5)
    await town.tick()
    await town.settled()
    card = await town.sees(BUILDING_3, "📅 包饺子", "[🙋 我到了]", "[🚪 签到]")
    assert await town.press(WANG, BUILDING_3, card, "🙋 我到了") == "欢迎！您已签到。"
    assert await town.press(WANG, BUILDING_3, card, "🙋 我到了") == "您已经签过到了。"
    assert "网格员来做" in await town.press(WANG, BUILDING_3, card, "🚪 签到")
    assert "私聊" in await town.press(LI_LEI, BUILDING_3, card, "🚪 签到")
    town.world.start(LI_LEI)
    await town.sees(LI_LEI, "李雷，您好！")
    await town.press(LI_LEI, BUILDING_3, card, "🚪 签到")
    door = await town.sees(LI_LEI, "2 人中 1 人已到", "[陈爷爷]")
    await town.press(LI_LEI, LI_LEI, door, "陈爷爷")
    await town.sees(LI_LEI, "2 人中 2 人已到，名单上没有别人了。")
    await town.press(LI_LEI, BUILDING_3, card, "👥 名单")
    await town.sees(LI_LEI, "✔️ 王阿姨", "✔️ 陈爷爷")
    town.clock.forward(hours=5)
    await town.tick()
    await town.settled()
    await town.sees(BUILDING_3, "📅 包饺子", "2 人签到")


async def test_reminders_come_a_day_and_an_hour_ahead_once(town: Town) -> None:
    card = await called(town)
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    for _ in range(24 * 5):
        town.clock.forward(hours=1)
        await town.tick()
    await town.settled()
    told = [shown(message) for message in town.bots(BUILDING_3) if "⏰" in shown(message)]
    alone = [shown(message) for message in town.bots(WANG) if "⏰" in shown(message)]
    assert [line.split("：")[0] for line in told] == ["⏰ 还有 1 天", "⏰ 还有 1 小时"]
    assert len(alone) == 2
    assert "我来不了" in alone[0]


async def test_a_bot_that_was_away_says_what_was_due_and_nothing_of_what_is_over(town: Town) -> None:
    await called(town)
    town.clock.forward(days=4, hours=9, minutes=30)
    await town.tick()
    await town.sees(BUILDING_3, "包饺子 3月20日 19:00 已经开始。")
    await town.settled()
    assert sum("⏰" in shown(message) for message in town.bots(BUILDING_3)) == 1
    await called(town, "/event 周日下午3点读书会")
    town.clock.forward(days=9)
    await town.tick()
    await town.settled()
    assert sum("⏰" in shown(message) for message in town.bots(BUILDING_3)) == 1


async def test_another_buildings_event_and_forged_dates_do_nothing(town: Town) -> None:
    card = await called(town)
    town.say(EMMA, MAPLE_HOUSE, "/events")
    listed = await town.sees(MAPLE_HOUSE, "Nothing is on the calendar.")
    assert await town.forge(EMMA, MAPLE_HOUSE, listed, "rsvp:1:20260320:yes") == "I don't know an event 1 here."
    assert await town.forge(WANG, BUILDING_3, card, "rsvp:1:20260321:yes") == "这个活动没有这一场。"
    assert await town.forge(WANG, BUILDING_3, card, "rsvp:99:20260320:yes") == "这里没有第 99 号活动。"
    assert "收起来" in await town.forge(WANG, BUILDING_3, card, "evdraft:ok:0")


async def test_my_week_shows_what_i_said_and_my_reminders(town: Town) -> None:
    card = await called(town)
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好！")
    await town.press(WANG, BUILDING_3, card, "✅ 我来")
    town.say(WANG, WANG, "/remind 明早8点拿药")
    await town.sees(WANG, "⏰ 3月17日 周二 08:00：拿药")
    town.say(WANG, WANG, "/agenda")
    await town.sees(WANG, "您的未来七天", "3月17日 08:00 · 拿药", "包饺子", "✅")
    town.say(PRIYA, MAPLE_HOUSE, "/agenda")
    await town.sees(MAPLE_HOUSE, "Nothing is on in the next seven days.")
