"""Plain words: the bot acts, asks or is silent; replies, edits, places and names, in Chinese and in English."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from nlp.understanding import Answered, Eagerness
from storage import inbox, offers
from storage.offers import Feedback
from storage.tables import ISSUE
from tests.support.reading import Marks
from tests.support.town import (
    BUILDING_3,
    CHEN,
    CULTURE,
    EMMA,
    JAMES,
    LEGAL,
    LI_LEI,
    LIU,
    MAHJONG,
    MAPLE_HOUSE,
    OFFICE,
    ORDER,
    PROPERTY,
    TOM,
    WANG,
    WU,
    ZHOU,
    Message,
    Town,
    open_town,
    shown,
)


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    """A town whose bot reads by marks."""
    async with open_town(migrated_url) as town:
        town.read = Marks()
        async with town.running():
            yield town


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation's words."""

    building: int
    resident: int
    clear: str
    clear_card: str
    unsure: str
    unsure_card: str
    wish: str
    wish_asked: str
    danger: str
    numbers: str
    progress: str
    reworded: str
    withdraw: str
    file_it: str
    no: str
    pass_on: str
    question: str
    how: str


ZH = Words(
    building=BUILDING_3,
    resident=WANG,
    clear="3栋2单元的电梯又坏了",
    clear_card="📋 #1 电梯故障 · 3栋2单元 · 已派给 物业红管家",
    unsure="4楼楼道灯是不是该换了？",
    unsure_card="📋 #1 照明 · 4楼 楼道 · 已派给 物业红管家",
    wish="想要一间下棋的屋子",
    wish_asked="要不要把这个心愿转给 文体红管家？",
    danger="有人困在电梯里！",
    numbers="请马上拨打 119、120和110",
    progress="等配件，下周三再弄",
    reworded="3栋2单元的电梯又坏了，停在四楼",
    withdraw="撤回",
    file_it="登记",
    no="不用",
    pass_on="转过去",
    question="什么时候开会？",
    how="哪里有问题",
)
EN = Words(
    building=MAPLE_HOUSE,
    resident=EMMA,
    clear="The lift in building 3, unit 2 is broken",
    clear_card="📋 #1 Lift · Building 3, unit 2 · with the property stewards",
    unsure="Perhaps the light on floor 4 should be changed, perhaps not",
    unsure_card="📋 #1 Lighting · floor 4, stairwell · with the property stewards",
    wish="I wish we had a room for chess",
    wish_asked="Shall I pass this wish on to the culture stewards?",
    danger="Somebody is trapped in the lift!",
    numbers="call 119, 120, and 110 now",
    progress="waiting for parts, back on Wednesday",
    reworded="The lift in building 3, unit 2 is broken, stuck on floor 4",
    withdraw="Withdraw",
    file_it="Yes, file it",
    no="No",
    pass_on="Yes, pass it on",
    question="When is the meeting?",
    how="Something is wrong?",
)
BOTH = pytest.mark.parametrize("words", [pytest.param(ZH, id="zh"), pytest.param(EN, id="en")])
NAME = "@PavilionDemoBot"


def feedback(town: Town) -> tuple[Feedback, ...]:
    return town.bot.database.read(offers.feedback)


def the(town: Town, chat: int, message: Message) -> Message:
    """Return a message as it stands now."""
    return next(one for one in town.world.messages(chat) if one["message_id"] == message["message_id"])


# ---- act, ask, be silent ----


@BOTH
async def test_what_is_clear_is_filed_at_once(town: Town, words: Words) -> None:
    said = town.say(words.resident, words.building, words.clear)
    card = await town.sees(words.building, words.clear_card, f"[{words.withdraw}]")
    assert card["reply_to_message"]["message_id"] == said
    task = await town.sees(PROPERTY, "#1 电梯故障 · 3栋2单元 · ", words.clear)
    assert task["text"].startswith("🛠")
    await town.settled()
    assert len(town.bots(words.building)) == len(town.bots(PROPERTY)) == 1


@BOTH
async def test_where_it_is_unsure_it_asks_once_and_keeps_what_it_understood(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.unsure)
    offer = await town.sees(words.building, f"[{words.file_it}]", f"[{words.no}]")
    await town.settled()
    assert town.bots(PROPERTY) == []
    await town.press(words.resident, words.building, offer, words.file_it)
    card = await town.sees(words.building, words.unsure_card)
    assert card["message_id"] == offer["message_id"]
    name = "3号楼" if words is ZH else "Maple House"
    await town.sees(PROPERTY, f"#1 照明 · {name} 4楼 楼道 · ")


