"""Questions that take several steps, with a capability that asks for a name and a colour."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.domain.cause import Actor, Cause
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.ids import ChatId, MessageId, PersonId
from bot.domain.news.people import Welcome
from bot.domain.refusal import Refused
from bot.handlers.context import Context
from bot.services import answers, drafts
from bot.services.deps import Deps
from storage import drafts as kept
from storage.database import Transaction
from tests.support.town import BUILDING_3, CHEN, LI_LEI, WANG, Town

KIND = "paint"


def cause(town: Town, person: int = LI_LEI, chat: int = BUILDING_3, **given: Any) -> Cause:
    private = person == chat
    actor = Actor(PersonId(person), "李雷", "zh")
    return replace(Cause(town.clock(), actor, ChatId(chat), private=private), **given)


def answered(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    said = [*draft.state["said"], heard.text]
    if len(said) < 2:
        drafts.go_on(tx, deps, cause, draft, {"said": said}, Welcome(f"{heard.text} 什么颜色"))
    else:
        drafts.end(tx, deps, cause, draft, Welcome("+".join(said)))


@pytest.fixture(autouse=True)
def paint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be a capability that asks."""
    monkeypatch.setattr(answers, "ANSWERS", {KIND: answered})


async def begin(town: Town, **given: Any) -> dict[str, Any]:
    asked = cause(town, **given)
    await town.bot.memory.work(lambda tx: drafts.begin(tx, town.bot.deps, asked, KIND, {"said": []}, Welcome("刷什么")))
    prompt = await town.sees(asked.chat, "刷什么")
    await town.bot.sender.idle()
    return prompt


def open_drafts(town: Town) -> dict[tuple[ChatId, PersonId], str]:
    community = town.bot.deps.neighbourhood.community
    return town.bot.database.read(lambda tx: kept.kinds(tx, community))


async def test_in_a_group_the_prompts_are_answered_one_after_another(town: Town) -> None:
    prompt = await begin(town)
    assert town.bot.deps.drafting == open_drafts(town) == {(BUILDING_3, LI_LEI): KIND}
    town.say(LI_LEI, BUILDING_3, "大门", reply_to=prompt["message_id"])
    second = await town.sees(BUILDING_3, "大门 什么颜色")
    assert second["message_id"] > prompt["message_id"]
    for person, answers_to in ((CHEN, second), (LI_LEI, prompt)):
        town.say(person, BUILDING_3, "蓝色", reply_to=answers_to["message_id"])
    await town.settled()
    assert town.find(BUILDING_3, "大门+") is None, "somebody else's answer, and one to a prompt that is over"
    town.say(LI_LEI, BUILDING_3, "红色", reply_to=second["message_id"])
    done = await town.sees(BUILDING_3, "大门+红色")
    assert done["message_id"] == second["message_id"]
    assert town.bot.deps.drafting == open_drafts(town) == {}


async def test_in_a_private_chat_the_next_message_is_the_answer(town: Town) -> None:
    town.world.start(LI_LEI)
    await begin(town, chat=LI_LEI)
    town.say(LI_LEI, LI_LEI, "大门")
    await town.sees(LI_LEI, "大门 什么颜色")
    town.say(LI_LEI, LI_LEI, "取消。")
    await town.sees(LI_LEI, "好的，不弄了。")
    assert open_drafts(town) == {}
    town.say(LI_LEI, LI_LEI, "/cancel")
    await town.sees(LI_LEI, "没有什么要取消的。")


async def test_a_command_drops_it_and_a_new_one_takes_its_place(town: Town) -> None:
    town.world.start(LI_LEI)
    first = await begin(town, chat=LI_LEI)
    await town.bot.memory.work(
        lambda tx: drafts.begin(
            tx, town.bot.deps, cause(town, chat=LI_LEI), KIND, {"said": ["窗"]}, Welcome("窗什么颜色")
        )
    )
    second = await town.sees(LI_LEI, "窗什么颜色")
    assert second["message_id"] != first["message_id"]
    town.say(LI_LEI, LI_LEI, "绿色")
    await town.sees(LI_LEI, "窗+绿色")
    await begin(town, chat=LI_LEI)
    town.say(LI_LEI, LI_LEI, "/cancel")
    await town.sees(LI_LEI, "好的，不弄了。")
    assert town.bot.deps.drafting == {}


async def test_only_its_person_may_press_and_only_while_it_lives(town: Town) -> None:
    prompt = await begin(town)
    community = town.bot.deps.neighbourhood.community
    message = MessageId(prompt["message_id"])

    def pressed(who: Cause) -> Draft:
        return town.bot.database.read(lambda tx: drafts.pressed(tx, town.bot.deps, who, KIND))

    assert pressed(cause(town, message=message)).community == community
    with pytest.raises(Refused, match="draft_not_yours"):
        pressed(cause(town, CHEN, message=message))
    with pytest.raises(Refused, match="draft_gone"):
        pressed(cause(town, message=MessageId(987_654)))
    with pytest.raises(Refused, match="draft_gone"):
        pressed(cause(town, message=message, at=town.clock() + timedelta(days=1)))


async def test_a_draft_is_forgotten_after_a_day(town: Town) -> None:
    await begin(town)
    for hours, left in ((23, 1), (2, 0)):
        town.clock.forward(hours=hours)
        await town.bot.memory.work(lambda tx: drafts.prune(tx, town.bot.deps, town.clock()))
        assert len(open_drafts(town)) == len(town.bot.deps.drafting) == left


async def test_whoever_is_in_danger_is_heard_below_a_prompt_too(town: Town) -> None:
    prompt = await begin(town)
    town.say(LI_LEI, BUILDING_3, "着火了！三楼全是烟", reply_to=prompt["message_id"])
    await town.sees(BUILDING_3, "#1", "119")


# ---- files that people send ----


@pytest.mark.parametrize(
    ("size", "most", "told"),
    [
        pytest.param(2_000, 2_000, None, id="small enough"),
        pytest.param(2_001, 2_000, "这个文件太大了，最多 0.002 MB。", id="too large"),
        pytest.param(21_000_000, 50_000_000, "这个文件太大了，最多 50 MB。", id="larger than Telegram hands out"),
    ],
)
async def test_a_file_is_fetched_unless_it_is_too_large(town: Town, size: int, most: int, told: str | None) -> None:
    got: list[bytes] = []

    async def take(update: Update, context: Context) -> None:
        assert update.message is not None
        assert update.message.document is not None
        try:
            got.append(await context.download(update.message.document, most))
        except Refused as refused:
            await context.refuse(update, refused)

    town.bot._app.add_handler(MessageHandler(filters.Document.ALL, take), group=-1)
    town.say(WANG, BUILDING_3, "", document=("roster.csv", b"x" * size))
    await town.settled()
    assert [len(content) for content in got] == ([] if told else [size])
    if told:
        assert town.find(BUILDING_3, told)
