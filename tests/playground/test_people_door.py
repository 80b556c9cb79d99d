"""The page's door: what people see and do over HTTP, and nobody from outside."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest
from telegram import Bot, BotCommandScopeAllPrivateChats, ForceReply

from bot.playground.events import Events
from bot.playground.people_door import PAGE
from bot.playground.server import Playground
from bot.playground.world import World
from tests.playground.conftest import CHEN, EMMA, FIVE, HE, LEI, LIU, MAHJONG, PROPERTY, THREE, WANG, png

SELECTIVE = ForceReply(selective=True)


async def stream(people: httpx.AsyncClient, person: int | None, **headers: str) -> AsyncIterator[dict[str, Any]]:
    """Yield the events that a person's page is told, each with its id; first ``{}`` when the line stands."""
    who = {} if person is None else {"as": person}
    async with people.stream("GET", "/people/events", params=who, headers=headers) as response:
        event: dict[str, Any] = {}
        async for line in response.aiter_lines():
            name, _, value = line.partition(": ")
            if line == ": here":
                yield {}
            elif name == "data":
                event |= orjson.loads(value)
            elif name:
                event[name] = value
            elif event:
                yield event
                event = {}


async def following(events: AsyncIterator[dict[str, Any]]) -> dict[str, Any]:
    return await asyncio.wait_for(anext(events), 10)


async def test_the_state_is_what_one_person_sees(people: httpx.AsyncClient, bot: Bot, world: World) -> None:
    said = world.say(WANG, THREE, "电梯坏了")
    await bot.send_message(THREE, "#12", reply_to_message_id=said)
    world.edit(WANG, THREE, said, "3栋电梯坏了")
    world.react(CHEN, THREE, said, "👍")
    world.react(WANG, THREE, said, "👍")
    poll = await bot.send_poll(THREE, "?", ["东", "西"], is_anonymous=False)
    world.choose(WANG, THREE, poll.message_id, [1])
    state = (await people.get(f"/people/state?as={WANG}")).json()
    chats = {chat["id"]: chat for chat in state["chats"]}
    assert set(chats) == {THREE, MAHJONG, WANG}
    assert (chats[WANG]["started"], chats[WANG]["title"], chats[THREE]["started"]) == (False, "凉亭 Pavilion", None)
    assert chats[THREE]["kind"] == "building"
    shown = state["messages"][str(THREE)]
    assert shown[0]["reactions"] == [{"emoji": "👍", "count": 2, "mine": True}]
    assert shown[1]["reply_to_message"]["text"] == "3栋电梯坏了"
    assert shown[2]["my_choice"] == [1]
    liu = next(person for person in state["people"] if person["id"] == LIU)
    assert set(liu["about"]) == {"zh", "en"}
    assert liu["color"].startswith("#")


async def test_the_first_person_looks_where_nobody_is_named(people: httpx.AsyncClient, world: World) -> None:
    assert (await people.get("/people/state")).json()["me"] == WANG
    events = stream(people, None)
    await following(events)
    world.start(CHEN)
    world.start(WANG)
    assert (await following(events))["chat_id"] == WANG
    await events.aclose()  # type: ignore[attr-defined]


@pytest.mark.parametrize("door", ["state", "events"])
@pytest.mark.parametrize("unknown", ["99", "x", ""])
async def test_somebody_unknown_is_not_found(people: httpx.AsyncClient, door: str, unknown: str) -> None:
    answer = await people.get(f"/people/{door}?as={unknown}")
    assert (answer.status_code, answer.json()) == (404, {"error": f"Nobody has the id {unknown}."})


async def test_commands_are_offered_in_the_persons_language(people: httpx.AsyncClient, bot: Bot) -> None:
    async def offered(person: int) -> list[str]:
        state = (await people.get(f"/people/state?as={person}")).json()
        return [command["description"] for command in state["bot"]["commands"]]

    assert await offered(WANG) == []
    await bot.set_my_commands([("help", "What I can do")])
    await bot.set_my_commands([("help", "我能做什么")], language_code="zh")
    await bot.set_my_commands([("help", "not for all")], scope=BotCommandScopeAllPrivateChats())
    assert (await offered(WANG), await offered(EMMA)) == (["我能做什么"], ["What I can do"])
    await bot.set_my_commands([], language_code="zh")
    assert await offered(WANG) == ["What I can do"]


