"""Commands: /remind, /reminders. And the buttons below reminders."""

from telegram import Update

from bot.domain.presses.memos import MemoPress
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services import memos


async def remind(update: Update, context: Context) -> None:
    """/remind WHOM WHEN WHAT"""
    cause, text = context.cause(update), words_of(update.message)
    if cause is None:
        return
    if not text:
        await context.refuse(update, Refused(Reason.MEMO_WITHOUT_TEXT))
    else:
        await context.work(update, memos.ask, memos.read(context.desk.deps, cause, text))


async def list_reminders(update: Update, context: Context) -> None:
    """/reminders"""
    await context.work(update, memos.list_waiting)


async def pressed(update: Update, context: Context, press: MemoPress) -> None:
    """Somebody pressed a button below a reminder."""
    await context.work(update, memos.press, press.memo, press.times, press.doing)


HANDLERS: list[Handler] = [command("remind", remind), command("reminders", list_reminders)]
