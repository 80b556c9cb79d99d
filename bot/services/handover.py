"""What a lead hands over: the building's roster, people, open issues, votes, decisions and calendar in one file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.calendars.write import write
from bot.domain.calendar import entries_of
from bot.domain.cause import Cause
from bot.domain.household import AREA_UNIT
from bot.domain.ids import ChatId
from bot.domain.news.handover import HandoverPack, HandoverSent, Part, Section
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.squad import Lane
from bot.domain.trail import Change
from bot.domain.vote.life import VoteState
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.whereabouts import building_meant
from storage import decisions, events, households, issues, polls, roles, topics, votes
from storage import people as kept
from storage.database import Transaction
from storage.roles import Entry

MOST = 2_000
"""Rows of one table."""
BACK = timedelta(days=366)
"""How far back what is over is handed over."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which building is handed over, and when."""

    chat: ChatId
    now: datetime


Rows = tuple[tuple[str, ...], ...]


def hand_over(tx: Transaction, deps: Deps, cause: Cause, words: str) -> None:
    """Send all of a building to the lead alone, and write down who took it."""
    chat, _ = building_meant(tx, deps, cause, Action.HANDOVER, words)
    building, scope = deps.neighbourhood.buildings[chat].name, Scope(chat, cause.at)
    parts = tuple(Part(section, part(tx, deps, scope)) for section, part in PARTS)
    pack = HandoverPack(building, parts, _calendar(tx, deps, scope, building))
    if not owing.whisper(tx, deps, cause.actor.id, pack, cause.at):
        raise Refused(Reason.START_FIRST)
    people.meet(tx, deps, cause)
    entry = Entry(cause.at, cause.actor.id, Change.HANDED_OVER, building=chat, detail=building)
    roles.add_entry(tx, deps.neighbourhood.community, entry)
    if not cause.private:
        owing.reply(tx, deps, cause, HandoverSent(building))


def _roster(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    community = deps.neighbourhood.community
    bound = households.residents_of_building(tx, community, scope.chat)
    return tuple(
        (
            home.unit,
            home.room,
            f"{home.area / AREA_UNIT:.2f}" if home.area else "",
            home.names,
            home.owner,
            ", ".join(actor.name for actor in bound.get(home.id, ())),
        )
        for home in households.of_building(tx, community, scope.chat)
    )


def _people(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    leads = [("building_lead", lead) for lead in people.leads_of_building(tx, deps, scope.chat)]
    workers = [("community_worker", worker) for worker in people.workers(tx, deps)]
    return tuple((role, actor.name, f"@{actor.username}" if actor.username else "") for role, actor in leads + workers)


def _issues(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    """Return the open issues; of those of confidential squads no more than the building's chat may know."""
    place = deps.neighbourhood
    found, _ = issues.open_in_building(tx, place.community, scope.chat, MOST)
    names = kept.known(tx, [issue.claimed_by for issue in found])
    rows = []
    for issue in found:
        squad = place.squads[issue.squad]
        in_the_open = squad.lane is Lane.OPEN
        owner = names.get(issue.claimed_by) if issue.claimed_by is not None else None
        rows.append(
            (
                f"#{issue.number}",
                issue.state.value,
                squad.name(place.buildings[scope.chat].language),
                (issue.category or "") if in_the_open else "",
                issue.text if in_the_open else "",
                _day(deps, issue.reported_at),
                owner.name if owner is not None else "",
            )
        )
    return tuple(rows)


def _votes(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    shown = (VoteState.SCHEDULED, VoteState.OPEN, VoteState.CLOSED)
    found = votes.of_building(tx, deps.neighbourhood.community, scope.chat, shown, MOST)
    return tuple(
        (
            f"{vote.number}",
            vote.state.value,
            vote.question,
            _day(deps, vote.opened_at),
            _day(deps, vote.ended_at or vote.closes_at),
            vote.words,
        )
        for vote in found
    )


def _topics(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    community = deps.neighbourhood.community
    found = [*topics.open_in(tx, community, [scope.chat]), *topics.over_in(tx, community, [scope.chat], MOST)]
    return tuple(
        (
            f"{topic.number}",
            topic.state.value,
            topic.text,
            _day(deps, topic.proposed_at),
            topic.decision or topic.reason,
        )
        for topic in found
    )


def _decisions(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    community = deps.neighbourhood.community
    found = [*decisions.running(tx, community), *decisions.done_since(tx, community, scope.now - BACK)]
    return tuple(
        (f"{one.number}", one.state.value, one.text, _day(deps, one.at), one.owner_name, _day(deps, one.due_at))
        for one in found
        if one.building == scope.chat
    )


def _polls(tx: Transaction, deps: Deps, scope: Scope) -> Rows:
    """Return what the neighbours were asked and how many answered what; never who."""
    community = deps.neighbourhood.community
    found = [*polls.running(tx, community, [scope.chat], MOST), *polls.past(tx, community, [scope.chat], MOST)]
    return tuple(
        (
            f"{poll.number}",
            poll.question,
            " / ".join(f"{option} {votes}" for option, votes in zip(poll.options, poll.counts, strict=True)),
            f"{poll.voters}",
            _day(deps, poll.opened_at),
            _day(deps, poll.closed_at or poll.closes_at),
        )
        for poll in found
    )


def _calendar(tx: Transaction, deps: Deps, scope: Scope, name: str) -> str:
    found = events.changed_since(tx, deps.neighbourhood.community, scope.chat, scope.now - BACK)
    zone = deps.neighbourhood.zone
    return write(name, zone, [entry for event in found for entry in entries_of(event, zone)]).decode()


def _day(deps: Deps, at: datetime | None) -> str:
    return "" if at is None else at.astimezone(deps.neighbourhood.zone).strftime("%Y-%m-%d %H:%M")


PARTS: tuple[tuple[Section, Callable[[Transaction, Deps, Scope], Rows]], ...] = (
    (Section.ROSTER, _roster),
    (Section.PEOPLE, _people),
    (Section.ISSUES, _issues),
    (Section.VOTES, _votes),
    (Section.TOPICS, _topics),
    (Section.DECISIONS, _decisions),
    (Section.POLLS, _polls),
)
"""What a pack holds. A capability adds its part here, and the head of its table to the texts."""
