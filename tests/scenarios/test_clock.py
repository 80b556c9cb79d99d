"""The clock: an issue that nobody claims is brought up again, in working hours, once each time."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from bot.domain.reminder import Reminder, ReminderKind
from bot.services import reminders as services
from bot.services.deps import Deps
from bot.services.reminders import Decider
from storage import reminders
from storage.database import Transaction
from tests.support.town import BUILDING_3, LIU, ORDER, PROPERTY, WANG, Town

WAITING = "还没人接单"


def told(town: Town, chat: int) -> int:
    """Count the reminders in a chat."""
    return sum(WAITING in message["text"] for message in town.bots(chat))


def planned(town: Town, kind: ReminderKind) -> int:
    """Count what is planned about the first issue."""
    community = town.bot.deps.neighbourhood.community
    return len(town.bot.database.read(lambda tx: reminders.of_subject(tx, community, kind, 1)))


async def test_an_unclaimed_issue_reminds_its_squad_after_the_configured_time(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    task = await town.sees(PROPERTY, "请在 3月16日 14:00 前接单")
    town.clock.forward(hours=2, minutes=59)
    await town.tick()
    await town.settled()
    assert told(town, PROPERTY) == 0
    town.clock.forward(minutes=1)
    await town.tick()
    await town.sees(PROPERTY, "⏳ #1 还没人接单，请在 3月16日 14:00 前接单。")
    town.clock.forward(minutes=59)
    await town.tick()
    await town.settled()
    assert told(town, PROPERTY) == 1
    town.clock.forward(minutes=1)
    await town.tick()
    reminder = await town.sees(PROPERTY, "#1", "已经等了 4 小时", WAITING)
    assert reminder["reply_to_message"]["message_id"] == task["message_id"]
    await town.tick()
    await town.settled()
    assert told(town, PROPERTY) == 2
    town.say(LIU, PROPERTY, "/issue 1")
    await town.sees(PROPERTY, "快到时间了", "提醒 物业红管家")


async def test_a_claimed_issue_reminds_nobody(town: Town) -> None:
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "#1"), "接单")
    assert [planned(town, kind) for kind in (ReminderKind.UNCLAIMED, ReminderKind.UNFINISHED)] == [0, 1]
    town.clock.forward(days=3)
    await town.tick()
    await town.settled()
    assert told(town, PROPERTY) == 0


async def test_reminders_wait_for_working_hours_and_end_after_some_time(town: Town) -> None:
    town.clock.forward(hours=9)  # seven in the evening; the property squad works until eight
    town.say(WANG, BUILDING_3, "/report 电梯坏了")
    await town.sees(PROPERTY, "请在 3月17日 11:00 前接单")
    for _ in range(24 * 14):
        town.clock.forward(hours=1)
        await town.tick()
    await town.settled()
    assert told(town, PROPERTY) == 2


async def test_an_emergency_is_brought_up_every_five_minutes_at_any_hour(town: Town) -> None:
    town.clock.forward(hours=16)  # two at night
    town.say(WANG, BUILDING_3, "/report 楼道里着火了，有烟")
    task = await town.sees(ORDER, "🚨 紧急", "3月17日 02:05")
    for minute in range(1, 31):
        town.clock.forward(minutes=1)
        await town.tick()
        await town.settled()
        assert told(town, ORDER) == minute // 5
    town.say(2005, ORDER, "我来", reply_to=task["message_id"])
    await town.sees(ORDER, "吴队长 已接单")
    town.clock.forward(minutes=30)
    await town.tick()
    await town.settled()
    assert told(town, ORDER) == 6


async def test_a_reminder_that_cannot_be_decided_does_not_hold_up_the_others(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in ("电梯坏了", "楼道灯坏了"):
        town.say(WANG, BUILDING_3, f"/report {what}")
        await town.sees(PROPERTY, what)
    town.clock.forward(hours=4)
    with monkeypatch.context() as broken:
        broken.setattr(services, "DECIDERS", _failing_for(1))
        await town.tick()
        await town.sees(PROPERTY, "#2", WAITING)
    assert told(town, PROPERTY) == 1
    town.clock.forward(minutes=59)
    await town.tick()
    await town.settled()
    assert told(town, PROPERTY) == 1
    town.clock.forward(minutes=1)
    await town.tick()
    await town.sees(PROPERTY, "#1", WAITING)


def _failing_for(subject: int) -> Mapping[ReminderKind, Decider]:
    def decide(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
        if reminder.subject == subject:
            raise LookupError("a rule that nobody thought of")
        before[reminder.kind](tx, deps, reminder, now)

    before = services.DECIDERS
    return dict.fromkeys(before, decide)
