"""Calendars: subscribed to over HTTP by an address that is somebody's own, an event as a file, and files sent in."""

import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar

from bot.domain import event as rules
from bot.domain.event import Change, Event
from bot.domain.ids import ChatId, PersonId
from bot.domain.recurrence import parse
from storage import events, people
from storage.database import Transaction
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    EMMA,
    JAMES,
    LI_LEI,
    MAPLE_HOUSE,
    WANG,
    XIAOMEI,
    Message,
    Town,
    open_town,
    shown,
)


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    """A town whose bot serves calendars."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    async with open_town(migrated_url) as town:
        web = town.config.web.model_copy(
            update={"listen": ("127.0.0.1", port), "public_url": f"http://127.0.0.1:{port}"}
        )
        town.config = town.config.model_copy(update={"web": web})
        async with town.running():
            await town.settle_people()
            yield town


@pytest.fixture
async def phone() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def call(town: Town, title: str = "合唱团", chat: int = BUILDING_3, **given: Any) -> Event:
    """Put an event on the calendar."""
    place = town.bot.deps.neighbourhood
    start = datetime(2026, 3, 18, 19, 0, tzinfo=place.zone)
    values: dict[str, Any] = {"length": timedelta(hours=1), "place": "活动室", "changed_at": town.clock()}

    def work(tx: Transaction) -> Event:
        number = events.next_number(tx, place.community)
        event = Event(
            place.community, number, title, start, PersonId(WANG), ChatId(chat), (ChatId(chat),), **values | given
        )
        events.add(tx, event, rules.over_at(event, place.zone))
        return event

    return await town.bot.memory.work(work)


def url_in(message: Message) -> str:
    return next(word for word in shown(message).split() if word.startswith("http"))


async def address(town: Town, person: int = WANG, chat: int = BUILDING_3, words: str = "/calendar") -> str:
    """Let somebody ask for an address in a chat; return it."""
    town.world.start(person)
    await town.settled()
    town.say(person, chat, words)
    await town.settled()
    return url_in(await town.sees(person, "http"))


async def fetched(phone: aiohttp.ClientSession, url: str) -> tuple[int, list[Any]]:
    async with phone.get(url) as answer:
        if answer.status != 200:
            return answer.status, []
        calendar = Calendar.from_ical(await answer.read())
        assert not calendar.errors
        return 200, list(calendar.walk("VEVENT"))


async def test_a_neighbour_subscribes_and_sees_what_changes(town: Town, phone: aiohttp.ClientSession) -> None:
    event = await call(town, rule=parse("FREQ=WEEKLY;BYDAY=WE"))
    url = await address(town)
    await town.sees(BUILDING_3, "已私聊发给您")
    assert town.find(BUILDING_3, "http") is None, "the address is nobody else's business"
    status, (entry,) = await fetched(phone, url)
    assert (status, str(entry["SUMMARY"]), str(entry["LOCATION"])) == (200, "合唱团", "活动室")
    assert entry["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=WE"

    zone = town.bot.deps.neighbourhood.zone
    moved = rules.change_date(event, zone, 20260325, Change(place="花园"), town.clock())
    moved = rules.cancel_date(moved, zone, 20260401, "清明", town.clock())
    await town.bot.memory.work(lambda tx: events.save(tx, moved, None))
    _, (series, apart) = await fetched(phone, url)
    assert series["SEQUENCE"] == 2
    assert [f"{one.dt:%m%d}" for one in series["EXDATE"].dts] == ["0401"]
    assert (str(apart["LOCATION"]), apart["UID"]) == ("花园", series["UID"])
    assert f"{apart['RECURRENCE-ID'].dt:%m%d}" == "0325"

    gone = rules.cancel(replace(moved, version=2), "没人来", town.clock())
    await town.bot.memory.work(lambda tx: events.save(tx, gone, None))
    _, (cancelled, *_) = await fetched(phone, url)
    assert str(cancelled["STATUS"]) == "CANCELLED"


async def test_an_address_is_renewed_and_taken_back(town: Town, phone: aiohttp.ClientSession) -> None:
    await call(town)
    first = await address(town)
    town.say(WANG, BUILDING_3, "/calendar")
    await town.sees(BUILDING_3, "3号楼 的日历地址已在", "/calendar renew")
    second = await address(town, words="/calendar renew")
    assert second != first
    assert (await fetched(phone, first))[0] == 404
    assert (await fetched(phone, second))[0] == 200
    town.say(WANG, BUILDING_3, "/calendar off")
    await town.sees(BUILDING_3, "已停用 1 个地址")
    assert (await fetched(phone, second))[0] == 404
    town.say(WANG, BUILDING_3, "/calendar 停用")
    await town.sees(BUILDING_3, "您还没有地址")


async def test_who_moves_out_reads_no_more(town: Town, phone: aiohttp.ClientSession) -> None:
    await call(town, chat=BUILDING_5)
    url = await address(town, XIAOMEI, BUILDING_5)
    assert (await fetched(phone, url))[0] == 200
    await town.bot.memory.work(lambda tx: people.leave(tx, ChatId(BUILDING_5), PersonId(XIAOMEI), town.clock()))
    assert (await fetched(phone, url))[0] == 404


async def test_ones_own_calendar_has_all_of_ones_chats_and_nobody_elses(
    town: Town, phone: aiohttp.ClientSession
) -> None:
    await call(town, "Garden day", MAPLE_HOUSE)
    await call(town, "合唱团", BUILDING_3)
    url = await address(town, EMMA, EMMA)
    assert [str(entry["SUMMARY"]) for entry in (await fetched(phone, url))[1]] == ["Garden day"]
    town.say(EMMA, EMMA, "/calendar off")
    await town.sees(EMMA, "1 address is none any more.")
    assert (await fetched(phone, url))[0] == 404


async def test_a_guess_finds_nothing_and_health_says_ok(town: Town, phone: aiohttp.ClientSession) -> None:
    base = town.config.web.public_url
    assert (await fetched(phone, f"{base}/calendar/{'x' * 32}.ics"))[0] == 404
    async with phone.get(f"{base}/health") as answer:
        assert await answer.text() == "ok"


async def test_whoever_never_pressed_start_is_told_to(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "/calendar")
    await town.sees(BUILDING_3, "点“开始”")
    assert town.find(LI_LEI, "http") is None


async def test_an_event_as_a_file(town: Town) -> None:
    await call(town, rule=parse("FREQ=WEEKLY;BYDAY=WE"))
    town.say(WANG, BUILDING_3, "/ics 1")
    sent = await town.sees(BUILDING_3, "📅 合唱团")
    file = town.world.files.get(sent["document"]["file_id"])
    assert file is not None
    (entry,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert str(entry["SUMMARY"]) == "合唱团"
    town.say(EMMA, MAPLE_HOUSE, "/ics 1")
    await town.sees(MAPLE_HOUSE, "1")
    assert town.find(MAPLE_HOUSE, "合唱团") is None, "another building's event is none here"
    town.say(WANG, BUILDING_3, "/ics")
    await town.sees(BUILDING_3, "哪个活动？")


async def test_the_button_on_an_events_card_sends_the_file_to_whoever_presses(town: Town) -> None:
    town.say(LI_LEI, BUILDING_3, "/event 周五晚上7点到9点活动室包饺子")
    await town.press(LI_LEI, BUILDING_3, await town.sees(BUILDING_3, "排上日程吗？"), "✅ 好")
    card = await town.sees(BUILDING_3, "📅 包饺子", "[📲 手机]")
    assert "点“开始”" in await town.press(WANG, BUILDING_3, card, "📲 手机")
    town.world.start(WANG)
    await town.settled()
    await town.press(WANG, BUILDING_3, card, "📲 手机")
    assert (await town.sees(WANG, "📅 包饺子"))["document"]["file_name"] == "event-1.ics"
    assert town.find(BUILDING_3, "event-1.ics") is None
    assert await town.forge(WANG, BUILDING_3, card, "ics:99") != ""


# ---- import ----


def calendar(*blocks: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", ""]).encode()


def block(title: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def titles(town: Town, chat: int) -> list[str]:
    community = town.bot.deps.neighbourhood.community
    found = town.bot.database.read(lambda tx: events.upcoming(tx, community, ChatId(chat), town.clock()))
    return [event.title for event in found]


async def test_a_lead_sends_a_file_sees_what_it_brings_and_confirms(town: Town) -> None:
    raw = calendar(
        block("太极拳", "DTSTART;TZID=Asia/Shanghai:20260321T070000", "RRULE:FREQ=WEEKLY;BYDAY=SA"),
        block("消防演练", "DTSTART;VALUE=DATE:20260401"),
        block("去年的", "DTSTART:20250101T100000"),
        block("每秒一次", "DTSTART:20260321T070000", "RRULE:FREQ=SECONDLY"),
    )
    town.world.start(LI_LEI)
    town.say(LI_LEI, LI_LEI, "", document=("plan.ics", raw))
    plan = await town.sees(LI_LEI, "会加进 3号楼 日历的有", "· 3月21日 07:00 起重复：太极拳", "· 4月1日：消防演练")
    assert "1 个已经过去" in shown(plan)
    assert "✗ 每秒一次：一天重复不止一次" in shown(plan)
    assert titles(town, BUILDING_3) == []
    await town.press(LI_LEI, LI_LEI, plan, "加进日历（2 个）")
    await town.sees(BUILDING_3, "3号楼 日历新增", "太极拳", "消防演练")
    assert titles(town, BUILDING_3) == ["太极拳", "消防演练"]
    assert await town.forge(LI_LEI, LI_LEI, plan, "import:1") != "", "what is done is done once"
    assert titles(town, BUILDING_3) == ["太极拳", "消防演练"]
    town.say(LI_LEI, LI_LEI, "", document=("plan.ics", raw.replace(b"SECONDLY", b"DAILY")))
    await town.sees(LI_LEI, "2 个日历上已经有了", "每秒一次")


async def test_in_english_and_no_means_no(town: Town) -> None:
    town.world.start(JAMES)
    town.say(JAMES, JAMES, "", document=("plan.ics", calendar(block("Garden day", "DTSTART:20260321T020000Z"))))
    plan = await town.sees(JAMES, "onto the calendar of Maple House", "· 21 Mar, 10:00: Garden day")
    await town.press(JAMES, JAMES, plan, "No")
    await town.sees(JAMES, "the calendar stays as it is")
    assert titles(town, MAPLE_HOUSE) == []


async def test_a_file_with_five_thousand_events_brings_the_first_fifty(town: Town) -> None:
    start = town.clock()
    many = [block(f"第{n}次", f"DTSTART:{start + timedelta(days=n + 1):%Y%m%dT%H%M%SZ}") for n in range(1000)]
    town.world.start(LI_LEI)
    town.say(LI_LEI, LI_LEI, "", document=("plan.ics", calendar(*many)))
    plan = await town.sees(LI_LEI, "后面的 950 个不加：一个文件最多加 50 个")
    await town.press(LI_LEI, LI_LEI, plan, "加进日历（50 个）")
    await town.sees(BUILDING_3, "……还有 40 个活动")
    assert len(titles(town, BUILDING_3)) == 50


@pytest.mark.parametrize(
    ("person", "raw", "told"),
    [
        pytest.param(LI_LEI, b"\x89PNG\0\0", "读不出日历", id="binary"),
        pytest.param(LI_LEI, calendar(), "没有活动", id="empty"),
        pytest.param(LI_LEI, b"BEGIN:VCALENDAR\r\n" * 9999, "坏了", id="nested"),
        pytest.param(LI_LEI, calendar(block("旧的", "DTSTART:20200101T100000")), "没有能放进日历的", id="all over"),
        pytest.param(LI_LEI, b"BEGIN:VCALENDAR\r\n" + b"x" * 2_000_001, "2 MB", id="too large"),
        pytest.param(WANG, calendar(block("派对", "DTSTART:20260321T100000")), "", id="no lead"),
    ],
)
async def test_a_bad_file_is_explained(town: Town, person: int, raw: bytes, told: str) -> None:
    town.world.start(person)
    await town.settled()
    before = len(town.bots(person))
    town.say(person, person, "", document=("plan.ics", raw))
    await town.settled()
    assert len(town.bots(person)) == before + 1
    assert told in shown(town.bots(person)[-1])
    assert titles(town, BUILDING_3) == []
