"""Neighbours judge the work: with proof, several of them where it is shared, or by silence; then they rate it."""

from dataclasses import replace

import pytest

from bot import assembly
from bot.domain.household import Household
from bot.domain.ids import ChatId, HouseholdId, SquadKey
from bot.domain.roles import Role
from bot.domain.setting import ACCEPT_COUNT, PROOF, SILENCE_DAYS
from storage import choices, households
from storage.database import Transaction
from tests.scenarios.loop.test_rests import issue
from tests.scenarios.loop.words import BOTH, ZH, Words, claimed, met, reported, resolved
from tests.scenarios.test_photos import PICTURE
from tests.support.settled import appoint, bind
from tests.support.town import (
    BUILDING_3,
    CHEN,
    LEGAL,
    LI_LEI,
    LIU,
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


async def choose(town: Town, whose: ChatId | SquadKey, key: str, value: str) -> None:
    """Change a setting, as /settings does; the community is read anew."""

    def unit(tx: Transaction) -> None:
        choices.keep(tx, town.bot.deps.neighbourhood.community, whose, key, value)
        town.bot.deps.neighbourhood = assembly.deps(tx, town.config, town.clock(), town.read).neighbourhood

    await town.bot.memory.work(unit)


def pictures(town: Town, chat: int) -> list[Message]:
    """Return the pictures that the bot sent into a chat."""
    return [one for one in town.bots(chat) if "photo" in one]


async def test_a_squad_that_wants_a_picture_asks_for_it(town: Town) -> None:
    await choose(town, SquadKey("property"), PROOF.key, "photo")
    task = await claimed(town, ZH, LIU)
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    await town.sees(PROPERTY, "请回复卡片，发一张 #1 修好的照片")
    assert await town.press(LIU, PROPERTY, task, "好了") == "好了"
    prompt = await town.sees(PROPERTY, "刘师傅，请回复这条消息，发一张 #1 修好的照片。")
    town.say(TOM, PROPERTY, "", photo=PICTURE, reply_to=prompt["message_id"])
    await town.sees(PROPERTY, "#1 是 刘师傅 接的单。")
    town.say(LIU, PROPERTY, "", photo=PICTURE, reply_to=prompt["message_id"])
    question = await town.sees(BUILDING_3, "请验收")
    await town.settled()
    assert [one["reply_to_message"]["message_id"] for one in pictures(town, BUILDING_3)] == [question["message_id"]]


async def test_an_album_of_ten_and_a_picture_of_twenty_megabytes_are_proof_like_any(town: Town) -> None:
    await choose(town, SquadKey("property"), PROOF.key, "photo")
    task = await claimed(town, ZH, LIU)
    huge = PICTURE + b"\0" * (20 * 1024 * 1024 - len(PICTURE))
    town.say(LIU, PROPERTY, "看过了，要换阀门", photo=huge, reply_to=task["message_id"])
    town.world.album(LIU, PROPERTY, [PICTURE] * 10, "修好了，换了阀门", reply_to=task["message_id"])
    await town.sees(BUILDING_3, "请验收")
    await town.settled()
    assert 1 <= len(pictures(town, BUILDING_3)) <= 14
    assert (await issue(town)).resolved_at is not None


async def test_after_a_return_the_button_asks_for_new_proof(town: Town) -> None:
    question = await resolved(town, ZH, LIU)
    town.say(WANG, BUILDING_3, ZH.not_fixed, reply_to=question["message_id"])
    again = await town.sees(PROPERTY, "↩️ 没修好", "[接单]")
    await town.press(LIU, PROPERTY, again, "接单")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "[好了]"), "好了")
    prompt = await town.sees(PROPERTY, "刘师傅，#1 是怎么修的")
    town.say(LIU, PROPERTY, "搞定", reply_to=prompt["message_id"])
    await town.sees(PROPERTY, "说说 #1 是怎么修的")
    town.say(LIU, PROPERTY, "接头重新缠了生料带", reply_to=prompt["message_id"])
    second = await town.sees(BUILDING_3, "请验收")
    assert second["message_id"] != question["message_id"]