@BOTH
async def test_a_wish_is_only_asked_about_even_if_it_is_clear(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.wish)
    offer = await town.sees(words.building, words.wish_asked)
    await town.press(words.resident, words.building, offer, words.pass_on)
    await town.sees(CULTURE, "#1", words.wish)
    urgency = town.bot.database.read(lambda tx: tx.execute(select(ISSUE.c.urgency)).scalar_one())
    assert urgency == "wish"


@BOTH
async def test_an_emergency_is_filed_at_once_though_it_is_unsure(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.danger)
    card = await town.sees(words.building, words.numbers, "#1")
    assert card["text"].startswith("🚨")
    await town.sees(PROPERTY, "🚨 紧急", words.danger)


@BOTH
async def test_an_emergency_is_heard_below_a_card_too(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.clear)
    card = await town.sees(words.building, "#1")
    town.say(words.resident, words.building, words.danger, reply_to=card["message_id"])
    await town.sees(words.building, words.numbers, "#2")
    town.say(words.resident, words.building, words.clear, reply_to=card["message_id"])
    await town.settled()
    assert town.find(words.building, "#3") is None, "what is said below a card is talk about it"


@pytest.mark.parametrize("text", ["今天天气真好", "大家投票：装东门还是西门？", "什么时候开会？", "When is it?"])
async def test_everything_else_is_left_alone(town: Town, text: str) -> None:
    town.say(WANG, BUILDING_3, text)
    town.say(LIU, PROPERTY, text)
    town.say(LIU, PROPERTY, "电梯坏了")
    await town.settled()
    assert town.bots(BUILDING_3) == town.bots(PROPERTY) == []


async def test_what_is_asked_and_what_is_withdrawn_at_once_is_learned_from(town: Town) -> None:
    for answer in ("登记", "不用", ""):
        town.say(WANG, BUILDING_3, f"灯是不是该换了？{answer}")
        await town.settled()
        offer = town.bots(BUILDING_3)[-1]
        if answer:
            await town.press(WANG, BUILDING_3, offer, answer)
    town.say(WANG, BUILDING_3, "电梯坏了，哈哈逗你们的")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "#2", "[撤回]"), "撤回")
    town.say(WANG, BUILDING_3, "电梯真的坏了")
    later = await town.sees(BUILDING_3, "#3", "[撤回]")
    town.say(WANG, BUILDING_3, "/report 单元门坏了")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "#4", "[撤回]"), "撤回")
    town.clock.forward(minutes=11)
    await town.press(WANG, BUILDING_3, later, "撤回")
    town.say(WANG, BUILDING_3, "门坏了")
    task = await town.sees(PROPERTY, "#5")
    town.say(LIU, PROPERTY, "我来", reply_to=task["message_id"])
    town.say(LIU, PROPERTY, "修好了", reply_to=task["message_id"])
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "请验收"), "✅")
    assert feedback(town) == (
        Feedback("灯是不是该换了？登记", "report", "lighting", filed=True),
        Feedback("灯是不是该换了？不用", "report", "lighting", filed=False),
        Feedback("电梯坏了，哈哈逗你们的", "report", "lift", filed=False),
        Feedback("门坏了", "report", "lift", filed=True),
    )


async def test_an_offer_that_was_taken_up_and_withdrawn_at_once_was_none(town: Town) -> None:
    town.say(WANG, BUILDING_3, "灯是不是该换了？")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "[登记]"), "登记")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "[撤回]"), "撤回")
    assert [one.filed for one in feedback(town)] == [False]


# ---- replies to cards ----


async def test_the_reader_is_told_which_card_is_answered(town: Town) -> None:
    assert isinstance(town.read, Marks)
    town.say(WANG, BUILDING_3, "电梯坏了")
    task = await town.sees(PROPERTY, "#1")
    town.say(LIU, PROPERTY, "我来", reply_to=task["message_id"])
    await town.sees(PROPERTY, "刘师傅 已接单")
    town.say(LIU, PROPERTY, "修好了", reply_to=task["message_id"])
    question = await town.sees(BUILDING_3, "请验收")
    town.say(WANG, BUILDING_3, "没修好", reply_to=question["message_id"])
    await town.sees(PROPERTY, "没修好", "[接单]")
    assert [said.answers for said in town.read.said] == [None, Answered.SQUAD, Answered.SQUAD, Answered.ACCEPTANCE]


