"""A vote as people see it on the demo's page: opened, five households' ballots, and its result as a picture."""

from playwright.async_api import expect

from bot.domain.cause import Actor
from bot.domain.household import Binding, Tie
from bot.domain.ids import ChatId, PersonId
from storage import households, people
from storage.database import Transaction
from tests.browser.chat import ChatPage
from tests.support.town import BUILDING_3, CHEN, HE, LI_LEI, WANG, XIAOMEI, Town

ASKED = "大家投票：充电桩装东门还是西门？周五晚8点截止"
BALLOTS = ((LI_LEI, "东门"), (WANG, "西门"), (CHEN, "西门"), (HE, "弃权"), (XIAOMEI, "东门"), (WANG, "东门"))
"""One changes her mind."""


async def test_a_vote_from_the_words_to_the_picture(town: Town, chat: ChatPage) -> None:
    await _settle(town)
    await chat.become(LI_LEI)
    await chat.enter(BUILDING_3)
    await chat.write(ASKED)
    await chat.press(chat.message("我理解的表决"), "✅ 开始表决")
    card = chat.message("表决 1", "2. 西门", "弃权")
    told = chat.page.locator("#ask")
    for voter, choice in BALLOTS:
        await chat.become(voter)
        await chat.enter(BUILDING_3)
        await chat.press(card, choice)
        await expect(told).to_contain_text(choice)
        await told.locator('[data-answer="yes"]').click()
        await expect(told).to_be_hidden()
    await town.tick()
    town.clock.forward(seconds=6)
    await town.tick()
    await expect(chat.message("已投 5/10 户（50.0%）")).to_be_visible()
    town.clock.forward(days=5)
    await town.tick()
    await expect(chat.message("选出：东门")).to_be_visible()
    result = chat.page.locator("#items .photo img").last
    await expect(result).to_be_visible()
    assert await result.evaluate("image => image.complete && image.naturalWidth") == 1080


async def _settle(town: Town) -> None:
    """Give the demo's people their homes, and let Xiaomei be the fifth in the building."""
    await town.settle_people()
    place = town.bot.deps.neighbourhood

    def move_in(tx: Transaction) -> None:
        home = households.find(tx, place.community, ChatId(BUILDING_3), "1", "102")
        assert home is not None
        people.keep(tx, Actor(PersonId(XIAOMEI), "小美", "zh"))
        households.bind(tx, Binding(home, PersonId(XIAOMEI), Tie.RESIDENT, town.clock()))

    await town.bot.memory.work(move_in)
    town.world.chats[BUILDING_3].members[XIAOMEI] = town.world.chats[BUILDING_3].members[WANG]