@BOTH
async def test_the_second_return_is_told_to_the_lead_and_each_has_half_the_time(town: Town, words: Words) -> None:
    await met(town, ZHAO)
    await appoint(town, ZHAO, Role.SQUAD_LEAD, squad="property")
    question = await resolved(town, words, LIU)
    for times in (1, 2, 3):
        town.say(words.resident, words.building, words.not_fixed, reply_to=question["message_id"])
        task = await town.sees(PROPERTY, "[接单]", words.not_fixed)
        back = await issue(town)
        # Half of the four working hours of a normal issue.
        assert (back.due_at - town.clock()).total_seconds() == 2 * 3600
        assert back.round == times + 1
        if times > 1:
            await town.sees(PROPERTY, "赵师傅", f"#1 已经退回 {times} 次")
        await town.press(TOM, PROPERTY, task, "接单")
        await town.sees(PROPERTY, "Tom Reed 已接单", "[好了]")
        town.say(TOM, PROPERTY, words.done, reply_to=task["message_id"])
        question = await town.sees(words.building, "Tom Reed", words.accept)
    await town.press(words.resident, words.building, question, "✅")
    await town.sees(words.building, words.thanks)
    kept = await issue(town)
    assert (kept.returns, kept.round) == (3, 4)


@BOTH
async def test_of_a_shared_part_as_many_households_as_the_building_wants_must_accept(town: Town, words: Words) -> None:
    building = ChatId(words.building)
    await choose(town, building, ACCEPT_COUNT.key, "2")
    task = await claimed(town, words, LIU, words.shared)
    card = await town.sees(words.building, f"[{words.me_too_button} 0]")
    await town.press(words.neighbour, words.building, card, f"{words.me_too_button} 0")
    await town.sees(PROPERTY, "👍 1")
    town.say(LIU, PROPERTY, words.done, reply_to=task["message_id"])
    question = await town.sees(words.building, words.accept)
    assert await town.press(words.other, words.building, question, "✅") not in {"好了", "Done"}
    await town.press(words.neighbour, words.building, question, "✅")
    await town.sees(words.building, "1", "2", "✅")
    assert (await issue(town)).closed_at is None
    await town.press(words.neighbour, words.building, question, "✅")
    assert (await issue(town)).closed_at is None, "each once"
    await town.press(words.resident, words.building, question, "✅")
    await town.sees(words.building, words.thanks)


async def test_two_of_one_household_are_one(town: Town) -> None:
    await choose(town, ChatId(BUILDING_3), ACCEPT_COUNT.key, "3")
    await claimed(town, ZH, LIU, ZH.shared)
    card = await town.sees(BUILDING_3, "[👍 我也遇到 0]")
    for number, person in enumerate((LI_LEI, CHEN)):
        await town.press(person, BUILDING_3, card, f"👍 我也遇到 {number}")
        card = await town.sees(BUILDING_3, f"[👍 我也遇到 {number + 1}]")
    await town.settled()
    await _roster(town)
    task = await town.sees(PROPERTY, "[好了]")
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    question = await town.sees(BUILDING_3, "请验收", "2 户里已有 0 户说好了")
    await town.press(WANG, BUILDING_3, question, "✅")
    await town.sees(BUILDING_3, "2 户里已有 1 户说好了")
    await town.press(CHEN, BUILDING_3, question, "✅")
    await town.settled()
    assert (await issue(town)).closed_at is None, "Wang and Chen are of one household"
    await town.press(LI_LEI, BUILDING_3, question, "✅")
    await town.sees(BUILDING_3, ZH.thanks)


async def _roster(town: Town) -> None:
    community = town.bot.deps.neighbourhood.community
    home = Household(community, HouseholdId(0), ChatId(BUILDING_3), "2", "301")
    await town.bot.memory.work(lambda tx: households.keep(tx, community, ChatId(BUILDING_3), [home]))
    for person in (WANG, CHEN):
        await bind(town, person, BUILDING_3, "2-301")


