"""Presses: typed callback data goes to the service that it names."""

from typing import assert_never

from telegram import Update

from bot.domain.presses import AcceptPress, ClaimPress, DonePress, OfferPress, ReturnPress, WithdrawPress, unpack
from bot.domain.refusal import Refused
from bot.handlers.context import Context
from bot.services import intake, issues


async def pressed(update: Update, context: Context) -> None:
    """Somebody pressed a button; what it carries can be forged, so the services check it all."""
    query = update.callback_query
    if query is None:
        return
    try:
        press = unpack(query.data or "")
    except Refused as refused:
        await context.refuse(update, refused)
        return
    match press:
        case ClaimPress():
            await context.work(update, issues.claim, press.number, press.round)
        case DonePress():
            await context.work(update, issues.resolve, press.number, press.round)
        case AcceptPress():
            await context.work(update, issues.accept, press.number, press.round)
        case ReturnPress():
            await context.work(update, issues.send_back, press.number, press.round)
        case WithdrawPress():
            await context.work(update, issues.withdraw, press.number)
        case OfferPress():
            await context.work(update, intake.answer_offer, press.message, file_it=press.file_it)
        case _:
            assert_never(press)
