"""To see what there is: lists, search, one issue with its timeline and its pictures."""

from dataclasses import dataclass, replace

from bot.domain.cause import Cause
from bot.domain.ids import IssueNumber, SquadKey
from bot.domain.issue import Issue, Step
from bot.domain.news.seeing import Found, IssueList, Page, Timeline
from bot.domain.photo import MOST, Photo
from bot.domain.place import NOWHERE, Place
from bot.domain.presses.seeing import ListPress, fits
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action, Role
from bot.domain.seeing import (
    LAST_PAGE,
    PAGE,
    Scope,
    Shelf,
    Wanted,
    buildings_called,
    fitting,
    open_squads,
    scope_of_chat,
    shelf_in,
)
from bot.domain.squad import Lane
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.words import looked_for
from nlp.understanding import Said
from storage import issues, photos, roles, seeing
from storage import words as kept_words
from storage.database import Transaction

TIMELINE_PAGE = 10
WORDS = 8
"""Words of a search that count."""
_FOR_NEIGHBOURS = frozenset({Step.REPORT, Step.RETURN, Step.RESOLVE})
"""Pictures of these steps a building sees: the trouble, and the proof that it's mended."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list somebody asks for."""

    shelf: Shelf | None = None
    place: Place = NOWHERE


def understand(deps: Deps, cause: Cause, words: str) -> Asked:
    """Return what the words behind /issues ask for; outside of any transaction.

    :raises Refused: they name neither a list nor a place.
    """
    shelf, rest = shelf_in(words)
    if not rest:
        return Asked(shelf)
    sent_at = cause.at.astimezone(deps.neighbourhood.zone)
    found = deps.read(Said(rest, sent_at, in_full=True)).place
    place = Place(found.building, found.unit, found.room, found.floor, found.zone, found.spot)
    if not found or not fits(place):
        raise Refused(Reason.LIST_UNKNOWN)
    return Asked(shelf, place)


def show_list(tx: Transaction, deps: Deps, cause: Cause, asked: Asked) -> None:
    """Show what is open."""
    shelf = asked.shelf or (Shelf.MINE if cause.private and asked.place == NOWHERE else Shelf.OPEN)
    owing.reply(tx, deps, cause, _list(tx, deps, cause, shelf, asked.place, 1))


def turn_list(tx: Transaction, deps: Deps, cause: Cause, press: ListPress) -> None:
    """Show another page, or another list, in the same message."""
    owing.edit(tx, deps, cause, _list(tx, deps, cause, press.shelf, press.place, press.page))
    owing.answer(tx, cause, "")


