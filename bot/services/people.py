"""People come, go, and may be written to."""

from dataclasses import replace

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.news.help import Audience, Help
from bot.domain.news.people import Welcome
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action, Appointment, Role, Standing
from bot.services import owing
from bot.services.deps import Deps
from storage import households, people, roles
from storage.database import Transaction

REMEMBERED = 10_000
"""People of whom is remembered that they are kept."""
NAME_SHOWN = 40


def meet(tx: Transaction, deps: Deps, cause: Cause, *others: Actor) -> None:
    """Remember who acts and who is spoken of: they are in the chat."""
    actors = {actor.id: actor for actor in (cause.actor, *others)}
    new = [actor for actor in actors.values() if deps.met.get((cause.chat, actor.id)) != actor]
    for actor in new:
        people.keep(tx, actor)
        if not cause.private:
            people.join(tx, cause.chat, actor.id, cause.at)

    def remember() -> None:
        if len(deps.met) > REMEMBERED:
            deps.met.clear()
        deps.met.update({(cause.chat, actor.id): actor for actor in new})

    if new:
        tx.then.append(remember)


def is_new(deps: Deps, cause: Cause) -> bool:
    """Tell whether somebody writes in a squad's chat who hasn't been met there lately: that makes them a steward.

    Whoever only chats in a building's is nobody's business.
    """
    return (cause.chat, cause.actor.id) not in deps.met and bool(deps.neighbourhood.squads_of(cause.chat))