async def test_a_neighbour_who_has_it_too_may_say_that_it_is_not_fixed(town: Town) -> None:
    task = await claimed(town, ZH, LIU, ZH.shared)
    card = await town.sees(BUILDING_3, "[👍 我也遇到 0]")
    await town.press(LI_LEI, BUILDING_3, card, "👍 我也遇到 0")
    await town.sees(PROPERTY, "👍 1")
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    question = await town.sees(BUILDING_3, "李雷", "请验收")
    await town.press(LI_LEI, BUILDING_3, question, "❌")
    why = await town.sees(BUILDING_3, "李雷，#1 哪里还没好")
    await town.sees(BUILDING_3, "李雷 说没修好")
    town.say(LI_LEI, BUILDING_3, "五楼还是不停", reply_to=why["message_id"])
    await town.sees(PROPERTY, "↩️ 没修好：五楼还是不停", "[接单]")


@BOTH
async def test_silence_accepts_after_two_reminders_and_the_reporter_may_come_back_on_it(
    town: Town, words: Words
) -> None:
    await choose(town, ChatId(words.building), SILENCE_DAYS.key, "3")
    question = await resolved(town, words, LIU)
    for _ in range(2):
        town.clock.forward(days=1)
        await town.tick()
    await town.settled()
    reminders = [one for one in town.bots(words.building) if "到期" in one["text"] or "Without a word" in one["text"]]
    assert len(reminders) == 2
    town.clock.forward(days=1)
    await town.tick()
    silent = await town.sees(words.building, words.silent, "❌")
    assert silent["message_id"] == question["message_id"]
    kept = await issue(town)
    assert kept.by_silence
    assert await town.forge(words.resident, words.building, silent, "rate:1:1:5") not in {"好了", "Done"}
    assert await town.press(words.neighbour, words.building, silent, "❌") not in {"好了", "Done"}
    town.clock.forward(days=13)
    town.say(words.resident, words.building, words.not_fixed, reply_to=silent["message_id"])
    await town.sees(PROPERTY, words.not_fixed, "[接单]")
    assert (await issue(town)).round == 2


async def test_after_fourteen_days_silence_holds(town: Town) -> None:
    await choose(town, ChatId(BUILDING_3), SILENCE_DAYS.key, "3")
    question = await resolved(town, ZH, LIU)
    for _ in range(3):
        town.clock.forward(days=1)
        await town.tick()
    await town.sees(BUILDING_3, ZH.silent)
    town.clock.forward(days=15)
    assert await town.press(WANG, BUILDING_3, question, "❌") == "#1 办结超过 14 天了，请重新报一次。"


async def test_who_pressed_start_is_reminded_in_private_and_may_answer_there(town: Town) -> None:
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨")
    await resolved(town, ZH, LIU)
    town.clock.forward(days=3)
    await town.tick()
    reminder = await town.sees(WANG, "#1 修好了吗", "✅")
    await town.settled()
    assert not [one for one in town.bots(BUILDING_3) if "到期没说法" in one["text"]]
    await town.press(WANG, WANG, reminder, "✅ 修好了")
    await town.sees(BUILDING_3, ZH.thanks)


@BOTH
async def test_the_work_is_rated_once_and_may_be_changed_for_a_day(town: Town, words: Words) -> None:
    question = await resolved(town, words, LIU)
    await town.press(words.resident, words.building, question, "✅")
    thanks = await town.sees(words.building, words.thanks, "[5 ⭐]")
    assert await town.press(words.neighbour, words.building, thanks, "1 ⭐") not in {"好了", "Done"}
    await town.press(words.resident, words.building, thanks, "2 ⭐")
    await town.sees(words.building, words.thanks, "⭐⭐")
    town.say(words.resident, words.building, words.rating, reply_to=thanks["message_id"])
    await town.sees(words.building, words.thanks, "⭐⭐⭐⭐⭐")
    town.clock.forward(days=2)
    late = await town.press(words.resident, words.building, thanks, "1 ⭐")
    assert late in {"#1 您已经评过分了。", "You have rated #1 already."}
    assert await town.forge(words.resident, words.building, thanks, "rate:1:1:9") not in {"好了", "Done"}


