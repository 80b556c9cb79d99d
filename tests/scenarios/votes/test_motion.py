"""A vote from a lead's words to its minutes, in Chinese and in English."""

import re
from dataclasses import dataclass

import pytest

from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    HE,
    JAMES,
    LI_LEI,
    MAPLE_HOUSE,
    PRIYA,
    WANG,
    Message,
    Town,
    shown,
)


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation's words."""

    building: int
    lead: int
    voters: tuple[int, int, int]
    asked: str
    draft: tuple[str, ...]
    open: str
    card: tuple[str, ...]
    yes: str
    no: str
    cast: str
    changed: str
    turnout: str
    reached: str
    closed: tuple[str, ...]
    result: tuple[str, ...]


ZH = Words(
    building=BUILDING_3,
    lead=LI_LEI,
    voters=(WANG, CHEN, HE),
    asked="大家投票：充电桩装东门还是西门？周五晚8点截止",
    draft=("我理解的表决", "充电桩", "1. 东门", "2. 西门", "3月20日 20:00", "[✅ 开始表决]"),
    open="✅ 开始表决",
    card=("表决 1", "已投 0/10 户（0.0%）", "还差 5 户", "[东门]", "[西门]", "[弃权]"),
    yes="东门",
    no="西门",
    cast="2-301：“东门”已投入票箱。",
    changed="2-301：已改为“西门”。",
    turnout="已投 3/10 户（30.0%）",
    reached="还差 2 户",
    closed=("已截止", "参与不够", "东门：1", "西门：2"),
    result=("表决 1 已截止", "参与不够"),
)
EN = Words(
    building=MAPLE_HOUSE,
    lead=JAMES,
    voters=(EMMA, PRIYA, JAMES),
    asked="Please vote: charger at the east gate or the west gate? Closes Friday 8 pm",
    draft=("A vote, as I understand it", "1. ", "2. ", "20 Mar, 20:00", "[✅ Open the vote]"),
    open="✅ Open the vote",
    card=("Vote 1", "Turnout 0/8 households (0.0 %)", "needs 4 more households", "[Abstain]"),
    yes="east",
    no="west",
    cast="is in the box",
    changed="changed to",
    turnout="Turnout 3/8 households (37.5 %)",
    reached="needs 1 more households",
    closed=("closed", "Too few took part"),
    result=("Vote 1 is closed", "Too few took part"),
)
BOTH = pytest.mark.parametrize("words", [pytest.param(ZH, id="zh"), pytest.param(EN, id="en")])


async def press(town: Town, person: int, chat: int, message: Message, part: str) -> str:
    """Press the button whose text has this part."""
    rows = message["reply_markup"]["inline_keyboard"]
    button = next(button["text"] for row in rows for button in row if part in button["text"])
    return await town.press(person, chat, message, button)


@BOTH
async def test_a_vote_from_words_to_its_result(town: Town, words: Words) -> None:
    await town.settle_people()
    town.say(words.lead, words.building, words.asked)
    draft = await town.sees(words.building, *words.draft)
    await press(town, words.lead, words.building, draft, words.open)
    card = await town.sees(words.building, *words.card)
    first, second, third = words.voters
    assert words.cast in await press(town, first, words.building, card, words.yes)
    assert words.changed in await press(town, first, words.building, card, words.no)
    await press(town, second, words.building, card, words.yes)
    await press(town, third, words.building, card, words.no)
    await town.tick()
    town.clock.forward(seconds=6)
    await town.tick()
    standing = await town.sees(words.building, words.turnout, words.reached)
    assert standing["message_id"] == card["message_id"]
    assert not re.search(r"(东门|西门|gate)[：:] ?\d", shown(standing)), "nobody sees an interim figure"
    town.clock.forward(days=5)
    await town.tick()
    await town.sees(words.building, *words.closed)
    await town.sees(words.building, *words.result)
