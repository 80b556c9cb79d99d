"""Serves an ASGI application in the loop one is in, and hangs up on whoever takes too long."""

import asyncio
import socket
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

REQUEST_SECONDS = 10.0
"""So long may a new connection take until its first request is complete."""
CONNECTION_SECONDS = 60.0
"""So long does a connection live; then it ends after the answer that is under way."""
_KEEP_ALIVE = 15
_MOST_CONNECTIONS = 200
_LONGEST_HEAD = 16_384
_GRACE = 2.0
_BACKLOG = 128


class Server:
    """An application served while the ``async with`` lasts; port 0 takes a free one."""

    # Uvicorn's own Server takes the process's signals and polls; as a guest in the bot's loop only its protocol works.

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Take the address.

        :raises OSError: it is somebody else's, or can't be one of ours.
        """
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._line = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._line.bind((host, port))
        except OSError:
            self._line.close()
            raise
        self.port = int(self._line.getsockname()[1])
        self._config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """Serve."""
        self._config.load()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, sock=self._line, backlog=_BACKLOG)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let answers that are under way end, then hang up."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=_GRACE)
        for task in self._state.tasks:
            task.cancel()

    def _protocol(self) -> asyncio.Protocol:
        if len(self._state.connections) >= _MOST_CONNECTIONS:
            return _HangUp()
        kind: Any = self._config.http_protocol_class
        protocol = kind(config=self._config, server_state=self._state, app_state={})
        loop = asyncio.get_running_loop()
        loop.call_later(REQUEST_SECONDS, _hang_up_on_the_slow, protocol)
        loop.call_later(CONNECTION_SECONDS, _end, protocol)
        return protocol  # type: ignore[no-any-return]


class _HangUp(asyncio.Protocol):
    """One connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """End it."""
        transport.close()


def _hang_up_on_the_slow(protocol: Any) -> None:  # noqa: ANN401 (uvicorn names no type for it)
    if protocol.cycle is None and protocol.transport is not None:
        protocol.transport.abort()


def _end(protocol: Any) -> None:  # noqa: ANN401
    if protocol.transport is not None and not protocol.transport.is_closing():
        protocol.shutdown()
