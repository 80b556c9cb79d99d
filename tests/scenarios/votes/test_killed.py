"""The bot is killed in a rush of ballots: as many are counted as receipts were given."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cause import Actor
from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, CommunityId, HouseholdId, PersonId
from bot.domain.vote.electorate import Dwelling, electors
from bot.domain.vote.life import VoteNumber
from bot.domain.vote.rule import Heads
from bot.playground.server import Playground
from bot.playground.world import World
from storage import ballots, households, people, votes
from storage.database import Database, Transaction
from tests.scenarios.test_restart import PATIENCE, Scene
from tests.storage.test_votes import a_vote
from tests.support.process import BotProcess
from tests.support.town import BUILDING_3

VOTERS = 40
COMMUNITY = CommunityId(1)


@pytest.fixture
async def scene(database_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    world = World.load()
    world.limits.on = False
    async with Playground(world) as playground:
        process = BotProcess(world, playground.url, database_url, tmp_path)
        await process.start()
        yield Scene(world, process, database_url)


def _begin(tx: Transaction) -> None:
    """Let neighbours move in, and open a secret vote whose card stands in the chat already."""
    now, chat = datetime.now(UTC), ChatId(BUILDING_3)
    homes = [Household(COMMUNITY, HouseholdId(0), chat, "1", str(n), 5_000 + n) for n in range(VOTERS)]
    households.keep(tx, COMMUNITY, chat, homes)
    kept = households.of_building(tx, COMMUNITY, chat)
    for number, home in enumerate(kept):
        person = Actor(PersonId(50_000 + number), f"邻居{number}", "zh")
        people.keep(tx, person)
        households.bind(tx, Binding(home, person.id, Tie.RESIDENT, now))
    vote = a_vote(
        COMMUNITY, home=chat, buildings=(chat,), starter=PersonId(50_000), secret=True, created_at=now, opened_at=now,
        closes_at=now + timedelta(days=3),
    )  # fmt: skip
    votes.add(tx, vote)
    enrolled = electors([Dwelling(home.id, home.label, home.area) for home in kept], Heads.DWELLING)
    ballots.enrol(tx, vote, enrolled, dict.fromkeys((home.id for home in kept), chat))


async def test_receipts_given_are_ballots_counted(scene: Scene) -> None:
    await scene.rest()
    with Database(scene.database_url) as database:
        database.work(_begin)
    world = scene.world
    message = world.say(3001, BUILDING_3, "/help")
    card = await world.until(
        lambda w: next((m for m in reversed(w.messages(BUILDING_3)) if m["message_id"] > message), None)
    )
    for number in range(VOTERS):
        one = world.people[3001]
        world.add_person(replace(one, user={**one.user, "id": 50_000 + number, "first_name": f"邻居{number}"}))
        world.chats[BUILDING_3].members[50_000 + number] = "member"
    presses = []
    for number in range(VOTERS):
        presses.append(
            world.press_data(50_000 + number, BUILDING_3, card["message_id"], f"ballot:1:{number % 2 + 1}:0")
        )
        if number % 15 == 7:
            await world.change()
            await scene.die_and_come_back()
    await world.until(lambda w: all(w.answer(press) for press in presses), timeout=PATIENCE)
    await scene.settle()
    answers = [str((world.answer(press) or {}).get("text", "")) for press in presses]
    receipts = {found for answer in answers for found in re.findall(r"\w{5}-\w{5}", answer)}
    with Database(scene.database_url) as database:
        vote = database.read(lambda tx: votes.access(tx, COMMUNITY, VoteNumber(1)))
        casts = database.read(lambda tx: ballots.casts(tx, vote))
        box = database.read(lambda tx: ballots.box(tx, vote))
    assert len(box) == len(casts) == VOTERS
    assert set(casts.values()) == {1}, "nothing is counted twice"
    assert len(receipts) == VOTERS
