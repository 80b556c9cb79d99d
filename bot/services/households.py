"""Leads invite, people move out, and somebody may act for an older neighbour."""

from bot.domain import invitation
from bot.domain.address import households_meant
from bot.domain.cause import Actor, Cause
from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, HouseholdId, PersonId
from bot.domain.news.joining import (
    DelegateEnded,
    DelegateNamed,
    Invitations,
    InvitationsSent,
    MovedOut,
    MoveOutWhich,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.trail import Change
from bot.services import joining, owing, people, secret
from bot.services.deps import Deps
from bot.services.whereabouts import building_meant, in_own_chat
from storage import households, invitations, roles
from storage import people as kept
from storage.database import Transaction
from storage.roles import Entry

ALL = frozenset({"all", "全部", "所有"})
REVOKE = ("revoke", "作废", "撤销")
OFF = frozenset({"off", "end", "取消", "解除", "不用了"})


def invite(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Make codes for households without anybody, for one that is named, or for all; send them to the lead alone."""
    chat, said = building_meant(tx, deps, cause, Action.INVITE, words)
    revoke = next((word for word in REVOKE if said.casefold().startswith(word)), None)
    wanted = said if revoke is None else said[len(revoke) :].strip()
    homes = _wanted(tx, deps, chat, wanted, of_all=revoke is not None)
    building = deps.neighbourhood.buildings[chat].name
    people.meet(tx, deps, cause)
    if revoke is not None:
        count = invitations.revoke(tx, deps.neighbourhood.community, [home.id for home in homes], cause.at)
        _write(tx, deps, cause, Change.REVOKED, chat, str(count))
        owing.reply(tx, deps, cause, InvitationsSent(building, count, revoked=True))
        return
    if not homes:
        raise Refused(Reason.NOBODY_TO_INVITE)
    codes = [(home, secret.code()) for home in homes]
    community = deps.neighbourhood.community
    kept_codes = [(home.id, invitation.digest(community, code)) for home, code in codes]
    invitations.invite(tx, community, kept_codes, cause.actor.id, cause.at)
    _write(tx, deps, cause, Change.INVITED, chat, str(len(codes)))
    news = Invitations(building, tuple((home.label, code) for home, code in codes))
    if not owing.whisper(tx, deps, cause.actor.id, news, cause.at):
        raise Refused(Reason.START_FIRST)
    if not cause.private:
        owing.reply(tx, deps, cause, InvitationsSent(building, len(codes)))


def ask_move_out(tx: Transaction, deps: Deps, cause: Cause, whom: Actor | str | None) -> None:
    """Ask for which household somebody speaks no longer: oneself, or, if a lead asks, whoever is spoken of."""
    place = deps.neighbourhood
    if whom is None:
        in_own_chat(cause)
    who = cause.actor if whom is None else people.found(tx, deps, cause, whom)
    own = who.id == cause.actor.id
    bindings = households.bindings_of(tx, place.community, who.id)
    if not own:
        standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
        may = {one.household.building: standing.may(Action.MOVE_OTHERS_OUT, one.household.building) for one in bindings}
        if not any(may.values()):
            raise Refused(Reason.NOT_YOUR_ROLE, action=Action.MOVE_OTHERS_OUT)
        bindings = tuple(one for one in bindings if may[one.household.building])
    if not bindings:
        raise Refused(Reason.NOT_BOUND)
    homes = tuple((one.household, _name(deps, one.household.building)) for one in bindings)
    # Who lives where is no matter for the group.
    if not owing.whisper(tx, deps, cause.actor.id, MoveOutWhich(who, own, homes), cause.at):
        raise Refused(Reason.START_FIRST)


def move_out(tx: Transaction, deps: Deps, cause: Cause, household: HouseholdId, person: PersonId) -> None:
    """End that somebody speaks for a household; the record stays."""
    community = deps.neighbourhood.community
    home = households.get(tx, community, household)
    who = kept.known(tx, [person]).get(person)
    if home is None or who is None:
        raise Refused(Reason.BUTTON_UNKNOWN)
    own = person == cause.actor.id
    if not own:
        people.require(tx, deps, cause, Action.MOVE_OTHERS_OUT, building=home.building)
    if not households.unbind(tx, community, household, person, cause.at):
        raise Refused(Reason.NOT_BOUND)
    entry = Entry(cause.at, cause.actor.id, Change.UNBOUND, person, building=home.building, household=home.id)
    roles.add_entry(tx, community, entry)
    building = _name(deps, home.building)
    owing.edit(tx, deps, cause, MovedOut(who, own, building, home))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))
    if not own:
        owing.whisper(tx, deps, person, MovedOut(who, own=True, building=building, household=home), cause.at)


def delegate(tx: Transaction, deps: Deps, cause: Cause, whom: Actor | str | None, words: str) -> None:
    """Let somebody act for oneself; or, if a lead says so, for a household whose people aren't on Telegram."""
    who = people.found(tx, deps, cause, whom)
    community = deps.neighbourhood.community
    own = [one for one in households.bindings_of(tx, community, cause.actor.id) if one.tie is Tie.RESIDENT]
    if words.casefold() in OFF:
        _end_delegation(tx, deps, cause, who)
        return
    if words:
        homes = _leads_home(tx, deps, cause, words)
        stands_for = None
    else:
        homes, stands_for = [one.household for one in own], cause.actor.id
    if who.id == cause.actor.id:
        raise Refused(Reason.DELEGATE_SELF)
    if not homes:
        raise Refused(Reason.NOT_BOUND)
    people.meet(tx, deps, cause)
    named = [
        home for home in homes
        if joining.bind(tx, deps, cause, Binding(home, who.id, Tie.DELEGATE, cause.at, stands_for))
    ]  # fmt: skip
    if not named:
        raise Refused(Reason.BOUND_ALREADY)
    news = DelegateNamed(who, cause.actor, len(named))
    owing.reply(tx, deps, cause, news)
    owing.whisper(tx, deps, who.id, news, cause.at)


def _end_delegation(tx: Transaction, deps: Deps, cause: Cause, who: Actor) -> None:
    community = deps.neighbourhood.community
    theirs = [
        one for one in households.bindings_of(tx, community, who.id)
        if one.tie is Tie.DELEGATE and one.stands_for == cause.actor.id
    ]  # fmt: skip
    if not theirs:
        raise Refused(Reason.NO_DELEGATE)
    for one in theirs:
        home = one.household
        households.unbind(tx, community, home.id, who.id, cause.at)
        entry = Entry(cause.at, cause.actor.id, Change.UNBOUND, who.id, building=home.building, household=home.id)
        roles.add_entry(tx, community, entry)
    owing.reply(tx, deps, cause, DelegateEnded(who))


def _leads_home(tx: Transaction, deps: Deps, cause: Cause, words: str) -> list[Household]:
    chat, said = building_meant(tx, deps, cause, Action.NAME_DELEGATE_FOR, words)
    meant = households_meant(said, households.of_building(tx, deps.neighbourhood.community, chat))
    if len(meant) != 1:
        raise Refused(Reason.HOUSEHOLD_UNKNOWN)
    return list(meant)


def _wanted(tx: Transaction, deps: Deps, chat: ChatId, words: str, *, of_all: bool) -> list[Household]:
    """Return the households to invite: the one named, all, or those for which nobody speaks yet."""
    community = deps.neighbourhood.community
    homes = households.of_building(tx, community, chat)
    if not words:
        taken = households.bound_in(tx, community, chat)
        return [home for home in homes if of_all or home.id not in taken]
    if words.casefold() in ALL:
        return list(homes)
    meant = households_meant(words, homes)
    if len(meant) != 1:
        raise Refused(Reason.HOUSEHOLD_UNKNOWN)
    return list(meant)


def _write(tx: Transaction, deps: Deps, cause: Cause, change: Change, chat: ChatId, detail: str) -> None:
    entry = Entry(cause.at, cause.actor.id, change, building=chat, detail=detail)
    roles.add_entry(tx, deps.neighbourhood.community, entry)


def _name(deps: Deps, chat: ChatId) -> str:
    building = deps.neighbourhood.buildings.get(chat)
    return building.name if building is not None else ""
