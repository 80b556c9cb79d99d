"""The way to a household: a link from the building's chat, then a code, or a lead who confirms."""

from bot.domain import invitation
from bot.domain.address import households_meant
from bot.domain.cause import Actor, Cause
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, PersonId
from bot.domain.news.joining import (
    CodeWrong,
    HomeUnclear,
    JoinAsked,
    Joined,
    JoinHere,
    JoinHow,
    JoinRefused,
    JoinRequest,
    WhichBuilding,
)
from bot.domain.presses.joining import Reply
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.trail import Change
from bot.services import bound, drafts, owing, people, secret
from bot.services.deps import Deps
from storage import cards, households, invitations, roles
from storage import people as kept
from storage.cards import Subject
from storage.database import Transaction
from storage.invitations import Request
from storage.roles import Entry

KIND = "join"
MOST_REQUESTS = 3
"""Requests of one person that wait for an answer."""
BUILDINGS = 30
"""Offered as buttons."""
_ASK = "ask"


def show_way(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show the way to one's household: from a building's chat to the bot's own, and from there on."""
    place = deps.neighbourhood
    if cause.private:
        buildings = tuple((chat, one.name) for chat, one in place.buildings.items())[:BUILDINGS]
        owing.reply(tx, deps, cause, WhichBuilding(buildings))
        return
    if cause.chat not in place.buildings:
        raise Refused(Reason.JOIN_NEEDS_BUILDING)
    token = invitations.token_of(tx, place.community, cause.chat, secret.token())
    owing.reply(tx, deps, cause, JoinHere(place.buildings[cause.chat].name, token))


def begin(tx: Transaction, deps: Deps, cause: Cause, token: str) -> None:
    """Go on with somebody who comes by a building's link."""
    chat = invitations.building_of(tx, deps.neighbourhood.community, token)
    if chat is None:
        raise Refused(Reason.JOIN_LINK_OLD)
    begin_in(tx, deps, cause, chat)


def begin_in(tx: Transaction, deps: Deps, cause: Cause, chat: ChatId) -> None:
    """Ask somebody for a code of a building, or for unit and room."""
    building = deps.neighbourhood.buildings.get(chat)
    if building is None or not cause.private:
        raise Refused(Reason.JOIN_LINK_OLD)
    people.meet(tx, deps, cause)
    drafts.begin(tx, deps, cause, KIND, {"chat": chat}, JoinHow(building.name))


def hear(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Take a code, or unit and room."""
    chat = ChatId(draft.state["chat"])
    if chat not in deps.neighbourhood.buildings:
        raise Refused(Reason.JOIN_LINK_OLD)
    code = invitation.code_in(heard.text)
    if code is not None:
        _take_code(tx, deps, cause, draft, code)
    else:
        _take_home(tx, deps, cause, draft, chat, heard.text)


def reply(tx: Transaction, deps: Deps, cause: Cause, number: int, what: Reply) -> None:
    """Let a lead look at a request, confirm or refuse it."""
    community = deps.neighbourhood.community
    asked = invitations.request(tx, community, number)
    home = None if asked is None else households.get(tx, community, asked.household)
    if asked is None or home is None:
        raise Refused(Reason.BUTTON_UNKNOWN)
    people.require(tx, deps, cause, Action.CONFIRM_BINDING, building=home.building)
    if asked.confirmed is not None:
        raise Refused(Reason.JOIN_ANSWERED)
    who = kept.known(tx, [asked.person]).get(asked.person)
    if who is None:
        raise Refused(Reason.BUTTON_UNKNOWN)
    if what is Reply.LOOK:
        owing.answer(tx, cause, f"{who.name}: {home.label}", alert=True)
        return
    if home.gone_at is not None:
        raise Refused(Reason.HOUSEHOLD_GONE)
    people.meet(tx, deps, cause)
    confirmed = what is Reply.CONFIRM
    if not invitations.answer(tx, community, number, cause.actor.id, cause.at, confirmed=confirmed):
        raise Refused(Reason.JOIN_ANSWERED)
    building = deps.neighbourhood.buildings[home.building].name
    if confirmed:
        bind(tx, deps, cause, Binding(home, who.id, Tie.RESIDENT, cause.at))
        owing.whisper(tx, deps, who.id, Joined(building, home), cause.at)
    else:
        entry = Entry(cause.at, cause.actor.id, Change.REFUSED, who.id, building=home.building, household=home.id)
        roles.add_entry(tx, community, entry)
        owing.whisper(tx, deps, who.id, JoinRefused(building, home), cause.at)
    for card in cards.all_of(tx, _subject(deps, number)):
        news = JoinRequest(
            number, who, building, home, card.chat in deps.neighbourhood.buildings, (), cause.actor, confirmed
        )
        owing.show(tx, deps, card, news, cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def bind(tx: Transaction, deps: Deps, cause: Cause, binding: Binding) -> bool:
    """Let somebody speak for a household from now on; return False if they do already."""
    if not households.bind(tx, binding):
        return False
    home = binding.household
    change = Change.BOUND if binding.tie is Tie.RESIDENT else Change.DELEGATE_NAMED
    entry = Entry(cause.at, cause.actor.id, change, binding.person, building=home.building, household=home.id)
    roles.add_entry(tx, home.community, entry)
    bound.follow(tx, deps, binding)
    return True


def _take_code(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, code: str) -> None:
    community = deps.neighbourhood.community
    tries, since = invitations.wrong_tries(tx, community, cause.actor.id) or (0, cause.at)
    if not invitation.may_try(tries, since, cause.at):
        raise Refused(Reason.CODE_TRIES)
    found = invitations.use(tx, community, invitation.digest(community, code), cause.actor.id, cause.at)
    home = None if found is None else households.get(tx, community, found)
    if home is None or home.gone_at is not None or home.building not in deps.neighbourhood.buildings:
        # No refusal: that would undo the counting.
        fresh = cause.at - since >= invitation.WRONG_SPAN
        tries, since = (1, cause.at) if fresh or tries == 0 else (tries + 1, since)
        invitations.keep_tries(tx, community, cause.actor.id, tries, since)
        drafts.go_on(tx, deps, cause, draft, draft.state, CodeWrong(max(0, invitation.WRONG_TRIES - tries)))
        return
    if not bind(tx, deps, cause, Binding(home, cause.actor.id, Tie.RESIDENT, cause.at)):
        raise Refused(Reason.BOUND_ALREADY)
    drafts.end(tx, deps, cause, draft)
    owing.reply(tx, deps, cause, Joined(deps.neighbourhood.buildings[home.building].name, home))


def _take_home(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, chat: ChatId, text: str) -> None:
    community, building = deps.neighbourhood.community, deps.neighbourhood.buildings[chat].name
    meant = households_meant(text, households.of_building(tx, community, chat))
    if len(meant) != 1:
        drafts.go_on(tx, deps, cause, draft, draft.state, HomeUnclear(building, several=len(meant) > 1))
        return
    (home,) = meant
    if any(one.id == home.id for one in households.of_person(tx, community, cause.actor.id)):
        raise Refused(Reason.BOUND_ALREADY)
    waiting = invitations.open_requests(tx, community, cause.actor.id)
    if all(one.household != home.id for one in waiting):
        if len(waiting) >= MOST_REQUESTS:
            raise Refused(Reason.JOIN_REQUESTS_FULL)
        _ask_leads(tx, deps, cause, home, invitations.ask(tx, community, home.id, cause.actor.id, cause.at))
    drafts.end(tx, deps, cause, draft)
    owing.reply(tx, deps, cause, JoinAsked(building, home))


def _ask_leads(tx: Transaction, deps: Deps, cause: Cause, home: Household, asked: Request) -> None:
    """Ask the leads in their own chats; if none has let the bot, in the building's, which reads only the unit."""
    place = deps.neighbourhood
    leads = people.leads_of_building(tx, deps, home.building)
    private = [PersonId(lead) for lead in kept.started(tx, [lead.id for lead in leads])]
    chats = [ChatId(lead) for lead in private] or [home.building if leads else place.office.chat]
    for chat in chats:
        public = chat in place.buildings
        shown: tuple[Actor, ...] = tuple(leads) if public else ()
        news = JoinRequest(asked.id, cause.actor, place.buildings[home.building].name, home, public, shown)
        owing.card(tx, deps, (_subject(deps, asked.id), _ASK, 1), chat, news, cause.at)


def _subject(deps: Deps, number: int) -> Subject:
    return Subject(deps.neighbourhood.community, KIND, number)
