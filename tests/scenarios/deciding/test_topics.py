"""A neighbour's proposal on its way to a decision of the building."""

from bot.domain.ids import PersonId
from bot.domain.presses.topics import TopicPress, TopicVerb
from storage import households
from tests.support import settled
from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    PRIYA,
    PROPERTY,
    WANG,
    Message,
    Town,
    shown,
)


async def test_a_proposal_in_words_finds_supporters_and_the_lead_raises_it(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    town.say(WANG, BUILDING_3, "我提议在花园里装一张长椅")
    asked = await town.sees(BUILDING_3, "要不要把它作为本楼的议题", "在花园里装一张长椅")
    assert await town.press(CHEN, BUILDING_3, asked, "💡 提出议题") == "那里我问的是别人。"
    await town.press(WANG, BUILDING_3, asked, "💡 提出议题")
    card = await town.sees(BUILDING_3, "议题 1 · 3号楼", "在花园里装一张长椅", "支持 1/3 户", "还有谁支持？")
    assert card["message_id"] == asked["message_id"], "the offer has become the card"
    assert await town.press(WANG, BUILDING_3, card, "👍 支持") == "您或您家里人已经支持过了。"
    await town.press(CHEN, BUILDING_3, card, "👍 支持")
    await town.sees(BUILDING_3, "支持 2/3 户")
    await town.press(LI_LEI, BUILDING_3, card, "👍 支持")
    await town.sees(BUILDING_3, "支持 3 户", "支持够了，请楼栋长决定。")
    told = await town.sees(LI_LEI, "议题 1", "您看怎么办？", "[⬆️ 提交月悦谈]", "[✖ 不采纳]")
    await town.press(LI_LEI, LI_LEI, told, "⬆️ 提交月悦谈")
    await town.sees(BUILDING_3, "议题 1", "已提交月悦谈。")
    await town.sees(LI_LEI, "已提交月悦谈。")
    assert await town.press(HE, BUILDING_3, card, "改我的归类") == (
        "您还没有对这个议题发言。回复议题卡片，就会记在这里。"
    )


async def test_in_english_the_lead_is_named_in_the_chat_and_declines_with_a_reason(town: Town) -> None:
    await town.settle_people()
    town.say(EMMA, MAPLE_HOUSE, "/propose a second bike rack")
    card = await town.sees(MAPLE_HOUSE, "Topic 1 · Maple House", "a second bike rack", "1 of 3 households")
    await town.press(PRIYA, MAPLE_HOUSE, card, "👍 I'm for it")
    await town.press(JAMES, MAPLE_HOUSE, card, "👍 I'm for it")
    asked = await town.sees(MAPLE_HOUSE, "James Okoro: enough households are for topic 1.")
    assert await town.press(EMMA, MAPLE_HOUSE, asked, "✖ Not taken up") == (
        "That is for others to do: the building's lead and community workers."
    )
    await town.press(JAMES, MAPLE_HOUSE, asked, "✖ Not taken up")
    why = await town.sees(MAPLE_HOUSE, "James Okoro, why not?")
    town.say(JAMES, MAPLE_HOUSE, "The yard is full, sorry", reply_to=why["message_id"])
    await town.sees(MAPLE_HOUSE, "Topic 1", "Not taken up: The yard is full, sorry")
    town.say(EMMA, MAPLE_HOUSE, "/topics")
    await town.sees(MAPLE_HOUSE, "Over", "1. a second bike rack – 👍 3, not taken up")
    assert await town.forge(PRIYA, MAPLE_HOUSE, card, TopicPress(1, TopicVerb.SUPPORT).pack()) == "Topic 1 is over."


async def test_what_neighbours_answer_is_sorted_counted_and_sorted_anew_by_its_writer(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "议题 1")
    for person, words in ((CHEN, "支持，走累了能坐坐"), (LI_LEI, "不同意，太吵了"), (HE, "谁出钱？")):
        town.say(person, BUILDING_3, words, reply_to=card["message_id"])
    await town.sees(BUILDING_3, "赞成 1 · 反对 1 · 疑问 1 · 其他 0")
    said = town.say(CHEN, BUILDING_3, "隔壁小区也有一张", reply_to=card["message_id"])
    asked = await town.sees(BUILDING_3, "议题 1：您的这句话算哪一种？", "[赞成]", "[反对]", "[疑问]", "[其他]")
    assert asked["reply_to_message"]["message_id"] == said
    assert await town.press(WANG, BUILDING_3, asked, "反对") == "只有说这话的邻居才能改归类。"
    await town.press(CHEN, BUILDING_3, asked, "赞成")
    await town.sees(BUILDING_3, "赞成 2 · 反对 1 · 疑问 1 · 其他 0")
    await town.press(LI_LEI, BUILDING_3, card, "改我的归类")
    mine = await town.sees(BUILDING_3, "议题 1：您的话记为“反对”。")
    await town.press(LI_LEI, BUILDING_3, mine, "疑问")
    await town.sees(BUILDING_3, "赞成 2 · 反对 0 · 疑问 2 · 其他 0")
    town.say(HE, BUILDING_3, "/topic 1")
    everything = shown(
        await town.sees(BUILDING_3, "支持，走累了能坐坐", "不同意，太吵了", "谁出钱？", "隔壁小区也有一张")
    )
    assert "陈爷爷" not in everything, "names of neighbours are nobody's business here"
    town.say(WANG, BUILDING_3, "赞成！", reply_to=(await town.sees(BUILDING_3, "隔壁小区也有一张"))["message_id"])
    await town.sees(BUILDING_3, "赞成 3 · 反对 0 · 疑问 2 · 其他 0")


async def test_an_edited_argument_counts_as_its_new_words_do(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "议题 1")
    said = town.say(CHEN, BUILDING_3, "同意", reply_to=card["message_id"])
    await town.sees(BUILDING_3, "赞成 1 · 反对 0")
    town.world.edit(CHEN, BUILDING_3, said, "不同意，挡道")
    await town.sees(BUILDING_3, "赞成 0 · 反对 1")


async def test_danger_below_a_card_is_an_emergency_and_no_argument(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "议题 1")
    town.say(CHEN, BUILDING_3, "着火了！2单元3楼冒烟，快来人！", reply_to=card["message_id"])
    await town.sees(BUILDING_3, "#1", "119")


async def test_a_discussion_too_long_for_a_message_comes_as_a_file(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "议题 1")
    for number in range(25):
        town.say(CHEN, BUILDING_3, f"支持，理由{number}：" + "好" * 150, reply_to=card["message_id"])
    await town.sees(BUILDING_3, "赞成 25")
    town.say(CHEN, BUILDING_3, "/topic 1")
    file = await town.world.until(lambda _: next((m for m in town.bots(BUILDING_3) if "document" in m), None))
    text = town.content(file).decode()
    assert all(f"理由{number}：" in text for number in range(25))


async def test_leads_who_do_not_answer_are_asked_again_and_then_the_office(town: Town) -> None:
    await town.settle_people()
    town.world.start(HE)
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "议题 1")
    for person in (CHEN, LI_LEI):
        await town.press(person, BUILDING_3, card, "👍 支持")
    await town.sees(BUILDING_3, "李雷：议题 1 的支持够了")
    for asked in (2, 2, 2):
        town.clock.forward(days=3, minutes=1)
        await town.tick()
        await town.settled()
        in_chat = [each for each in town.bots(BUILDING_3) if "议题 1 的支持够了" in shown(each)]
        assert len(in_chat) == asked
    await town.sees(HE, "议题 1", "您看怎么办？")
    town.clock.forward(days=30)
    await town.tick()
    await town.settled()
    assert len([each for each in town.bots(HE) if "您看怎么办？" in shown(each)]) == 1


