"""The answers to what the bot asks before it files something."""

from typing import assert_never

from telegram import Update

from bot.domain.presses.offers import JoinPress, OfferPress, OffersPress
from bot.handlers.context import Context
from bot.services import duplicates, intake


async def pressed(update: Update, context: Context, press: OffersPress) -> None:
    """Somebody answered."""
    match press:
        case OfferPress():
            await context.work(update, intake.answer_offer, press.message, file_it=press.file_it)
        case JoinPress():
            await context.work(update, duplicates.join, press.message)
        case _:
            assert_never(press)
