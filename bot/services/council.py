"""The monthly council: who sits in it, what is raised to it, and its agenda."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain import council as rules
from bot.domain.cause import Actor, Cause
from bot.domain.council import Bench, Decision, Matter, MatterKind, Sitting, SittingState, Why
from bot.domain.event import EventKind, next_date
from bot.domain.ids import ChatId, IssueNumber, MessageId
from bot.domain.issue import OPEN
from bot.domain.news.council import (
    Agenda,
    BenchChanged,
    Benches,
    MatterRaised,
    MatterTakenOff,
    MatterTold,
    MatterView,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.topic import Topic, TopicState
from bot.domain.vote.life import VoteNumber
from bot.services import owing, people, topics
from bot.services.deps import Deps
from storage import cards, council, decisions, events, issues, votes
from storage import people as kept_people
from storage import topics as kept_topics
from storage.database import Transaction

_MOST_OPEN = 200
_CARDS = {"issue": MatterKind.ISSUE, "topic": MatterKind.TOPIC, "vote": MatterKind.VOTE}
"""What is raised by an answer to which card."""

# ---- what is raised ----


def bring_up(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    which: tuple[MatterKind, int] | None,
    answers: MessageId | None,
    note: str = "",
) -> None:
    """Put an issue or a topic before the council: the one that is named, or whose card is answered."""
    kind, number = which or _answered(tx, deps, cause, answers)
    matter = replace(_MATTERS[kind](tx, deps, cause, number), note=" ".join(note.split())[: rules.NOTE_LENGTH])
    people.meet(tx, deps, cause)
    if kind is not MatterKind.TOPIC and not council.bring_up(tx, deps.neighbourhood.community, matter):
        raise Refused(Reason.MATTER_WAITS, number=number)
    view = view_of(tx, deps, matter)
    owing.reply(tx, deps, cause, MatterRaised(view, next_meeting(tx, deps, cause.at)))
    office = deps.neighbourhood.office.chat
    if cause.chat != office:
        owing.post(tx, deps, office, MatterTold(view), cause.at)


def take_off(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Let an issue come up no longer."""
    people.require(tx, deps, cause, Action.COUNCIL_AGENDA)
    community = deps.neighbourhood.community
    if not council.take_off(tx, community, MatterKind.ISSUE, number, cause.at):
        raise Refused(Reason.MATTER_WAITS_NOT, number=number)
    matter = Matter(MatterKind.ISSUE, number, Why.RAISED, cause.at)
    owing.reply(tx, deps, cause, MatterTakenOff(view_of(tx, deps, matter)))


def _answered(tx: Transaction, deps: Deps, cause: Cause, answers: MessageId | None) -> tuple[MatterKind, int]:
    card = None if answers is None else cards.of_message(tx, deps.neighbourhood.community, cause.chat, answers)
    if card is None or card.subject.name not in _CARDS:
        raise Refused(Reason.MATTER_MISSING)
    return _CARDS[card.subject.name], card.number


def _issue(tx: Transaction, deps: Deps, cause: Cause, number: int) -> Matter:
    issue = issues.access(tx, deps.neighbourhood.community, IssueNumber(number))
    people.require(tx, deps, cause, Action.RAISE, building=issue.chat, squad=issue.squad)
    if issue.state not in OPEN:
        raise Refused(Reason.ALREADY_OVER, number=number)
    return Matter(MatterKind.ISSUE, number, Why.RAISED, cause.at, issue.chat, raised_by=cause.actor.id)


def _raised_topic(tx: Transaction, deps: Deps, cause: Cause, number: int) -> Matter:
    topic = topics.raise_to_council(tx, deps, cause, number)
    return Matter(MatterKind.TOPIC, number, Why.RAISED, cause.at, topic.chat, raised_by=cause.actor.id)


def _vote(tx: Transaction, deps: Deps, cause: Cause, number: int) -> Matter:
    vote = votes.access(tx, deps.neighbourhood.community, VoteNumber(number))
    people.require(tx, deps, cause, Action.RAISE, building=vote.home)
    return Matter(MatterKind.VOTE, number, Why.RAISED, cause.at, vote.home, raised_by=cause.actor.id)


_MATTERS: Mapping[MatterKind, Callable[[Transaction, Deps, Cause, int], Matter]] = {
    MatterKind.ISSUE: _issue,
    MatterKind.TOPIC: _raised_topic,
    MatterKind.VOTE: _vote,
}


# ---- benches ----


