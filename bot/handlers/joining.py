"""Commands: /join, /invite, /moveout, /delegate; and their buttons."""

from typing import assert_never

from telegram import Update

from bot.domain.presses.joining import JoinBuildingPress, JoiningPress, JoinPress, MoveOutPress
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.handlers.spoken_of import spoken_of
from bot.services import households, joining


async def join(update: Update, context: Context) -> None:
    """/join"""
    await context.work(update, joining.show_way)


async def invite(update: Update, context: Context) -> None:
    """/invite, /invite 2-301, /invite all, /invite revoke"""
    await context.work(update, households.invite, words_of(update.message))


async def move_out(update: Update, context: Context) -> None:
    """/moveout; by a lead as an answer, or with an @name"""
    if update.message is not None:
        await context.work(update, households.ask_move_out, spoken_of(update.message).whom)


async def delegate(update: Update, context: Context) -> None:
    """/delegate, as an answer or with an @name; by a lead with the household"""
    if update.message is not None:
        said = spoken_of(update.message)
        await context.work(update, households.delegate, said.whom, said.words)


async def pressed(update: Update, context: Context, press: JoiningPress) -> None:
    """Somebody pressed a button of this capability."""
    match press:
        case JoinPress():
            await context.work(update, joining.reply, press.number, press.reply)
        case JoinBuildingPress():
            await context.work(update, joining.begin_in, press.building)
        case MoveOutPress():
            await context.work(update, households.move_out, press.household, press.who)
        case _:
            assert_never(press)


HANDLERS: list[Handler] = [
    command("join", join),
    command("invite", invite),
    command("moveout", move_out),
    command("delegate", delegate),
]
