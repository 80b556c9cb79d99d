"""Votes: the count alone, and ballots from end to end: presses at the playground, HTTP, the bot's process, SQLite.

A building of three thousand households, one neighbour in each, votes on a motion by the buttons of its card. A ballot
counts when it lies in the box and its answer is owed, which is one transaction. Edits of the card are counted at the
server while five hundred ballots come in a minute, evenly.
"""

import asyncio
import random
import sqlite3
import tempfile
import time
from pathlib import Path

from benchmarks.loop import PATIENCE, Town, start
from benchmarks.rows import Row
from bot.domain.vote.form import Form, Option, VoteKind
from bot.domain.vote.rule import PRESETS, Preset, Weight
from bot.domain.vote.tally import decide, pile
from bot.playground.server import Playground
from bot.playground.world import World

BALLOTS = 1_000_000
HOUSEHOLDS = 3_000
RUSH = 500
MINUTE = 60.0
OPTIONS = 5
BUILDING = -1_002_000_000_000
OFFICE = -1_002_100_000_000
FIRST_PERSON = 10_000
LEAD = 9_999
OPEN = "✅ 开始表决"
TOKEN = "1234567:bench-has-no-secrets-AAAAAAAAAAAAAA"  # noqa: S105 (the playground's)


def rows() -> list[Row]:
    """Measure both."""
    return [*_counts(), *asyncio.run(_end_to_end())]


def _counts() -> list[Row]:
    chance = random.Random(1)  # noqa: S311 (the same ballots each time)
    motion = [(chance.choice("12-"), chance.randint(3_000, 15_000)) for _ in range(BALLOTS)]
    ranked = [(_ranking(chance), chance.randint(3_000, 15_000)) for _ in range(BALLOTS)]
    form = Form(VoteKind.RANKED, tuple(Option(str(number)) for number in range(OPTIONS)))
    return [
        Row("count of 1,000,000 ballots with areas", _count(Form(VoteKind.MOTION), motion), "s", 1.5, at_most=True),
        Row(f"the same, {OPTIONS} options ranked", _count(form, ranked), "s", 1.5, at_most=True),
    ]


def _ranking(chance: random.Random) -> str:
    return ".".join(map(str, chance.sample(range(1, OPTIONS + 1), chance.randint(1, OPTIONS))))


def _count(form: Form, ballots: list[tuple[str, int]]) -> float:
    whole = Weight(BALLOTS, sum(area for _, area in ballots))
    began = time.perf_counter()
    decide(form, PRESETS[Preset.CIVIL_ORDINARY], whole, pile(ballots))
    return time.perf_counter() - began


async def _end_to_end() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="pavilion-votes-") as folder:
        database, town_file, config_file = (Path(folder, part) for part in ("bench.db", "town.toml", "config.toml"))
        town_file.write_text(_town(), encoding="utf-8")
        world = World.load(town_file)
        world.limits.on = False
        async with Playground(world) as playground:
            config_file.write_text(_config(playground.url, database), encoding="utf-8")
            process, took = await start(world, config_file)
            try:
                town = Town(world, database, process, took)
                _move_in(database)
                card = await _open(town)
                found = [Row("ballots cast a second, end to end", await _rush(town, card), "/s", 700)]
                found.append(
                    Row(f"edits for {RUSH} ballots in a minute", await _edits(town, card), "", 15, at_most=True)
                )
            finally:
                process.terminate()
                await process.wait()
    return found


async def _open(town: Town) -> int:
    """Let the lead open a vote; return its card's number."""
    town.world.say(LEAD, BUILDING, "/vote\n问题：换门禁吗？")
    draft = await town.world.until(lambda world: _with(world, OPEN), timeout=PATIENCE)
    town.world.press(LEAD, BUILDING, draft, OPEN)
    return await town.world.until(lambda world: _with(world, "弃权"), timeout=PATIENCE)


def _with(world: World, button: str) -> int | None:
    for message in reversed(world.messages(BUILDING)):
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        if any(button == one["text"] for row in keyboard for one in row):
            return int(message["message_id"])
    return None


