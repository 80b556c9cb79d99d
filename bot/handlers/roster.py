"""Commands: /roster, with a file or without; and the buttons under what it changes."""

from telegram import Document, Update
from telegram.ext import MessageHandler, filters

from bot.domain import roster as rules
from bot.domain.presses.roster import RosterPress
from bot.domain.refusal import Refused
from bot.handlers.commands import NEW, command, words_of
from bot.handlers.context import Context, Handler
from bot.services import roster

_EXPORT = ("export", "导出")
_TABLES = filters.Document.FileExtension("csv") | filters.Document.FileExtension("tsv")


async def ask(update: Update, context: Context) -> None:
    """/roster, /roster export; or as an answer to a file"""
    message = update.message
    if message is None:
        return
    words = words_of(message)
    export = next((word for word in _EXPORT if words.casefold().startswith(word)), None)
    answered = message.reply_to_message.document if message.reply_to_message is not None else None
    if export is not None:
        await context.work(update, roster.export, words[len(export) :].strip())
    elif answered is not None:
        await _bring(update, context, answered, words)
    else:
        await context.work(update, roster.ask, words)


async def bring(update: Update, context: Context) -> None:
    """A file with /roster below it, or a table in the bot's own chat."""
    message = update.message
    if message is not None and message.document is not None:
        command_below = (message.caption or "").startswith("/")
        await _bring(update, context, message.document, words_of(message) if command_below else message.caption or "")


async def _bring(update: Update, context: Context, document: Document, words: str) -> None:
    try:
        content = await context.download(document, rules.MOST_BYTES)
    except Refused as refused:
        await context.refuse(update, refused)
        return
    await context.work(update, roster.bring, words, rules.read(content))


async def pressed(update: Update, context: Context, press: RosterPress) -> None:
    """Somebody pressed a button of this capability."""
    await context.work(update, roster.decide, press.apply)


HANDLERS: list[Handler] = [
    command("roster", ask),
    MessageHandler(NEW & filters.Document.ALL & filters.CaptionRegex(r"^/roster\b"), bring),
    MessageHandler(NEW & filters.ChatType.PRIVATE & _TABLES, bring),
]
