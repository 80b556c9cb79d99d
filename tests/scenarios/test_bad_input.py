"""Nonsense, old buttons, strangers: each has its sentence or its silence, and no update is lost."""

import pytest

from storage import inbox
from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    LI_LEI,
    LIU,
    MAHJONG,
    MAPLE_HOUSE,
    OFFICE,
    PROPERTY,
    WANG,
    ZHAO,
    Town,
    open_town,
)


async def nothing_is_left(town: Town) -> None:
    """Check that every update was carried out, and none set aside."""
    await town.settled()
    assert town.bot.database.read(inbox.count_waiting) == 0
    assert town.bot.database.read(lambda tx: inbox.set_aside(tx, 10)) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("/report", "请说说哪里有问题", id="report without text"),
        pytest.param("/report   \n ", "请说说哪里有问题", id="report with blanks"),
        pytest.param("/issue", "要看哪一条", id="no number"),
        pytest.param("/issue abc", "要看哪一条", id="no number but words"),
        pytest.param("/issue 12", "这里没有 #12 号诉求", id="unknown"),
        pytest.param("/issue #１２", "这里没有 #12 号诉求", id="full width"),
        pytest.param("/issue 99999999999999999999", "要看哪一条", id="far too large"),
        pytest.param("/issue 9999999999", "号诉求", id="too large"),
        pytest.param("/fly@PavilionDemoBot", "我不认识这个命令", id="unknown command to us"),
    ],
)
async def test_a_command_gone_wrong_is_told_so(town: Town, said: str, told: str) -> None:
    town.say(WANG, BUILDING_3, said)
    await town.sees(BUILDING_3, told)
    await nothing_is_left(town)


@pytest.mark.parametrize("said", ["/fly", "/report@AnotherBot 电梯坏了", "/", "//", "/报修"])
async def test_what_is_meant_for_another_bot_is_left_alone(town: Town, said: str) -> None:
    town.say(WANG, BUILDING_3, said)
    await nothing_is_left(town)
    assert town.bots(BUILDING_3) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("电梯坏了" + "啊" * 4084, id="4096 characters"),
        pytest.param("🛗💥😡" * 300, id="emoji"),
        pytest.param("\u202eاتنرشرلا المصعد معطل lift", id="right to left"),
        pytest.param("<b>电梯</b> & <script>alert(1)</script>", id="markup"),
        pytest.param("电梯 {number} %s \\ ' \" ; DROP TABLE issue;--", id="quoting"),
        pytest.param("电梯\n\n\n坏\t了", id="lines"),
    ],
)
async def test_whatever_is_reported_arrives(town: Town, text: str) -> None:
    said = town.say(WANG, BUILDING_3, text)
    town.say(LI_LEI, BUILDING_3, "/report", reply_to=said)
    await town.sees(BUILDING_3, "#1")
    task = await town.world.until(lambda _: town.find(PROPERTY, "#1") or town.find(OFFICE, "#1"))
    assert " ".join(text.split())[:100].strip() in task["text"]
    await nothing_is_left(town)


async def test_a_name_with_markup_is_only_a_name(town: Town) -> None:
    town.world.people[WANG].user["first_name"] = "<b>王</b> & 'Co'"
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    task = await town.sees(PROPERTY, "<b>王</b> & 'Co'")
    assert all(entity["type"] != "bold" or entity["offset"] < 6 for entity in task["entities"])