def show_benches(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Say who sits in the council."""
    seated = council.benches(tx, deps.neighbourhood.community)
    owing.reply(tx, deps, cause, Benches(tuple(seated.items())))


def seat(tx: Transaction, deps: Deps, cause: Cause, bench: Bench, whom: Actor | str | None, *, off: bool) -> None:
    """Let somebody sit on a bench, or no longer."""
    people.require(tx, deps, cause, Action.APPOINT_BENCH)
    who, community = people.found(tx, deps, cause, whom), deps.neighbourhood.community
    kept_people.keep(tx, cause.actor)
    if off and not council.unseat(tx, community, bench, who.id, cause.at):
        raise Refused(Reason.NOT_ON_BENCH, name=who.name)
    if not off:
        if len(council.benches(tx, community)[bench]) >= rules.MOST_ON_A_BENCH:
            raise Refused(Reason.BENCH_FULL, most=rules.MOST_ON_A_BENCH)
        if not council.seat(tx, community, bench, who.id, cause.actor.id, cause.at):
            raise Refused(Reason.ON_BENCH_ALREADY, name=who.name)
    owing.reply(tx, deps, cause, BenchChanged(bench, who, seated=not off))


def members(tx: Transaction, deps: Deps) -> tuple[Actor, ...]:
    """Return who is invited to the council: its benches and the building leads, each once."""
    seated = council.benches(tx, deps.neighbourhood.community)
    leads = [lead for chat in deps.neighbourhood.buildings for lead in people.leads_of_building(tx, deps, chat)]
    every = [*(one for actors in seated.values() for one in actors), *leads]
    return tuple({actor.id: actor for actor in every}.values())


# ---- the agenda ----


def show_agenda(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show the agenda as it would be now, to those who sit in the council and the office."""
    _only_the_council(tx, deps, cause)
    matters, waiting = gathered(tx, deps, cause.at)
    views = tuple(view_of(tx, deps, matter) for matter in matters)
    owing.reply(tx, deps, cause, Agenda(next_meeting(tx, deps, cause.at), "", views, waiting, draft=True))


def send_agenda(tx: Transaction, deps: Deps, sitting: Sitting, now: datetime) -> None:
    """Send the agenda to benches and building leads; the office hears who couldn't be written to."""
    matters, waiting = gathered(tx, deps, now)
    council.put_agenda(tx, sitting, matters)
    council.save_sitting(tx, replace(sitting, state=SittingState.ANNOUNCED))
    agenda = Agenda(sitting.starts_at, sitting.place, tuple(view_of(tx, deps, one) for one in matters), waiting)
    unreached = [one for one in members(tx, deps) if not owing.whisper(tx, deps, one.id, agenda, now)]
    seated = council.benches(tx, sitting.community)
    empty = tuple(bench for bench, actors in seated.items() if not actors)
    office = replace(agenda, unreached=tuple(unreached), empty_benches=empty)
    owing.post(tx, deps, deps.neighbourhood.office.chat, office, now)


def gathered(tx: Transaction, deps: Deps, now: datetime) -> tuple[tuple[Matter, ...], int]:
    """Return what belongs onto the agenda now, in order, and how much has to wait."""
    community, zone = deps.neighbourhood.community, deps.neighbourhood.zone
    last = council.last_closed(tx, community)
    since = now if last is None or last.closed_at is None else last.closed_at
    followed = (*decisions.running(tx, community), *decisions.done_since(tx, community, since))
    thrice = issues.returned_thrice(tx, community, _MOST_OPEN)
    still = council.open_since(tx, community, rules.month_end(now, zone), _MOST_OPEN)
    return rules.agenda(
        [
            *(Matter(MatterKind.DECISION, one.number, Why.DECIDED, one.at, one.building) for one in followed),
            *council.raised(tx, community),
            *(_of_topic(topic.number, topic.chat, topic.proposed_at) for topic in _raised_topics(tx, deps)),
            *(Matter(MatterKind.ISSUE, issue.number, Why.RETURNED, issue.reported_at, issue.chat) for issue in thrice),
            *(_open_issue(tx, deps, number) for number in still),
        ]
    )


def _raised_topics(tx: Transaction, deps: Deps) -> list[Topic]:
    return kept_topics.of_state(tx, deps.neighbourhood.community, TopicState.RAISED)


def _of_topic(number: int, chat: ChatId, since: datetime) -> Matter:
    return Matter(MatterKind.TOPIC, number, Why.RAISED, since, chat)


def _open_issue(tx: Transaction, deps: Deps, number: IssueNumber) -> Matter:
    issue = issues.access(tx, deps.neighbourhood.community, number)
    return Matter(MatterKind.ISSUE, number, Why.MONTH_END, issue.reported_at, issue.chat)


def view_of(tx: Transaction, deps: Deps, matter: Matter) -> MatterView:
    """Return a matter with what there is to say of it."""
    place = deps.neighbourhood
    building = "" if matter.building is None else _name(deps, matter.building)
    raised_by = None if matter.raised_by is None else kept_people.known(tx, [matter.raised_by]).get(matter.raised_by)
    view = MatterView(matter, building, raised_by=raised_by)
    match matter.kind:
        case MatterKind.ISSUE:
            issue = issues.access(tx, place.community, IssueNumber(matter.number))
            return replace(view, issue=owing.view(tx, deps, issue))
        case MatterKind.TOPIC:
            return replace(view, topic=kept_topics.access(tx, place.community, matter.number))
        case MatterKind.DECISION:
            decision = decisions.access(tx, place.community, matter.number)
            return replace(view, decision=decision, owner=_owner(tx, decision))
        case MatterKind.VOTE:
            return replace(view, question=votes.access(tx, place.community, VoteNumber(matter.number)).question)


def _owner(tx: Transaction, decision: Decision) -> str:
    if decision.owner is None:
        return decision.owner_name
    known = kept_people.known(tx, [decision.owner])
    return known[decision.owner].name if decision.owner in known else "?"


def _name(deps: Deps, chat: ChatId) -> str:
    building = deps.neighbourhood.buildings.get(chat)
    return "" if building is None else building.name


def next_meeting(tx: Transaction, deps: Deps, now: datetime) -> datetime | None:
    """Return when the council meets next, if that is on the calendar."""
    zone = deps.neighbourhood.zone
    found = events.of_kind(tx, deps.neighbourhood.community, EventKind.COUNCIL)
    dates = (next_date(event, zone, now) for event in found)
    return min((date.start for date in dates if date is not None), default=None)


def _only_the_council(tx: Transaction, deps: Deps, cause: Cause) -> None:
    standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    if standing.may(Action.COUNCIL_AGENDA):
        return
    if not cause.private or cause.actor.id not in {one.id for one in members(tx, deps)}:
        raise Refused(Reason.NOT_IN_COUNCIL)
