"""Commands: /start, /help."""

from telegram import Update

from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services import people, starts


async def start(update: Update, context: Context) -> None:
    """/start, by hand or by one of the bot's links"""
    await context.work(update, starts.start, words_of(update.message))


async def give_help(update: Update, context: Context) -> None:
    """/help, /help more"""
    await context.work(update, people.give_help, more=bool(words_of(update.message)))


HANDLERS: list[Handler] = [command("start", start), command("help", give_help)]
