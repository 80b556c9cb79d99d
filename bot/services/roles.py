"""Roles are given and taken, stewards come on and off duty, and everybody may see who does what."""

from collections.abc import Iterable

from bot.domain import appointing, duty
from bot.domain.cause import Actor, Cause
from bot.domain.duty import Duty
from bot.domain.ids import ChatId, PersonId, SquadKey
from bot.domain.news.roles import Appointed, Dismissed, DutyNow, OnDuty, Title, Trail, TrailLine, WhichRole, Who
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import APPOINTED_BY, OF_SQUADS, Action, Appointment, Role
from bot.domain.trail import Change
from bot.services import owing, people
from bot.services.deps import Deps
from storage import duty as duties
from storage import households, roles
from storage import people as kept
from storage.database import Transaction
from storage.roles import Entry

TRAIL_LINES = 15
CHOICES = 8
"""Buildings offered to whoever named none."""


def appoint(tx: Transaction, deps: Deps, cause: Cause, whom: Actor | str | None, words: str) -> None:
    """Give a role to whoever is spoken of; ask which if it isn't said."""
    who = people.found(tx, deps, cause, whom)
    meant = appointing.read(words, deps.neighbourhood, cause.chat)
    appointment = meant.appointment()
    if appointment is not None:
        give(tx, deps, cause, who.id, appointment)
        return
    standing = people.standing(tx, deps, cause.actor.id, _here(cause))
    options = [*appointing.possible(meant), *_buildings(deps, meant)]
    theirs = [one for one in options if standing.may(APPOINTED_BY[one.role], one.building, one.squad)]
    _ask(tx, deps, cause, who, theirs, take=False)


def dismiss(tx: Transaction, deps: Deps, cause: Cause, whom: Actor | str | None, words: str) -> None:
    """Take a role from whoever is spoken of; ask which if it isn't said."""
    who = people.found(tx, deps, cause, whom)
    meant = appointing.read(words, deps.neighbourhood, cause.chat)
    held = roles.of_person(tx, deps.neighbourhood.community, who.id)
    appointment = meant.appointment()
    if appointment is not None:
        take(tx, deps, cause, who.id, appointment)
        return
    standing = people.standing(tx, deps, cause.actor.id, _here(cause))
    theirs = [one for one in held if standing.may(APPOINTED_BY[one.role], one.building, one.squad)]
    if held and not theirs:
        raise Refused(Reason.NOT_YOUR_ROLE)
    if not theirs:
        raise Refused(Reason.ROLE_NOT_HELD, name=who.name)
    _ask(tx, deps, cause, who, sorted(theirs, key=str), take=True)


def give(tx: Transaction, deps: Deps, cause: Cause, person: PersonId, appointment: Appointment) -> None:
    """Give a role, and tell whoever should know."""
    who = _allowed(tx, deps, cause, person, appointment)
    if not roles.appoint(tx, deps.neighbourhood.community, who.id, appointment, cause.at):
        raise Refused(Reason.ROLE_HELD, name=who.name)
    _write(tx, deps, cause, Change.APPOINTED, who.id, appointment)
    _tell(tx, deps, cause, Appointed(who, title(deps, appointment), cause.actor), appointment)


def take(tx: Transaction, deps: Deps, cause: Cause, person: PersonId, appointment: Appointment) -> None:
    """Take a role away, and tell whoever should know."""
    who = _allowed(tx, deps, cause, person, appointment)
    if not roles.dismiss(tx, deps.neighbourhood.community, who.id, appointment, cause.at):
        by_config = appointment.role is Role.COMMUNITY_WORKER and who.id in deps.neighbourhood.workers
        raise Refused(Reason.ROLE_BY_CONFIG if by_config else Reason.ROLE_NOT_HELD, name=who.name)
    _write(tx, deps, cause, Change.DISMISSED, who.id, appointment)
    _tell(tx, deps, cause, Dismissed(who, title(deps, appointment), cause.actor), appointment)


