"""In a group with topics all cards go into the one that the config names."""

from dataclasses import replace

from bot.domain.ids import ChatId
from tests.scenarios.loop.words import ZH
from tests.support.town import BUILDING_5, LIU, PROPERTY, XIAOMEI, Town


async def test_every_card_goes_to_the_topic_for_all_of_them(town: Town) -> None:
    repairs, neighbours, _ = town.world.chats[BUILDING_5].topics
    place = town.bot.deps.neighbourhood
    building = replace(place.buildings[ChatId(BUILDING_5)], topic=repairs)
    town.bot.deps.neighbourhood = replace(place, buildings={**place.buildings, building.chat: building})
    town.say(XIAOMEI, BUILDING_5, "/report 电梯按键失灵", thread=neighbours)
    card = await town.sees(BUILDING_5, "#1", "[撤回]")
    assert card["message_thread_id"] == repairs
    task = await town.sees(PROPERTY, "[接单]")
    await town.press(LIU, PROPERTY, task, "接单")
    await town.sees(PROPERTY, "[好了]")
    town.say(LIU, PROPERTY, ZH.question, reply_to=task["message_id"])
    asked = await town.sees(BUILDING_5, ZH.just_answer)
    assert asked["message_thread_id"] == repairs
    town.say(XIAOMEI, BUILDING_5, ZH.answer, reply_to=asked["message_id"], thread=repairs)
    await town.sees(PROPERTY, "💬 #1", ZH.answer)
    town.say(LIU, PROPERTY, ZH.done, reply_to=task["message_id"])
    question = await town.sees(BUILDING_5, ZH.accept)
    assert question["message_thread_id"] == repairs