def start(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Greet somebody; in their own chat, remember that the bot may write to them."""
    if not cause.private:
        give_help(tx, deps, cause)
        return
    let_write(tx, cause)
    owing.reply(tx, deps, cause, Welcome(cause.actor.name))


def let_write(tx: Transaction, cause: Cause) -> None:
    """Remember that the bot may write to somebody who pressed Start."""
    people.keep(tx, cause.actor)
    people.set_started(tx, cause.actor.id, started=True)


def give_help(tx: Transaction, deps: Deps, cause: Cause, *, more: bool = False) -> None:
    """Say what the bot can do here: what is needed every day, or the rest."""
    owing.reply(tx, deps, cause, replace(help_for(tx, deps, cause), more=more))


def help_for(tx: Transaction, deps: Deps, cause: Cause) -> Help:
    """Return what the bot can do in a chat, for whoever asks there."""
    until = deps.listens(cause.chat).until
    silent = until if until is not None and cause.at < until else None
    return Help(_audiences(tx, deps, cause), silent)


def _audiences(tx: Transaction, deps: Deps, cause: Cause) -> frozenset[Audience]:
    """Return who asks, as far as it matters in this chat: a steward's work isn't for a building's chat."""
    place = deps.neighbourhood
    found = standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    squads, building = place.squads_of(cause.chat), cause.chat in place.buildings
    asked = found.roles(building=cause.chat) if building else found.roles()
    for_roles = {
        Audience.NEIGHBOURS: not squads,
        Audience.ADMINISTRATORS: building,
        Audience.STEWARDS: bool(squads) or (cause.private and Role.STEWARD in asked),
        Audience.MORE: not squads,
        Audience.LEADS: bool({Role.BUILDING_LEAD, Role.SQUAD_LEAD, Role.COMMUNITY_WORKER} & asked),
        Audience.BUILDING_LEADS: bool({Role.BUILDING_LEAD, Role.COMMUNITY_WORKER} & asked),
        Audience.SQUAD_LEADS: bool({Role.SQUAD_LEAD, Role.COMMUNITY_WORKER} & asked),
        Audience.WORKERS: Role.COMMUNITY_WORKER in asked,
    }
    return frozenset(audience for audience, theirs in for_roles.items() if theirs)


def blocked(tx: Transaction, deps: Deps, cause: Cause, *, started: bool) -> None:
    """Remember that somebody stopped the bot, or let it in again."""
    del deps
    people.keep(tx, cause.actor)
    people.set_started(tx, cause.actor.id, started=started)


def came(tx: Transaction, deps: Deps, cause: Cause, *those: Actor) -> None:
    """Remember who joined a chat of the community's."""
    if deps.neighbourhood.knows(cause.chat):
        for who in those:
            people.keep(tx, who)
            people.join(tx, cause.chat, who.id, cause.at)


def went(tx: Transaction, deps: Deps, cause: Cause, who: PersonId) -> None:
    """Remember that somebody left a chat."""
    people.leave(tx, cause.chat, who, cause.at)

    def forget() -> None:
        deps.met.pop((cause.chat, who), None)

    tx.then.append(forget)


def found(tx: Transaction, deps: Deps, cause: Cause, whom: Actor | str | None) -> Actor:
    """Return whom somebody speaks of: by answering their message, or by their @name.

    :raises Refused: nobody is spoken of, or somebody whom the bot has never met.
    """
    if whom is None:
        raise Refused(Reason.WHOM_MISSING)
    if isinstance(whom, Actor):
        meet(tx, deps, cause, whom)
        return whom
    known = people.called(tx, whom)
    if known is None:
        raise Refused(Reason.PERSON_UNKNOWN, name=whom[:NAME_SHOWN])
    return known


def standing(tx: Transaction, deps: Deps, person: PersonId, here: ChatId | None = None) -> Standing:
    """Return what somebody is in the community now.

    :param here: a chat in which they certainly are, because they have just acted there.
    """
    place = deps.neighbourhood
    chats = roles.chats_of(tx, person) | ({here} if here is not None else set())
    appointments = set(roles.of_person(tx, place.community, person))
    # Whoever is in a squad's chat is a steward of it.
    appointments |= {Appointment(Role.STEWARD, squad=one.key) for one in place.routable() if one.chat in chats}
    if person in place.workers or place.office.chat in chats:
        appointments.add(Appointment(Role.COMMUNITY_WORKER))
    homes = households.of_person(tx, place.community, person)
    buildings = {home.building for home in homes} & place.buildings.keys()
    choices = {chat: place.buildings[chat].choices for chat in buildings}
    return Standing(person, homes, frozenset(appointments), choices)


def require(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    action: Action,
    *,
    building: ChatId | None = None,
    squad: SquadKey | None = None,
) -> Standing:
    """Return what whoever acts is, if that suffices for the action: for a building, for a squad, or (neither) anywhere.

    Asked again with each press: a role may be taken away between a card and its button.

    :raises Refused: it doesn't suffice.
    """
    found = standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    if not found.may(action, building, squad):
        raise Refused(Reason.NOT_YOUR_ROLE, action=action)
    return found


def may(tx: Transaction, deps: Deps, cause: Cause, action: Action, *, building: ChatId) -> bool:
    """Tell whether whoever acts may do something for a building."""
    found = standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    return found.may(action, building)


def belongs(tx: Transaction, deps: Deps, cause: Cause) -> bool:
    """Tell whether whoever acts is one of the community: met in a chat of it, bound to a household, or with a role.

    Anybody in the world can open a bot's own chat.
    """
    if not cause.private:
        return deps.neighbourhood.knows(cause.chat)
    found = standing(tx, deps, cause.actor.id)
    if found.households or found.appointments:
        return True
    return any(deps.neighbourhood.knows(chat) for chat in roles.chats_of(tx, cause.actor.id))


def buildings_of(tx: Transaction, deps: Deps, cause: Cause) -> list[ChatId]:
    """Return the buildings that somebody speaks of: that of the chat; in their own chat, those they live in or lead."""
    buildings = deps.neighbourhood.buildings
    if not cause.private:
        return [cause.chat] if cause.chat in buildings else []
    found = standing(tx, deps, cause.actor.id)
    if Role.COMMUNITY_WORKER in found.roles():
        return list(buildings)
    theirs = {home.building for home in found.households} | {one.building for one in found.appointments}
    return [chat for chat in buildings if chat in theirs]


def leads_of_building(tx: Transaction, deps: Deps, chat: ChatId) -> list[Actor]:
    """Return a building's leads, longest appointed first."""
    return list(roles.appointed(tx, deps.neighbourhood.community, Appointment(Role.BUILDING_LEAD, building=chat)))


def leads_of_squad(tx: Transaction, deps: Deps, squad: SquadKey) -> list[Actor]:
    """Return a squad's leads, longest appointed first."""
    return list(roles.appointed(tx, deps.neighbourhood.community, Appointment(Role.SQUAD_LEAD, squad=squad)))


def stewards_of(tx: Transaction, deps: Deps, squad: SquadKey) -> list[Actor]:
    """Return everybody in a squad: its leads, whoever is appointed, and whoever has been met in its chat."""
    place = deps.neighbourhood
    named = roles.appointed(tx, place.community, Appointment(Role.STEWARD, squad=squad))
    there = roles.members_of(tx, place.squads[squad].chat)
    return _each_once(*leads_of_squad(tx, deps, squad), *named, *there)


def workers(tx: Transaction, deps: Deps) -> list[Actor]:
    """Return the community workers: appointed, named in the config, or met in the office's chat."""
    place = deps.neighbourhood
    named = roles.appointed(tx, place.community, Appointment(Role.COMMUNITY_WORKER))
    in_config = people.known(tx, sorted(place.workers))
    there = roles.members_of(tx, place.office.chat)
    return _each_once(*named, *(in_config[person] for person in sorted(in_config)), *there)


def _each_once(*actors: Actor) -> list[Actor]:
    return list({actor.id: actor for actor in actors}.values())
