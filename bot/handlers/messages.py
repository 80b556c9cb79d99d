"""Plain messages: understood first, and most of them left alone."""

from telegram import Message, Update

from bot.domain.ids import ChatId, MessageId
from bot.domain.presses import Press, unpack
from bot.domain.refusal import Refused
from bot.handlers.context import Context
from bot.services import chats, intake, people
from bot.services.intake import Heard


async def heard(update: Update, context: Context) -> None:
    """Somebody wrote something, or sent a photo with a caption."""
    message = update.message
    if message is None:
        return
    if message.chat.type == message.chat.PRIVATE:
        await context.work(update, people.give_help)
        return
    cause = context.cause(update)
    said = _heard(message, context.bot.id)
    understood = None if cause is None else intake.understand(context.desk.deps, cause, said)
    if understood is not None:
        await context.work(update, intake.hear, said, understood)


async def moved(update: Update, context: Context) -> None:
    """A group became a supergroup: its last message names the new chat."""
    message = update.message
    if message is not None and message.migrate_to_chat_id is not None:
        await context.work(update, chats.follow, ChatId(message.migrate_to_chat_id))


def _heard(message: Message, bot: int) -> Heard:
    answered = message.reply_to_message
    ours = answered is not None and answered.from_user is not None and answered.from_user.id == bot
    return Heard(
        text=message.text or message.caption or "",
        message=MessageId(message.message_id),
        answers=MessageId(answered.message_id) if ours and answered is not None else None,
        button=_first_button(answered) if ours and answered is not None else None,
    )


def _first_button(message: Message) -> Press | None:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    data = next((button.callback_data for row in rows for button in row), None)
    try:
        return unpack(data) if isinstance(data, str) else None
    except Refused:
        return None
