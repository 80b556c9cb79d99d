"""Commands: /event, /events, /agenda. And the buttons of events."""

from typing import assert_never

from telegram import Message, Update

from bot.domain.presses import events as presses
from bot.domain.presses.events import EventPress
from bot.handlers.commands import command, words_of
from bot.handlers.context import Context, Handler
from bot.services.events import coming, drafting, listing, words


async def event(update: Update, context: Context) -> None:
    """/event WORDS, or /event as an answer to an announcement, or /event and then step by step"""
    cause = context.cause(update)
    if cause is None:
        return
    text = _announced(update.message)
    said = words.read(context.desk.deps, cause, text) if text else None
    await context.work(update, drafting.call, said, text)


async def list_events(update: Update, context: Context) -> None:
    """/events"""
    await context.work(update, listing.list_events)


async def agenda(update: Update, context: Context) -> None:
    """/agenda"""
    await context.work(update, listing.week)


async def pressed(update: Update, context: Context, press: EventPress) -> None:
    """Somebody pressed a button of an event."""
    match press:
        case presses.RsvpPress():
            await context.work(update, coming.answer, press.number, press.round, press.answer)
        case presses.GuestPress():
            await context.work(update, coming.bring, press.number, press.round, more=press.more)
        case presses.AlwaysPress():
            await context.work(update, coming.come_always, press.number, press.round)
        case presses.HerePress():
            await context.work(update, coming.here, press.number, press.round)
        case presses.GuestsPress():
            await context.work(update, coming.show_guests, press.number, press.round)
        case presses.DoorPress():
            await context.work(update, coming.at_the_door, press.number, press.round, press.page, press.person)
        case presses.ChangePress():
            await context.work(update, drafting.change, press.number, press.round)
        case presses.EventsPress():
            await context.work(update, listing.list_events, press.page)
        case presses.EventDraftPress():
            await context.work(update, drafting.pressed, press.step, press.value)
        case _:
            assert_never(press)


def _announced(message: Message | None) -> str:
    """Return what a command announces: the message that it answers, and its own words."""
    if message is None:
        return ""
    answered = message.reply_to_message
    bots = answered is not None and answered.from_user is not None and answered.from_user.is_bot
    quoted = "" if answered is None or bots else answered.text or answered.caption or ""
    return f"{quoted}\n{words_of(message)}".strip()


HANDLERS: list[Handler] = [
    command("event", event),
    command("events", list_events),
    command("agenda", agenda),
]
