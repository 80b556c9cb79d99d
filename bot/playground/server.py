"""The playground's server: the ASGI app of a world, and a way to run it in the loop one is in."""

import asyncio
import socket
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from uvicorn.server import ServerState

from bot.playground.bot_door import BotDoor
from bot.playground.people_door import LoopbackOnly, people_routes
from bot.playground.world import World

_GRACE = 2.0
_KEEP_ALIVE = 75
_BACKLOG = 2048


def create_app(world: World) -> Starlette:
    """Return the app that serves a world to its bot and to its people."""
    app = Starlette(
        routes=people_routes(world), middleware=[Middleware(LoopbackOnly), Middleware(BotDoor, world=world)]
    )
    app.state.connections = ()
    return app


class Playground:
    """A world served on 127.0.0.1 while the ``async with`` lasts.

    ``port`` 0 takes a free one. The bot's base URL is ``f"{url}/bot"``, that of its files ``f"{url}/file/bot"``.
    A world can be served again afterwards, as if Telegram had been away for a while.
    """

    # Uvicorn's own Server polls ten times a second, takes the process's signals and needs 0.2 s to end; as a guest in a
    # test's loop the playground uses uvicorn's protocol only.

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.app = create_app(world)
        # The protocol is named because asyncio turns Nagle's delay off only where it is.
        self._line = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._line.bind(("127.0.0.1", port))
        self.port = int(self._line.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._config = uvicorn.Config(
            self.app, lifespan="off", access_log=False, log_config=None, timeout_keep_alive=_KEEP_ALIVE, ws="none"
        )
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """Serve."""
        self._config.load()
        self.app.state.connections = self._state.connections
        self.world.open()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, sock=self._line, backlog=_BACKLOG)
        return self

    def _protocol(self) -> asyncio.Protocol:
        protocol: Any = self._config.http_protocol_class
        made: asyncio.Protocol = protocol(config=self._config, server_state=self._state, app_state={})
        return made

    async def __aexit__(self, *_: object) -> None:
        """Let waiting requests end, then hang up."""
        if self._server is None:
            return
        self._server.close()
        self.world.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=_GRACE)
        for task in self._state.tasks:
            task.cancel()
        for connection in list(self._state.connections):
            connection.transport.abort()
        await self._server.wait_closed()
        await asyncio.sleep(0)  # the transports' last calls