async def test_a_household_has_one_voice_whoever_of_it_presses(town: Town) -> None:
    await town.settle_people()
    old = await settled.home(town, BUILDING_3, "2-101")
    await town.bot.memory.work(lambda tx: households.unbind(tx, old.community, old.id, PersonId(CHEN), town.clock()))
    await settled.bind(town, CHEN, BUILDING_3, "2-301")
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "支持 1/3 户")
    assert await town.press(CHEN, BUILDING_3, card, "👍 支持") == "您或您家里人已经支持过了。"
    await town.press(HE, BUILDING_3, card, "👍 支持")
    await town.sees(BUILDING_3, "支持 2/3 户")


async def test_advice_hearsay_and_reports_are_no_proposals(town: Town) -> None:
    await town.settle_people()
    for words in ("我建议你去看看医生", "昨天有人提议去爬山", "你提议的那个我同意"):
        town.say(WANG, BUILDING_3, words)
    town.say(WANG, BUILDING_3, "我提议晚上一起吃饭吧，大家说呢")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "要不要把它作为本楼的议题"), "不用，聊聊")
    await town.sees(BUILDING_3, "好的，就当聊天。")
    town.say(WANG, BUILDING_3, "/topics")
    await town.sees(BUILDING_3, "这里还没有人提过议题。")