def search(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Show the newest issues that have all of the words."""
    owing.reply(tx, deps, cause, _found(tx, deps, cause, fitting(words), 1))


def turn_search(tx: Transaction, deps: Deps, cause: Cause, words: str, page: int) -> None:
    """Show another page of what was found, in the same message."""
    owing.edit(tx, deps, cause, _found(tx, deps, cause, fitting(words), page))
    owing.answer(tx, cause, "")


def show(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Show one issue and its timeline, where the chat may see it."""
    owing.reply(tx, deps, cause, _timeline(tx, deps, cause, number, LAST_PAGE))
    owing.answer(tx, cause, "")


def turn(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, page: int) -> None:
    """Show another page of a timeline, in the same message."""
    owing.edit(tx, deps, cause, _timeline(tx, deps, cause, number, page))
    owing.answer(tx, cause, "")


def show_photos(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Send the pictures of an issue that may be seen here."""
    issue, sight = _access(tx, deps, cause, number)
    seen = _pictures(tx, deps, issue, sight)
    if not seen:
        raise Refused(Reason.NO_PICTURES, number=number)
    owing.send_pictures(tx, deps, cause, owing.view(tx, deps, issue), seen[-MOST:])
    owing.answer(tx, cause, "")


def scope_of(tx: Transaction, deps: Deps, cause: Cause) -> tuple[Scope, frozenset[SquadKey]]:
    """Return what whoever asks may see here, and whose steward they are."""
    place, person = deps.neighbourhood, cause.actor.id
    standing = people.standing(tx, deps, person, None if cause.private else cause.chat)
    theirs = frozenset(
        one.squad for one in standing.appointments if one.squad is not None and one.role is not Role.BUILDING_LEAD
    )
    if not cause.private:
        return scope_of_chat(place, cause.chat), theirs
    if any(one.role is Role.COMMUNITY_WORKER for one in standing.appointments):
        return Scope(everything=True), theirs
    may = {key for key in place.squads if standing.may(Action.SEE_CONFIDENTIAL, squad=key)}
    homes = {home.building for home in standing.households} | roles.chats_of(tx, person)
    buildings = frozenset(homes & place.buildings.keys())
    return Scope(False, buildings, frozenset(may), person, open_squads(place)), theirs


def _list(tx: Transaction, deps: Deps, cause: Cause, shelf: Shelf, where: Place, page: int) -> IssueList:
    place = deps.neighbourhood
    scope, squads = scope_of(tx, deps, cause)
    wanted = Wanted(shelf, cause.actor.id, squads, where, buildings_called(place, where.building))
    found, total = seeing.listed(tx, place.community, scope, wanted, cause.at, PAGE, (page - 1) * PAGE)
    last = max(1, -(-total // PAGE))
    if page > last:
        # The list has become shorter, or somebody made the number up.
        page = last
        found, total = seeing.listed(tx, place.community, scope, wanted, cause.at, PAGE, (page - 1) * PAGE)
    return IssueList(
        views=owing.views(tx, deps, found),
        total=total,
        page=Page(page, last),
        shelf=shelf,
        shelves=_shelves(cause, scope, squads),
        place=where,
        asker=cause.actor.name,
        now=cause.at,
        across=cause.chat not in place.buildings,
    )


def _shelves(cause: Cause, scope: Scope, squads: frozenset[SquadKey]) -> tuple[Shelf, ...]:
    """Return the lists that make sense here."""
    own = Shelf.MINE if cause.private else Shelf.OPEN
    others = [shelf for shelf in (Shelf.MINE, Shelf.OPEN) if shelf is not own]
    of_squad = [Shelf.SQUAD] if squads and (cause.private or scope.buildings or scope.everything) else []
    return (own, *others, *of_squad, Shelf.OVERDUE)


def _found(tx: Transaction, deps: Deps, cause: Cause, words: str, page: int) -> Found:
    wanted = sorted(looked_for(deps, words))[:WORDS]
    if not wanted:
        raise Refused(Reason.NOTHING_TO_LOOK_FOR)
    scope, _ = scope_of(tx, deps, cause)
    community, skip = deps.neighbourhood.community, (page - 1) * PAGE
    found = kept_words.find(tx, community, scope, wanted, PAGE + 1, skip)
    last = page + (len(found) > PAGE)
    across = cause.chat not in deps.neighbourhood.buildings
    return Found(owing.views(tx, deps, found[:PAGE]), words, Page(page, last), cause.at, across)


@dataclass(frozen=True, slots=True)
class _Sight:
    """How much of an issue may be told here."""

    in_full: bool
    as_neighbours: bool
    confided: int = 0
    """So many of its first steps were told in confidence to another squad, which has passed it on since."""


def _access(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> tuple[Issue, _Sight]:
    """Return an issue, and how much of it may be told here.

    :raises Refused: nothing: as far as anybody here knows there is no such issue.
    """
    place = deps.neighbourhood
    issue = issues.access(tx, place.community, number)
    scope, _ = scope_of(tx, deps, cause)
    own = cause.private and cause.actor.id in {issue.reporter, issue.claimed_by}
    at_work = scope.everything or issue.squad in scope.squads
    if not (scope.sees(issue) or issue.chat == cause.chat):
        raise Refused(Reason.ISSUE_UNKNOWN, number=number)
    in_the_open = place.squads[issue.squad].lane is Lane.OPEN
    confided = 0 if scope.everything or own else _confided(tx, deps, issue, scope)
    return issue, _Sight(at_work or own or in_the_open, as_neighbours=not (at_work or own), confided=confided)


def _confided(tx: Transaction, deps: Deps, issue: Issue, scope: Scope) -> int:
    """Return how many steps an issue took before a confidential squad passed it on into the open.

    Its report was written in the building's chat; what that squad wrote, and was answered, stays with it.
    """
    squads = deps.neighbourhood.squads.values()
    theirs = {one.chat for one in squads if one.lane is Lane.CONFIDENTIAL and one.key not in scope.squads}
    events = issues.timeline(tx, issue.community, issue.number)
    return max((at for at, one in enumerate(events) if one.step is Step.PASS_ON and one.chat in theirs), default=0)


def _timeline(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, page: int) -> Timeline:
    issue, sight = _access(tx, deps, cause, number)
    events = [
        event if at >= sight.confided or event.chat in deps.neighbourhood.buildings else replace(event, note="")
        for at, event in enumerate(issues.timeline(tx, issue.community, number))
    ]
    last = max(1, -(-len(events) // TIMELINE_PAGE))
    at = min(page, last)
    return Timeline(
        view=owing.view(tx, deps, issue),
        events=tuple(events[(at - 1) * TIMELINE_PAGE : at * TIMELINE_PAGE]),
        page=Page(at, last),
        confide=sight.in_full,
        hide_names=sight.as_neighbours,
        photos=len(_pictures(tx, deps, issue, sight)),
        now=cause.at,
        across=cause.chat not in deps.neighbourhood.buildings,
    )


def _pictures(tx: Transaction, deps: Deps, issue: Issue, sight: _Sight) -> tuple[Photo, ...]:
    if not sight.in_full:
        return ()
    steps = _FOR_NEIGHBOURS if sight.as_neighbours else frozenset(Step)
    found, place = photos.of_steps(tx, issue, steps), deps.neighbourhood
    public = {issue.chat, place.squads[issue.squad].chat, *place.buildings}
    return found if not sight.confided else tuple(photo for photo in found if photo.chat in public)