@pytest.mark.parametrize("content", [True, False], ids=["content", "unhappy"])
async def test_a_lead_rings_and_asks_now_and_then(town: Town, *, content: bool) -> None:
    town.bot.deps.neighbourhood = replace(town.bot.deps.neighbourhood, call_back_every=2)
    await met(town, ZHAO)
    await appoint(town, ZHAO, Role.SQUAD_LEAD, squad="property")
    for trouble in ("/report 301漏水了", "/report 302漏水了"):
        question = await resolved(town, ZH, LIU, trouble)
        await town.press(WANG, BUILDING_3, question, "✅")
        await town.settled()
    ring = await town.sees(PROPERTY, "☎️ 赵师傅，请给 王阿姨 打个电话", "#2", "[满意]", "[不满意]")
    assert await town.press(LIU, PROPERTY, ring, "满意") != "好了"
    await town.press(ZHAO, PROPERTY, ring, "满意" if content else "不满意")
    heard = await town.sees(PROPERTY, "☎️ #2：已回访 王阿姨，" + ("满意" if content else "不满意"))
    assert "[" not in shown(heard)
    assert await town.forge(ZHAO, PROPERTY, ring, "call_back:2:1:1") == "这个按钮过期了，#2 已有新进展。"
    assert not [one for one in town.bots(PROPERTY) if "☎️" in one["text"] and "#1" in one["text"]]


async def test_proof_of_confidential_work_is_for_the_reporter_alone(town: Town) -> None:
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨")
    town.say(WANG, BUILDING_3, "/report 楼上天天吵架扰民，孩子睡不着")
    task = await town.sees(LEGAL, "[接单]")
    await town.press(ZHOU, LEGAL, task, "接单")
    await town.sees(LEGAL, "[好了]")
    town.say(ZHOU, LEGAL, "调解好了，签了字", photo=PICTURE, reply_to=task["message_id"])
    await town.sees(BUILDING_3, "请验收")
    await town.settled()
    assert pictures(town, BUILDING_3) == []
    assert len(pictures(town, WANG)) == 1


async def test_when_the_reporter_has_moved_out_their_neighbours_accept(town: Town) -> None:
    task = await claimed(town, ZH, LIU)
    card = await town.sees(BUILDING_3, "[👍 我也遇到 0]")
    await town.press(LI_LEI, BUILDING_3, card, "👍 我也遇到 0")
    await town.sees(PROPERTY, "👍 1")
    town.world.leave(WANG, BUILDING_3)
    await town.settled()
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    question = await town.sees(BUILDING_3, "李雷", "请验收")
    await town.press(LI_LEI, BUILDING_3, question, "✅")
    await town.sees(BUILDING_3, ZH.thanks)


async def test_a_report_for_somebody_is_theirs_to_accept(town: Town) -> None:
    await town.settled()
    town.world.leave(CHEN, BUILDING_3)
    town.world.join(CHEN, BUILDING_3)
    await town.settled()
    town.say(WANG, BUILDING_3, "/report 替陈爷爷：301的灯不亮了")
    task = await town.sees(PROPERTY, "陈爷爷（王阿姨 代报）", "301的灯不亮了", "[接单]")
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(PROPERTY, "[好了]")
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    question = await town.sees(BUILDING_3, "陈爷爷，请验收")
    assert await town.press(WANG, BUILDING_3, question, "✅") == "#1 要由报修的邻居来说。"
    await town.press(CHEN, BUILDING_3, question, "✅")
    await town.sees(BUILDING_3, ZH.thanks)


async def test_a_report_for_somebody_whom_telegram_does_not_know_is_the_writers_to_accept(town: Town) -> None:
    await reported(town, ZH, "/report for my mother | 302的灯不亮了")
    await town.sees(PROPERTY, "my mother（王阿姨 代报）", "302的灯不亮了")
    town.say(WANG, BUILDING_3, "替我妈报修：303的水管漏水了")
    await town.sees(PROPERTY, "我妈（王阿姨 代报）", "303的水管漏水了")


async def test_a_stranger_accepts_nothing_in_private(town: Town) -> None:
    await resolved(town, ZH, LIU)
    town.world.start(XIAOMEI)
    hello = await town.sees(XIAOMEI, "小美")
    assert await town.forge(XIAOMEI, XIAOMEI, hello, "accept:1:1") == "#1 要由报修的邻居来说。"
