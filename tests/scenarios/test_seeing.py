"""Lists, search, timelines, pictures and figures, in Chinese and in English."""

from dataclasses import dataclass

import pytest

from nlp.understanding import Intent, Place, Reader, Said, Sureness, Understanding
from tests.support.reading import Marks
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    EMMA,
    HE,
    JAMES,
    LEGAL,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    PROPERTY,
    WANG,
    XIAOMEI,
    ZHOU,
    Message,
    Town,
    shown,
)

PICTURE = b"a picture"


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation's words."""

    building: int
    resident: int
    neighbour: int
    trouble: str
    other: str
    open: str
    mine: str
    overdue: str
    nothing_overdue: str
    late: str
    nothing_mine: str
    page_2: str
    unknown: str
    of_unit_2: str
    search: str
    empty_search: str
    not_found: str
    round_2: str
    a_neighbour: str
    no_pictures: str
    stats: str
    month: str
    none: str
    period: str
    claim: str
    done: str
    fixed: str
    not_fixed: str
    unknown_number: str


ZH = Words(
    building=BUILDING_3,
    resident=WANG,
    neighbour=LI_LEI,
    trouble="电梯停在五楼",
    other="垃圾桶满了",
    open="没办完",
    mine="我的",
    overdue="逾期",
    nothing_overdue="没有逾期的诉求",
    late="已逾期 2 小时",
    nothing_mine="李雷，您没有未办结的诉求。",
    page_2="第 2/2 页",
    unknown="可以发 /issues",
    of_unit_2="/issues 2单元",
    search="/search 电梯",
    empty_search="要搜什么？",
    not_found="没有搜到“水管”",
    round_2="第 2 轮",
    a_neighbour="邻居 说没修好",
    no_pictures="#2 没有可以在这里看的照片。",
    stats="上报 2 · 接单 1 · 验收 0 · 退回 1",
    month="/stats 3月",
    none="这段时间没有人上报",
    period="要看哪段时间？",
    claim="我来",
    done="修好了，换了门机",
    fixed="修好了",
    not_fixed="没修好，门还是关不上",
    unknown_number="这里没有 #1 号诉求。",
)
EN = Words(
    building=MAPLE_HOUSE,
    resident=EMMA,
    neighbour=JAMES,
    trouble="The lift is stuck on floor five",
    other="The bins are full",
    open="Open",
    mine="Mine",
    overdue="Overdue",
    nothing_overdue="Nothing is overdue.",
    late="overdue for 2 hours",
    nothing_mine="James Okoro, nothing of yours is open.",
    page_2="page 2 of 2",
    unknown="I know /issues",
    of_unit_2="/issues unit 2",
    search="/search lifts",
    empty_search="What shall I look for?",
    not_found="I found nothing about “pipes”.",
    round_2="Round 2",
    a_neighbour="a neighbour sent it back",
    no_pictures="There are no pictures of #2 to show here.",
    stats="received 2 · claimed 1 · accepted as fixed 0 · sent back 1",
    month="/stats March",
    none="Nothing was reported.",
    period="Which time?",
    claim="I'll take it",
    done="Done, with a new motor",
    fixed="Fixed",
    not_fixed="Not fixed, the door won't shut",
    unknown_number="I don't know an issue #1 here.",
)
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


UNIT_2 = Place(building="3", unit="2")
MARKS = {
    "电梯": Understanding(Intent.REPORT, 0.9, Sureness.ACT, category="lift"),
    "lift": Understanding(Intent.REPORT, 0.9, Sureness.ACT, category="lift"),
    "垃圾": Understanding(Intent.REPORT, 0.9, Sureness.ACT, category="garbage", place=UNIT_2),
    "bins": Understanding(Intent.REPORT, 0.9, Sureness.ACT, category="garbage", place=UNIT_2),
    "水管": Understanding(Intent.REPORT, 0.9, Sureness.ACT, category="water_leak"),
    "吵": Understanding(Intent.REPORT, 0.9, Sureness.ACT, category="noise"),
    "2单元": Understanding(Intent.CHATTER, place=Place(unit="2")),
    "unit 2": Understanding(Intent.CHATTER, place=Place(unit="2")),
}
"""The first that is part of the text decides."""


def reads(said: Said) -> Understanding:
    """Read by marks."""
    if said.answers is not None:
        return Marks()(said)
    return next((one for mark, one in MARKS.items() if mark in said.text), Understanding(Intent.CHATTER))


@pytest.fixture
def read() -> Reader | None:
    """What the tests say is read by its marks."""
    return reads


