"""Commands: /appoint, /dismiss, /who, /duty; and the buttons that give and take roles."""

from typing import assert_never

from telegram import Update

from bot.domain.presses.roles import AppointPress, DismissPress, RolesPress
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.handlers.spoken_of import spoken_of
from bot.services import roles

_TRAIL = {"trail", "log", "记录", "变更", "台账"}


async def appoint(update: Update, context: Context) -> None:
    """/appoint, as an answer or with an @name, and the role"""
    if update.message is not None:
        said = spoken_of(update.message)
        await context.work(update, roles.appoint, said.whom, said.words)


async def dismiss(update: Update, context: Context) -> None:
    """/dismiss, as an answer or with an @name, and the role"""
    if update.message is not None:
        said = spoken_of(update.message)
        await context.work(update, roles.dismiss, said.whom, said.words)


async def who(update: Update, context: Context) -> None:
    """/who, /who trail"""
    if words_of(update.message).casefold() in _TRAIL:
        await context.work(update, roles.show_trail)
    else:
        await context.work(update, roles.who_is_who)


async def duty(update: Update, context: Context) -> None:
    """/duty, /duty on, /duty off, /duty cap 5"""
    await context.work(update, roles.set_duty, words_of(update.message))


async def pressed(update: Update, context: Context, press: RolesPress) -> None:
    """Somebody pressed a button of this capability."""
    match press:
        case AppointPress():
            await context.work(update, roles.give, press.who, press.appointment)
        case DismissPress():
            await context.work(update, roles.take, press.who, press.appointment)
        case _:
            assert_never(press)


HANDLERS: list[Handler] = [
    command("appoint", appoint),
    command("dismiss", dismiss),
    command("who", who),
    command("duty", duty),
]
