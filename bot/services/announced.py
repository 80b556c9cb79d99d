"""Events and reminders in plain words, in a group and in somebody's own chat."""

from dataclasses import replace

from bot.domain.cause import Cause
from bot.domain.heard import Heard
from bot.services import listening, memos, people
from bot.services.deps import Deps
from bot.services.events import drafting
from nlp.understanding import EventSaid, Intent, Said, Sureness, Understanding
from storage.database import Transaction

_FILED = frozenset({Intent.REPORT, Intent.WISH})

# ---- outside of any transaction ----


def concerns_us(heard: Heard, understood: Understanding) -> bool:
    """Tell whether a message is about an event for the bot to take up: asked of it, or clearly announced to all."""
    event = understood.event
    if event is None or event.when is None:
        return False
    return heard.addressed or (not event.remind and understood.sureness is not Sureness.SILENT)


def with_reminder(deps: Deps, cause: Cause, text: str, understood: Understanding) -> Understanding:
    """Return what is asked of the bot, with the reminder that it may ask for in other words than was learned."""
    if understood.event is not None or understood.intent in _FILED:
        return understood
    sent_at = cause.at.astimezone(deps.neighbourhood.zone)
    event = deps.read(Said(text, sent_at, addressed=True, in_full=True, event=True)).event
    reminds = event is not None and event.remind and event.when is not None
    return replace(understood, event=event) if reminds else understood


def understand_private(deps: Deps, cause: Cause, heard: Heard, *, forwarded: bool) -> EventSaid | None:
    """Return the event or the reminder that somebody asks for in their own chat, or the announcement they forward."""
    if not heard.text:
        return None
    sent_at = cause.at.astimezone(deps.neighbourhood.zone)
    understood = deps.read(Said(heard.text, sent_at, addressed=True, in_full=True, event=forwarded))
    understood = with_reminder(deps, cause, heard.text, understood)
    event = understood.event
    return event if event is not None and event.when is not None else None


# ---- in a transaction ----


def hear_private(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, event: EventSaid | None) -> None:
    """Do what somebody asks for in their own chat; of what the bot can't take up there, it says what it can."""
    if event is None:
        people.give_help(tx, deps, cause)
    else:
        hear(tx, deps, cause, heard, event)


def hear(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, said: EventSaid) -> None:
    """Keep a reminder that the bot was asked for; let whoever may call an event confirm what they announced."""
    asked = heard.addressed or cause.private
    if said.remind:
        if asked:
            memos.ask(tx, deps, cause, said)
    elif asked or (not listening.is_silent(deps, cause) and drafting.may_call_here(tx, deps, cause)):
        drafting.call(tx, deps, cause, said, heard.text)
