"""Nobody can join a choice to a household: not by the bot, the chats, the logs, nor with the database's files alone."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, make_url, select

from bot.domain.vote.seal import Seal, Unsealable
from tests.scenarios.votes.talk import content_of, open_vote, press, voters
from tests.support.town import BUILDING_3, CHEN, HE, LI_LEI, WANG, Message, Town, shown

CHOICES = {WANG: "赞成", CHEN: "反对", HE: "赞成", LI_LEI: "弃权"}


def dump(url: str) -> str:
    """Return everything that stands in the database's tables."""
    engine = create_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = [
            [table.name, *map(str, row)]
            for table in tables.tables.values()
            for row in connection.execute(select(table))
        ]
    engine.dispose()
    return "\n".join("\t".join(row) for row in rows)


def files(url: str) -> bytes:
    """Return all bytes of SQLite's files, deleted pages and the log of writes with them."""
    name = make_url(url).database or ""
    return b"".join(path.read_bytes() for path in Path(name).parent.glob(f"{Path(name).name}*"))


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


async def _vote_all(town: Town, card: Message) -> dict[int, str]:
    """Let everybody vote, Wang twice; return the receipts that count."""
    await press(town, WANG, BUILDING_3, card, "反对")
    receipts = {}
    for person, choice in CHOICES.items():
        answer = await press(town, person, BUILDING_3, card, choice)
        receipts[person] = re.findall(r"回执 (\w{5}-\w{5})", answer)[0]
    return receipts


async def test_a_secret_vote_keeps_its_secret(town: Town, told: pytest.CaptureFixture[str]) -> None:
    database_url = town.config.database.url
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止", "改为不记名")
    receipts = await _vote_all(town, card)
    await town.settled()

    # While it runs: neither a choice nor a receipt stands anywhere, in rows, in deleted rows, in the log of writes.
    standing = dump(database_url)
    for receipt in receipts.values():
        assert receipt not in standing
    assert not re.search(r"ballot:1:[12-]", standing)
    if database_url.startswith("sqlite"):
        raw = files(database_url)
        assert not any(receipt.encode() in raw for receipt in receipts.values())
        assert b'"data":"ballot' not in raw
        assert "已投入票箱".encode() not in raw
        assert json.dumps("已投入票箱").strip('"').encode() not in raw
    for answer in ("赞成：", "反对：", "弃权："):
        assert town.find(BUILDING_3, answer) is None
    ballots = [line for line in standing.splitlines() if line.startswith("ballot\t")]
    assert len(ballots) == len(CHOICES)
    for line in ballots:
        with pytest.raises(Unsealable):
            Seal(b"somebody else's key, 32 bytes at least").open("vote 1 1", line.split("\t")[-1])

    town.clock.forward(days=5)
    await town.tick()
    await town.sees(BUILDING_3, "表决 1 已截止")
    rows = await _receipts(town)
    assert sorted(rows) == sorted((receipts[person], choice) for person, choice in CHOICES.items())
    await town.settled()

    # Afterwards: receipts with choices, and nothing that leads from them to a household or a neighbour.
    lines = dump(database_url).splitlines()
    by_receipt = [line for line in lines if line.startswith("ballot\t")]
    assert [line.split("\t")[3] for line in by_receipt] == sorted(receipts.values())
    others = "\n".join(line for line in lines if not line.startswith("ballot\t"))
    assert not any(receipt in others for receipt in receipts.values())
    said = told.readouterr()
    assert not any(receipt in said.out + said.err for receipt in receipts.values())


async def _receipts(town: Town) -> list[tuple[str, str]]:
    message = await town.world.until(lambda _: next((m for m in town.bots(BUILDING_3) if "全部回执" in shown(m)), None))
    content = content_of(town, message)
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head == ["回执", "选择"]
    return [(receipt, choice) for receipt, choice in rows]


async def test_whoever_changes_a_secret_ballot_gets_a_new_receipt(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止", "改为不记名")
    first = await press(town, WANG, BUILDING_3, card, "赞成")
    second = await press(town, WANG, BUILDING_3, card, "反对")
    assert "旧的作废" in second
    assert re.findall(r"\w{5}-\w{5}", first) != re.findall(r"\w{5}-\w{5}", second)
    town.clock.forward(days=5)
    await town.tick()
    rows = await _receipts(town)
    assert rows == [(re.findall(r"\w{5}-\w{5}", second)[0], "反对")]


async def test_minutes_of_a_secret_vote_name_no_households_choice(town: Town) -> None:
    card = await open_vote(town, LI_LEI, BUILDING_3, "大家投票：同意换门禁吗？周五晚8点截止", "改为不记名")
    await _vote_all(town, card)
    town.clock.forward(days=5)
    await town.tick()
    closed = await town.sees(BUILDING_3, "已截止", "[记录]")
    await press(town, LI_LEI, BUILDING_3, closed, "记录")
    sheet = await town.sees(BUILDING_3, "数据表")
    content = content_of(town, sheet).decode("utf-8-sig")
    assert "赞成,2" in content
    assert not any(label in content for label in voters())
