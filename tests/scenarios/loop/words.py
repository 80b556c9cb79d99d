"""What people say on the side roads, in Chinese and in English."""

from dataclasses import dataclass

import pytest

from tests.support.town import (
    BUILDING_3,
    CHEN,
    EMMA,
    JAMES,
    LI_LEI,
    MAPLE_HOUSE,
    PRIYA,
    PROPERTY,
    WANG,
    Message,
    Town,
)


@dataclass(frozen=True, slots=True)
class Words:
    """One conversation's words."""

    building: int
    resident: int
    neighbour: int
    other: int
    trouble: str
    shared: str
    release: str
    to_legal: str
    to_tom: str
    rest: str
    not_ours: str
    whose: str
    done: str
    fixed: str
    not_fixed: str
    same: str
    another: str
    me_too: str
    me_too_button: str
    hurry: str
    hurry_button: str
    question: str
    answer: str
    just_answer: str
    rating: str
    withdrawn: str
    resting: str
    waits: str
    free: str
    not_community: str
    same_as: str
    thanks: str
    silent: str
    accept: str


ZH = Words(
    building=BUILDING_3,
    resident=WANG,
    neighbour=LI_LEI,
    other=CHEN,
    trouble="/report 我家301厨房水管漏水了",
    shared="/report 3栋2单元的电梯坏了",
    release="我弄不了，谁接",
    to_legal="转给法律",
    to_tom="转给Tom",
    rest="等配件，下周三再弄",
    not_ours="不归我们管，找自来水公司",
    whose="自来水公司",
    done="修好了，换了一截新水管",
    fixed="修好了",
    not_fixed="没修好，还在漏",
    same="和#1一样",
    another="不是，另外登记",
    me_too="我家也是",
    me_too_button="👍 我也遇到",
    hurry="催一下",
    hurry_button="催一下",
    question="请问是几楼的水管？",
    answer="三楼厨房",
    just_answer="直接回复这条消息就行",
    rating="5分",
    withdrawn="撤回",
    resting="暂缓到",
    waits="在等答复",
    free="已派给 物业红管家",
    not_community="不归社区管",
    same_as="与 #1 是同一件事",
    thanks="已验收",
    silent="视为修好",
    accept="请验收",
)
EN = Words(
    building=MAPLE_HOUSE,
    resident=EMMA,
    neighbour=JAMES,
    other=PRIYA,
    trouble="/report The bathroom tap in flat 301 drips",
    shared="/report The lift has broken down",
    release="I can't do it, who takes over?",
    to_legal="pass it to legal",
    to_tom="hand this over to Tom",
    rest="waiting for parts, Wednesday",
    not_ours="not ours, call the water company",
    whose="the water company",
    done="Done, put in a new piece of pipe",
    fixed="works now",
    not_fixed="Not fixed, still leaking",
    same="this is the same as #1",
    another="It's another one",
    me_too="me too",
    me_too_button="👍 Me too",
    hurry="any news?",
    hurry_button="Hurry up",
    question="Could you tell us which floor it is?",
    answer="the third floor, kitchen",
    just_answer="Just answer this message",
    rating="5 stars",
    withdrawn="never mind, my mistake",
    resting="rests with",
    waits="waits for an answer",
    free="with the property stewards",
    not_community="not the community's to mend",
    same_as="the same as #1",
    thanks="is accepted",
    silent="nobody objected",
    accept="is it?",
)
BOTH = pytest.mark.parametrize("words", [pytest.param(ZH, id="zh"), pytest.param(EN, id="en")])


async def reported(town: Town, words: Words, trouble: str | None = None) -> Message:
    """Let the resident report something; return the squad's card."""
    town.say(words.resident, words.building, trouble or words.trouble)
    return await town.sees(PROPERTY, "[接单]")


async def claimed(town: Town, words: Words, steward: int, trouble: str | None = None) -> Message:
    """Let the resident report something and a steward take it; return the squad's card."""
    task = await reported(town, words, trouble)
    await town.press(steward, PROPERTY, task, "接单")
    return await town.sees(PROPERTY, "[好了]")


async def resolved(town: Town, words: Words, steward: int, trouble: str | None = None) -> Message:
    """Let a steward mend it, too; return the question whether it's fixed."""
    task = await claimed(town, words, steward, trouble)
    town.say(steward, PROPERTY, words.done, reply_to=task["message_id"])
    return await town.sees(words.building, words.accept)


async def met(town: Town, steward: int, chat: int = PROPERTY) -> None:
    """Let the bot meet a steward in the squad's chat."""
    town.say(steward, chat, "/duty on")
    await town.settled()