async def test_old_forged_and_foreign_buttons_do_nothing_but_explain(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    card = await town.sees(BUILDING_3, "#1")
    task = await town.sees(PROPERTY, "#1")
    assert await town.forge(WANG, BUILDING_3, card, "claim:1:1") == "这要由负责的小队在自己的群里操作。"
    assert await town.forge(LIU, PROPERTY, task, "claim:77:1") == "这里没有 #77 号诉求。"
    assert await town.forge(LIU, PROPERTY, task, "claim:1:2") == "这个按钮过期了，#1 已有新进展。"
    assert (
        await town.forge(LIU, PROPERTY, task, "claim:99999999999999999:1")
        == "这个按钮已经失效了。发 /help 看我能做什么。"
    )
    assert await town.forge(LIU, PROPERTY, task, "done:1:1") == "#1 还没人接单，请先接单。"
    assert await town.forge(LIU, PROPERTY, task, "withdraw:1:1") == "这里没有 #1 号诉求。"
    assert await town.forge(WANG, BUILDING_3, card, "accept:1:1") == "#1 还没修好呢。"
    assert await town.forge(EMMA, MAPLE_HOUSE, await _help_in(town, MAPLE_HOUSE), "withdraw:1:1") == (
        "I don't know an issue #1 here."
    )
    assert await town.forge(WANG, BUILDING_3, card, "💥") == "这个按钮已经失效了。发 /help 看我能做什么。"
    await nothing_is_left(town)
    await town.sees(BUILDING_3, "#1", "已派给 物业红管家")


async def _help_in(town: Town, chat: int) -> dict[str, object]:
    town.say(EMMA, chat, "/help")
    return await town.sees(chat, "/report")


async def test_another_stewards_claim_is_theirs_to_finish(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    task = await town.sees(PROPERTY, "#1")
    await town.press(LIU, PROPERTY, task, "接单")
    working = await town.sees(PROPERTY, "刘师傅 已接单")
    assert await town.press(2006, PROPERTY, working, "好了") == "#1 是 刘师傅 接的单。"
    town.say(2006, PROPERTY, "done", reply_to=working["message_id"])
    await town.sees(PROPERTY, "#1 是 刘师傅 接的单。")


async def test_an_edited_message_is_not_done_again(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(BUILDING_3, "#1")
    town.world.edit(WANG, BUILDING_3, said, "/report 电梯坏了，三楼")
    chat = town.say(LI_LEI, BUILDING_3, "今天天气真好")
    town.world.edit(LI_LEI, BUILDING_3, chat, "电梯坏了")
    await nothing_is_left(town)
    assert len(town.bots(BUILDING_3)) == 1


async def test_a_deleted_report_is_still_answered(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "/report 电梯坏了")
    town.world.delete(WANG, BUILDING_3, said)
    await town.sees(BUILDING_3, "#1")
    await nothing_is_left(town)


async def test_a_deleted_card_comes_back_when_it_changes(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    task = await town.sees(PROPERTY, "#1")
    town.world.delete(ZHAO, PROPERTY, task["message_id"])
    card = await town.sees(BUILDING_3, "#1", "[撤回]")
    await town.press(WANG, BUILDING_3, card, "撤回")
    await town.sees(PROPERTY, "#1", "已撤回")


async def test_a_chat_that_is_not_the_communitys_is_told_once_how_to_get_there(town: Town) -> None:
    town.say(CHEN, MAHJONG, "/help")
    told = await town.sees(MAHJONG, "这个群还没登记", str(MAHJONG))
    town.say(CHEN, MAHJONG, "/report 三缺一")
    town.say(CHEN, MAHJONG, "电梯坏了")
    await nothing_is_left(town)
    assert town.bots(MAHJONG) == [told]


async def test_reports_of_bots_and_from_elsewhere_are_turned_down(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/help")
    helped = await town.sees(BUILDING_3, "/report")
    town.say(WANG, BUILDING_3, "/report", reply_to=helped["message_id"])
    await town.sees(BUILDING_3, "机器人的消息不用报")
    town.say(LIU, PROPERTY, "/report 电梯坏了")
    await town.sees(PROPERTY, "请到本楼的群里报")
    town.world.start(WANG)
    await town.sees(WANG, "王阿姨，您好")
    town.say(WANG, WANG, "/report 电梯坏了")
    await town.sees(WANG, "请到本楼的群里报")
    town.say(WANG, WANG, "在吗")
    await town.sees(WANG, "哪里有问题")


async def test_updates_of_kinds_that_the_bot_does_not_know_pass(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "今天天气真好")
    town.world.react(WANG, BUILDING_3, said, "👍")
    town.world.updates.put("message_from_the_future", {"chat": {"id": BUILDING_3}, "what": "unknown"})
    town.world.updates.put("message", {"message_id": 9999, "date": 0, "chat": {"id": BUILDING_3, "type": "supergroup"}})
    town.world.leave(CHEN, BUILDING_3)
    town.world.join(CHEN, BUILDING_3)
    town.world.block(EMMA) if town.world.start(EMMA) else None
    await nothing_is_left(town)
    assert town.bots(BUILDING_3) == []


async def test_a_group_that_becomes_a_supergroup_is_followed(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        squads = [
            squad.model_copy(update={"chat": MAHJONG if squad.key == "property" else squad.chat})
            for squad in town.config.squads
        ]
        town.config = town.config.model_copy(update={"squads": tuple(squads)})
        async with town.running():
            town.say(WANG, BUILDING_3, "/report 电梯坏了")
            await town.sees(MAHJONG, "#1")
            moved = town.world.migrate(MAHJONG)
            town.say(WANG, BUILDING_3, "/report 水管漏了")
            second = await town.sees(moved, "#2")
            assert await town.forge(CHEN, moved, second, "claim:1:1") == "好了"
            await town.sees(moved, "#1", "陈爷爷 已接单")
            await nothing_is_left(town)
        async with town.running():
            town.say(WANG, BUILDING_3, "/report 垃圾没人收")
            await town.sees(moved, "#3")
