"""The people's door: the chat page and what it asks for."""

from starlette.routing import BaseRoute, Route
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.world import World

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class LoopbackOnly:
    """ASGI middleware: a Host that isn't this machine's gets 403, so that no web page reaches in by DNS rebinding."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and _host(scope) not in _LOOPBACK:
            await PlainTextResponse("The playground answers on loopback only.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _host(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            host = str(value, "latin-1").lower()
            return host if host.endswith("]") else host.rpartition(":")[0] or host
    return ""


def people_routes(world: World) -> list[BaseRoute]:
    """Return the routes for people."""
    return []
