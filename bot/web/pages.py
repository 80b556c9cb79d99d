"""What is served: /health, and the calendar behind each unguessable address.

An address that was never given out, one that was taken back and any other page that isn't there get the same answer.
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.calendars.write import write
from bot.domain.calendar import Feed
from bot.web.misses import Misses

FindFeed = Callable[[str], Awaitable[Feed | None]]
IsWell = Callable[[], Awaitable[bool]]

ANSWER_SECONDS = 10.0
SIDE_BY_SIDE = 4
"""Calendars that are made at once: the rest wait, so that the bot itself always has its turn."""
_KEPT_CALENDARS = 32
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'",
}


class Pages:
    """Answers requests."""

    def __init__(
        self,
        find: FindFeed,
        is_well: IsWell,
        *,
        behind_proxy: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Serve the feeds that ``find`` finds by their tokens.

        :param behind_proxy: a proxy of ours stands in front and says who asks.
        """
        self._find, self._is_well, self._behind_proxy = find, is_well, behind_proxy
        self._misses = Misses(clock)
        self._turns = asyncio.Semaphore(SIDE_BY_SIDE)

    def app(self) -> Starlette:
        """Return the ASGI application."""
        app = Starlette(
            routes=[Route("/health", self._health), Route("/calendar/{token}.ics", self._calendar)],
            exception_handlers={HTTPException: _refuse},
        )
        app.router.redirect_slashes = False
        return app

    async def _health(self, _request: Request) -> Response:
        """Say whether the bot's database answers; nothing else of it is anybody's business."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                well = await self._is_well()
        except TimeoutError:
            well = False
        return PlainTextResponse("ok" if well else "not well", 200 if well else 503, headers=_HEADERS)

    async def _calendar(self, request: Request) -> Response:
        client = self._client(request)
        if self._misses.too_many(client):
            raise HTTPException(429)
        try:
            async with asyncio.timeout(ANSWER_SECONDS), self._turns:
                feed = await self._find(request.path_params["token"])
                if feed is None:
                    self._misses.count(client)
                    raise HTTPException(404)
                body, tag = await asyncio.to_thread(_written, feed)
        except TimeoutError:
            raise HTTPException(503) from None
        return _answer(request, feed, body, tag)

    def _client(self, request: Request) -> str:
        """Return who asks; of what a proxy passes on, only what it has added itself, the last, is worth anything."""
        if self._behind_proxy:
            named = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
            if named:
                return named
        return request.client.host if request.client else ""


def _answer(request: Request, feed: Feed, body: bytes, tag: str) -> Response:
    headers = {**_HEADERS, "ETag": tag, "Cache-Control": "private, max-age=300"}
    if feed.changed_at is not None:
        headers["Last-Modified"] = format_datetime(feed.changed_at.astimezone(UTC).replace(microsecond=0), usegmt=True)
    if _is_known(request, feed, tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def _is_known(request: Request, feed: Feed, tag: str) -> bool:
    """Tell whether the phone has the calendar as it is. Where it names a tag, only that counts (RFC 9110, 13.2.2)."""
    named = request.headers.get("if-none-match")
    if named is not None:
        return any(part.strip().removeprefix("W/") in {tag, "*"} for part in named.split(","))
    since = _date(request.headers.get("if-modified-since", ""))
    return since is not None and feed.changed_at is not None and feed.changed_at.replace(microsecond=0) <= since


def _date(header: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo is not None else None


@lru_cache(maxsize=_KEPT_CALENDARS)
def _written(feed: Feed) -> tuple[bytes, str]:
    body = write(feed.name, feed.zone, feed.entries)
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


async def _refuse(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    allow = {"Allow": "GET, HEAD"} if status == 405 else {}  # noqa: PLR2004
    words = {404: "not found", 405: "method not allowed", 429: "too many wrong addresses; try again later"}
    return PlainTextResponse(words.get(status, "try again later"), status, headers={**_HEADERS, **allow})
