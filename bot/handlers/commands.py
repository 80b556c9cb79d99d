"""What all commands have in common, and those that are nobody's."""

import re
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.domain.ids import IssueNumber
from bot.domain.presses.base import LARGEST
from bot.domain.refusal import Reason, Refused
from bot.handlers.context import Context, Handler

NEW = filters.UpdateType.MESSAGE
"""Not the edits of messages: what was said once is done once."""


def command(name: str, callback: Callable[[Update, Context], Coroutine[Any, Any, None]]) -> Handler:
    """Return the handler of a command."""
    return CommandHandler(name, callback, filters=NEW)


def words_of(message: Message | None) -> str:
    """Return what stands behind the command."""
    parts = re.split(r"\s+", ((message.text or message.caption or "") if message else "").strip(), maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def number_in(words: str) -> IssueNumber | None:
    """Return the number of an issue that words begin with."""
    found = re.match(r"[#＃]?\s*(\d{1,10})\b", words)
    return IssueNumber(min(int(found[1]), LARGEST)) if found else None


async def unknown(update: Update, context: Context) -> None:
    """Any other command. A bare one in a group may be meant for another bot."""
    message = update.message
    if message is None or not message.text:
        return
    addressed = message.text.split()[0].casefold().endswith(f"@{context.bot.username}".casefold())
    if addressed or message.chat.type == message.chat.PRIVATE:
        await context.refuse(update, Refused(Reason.COMMAND_UNKNOWN))


HANDLERS: list[Handler] = [MessageHandler(NEW & filters.COMMAND, unknown)]
"""Behind those of all capabilities."""
