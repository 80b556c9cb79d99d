"""The bot's door: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>`` as plain ASGI, ahead of every router."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.api import carry_out, method_name, refusal
from bot.playground.errors import BotApiError, bad_request
from bot.playground.faults import Call, Fault
from bot.playground.files import MAX_UPLOAD
from bot.playground.limits import too_many
from bot.playground.request import Params, Upload
from bot.playground.world import World

_MAX_BODY = MAX_UPLOAD + 1024 * 1024
_CUT = 0
_WORDS = {
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict",
    500: "Internal Server Error", 502: "Bad Gateway",
}  # fmt: skip


class BotDoor:
    """ASGI middleware that answers the bot and lets everything else pass on to ``app``.

    The server's protocols in ``app.state.connections`` are there so that a fault can cut the very line of a request.
    """

    def __init__(self, app: ASGIApp, world: World) -> None:
        self.app, self.world = app, world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope.get("path", "")
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif path.startswith("/bot"):
            await self._method(path, scope, receive, send)
        elif path.startswith("/file/bot"):
            await self._file(path, send)
        else:
            await self.app(scope, receive, send)

    async def _method(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, asked = path.removeprefix("/bot").partition("/")
        method = method_name(asked)
        world = self.world
        if token != world.token:
            await _reply(send, 401, refusal(BotApiError(401, "Unauthorized")))
            return
        call = Call(method, {}, world.clock())
        world.calls.append(call)
        try:
            status, body = await self._answer(call, method, scope, receive)
        except _Cut as cut:
            call.status = _CUT
            world.changed()
            await self._cut(scope, receive, reset=cut.reset)
            return
        call.status = status
        if world.on_answer is not None:
            world.on_answer(call, body)
        world.changed()
        await _reply(send, status, body)

    async def _answer(self, call: Call, method: str, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        try:
            params = await read_params(scope, receive)
            call.params = params.recorded()
            self.world.changed()
            fault = self.world.faults.take(method) if self.world.faults.waiting else None
            if fault is None:
                return 200, await carry_out(self.world, method, params)
            return 200, await self._faulty(fault, lambda: carry_out(self.world, method, params))
        except BotApiError as error:
            return error.code, refusal(error)

    async def _faulty(self, fault: Fault, act: Callable[[], Awaitable[bytes]]) -> bytes:
        if fault.when == "before":
            await _befall(fault)
            return await act()
        body = await act()
        await _befall(fault)
        return body

    @staticmethod
    async def _cut(scope: Scope, receive: Receive, *, reset: bool) -> None:
        for connection in list(scope["app"].state.connections):
            if connection.client is not None and tuple(connection.client) == tuple(scope["client"] or ()):
                _hang_up(connection.transport, reset=reset)
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _file(self, path: str, send: Send) -> None:
        token, _, file_path = path.removeprefix("/file/bot").partition("/")
        file = self.world.files.at(file_path)
        if token != self.world.token:
            await _reply(send, 401, refusal(BotApiError(401, "Unauthorized")))
        elif file is None:
            await _reply(send, 404, refusal(BotApiError(404, "Not Found")))
        else:
            await _reply(send, 200, file.content, b"application/octet-stream")


class _Cut(Exception):
    """The line is cut, or is to be cut, instead of an answer."""

    def __init__(self, *, reset: bool) -> None:
        super().__init__()
        self.reset = reset


async def _befall(fault: Fault) -> None:
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.reset or fault.drop:
        raise _Cut(reset=fault.reset)
    if fault.retry_after is not None:
        raise too_many(fault.retry_after)
    if fault.status is not None:
        raise BotApiError(fault.status, _WORDS.get(fault.status, "Error"))


def _hang_up(transport: asyncio.Transport, *, reset: bool) -> None:
    if reset:
        line: socket.socket = transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _reply(send: Send, status: int, body: bytes, content_type: bytes = b"application/json") -> None:
    headers = [(b"content-type", content_type), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def read_params(scope: Scope, receive: Receive) -> Params:
    """Read a request's parameters from its query and its JSON, form or multipart body."""
    values: dict[str, Any] = {}
    if scope["query_string"]:
        values.update(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    content_type = _header(scope, b"content-type")
    if content_type.startswith("multipart/form-data"):
        return await _multipart(values, scope, receive)
    body = await _body(receive)
    if not body:
        return Params(values)
    if content_type.startswith("application/json"):
        values |= _json_object(body)
    else:
        values.update(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return Params(values)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request: JSON object expected")
    return given


async def _multipart(values: dict[str, Any], scope: Scope, receive: Receive) -> Params:
    if int(_header(scope, b"content-length") or 0) > _MAX_BODY:
        raise BotApiError(413, "Request Entity Too Large")
    files: dict[str, Upload] = {}
    async with Request(scope, receive).form(max_part_size=_MAX_BODY) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                kind = value.content_type or "application/octet-stream"
                files[name] = Upload(value.filename or name, kind, await value.read())
            else:
                values[name] = value
    return Params(values, files)


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Cut(reset=False)
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > _MAX_BODY:
            raise BotApiError(413, "Request Entity Too Large")
    return body


def _header(scope: Scope, name: bytes) -> str:
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return ""
