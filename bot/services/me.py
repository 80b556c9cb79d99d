"""Everybody sees what is kept of them, takes it with them, and has it erased."""

import json
import secrets

from bot.domain.cause import Actor, Cause
from bot.domain.ids import CommunityId, PersonId
from bot.domain.news.me import Erased, EraseSure, Me, MyFile, NotErased
from bot.domain.presses.me import Wish
from bot.domain.refusal import Reason, Refused
from bot.domain.trail import Change
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.loop import handing
from bot.services.roles import title
from bot.services.whereabouts import in_own_chat
from storage import council, households, issues, me, roles
from storage import people as kept
from storage.database import Transaction
from storage.roles import Entry

_NOBODYS = 2**51
"""Numbers of those who have been erased lie below its negative: Telegram gives them to nobody."""
NOBODY = {"zh": "前邻居", "en": "former neighbour"}
"""What they are called in the record."""


def show(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Say what is kept of whoever asks."""
    in_own_chat(cause)
    place, person = deps.neighbourhood, cause.actor.id
    found = people.standing(tx, deps, person)
    homes = tuple(
        (place.buildings[home.building].name, home) for home in found.households if home.building in place.buildings
    )
    titles = tuple(title(deps, one) for one in sorted(found.appointments, key=str))
    owing.reply(tx, deps, cause, Me(cause.actor.name, homes, titles, me.counts_of(tx, place.community, person)))


def decide(tx: Transaction, deps: Deps, cause: Cause, wish: Wish) -> None:
    """Export it, or erase it once somebody is sure."""
    in_own_chat(cause)
    match wish:
        case Wish.EXPORT:
            rows = me.rows_of(tx, deps.neighbourhood.community, cause.actor.id)
            owing.tell(tx, deps, cause, MyFile(json.dumps(rows, ensure_ascii=False, indent=2)))
        case Wish.ERASE:
            tasks = issues.in_work_of(tx, deps.neighbourhood.community, cause.actor.id)
            homes = households.of_person(tx, deps.neighbourhood.community, cause.actor.id)
            owing.tell(tx, deps, cause, EraseSure(len(tasks), len(homes)))
        case Wish.ERASE_SURE:
            _erase(tx, deps, cause)
        case Wish.KEEP:
            owing.edit(tx, deps, cause, NotErased())
    owing.answer(tx, cause, "")


def _erase(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Give back what somebody has in hand, end what they are, and let the record stand without them."""
    community, person = deps.neighbourhood.community, cause.actor.id
    who = kept.known(tx, [person]).get(person)
    if who is None:
        raise Refused(Reason.NOTHING_KEPT)
    for issue in issues.in_work_of(tx, community, person):
        handing.free_from(tx, deps, cause, issue, who)
    _end_all(tx, community, cause, who)
    nobody = PersonId(-_NOBODYS - secrets.randbelow(_NOBODYS))
    me.erase(tx, person, nobody, NOBODY[who.language])
    roles.add_entry(tx, community, Entry(cause.at, None, Change.ERASED, nobody))
    tx.then.append(lambda: _forget(deps, person))
    owing.edit(tx, deps, cause, Erased())


def _end_all(tx: Transaction, community: CommunityId, cause: Cause, who: Actor) -> None:
    for appointment in roles.of_person(tx, community, who.id):
        roles.dismiss(tx, community, who.id, appointment, cause.at)
    council.unseat_everywhere(tx, community, who.id, cause.at)
    for home in households.of_person(tx, community, who.id):
        households.unbind(tx, community, home.id, who.id, cause.at)


def _forget(deps: Deps, person: PersonId) -> None:
    """Forget somebody beside the database, too."""
    for chat, one in list(deps.met):
        if one == person:
            deps.met.pop((chat, one), None)
    for chat, one in list(deps.drafting):
        if one == person:
            deps.drafting.pop((chat, one), None)
    for chat, thread, one in list(deps.photographed):
        if one == person:
            deps.photographed.pop((chat, thread, one), None)
