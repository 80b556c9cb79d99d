"""Commands: /handover."""

from telegram import Update

from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services import handover


async def hand_over(update: Update, context: Context) -> None:
    """/handover; in the bot's own chat with the building's name"""
    await context.work(update, handover.hand_over, words_of(update.message))


HANDLERS: list[Handler] = [command("handover", hand_over)]
