"""Which building a lead speaks of, who may speak of it in its chat or privately."""

from bot.domain.cause import Cause
from bot.domain.ids import ChatId
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.services import people
from bot.services.deps import Deps
from storage.database import Transaction

_SHOWN = 5


def building_meant(tx: Transaction, deps: Deps, cause: Cause, action: Action, words: str) -> tuple[ChatId, str]:
    """Return the building for which somebody wants to do something, and their words without its name.

    In a building's chat it is that one; elsewhere the one that is named, or the only one for which they may.

    :raises Refused: they may not, or it isn't clear which.
    """
    place = deps.neighbourhood
    if cause.chat in place.buildings:
        people.require(tx, deps, cause, action, building=cause.chat)
        return cause.chat, words
    by_length = sorted(place.buildings.values(), key=lambda one: -len(one.name))
    for building in by_length:
        if building.name.casefold() in words.casefold():
            people.require(tx, deps, cause, action, building=building.chat)
            start = words.casefold().index(building.name.casefold())
            rest = f"{words[:start]} {words[start + len(building.name) :]}"
            return building.chat, " ".join(rest.split())
    standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    theirs = [one for one in place.buildings.values() if standing.may(action, building=one.chat)]
    if not theirs:
        raise Refused(Reason.NOT_YOUR_ROLE, action=action)
    if len(theirs) > 1:
        raise Refused(Reason.WHICH_BUILDING, names=", ".join(one.name for one in theirs[:_SHOWN]))
    return theirs[0].chat, words


def in_own_chat(cause: Cause) -> None:
    """Let only a private chat go on: what comes isn't for everybody's eyes.

    :raises Refused: this is a group.
    """
    if not cause.private:
        raise Refused(Reason.IN_PRIVATE)
