"""Commands: /quiet and /listen, for whoever runs a building's chat."""

from telegram import ChatMember, Update
from telegram.error import TelegramError

from bot.domain.ids import ChatId
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command
from bot.handlers.context import Context, Handler
from bot.services import listening
from bot.services.carry_out import Service

_IN_CHARGE = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}


async def quieter(update: Update, context: Context) -> None:
    """/quiet"""
    await _turn(update, context, listening.quieter)


async def more_eager(update: Update, context: Context) -> None:
    """/listen"""
    await _turn(update, context, listening.more_eager)


async def _turn(update: Update, context: Context, service: Service[[]]) -> None:
    try:
        await _check_in_charge(update, context)
    except Refused as refused:
        await context.refuse(update, refused)
    else:
        await context.work(update, service)


async def _check_in_charge(update: Update, context: Context) -> None:
    """Ask Telegram, in a building's chat, whether somebody is an administrator of it.

    :raises Refused: they aren't, or Telegram can't be asked.
    """
    message = update.message
    if message is None or message.from_user is None or message.sender_chat is not None:
        return
    if ChatId(message.chat.id) not in context.desk.deps.neighbourhood.buildings:
        return
    try:
        member = await context.bot.get_chat_member(message.chat.id, message.from_user.id)
    except TelegramError:
        raise Refused(Reason.ADMINS_UNKNOWN) from None
    if member.status not in _IN_CHARGE:
        raise Refused(Reason.NOT_ADMIN)


HANDLERS: list[Handler] = [command("quiet", quieter), command("listen", more_eager)]
