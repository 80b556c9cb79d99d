"""Plain messages: understood first, and most of them left alone."""

import re

from telegram import Message, Update
from telegram.ext import ExtBot, MessageHandler, filters

from bot.domain.heard import Heard
from bot.domain.ids import ChatId, MessageId
from bot.domain.presses import Press, unpack
from bot.domain.refusal import Refused
from bot.handlers.commands import NEW
from bot.handlers.context import Context, Handler, photo_of
from bot.services import announced, answers, chats, intake, people

_WORDS = filters.TEXT | filters.CAPTION
_PICTURES = filters.PHOTO | filters.Document.IMAGE
_ANY_COMMAND = filters.Regex(r"^/") | filters.CaptionRegex(r"^/")
_PAUSES = " \t\n,.:;!，。：；！、"
"""What stands between the bot's name and what it is told."""


async def heard(update: Update, context: Context) -> None:
    """Somebody wrote something, or sent a picture, with words or without."""
    message = update.message
    if message is None or message.is_automatic_forward:
        return
    if message.chat.type == message.chat.PRIVATE:
        await _heard_in_private(update, context, message)
        return
    cause = context.cause(update)
    if cause is None:
        return
    said, deps = _heard(message, context.bot), context.desk.deps
    understood = intake.understand(deps, cause, said)
    if understood is not None:
        await context.work(update, intake.hear, said, understood)
    elif not said.text and message.sender_chat is None and intake.may_keep(deps, cause, said):
        await context.work(update, intake.see, said)
    elif message.sender_chat is None and people.is_new(deps, cause):
        await context.work(update, people.meet)


async def _heard_in_private(update: Update, context: Context, message: Message) -> None:
    said, cause = _heard(message, context.bot), context.cause(update)
    if cause is None:
        return
    if context.drafting(update) is not None:
        await context.work(update, answers.hear, said)
    elif said.answers is not None:
        understood = intake.understand_in_private(context.desk.deps, cause, said)
        await context.work(update, intake.hear_in_private, said, understood)
    else:
        forwarded = message.forward_origin is not None
        asked = announced.understand_private(context.desk.deps, cause, said, forwarded=forwarded)
        await context.work(update, announced.hear_private, said, asked)


async def edited(update: Update, context: Context) -> None:
    """Somebody changed the words of a message."""
    message, cause = update.edited_message, context.cause(update)
    if message is None or cause is None or message.sender_chat is not None:
        return
    said = _heard(message, context.bot)
    understood = intake.understand_edit(context.desk.deps, cause, said)
    if understood is not None:
        await context.work(update, intake.hear_edit, said, understood)


async def moved(update: Update, context: Context) -> None:
    """A group became a supergroup: its last message names the new chat."""
    message = update.message
    if message is not None and message.migrate_to_chat_id is not None:
        await context.work(update, chats.follow, ChatId(message.migrate_to_chat_id))


def _heard(message: Message, bot: ExtBot[None]) -> Heard:
    answered = message.reply_to_message
    ours = answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
    text, addressed = _without_name(message.text or message.caption or "", bot, answers=answered is not None)
    return Heard(
        text=text,
        message=MessageId(message.message_id),
        answers=MessageId(answered.message_id) if ours and answered is not None else None,
        below=MessageId(answered.message_id) if not ours and answered is not None else None,
        button=_first_button(answered) if ours and answered is not None else None,
        photo=photo_of(message),
        album=message.media_group_id,
        addressed=addressed,
    )


def _without_name(text: str, bot: ExtBot[None], *, answers: bool) -> tuple[str, bool]:
    """Return a text without the bot's name, and whether that is in it: anywhere with an @, else in the beginning."""
    if "@" in text:
        without = re.sub(rf"@{re.escape(bot.username)}\b", "", text, flags=re.IGNORECASE)
        if without != text:
            return without.strip(_PAUSES), True
    name, rest = bot.first_name, text[len(bot.first_name) :]
    # Pavilions leak, too: the name of one is only the bot's if a pause follows.
    called = text.casefold().startswith(name.casefold()) and (not rest or rest[0] in _PAUSES)
    return (rest.strip(_PAUSES), True) if called and not answers else (text, False)


def _first_button(message: Message) -> Press | None:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    data = next((button.callback_data for row in rows for button in row), None)
    try:
        return unpack(data) if isinstance(data, str) else None
    except Refused:
        return None


HANDLERS: list[Handler] = [
    MessageHandler(NEW & (_WORDS | _PICTURES), heard),
    MessageHandler(filters.UpdateType.EDITED_MESSAGE & _WORDS & ~_ANY_COMMAND, edited),
    MessageHandler(NEW & filters.StatusUpdate.MIGRATE, moved),
]
