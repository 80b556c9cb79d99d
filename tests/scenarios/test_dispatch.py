"""Who gets an issue: the office says so where it isn't clear, and a squad may take turns."""

from dataclasses import replace

import pytest

from bot.domain.cause import Actor
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.services.deps import Deps
from nlp.understanding import Intent, Sureness, Understanding
from storage import people
from storage.database import Transaction
from tests.support.town import (
    BUILDING_3,
    EMMA,
    HE,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    ORDER,
    PROPERTY,
    TOM,
    WANG,
    Town,
)

UNCLEAR = "/report 那个东西又不行了"


async def met(town: Town, chat: int, *who: tuple[int, str]) -> None:
    """Let people be known in a chat."""

    def meet(tx: Transaction) -> None:
        for person, name in who:
            people.keep(tx, Actor(PersonId(person), name, "zh"))
            people.join(tx, ChatId(chat), PersonId(person), town.clock())

    await town.bot.memory.work(meet)


@pytest.fixture
def unsure(town: Town) -> None:
    """Let the bot guess what reports are about."""
    guess = Understanding(Intent.REPORT, sureness=Sureness.ACT, category="lift", category_confidence=0.29)
    read = town.bot.deps.read
    town.bot.deps.read = lambda said: guess if said.answers is None else read(said)


def take_turns(deps: Deps, key: str = "property") -> None:
    """Let a squad take turns."""
    squads = dict(deps.neighbourhood.squads)
    squads[SquadKey(key)] = replace(squads[SquadKey(key)], choices={"dispatch": "round_robin"})
    deps.neighbourhood = replace(deps.neighbourhood, squads=squads)


# ---- by hand ----


@pytest.mark.usefixtures("unsure")
async def test_what_is_not_clear_the_office_hands_on_with_a_button(town: Town) -> None:
    town.say(WANG, BUILDING_3, UNCLEAR)
    await town.sees(BUILDING_3, "#1", "社区办公室正在安排")
    question = await town.sees(OFFICE, "#1", "我拿不准该派给谁", "[物业红管家] [法律红管家]", "[社区办公室]")
    assert town.bots(PROPERTY) == []
    await town.press(HE, OFFICE, question, "物业红管家")
    task = await town.sees(PROPERTY, "#1", "那个东西又不行了", "14:00", "[接单]")
    await town.sees(BUILDING_3, "#1", "已派给 物业红管家")
    await town.sees(OFFICE, "#1 已转给")
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(BUILDING_3, "#1", "刘师傅 已接单")


@pytest.mark.usefixtures("unsure")
async def test_in_english(town: Town) -> None:
    town.say(EMMA, MAPLE_HOUSE, "/report That thing is at it again")
    await town.sees(MAPLE_HOUSE, "#1", "with the community office")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "#1", "[秩序红管家]"), "秩序红管家")
    await town.sees(ORDER, "#1", "That thing is at it again")
    await town.sees(MAPLE_HOUSE, "#1", "with the order stewards")


@pytest.mark.usefixtures("unsure")
async def test_of_two_that_hand_it_on_at_once_one_is_told_so(town: Town) -> None:
    town.say(WANG, BUILDING_3, UNCLEAR)
    question = await town.sees(OFFICE, "#1", "[物业红管家]")
    presses = [town.world.press(HE, OFFICE, question["message_id"], squad) for squad in ("物业红管家", "秩序红管家")]
    answers = [await town.answered(press) for press in presses]
    assert answers == ["好了", "#1 已经有人派好了。"]
    await town.settled()
    assert town.bots(ORDER) == []


@pytest.mark.usefixtures("unsure")
async def test_others_than_the_office_are_told_that_they_may_not(town: Town) -> None:
    town.say(WANG, BUILDING_3, UNCLEAR)
    question = await town.sees(OFFICE, "#1", "[物业红管家]")
    card = await town.sees(BUILDING_3, "#1")
    assert "这件事由网格员来做" in await town.forge(WANG, BUILDING_3, card, "send:1:property")
    for data in ("send:1:nobody", "send:1", "send:x:property", "send:1:property:x"):
        assert await town.forge(HE, OFFICE, question, data) != "好了"
    await town.settled()
    assert town.bots(PROPERTY) == []


