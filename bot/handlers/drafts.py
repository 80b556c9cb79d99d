"""Commands: /cancel."""

from telegram import Update

from bot.handlers.commands import command
from bot.handlers.context import Context, Handler
from bot.services import drafts


async def cancel(update: Update, context: Context) -> None:
    """/cancel"""
    await context.work(update, drafts.cancel)


HANDLERS: list[Handler] = [command("cancel", cancel)]
