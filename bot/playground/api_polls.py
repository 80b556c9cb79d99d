"""Bot API methods for Telegram's own polls."""

import asyncio

from bot.playground.api_common import chat_to_write_in, chat_with_bot, find_message, formatted, keyboard, message_id_of
from bot.playground.api_sending import place, send
from bot.playground.chats import Json
from bot.playground.entities import utf16_length
from bot.playground.errors import bad_request
from bot.playground.polls import NativePoll
from bot.playground.request import Params
from bot.playground.world import World

MAX_QUESTION = 300
MAX_OPTIONS = 12
MAX_OPTION = 100
MAX_EXPLANATION = 200
MAX_DESCRIPTION = 1024
OPEN_PERIOD = range(5, 2_628_001)


def send_poll(world: World, params: Params) -> Json:
    """Carry out sendPoll: regular polls and quizzes, closing by themselves where asked."""
    chat = chat_to_write_in(world, params)
    shape = _shape(world, params)
    place(chat, params)
    poll = NativePoll(chat.id, 0, shape)
    message = send(world, params, chat, {"poll": poll.json()} | keyboard(params))
    poll.message_id = message["message_id"]
    world.polls[poll.id] = poll
    if "close_date" in shape and not shape["is_closed"]:
        delay = shape["close_date"] - world.clock()
        asyncio.get_running_loop().call_later(delay, _close, world, poll.id)
    return message


def stop_poll(world: World, params: Params) -> Json:
    """Carry out stopPoll."""
    chat = chat_with_bot(world, params)
    message = find_message(chat, message_id_of(params), "be stopped")
    if "poll" not in message or message["from"]["id"] != world.bot.id:
        raise bad_request("poll can't be stopped")
    if message["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    markup = keyboard(params)
    kept = {key: value for key, value in message.items() if key != "reply_markup"}
    world.replace(chat, kept | markup)
    return _close(world, message["poll"]["id"])


def _close(world: World, poll_id: str) -> Json:
    poll = world.polls.get(poll_id)
    if poll is None:
        return {}
    if poll.shape["is_closed"]:
        return poll.json()
    poll.close()
    return world.show_poll(poll)


def _shape(world: World, params: Params) -> Json:
    question, entities = formatted(world, params, "question", mode="question_parse_mode", entities="question_entities")
    _within("poll question", question, MAX_QUESTION, at_least=1)
    quiz = _is_quiz(params)
    options = _options(params)
    shape: Json = {
        "id": world.next_id(),
        "question": question,
        "options": options,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": params.flag("is_anonymous", default=True),
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": params.flag("allows_revoting", default=not quiz),
        "members_only": False,
    }
    if entities:
        shape["question_entities"] = entities
    if quiz:
        shape["correct_option_ids"] = _correct(params, len(options))
    return shape | _notes(world, params) | _closing(world, params)


def _is_quiz(params: Params) -> bool:
    kind = params.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    return kind == "quiz"


def _options(params: Params) -> list[Json]:
    given = params.array("options")
    if given is None:
        raise bad_request("can't parse options JSON object")
    if not given:
        raise bad_request("poll must have at least 1 option")
    if len(given) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    return [_option(index, option) for index, option in enumerate(given)]


def _option(index: int, given: object) -> Json:
    text = given.get("text") if isinstance(given, dict) else given
    if not isinstance(text, str):
        raise bad_request('can\'t parse InputPollOption: field "text" must be a String')
    _within("poll options", text.strip(), MAX_OPTION, at_least=1)
    return {"persistent_id": str(index + 1), "text": text.strip(), "voter_count": 0}


def _correct(params: Params, options: int) -> list[int]:
    given = params.array("correct_option_ids")
    if not given or any(not isinstance(option, int) or not 0 <= option < options for option in given):
        raise bad_request("wrong correct option ID specified")
    return given


def _notes(world: World, params: Params) -> Json:
    notes: Json = {}
    for name, most in (("explanation", MAX_EXPLANATION), ("description", MAX_DESCRIPTION)):
        text, entities = formatted(world, params, name, mode=f"{name}_parse_mode", entities=f"{name}_entities")
        _within(f"poll {name}", text, most)
        if text:
            notes[name] = text
        if entities:
            notes[f"{name}_entities"] = entities
    return notes


def _closing(world: World, params: Params) -> Json:
    period, date = params.integer("open_period"), params.integer("close_date")
    if not period and not date:
        return {}
    seconds = period or date - world.now()
    if seconds not in OPEN_PERIOD:
        raise bad_request("poll open period must be from 5 seconds to 2628000 seconds")
    return {"close_date": world.now() + seconds} | ({"open_period": period} if period else {})


def _within(what: str, text: str, most: int, *, at_least: int = 0) -> None:
    length = utf16_length(text)
    if length < at_least:
        raise bad_request(f"{what} must be non-empty")
    if length > most:
        raise bad_request(f"{what} length must not exceed {most}")
