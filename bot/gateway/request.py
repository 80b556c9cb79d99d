"""PTB's way onto the network, over aiohttp: several times as many requests a second as its default under load."""

import os
from typing import Any
from urllib.parse import urlencode

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

# Spans of time are timedeltas: that is PTB's future, and without this it warns at each pause that Telegram asks for.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
_FIELDS = {"Content-Type": "application/x-www-form-urlencoded"}


class AiohttpRequest(BaseRequest):
    """One connection pool for requests to the Bot API."""

    __slots__ = ("_limit", "_session")

    def __init__(self, connections: int) -> None:
        """Keep at most ``connections`` open at once."""
        self._limit = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer, unless a request says otherwise."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._limit, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:  # noqa: ANN401 (PTB's signature)
        """Read an answer of the Bot API."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError as error:
            raise TelegramError("the server's answer is no JSON") from error

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 (PTB's marker for "not given")
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Send one request.

        :raises TimedOut: no answer in time. The request may have been carried out all the same.
        :raises NetworkError: no connection, or it broke.
        """
        if self._session is None:
            raise RuntimeError("the request object is not initialized")
        del write_timeout, pool_timeout
        timeout = aiohttp.ClientTimeout(
            sock_connect=_or(connect_timeout, CONNECT_SECONDS), sock_read=_or(read_timeout, READ_SECONDS)
        )
        body, headers = _body(request_data)
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as answer:
                return answer.status, await answer.read()
        # The URL holds the token, and aiohttp's errors may quote it: only their kind is handed on.
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _or(value: Any, default: float) -> float | None:  # noqa: ANN401
    return default if value is BaseRequest.DEFAULT_NONE else value


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        # aiohttp's own form begins one with files each time, with a boundary from the system's chance.
        return urlencode(data.json_parameters).encode(), _FIELDS
    # Telegram takes names of files as they are, not percent-encoded.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form, {}


class Api(ExtBot[None]):
    """PTB's bot, with a way to call methods in Telegram's own JSON, both ways."""

    __slots__ = ()

    async def call(self, method: str, parameters: dict[str, Any], read_seconds: float = READ_SECONDS) -> Any:  # noqa: ANN401
        """Call a method of the Bot API and return its result as it came.

        :raises TelegramError: Telegram refused, or couldn't be reached.
        """
        return await self._post(method, parameters, read_timeout=read_seconds)
