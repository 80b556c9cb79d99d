"""Pictures: with the words, before them, after them; they go to the squad and are kept as proof."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.ids import IssueNumber
from bot.domain.issue import Step
from bot.domain.photo import Photo
from storage import inbox, issues, photos
from storage.tables import WAITING_PHOTO
from tests.storage.makers import count_rows
from tests.support.reading import Marks
from tests.support.town import (
    BUILDING_3,
    BUILDING_5,
    EMMA,
    LEGAL,
    LI_LEI,
    LIU,
    MAPLE_HOUSE,
    OFFICE,
    ORDER,
    PROPERTY,
    TOM,
    WANG,
    XIAOMEI,
    Message,
    Town,
    open_town,
)

PICTURE = b"a picture"
ZH = pytest.param(BUILDING_3, WANG, "电梯坏了", "灯是不是该换了？", "登记", id="zh")
EN = pytest.param(MAPLE_HOUSE, EMMA, "The lift is broken", "The lights, perhaps?", "Yes", id="en")
BOTH = pytest.mark.parametrize(("building", "resident", "clear", "unsure", "yes"), [ZH, EN])


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    """A town whose bot reads by marks."""
    async with open_town(migrated_url) as town:
        town.read = Marks()
        async with town.running():
            yield town


def sent(town: Town, chat: int) -> list[Message]:
    """Return the pictures that the bot has sent."""
    return [message for message in town.bots(chat) if "photo" in message or "document" in message]


def kept(town: Town, number: int, step: Step) -> tuple[Photo, ...]:
    """Return an issue's pictures of a step."""
    community = town.bot.deps.neighbourhood.community
    issue = town.bot.database.read(partial(issues.access, community=community, number=IssueNumber(number)))
    return town.bot.database.read(lambda tx: photos.of_issue(tx, issue, step))


def waiting(town: Town) -> int:
    return town.bot.database.read(lambda tx: count_rows(tx, WAITING_PHOTO))


@BOTH
async def test_a_photo_with_its_words_goes_to_the_squad(
    town: Town, building: int, resident: int, clear: str, unsure: str, yes: str
) -> None:
    del unsure, yes
    assert isinstance(town.read, Marks)
    said = town.say(resident, building, clear, photo=PICTURE)
    task = await town.sees(PROPERTY, "#1", clear, "📷 1")
    await town.settled()
    (picture,) = sent(town, PROPERTY)
    assert picture["reply_to_message"]["message_id"] == task["message_id"]
    assert picture["caption"] == "📷 #1"
    assert picture["photo"][-1]["file_id"] == town.world.chats[building].messages[said]["photo"][-1]["file_id"]
    assert sent(town, building) == []
    assert town.read.said[0].photo


@BOTH
async def test_a_photo_and_its_words_find_each_other_within_a_minute(
    town: Town, building: int, resident: int, clear: str, unsure: str, yes: str
) -> None:
    del unsure, yes
    assert isinstance(town.read, Marks)
    town.say(resident, building, "", photo=PICTURE)
    await town.settled()
    assert town.bots(building) == []
    town.clock.forward(seconds=59)
    town.say(resident, building, clear)
    await town.sees(PROPERTY, "#1", "📷 1")
    assert town.read.said[0].photo
    town.clock.forward(seconds=30)
    town.say(resident, building, "", photo=PICTURE)
    await town.sees(PROPERTY, "#1", "📷 2")
    await town.settled()
    assert len(sent(town, PROPERTY)) == 2
    assert waiting(town) == 0


@BOTH
async def test_pictures_of_an_offer_wait_for_its_answer(
    town: Town, building: int, resident: int, clear: str, unsure: str, yes: str
) -> None:
    del clear
    town.say(resident, building, "", photo=PICTURE)
    town.say(resident, building, unsure, photo=PICTURE)
    offer = await town.sees(building, f"[{yes}")
    town.say(resident, building, "", photo=PICTURE)
    await town.settled()
    assert sent(town, PROPERTY) == []
    town.clock.forward(days=1)
    await town.bot._prune()
    await town.press(resident, building, offer, yes)
    await town.sees(PROPERTY, "#1", "📷 3")
    await town.settled()
    assert len(sent(town, PROPERTY)) == 3
    assert waiting(town) == 0


async def test_pictures_of_a_declined_offer_are_forgotten(town: Town) -> None:
    town.say(WANG, BUILDING_3, "灯是不是该换了？", photo=PICTURE)
    await town.press(WANG, BUILDING_3, await town.sees(BUILDING_3, "[不用]"), "不用")
    assert waiting(town) == 0