@BOTH
async def test_how_the_work_goes_stands_on_both_cards_until_the_next_step(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.clear)
    task = await town.sees(PROPERTY, "#1")
    town.say(LIU, PROPERTY, words.progress, reply_to=task["message_id"])
    await town.press(LIU, PROPERTY, task, "接单")
    town.say(TOM, PROPERTY, words.progress, reply_to=task["message_id"])
    await town.settled()
    assert town.find(PROPERTY, words.progress) is town.find(words.building, words.progress) is None
    town.say(LIU, PROPERTY, words.progress, reply_to=task["message_id"])
    await town.sees(PROPERTY, f"刘师傅：{words.progress}", "[好了]")
    card = await town.sees(words.building, "刘师傅", words.progress)
    await town.settled()
    assert len(town.bots(words.building)) == len(town.bots(PROPERTY)) == 1, "no message of its own"
    town.say(LIU, PROPERTY, "修好了", reply_to=task["message_id"])
    await town.settled()
    assert words.progress not in the(town, words.building, card)["text"]
    town.say(LIU, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "刘师傅 补充", words.progress)


async def test_how_confidential_work_goes_stays_in_the_squad(town: Town) -> None:
    town.say(WANG, BUILDING_3, "楼上天天太吵")
    task = await town.sees(LEGAL, "#1 噪音扰民 · 3栋2单元 · 王阿姨", "太吵")
    await town.press(ZHOU, LEGAL, task, "接单")
    town.say(ZHOU, LEGAL, "等配件，先谈一次", reply_to=task["message_id"])
    await town.sees(LEGAL, "周律师：等配件，先谈一次")
    town.say(LI_LEI, BUILDING_3, "/issues")
    await town.sees(BUILDING_3, "这里没有待办的诉求")
    town.say(LI_LEI, BUILDING_3, "/issue 1")
    await town.sees(BUILDING_3, "当事人 上报")
    await town.settled()
    told = " ".join(shown(message) for message in town.bots(BUILDING_3))
    for secret in ("噪音", "2单元", "太吵", "先谈一次"):
        assert secret not in told


# ---- lists and names ----


@BOTH
async def test_lists_and_timelines_name_what_and_where(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.clear)
    await town.sees(words.building, "#1")
    head = words.clear_card.removeprefix("📋 ").rpartition(" · ")[0]
    town.say(words.resident, words.building, "/issues")
    await town.sees(words.building, f"{head} · {words.clear[:20]}")
    town.say(words.resident, words.building, "/issue 1")
    timeline = await town.sees(words.building, f"{head} · ", words.clear, "上报" if words is ZH else "reported it")
    assert timeline["text"].startswith("#1 ")


# ---- edits ----


@BOTH
async def test_an_edit_of_what_was_filed_is_taken_on(town: Town, words: Words) -> None:
    said = town.say(words.resident, words.building, words.clear)
    await town.sees(PROPERTY, words.clear)
    town.world.edit(words.resident, words.building, said, words.reworded)
    await town.sees(PROPERTY, words.reworded, "[接单]")
    town.say(LIU, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "改了原话")
    assert len(town.bots(words.building)) == 1


async def test_an_edit_may_lead_to_another_squad_as_long_as_nobody_has_taken_it(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "门坏了")
    task = await town.sees(PROPERTY, "#1", "[接单]")
    town.world.edit(WANG, BUILDING_3, said, "没拴绳的狗把门撞开了")
    moved = await town.sees(ORDER, "#1 养犬 · 3号楼 院子 · 王阿姨", "撞开", "[接单]")
    assert "11:00" in moved["text"], "urgent now: within the hour"
    old = await town.sees(PROPERTY, "#1 已转给 秩序红管家。")
    assert old["message_id"] == task["message_id"]
    assert "[" not in shown(old)
    await town.sees(BUILDING_3, "#1 养犬 · 院子 · 已派给 秩序红管家")
    assert await town.forge(LIU, PROPERTY, old, "claim:1:1") == "这要由负责的小队在自己的群里操作。"
    town.say(LIU, PROPERTY, "我来", reply_to=old["message_id"])
    await town.settled()
    assert town.find(ORDER, "刘师傅") is None
    town.say(WU, ORDER, "我来", reply_to=moved["message_id"])
    await town.sees(BUILDING_3, "吴队长 已接单")
    town.world.edit(WANG, BUILDING_3, said, "门坏了，狗走了")
    await town.sees(ORDER, "狗走了", "吴队长 已接单")
    await town.settled()
    assert len(town.bots(PROPERTY)) == 1, "taken is taken"
    town.clock.forward(hours=1)
    await town.tick()
    await town.settled()
    assert len(town.bots(ORDER)) == 1, "nobody is reminded of what is taken"