def who_is_who(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show who looks after this building, the squads, and the community."""
    place = deps.neighbourhood
    if cause.chat in place.buildings:
        chats = [cause.chat]
    else:
        if not people.belongs(tx, deps, cause):
            raise Refused(Reason.NOT_BOUND_YET)
        homes = {home.building for home in households.of_person(tx, place.community, cause.actor.id)}
        worker = people.standing(tx, deps, cause.actor.id, _here(cause)).may(Action.SEE_TRAIL)
        chats = [chat for chat in place.buildings if worker or chat in homes]
    leads = tuple((place.buildings[chat].name, tuple(people.leads_of_building(tx, deps, chat))) for chat in chats)
    here = place.squads_of(cause.chat) or place.routable()
    squads = tuple((squad, _on_duty(tx, deps, squad.key)) for squad in here)
    owing.reply(tx, deps, cause, Who(leads, squads, tuple(people.workers(tx, deps))))


def show_trail(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show the newest changes among people, where only community workers read along."""
    people.require(tx, deps, cause, Action.SEE_TRAIL)
    if not cause.private and cause.chat != deps.neighbourhood.office.chat:
        raise Refused(Reason.TRAIL_IN_PRIVATE)
    entries = roles.entries(tx, deps.neighbourhood.community, TRAIL_LINES)
    names = kept.known(tx, [person for entry in entries for person in (entry.by, entry.person)])
    owing.reply(tx, deps, cause, Trail(tuple(_line(tx, deps, entry, names) for entry in entries)))


def set_duty(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Let a steward say whether they take tasks, and how many; in a squad's chat for it, else for all of theirs."""
    place = deps.neighbourhood
    theirs = people.standing(tx, deps, cause.actor.id, _here(cause))
    here = place.squads_of(cause.chat)
    of_squads = {one.squad for one in theirs.appointments if one.role in OF_SQUADS}
    squads = [squad for squad in (here or place.routable()) if squad.key in of_squads]
    if not squads:
        raise Refused(Reason.DUTY_OF_STEWARDS)
    people.meet(tx, deps, cause)
    found = []
    for squad in squads:
        before = duties.of_person(tx, place.community, squad.key, cause.actor.id)
        now = duty.said(words, before) if words else before
        if now is None:
            raise Refused(Reason.DUTY_UNCLEAR)
        if now != before:
            duties.keep(tx, place.community, squad.key, cause.actor.id, now)
            said = f"{'on' if now.on else 'off'}, {'no cap' if now.cap is None else f'cap {now.cap}'}"
            entry = Entry(cause.at, cause.actor.id, Change.DUTY_CHANGED, cause.actor.id, squad=squad.key, detail=said)
            roles.add_entry(tx, place.community, entry)
        tasks = duties.open_tasks(tx, place.community, squad.key).get(cause.actor.id, 0)
        found.append((squad, now, tasks))
    owing.reply(tx, deps, cause, DutyNow(tuple(found)))


def title(deps: Deps, appointment: Appointment) -> Title:
    """Return a role with the name of its building or squad."""
    place = deps.neighbourhood
    building = place.buildings.get(appointment.building) if appointment.building is not None else None
    squad = place.squads.get(appointment.squad) if appointment.squad is not None else None
    return Title(appointment.role, building.name if building is not None else "", squad)


def _allowed(tx: Transaction, deps: Deps, cause: Cause, person: PersonId, appointment: Appointment) -> Actor:
    """Return who is to get a role, or to lose it, if it is for whoever acts to say."""
    place = deps.neighbourhood
    action = APPOINTED_BY[appointment.role]
    people.require(tx, deps, cause, action, building=appointment.building, squad=appointment.squad)
    known = kept.known(tx, [person])
    gone = appointment.building is not None and appointment.building not in place.buildings
    gone = gone or (appointment.squad is not None and appointment.squad not in place.squads)
    if gone or person not in known:
        raise Refused(Reason.BUTTON_UNKNOWN)
    people.meet(tx, deps, cause)
    return known[person]


def _ask(tx: Transaction, deps: Deps, cause: Cause, who: Actor, options: Iterable[Appointment], *, take: bool) -> None:
    offered = tuple((one, title(deps, one)) for one in options)
    if not offered:
        raise Refused(Reason.NOT_YOUR_ROLE)
    owing.reply(tx, deps, cause, WhichRole(who, offered, take))


def _buildings(deps: Deps, meant: appointing.Meant) -> list[Appointment]:
    """Return the leads' roles to choose from where no building is named."""
    chats: list[ChatId] = list(deps.neighbourhood.buildings) if meant.building is None and meant.squad is None else []
    return [Appointment(Role.BUILDING_LEAD, building=chat) for chat in chats[:CHOICES]]


def _write(
    tx: Transaction, deps: Deps, cause: Cause, change: Change, person: PersonId, appointment: Appointment
) -> None:
    entry = Entry(cause.at, cause.actor.id, change, person, appointment.role, appointment.building, appointment.squad)
    roles.add_entry(tx, deps.neighbourhood.community, entry)


def _tell(tx: Transaction, deps: Deps, cause: Cause, news: Appointed | Dismissed, appointment: Appointment) -> None:
    """Tell the chat in which it was done, that of the building or squad, and the one whom it is about."""
    if cause.press is None:
        owing.reply(tx, deps, cause, news)
    else:
        owing.edit(tx, deps, cause, news)
        owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))
    place = deps.neighbourhood
    squad = place.squads[appointment.squad].chat if appointment.squad is not None else None
    chat = appointment.building if appointment.building is not None else squad
    if chat is not None and chat != cause.chat:
        owing.post(tx, deps, chat, news, cause.at)
    if news.who.id != cause.actor.id:
        owing.whisper(tx, deps, news.who.id, news, cause.at)


def _on_duty(tx: Transaction, deps: Deps, squad: SquadKey) -> tuple[OnDuty, ...]:
    said = duties.of_squad(tx, deps.neighbourhood.community, squad)
    leads = {lead.id for lead in people.leads_of_squad(tx, deps, squad)}
    return tuple(
        OnDuty(who, said.get(who.id, Duty()).on, who.id in leads) for who in people.stewards_of(tx, deps, squad)
    )


def _line(tx: Transaction, deps: Deps, entry: Entry, names: dict[PersonId, Actor]) -> TrailLine:
    place = deps.neighbourhood
    building = place.buildings.get(entry.building) if entry.building is not None else None
    squad = place.squads.get(entry.squad) if entry.squad is not None else None
    home = None if entry.household is None else households.get(tx, place.community, entry.household)
    name = building.name if building is not None else ""
    return TrailLine(
        at=entry.at,
        by=names.get(entry.by) if entry.by is not None else None,
        change=entry.change,
        who=names.get(entry.person) if entry.person is not None else None,
        title=None if entry.role is None else Title(entry.role, name, squad),
        household="" if home is None else home.label,
        building=name,
        detail=entry.detail,
    )


def _here(cause: Cause) -> ChatId | None:
    return None if cause.private else cause.chat
