"""Telegram's own polls: sent, answered, stopped."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.playground.errors import NotPossible
from bot.playground.world import World
from tests.playground.conftest import CHEN, LEI, THREE, WANG, Ask

OPTIONS = ["东门", "西门"]


async def test_an_open_poll_tells_who_chose_what(bot: Bot, world: World) -> None:
    sent = await bot.send_poll(THREE, "充电桩装在哪里?", OPTIONS, is_anonymous=False)
    world.choose(WANG, THREE, sent.message_id, [0])
    world.choose(CHEN, THREE, sent.message_id, [1])
    world.choose(CHEN, THREE, sent.message_id, [0])
    world.choose(WANG, THREE, sent.message_id, [])
    found = await bot.get_updates()
    answers = [update.poll_answer for update in found if update.poll_answer]
    assert [(answer.user.id, answer.option_ids) for answer in answers if answer.user] == [
        (WANG, (0,)),
        (CHEN, (1,)),
        (CHEN, (0,)),
        (WANG, ()),
    ]
    counts = [[option.voter_count for option in update.poll.options] for update in found if update.poll]
    assert counts == [[1, 0], [1, 1], [2, 0], [1, 0]]
    stopped = await bot.stop_poll(THREE, sent.message_id)
    assert (stopped.is_closed, stopped.total_voter_count) == (True, 1)
    last = (await bot.get_updates(offset=-1))[0].poll
    assert last is not None
    assert last.is_closed
    with pytest.raises(NotPossible, match="closed"):
        world.choose(LEI, THREE, sent.message_id, [0])
    with pytest.raises(BadRequest, match="Poll has already been closed"):
        await bot.stop_poll(THREE, sent.message_id)


async def test_an_anonymous_poll_tells_counts_only(bot: Bot, world: World) -> None:
    sent = await bot.send_poll(THREE, "?", OPTIONS, allows_multiple_answers=True)
    world.choose(WANG, THREE, sent.message_id, [0, 1])
    found = await bot.get_updates()
    assert len(found) == 1
    assert found[0].poll is not None
    assert found[0].poll.total_voter_count == 1


async def test_a_quiz_is_answered_once(bot: Bot, world: World) -> None:
    sent = await bot.send_poll(THREE, "?", OPTIONS, type="quiz", correct_option_ids=[1], explanation="<b>西</b>门",
                               explanation_parse_mode="HTML")  # fmt: skip
    assert sent.poll is not None
    assert (sent.poll.explanation, sent.poll.type) == ("西门", "quiz")
    world.choose(WANG, THREE, sent.message_id, [0])
    for options in ([1], [0, 1], [2], [0, 0]):
        with pytest.raises(NotPossible):
            world.choose(WANG, THREE, sent.message_id, options)


async def test_a_poll_closes_by_itself(ask: Ask, world: World) -> None:
    sent = (await ask("sendPoll", chat_id=THREE, question="?", options=[{"text": "a"}], close_date=world.now() + 60))[1]
    assert sent["result"]["poll"]["close_date"] == world.now() + 60
    assert (await ask("sendPoll", chat_id=THREE, question="?", options=[{"text": "a"}], is_closed=True))[0] == 200


@pytest.mark.parametrize(
    ("params", "words"),
    [
        pytest.param({"question": ""}, "poll question must be non-empty", id="no question"),
        pytest.param({"question": "x" * 301}, "poll question length must not exceed 300", id="long question"),
        pytest.param({"options": []}, "poll must have at least 1 option", id="no option"),
        pytest.param({"options": ["x"] * 13}, "poll can't have more than 12 options", id="13 options"),
        pytest.param({"options": [" "]}, "poll options must be non-empty", id="blank option"),
        pytest.param({"options": ["x" * 101]}, "poll options length must not exceed 100", id="long option"),
        pytest.param({"options": [7]}, 'can\'t parse InputPollOption: field "text" must be a String', id="number"),
        pytest.param({"options": None}, "can't parse options JSON object", id="no options"),
        pytest.param({"type": "vote"}, "unsupported poll type specified", id="type"),
        pytest.param({"type": "quiz"}, "wrong correct option ID specified", id="quiz without answer"),
        pytest.param({"open_period": 4}, "poll open period must be from 5 seconds to 2628000 seconds", id="too short"),
        pytest.param({"description": "x" * 1025}, "poll description length must not exceed 1024", id="description"),
    ],
)
async def test_refused(ask: Ask, params: dict[str, Any], words: str) -> None:
    status, answer = await ask("sendPoll", **({"chat_id": THREE, "question": "?", "options": OPTIONS} | params))
    assert (status, answer["description"]) == (400, f"Bad Request: {words}")


async def test_stopping_something_else(ask: Ask, world: World) -> None:
    said = world.say(WANG, THREE, "x")
    assert (await ask("stopPoll", chat_id=THREE, message_id=said))[1]["description"] == (
        "Bad Request: poll can't be stopped"
    )