async def _rush(town: Town, card: int) -> float:
    """Let nearly every household vote at once; return how many ballots were cast in a second."""
    before = town.count("SELECT coalesce(sum(casts), 0) FROM elector")
    began = time.perf_counter()
    for number in range(RUSH, HOUSEHOLDS):
        town.world.press_data(FIRST_PERSON + number, BUILDING, card, f"ballot:1:{'12-'[number % 3]}:0")
        if number % 100 == 0:
            await asyncio.sleep(0)
    most = HOUSEHOLDS - RUSH
    await town.until(lambda: town.count("SELECT coalesce(sum(casts), 0) FROM elector") >= before + most)
    return most / (time.perf_counter() - began)


async def _edits(town: Town, card: int) -> float:
    """Let the others vote evenly over a minute; return how often the card was edited."""
    await asyncio.sleep(7)
    town.world.calls.clear()
    began = time.perf_counter()
    for number in range(RUSH):
        town.world.press_data(FIRST_PERSON + number, BUILDING, card, f"ballot:1:{'12-'[number % 3]}:0")
        await asyncio.sleep(max(0.0, began + (number + 1) * MINUTE / RUSH - time.perf_counter()))
    await asyncio.sleep(7)
    return float(sum(call.method == "editMessageText" for call in town.world.calls))


def _move_in(database: Path) -> None:
    """Write the roster and who lives where straight into the database: coming by invitation is another's figure."""
    with sqlite3.connect(database, timeout=30) as connection:
        people = [(FIRST_PERSON + n, f"邻居{n}", "zh", 0) for n in range(HOUSEHOLDS)] + [(LEAD, "楼栋长", "zh", 0)]
        connection.executemany("INSERT INTO person (id, name, language, started) VALUES (?, ?, ?, ?)", people)
        homes = [(n + 1, BUILDING, str(n // 100), str(n), 5_000 + n) for n in range(HOUSEHOLDS)]
        connection.executemany(
            "INSERT INTO household (id, community_id, chat_id, unit, room, area) VALUES (?, 1, ?, ?, ?, ?)", homes
        )
        bindings = [(n + 1, FIRST_PERSON + n) for n in range(HOUSEHOLDS)]
        connection.executemany(
            "INSERT INTO binding (community_id, household_id, person_id, tie, since)"
            " VALUES (1, ?, ?, 'resident', '2026-01-01 00:00:00.000000')",
            bindings,
        )
        connection.execute(
            "INSERT INTO appointment (community_id, person_id, role, chat_id, squad, since)"
            " VALUES (1, ?, 'building_lead', ?, '', '2026-01-01 00:00:00.000000')",
            (LEAD, BUILDING),
        )


def _town() -> str:
    people = "\n".join(
        f'[[people]]\nid = {person}\nfirst_name = "邻居{person}"\nlanguage_code = "zh-hans"\ncolor = "#444444"\n'
        f'about = {{ zh = "", en = "" }}\n'
        for person in (LEAD, *range(FIRST_PERSON, FIRST_PERSON + HOUSEHOLDS))
    )
    members = list(range(FIRST_PERSON, FIRST_PERSON + HOUSEHOLDS))
    chats = "\n".join(
        f'[[chats]]\nid = {chat}\ntype = "supergroup"\nkind = "{kind}"\ntitle = "{kind}"\n'
        f'bot = "administrator"\ncreator = {LEAD}\nmembers = {members if kind == "building" else []}\n'
        for chat, kind in ((BUILDING, "building"), (OFFICE, "squad"))
    )
    bot = f'[bot]\nid = 1234567\nfirst_name = "凉亭"\nusername = "BenchBot"\ntoken = "{TOKEN}"\n'
    return f"{bot}\n{people}\n{chats}"


def _config(api: str, database: Path) -> str:
    return f"""
[community]
name = "bench"
zone = "Asia/Shanghai"
language = "zh"
fallback = "office"
emergency_numbers = ["119"]
[[buildings]]
name = "1号楼"
chat = {BUILDING}
language = "zh"
[[squads]]
key = "office"
names = {{ zh = "社区", en = "office" }}
chat = {OFFICE}
[due.claim]
emergency = "5m"
urgent = "1h"
normal = "4h"
wish = "2d"
[understanding]
silent_days = 0
[database]
url = "sqlite:///{database}"
[delivery]
api = "{api}"
[logging]
level = "warning"
"""
