"""Everybody sees what is kept of them, takes it with them, and is erased without a hole in the record."""

import json
import re
from typing import Any

from sqlalchemy import select

from bot.domain.ids import ChatId, IssueNumber, PersonId
from bot.domain.issue import IssueState
from bot.playground.world import World
from storage import households, issues
from storage.database import Transaction
from storage.tables import INBOX, METADATA, OUTBOX
from tests.support import settled
from tests.support.town import BUILDING_3, CHEN, EMMA, LIU, MAPLE_HOUSE, PROPERTY, WANG, Message, Town


async def exported(town: Town, person: int) -> dict[str, list[dict[str, Any]]]:
    def find(world: World) -> Message | None:
        return next((one for one in reversed(world.messages(person)) if "document" in one), None)

    message = await town.world.until(find)
    file = town.world.files.get(message["document"]["file_id"])
    assert file is not None
    return json.loads(file.content)  # type: ignore[no-any-return]


def traces(tx: Transaction, person: int, name: str) -> list[str]:
    """Return where somebody still stands: by their number, or by their name."""
    found = []
    for table in METADATA.sorted_tables:
        if table in {INBOX, OUTBOX}:
            continue
        for row in tx.execute(select(table)).mappings():
            for column, value in row.items():
                if value == person or (isinstance(value, str) and (name in value or str(person) in value)):
                    found.append(f"{table.name}.{column}")
    return found


async def test_it_says_in_words_what_is_kept_and_gives_it_as_a_file(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(BUILDING_3, "#1")
    town.say(WANG, BUILDING_3, "/me")
    await town.sees(BUILDING_3, "这个不方便在群里说")
    town.world.start(WANG)
    town.say(WANG, WANG, "/me")
    card = await town.sees(WANG, "您的名字：王阿姨", "您绑定了 3号楼 2-301", "您上报的诉求：1")
    await town.press(WANG, WANG, card, "导出全部")
    rows = await exported(town, WANG)
    assert rows["person"][0]["name"] == "王阿姨"
    assert rows["issue"][0]["text"] == "电梯坏了"
    assert rows["binding"][0]["person_id"] == WANG


async def test_the_file_has_nobody_elses_words_or_numbers(town: Town) -> None:
    await town.settle_people()
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    await town.sees(PROPERTY, "#1", "刘师傅")
    town.world.start(LIU)
    town.say(LIU, LIU, "/me")
    await town.press(LIU, LIU, await town.sees(LIU, "您接过的单：1"), "导出全部")
    rows = await exported(town, LIU)
    assert [row["number"] for row in rows["issue"]] == [1]
    assert not re.search(rf"\b{WANG}\b", json.dumps(rows))
    assert "电梯坏了" not in json.dumps(rows, ensure_ascii=False)


async def test_who_is_erased_leaves_facts_and_no_trace(town: Town) -> None:
    await town.settle_people()
    town.say(CHEN, BUILDING_3, "/report 楼道灯坏了")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    await settled.bind(town, CHEN, BUILDING_3, "2-302")
    town.world.start(CHEN)
    town.say(CHEN, CHEN, "/me")
    card = await town.sees(CHEN, "我保存的关于您的资料", "[注销我的资料]")
    await town.press(CHEN, CHEN, card, "注销我的资料")
    sure = await town.sees(CHEN, "要注销您的资料吗？", "[是，注销]")
    await town.press(CHEN, CHEN, sure, "不，留着")
    await town.sees(CHEN, "好的，什么都不动。")
    await town.press(CHEN, CHEN, card, "注销我的资料")
    sure = await town.sees(CHEN, "要注销您的资料吗？", "[是，注销]")
    await town.press(CHEN, CHEN, sure, "是，注销")
    await town.sees(CHEN, "已经办好。")
    await town.settled()
    left = await town.bot.memory.read(lambda tx: traces(tx, CHEN, "陈爷爷"))
    assert set(left) <= {"household.owner", "household.names"}, "the roster is the lead's"
    community = town.bot.deps.neighbourhood.community
    issue = await town.bot.memory.read(lambda tx: issues.access(tx, community, IssueNumber(1)))
    assert issue.text == "楼道灯坏了"
    assert issue.reporter < 0
    homes = await town.bot.memory.read(lambda tx: households.bound_in(tx, community, ChatId(BUILDING_3)))
    assert len(homes) == 3, "of Wang, Li Lei and He"
    town.say(LIU, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "#1", "前邻居 上报")


async def test_a_steward_who_is_erased_gives_tasks_back_first(town: Town) -> None:
    town.say(EMMA, MAPLE_HOUSE, "/report The lift is stuck")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1", "[接单]"), "接单")
    await town.sees(PROPERTY, "#1", "刘师傅")
    town.world.start(LIU)
    town.say(LIU, LIU, "/me")
    await town.press(LIU, LIU, await town.sees(LIU, "您接过的单：1"), "注销我的资料")
    sure = await town.sees(LIU, "要注销您的资料吗？", "会退回您手上的单：1")
    await town.press(LIU, LIU, sure, "是，注销")
    await town.sees(LIU, "已经办好。")
    await town.sees(PROPERTY, "#1", "[接单]")
    community = town.bot.deps.neighbourhood.community
    issue = await town.bot.memory.read(lambda tx: issues.access(tx, community, IssueNumber(1)))
    assert issue.state is IssueState.DISPATCHED
    assert issue.claimed_by is None
    await town.settled()
    assert await town.bot.memory.read(lambda tx: traces(tx, LIU, "刘师傅")) == []
    assert await town.forge(LIU, LIU, sure, "me:sure") == "没有保存您的任何资料。"
    assert PersonId(LIU) not in {person for _, person in town.bot.deps.met}


async def test_in_english(town: Town) -> None:
    await town.settle_people()
    town.world.start(EMMA)
    town.say(EMMA, EMMA, "/me")
    card = await town.sees(EMMA, "your name: Emma Clarke", "you speak for A-2, Maple House")
    await town.press(EMMA, EMMA, card, "Erase me")
    await town.press(EMMA, EMMA, await town.sees(EMMA, "Shall I erase you?"), "Yes, erase me")
    await town.sees(EMMA, "It is done.")