async def test_new_commands_are_told(people: httpx.AsyncClient, bot: Bot) -> None:
    events = stream(people, WANG)
    await following(events)
    await bot.set_my_commands([("help", "帮助")])
    told = await following(events)
    assert (told["kind"], told["commands"]) == ("commands", [{"command": "help", "description": "帮助"}])
    await events.aclose()  # type: ignore[attr-defined]


async def _asked(people: httpx.AsyncClient, chat: int, *persons: int) -> list[int]:
    """Return who of these people is to answer the chat's last message."""
    asked = []
    for person in persons:
        message = (await people.get(f"/people/state?as={person}")).json()["messages"][str(chat)][-1]
        if message.get("reply_markup", {}).get("force_reply"):
            asked.append(person)
    return asked


@pytest.mark.parametrize(
    ("text", "answers", "markup", "asked"),
    [
        pytest.param("哪里？", None, ForceReply(), [WANG, LEI, CHEN], id="all"),
        pytest.param("哪里？", None, SELECTIVE, [], id="nobody"),
        pytest.param("哪里？", CHEN, SELECTIVE, [CHEN], id="whoever is answered"),
        pytest.param("🛗 @Lilei_3hao 哪里？", None, SELECTIVE, [LEI], id="mentioned by name"),
        pytest.param('🛗 <a href="tg://user?id=1003">陈爷爷</a>，哪里？', WANG, SELECTIVE, [WANG, CHEN], id="linked"),
    ],
)
async def test_a_reply_is_asked_of_those_who_are_meant(
    people: httpx.AsyncClient,
    bot: Bot,
    world: World,
    text: str,
    answers: int | None,
    markup: ForceReply,
    asked: list[int],
) -> None:
    said = None if answers is None else world.say(answers, THREE, "电梯坏了")
    await bot.send_message(THREE, text, parse_mode="HTML", reply_to_message_id=said, reply_markup=markup)
    assert await _asked(people, THREE, WANG, LEI, CHEN) == asked


async def test_who_opened_a_topic_is_not_asked_in_it(people: httpx.AsyncClient, bot: Bot, world: World) -> None:
    topic = next(iter(world.chats[FIVE].topics))
    await bot.send_message(FIVE, "哪里？", message_thread_id=topic, reply_markup=SELECTIVE)
    assert await _asked(people, FIVE, HE) == []


async def test_a_photos_caption_asks_too(people: httpx.AsyncClient, bot: Bot) -> None:
    await bot.send_photo(THREE, png(), "@lilei_3hao", reply_markup=SELECTIVE)
    assert await _asked(people, THREE, WANG, LEI) == [LEI]


async def test_topics_are_listed(people: httpx.AsyncClient) -> None:
    state = (await people.get("/people/state?as=1004")).json()
    forum = next(chat for chat in state["chats"] if chat["id"] == FIVE)
    assert forum["is_forum"]
    assert [topic["name"] for topic in forum["topics"]] == ["报修", "邻里互助", "通知公告"]


async def test_events_as_they_happen(people: httpx.AsyncClient, bot: Bot, world: World) -> None:
    events = stream(people, WANG)
    assert await following(events) == {}
    said = world.say(WANG, THREE, "a")
    world.say(LIU, PROPERTY, "别人的群")
    world.edit(WANG, THREE, said, "b")
    world.react(CHEN, THREE, said, "👍")
    told = [await following(events) for _ in range(3)]
    assert [event["kind"] for event in told] == ["message", "edited", "reaction"]
    assert told[2]["message"]["reactions"] == [{"emoji": "👍", "count": 1, "mine": False}]
    await bot.send_chat_action(THREE, "typing")
    await bot.pin_chat_message(THREE, said)
    world.delete(WANG, THREE, said)
    told = [await following(events) for _ in range(4)]
    assert [event["kind"] for event in told] == ["action", "message", "pinned", "deleted"]
    assert told[0]["action"] == "typing"
    assert told[3]["message_id"] == said
    world.leave(WANG, THREE)
    gone = await following(events)
    assert (gone["kind"], gone["chat"]) == ("chat", None)
    world.start(WANG)
    assert (await following(events))["chat"]["started"] is True
    await events.aclose()  # type: ignore[attr-defined]


