"""What leads see: the roster before it is applied, the figures of a building, the sheet of a stand-up."""

from docs.screenshots.camera import Camera
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    CHEN,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    PRIYA,
    PROPERTY,
    TOM,
    WANG,
    XIAOMEI,
    ZHAO,
    Town,
)

ROSTER_ZH = """单元,房号,面积,姓名,业主
1,101,68.50,何书记,何书记
1,102,54.20,吴家,吴家
1,201,89.36,李雷,李雷
1,202,54.20,赵家,赵家
1,301,70.10,赵家,赵家
2,101,61.75,陈爷爷,陈爷爷
2,201,89.36,孙家,孙家
2,202,72.10,周家,周家
2,301,72.10,王阿姨,王阿姨
2,302,96.04,钱家,钱家
2,401,96.04,郑家,郑家
"""
ROSTER_EN = """unit,room,area,names,owner
A,1,72.00,Brown,Brown
A,2,58.50,Clarke,Clarke
A,3,58.50,Garcia,Garcia
A,4,95.25,Nair,Nair
A,5,95.25,Silva,Silva
B,1,72.00,Okoro,Okoro
B,2,58.50,Kowalski,Kowalski
B,3,64.30,Garcia,Garcia
B,4,96.00,Svensson,Svensson
"""
REPORTS_ZH = (
    (WANG, "/report 3栋2单元的电梯门关不上"),
    (CHEN, "/report 2单元三楼的楼道灯不亮了"),
    (HE, "/report 1单元门口的垃圾桶满了"),
    (LI_LEI, "/report 楼下车库门口有人乱停车，堵住了"),
    (CHEN, "/report 我家101厨房水管漏水"),
    (WANG, "/report 2单元四楼走廊的灯也灭了"),
)
REPORTS_EN = (
    (EMMA, "/report The lift door on floor 2 won't close"),
    (PRIYA, "/report The light on the third floor is out"),
    (JAMES, "/report Somebody parks in front of the garage"),
    (EMMA, "/report The bathroom tap in flat A-2 drips"),
)


async def chinese(town: Town, camera: Camera) -> None:
    """Bring building 3's roster; let its reports be mended, sent back, counted."""
    await _settle(town)
    town.say(LI_LEI, LI_LEI, "/roster", document=("名册.csv", ROSTER_ZH.encode()))
    await town.sees(LI_LEI, "这个文件会带来的变化")
    await camera.talk("roster-zh", LI_LEI, LI_LEI, "名册.csv")
    for person, words in REPORTS_ZH:
        town.say(person, BUILDING_3, words)
        await town.settled()
        town.clock.forward(minutes=7)
    town.say(XIAOMEI, BUILDING_5, "/report 单元门的门禁刷不开")
    await town.settled()
    for number in (1, 2, 5):
        task = await town.sees(PROPERTY, f"#{number} ", "[接单]")
        town.say(LIU, PROPERTY, "我来", reply_to=task["message_id"])
        await town.sees(PROPERTY, f"#{number} ", "刘师傅 已接单")
        town.clock.forward(hours=1)
        town.say(LIU, PROPERTY, "修好了，换了新的", reply_to=task["message_id"])
        asked = await town.sees(BUILDING_3, f"#{number} ", "[✅ 修好了]")
        await town.press(CHEN if number > 1 else WANG, BUILDING_3, asked, "❌ 没修好" if number == 1 else "✅ 修好了")
        await town.settled()
    town.say(LI_LEI, BUILDING_3, "/stats")
    await town.sees(BUILDING_3, "诉求统计")
    await town.settled()
    await camera.talk("stats-zh", LI_LEI, BUILDING_3, "/stats")
    town.say(HE, OFFICE, "/event 每周三晚7点周周碰，地点党群服务中心")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "周周碰", "[社区办公室]"), "社区办公室")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "周周碰", "排上日程吗？"), "✅ 好")
    await town.sees(OFFICE, "📅 周周碰")
    town.clock.forward(days=1, hours=6)
    await town.tick()
    sheet = await town.sees(PROPERTY, "周周碰", "一件一行")
    town.clock.forward(minutes=12)
    town.say(ZHAO, PROPERTY, "#1 周五前换门机，刘师傅", reply_to=sheet["message_id"])
    await town.sees(PROPERTY, "✅ #1", "换门机")
    await town.settled()
    await camera.talk("standup-zh", ZHAO, PROPERTY, "周周碰 ·")


async def english(town: Town, camera: Camera) -> None:
    """Bring Maple House's roster; let a report be sent back, and a stand-up be prepared."""
    await _settle(town)
    town.say(JAMES, JAMES, "/roster", document=("roster.csv", ROSTER_EN.encode()))
    await town.sees(JAMES, "what this file changes")
    await camera.talk("roster-en", JAMES, JAMES, "roster.csv")
    for person, words in REPORTS_EN:
        town.say(person, MAPLE_HOUSE, words)
        await town.settled()
        town.clock.forward(minutes=7)
    for number, verdict in ((1, "❌ Not fixed"), (2, "✅ Fixed")):
        task = await town.sees(PROPERTY, f"#{number} ", "[I'll take it]")
        town.say(TOM, PROPERTY, "I'll take it", reply_to=task["message_id"])
        await town.sees(PROPERTY, f"#{number} ", "with Tom Reed")
        town.clock.forward(hours=1)
        town.say(TOM, PROPERTY, "Done, put in a new one", reply_to=task["message_id"])
        asked = await town.sees(MAPLE_HOUSE, f"#{number}", "[✅ Fixed]")
        await town.press(EMMA if number == 1 else PRIYA, MAPLE_HOUSE, asked, verdict)
        await town.settled()
    town.say(HE, OFFICE, "/event every Wednesday 7pm stand-up, at the service centre")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "stand-up", "[community office]"), "community office")
    await town.press(HE, OFFICE, await town.sees(OFFICE, "stand-up", "Shall I put it on the calendar?"), "✅ Yes")
    await town.sees(OFFICE, "📅 stand-up")
    town.clock.forward(days=1, hours=6, minutes=50)
    await town.tick()
    sheet = await town.sees(PROPERTY, "Stand-up", "one line an issue")
    town.clock.forward(minutes=12)
    town.say(ZHAO, PROPERTY, "#1 new door motor by Friday, Tom", reply_to=sheet["message_id"])
    await town.sees(PROPERTY, "✅ #1", "new door motor")
    await town.settled()
    await camera.talk("standup-en", ZHAO, PROPERTY, "Stand-up,")


async def _settle(town: Town) -> None:
    await town.settle_people()
    for person in (LI_LEI, JAMES, HE):
        town.world.start(person)
    for person in (LIU, TOM, ZHAO):
        town.say(person, PROPERTY, "/duty on")
    await town.settled()