async def test_bad_input_has_its_sentence(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/propose")
    asked = await town.sees(BUILDING_3, "王阿姨，您提议什么？")
    town.say(WANG, BUILDING_3, "装一张长椅", reply_to=asked["message_id"])
    card = await town.sees(BUILDING_3, "议题 1 · 3号楼", "装一张长椅")
    town.say(WANG, BUILDING_3, "/topic")
    await town.sees(BUILDING_3, "哪个议题？比如：/topic 3")
    town.say(WANG, BUILDING_3, "/topic 99")
    await town.sees(BUILDING_3, "这里没有议题 99。")
    town.say(WANG, BUILDING_3, "/propose " + "长椅" * 300)
    await town.sees(BUILDING_3, "请用 500 个字以内说清楚")
    town.say(EMMA, MAPLE_HOUSE, "/topic 1")
    await town.sees(MAPLE_HOUSE, "There is no topic 1 here.")
    town.say(LIU, PROPERTY, "/propose 换工具")
    await town.sees(PROPERTY, "议题是一栋楼的事。")
    for number in range(2, 6):
        town.say(WANG, BUILDING_3, f"/propose 第{number}张长椅")
        await town.sees(BUILDING_3, f"议题 {number}")
    town.say(WANG, BUILDING_3, "/propose 又一张")
    await town.sees(BUILDING_3, "您已经有 5 个议题没办完")
    town.say(CHEN, BUILDING_3, "/topic 1")
    await town.sees(BUILDING_3, "议题 1")
    assert await town.forge(CHEN, BUILDING_3, card, TopicPress(1, TopicVerb.WITHDRAW).pack()) == (
        "只有提出的邻居才能这么做。"
    )
    town.say(WANG, BUILDING_3, "/topic 1")
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "[撤回]"), "撤回")
    await town.sees(BUILDING_3, "议题 1", "已撤回。")


async def test_a_worker_proposes_in_private_for_the_building_that_they_name(town: Town) -> None:
    await town.settle_people()
    town.world.start(HE)
    town.say(HE, HE, "/propose 换路灯")
    await town.sees(HE, "3号楼")
    town.say(HE, HE, "/propose 3号楼：换路灯")
    await town.sees(HE, "议题 1 · 3号楼", "换路灯")
    await town.sees(BUILDING_3, "议题 1 · 3号楼", "换路灯")


async def _voted_on(town: Town) -> Message:
    """Let a topic find its supporters and be put to a vote; return its card."""
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/propose 花园里装一张长椅")
    card = await town.sees(BUILDING_3, "议题 1 · 3号楼")
    for person in (CHEN, LI_LEI):
        await town.press(person, BUILDING_3, card, "👍 支持")
    card = await town.sees(BUILDING_3, "支持够了，请楼栋长决定。", "[🗳 付诸表决]")
    assert await town.press(WANG, BUILDING_3, card, "🗳 付诸表决") == "这件事由楼栋长和网格员来做。"
    await town.press(LI_LEI, BUILDING_3, card, "🗳 付诸表决")
    draft = await town.sees(BUILDING_3, "我理解的表决", "花园里装一张长椅", "[✅ 开始表决]")
    await town.press(LI_LEI, BUILDING_3, draft, "✅ 开始表决")
    await town.sees(BUILDING_3, "议题 1", "正在由本楼表决。")
    return card


async def test_the_building_votes_on_a_topic_and_the_card_says_what_came_of_it(town: Town) -> None:
    await _voted_on(town)
    ballot = await town.sees(BUILDING_3, "表决 1", "[赞成]")
    for person in (WANG, CHEN, LI_LEI, HE):
        await town.press(person, BUILDING_3, ballot, "赞成")
    await town.settled()
    town.clock.forward(days=4)
    await town.tick()
    await town.sees(BUILDING_3, "议题 1", "✅ 决定：")
    town.say(WANG, BUILDING_3, "/topics")
    await town.sees(BUILDING_3, "已结束", "花园里装一张长椅", "已决定")


async def test_a_topic_waits_again_when_its_vote_is_withdrawn(town: Town) -> None:
    card = await _voted_on(town)
    ballot = await town.sees(BUILDING_3, "表决 1", "[赞成]")
    await town.press(LI_LEI, BUILDING_3, ballot, "撤回")
    asked = await town.sees(BUILDING_3, "为什么撤回表决 1？")
    town.say(LI_LEI, BUILDING_3, "先去量一下尺寸", reply_to=asked["message_id"])
    await town.sees(BUILDING_3, "议题 1", "支持够了，请楼栋长决定。")
    await town.press(LI_LEI, BUILDING_3, card, "🗳 付诸表决")
    draft = await town.sees(BUILDING_3, "我理解的表决", "[✅ 开始表决]")
    await town.press(LI_LEI, BUILDING_3, draft, "✅ 开始表决")
    await town.sees(BUILDING_3, "议题 1", "正在由本楼表决。")
