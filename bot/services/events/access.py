"""Who may see an event, and who may change it."""

from bot.domain import event as rules
from bot.domain.cause import Cause
from bot.domain.event import Event, Occurrence
from bot.domain.ids import ChatId, EventNumber, SquadKey
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action, Standing
from bot.services import people
from bot.services.deps import Deps
from storage import events, roles
from storage.database import Transaction


def seen(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber) -> Event:
    """Return an event that concerns the chat, or in their own chat the person.

    :raises Refused: there is none, or it is another building's.
    """
    event = events.access(tx, deps.neighbourhood.community, number)
    if cause.private:
        if not (chats_of(tx, deps, cause) & set(event.chats) or event.called_by == cause.actor.id):
            raise Refused(Reason.EVENT_UNKNOWN, number=number)
    elif cause.chat not in {*event.chats, event.chat, deps.neighbourhood.office.chat}:
        raise Refused(Reason.EVENT_UNKNOWN, number=number)
    return event


def date_seen(tx: Transaction, deps: Deps, cause: Cause, number: EventNumber, round_: int) -> Occurrence:
    """Return one date of such an event."""
    return rules.on(seen(tx, deps, cause, number), deps.neighbourhood.zone, round_)


def chats_of(tx: Transaction, deps: Deps, cause: Cause) -> set[ChatId]:
    """Return the community's chats that somebody belongs to."""
    standing = people.standing(tx, deps, cause.actor.id)
    homes = {household.building for household in standing.households}
    there = {chat for chat in roles.chats_of(tx, cause.actor.id) if deps.neighbourhood.knows(chat)}
    return homes | there


def may_call(deps: Deps, standing: Standing, chat: ChatId) -> bool:
    """Tell whether somebody may call events in a chat."""
    return may(deps, standing, Action.CALL_EVENT, chat)


def require_change(tx: Transaction, deps: Deps, cause: Cause, event: Event) -> None:
    """Refuse whoever neither called the event nor leads where it is."""
    if not may_change(tx, deps, cause, event):
        raise Refused(Reason.NOT_YOUR_ROLE, action=Action.CHANGE_EVENT)


def may_change(tx: Transaction, deps: Deps, cause: Cause, event: Event) -> bool:
    """Tell whether somebody called the event, or leads where it is."""
    if event.called_by == cause.actor.id:
        return True
    standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    return any(may(deps, standing, Action.CHANGE_EVENT, chat) for chat in event.chats)


def may(deps: Deps, standing: Standing, action: Action, chat: ChatId) -> bool:
    """Tell whether somebody may do something for a building's or a squad's chat."""
    if chat in deps.neighbourhood.buildings:
        return standing.may(action, building=chat)
    keys: list[SquadKey] = [squad.key for squad in deps.neighbourhood.squads_of(chat)]
    return any(standing.may(action, squad=key) for key in keys)