async def test_a_picture_belongs_to_its_senders_words_in_the_same_topic_and_minute(town: Town) -> None:
    first, second = list(town.world.chats[BUILDING_5].topics)[:2]
    town.say(XIAOMEI, BUILDING_5, "", photo=PICTURE, thread=first)
    town.say(XIAOMEI, BUILDING_5, "电梯坏了", thread=second)
    await town.sees(PROPERTY, "#1")
    town.say(LI_LEI, BUILDING_3, "", photo=PICTURE)
    town.say(WANG, BUILDING_3, "电梯坏了")
    await town.sees(PROPERTY, "#2")
    town.say(WANG, BUILDING_3, "今天天气真好", photo=PICTURE)
    await town.settled()
    town.clock.forward(seconds=61)
    town.say(WANG, BUILDING_3, "", photo=PICTURE)
    town.say(LI_LEI, BUILDING_3, "门坏了")
    await town.sees(PROPERTY, "#3")
    await town.settled()
    assert sent(town, PROPERTY) == []
    assert town.find(PROPERTY, "📷") is None
    assert waiting(town) == 1, "older ones are gone"


async def test_pictures_wait_over_a_restart(migrated_url: str) -> None:
    async with open_town(migrated_url) as town:
        town.read = Marks()
        async with town.running():
            town.say(WANG, BUILDING_3, "", photo=PICTURE)
            await town.settled()
        async with town.running():
            town.say(WANG, BUILDING_3, "电梯坏了")
            await town.sees(PROPERTY, "#1", "📷 1")
            await town.settled()
            assert len(sent(town, PROPERTY)) == 1


async def test_an_album_is_one_issue_with_all_its_pictures(town: Town) -> None:
    town.world.album(WANG, BUILDING_3, [PICTURE] * 4, "电梯坏了")
    await town.sees(PROPERTY, "#1", "📷 4")
    await town.settled()
    assert len(sent(town, PROPERTY)) == 4
    assert len(town.bots(BUILDING_3)) == 1
    town.clock.forward(seconds=61)
    town.world.album(WANG, BUILDING_3, [PICTURE] * 10, "昨天的晚饭")
    town.say(WANG, BUILDING_3, "门坏了")
    await town.sees(PROPERTY, "#2")
    await town.settled()
    assert len(sent(town, PROPERTY)) == 4, "pictures of the dinner stay where they are"
    assert waiting(town) == 0


async def test_no_more_than_ten_pictures_are_kept(town: Town) -> None:
    town.say(WANG, BUILDING_3, "电梯坏了", photo=PICTURE)
    town.world.album(WANG, BUILDING_3, [PICTURE] * 10)
    town.world.album(WANG, BUILDING_3, [PICTURE] * 5)
    await town.sees(PROPERTY, "📷 10")
    await town.settled()
    assert len(sent(town, PROPERTY)) == len(kept(town, 1, Step.REPORT)) == 10


async def test_an_image_that_was_sent_as_a_file_goes_on_as_one(town: Town) -> None:
    town.say(WANG, BUILDING_3, "电梯坏了", document=("door.png", PICTURE))
    await town.sees(PROPERTY, "#1", "📷 1")
    await town.settled()
    (picture,) = sent(town, PROPERTY)
    assert "document" in picture
    town.say(WANG, BUILDING_3, "门坏了", document=("rules.pdf", PICTURE))
    task = await town.sees(PROPERTY, "#2")
    await town.settled()
    assert "📷" not in task["text"]
    assert len(sent(town, PROPERTY)) == 1


async def test_pictures_come_with_the_command_too(town: Town) -> None:
    shown = town.say(WANG, BUILDING_3, "唉，你们看", photo=PICTURE)
    town.say(LI_LEI, BUILDING_3, "/report", reply_to=shown)
    await town.sees(OFFICE, "#1", "王阿姨", "📷 1")
    town.say(LI_LEI, BUILDING_3, "/report 门坏了", photo=PICTURE)
    await town.sees(PROPERTY, "#2", "📷 1")
    town.clock.forward(seconds=61)
    town.say(WANG, BUILDING_3, "", photo=PICTURE)
    town.say(WANG, BUILDING_3, "/report 楼道堆了东西")
    await town.sees(OFFICE, "#3", "📷 1")
    await town.settled()
    assert [len(kept(town, number, Step.REPORT)) for number in (1, 2, 3)] == [1, 1, 1]


async def test_pictures_of_confidential_issues_go_to_the_squad_only(town: Town) -> None:
    town.say(WANG, BUILDING_3, "楼上太吵", photo=PICTURE)
    await town.sees(LEGAL, "#1", "📷 1")
    card = await town.sees(BUILDING_3, "#1")
    await town.settled()
    assert "📷" not in card["text"]
    assert len(sent(town, LEGAL)) == 1
    assert sent(town, BUILDING_3) == sent(town, PROPERTY) == []


