"""The gateway's way in: one update through PTB's Application to its handler."""

from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.domain.ids import UpdateId
from bot.handlers import buttons, commands, listening, members, messages
from bot.handlers.context import App, Context, Desk

_NEW = filters.UpdateType.MESSAGE
"""Not the edits of messages: what was said once is done once."""
_WORDS = filters.TEXT | filters.CAPTION
_PICTURES = filters.PHOTO | filters.Document.IMAGE
_ANY_COMMAND = filters.Regex(r"^/") | filters.CaptionRegex(r"^/")


def register(app: App, desk: Desk) -> None:
    """Tell the application who handles what. The first that fits takes the update."""
    app.bot_data["desk"] = desk
    app.add_handlers(
        [
            CallbackQueryHandler(buttons.pressed),
            CommandHandler("start", commands.start, filters=_NEW),
            CommandHandler("help", commands.give_help, filters=_NEW),
            CommandHandler("report", commands.report, filters=_NEW),
            CommandHandler("issues", commands.list_issues, filters=_NEW),
            CommandHandler("issue", commands.show_issue, filters=_NEW),
            CommandHandler("quiet", listening.quieter, filters=_NEW),
            CommandHandler("listen", listening.more_eager, filters=_NEW),
            MessageHandler(_NEW & filters.CaptionRegex(r"^/report\b"), commands.report),
            MessageHandler(_NEW & filters.COMMAND, commands.unknown),
            MessageHandler(_NEW & (_WORDS | _PICTURES), messages.heard),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & _WORDS & ~_ANY_COMMAND, messages.edited),
            MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, messages.moved),
            ChatMemberHandler(members.bot_changed, ChatMemberHandler.MY_CHAT_MEMBER),
            ChatMemberHandler(members.person_changed, ChatMemberHandler.CHAT_MEMBER),
        ]
    )
    app.add_error_handler(_remember_error)


def chat_of_answer(raw: dict[str, Any], bot: int) -> int | None:
    """Return the chat of an update that answers a message of the bot's, else None."""
    message = raw.get("message", {})
    ours = message.get("reply_to_message", {}).get("from", {}).get("id") == bot
    return int(message["chat"]["id"]) if ours else None


async def carry_out(app: App, raw: dict[str, Any]) -> bool:
    """Carry out an update; return whether its own transaction has marked it done.

    :raises Exception: whatever a handler or a service raised.
    """
    update = Update.de_json(raw, app.bot)
    number = UpdateId(update.update_id)
    desk: Desk = app.bot_data["desk"]
    try:
        await app.process_update(update)
        if number in desk.errors:
            raise desk.errors[number]
        return number in desk.done
    finally:
        desk.done.discard(number)
        desk.errors.pop(number, None)


async def _remember_error(update: object, context: Context) -> None:
    if isinstance(update, Update) and isinstance(context.error, Exception):
        context.desk.errors[UpdateId(update.update_id)] = context.error