@pytest.mark.usefixtures("unsure")
async def test_the_office_is_watched_like_any_squad_and_may_take_it_itself(town: Town) -> None:
    town.say(WANG, BUILDING_3, UNCLEAR)
    question = await town.sees(OFFICE, "#1", "[物业红管家]")
    town.clock.forward(hours=4)
    await town.tick()
    await town.sees(OFFICE, "⏰ #1 已经等了 4 小时")
    town.say(HE, OFFICE, "我来", reply_to=question["message_id"])
    await town.sees(BUILDING_3, "#1", "何书记 已接单")


@pytest.mark.usefixtures("unsure")
async def test_a_reporter_takes_back_what_has_no_squad_yet(town: Town) -> None:
    town.say(WANG, BUILDING_3, UNCLEAR)
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "#1", "[撤回]"), "撤回")
    await town.sees(BUILDING_3, "#1", "已撤回")


async def test_an_emergency_does_not_wait_for_anybody_to_hand_it_on(town: Town) -> None:
    town.say(WANG, BUILDING_3, "救命！有人打人了")
    await town.sees(BUILDING_3, "110")
    await town.settled()
    assert town.find(BUILDING_3, "社区办公室正在安排") is None


# ---- in turn ----


async def test_a_squad_takes_turns_and_the_others_wait_a_while(town: Town) -> None:
    await met(town, PROPERTY, (LIU, "刘师傅"), (TOM, "Tom"))
    take_turns(town.bot.deps)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    first = await town.sees(PROPERTY, "#1", "👉 刘师傅，这次轮到您；3月16日 12:00 起其他人也可以接。")
    town.clock.forward(minutes=1)
    town.say(WANG, BUILDING_3, "/report 楼道灯坏了")
    second = await town.sees(PROPERTY, "#2", "👉 Tom")
    assert await town.press(TOM, PROPERTY, first, "接单") == "#1 先留给 刘师傅，TA 不接的话您再接。"
    await town.press(TOM, PROPERTY, second, "接单")
    town.clock.forward(hours=2)
    await town.press(TOM, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    await town.sees(BUILDING_3, "#1", "Tom Reed 已接单")
    town.say(WANG, BUILDING_3, "/report 三楼水管漏水")
    await town.sees(PROPERTY, "#3", "👉 刘师傅")


async def test_what_somebody_gives_back_is_offered_to_the_next(town: Town) -> None:
    await met(town, PROPERTY, (LIU, "刘师傅"), (TOM, "Tom"))
    take_turns(town.bot.deps)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    task = await town.sees(PROPERTY, "#1", "👉 刘师傅")
    await town.press(LIU, PROPERTY, task, "接单")
    town.say(LIU, PROPERTY, "我弄不了，谁接", reply_to=task["message_id"])
    await town.sees(PROPERTY, "#1", "👉 Tom")


async def test_who_is_off_duty_or_has_enough_gets_nothing(town: Town) -> None:
    await met(town, PROPERTY, (LIU, "刘师傅"), (TOM, "Tom"))
    take_turns(town.bot.deps)
    town.say(LIU, PROPERTY, "/duty off")
    town.say(TOM, PROPERTY, "/duty cap 1")
    await town.settled()
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.press(TOM, PROPERTY, await town.sees(PROPERTY, "#1", "👉 Tom"), "接单")
    town.say(WANG, BUILDING_3, "/report 楼道灯坏了")
    task = await town.sees(PROPERTY, "#2", "[接单]")
    assert "👉" not in task["text"]
    assert await town.press(TOM, PROPERTY, task, "接单") == "您手上已有 1 件，到了您设的上限。要改发 /duty。"
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(BUILDING_3, "#2", "刘师傅 已接单")


# ---- a chat that is gone ----


async def test_what_a_squad_cannot_get_any_more_falls_to_the_office(town: Town) -> None:
    town.world.set_rights(town.world.bot.id, PROPERTY, "kicked")
    await town.settled()
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    task = await town.sees(OFFICE, "#1 电梯故障", "电梯坏了", "[接单]")
    await town.sees(OFFICE, "⚠️ 物业红管家 的群发不进去了，#1 先转到办公室")
    await town.sees(BUILDING_3, "#1", "已派给 社区办公室")
    await town.press(HE, OFFICE, task, "接单")
    await town.sees(BUILDING_3, "#1", "何书记 已接单")
