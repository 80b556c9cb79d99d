"""A lead brings the roster: shown before it is applied, and a wrong file changes nothing."""

import pytest

from bot.domain.ids import ChatId
from bot.domain.roles import Role
from bot.playground.world import World
from storage import households
from tests.support import settled
from tests.support.town import BUILDING_3, BUILDING_5, HE, JAMES, LI_LEI, MAPLE_HOUSE, WANG, Message, Town, shown

NEW = "单元,房号,面积,姓名,业主\n1,101,80.5,李家,李\n1,102,60,张家,张\n"


async def rooms(town: Town, building: int) -> dict[str, int]:
    community = town.bot.deps.neighbourhood.community
    found = await town.bot.memory.read(lambda tx: households.of_building(tx, community, ChatId(building)))
    return {home.label: home.area for home in found}


async def sees_document(town: Town, chat: int, *parts: str) -> Message:
    def find(world: World) -> Message | None:
        sent = (one for one in reversed(world.messages(chat)) if "document" in one and one["from"]["is_bot"])
        return next((one for one in sent if all(part in one.get("caption", "") for part in parts)), None)

    return await town.world.until(find)


def content(town: Town, message: Message) -> bytes:
    file = town.world.files.get(message["document"]["file_id"])
    assert file is not None
    return file.content


def bring(town: Town, person: int, chat: int, text: str | bytes, caption: str = "/roster") -> int:
    body = text if isinstance(text, bytes) else text.encode()
    return town.say(person, chat, caption, document=("名册.csv", body))


@pytest.fixture
async def people(town: Town) -> Town:
    await town.settle_people()
    for person in (LI_LEI, JAMES, HE):
        town.world.start(person)
    await town.settled()
    return town


async def test_a_worker_brings_a_buildings_first_roster_privately_in_gbk(people: Town) -> None:
    town = people
    town.say(HE, HE, "/roster 5号楼")
    await town.sees(HE, "5号楼的名册现有 0 户")
    bring(town, HE, HE, NEW.encode("gbk"), "")
    plan = await town.sees(HE, "5号楼：这个文件会带来的变化", "新增 2 户：1-101, 1-102", "[应用]", "[不改]")
    assert await rooms(town, BUILDING_5) == {}
    await town.press(HE, HE, plan, "应用")
    await town.sees(HE, "5号楼名册现有 2 户，共 140.5 平方米：新增 2、变更 0、移除 0。")
    assert await rooms(town, BUILDING_5) == {"1-101": 8_050, "1-102": 6_000}
    bring(town, HE, HE, NEW, "/roster 5号楼")
    again = await town.sees(HE, "这个文件会带来的变化", "2 户不变", "[好]")
    await town.press(HE, HE, again, "好")
    await town.sees(HE, "5号楼的名册没有改动。")


async def test_in_english_who_lives_there_stays_unless_the_lead_says_so(people: Town) -> None:
    town = people
    bring(town, JAMES, MAPLE_HOUSE, "unit,room,area\nA,1,72\nA,2,59\nB,1,72\n")
    plan = await town.sees(
        MAPLE_HOUSE, "Maple House: what this file changes", "3 changed: A-1, A-2 (58.5 → 59 m²), B-1",
        "4 not in the file any more: A-3, B-2, B-3, B-4", "1 not in the file, but somebody speaks for them: A-4",
    )  # fmt: skip
    assert "Okoro" not in shown(plan), "names are for leads only"
    await town.press(JAMES, MAPLE_HOUSE, plan, "Apply")
    await town.sees(MAPLE_HOUSE, "has 4 households now", "0 new, 3 changed, 4 gone")
    assert set(await rooms(town, MAPLE_HOUSE)) == {"A-1", "A-2", "A-4", "B-1"}
    bring(town, JAMES, MAPLE_HOUSE, "unit,room,area\nA,1,72\nA,2,59\nB,1,72\n")
    plan = await town.sees(MAPLE_HOUSE, "somebody speaks for them: A-4", "[Apply, and take those 1 off, too]")
    await town.press(JAMES, MAPLE_HOUSE, plan, "Apply, and take those 1 off, too")
    await town.sees(MAPLE_HOUSE, "has 3 households now")
    assert set(await rooms(town, MAPLE_HOUSE)) == {"A-1", "A-2", "B-1"}


