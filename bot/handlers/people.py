"""Commands: /start, /help."""

from telegram import Update

from bot.handlers.commands import command
from bot.handlers.context import Context, Handler
from bot.services import people


async def start(update: Update, context: Context) -> None:
    """/start"""
    await context.work(update, people.start)


async def give_help(update: Update, context: Context) -> None:
    """/help"""
    await context.work(update, people.give_help)


HANDLERS: list[Handler] = [command("start", start), command("help", give_help)]
