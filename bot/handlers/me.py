"""Commands: /me; and the buttons under what is kept of somebody."""

from telegram import Update

from bot.domain.presses.me import MePress
from bot.handlers.commands import command
from bot.handlers.context import Context, Handler
from bot.services import me


async def show(update: Update, context: Context) -> None:
    """/me"""
    await context.work(update, me.show)


async def pressed(update: Update, context: Context, press: MePress) -> None:
    """Somebody pressed a button of this capability."""
    await context.work(update, me.decide, press.wish)


HANDLERS: list[Handler] = [command("me", show)]
