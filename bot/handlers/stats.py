"""Command: /stats."""

from telegram import Update

from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services import stats


async def show(update: Update, context: Context) -> None:
    """/stats, /stats week, /stats 3月"""
    await context.work(update, stats.show, words_of(update.message))


HANDLERS: list[Handler] = [command("stats", show)]