async def test_an_issue_may_come_back_to_the_squad_that_had_it(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "门坏了")
    await town.sees(PROPERTY, "#1", "[接单]")
    for words, chat in (("狗", ORDER), ("门坏了", PROPERTY), ("狗！", ORDER), ("门坏了！", PROPERTY)):
        town.world.edit(WANG, BUILDING_3, said, words)
        task = await town.sees(chat, words, "[接单]")
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(BUILDING_3, "刘师傅 已接单")
    await town.settled()
    assert sum("[" in shown(message) for message in (*town.bots(PROPERTY), *town.bots(ORDER))) == 1


async def test_an_edit_makes_it_more_urgent_but_never_less(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "电梯坏了")
    await town.sees(PROPERTY, "14:00")
    town.world.edit(WANG, BUILDING_3, said, "电梯坏了，有人困在里面")
    await town.sees(PROPERTY, "🚨 紧急", "10:05")
    card = await town.sees(BUILDING_3, "🚨", "119")
    for minute in (5, 10):
        town.clock.forward(minutes=5)
        await town.tick()
        await town.sees(PROPERTY, f"已经等了 {minute} 分钟")
    town.world.edit(WANG, BUILDING_3, said, "电梯坏了，人出来了")
    await town.sees(PROPERTY, "人出来了", "🚨 紧急")
    assert "🚨" in the(town, BUILDING_3, card)["text"]


async def test_new_words_that_mean_nothing_change_the_words_only(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "电梯坏了")
    await town.sees(PROPERTY, "电梯坏了")
    town.world.edit(WANG, BUILDING_3, said, "谁能看一下")
    await town.sees(PROPERTY, "#1 电梯故障 · 3栋2单元", "谁能看一下")
    await town.settled()
    assert town.bots(OFFICE) == []


async def test_an_edit_of_a_message_that_is_being_asked_about_is_what_is_filed(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "灯是不是该换了？")
    offer = await town.sees(BUILDING_3, "[登记]")
    town.world.edit(WANG, BUILDING_3, said, "狗是不是该拴绳？")
    await town.settled()
    assert len(town.bots(BUILDING_3)) == 1
    await town.press(WANG, BUILDING_3, offer, "登记")
    await town.sees(ORDER, "#1 养犬", "拴绳")
    assert feedback(town) == (Feedback("狗是不是该拴绳？", "report", "dogs", filed=True),)


async def test_an_edit_that_tells_of_danger_is_filed_without_an_answer(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "灯是不是该换了？")
    offer = await town.sees(BUILDING_3, "[登记]")
    town.world.edit(WANG, BUILDING_3, said, "有人困在电梯里了！")
    await town.sees(PROPERTY, "🚨 紧急", "困")
    assert await town.press(WANG, BUILDING_3, offer, "登记") == "这条已经登记过了，是 #1。"


async def test_other_edits_do_nothing(town: Town) -> None:
    talk = town.say(WANG, BUILDING_3, "今天天气真好")
    command = town.say(WANG, BUILDING_3, "/report 电梯坏了")
    card = await town.sees(BUILDING_3, "#1")
    task = await town.sees(PROPERTY, "#1")
    reply = town.say(LIU, PROPERTY, "好的", reply_to=task["message_id"])
    said = town.say(WANG, BUILDING_3, "门坏了")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "#2", "[撤回]"), "撤回")
    town.world.edit(WANG, BUILDING_3, talk, "电梯坏了")
    town.world.edit(WANG, BUILDING_3, command, "/report 狗！")
    town.world.edit(LIU, PROPERTY, reply, "我来")
    town.world.edit(WANG, BUILDING_3, said, "狗！")
    await town.settled()
    assert len(town.bots(BUILDING_3)) == len(town.bots(PROPERTY)) == 2
    assert town.bots(ORDER) == []
    assert "已派给" in the(town, BUILDING_3, card)["text"]
    assert town.bot.database.read(lambda tx: inbox.set_aside(tx, 10)) == []


# ---- spoken to by name ----


@BOTH
async def test_whoever_asks_the_bot_by_name_gets_help(town: Town, words: Words) -> None:
    for said in (NAME, f"{words.question} {NAME.lower()}", f"凉亭 Pavilion, {words.question}"):
        before = len(town.bots(words.building))
        message = town.say(words.resident, words.building, said)
        await town.settled()
        help_ = town.bots(words.building)[before:]
        assert [words.how in one["text"] for one in help_] == [True]
        assert help_[0]["reply_to_message"]["message_id"] == message
    town.say(words.resident, words.building, f"{NAME} 你好")
    town.say(LIU, PROPERTY, NAME)
    await town.sees(PROPERTY, "回复单子说“我来”")
    await town.settled()
    assert len(town.bots(words.building)) == 3