async def test_a_wrong_file_changes_nothing_and_says_what_is_wrong(people: Town) -> None:
    town = people
    before = await rooms(town, BUILDING_3)
    bring(town, LI_LEI, BUILDING_3, "单元,房号,面积\n1,101,很大\n1,,50\n2,301,70\n2,301,71\n")
    wrong = await town.sees(
        BUILDING_3, "3号楼的名册没有改动：文件需要修改。", "第 2 行：“很大”不是面积", "第 3 行：缺房号",
        "第 5 行：2-301 与第 4 行重复",
    )  # fmt: skip
    assert "reply_markup" not in wrong
    bring(town, LI_LEI, BUILDING_3, b"PK\x03\x04...")
    await town.sees(BUILDING_3, "这是电子表格文件，请另存为 CSV 再发。")
    bring(town, LI_LEI, BUILDING_3, "\n".join(["单元,房号", *(f"{n}," for n in range(500))]))
    many = await sees_document(town, BUILDING_3, "还有 497 处，全部列在文件里")
    assert content(town, many).decode().count("缺房号") == 500
    bring(town, LI_LEI, BUILDING_3, b"x" * 2_000_001)
    await town.sees(BUILDING_3, "最多 2 MB")
    assert await rooms(town, BUILDING_3) == before


async def test_five_thousand_households_come_at_once(people: Town) -> None:
    town = people
    lines = [f"{n // 100},{n},{60 + n % 40}.5,王{n}" for n in range(5_000)]
    bring(town, HE, HE, "\n".join(["单元,房号,面积,姓名", *lines]), "/roster 5号楼")
    plan = await town.sees(HE, "新增 5000 户")
    await town.press(HE, HE, plan, "应用")
    await town.sees(HE, "名册现有 5000 户")
    bring(town, HE, HE, "\n".join(["单元,房号,面积,姓名", *lines, "x,1,1,y"]), "/roster 5号楼")
    await town.sees(HE, "文件有 5001 行，一次最多 5000 行。")


async def test_only_leads_bring_and_see_rosters_and_only_the_one_who_brought_it_decides(people: Town) -> None:
    town = people
    bring(town, WANG, BUILDING_3, NEW)
    await town.sees(BUILDING_3, "这件事由楼栋长和网格员来做。")
    town.say(WANG, BUILDING_3, "/roster export")
    await town.sees(BUILDING_3, "这件事由楼栋长和网格员来做。")
    bring(town, LI_LEI, BUILDING_3, NEW)
    plan = await town.sees(BUILDING_3, "这个文件会带来的变化", "[应用]")
    before = await rooms(town, BUILDING_3)
    assert await town.press(WANG, BUILDING_3, plan, "应用") != "好了"
    await settled.dismiss(town, LI_LEI, Role.BUILDING_LEAD, building=BUILDING_3)
    assert await town.press(LI_LEI, BUILDING_3, plan, "应用") == "这件事由楼栋长和网格员来做。"
    assert await rooms(town, BUILDING_3) == before


async def test_what_has_changed_since_it_was_shown_is_shown_again(people: Town) -> None:
    town = people
    bring(town, LI_LEI, BUILDING_3, NEW)
    plan = await town.sees(BUILDING_3, "已有人绑定 3 户")
    await settled.bind(town, WANG, BUILDING_3, "2-302")
    await town.press(LI_LEI, BUILDING_3, plan, "应用")
    again = await town.sees(BUILDING_3, "已有人绑定 4 户")
    assert len(await rooms(town, BUILDING_3)) == 10
    await town.press(LI_LEI, BUILDING_3, again, "应用")
    await town.sees(BUILDING_3, "名册现有 6 户")


async def test_a_copy_goes_to_the_lead_alone_and_can_be_brought_again(people: Town) -> None:
    town = people
    town.say(LI_LEI, BUILDING_3, "/roster 导出")
    await town.sees(BUILDING_3, "3号楼的名册已私聊发给您。")
    copy = await sees_document(town, LI_LEI, "3号楼名册，共 10 户")
    assert content(town, copy).startswith("\ufeff".encode()), "so that spreadsheets read it"
    assert "2,301,72.1,王阿姨,王阿姨" in content(town, copy).decode("utf-8-sig")
    assert not any("document" in one for one in town.bots(BUILDING_3))
    bring(town, LI_LEI, LI_LEI, content(town, copy), "")
    await town.sees(LI_LEI, "10 户不变", "[好]")
    said = bring(town, WANG, BUILDING_3, content(town, copy), "看看")
    town.say(LI_LEI, BUILDING_3, "/roster", reply_to=said)
    await town.sees(BUILDING_3, "10 户不变")
