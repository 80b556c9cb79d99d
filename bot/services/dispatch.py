"""Who gets an issue: by itself where that is clear, else as the community office says; and whose turn it is."""

from datetime import datetime

from bot.domain import issue as rules
from bot.domain.cause import Cause
from bot.domain.due import after_working, is_emergency, working_between
from bot.domain.ids import IssueNumber, PersonId, SquadKey
from bot.domain.issue import Issue, IssueState, Step, Urgency
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.rota import OFFER_SHARE, whose_turn
from bot.domain.setting import DISPATCH
from bot.domain.squad import Squad
from bot.services import owing, people, pictures, watching
from bot.services.deps import Deps
from storage import duty, issues, photos
from storage.database import Transaction

ROUND_ROBIN = DISPATCH.values[1]


def is_clear(deps: Deps, urgency: Urgency, sureness: float) -> bool:
    """Tell whether a report goes to its squad by itself. What can't wait does, and wishes are the office's anyway."""
    if urgency in {Urgency.EMERGENCY, Urgency.WISH}:
        return True
    return sureness >= deps.neighbourhood.dispatch_sureness


def send(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, squad: SquadKey) -> None:
    """Hand a report to the squad that the community office has chosen; of two that choose at once one is told so."""
    place = deps.neighbourhood
    people.require(tx, deps, cause, Action.DISPATCH)
    issue = issues.access(tx, place.community, number)
    to = next((one for one in place.routable() if one.key == squad), None)
    if to is None:
        raise Refused(Reason.SQUAD_UNKNOWN)
    people.meet(tx, deps, cause)
    chosen = rules.send_to(issue, to.key, place.claim_due(to, issue.urgency, cause.at))
    sent = issues.save(tx, offered(tx, deps, chosen, cause.at))
    issues.add_events(tx, sent, (Step.DISPATCH,), cause)
    _show(tx, deps, cause, place.squads[issue.squad], sent)
    watching.watch(tx, deps, sent, cause.at)


def keep_here(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> Issue:
    """Let the community office have a report itself: one of it takes it instead of handing it on."""
    if issue.state is not IssueState.REPORTED:
        return issue
    place = deps.neighbourhood
    due_at = place.claim_due(place.squads[issue.squad], issue.urgency, cause.at)
    kept = issues.save(tx, rules.send_to(issue, issue.squad, due_at))
    issues.add_events(tx, kept, (Step.DISPATCH,), cause)
    return kept


def offered(tx: Transaction, deps: Deps, issue: Issue, now: datetime, but: PersonId | None = None) -> Issue:
    """Return an issue that a squad is about to get, offered to whose turn it is where the squad wants that.

    :param but: who has just given it back.
    """
    place, squad = deps.neighbourhood, deps.neighbourhood.squads[issue.squad]
    if squad.chosen(DISPATCH) != ROUND_ROBIN or is_emergency(issue):
        return rules.offer(issue, None, None)
    stewards = {one.id for one in people.stewards_of(tx, deps, squad.key) if one.id != but}
    duties, loads = duty.of_squad(tx, place.community, squad.key), issues.loads(tx, place.community, stewards)
    who = whose_turn(stewards, duties, loads)
    if who is None:
        return rules.offer(issue, None, None)
    here, hours = place.local(now), place.hours_of(issue)
    share = working_between(here, issue.due_at, hours) * OFFER_SHARE
    return rules.offer(issue, who, after_working(here, share, hours))


def refuse_who_has_enough(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> None:
    """Refuse a claim of a steward who holds as many tasks as they want; not in an emergency.

    :raises Refused: they have enough to do.
    """
    community = deps.neighbourhood.community
    said = duty.of_person(tx, community, issue.squad, cause.actor.id)
    if said.cap is None or is_emergency(issue):
        return
    if said.is_full(len(issues.in_work_of(tx, community, cause.actor.id))):
        raise Refused(Reason.ENOUGH_TO_DO, number=issue.number, cap=said.cap)


def _show(tx: Transaction, deps: Deps, cause: Cause, before: Squad, sent: Issue) -> None:
    seen = owing.view(tx, deps, sent)
    owing.hand_over(tx, deps, seen, before, cause.at)
    owing.building_card(tx, deps, seen, cause.at)
    owing.squad_card(tx, deps, seen, cause.at)
    if before.chat != seen.squad.chat:
        pictures.send(tx, deps, sent, photos.of_issue(tx, sent, Step.REPORT), cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))
