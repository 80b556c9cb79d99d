"""The answer to the question whether something should be filed."""

from telegram import Update

from bot.domain.presses.offers import OfferPress
from bot.handlers.context import Context
from bot.services import intake


async def pressed(update: Update, context: Context, press: OfferPress) -> None:
    """Somebody answered."""
    await context.work(update, intake.answer_offer, press.message, file_it=press.file_it)
