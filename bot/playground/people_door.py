"""The people's door: the chat page, and the JSON and server-sent events behind it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

import orjson
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.chats import Json
from bot.playground.errors import NobodyThere, NotPossible
from bot.playground.files import MAX_UPLOAD, image_type
from bot.playground.views import event_view, state_view
from bot.playground.world import World

PAGE = Path(__file__).with_name("page.html")
PRESS_WAIT = 5.0
HEARTBEAT = 15.0
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_MAX_JSON = 16 * 1024 * 1024
_PAGE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}

Endpoint = Callable[[Request], Awaitable[Response]]


class LoopbackOnly:
    """ASGI middleware that refuses other hosts and other origins, so that no web page reaches in from outside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and not _is_from_here(scope):
            await PlainTextResponse("The playground answers on loopback only.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _is_from_here(scope: Scope) -> bool:
    host = origin = b""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value
        elif name == b"origin":
            origin = value
    name = host.decode("latin-1").lower()
    bare = name if name.endswith("]") else name.rpartition(":")[0] or name
    return bare in _LOOPBACK and origin in (b"", b"http://" + host)


def people_routes(world: World) -> list[BaseRoute]:
    """Return the routes of a world's people."""
    door = PeopleDoor(world)
    doings = {
        "send": door.send,
        "press": door.press,
        "edit": door.edit,
        "delete": door.delete,
        "react": door.react,
        "choose": door.choose,
        "start": door.start,
        "block": door.block,
        "join": door.join,
        "leave": door.leave,
    }
    return [
        Route("/", door.page),
        Route("/people/state", _told(door.state)),
        Route("/people/events", _told(door.events)),
        Route("/people/file/{file_id}", door.file),
        Route("/people/bulk", _told(door.bulk), methods=["POST"]),
        *(Route(f"/people/{{person:int}}/{name}", _told(do), methods=["POST"]) for name, do in doings.items()),
    ]


def _told(endpoint: Endpoint) -> Endpoint:
    """Turn what is not possible into a 400 with a sentence, a person who does not exist into a 404."""

    async def told(request: Request) -> Response:
        try:
            return await endpoint(request)
        except NobodyThere as reason:
            return _json({"error": str(reason)}, 404)
        except NotPossible as reason:
            return _json({"error": str(reason)}, 400)

    return told


class PeopleDoor:
    """One method for one thing that the page does."""

    def __init__(self, world: World) -> None:
        self.world = world

    # ---- looking ----

    async def page(self, request: Request) -> Response:  # noqa: ARG002 - the page reads its own address
        """Hand out the chat page."""
        if not PAGE.exists():
            return PlainTextResponse("This installation has no chat page.", 404)
        return FileResponse(PAGE, headers=_PAGE_HEADERS)

    async def state(self, request: Request) -> Response:
        """Tell all that one person sees."""
        return _json(state_view(self.world, self._who(request)))

    async def events(self, request: Request) -> Response:
        """Tell one person's changes as they happen, from ``Last-Event-ID`` or ``?after=`` on."""
        person = self._who(request)
        last = request.headers.get("last-event-id") or request.query_params.get("after", "")
        seen = int(last) if last.isdecimal() else self.world.events.last_id
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._stream(person, seen), media_type="text/event-stream", headers=headers)

    async def _stream(self, person: int, seen: int) -> AsyncIterator[bytes]:
        events = self.world.events
        yield b": here\n\n"
        while not events.closed:
            missed = events.since(seen)
            if missed is None:
                yield b"id: %d\nevent: reload\ndata: {}\n\n" % events.last_id
            for event in missed or ():
                shown = event_view(self.world, person, event)
                if shown is not None:
                    yield b"id: %d\ndata: %b\n\n" % (event.id, orjson.dumps(shown))
            seen = missed[-1].id if missed else events.last_id
            await events.wait(seen, HEARTBEAT)
            if events.last_id == seen:
                yield b": still here\n\n"

    async def file(self, request: Request) -> Response:
        """Hand out a photo to look at, any other file to save."""
        file = self.world.files.get(request.path_params["file_id"])
        if file is None:
            return _json({"error": "The file is not here any more."}, 404)
        image = image_type(file.content)
        headers = {"x-content-type-options": "nosniff", "cache-control": "private, max-age=3600"}
        if image is None:
            headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return Response(file.content, media_type=image or "application/octet-stream", headers=headers)

    # ---- doing ----

    async def send(self, request: Request) -> Response:
        """Let somebody write, with photos or a document if they come as multipart."""
        person = self._person(request)
        if _content_type(request) == "multipart/form-data":
            return await self._send_files(person, request)
        given = await _object(request)
        message_id = self.world.say(
            person,
            _number(given, "chat_id"),
            _text(given, "text"),
            reply_to=_number_or_none(given, "reply_to"),
            thread=_number_or_none(given, "thread"),
        )
        return _json({"message_id": message_id})

    async def _send_files(self, person: int, request: Request) -> Response:
        if int(request.headers.get("content-length") or 0) > MAX_UPLOAD:
            raise NotPossible("That is too much at once.")
        async with request.form() as form:
            photos = [await part.read() for part in form.getlist("photo") if isinstance(part, UploadFile)]
            part = form.get("document")
            document = (part.filename or "file", await part.read()) if isinstance(part, UploadFile) else None
            given: Json = {name: value for name, value in form.items() if isinstance(value, str)}
        chat, caption = _number(given, "chat_id"), str(given.get("text", ""))
        reply_to, thread = _number_or_none(given, "reply_to"), _number_or_none(given, "thread")
        if len(photos) > 1:
            album = self.world.album(person, chat, photos, caption, reply_to=reply_to, thread=thread)
            return _json({"message_id": album[0]})
        photo = photos[0] if photos else None
        message_id = self.world.say(
            person, chat, caption, reply_to=reply_to, thread=thread, photo=photo, document=document
        )
        return _json({"message_id": message_id})

    async def press(self, request: Request) -> Response:
        """Let somebody press a button, and wait a little for what the bot answers."""
        person, given = self._person(request), await _object(request)
        query = self.world.press_data(
            person, _number(given, "chat_id"), _number(given, "message_id"), _text(given, "data")
        )
        try:
            answer = await self.world.until(lambda world: world.answer(query), PRESS_WAIT)
        except TimeoutError:
            answer = None
        return _json({"answer": answer})

    async def edit(self, request: Request) -> Response:
        """Let somebody edit their message."""
        person, given = self._person(request), await _object(request)
        self.world.edit(person, _number(given, "chat_id"), _number(given, "message_id"), _text(given, "text"))
        return _done()

    async def delete(self, request: Request) -> Response:
        """Let somebody delete a message."""
        person, given = self._person(request), await _object(request)
        self.world.delete(person, _number(given, "chat_id"), _number(given, "message_id"))
        return _done()

    async def react(self, request: Request) -> Response:
        """Let somebody react to a message."""
        person, given = self._person(request), await _object(request)
        self.world.react(person, _number(given, "chat_id"), _number(given, "message_id"), _text(given, "emoji"))
        return _done()

    async def choose(self, request: Request) -> Response:
        """Let somebody vote in a native poll."""
        person, given = self._person(request), await _object(request)
        options = given.get("options")
        if not isinstance(options, list) or not all(type(option) is int for option in options):
            raise NotPossible("“options” must be a list of the options' numbers.")
        self.world.choose(person, _number(given, "chat_id"), _number(given, "message_id"), options)
        return _done()

    async def start(self, request: Request) -> Response:
        """Let somebody press Start."""
        person, given = self._person(request), await _object(request)
        self.world.start(person, str(given.get("parameter") or ""))
        return _done()

    async def block(self, request: Request) -> Response:
        """Let somebody block the bot, or take the block back."""
        person, given = self._person(request), await _object(request)
        if given.get("blocked"):
            self.world.block(person)
        else:
            self.world.unblock(person)
        return _done()

    async def join(self, request: Request) -> Response:
        """Let somebody join a group."""
        person, given = self._person(request), await _object(request)
        self.world.join(person, _number(given, "chat_id"))
        return _done()

    async def leave(self, request: Request) -> Response:
        """Let somebody leave a group."""
        person, given = self._person(request), await _object(request)
        self.world.leave(person, _number(given, "chat_id"))
        return _done()

    async def bulk(self, request: Request) -> Response:
        """Let many write at once, for load tests; told are the ids of the bot's updates (null where it gets none)."""
        given = await _body(request)
        if not isinstance(given, list):
            raise NotPossible("A list of {person, chat, text} is expected.")
        chatter = self.world.chatter
        try:
            update_ids = [chatter(line["person"], line["chat"], line["text"]) for line in given]
        except (KeyError, TypeError, AttributeError):
            raise NotPossible("A list of {person, chat, text} is expected.") from None
        return _json({"update_ids": update_ids})

    # ---- who ----

    def _person(self, request: Request) -> int:
        return self._known(request.path_params["person"])

    def _who(self, request: Request) -> int:
        """Return who looks: ``as``, or the town's first person where the address names nobody."""
        given = request.query_params.get("as")
        if given is None:
            return self._known(next(iter(self.world.people), 0))
        return self._known(int(given) if given.isdecimal() else given)

    def _known(self, person: int | str) -> int:
        if not isinstance(person, int) or person not in self.world.people:
            raise NobodyThere(person)
        return person


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _body(request: Request) -> object:
    """Return a JSON body; another content type is refused, since other sites' forms could send it."""
    if _content_type(request) != "application/json":
        raise NotPossible("The content type must be application/json.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MAX_JSON:
            raise NotPossible("That is too much at once.")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotPossible("This is not JSON.") from None


async def _object(request: Request) -> Json:
    given = await _body(request)
    if not isinstance(given, dict):
        raise NotPossible("A JSON object is expected.")
    return given


def _number(given: Json, name: str) -> int:
    try:
        return int(given[name])
    except (KeyError, TypeError, ValueError):
        raise NotPossible(f"“{name}” must be a number.") from None


def _number_or_none(given: Json, name: str) -> int | None:
    return None if given.get(name) in (None, "") else _number(given, name)


def _text(given: Json, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise NotPossible(f"“{name}” must be a text.")
    return value


def _json(content: object, status: int = 200) -> Response:
    return Response(orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS), status, media_type="application/json")


def _done() -> Response:
    return _json({"ok": True})