async def test_events_go_on_where_they_were(people: httpx.AsyncClient, world: World) -> None:
    world.say(WANG, THREE, "a")
    seen = world.events.last_id
    world.say(WANG, THREE, "b")
    events = stream(people, WANG, **{"Last-Event-ID": str(seen)})
    await following(events)
    event = await following(events)
    assert (event["message"]["text"], event["id"]) == ("b", str(seen + 1))
    await events.aclose()  # type: ignore[attr-defined]
    lost = stream(people, WANG, **{"Last-Event-ID": "99999"})
    await following(lost)
    assert (await following(lost))["event"] == "reload"
    await lost.aclose()  # type: ignore[attr-defined]


def test_the_events_memory_is_bounded() -> None:
    events = Events(keep=2)
    for number in range(3):
        events.add("message", THREE, number)
    assert events.since(0) is None
    assert [event.message_id for event in events.since(1) or ()] == [1, 2]


async def test_people_act(people: httpx.AsyncClient, world: World) -> None:
    async def do(what: str, **given: Any) -> tuple[int, Any]:
        response = await people.post(f"/people/{WANG}/{what}", json=given)
        return response.status_code, response.json()

    said = (await do("send", chat_id=THREE, text="a"))[1]["message_id"]
    answered = (await do("send", chat_id=THREE, text="b", reply_to=said))[1]["message_id"]
    assert world.chats[THREE].messages[answered]["reply_to_message"]["text"] == "a"
    assert await do("edit", chat_id=THREE, message_id=said, text="c") == (200, {"ok": True})
    assert await do("react", chat_id=THREE, message_id=said, emoji="👍") == (200, {"ok": True})
    assert await do("delete", chat_id=THREE, message_id=said) == (200, {"ok": True})
    assert await do("start") == (200, {"ok": True})
    assert await do("block", blocked=True) == (200, {"ok": True})
    assert await do("leave", chat_id=THREE) == (200, {"ok": True})
    assert await do("join", chat_id=THREE) == (200, {"ok": True})
    assert world.chats[WANG].blocked
    assert (await do("block", blocked=False))[0] == 200
    assert await do("delete", chat_id=THREE, message_id=99) == (
        400,
        {"error": "The chat -1001000000003 has no message 99."},
    )
    for wrong in ({}, {"chat_id": "x", "text": "a"}, {"chat_id": THREE, "text": 7}, {"chat_id": THREE, "text": " "}):
        assert (await do("send", **wrong))[0] == 400


async def test_votes(people: httpx.AsyncClient, bot: Bot, world: World) -> None:
    poll = await bot.send_poll(THREE, "?", ["东", "西"])
    given = {"chat_id": THREE, "message_id": poll.message_id}
    assert (await people.post(f"/people/{WANG}/choose", json=given | {"options": [0]})).json() == {"ok": True}
    assert (await people.post(f"/people/{WANG}/choose", json=given | {"options": ["0"]})).status_code == 400
    assert world.messages(THREE)[-1]["poll"]["total_voter_count"] == 1


async def test_a_press_waits_for_the_answer(people: httpx.AsyncClient, bot: Bot) -> None:
    card = await bot.send_message(PROPERTY, "#12")
    given = {"chat_id": PROPERTY, "message_id": card.message_id, "data": "claim:12"}
    pressing = asyncio.create_task(people.post(f"/people/{LIU}/press", json=given))
    (update,) = await bot.get_updates(timeout=10)
    assert update.callback_query is not None
    await update.callback_query.answer("好")
    assert (await pressing).json() == {"answer": {"text": "好", "show_alert": False}}


