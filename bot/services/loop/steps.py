"""What all steps have in common: who may take them where, and that they are kept and shown."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cause import Cause
from bot.domain.due import clock_of, resumed
from bot.domain.ids import IssueNumber
from bot.domain.issue import IN_WORK, Issue, IssueState, Step
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.services import notices, owing, people, watching
from bot.services.deps import Deps
from storage import issues
from storage.database import Transaction


def for_squad(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue for its squad to work on; its chat is what makes somebody a steward of it."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    if deps.neighbourhood.squads[issue.squad].chat != cause.chat:
        raise Refused(Reason.NOT_YOUR_SQUAD)
    return _of_round(tx, deps, cause, issue, round_)


def for_building(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue of the building in whose chat something happens."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    if issue.chat != cause.chat:
        raise Refused(Reason.ISSUE_UNKNOWN, number=number)
    return _of_round(tx, deps, cause, issue, round_)


def for_reporter(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue for its neighbours: in their building's chat, or in the chat of their own with the bot."""
    if not cause.private:
        return for_building(tx, deps, cause, number, round_)
    return _of_round(tx, deps, cause, issues.access(tx, deps.neighbourhood.community, number), round_)


def is_above(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> bool:
    """Tell whether somebody may act for an issue's owner: a lead of the squad, or a community worker."""
    if issue.state in IN_WORK and issue.claimed_by == cause.actor.id:
        return False
    found = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    return found.may(Action.ASSIGN, squad=issue.squad)


def keep(tx: Transaction, deps: Deps, cause: Cause, before: Issue, changed: Issue, step: Step, note: str = "") -> Issue:
    """Keep an issue after a step, with the step on its timeline, and show it; its clock runs on, or anew."""
    saved = issues.save(tx, _timed(deps, before, changed, cause.at))
    issues.add_events(tx, saved, (step,), cause, note)
    _watch(tx, deps, before, saved, cause.at)
    show(tx, deps, cause, saved)
    notices.tell(tx, deps, saved, step, cause.at, cause.actor.id, note)
    return saved


def keep_by_clock(tx: Transaction, deps: Deps, before: Issue, changed: Issue, step: Step, now: datetime) -> Issue:
    """Keep an issue after a step that the clock took, and show it."""
    saved = issues.save(tx, _timed(deps, before, changed, now))
    issues.add_clock_event(tx, saved, step, now)
    _watch(tx, deps, before, saved, now)
    show_cards(tx, deps, saved, now)
    notices.tell(tx, deps, saved, step, now)
    return saved


def _timed(deps: Deps, before: Issue, changed: Issue, now: datetime) -> Issue:
    """Return an issue with the time by which it must be done, where a claim or the end of a rest changes that."""
    place = deps.neighbourhood
    if changed.state is not IssueState.CLAIMED:
        return changed
    if before.state not in IN_WORK:
        return replace(changed, due_at=place.resolve_due(changed, now))
    if before.stopped_at is None:
        return changed
    due_at = resumed(before.due_at, place.local(before.stopped_at), place.local(now), place.hours_of(before))
    return replace(changed, due_at=due_at)


def _watch(tx: Transaction, deps: Deps, before: Issue, saved: Issue, now: datetime) -> None:
    if clock_of(saved) is not None and (clock_of(saved) is not clock_of(before) or saved.due_at != before.due_at):
        watching.watch(tx, deps, saved, now)


def show(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> None:
    """Bring both cards up to date, and let the button stop waiting."""
    show_cards(tx, deps, issue, cause.at)
    done(tx, deps, cause)


def show_cards(tx: Transaction, deps: Deps, issue: Issue, now: datetime) -> None:
    """Bring both cards up to date."""
    seen = owing.view(tx, deps, issue)
    owing.building_card(tx, deps, seen, now)
    owing.squad_card(tx, deps, seen, now)


def done(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Let the button stop waiting."""
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def claim_due(deps: Deps, issue: Issue, now: datetime) -> datetime:
    """Return when an issue must have been claimed that is free from now on."""
    return deps.neighbourhood.claim_due(deps.neighbourhood.squads[issue.squad], issue.urgency, now)


def claim_due_sooner(deps: Deps, issue: Issue, now: datetime) -> datetime:
    """Return when an issue that came back must have been claimed: in half the time."""
    squad = deps.neighbourhood.squads[issue.squad]
    return deps.neighbourhood.claim_due(squad, issue.urgency, now, halved=True)


def _of_round(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, round_: int | None) -> Issue:
    if round_ is not None and round_ != issue.round:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    people.meet(tx, deps, cause)
    return issue
