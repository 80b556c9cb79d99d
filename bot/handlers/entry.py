"""The gateway's way in: one update through PTB's Application to its handler."""

from typing import Any

from telegram import Update

from bot.domain.ids import UpdateId
from bot.domain.presses.votes import BALLOT
from bot.handlers import (
    buttons,
    calendars,
    commands,
    council,
    drafts,
    events,
    handover,
    issues,
    joining,
    listening,
    me,
    members,
    memos,
    messages,
    notices,
    people,
    polls,
    roles,
    roster,
    seeing,
    setup,
    stats,
    topics,
    votes,
)
from bot.handlers.context import App, Context, Desk, Handler

_CAPABILITIES: tuple[list[Handler], ...] = (
    people.HANDLERS,
    handover.HANDLERS,
    me.HANDLERS,
    setup.HANDLERS,
    roster.HANDLERS,
    joining.HANDLERS,
    roles.HANDLERS,
    issues.HANDLERS,
    seeing.HANDLERS,
    stats.HANDLERS,
    polls.HANDLERS,
    votes.HANDLERS,
    topics.HANDLERS,
    events.HANDLERS,
    memos.HANDLERS,
    listening.HANDLERS,
    calendars.HANDLERS,
    council.HANDLERS,
    drafts.HANDLERS,
    notices.HANDLERS,
)
_IN_A_TOPIC = ("message_id", "message_thread_id", "is_topic_message", "date", "chat")


def handlers() -> list[Handler]:
    """Return who handles what. The first that fits takes the update."""
    chain = (buttons.HANDLERS, *_CAPABILITIES, commands.HANDLERS, messages.HANDLERS, members.HANDLERS)
    return [handler for theirs in chain for handler in theirs]


def register(app: App, desk: Desk) -> None:
    """Tell the application who handles what."""
    app.bot_data["desk"] = desk
    app.add_handlers(handlers())
    app.add_error_handler(_remember_error)


def chat_of_answer(raw: dict[str, Any], bot: int) -> int | None:
    """Return the chat of an update that answers a message of the bot's, in words or by a button, else None."""
    if "callback_query" in raw:
        pressed = raw["callback_query"].get("message", {})
        return int(pressed["chat"]["id"]) if "chat" in pressed else None
    message = raw.get("message", {})
    ours = message.get("reply_to_message", {}).get("from", {}).get("id") == bot
    return int(message["chat"]["id"]) if ours else None


def voter_of(raw: dict[str, Any]) -> int | None:
    """Return the person of an update that casts a ballot, else None."""
    press = raw.get("callback_query", {})
    return int(press["from"]["id"]) if str(press.get("data", "")).startswith(f"{BALLOT}:") else None


async def carry_out(app: App, raw: dict[str, Any]) -> bool:
    """Carry out an update; return whether its own transaction has marked it done.

    :raises Exception: whatever a handler or a service raised.
    """
    update = Update.de_json(without_card(raw), app.bot)
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


def without_card(raw: dict[str, Any]) -> dict[str, Any]:
    """Return an update without what its pressed message says.

    No handler reads that, and a rush of ballots would take apart the same long card a thousand times.
    """
    press = raw.get("callback_query", {})
    if "message" not in press:
        return raw
    full = press["message"]
    if full.get("is_topic_message"):
        message = {name: full[name] for name in _IN_A_TOPIC if name in full}
    else:
        # So Telegram itself gives messages that it has no longer: only where they stand.
        message = {"message_id": full["message_id"], "date": 0, "chat": full["chat"]}
    return {**raw, "callback_query": {**press, "message": message}}


async def _remember_error(update: object, context: Context) -> None:
    if isinstance(update, Update) and isinstance(context.error, Exception):
        context.desk.errors[UpdateId(update.update_id)] = context.error