async def test_photos_and_documents(people: httpx.AsyncClient, world: World) -> None:
    url = f"/people/{WANG}/send"
    data = {"chat_id": str(THREE), "text": "看"}
    sent = await people.post(url, data=data, files=[("photo", ("a.png", png(), "image/png"))])
    message = world.chats[THREE].messages[sent.json()["message_id"]]
    assert message["caption"] == "看"
    photo = await people.get(f"/people/file/{message['photo'][-1]['file_id']}")
    assert (photo.content, photo.headers["content-type"]) == (png(), "image/png")
    await people.post(url, data=data, files=[("photo", ("a.png", png())), ("photo", ("b.png", png()))])
    assert len({message.get("media_group_id") for message in world.messages(THREE)}) == 2
    reply = data | {"reply_to": str(message["message_id"])}
    album = await people.post(url, data=reply, files=[("photo", ("a.png", png())), ("photo", ("b.png", png()))])
    first = world.chats[THREE].messages[album.json()["message_id"]]
    assert first["reply_to_message"]["message_id"] == message["message_id"]
    page = ("说明.html", b"<script>alert(1)</script>", "text/html")
    sent = await people.post(url, data={"chat_id": str(THREE)}, files=[("document", page)])
    file_id = world.chats[THREE].messages[sent.json()["message_id"]]["document"]["file_id"]
    document = await people.get(f"/people/file/{file_id}")
    assert document.headers["content-type"] == "application/octet-stream"
    assert document.headers["content-disposition"] == "attachment; filename*=UTF-8''%E8%AF%B4%E6%98%8E.html"
    assert (await people.get("/people/file/nothing")).status_code == 404


async def test_many_messages_at_once(people: httpx.AsyncClient, world: World) -> None:
    world.leave(world.bot.id, MAHJONG)
    before = world.updates.last_id
    lines = [{"person": WANG, "chat": chat, "text": "x"} for chat in (THREE, MAHJONG, THREE)]
    answer = await people.post("/people/bulk", json=lines)
    assert answer.json() == {"update_ids": [before + 1, None, before + 2]}
    wrongs: list[Any] = [{}, [{}], [7], [{"person": WANG, "chat": PROPERTY, "text": "x"}]]
    for wrong in wrongs:
        assert (await people.post("/people/bulk", json=wrong)).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"host": "evil.example"}, id="rebound name"),
        pytest.param({"host": "127.0.0.1.evil.example:80"}, id="name that begins so"),
        pytest.param({"origin": "http://evil.example"}, id="other site"),
        pytest.param({"origin": "null"}, id="no site"),
    ],
)
async def test_nobody_from_outside(people: httpx.AsyncClient, world: World, headers: dict[str, str]) -> None:
    assert (await people.get("/people/state?as=1001", headers=headers)).status_code == 403
    assert (await people.post(f"/bot{world.token}/getMe", headers=headers)).status_code == 403


async def test_who_and_how(people: httpx.AsyncClient) -> None:
    assert (await people.post("/people/99/send", json={"chat_id": THREE, "text": "a"})).status_code == 404
    plain = await people.post(f"/people/{WANG}/send", content=b"{}", headers={"content-type": "text/plain"})
    assert plain.json() == {"error": "The content type must be application/json."}
    broken = await people.post(f"/people/{WANG}/send", content=b"{", headers={"content-type": "application/json"})
    assert broken.json() == {"error": "This is not JSON."}


async def test_the_page_is_one_file_without_outside_parts(people: httpx.AsyncClient) -> None:
    page = await people.get("/")
    assert page.status_code == (200 if PAGE.exists() else 404)
    assert "default-src 'none'" in page.headers.get("content-security-policy", "default-src 'none'")


async def test_a_world_can_be_served_again(world: World) -> None:
    async with Playground(world) as first:
        pass
    async with Playground(world, first.port) as second, httpx.AsyncClient(verify=False) as client:  # noqa: S501
        assert (await client.get(f"{second.url}/bot{world.token}/getMe")).json()["ok"]