async def test_a_report_to_the_bot_by_name_is_at_least_asked_about(town: Town) -> None:
    assert isinstance(town.read, Marks)
    town.say(WANG, BUILDING_3, f"{NAME} 电梯坏了")
    await town.sees(BUILDING_3, "#1 电梯故障")
    await town.sees(PROPERTY, "#1", "电梯坏了")
    assert [said.text for said in town.read.said] == ["电梯坏了"]
    assert NAME not in town.bots(PROPERTY)[0]["text"]
    town.say(WANG, BUILDING_3, "凉亭 Pavilion的顶坏了")
    await town.sees(PROPERTY, "#2", "凉亭 Pavilion的顶坏了")


# ---- how eager ----


@pytest.mark.parametrize(
    ("lead", "building", "quiet", "normal", "closely"),
    [
        pytest.param(LI_LEI, BUILDING_3, "我少说话", "我照常听着", "听得仔细些", id="zh"),
        pytest.param(JAMES, MAPLE_HOUSE, "I'm quiet now", "as usual now", "closely now", id="en"),
    ],
)
async def test_an_administrator_says_how_eager_the_bot_is(
    town: Town, lead: int, building: int, quiet: str, normal: str, closely: str
) -> None:
    assert isinstance(town.read, Marks)
    for command, said, eagerness in (
        ("/quiet", quiet, Eagerness.QUIET),
        ("/quiet", quiet, Eagerness.QUIET),
        ("/listen", normal, Eagerness.NORMAL),
        ("/listen", closely, Eagerness.LISTEN),
        ("/listen", closely, Eagerness.LISTEN),
        ("/quiet", normal, Eagerness.NORMAL),
    ):
        before = len(town.bots(building))
        town.say(lead, building, command)
        await town.settled()
        assert said in town.bots(building)[before]["text"]
        town.say(lead, building, "…")
        await town.settled()
        assert town.read.said[-1].eagerness is eagerness


async def test_how_eager_the_bot_is_outlives_a_restart_and_is_each_chats_own(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        reader = town.read = Marks()
        async with town.running():
            town.say(LI_LEI, BUILDING_3, "/quiet")
            await town.sees(BUILDING_3, "我少说话")
        async with town.running():
            town.say(WANG, BUILDING_3, "…")
            await town.settled()
            town.say(EMMA, MAPLE_HOUSE, "…")
            await town.settled()
            assert [said.eagerness for said in reader.said] == [Eagerness.QUIET, Eagerness.NORMAL]


async def test_only_an_administrator_says_so_and_only_in_a_building(town: Town) -> None:
    assert isinstance(town.read, Marks)
    town.say(WANG, BUILDING_3, "/quiet")
    await town.sees(BUILDING_3, "这要由楼栋长或本群的管理员来定。")
    town.say(EMMA, MAPLE_HOUSE, "/listen")
    await town.sees(MAPLE_HOUSE, "an administrator of this group to say")
    town.world.faults.add("getChatMember", status=500)
    town.say(LI_LEI, BUILDING_3, "/quiet")
    await town.sees(BUILDING_3, "请过一会儿再试")
    town.say(LIU, PROPERTY, "/quiet")
    await town.sees(PROPERTY, "请在本楼的群里用这个命令")
    town.world.start(WANG)
    town.say(WANG, WANG, "/listen")
    await town.sees(WANG, "请在本楼的群里用这个命令")
    town.say(WANG, BUILDING_3, "…")
    await town.settled()
    assert town.read.said[-1].eagerness is Eagerness.NORMAL


async def test_how_eager_the_bot_is_follows_a_group_that_became_a_supergroup(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        reader = town.read = Marks()
        first, *others = town.config.buildings
        buildings = (first.model_copy(update={"chat": MAHJONG}), *others)
        town.config = town.config.model_copy(update={"buildings": buildings})
        async with town.running():
            town.say(CHEN, MAHJONG, "/quiet")
            await town.sees(MAHJONG, "我少说话")
            moved = town.world.migrate(MAHJONG)
            await town.settled()
            town.say(CHEN, moved, "…")
            await town.settled()
        async with town.running():
            town.say(CHEN, moved, "…")
            await town.settled()
            assert [said.eagerness for said in reader.said] == [Eagerness.QUIET] * 2