async def listed(town: Town, person: int, chat: int, command: str, *parts: str) -> Message:
    """Let somebody ask, and return the bot's answer to just that."""
    await town.settled()
    asked = town.say(person, chat, command)
    await town.settled()
    answers = [one for one in town.bots(chat) if one["message_id"] > asked]
    assert len(answers) == 1
    for part in parts:
        assert part in shown(answers[0])
    return answers[0]


async def turned(town: Town, person: int, chat: int, message: Message, button: str, *parts: str) -> Message:
    """Let somebody press a button under a list, and return what the list has become."""
    await town.press(person, chat, message, button)
    await town.settled()
    now = next(one for one in town.bots(chat) if one["message_id"] == message["message_id"])
    for part in parts:
        assert part in shown(now)
    return now


@BOTH
async def test_lists_have_shelves_that_change_the_same_message(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, f"/report {words.trouble}")
    await town.sees(PROPERTY, "#1")
    open_ = await listed(town, words.neighbour, words.building, "/issues", "#1", f"[• {words.open}]", f"[{words.mine}]")
    mine = await turned(town, words.neighbour, words.building, open_, words.mine, words.nothing_mine)
    await turned(town, words.resident, words.building, mine, f"• {words.mine}", "#1", words.trouble)
    overdue = await turned(town, words.resident, words.building, mine, words.overdue, words.nothing_overdue)
    town.clock.forward(hours=6)
    await turned(town, words.resident, words.building, overdue, f"• {words.overdue}", "#1", words.late)
    await listed(town, words.neighbour, words.building, "/issues overdue", "#1", words.late)
    await listed(town, words.neighbour, words.building, "/issues 我的", words.nothing_mine)


@BOTH
async def test_lists_have_pages_and_forged_ones_show_the_last(town: Town, words: Words) -> None:
    for number in range(1, 11):
        # So many in a row of the same would be asked about: each is of its own.
        town.say(words.resident, words.building, f"/report {chr(0x4E00 + 97 * number) * 5}{chr(97 + number) * 5}")
        await town.sees(words.building, f"📋 #{number}")
    first = await listed(town, words.neighbour, words.building, "/issues", "#10", "#3", "[›]")
    assert "[#2]" not in shown(first)
    second = await turned(town, words.neighbour, words.building, first, "›", "[#2]", "[#1]", words.page_2, "[‹]")
    await town.forge(words.neighbour, words.building, second, "list:open:999:")
    await town.settled()
    await turned(town, words.neighbour, words.building, second, "‹", "[#10]")
    for forged in ("list:open:0:", "list:open:1000:", "list:secret:1:", "list:open:1:a b", "list:open:-1:"):
        assert "/help" in await town.forge(words.neighbour, words.building, second, forged)


@BOTH
async def test_a_place_narrows_a_list_and_other_words_are_answered_kindly(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, f"/report {words.trouble}")
    town.say(words.resident, words.building, f"/report {words.other}")
    await town.sees(PROPERTY, "#2")
    of_unit = await listed(town, words.neighbour, words.building, words.of_unit_2, "[#2]")
    assert "[#1]" not in shown(of_unit)
    await turned(town, words.neighbour, words.building, of_unit, words.overdue, words.nothing_overdue)
    await listed(town, words.neighbour, words.building, "/issues blue moon", words.unknown)


@BOTH
async def test_search_looks_into_old_and_new(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, f"/report {words.trouble}")
    card = await town.sees(words.building, "📋 #1")
    await town.forge(words.resident, words.building, card, "withdraw:1:1")
    await town.settled()
    found = await listed(town, words.neighbour, words.building, words.search, "🔎", words.trouble, "[#1]")
    town.say(words.neighbour, words.building, "/search 水管" if words is ZH else "/search pipes")
    await town.sees(words.building, words.not_found)
    town.say(words.neighbour, words.building, "/search")
    await town.sees(words.building, words.empty_search)
    await town.press(words.neighbour, words.building, found, "#1")
    await town.sees(words.building, "#1", words.a_neighbour.split(" ")[0])


@BOTH
async def test_a_timeline_shows_every_round_and_hides_neighbours_from_neighbours(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, f"/report {words.trouble}", photo=PICTURE)
    task = await town.sees(PROPERTY, "#1")
    town.say(LIU, PROPERTY, words.claim, reply_to=task["message_id"])
    await town.sees(PROPERTY, "刘师傅 已接单")
    town.say(LIU, PROPERTY, words.done, reply_to=task["message_id"], photo=PICTURE)
    question = await town.sees(words.building, f"[❌ {words.not_fixed.split('，')[0].split(',')[0]}]")
    town.say(words.resident, words.building, words.not_fixed, reply_to=question["message_id"])
    again = await town.sees(PROPERTY, "↩️")
    town.say(LIU, PROPERTY, words.claim, reply_to=again["message_id"])
    await town.settled()
    seen = await listed(town, words.neighbour, words.building, "/issue 1", words.round_2, words.a_neighbour, "[📷 2]")
    reporter = "王阿姨" if words is ZH else "Emma"
    assert reporter not in seen["text"]
    assert "刘师傅" in seen["text"]
    before = len([one for one in town.bots(words.building) if "photo" in one])
    await town.press(words.neighbour, words.building, seen, "📷 2")
    await town.settled()
    assert len([one for one in town.bots(words.building) if "photo" in one]) == before + 2
    in_full = await listed(town, LIU, PROPERTY, "/issue 1", "第 2 轮")
    assert reporter in in_full["text"]


