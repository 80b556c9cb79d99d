"""Delivers updates to the bot's own server: each until it says 2xx, in order, waiting longer after each failure."""

import asyncio
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.playground.chats import Json
from bot.playground.updates import Updates

MAX_CONNECTIONS = 100
ANSWER_WITHIN = 30.0
_OK = range(200, 300)


class _Refused(Exception):
    """The bot's server answered something else than 2xx."""


@dataclass(slots=True)
class Webhook:
    """Where to deliver. ``first_wait`` doubles up to ``longest_wait`` seconds while the same update fails."""

    url: str
    secret: str = ""
    max_connections: int = 40
    first_wait: float = 0.5
    longest_wait: float = 60.0
    last_error: str = ""
    last_error_at: int = 0

    def info(self) -> Json:
        """Return what getWebhookInfo says beside the address."""
        info: Json = {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error:
            info |= {"last_error_date": self.last_error_at, "last_error_message": self.last_error}
        return info

    async def deliver(self, updates: Updates, tried: Callable[[], None]) -> None:
        """Deliver for ever, one update after the other, calling ``tried`` after each attempt; cancel to stop."""
        wait = self.first_wait
        while True:
            while not updates.pending:
                updates.arrived.clear()
                await updates.arrived.wait()
            update_id, body = updates.pending[0]
            accepted = await self._try(body)
            if accepted:
                wait = self.first_wait
                updates.confirm(update_id + 1)
            tried()
            if not accepted:
                await asyncio.sleep(wait)
                wait = min(2 * wait, self.longest_wait)

    async def _try(self, body: bytes) -> bool:
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                await self._post(body)
        except (OSError, TimeoutError, ValueError, IndexError, _Refused) as error:
            self.last_error = str(error) or "Read timeout expired"
            self.last_error_at = int(time.time())
            return False
        return True

    async def _post(self, body: bytes) -> None:
        parts = urlsplit(self.url)
        tls = ssl.create_default_context() if parts.scheme == "https" else None
        port = parts.port or (443 if tls else 80)
        reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=tls)
        try:
            writer.write(self._head(parts.netloc, parts.path or "/", parts.query, len(body)) + body)
            await writer.drain()
            status = int((await reader.readline()).split()[1])
            await reader.read()
        finally:
            writer.close()
        if status not in _OK:
            raise _Refused(f"Wrong response from the webhook: {status}")

    def _head(self, host: str, path: str, query: str, length: int) -> bytes:
        lines = [
            f"POST {path}{'?' + query if query else ''} HTTP/1.1",
            f"Host: {host}",
            "Content-Type: application/json",
            f"Content-Length: {length}",
            "Connection: close",
        ]
        if self.secret:
            lines.append(f"X-Telegram-Bot-Api-Secret-Token: {self.secret}")
        return "\r\n".join([*lines, "", ""]).encode()
