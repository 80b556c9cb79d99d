"""Commands: /quiet and /listen, for whoever runs a building's chat."""

from telegram import ChatMember, Update
from telegram.error import TelegramError

from bot.domain.ids import ChatId
from bot.handlers.commands import command
from bot.handlers.context import Context, Handler
from bot.services import listening

_IN_CHARGE = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}


async def quieter(update: Update, context: Context) -> None:
    """/quiet"""
    await context.work(update, listening.quieter, admin=await _is_admin(update, context))


async def more_eager(update: Update, context: Context) -> None:
    """/listen"""
    await context.work(update, listening.more_eager, admin=await _is_admin(update, context))


async def _is_admin(update: Update, context: Context) -> bool | None:
    """Ask Telegram, in a building's chat, whether somebody is an administrator of it; None if it doesn't tell."""
    message = update.message
    if message is None or message.from_user is None or message.sender_chat is not None:
        return False
    if ChatId(message.chat.id) not in context.desk.deps.neighbourhood.buildings:
        return False
    try:
        member = await context.bot.get_chat_member(message.chat.id, message.from_user.id)
    except TelegramError:
        return None
    return member.status in _IN_CHARGE


HANDLERS: list[Handler] = [command("quiet", quieter), command("listen", more_eager)]