@BOTH
async def test_an_issue_of_another_building_is_unknown_there(town: Town, words: Words) -> None:
    town.say(XIAOMEI, BUILDING_5, "/report 水管漏水")
    await town.sees(PROPERTY, "#1")
    await listed(town, words.neighbour, words.building, "/issue 1", words.unknown_number)
    town.say(words.resident, words.building, f"/report {words.trouble}")
    card = await town.sees(words.building, "📋 #2")
    for forged in ("show:1", "turn:1:1", "photos:1"):
        assert await town.forge(words.neighbour, words.building, card, forged) == words.unknown_number
    assert await town.forge(words.neighbour, words.building, card, "photos:2") == words.no_pictures
    found = await listed(town, words.neighbour, words.building, "/search 水管")
    assert "漏水" not in found["text"]


@BOTH
async def test_figures_come_with_a_picture(town: Town, words: Words) -> None:
    await listed(town, words.neighbour, words.building, "/stats", words.none)
    town.say(words.resident, words.building, f"/report {words.trouble}")
    town.say(words.resident, words.building, f"/report {words.other}")
    task = await town.sees(PROPERTY, "#1")
    await town.sees(PROPERTY, "#2")
    town.say(LIU, PROPERTY, words.claim, reply_to=task["message_id"])
    town.say(LIU, PROPERTY, words.done, reply_to=task["message_id"])
    question = await town.sees(words.building, f"[❌ {words.not_fixed.split('，')[0].split(',')[0]}]")
    town.say(words.resident, words.building, words.not_fixed, reply_to=question["message_id"])
    await town.settled()
    asked = town.say(words.neighbour, words.building, words.month)
    await town.settled()
    [picture] = [one for one in town.bots(words.building) if one["message_id"] > asked]
    assert "photo" in picture
    assert words.stats in picture["caption"]
    await listed(town, words.neighbour, words.building, "/stats soon", words.period)


async def test_what_is_confidential_is_seen_by_its_squad_and_the_office_alone(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 太吵，楼上天天吵架")
    await town.sees(LEGAL, "#1")
    await listed(town, LI_LEI, BUILDING_3, "/issues", "这里没有待办的诉求")
    await listed(town, LI_LEI, BUILDING_3, "/issues 我的", "没有未办结")
    found = await listed(town, LI_LEI, BUILDING_3, "/search 吵架", "没有搜到")
    assert "#1" not in found["text"]
    seen = await listed(town, LI_LEI, BUILDING_3, "/issue 1")
    assert "吵" not in seen["text"]
    assert "王阿姨" not in seen["text"]
    figures = await listed(town, LI_LEI, BUILDING_3, "/stats", "另有 1 条不公开")
    assert "photo" not in figures
    await listed(town, LIU, PROPERTY, "/search 吵架", "没有搜到")
    await listed(town, ZHOU, LEGAL, "/search 吵架", "楼上天天吵架")
    await listed(town, HE, OFFICE, "/search 吵架", "楼上天天吵架")
    await listed(town, HE, OFFICE, "/issues", "#1", "3号楼")


async def test_in_ones_own_chat_one_sees_ones_own_and_whats_open_where_one_lives(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 太吵，楼上天天吵架")
    await town.sees(LEGAL, "#1")
    town.say(LI_LEI, BUILDING_3, "/report 电梯停在五楼")
    await town.sees(PROPERTY, "#2")
    town.world.start(WANG)
    mine = await listed(town, WANG, WANG, "/issues", "#1", "吵架", "[• 我的]")
    assert "#2" not in mine["text"]
    open_ = await turned(town, WANG, WANG, mine, "没办完", "#2", "电梯停在五楼")
    assert "3号楼" in open_["text"]
    town.world.start(XIAOMEI)
    await listed(town, XIAOMEI, XIAOMEI, "/issues", "没有未办结的诉求")
    await listed(town, XIAOMEI, XIAOMEI, "/search 电梯", "没有搜到")
    await listed(town, XIAOMEI, XIAOMEI, "/issue 2", "这里没有 #2 号诉求")
