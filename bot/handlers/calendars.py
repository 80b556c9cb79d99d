"""Commands: /calendar, /ics; calendar files that somebody sends; and their buttons."""

import asyncio
from typing import assert_never

from telegram import Document, Update
from telegram.ext import MessageHandler, filters

from bot.calendars import read
from bot.domain.calendar import MOST_BYTES
from bot.domain.ids import EventNumber
from bot.domain.presses.calendars import CalendarPress, EventFilePress, ImportPress
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import NEW, command, number_in, words_of
from bot.handlers.context import Context, Handler
from bot.services import calendar_import, calendars

_OFF = frozenset({"off", "stop", "停用", "关闭"})
_RENEW = frozenset({"renew", "new", "换", "重新生成", "换地址"})
_FILES = filters.Document.FileExtension("ics")


async def give(update: Update, context: Context) -> None:
    """/calendar, /calendar renew, /calendar off; or as an answer to a file"""
    message = update.message
    answered = None if message is None or message.reply_to_message is None else message.reply_to_message.document
    words = words_of(message).strip().casefold()
    if answered is not None:
        await _bring(update, context, answered, words)
    elif words in _OFF:
        await context.work(update, calendars.take_back)
    else:
        await context.work(update, calendars.give_address, renew=words in _RENEW)


async def send_file(update: Update, context: Context) -> None:
    """/ics N"""
    number = number_in(words_of(update.message))
    if number is None:
        await context.refuse(update, Refused(Reason.EVENT_NUMBER_MISSING))
    else:
        await context.work(update, calendars.send_file, EventNumber(number))


async def bring(update: Update, context: Context) -> None:
    """A calendar file with /calendar below it, or one in the bot's own chat."""
    message = update.message
    if message is not None and message.document is not None:
        is_command = (message.caption or "").startswith("/")
        await _bring(update, context, message.document, words_of(message) if is_command else message.caption or "")


async def _bring(update: Update, context: Context, document: Document, words: str) -> None:
    desk = context.desk
    try:
        content = await context.download(document, MOST_BYTES)
        # Whatever is in it, it takes a moment; the bot goes on meanwhile.
        found = await asyncio.to_thread(read.read, content, desk.deps.neighbourhood.zone, desk.now())
    except Refused as refused:
        await context.refuse(update, refused)
        return
    await context.work(update, calendar_import.bring, words, found)


async def pressed(update: Update, context: Context, press: CalendarPress) -> None:
    """Somebody pressed a button of this capability."""
    match press:
        case EventFilePress():
            await context.work(update, calendars.send_file, press.number)
        case ImportPress():
            await context.work(update, calendar_import.decide, take=press.take)
        case _:
            assert_never(press)


HANDLERS: list[Handler] = [
    command("calendar", give),
    command("ics", send_file),
    MessageHandler(NEW & _FILES & filters.CaptionRegex(r"^/calendar\b"), bring),
    MessageHandler(NEW & filters.ChatType.PRIVATE & _FILES, bring),
]
