"""The playground's server: the ASGI app of a world, and a way to run it in the loop one is in."""

import asyncio
import contextlib
import socket
from collections.abc import Generator
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.playground.bot_door import BotDoor
from bot.playground.people_door import LoopbackOnly, people_routes
from bot.playground.world import World

_GRACE = 2


def create_app(world: World) -> Starlette:
    """Return the app that serves a world to its bot and to its people."""
    app = Starlette(
        routes=people_routes(world), middleware=[Middleware(LoopbackOnly), Middleware(BotDoor, world=world)]
    )
    app.state.connections = ()
    return app


class _Server(uvicorn.Server):
    """Uvicorn as a guest: signals belong to the host's loop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class Playground:
    """A world served on 127.0.0.1 while the ``async with`` lasts.

    ``port`` 0 takes a free one. The bot's base URL is ``f"{url}/bot"``, that of its files ``f"{url}/file/bot"``.
    """

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.app = create_app(world)
        # The protocol is named because asyncio turns Nagle's delay off only where it is.
        self._line = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._line.bind(("127.0.0.1", port))
        self.port = int(self._line.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            self.app, lifespan="off", access_log=False, log_level="warning", timeout_graceful_shutdown=_GRACE,
            timeout_keep_alive=75, server_header=False, date_header=False, ws="none",
        )  # fmt: skip
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Serve; returns when requests are answered."""
        self._line.listen(2048)
        self.app.state.connections = self._server.server_state.connections
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._line]))
        while not self._server.started:
            if self._serving.done():
                self._serving.result()
                raise RuntimeError("the playground's server ended before it began")
            await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let waiting requests go and stop."""
        self.world.close()
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
        self._line.close()
