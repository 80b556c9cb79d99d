"""Commands: /issues, /issue, /search; and the buttons under what they show."""

from typing import assert_never

from telegram import Update

from bot.domain.presses.seeing import ListPress, PhotosPress, SearchPress, SeeingPress, ShowPress, TurnPress
from bot.domain.refusal import Reason, Refused
from bot.handlers.commands import command, number_in, words_of
from bot.handlers.context import Context, Handler
from bot.services import seeing


async def list_issues(update: Update, context: Context) -> None:
    """/issues, /issues mine, /issues overdue, /issues 2单元"""
    cause = context.cause(update)
    if cause is None:
        return
    try:
        asked = seeing.understand(context.desk.deps, cause, words_of(update.message))
    except Refused as refused:
        await context.refuse(update, refused)
    else:
        await context.work(update, seeing.show_list, asked)


async def show_issue(update: Update, context: Context) -> None:
    """/issue N"""
    number = number_in(words_of(update.message))
    if number is None:
        await context.refuse(update, Refused(Reason.NUMBER_MISSING))
    else:
        await context.work(update, seeing.show, number)


async def search(update: Update, context: Context) -> None:
    """/search WORDS"""
    await context.work(update, seeing.search, words_of(update.message))


async def pressed(update: Update, context: Context, press: SeeingPress) -> None:
    """Somebody wants to see more."""
    match press:
        case ListPress():
            await context.work(update, seeing.turn_list, press)
        case SearchPress():
            await context.work(update, seeing.turn_search, press.words, press.page)
        case TurnPress():
            await context.work(update, seeing.turn, press.number, press.page)
        case ShowPress():
            await context.work(update, seeing.show, press.number)
        case PhotosPress():
            await context.work(update, seeing.show_photos, press.number)
        case _:
            assert_never(press)


HANDLERS: list[Handler] = [command("issues", list_issues), command("issue", show_issue), command("search", search)]
