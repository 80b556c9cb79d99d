"""Commands: /issues, /issue."""

from telegram import Update

from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command, number_in, words_of
from bot.handlers.context import Context, Handler
from bot.services import issues


async def list_issues(update: Update, context: Context) -> None:
    """/issues"""
    await context.work(update, issues.list_open)


async def show_issue(update: Update, context: Context) -> None:
    """/issue N"""
    number = number_in(words_of(update.message))
    if number is None:
        await context.refuse(update, Refused(Reason.NUMBER_MISSING))
    else:
        await context.work(update, issues.show, number)


HANDLERS: list[Handler] = [command("issues", list_issues), command("issue", show_issue)]