@pytest.mark.parametrize("apart", [False, True], ids=["with the word", "after it"])
async def test_a_stewards_picture_is_kept_as_proof(town: Town, apart: bool) -> None:  # noqa: FBT001
    town.say(WANG, BUILDING_3, "电梯坏了")
    task = (await town.sees(PROPERTY, "#1"))["message_id"]
    town.say(LIU, PROPERTY, "我来", reply_to=task)
    town.say(TOM, PROPERTY, "", photo=PICTURE, reply_to=task)
    town.say(LIU, PROPERTY, "等配件", photo=PICTURE, reply_to=task)
    if apart:
        town.say(LIU, PROPERTY, "修好了", reply_to=task)
        town.say(LIU, PROPERTY, "", photo=PICTURE, reply_to=task)
    else:
        town.say(LIU, PROPERTY, "修好了", photo=PICTURE, reply_to=task)
    question = await town.sees(BUILDING_3, "请验收")
    await town.settled()
    assert [len(kept(town, 1, step)) for step in (Step.REPORT, Step.NOTE, Step.RESOLVE)] == [0, 1, 1]
    assert sent(town, PROPERTY) == []
    assert len(sent(town, BUILDING_3)) == 2, "whoever accepts sees the work"
    town.say(WANG, BUILDING_3, "没修好，你看", photo=PICTURE, reply_to=question["message_id"])
    again = await town.sees(PROPERTY, "没修好，你看", "[接单]")
    await town.settled()
    assert [one["reply_to_message"]["message_id"] for one in sent(town, PROPERTY)] == [again["message_id"]]
    assert len(kept(town, 1, Step.RETURN)) == 1


async def test_the_reporter_may_add_a_picture_below_the_card_and_nobody_else(town: Town) -> None:
    town.say(WANG, BUILDING_3, "电梯坏了")
    card = (await town.sees(BUILDING_3, "#1"))["message_id"]
    town.clock.forward(hours=1)
    town.say(LI_LEI, BUILDING_3, "", photo=PICTURE, reply_to=card)
    town.say(WANG, BUILDING_3, "", photo=PICTURE, reply_to=card)
    await town.sees(PROPERTY, "📷 1")
    await town.settled()
    assert len(kept(town, 1, Step.REPORT)) == 1
    assert waiting(town) == 0


async def test_pictures_move_with_their_issue(town: Town) -> None:
    said = town.say(WANG, BUILDING_3, "门坏了", photo=PICTURE)
    await town.sees(PROPERTY, "#1", "📷 1")
    town.world.edit(WANG, BUILDING_3, said, "狗把门撞开了")
    task = await town.sees(ORDER, "#1", "📷 1")
    await town.settled()
    assert [one["reply_to_message"]["message_id"] for one in sent(town, ORDER)] == [task["message_id"]]


async def test_a_picture_that_telegram_has_lost_is_given_up_and_the_rest_goes_on(town: Town) -> None:
    town.world.faults.add("sendPhoto", status=400)
    town.say(WANG, BUILDING_3, "电梯坏了", photo=PICTURE)
    await town.sees(PROPERTY, "#1")
    await town.settled()
    await town.press(LIU, PROPERTY, await town.sees(PROPERTY, "[接单]"), "接单")
    await town.sees(PROPERTY, "刘师傅 已接单")
    assert sent(town, PROPERTY) == []


async def test_pictures_elsewhere_are_none_of_the_bots_business(town: Town) -> None:
    town.say(LIU, PROPERTY, "", photo=PICTURE)
    town.world.start(WANG)
    town.say(WANG, WANG, "", photo=PICTURE)
    await town.settled()
    assert waiting(town) == 0
    assert town.bot.database.read(lambda tx: inbox.set_aside(tx, 10)) == []
    assert town.bots(PROPERTY) == []


async def test_what_a_channel_posts_is_none_of_the_bots_business(town: Town) -> None:
    channel = {"id": -1001000000999, "type": "channel", "title": "News"}
    message = town.world.chats[BUILDING_3].messages[town.say(WANG, BUILDING_3, "早", photo=PICTURE)]
    posted = {key: value for key, value in message.items() if key != "caption"} | {"sender_chat": channel}
    for number, content in enumerate((posted, posted | {"caption": "电梯坏了", "is_automatic_forward": True})):
        town.world.updates.put("message", content | {"message_id": 900 + number})
        town.world.updates.put("edited_message", content | {"message_id": 900 + number, "edit_date": 1})
    await town.settled()
    assert town.bots(BUILDING_3) == []
    assert waiting(town) == 0
    assert town.bot.database.read(lambda tx: inbox.set_aside(tx, 10)) == []


async def test_pictures_that_nobody_asks_for_are_pruned(town: Town) -> None:
    town.say(WANG, BUILDING_3, "灯是不是该换了？", photo=PICTURE)
    town.say(LI_LEI, BUILDING_3, "", photo=PICTURE)
    await town.settled()
    for span, left in ((timedelta(seconds=30), 2), (timedelta(seconds=31), 1), (timedelta(days=31), 0)):
        town.clock.now += span
        await town.bot._prune()
        assert waiting(town) == left
