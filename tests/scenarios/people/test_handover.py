"""A building in one file, for the lead alone; what is confidential isn't in it."""

import csv
import io
import zipfile

from icalendar import Calendar

from bot.playground.world import World
from tests.support.town import BUILDING_3, HE, JAMES, LI_LEI, MAPLE_HOUSE, OFFICE, WANG, Message, Town


async def pack(town: Town, person: int) -> zipfile.ZipFile:
    def find(world: World) -> Message | None:
        return next((one for one in reversed(world.messages(person)) if "document" in one), None)

    message = await town.world.until(find)
    file = town.world.files.get(message["document"]["file_id"])
    assert file is not None
    return zipfile.ZipFile(io.BytesIO(file.content))


def rows(archive: zipfile.ZipFile, beginning: str) -> list[list[str]]:
    (name,) = [one for one in archive.namelist() if one.startswith(beginning)]
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


async def test_a_lead_hands_over_all_of_the_building_and_it_is_written_down(town: Town) -> None:
    await town.settle_people()
    town.world.start(LI_LEI)
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(BUILDING_3, "#1")
    town.say(WANG, BUILDING_3, "/report 楼上天天吵架，噪音扰民")
    await town.sees(BUILDING_3, "#2")
    town.say(LI_LEI, BUILDING_3, "/handover")
    await town.sees(BUILDING_3, "3号楼的交接包已私聊发给您。")
    archive = await pack(town, LI_LEI)
    roster = rows(archive, "1 ")
    assert roster[0] == ["单元", "房号", "面积", "姓名", "业主", "已绑定"]
    assert ["2", "301", "72.10", "王阿姨", "王阿姨", "王阿姨"] in roster
    assert len(roster) == 11
    issues = rows(archive, "3 ")
    assert any("电梯坏了" in row for row in issues)
    assert [row[0] for row in issues if row[2] == "法律红管家"] == ["#2"]
    everything = "".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    assert "扰民" not in everything, "confidential"
    assert "李雷" in "".join(row[1] for row in rows(archive, "2 "))
    assert {name[0] for name in archive.namelist()} == set("12345678")
    calendar = next(name for name in archive.namelist() if name.endswith(".ics"))
    assert Calendar.from_ical(archive.read(calendar)).name == "VCALENDAR"
    town.say(HE, OFFICE, "/who trail")
    await town.sees(OFFICE, "李雷 导出了交接包（3号楼）")


async def test_in_english_and_only_for_those_who_lead(town: Town) -> None:
    await town.settle_people()
    town.say(JAMES, MAPLE_HOUSE, "/handover")
    await town.sees(MAPLE_HOUSE, "I may not write to you yet")
    town.world.start(JAMES)
    town.say(JAMES, JAMES, "/handover")
    assert rows(await pack(town, JAMES), "1 ")[0][0] == "unit"
    town.say(WANG, BUILDING_3, "/handover")
    await town.sees(BUILDING_3, "这件事由楼栋长和网格员来做。")
    town.say(JAMES, JAMES, "/handover 3号楼")
    await town.sees(JAMES, "That is for others to do: the building's lead and community workers.")
