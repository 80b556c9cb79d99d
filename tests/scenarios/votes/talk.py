"""What conversations about votes have in common."""

from tests.support.town import Message, Town


def voters() -> tuple[str, ...]:
    """Return what the households of the demo's building 3 are called in which somebody lives."""
    return ("1-101", "1-201", "2-101", "2-301")


async def press(town: Town, person: int, chat: int, message: Message, part: str) -> str:
    """Press the button whose text has this part; return what the bot answers."""
    rows = message["reply_markup"]["inline_keyboard"]
    button = next(button["text"] for row in rows for button in row if part in button["text"])
    return await town.press(person, chat, message, button)


async def open_vote(town: Town, lead: int, chat: int, words: str, *turns: str) -> Message:
    """Let people move in, and a lead open a vote after some changes of its draft; return its card."""
    await town.settle_people()
    town.say(lead, chat, words)
    opens = "开始表决" if town.bot.deps.neighbourhood.buildings[chat].language == "zh" else "Open the vote"  # type: ignore[index]
    draft = await town.sees(chat, f"[✅ {opens}]")
    for turn in turns:
        await press(town, lead, chat, draft, turn)
        draft = await town.world.until(lambda _: _changed(town, chat, draft))  # noqa: B023
    await press(town, lead, chat, draft, opens)
    return await town.sees(chat, "🗳 ", "[我的选票]" if opens == "开始表决" else "[My ballot]")


def content_of(town: Town, message: Message) -> bytes:
    """Return what the file of a message holds."""
    file = town.world.files.get(message["document"]["file_id"])
    assert file is not None
    return file.content


def _changed(town: Town, chat: int, before: Message) -> Message | None:
    now = next(message for message in town.bots(chat) if message["message_id"] == before["message_id"])
    return now if now.get("edit_date") != before.get("edit_date") or now.get("text") != before.get("text") else None
