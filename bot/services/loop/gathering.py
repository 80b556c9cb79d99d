"""Neighbours join an issue and hurry it up; what is the same becomes one."""

from datetime import timedelta

from bot.domain import issue as rules
from bot.domain.cause import Cause
from bot.domain.ids import IssueNumber
from bot.domain.issue import Issue, Step
from bot.domain.news.loop import Urged
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import Lane
from bot.services import owing
from bot.services.deps import Deps
from bot.services.loop import steps
from storage import issues, voices
from storage.database import Transaction

REST = timedelta(seconds=3)
"""A card that many press changes no more often than this."""


def support(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Count a neighbour who has the same trouble."""
    issue = steps.for_building(tx, deps, cause, number, None)
    _only_in_the_open(deps, issue)
    supported = rules.support(issue, cause.actor.id)
    if not voices.support(tx, issue, cause.actor.id, cause.chat, cause.at):
        raise Refused(Reason.SUPPORTED_ALREADY, number=number)
    saved = issues.save(tx, supported)
    issues.add_events(tx, saved, (Step.SUPPORT,), cause)
    seen = owing.view(tx, deps, saved)
    owing.building_card(tx, deps, seen, cause.at, rest=REST)
    owing.squad_card(tx, deps, seen, cause.at, rest=REST)
    steps.done(tx, deps, cause)


def urge(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Count that a neighbour asks to hurry up; the first one of a day is told to the squad."""
    issue = steps.for_building(tx, deps, cause, number, None)
    urged = rules.urge(issue)
    today = cause.at.astimezone(deps.neighbourhood.zone).date()
    if not voices.urge(tx, issue, cause.actor.id, today):
        raise Refused(Reason.URGED_TODAY, number=number)
    saved = steps.keep(tx, deps, cause, issue, urged, Step.URGE)
    if voices.urged_on(tx, saved, today) == 1:
        owing.remind_squad(tx, deps, saved, Urged(owing.view(tx, deps, saved)), cause.at)


def gather(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> None:
    """Make an issue an incident: the building's further reports of its kind join it."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    _only_in_the_open(deps, issue)
    steps.keep(tx, deps, cause, issue, rules.gather(issue), Step.GATHER)


def merge(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, into: IssueNumber
) -> None:
    """Let one issue be another: whoever has either is asked about both."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    of_squad = deps.neighbourhood.squads[issue.squad].chat == cause.chat
    found = steps.for_squad if of_squad else steps.for_building
    issue = found(tx, deps, cause, number, round_)
    goal = issues.access(tx, deps.neighbourhood.community, into)
    if not of_squad and goal.chat != cause.chat:
        raise Refused(Reason.ISSUE_UNKNOWN, number=into)
    merged = rules.merge(
        issue,
        cause.actor.id,
        goal,
        cause.at,
        of_squad=of_squad,
        above=of_squad and steps.is_above(tx, deps, cause, issue),
        gathered=len(voices.merged_into(tx, issue)),
    )
    steps.keep(tx, deps, cause, issue, merged, Step.MERGE, f"#{into}")
    bring_along(tx, deps, cause, merged, goal)


def bring_along(tx: Transaction, deps: Deps, cause: Cause, merged: Issue, into: Issue) -> None:
    """Let whoever has a merged issue have the other."""
    joined = voices.bring_along(tx, merged, into, cause.at)
    goal = issues.save(tx, rules.join_in(into, joined))
    issues.add_events(tx, goal, (Step.SUPPORT,), cause, f"#{merged.number}")
    steps.show_cards(tx, deps, goal, cause.at)


def join(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, incident: Issue) -> None:
    """Let a report that has just been filed be part of an incident: its squad has one task, not many."""
    merged = issues.save(tx, rules.merge(issue, issue.reporter, incident, cause.at))
    issues.add_events(tx, merged, (Step.MERGE,), cause, f"#{incident.number}")
    owing.building_card(tx, deps, owing.view(tx, deps, merged), cause.at)
    bring_along(tx, deps, cause, merged, incident)


def incident_for(tx: Transaction, deps: Deps, issue: Issue) -> Issue | None:
    """Return the incident that a new report belongs to, if there is one; an emergency stands for itself."""
    if issue.urgency is rules.Urgency.EMERGENCY or deps.neighbourhood.squads[issue.squad].lane is not Lane.OPEN:
        return None
    return issues.incident_of(tx, issue.community, issue.chat, issue.squad, issue.category)


def _only_in_the_open(deps: Deps, issue: Issue) -> None:
    """What is confidential has no supporters: nobody else knows what it is about."""
    if deps.neighbourhood.squads[issue.squad].lane is not Lane.OPEN:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
