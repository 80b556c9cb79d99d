"""The way to a household: link, code or the lead's word; and the way out."""

import pytest

from bot.domain.ids import HouseholdId, PersonId
from bot.domain.presses.joining import MoveOutPress
from bot.domain.roles import Role
from bot.playground.world import World
from bot.services import secret
from storage import households
from tests.support import settled
from tests.support.town import (
    BUILDING_3,
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


@pytest.fixture
async def people(town: Town) -> Town:
    """The town with its people at home, and Li Lei and James where the bot may write to them."""
    await town.settle_people()
    for lead in (LI_LEI, JAMES):
        town.world.start(lead)
    await town.settled()
    return town


async def follow_link(town: Town, person: int, chat: int, button: str) -> None:
    """Let somebody press the link under the bot's answer to /join."""
    town.say(person, chat, "/join")
    message = await town.sees(chat, f"[{button}]")
    (link,) = [one for row in message["reply_markup"]["inline_keyboard"] for one in row]
    town.world.start(person, link["url"].partition("start=")[2])


def data_of(message: Message, text: str) -> str:
    """Return what a button carries, to press it when it is gone."""
    buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    return str(next(button["callback_data"] for button in buttons if button["text"] == text))


async def homes_of(town: Town, person: int) -> list[str]:
    community = town.bot.deps.neighbourhood.community
    found = await town.bot.memory.read(lambda tx: households.of_person(tx, community, PersonId(person)))
    return [home.label for home in found]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that are made, in their order; what the bot sends is a PDF."""
    made: list[str] = []
    spell = secret.code

    def remembered() -> str:
        made.append(spell())
        return made[-1]

    monkeypatch.setattr(secret, "code", remembered)
    return made


async def sees_document(town: Town, person: int, *parts: str) -> Message:
    """Return the newest document that somebody was sent whose caption has all of these parts, once there is one."""

    def find(world: World) -> Message | None:
        sent = (one for one in reversed(world.messages(person)) if "document" in one)
        return next((one for one in sent if all(part in one.get("caption", "") for part in parts)), None)

    return await town.world.until(find)


async def test_somebody_names_their_home_and_the_lead_confirms_privately(people: Town) -> None:
    town = people
    await follow_link(town, WANG, BUILDING_3, "🏠 绑定我的房屋")
    await town.sees(WANG, "3号楼：您是哪一户？")
    town.say(WANG, WANG, "1单元202室")
    await town.sees(WANG, "已请3号楼楼栋长确认您住 1-202")
    card = await town.sees(LI_LEI, "王阿姨 说自己住 3号楼 1-202，是吗？", "[是，住这里]")
    await town.press(LI_LEI, LI_LEI, card, "是，住这里")
    await town.sees(WANG, "已绑定 3号楼 1-202")
    await town.sees(LI_LEI, "李雷 已确认")
    assert await homes_of(town, WANG) == ["1-202", "2-301"]
    assert not town.find(BUILDING_3, "1-202"), "who lives where is no matter for the group"
    forged = data_of(card, "不是")
    assert await town.forge(LI_LEI, LI_LEI, card, forged) == "这个已经有人处理了。"


async def test_in_english_and_the_lead_says_no(people: Town) -> None:
    town = people
    await follow_link(town, EMMA, MAPLE_HOUSE, "🏠 This is my home")
    await town.sees(EMMA, "Maple House: which household is yours?")
    town.say(EMMA, EMMA, "nowhere")
    await town.sees(EMMA, "I don't find that household on the roster of Maple House.")
    town.say(EMMA, EMMA, "3")
    await town.sees(EMMA, "There are several such rooms in Maple House.")
    town.say(EMMA, EMMA, "flat B-3")
    card = await town.sees(JAMES, "Emma Clarke says that B-3, Maple House is theirs.")
    await town.press(JAMES, JAMES, card, "No, they don't")
    await town.sees(EMMA, "The lead of Maple House hasn't confirmed B-3.")
    await town.sees(JAMES, "Not confirmed by James Okoro")
    assert await homes_of(town, EMMA) == ["A-2"]


async def test_a_lead_who_never_pressed_start_is_asked_in_the_chat_which_reads_only_the_unit(town: Town) -> None:
    await town.settle_people()
    await follow_link(town, CHEN, BUILDING_3, "🏠 绑定我的房屋")
    await town.sees(CHEN, "您是哪一户？")
    town.say(CHEN, CHEN, "2-302")
    card = await town.sees(BUILDING_3, "有邻居申请绑定 2 单元的一户", "李雷", "[是，住这里]")
    assert "302" not in shown(card)
    assert "陈爷爷" not in shown(card)
    look = "👁 是谁？（楼栋长可看）"
    assert await town.press(WANG, BUILDING_3, card, look) == "这件事由楼栋长和网格员来做。"
    assert await town.press(LI_LEI, BUILDING_3, card, look) == "陈爷爷: 2-302"
    assert await town.press(WANG, BUILDING_3, card, "是，住这里") == "这件事由楼栋长和网格员来做。"
    await town.press(HE, BUILDING_3, card, "是，住这里")
    await town.sees(CHEN, "已绑定 3号楼 2-302")
    forged = data_of(card, "是，住这里")
    assert await town.forge(LI_LEI, BUILDING_3, card, forged) == "这个已经有人处理了。"
    assert "302" not in shown(await town.sees(BUILDING_3, "何书记 已确认"))


async def test_where_nobody_leads_the_office_is_asked(town: Town) -> None:
    await town.settle_people()
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    await follow_link(town, CHEN, BUILDING_3, "🏠 绑定我的房屋")
    await town.sees(CHEN, "您是哪一户？")
    town.say(CHEN, CHEN, "2-302")
    card = await town.sees(OFFICE, "陈爷爷 说自己住 3号楼 2-302")
    await town.press(HE, OFFICE, card, "是，住这里")
    await town.sees(CHEN, "已绑定 3号楼 2-302")


async def test_a_role_taken_away_between_card_and_press(people: Town) -> None:
    town = people
    await follow_link(town, WANG, BUILDING_3, "🏠 绑定我的房屋")
    await town.sees(WANG, "您是哪一户？")
    town.say(WANG, WANG, "1-202")
    card = await town.sees(LI_LEI, "王阿姨 说自己住")
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    assert await town.press(LI_LEI, LI_LEI, card, "是，住这里") == "这件事由楼栋长和网格员来做。"
    assert await homes_of(town, WANG) == ["2-301"]


async def test_a_code_works_once_for_its_household(people: Town, printed: list[str]) -> None:
    town = people
    town.say(LI_LEI, BUILDING_3, "/invite")
    document = await sees_document(town, LI_LEI, "3号楼 6 户的邀请码")
    assert document["document"]["file_name"].endswith(".pdf")
    await town.sees(BUILDING_3, "3号楼的 6 个邀请码已私聊发给您")
    assert len(printed) == 6, "where nobody is yet"
    assert not any(code in str(town.world.messages(BUILDING_3)) for code in printed)
    await follow_link(town, CHEN, BUILDING_3, "🏠 绑定我的房屋")
    await town.sees(CHEN, "您是哪一户？")
    town.say(CHEN, CHEN, printed[-1].lower().replace("-", " "))
    await town.sees(CHEN, "已绑定 3号楼 2-302")
    assert await homes_of(town, CHEN) == ["2-101", "2-302"]
    await follow_link(town, WANG, BUILDING_3, "🏠 绑定我的房屋")
    await town.sees(WANG, "您是哪一户？")
    town.say(WANG, WANG, printed[-1])
    await town.sees(WANG, "这个邀请码不能用", "还可以试 4 次")


async def test_codes_are_revoked_and_guessing_ends(people: Town, printed: list[str]) -> None:
    town = people
    town.say(JAMES, MAPLE_HOUSE, "/invite B-3")
    await sees_document(town, JAMES, "Codes for 1 households of Maple House")
    town.say(JAMES, MAPLE_HOUSE, "/invite revoke")
    await town.sees(MAPLE_HOUSE, "1 codes of Maple House don't work any more.")
    await follow_link(town, EMMA, MAPLE_HOUSE, "🏠 This is my home")
    await town.sees(EMMA, "which household")
    for left in (4, 3, 2, 1, 0):
        town.say(EMMA, EMMA, printed[0])
        await town.sees(EMMA, f"Tries left: {left}")
    town.say(EMMA, EMMA, printed[0])
    await town.sees(EMMA, "That was wrong too often.")
    town.clock.forward(hours=1)
    town.say(EMMA, EMMA, printed[0])
    await town.sees(EMMA, "Tries left: 4")


async def test_a_link_of_another_place_or_an_old_one_leads_nowhere(people: Town) -> None:
    town = people
    town.world.start(WANG, "join_nosuchlink")
    await town.sees(WANG, "这个链接已经失效")
    town.say(WANG, WANG, "/join")
    asked = await town.sees(WANG, "您住在哪栋楼？", "[3号楼]", "[Maple House]")
    await town.press(WANG, WANG, asked, "3号楼")
    await town.sees(WANG, "3号楼：您是哪一户？")
    assert await town.forge(WANG, WANG, asked, "join_in:-77") == "这个链接已经失效。在本楼群里发 /join 会给您新的。"
    town.say(HE, OFFICE, "/join")
    await town.sees(OFFICE, "请在本楼群里或者私聊里发。")


async def test_somebody_asks_for_three_homes_at_most_and_for_none_that_is_theirs(people: Town) -> None:
    town = people
    for home in ("1-102", "1-202", "1-301"):
        await follow_link(town, WANG, BUILDING_3, "🏠 绑定我的房屋")
        await town.settled()
        town.say(WANG, WANG, home)
        await town.sees(WANG, f"确认您住 {home}")
    await follow_link(town, WANG, BUILDING_3, "🏠 绑定我的房屋")
    await town.settled()
    town.say(WANG, WANG, "2-201")
    await town.sees(WANG, "您已有三个申请在等待")
    town.say(WANG, WANG, "2-301")
    await town.sees(WANG, "已经是这样了。")


async def test_moving_out_oneself_keeps_the_record(people: Town) -> None:
    town = people
    town.say(WANG, BUILDING_3, "/moveout")
    await town.sees(BUILDING_3, "这个不方便在群里说")
    town.world.start(WANG)
    town.say(WANG, WANG, "/moveout")
    asked = await town.sees(WANG, "您从哪里搬走了？", "[2-301 · 3号楼]")
    await town.press(WANG, WANG, asked, "2-301")
    await town.sees(WANG, "已解除您与 3号楼 2-301 的绑定。")
    assert await homes_of(town, WANG) == []
    community = town.bot.deps.neighbourhood.community
    (record,) = await town.bot.memory.read(lambda tx: households.history_of(tx, community, PersonId(WANG)))
    assert record.until == town.clock()
    town.say(WANG, WANG, "/moveout")
    await town.sees(WANG, "没有绑定的房屋。")


async def test_a_lead_lets_somebody_move_out_and_nobody_else_may(people: Town) -> None:
    town = people
    said = town.say(CHEN, BUILDING_3, "我搬去女儿家了")
    town.say(WANG, BUILDING_3, "/moveout", reply_to=said)
    await town.sees(BUILDING_3, "这件事由楼栋长和网格员来做。")
    town.say(LI_LEI, BUILDING_3, "/moveout", reply_to=said)
    asked = await town.sees(LI_LEI, "陈爷爷 从哪里搬走了？", "[2-101 · 3号楼]")
    home = await settled.home(town, BUILDING_3, "2-101")
    press = MoveOutPress(HouseholdId(home.id), PersonId(CHEN)).pack()
    assert await town.forge(WANG, BUILDING_3, town.bots(BUILDING_3)[-1], press) == "这件事由楼栋长和网格员来做。"
    await town.press(LI_LEI, LI_LEI, asked, "2-101")
    await town.sees(LI_LEI, "已解除 陈爷爷 与 3号楼 2-101 的绑定。")
    assert await homes_of(town, CHEN) == []
    assert await town.forge(LI_LEI, LI_LEI, asked, press) == "没有绑定的房屋。"


async def test_an_older_neighbour_names_a_delegate_and_takes_it_back(people: Town) -> None:
    town = people
    said = town.say(WANG, BUILDING_3, "我帮您看着")
    town.say(CHEN, BUILDING_3, "/delegate", reply_to=said)
    await town.sees(BUILDING_3, "王阿姨 从现在起可以代 陈爷爷 表决、验收。")
    assert await homes_of(town, WANG) == ["2-101", "2-301"]
    community = town.bot.deps.neighbourhood.community
    delegates = await town.bot.memory.read(lambda tx: households.delegates_of(tx, community, PersonId(CHEN)))
    assert delegates == {WANG}
    town.say(CHEN, BUILDING_3, "/delegate", reply_to=said)
    await town.sees(BUILDING_3, "已经是这样了。")
    town.say(CHEN, BUILDING_3, "/delegate 取消", reply_to=said)
    await town.sees(BUILDING_3, "王阿姨 不再是您的代办人。")
    assert await homes_of(town, WANG) == ["2-301"]
    town.say(CHEN, BUILDING_3, "/delegate off", reply_to=said)
    await town.sees(BUILDING_3, "TA 不是您的代办人。")
    own = town.say(CHEN, BUILDING_3, "我自己")
    town.say(CHEN, BUILDING_3, "/delegate", reply_to=own)
    await town.sees(BUILDING_3, "不能指定自己为代办人。")


async def test_a_lead_names_a_delegate_for_a_household_that_isnt_on_telegram(people: Town) -> None:
    town = people
    town.say(EMMA, MAPLE_HOUSE, "hi")
    town.say(PRIYA, MAPLE_HOUSE, "/delegate A-1 @emma_clarke")
    await town.sees(MAPLE_HOUSE, "That is for others to do: the building's lead and community workers.")
    town.say(JAMES, MAPLE_HOUSE, "/delegate A-9 @emma_clarke")
    await town.sees(MAPLE_HOUSE, "I don't find that household on the roster.")
    town.say(JAMES, MAPLE_HOUSE, "/delegate A-1 @emma_clarke")
    await town.sees(MAPLE_HOUSE, "Emma Clarke may vote and accept repairs for James Okoro")
    assert await homes_of(town, EMMA) == ["A-1", "A-2"]


async def test_codes_are_only_for_leads_who_can_be_written_to(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/invite")
    await town.sees(BUILDING_3, "这件事由楼栋长和网格员来做。")
    town.say(LI_LEI, BUILDING_3, "/invite")
    await town.sees(BUILDING_3, "我还不能给您发私信")
    town.say(LI_LEI, BUILDING_3, "/invite 9-999")
    await town.sees(BUILDING_3, "名册上没有这一户")
    town.world.start(HE)
    await town.settled()
    town.say(HE, HE, "/invite")
    await town.sees(HE, "请写上是哪栋楼：3号楼, 5号楼, Maple House")
    town.say(HE, HE, "/invite 5号楼")
    await town.sees(HE, "没有需要邀请的住户")
