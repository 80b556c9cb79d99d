"""Reports that look like an open issue: asked about, joined, or filed all the same."""

from dataclasses import dataclass

import pytest

from nlp.understanding import Reader
from tests.support.reading import Marks
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    EMMA,
    JAMES,
    LEGAL,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    PROPERTY,
    WANG,
    XIAOMEI,
    Town,
    shown,
)


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation's words."""

    building: int
    resident: int
    neighbour: int
    trouble: str
    again: str
    asked: str
    too: str
    other: str
    joined: str
    same: str
    own: str
    over: str


ZH = Words(
    building=BUILDING_3,
    resident=WANG,
    neighbour=LI_LEI,
    trouble="电梯坏了，停在五楼",
    again="电梯坏了，门打不开",
    asked="这像是 #1 电梯故障 · 3栋2单元",
    too="👍 我也遇到",
    other="不是，另外登记",
    joined="👍 李雷 也遇到了：#1 电梯故障",
    same="是同一件",
    own="好的，就是 #1 电梯故障",
    over="#1 已经办结了。",
)
EN = Words(
    building=MAPLE_HOUSE,
    resident=EMMA,
    neighbour=JAMES,
    trouble="The lift is broken, it's stuck on floor 5",
    again="The lift is broken, its door won't open",
    asked="That looks like #1 Lift · Building 3, unit 2",
    too="👍 Me too",
    other="It's another one",
    joined="👍 James Okoro has it, too: #1 Lift",
    same="Yes, the same",
    own="All right, it is #1 Lift",
    over="#1 is closed.",
)
PICTURE = b"a picture"
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])


@pytest.fixture
def read() -> Reader | None:
    """What is broken is clear; what is dangerous is an emergency."""
    return Marks()


@BOTH
async def test_who_has_the_same_trouble_joins_with_one_press(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.trouble)
    await town.sees(PROPERTY, "#1")
    again = town.say(words.neighbour, words.building, words.again)
    question = await town.sees(words.building, words.asked, f"[{words.too}]")
    assert question["reply_to_message"]["message_id"] == again
    await town.press(words.neighbour, words.building, question, words.too)
    await town.sees(words.building, words.joined)
    town.clock.forward(hours=1)
    await town.tick()
    await town.settled()
    assert town.find(PROPERTY, "#2") is None
    town.say(LIU, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "#1", words.trouble)


@BOTH
async def test_another_trouble_is_filed_when_its_writer_says_so(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.trouble)
    await town.sees(PROPERTY, "#1")
    town.say(words.neighbour, words.building, words.again)
    question = await town.sees(words.building, words.asked)
    await town.press(words.neighbour, words.building, question, words.other)
    await town.sees(PROPERTY, "#2")
    # The question has become the card.
    card = await town.sees(words.building, "📋 #2")
    assert card["message_id"] == question["message_id"]
    town.clock.forward(hours=1)
    await town.tick()
    await town.settled()
    assert town.find(PROPERTY, "#3") is None


@BOTH
async def test_a_report_whose_writer_says_nothing_is_filed_all_the_same(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.trouble)
    await town.sees(PROPERTY, "#1")
    town.say(words.neighbour, words.building, words.again)
    question = await town.sees(words.building, words.asked)
    town.clock.forward(minutes=14)
    await town.tick()
    await town.settled()
    assert town.find(PROPERTY, "#2") is None
    town.clock.forward(minutes=1)
    await town.tick()
    await town.sees(PROPERTY, "#2")
    card = await town.sees(words.building, "📋 #2")
    assert card["message_id"] == question["message_id"]


@BOTH
async def test_who_reports_the_same_again_is_asked_about_their_own(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.trouble)
    await town.sees(PROPERTY, "#1")
    town.say(words.resident, words.building, f"/report {words.again}")
    question = await town.sees(words.building, words.asked, f"[{words.same}]")
    await town.press(words.resident, words.building, question, words.same)
    await town.sees(words.building, words.own)


@BOTH
async def test_only_the_writer_answers_and_only_once(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.trouble)
    await town.sees(PROPERTY, "#1")
    again = town.say(words.neighbour, words.building, words.again)
    question = await town.sees(words.building, words.asked)
    not_yours = await town.press(words.resident, words.building, question, words.too)
    assert not_yours in {"我问的是发这条消息的邻居。", "I was asking the neighbour who wrote that."}
    await town.press(words.neighbour, words.building, question, words.too)
    gone = await town.forge(words.neighbour, words.building, question, f"same:{again}")
    assert gone in {"这个已经回答过了。", "That has been answered already."}
    gone = await town.forge(words.neighbour, words.building, question, "same:4711")
    assert gone in {"这个已经回答过了。", "That has been answered already."}


@BOTH
async def test_what_has_been_closed_in_the_meantime_cannot_be_joined(town: Town, words: Words) -> None:
    town.say(words.resident, words.building, words.trouble)
    card = await town.sees(words.building, "📋 #1")
    town.say(words.neighbour, words.building, words.again)
    question = await town.sees(words.building, words.asked)
    await town.forge(words.resident, words.building, card, "withdraw:1:1")
    assert await town.press(words.neighbour, words.building, question, words.too) == words.over
    await town.press(words.neighbour, words.building, question, words.other)
    await town.sees(PROPERTY, "#2")


async def test_an_emergency_is_filed_at_once(town: Town) -> None:
    town.say(WANG, BUILDING_3, "电梯坏了，停在五楼")
    await town.sees(PROPERTY, "#1")
    town.say(LI_LEI, BUILDING_3, "有人困在电梯里，电梯停在五楼")
    await town.sees(PROPERTY, "#2", "紧急")
    assert town.find(BUILDING_3, "这像是") is None


async def test_another_building_and_another_unit_have_a_trouble_of_their_own(town: Town) -> None:
    town.say(WANG, BUILDING_3, "电梯坏了")
    await town.sees(PROPERTY, "#1")
    town.say(XIAOMEI, BUILDING_5, "电梯坏了")
    await town.sees(PROPERTY, "#2")
    assert town.find(BUILDING_5, "这像是") is None


async def test_what_is_confidential_is_compared_with_nothing(town: Town) -> None:
    town.say(WANG, BUILDING_3, "楼上天天太吵，孩子睡不着")
    await town.sees(LEGAL, "#1")
    town.say(LI_LEI, BUILDING_3, "楼上天天太吵，孩子睡不着")
    await town.sees(LEGAL, "#2")
    told = " ".join(shown(message) for message in town.bots(BUILDING_3))
    assert "像是" not in told
    assert "孩子" not in told


async def test_pictures_go_with_the_report_wherever_it_goes(town: Town) -> None:
    town.say(WANG, BUILDING_3, "电梯坏了")
    await town.sees(PROPERTY, "#1")
    town.say(LI_LEI, BUILDING_3, "电梯坏了", photo=PICTURE)
    question = await town.sees(BUILDING_3, "这像是 #1")
    await town.press(LI_LEI, BUILDING_3, question, "👍 我也遇到")
    await town.sees(PROPERTY, "🛠 #1", "📷 1")
