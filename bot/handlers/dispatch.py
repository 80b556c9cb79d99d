"""The community office says who gets a report."""

from telegram import Update

from bot.domain.presses.dispatch import DispatchPress
from bot.handlers.context import Context
from bot.services import dispatch


async def pressed(update: Update, context: Context, press: DispatchPress) -> None:
    """Somebody chose a squad."""
    await context.work(update, dispatch.send, press.number, press.squad)
