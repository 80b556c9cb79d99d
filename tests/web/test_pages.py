"""The pages over HTTP: subscribed to as a phone does, guessed at, asked slowly."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from icalendar import Calendar

from bot.domain.calendar import CalendarEntry, Feed
from bot.web import server as serving
from bot.web.misses import MOST, WINDOW_SECONDS, Misses, network
from bot.web.pages import Pages
from bot.web.server import Server

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHANGED = datetime(2026, 3, 16, 2, 0, 0, 500, tzinfo=UTC)
TOKEN = "kNvXJ3wq9y2mD0Lr5tGh8sBzAeUcFiQp"


def a_feed(title: str = "周周碰", changed_at: datetime | None = CHANGED) -> Feed:
    start = datetime(2026, 3, 18, 19, 0, tzinfo=SHANGHAI)
    return Feed("3号楼", SHANGHAI, (CalendarEntry("1@pavilion", title, start, changed_at=changed_at),))


@dataclass
class Site:
    """Pages on loopback, with whatever feeds a test puts behind their tokens."""

    url: str = ""
    feeds: dict[str, Feed] = field(default_factory=lambda: {TOKEN: a_feed()})
    well: bool = True
    now: float = 1000.0
    asked: list[str] = field(default_factory=list)

    async def find(self, token: str) -> Feed | None:
        self.asked.append(token)
        return self.feeds.get(token)

    async def is_well(self) -> bool:
        return self.well


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async for found in _serve(behind_proxy=False):
        yield found


async def _serve(*, behind_proxy: bool) -> AsyncIterator[Site]:
    site = Site()
    pages = Pages(site.find, site.is_well, behind_proxy=behind_proxy, clock=lambda: site.now)
    async with Server(pages.app(), "127.0.0.1", 0) as server:
        site.url = f"http://127.0.0.1:{server.port}"
        yield site


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_phone_subscribes_and_asks_again(site: Site, client: aiohttp.ClientSession) -> None:
    address = f"{site.url}/calendar/{TOKEN}.ics"
    async with client.get(address) as first:
        assert (first.status, first.content_type, first.charset) == (200, "text/calendar", "utf-8")
        (event,) = Calendar.from_ical(await first.read()).walk("VEVENT")
        assert str(event["SUMMARY"]) == "周周碰"
        tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert changed == "Mon, 16 Mar 2026 02:00:00 GMT"
    for known in ({"If-None-Match": tag}, {"If-None-Match": f'"x", W/{tag}'}, {"If-Modified-Since": changed}):
        async with client.get(address, headers=known) as again:
            assert (again.status, await again.read()) == (304, b"")
    site.feeds[TOKEN] = a_feed("周周碰 改到八点", CHANGED + timedelta(minutes=1))
    for known in ({"If-None-Match": tag}, {"If-Modified-Since": changed}):
        async with client.get(address, headers=known) as changed_now:
            assert changed_now.status == 200
            assert changed_now.headers["ETag"] != tag


@pytest.mark.parametrize("since", ["yesterday", "", "Mon, 16 Mar 2026 02:00:00", "Mon, 99 Mar 99999 02:00:00 GMT"])
async def test_a_date_that_is_none_counts_for_nothing(site: Site, client: aiohttp.ClientSession, since: str) -> None:
    async with client.get(f"{site.url}/calendar/{TOKEN}.ics", headers={"If-Modified-Since": since}) as answer:
        assert answer.status == 200


async def test_head_says_the_same_without_the_calendar(site: Site, client: aiohttp.ClientSession) -> None:
    async with client.head(f"{site.url}/calendar/{TOKEN}.ics") as answer:
        assert (answer.status, await answer.read()) == (200, b"")
        assert int(answer.headers["Content-Length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "OPTIONS"])
async def test_nothing_can_be_changed(site: Site, client: aiohttp.ClientSession, method: str) -> None:
    async with client.request(method, f"{site.url}/calendar/{TOKEN}.ics", data=b"x" * 1000) as answer:
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert site.asked == []


async def test_a_guessed_address_is_answered_as_any_page_that_is_not_there(
    site: Site, client: aiohttp.ClientSession
) -> None:
    answers = set()
    for path in ("/calendar/guessed.ics", f"/calendar/{TOKEN[:-1]}.ics", "/nothing", "/calendar/", "/calendar", "/"):
        async with client.get(site.url + path) as answer:
            kept = {name: value for name, value in answer.headers.items() if name != "Date"}
            answers.add((answer.status, await answer.text(), str(sorted(kept.items()))))
    assert len(answers) == 1
    assert next(iter(answers))[:2] == (404, "not found")


async def test_whoever_guesses_too_often_waits(site: Site, client: aiohttp.ClientSession) -> None:
    for guess in range(MOST):
        async with client.get(f"{site.url}/calendar/{guess}.ics") as answer:
            assert answer.status == 404
    async with client.get(f"{site.url}/calendar/{TOKEN}.ics") as answer:
        assert answer.status == 429
    assert len(site.asked) == MOST
    site.now += WINDOW_SECONDS
    async with client.get(f"{site.url}/calendar/{TOKEN}.ics") as answer:
        assert answer.status == 200


async def test_behind_a_proxy_only_the_one_who_guesses_waits(client: aiohttp.ClientSession) -> None:
    async for site in _serve(behind_proxy=True):
        # What the client writes itself stands before what the proxy adds.
        guesser = {"X-Forwarded-For": "1.1.1.1, 203.0.113.9"}
        for guess in range(MOST):
            async with client.get(f"{site.url}/calendar/{guess}.ics", headers=guesser) as answer:
                assert answer.status == 404
        async with client.get(f"{site.url}/calendar/{TOKEN}.ics", headers=guesser) as answer:
            assert answer.status == 429
        neighbour = {"X-Forwarded-For": "203.0.113.10"}
        async with client.get(f"{site.url}/calendar/{TOKEN}.ics", headers=neighbour) as answer:
            assert answer.status == 200


async def test_health_tells_well_from_not_well_and_nothing_else(site: Site, client: aiohttp.ClientSession) -> None:
    async with client.get(f"{site.url}/health") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")
    site.well = False
    async with client.get(f"{site.url}/health") as answer:
        assert (answer.status, await answer.text()) == (503, "not well")


async def test_a_large_calendar_comes_whole(site: Site, client: aiohttp.ClientSession) -> None:
    entries = tuple(
        CalendarEntry(f"{n}@pavilion", "活动" * 50, datetime(2026, 3, 18, tzinfo=SHANGHAI) + timedelta(days=n))
        for n in range(500)
    )
    site.feeds[TOKEN] = Feed("大", SHANGHAI, entries)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_fetch(client, f"{site.url}/calendar/{TOKEN}.ics")) for _ in range(10)]
    assert len({hashlib.sha256(task.result()).digest() for task in tasks}) == 1
    assert len(Calendar.from_ical(tasks[0].result()).walk("VEVENT")) == 500


async def _fetch(client: aiohttp.ClientSession, address: str) -> bytes:
    async with client.get(address) as answer:
        return await answer.read()


async def test_whoever_never_finishes_asking_is_hung_up_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rpartition(":")[2]))
    writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    await writer.drain()
    # Hanging up comes as the end, or as a reset.
    with suppress(ConnectionError):
        assert await reader.read() == b""
    writer.close()


async def test_an_endless_head_is_refused(site: Site) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.rpartition(":")[2]))
    writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 100_000)
    assert (await reader.readline()).startswith(b"HTTP/1.1 400")
    writer.close()


async def test_a_connection_too_many_is_ended(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_MOST_CONNECTIONS", 1)
    port = int(site.url.rpartition(":")[2])
    _, first = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0)
    reader, second = await asyncio.open_connection("127.0.0.1", port)
    assert await reader.read() == b""
    first.close()
    second.close()


def a_clock(times: list[float]) -> Callable[[], float]:
    return lambda: times[-1]


def test_a_household_counts_as_one_client_and_memory_has_an_end() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9")
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    times = [0.0]
    misses = Misses(a_clock(times))
    for number in range(20_000):
        misses.count(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(misses._counted) == 10_000
