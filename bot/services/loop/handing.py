"""An issue changes hands: released, handed on, passed to another squad, or to whoever it belongs to outside."""

from dataclasses import replace

from bot.domain import issue as rules
from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, IssueNumber, PersonId, SquadKey
from bot.domain.issue import IN_WORK, MANY_TRANSFERS, Issue, Step
from bot.domain.news.loop import GoesRound, Handed, Released
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.squad import Lane, Squad
from bot.domain.whom import named
from bot.services import dispatch, notices, owing, people, pictures, watching
from bot.services.deps import Deps
from bot.services.loop import steps
from storage import issues, photos
from storage import people as kept_people
from storage.database import Transaction


def release(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, reason: str) -> None:
    """Give an issue back to its squad."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    above = steps.is_above(tx, deps, cause, issue)
    due_at = steps.claim_due(deps, issue, cause.at)
    free = rules.release(issue, cause.actor.id, due_at, reason, above=above)
    free = dispatch.offered(tx, deps, free, cause.at, issue.claimed_by)
    freed = steps.keep(tx, deps, cause, issue, free, Step.RELEASE, reason)
    owing.remind_squad(tx, deps, freed, Released(owing.view(tx, deps, freed), cause.actor, reason), cause.at)


def went(tx: Transaction, deps: Deps, cause: Cause, who: PersonId) -> None:
    """Remember that somebody left a chat; what they had taken in a squad's is free again."""
    people.went(tx, deps, cause, who)
    squads = {squad.key for squad in deps.neighbourhood.squads_of(cause.chat)}
    if not squads:
        return
    actor = kept_people.known(tx, (who,)).get(who)
    for issue in issues.in_work_of(tx, deps.neighbourhood.community, who):
        if issue.squad in squads and actor is not None:
            free_from(tx, deps, cause, issue, actor)


def free_from(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, who: Actor) -> None:
    """Free an issue of an owner who is there no more."""
    free = rules.release(issue, who.id, steps.claim_due(deps, issue, cause.at), "")
    saved = issues.save(tx, dispatch.offered(tx, deps, free, cause.at, who.id))
    issues.add_events(tx, saved, (Step.RELEASE,), cause)
    steps.show_cards(tx, deps, saved, cause.at)
    notices.tell(tx, deps, saved, Step.RELEASE, cause.at, cause.actor.id)
    watching.watch(tx, deps, saved, cause.at)
    owing.remind_squad(tx, deps, saved, Released(owing.view(tx, deps, saved), who, left=True), cause.at)


def hand_to(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, steward: PersonId
) -> None:
    """Give an issue to a steward of the squad: its owner hands it on, a lead gives it out."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    to = next((one for one in people.stewards_of(tx, deps, issue.squad) if one.id == steward), None)
    if to is None:
        raise Refused(Reason.NOBODY_OF_THAT_NAME, name="?")
    if issue.state in IN_WORK and issue.claimed_by == cause.actor.id:
        step, handed = Step.TRANSFER, rules.transfer(issue, cause.actor.id, steward, cause.at)
    else:
        if issue.state in IN_WORK and not steps.is_above(tx, deps, cause, issue):
            raise Refused(Reason.NOT_YOUR_CLAIM, number=number, owner=issue.claimed_by)
        people.require(tx, deps, cause, Action.ASSIGN, squad=issue.squad)
        step, handed = Step.ASSIGN, rules.assign(issue, steward, cause.at)
    saved = steps.keep(tx, deps, cause, issue, handed, step, f"→ {to.name}")
    owing.remind_squad(tx, deps, saved, Handed(owing.view(tx, deps, saved), cause.actor, to), cause.at)
    _tell_if_it_goes_round(tx, deps, cause, saved)


def pass_to(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, squad: SquadKey
) -> None:
    """Give an issue to another squad."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    to = next((one for one in deps.neighbourhood.routable() if one.key == squad), None)
    if to is None:
        raise Refused(Reason.NOBODY_OF_THAT_NAME, name=squad)
    above = steps.is_above(tx, deps, cause, issue)
    due_at = deps.neighbourhood.claim_due(to, issue.urgency, cause.at)
    passed = rules.pass_on(issue, cause.actor.id, to.key, due_at, above=above)
    opened = deps.neighbourhood.squads[issue.squad].lane is Lane.CONFIDENTIAL and to.lane is Lane.OPEN
    if opened:
        # The report goes on; what was said of it in confidence stays.
        passed = replace(passed, reason="")
    saved = issues.save(tx, dispatch.offered(tx, deps, passed, cause.at))
    issues.add_events(tx, saved, (Step.PASS_ON,), cause, f"→ {to.name(deps.language(cause))}")
    before = deps.neighbourhood.squads[issue.squad]
    owing.hand_over(tx, deps, owing.view(tx, deps, saved), before, cause.at)
    steps.show(tx, deps, cause, saved)
    notices.tell(tx, deps, saved, Step.PASS_ON, cause.at, cause.actor.id)
    shown = photos.of_issue(tx, saved, Step.REPORT)
    shown = tuple(photo for photo in shown if photo.chat == saved.chat) if opened else shown
    pictures.send(tx, deps, saved, shown, cause.at)
    watching.watch(tx, deps, saved, cause.at)
    _tell_if_it_goes_round(tx, deps, cause, saved)


def hand_on(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, whom: str) -> None:
    """Give an issue to whomever a few words name."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    to = _who(tx, deps, cause, issue, whom)
    if isinstance(to, Squad):
        pass_to(tx, deps, cause, number, round_, to.key)
    else:
        hand_to(tx, deps, cause, number, round_, to.id)


def disown(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, whose: str) -> None:
    """Close an issue that isn't the community's; one that is another squad's goes there."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    squads = [one for one in deps.neighbourhood.routable() if one.key != issue.squad]
    found = named(whose, squads, ())
    if len(found) == 1 and isinstance(found[0], Squad):
        pass_to(tx, deps, cause, number, round_, found[0].key)
        return
    above = steps.is_above(tx, deps, cause, issue)
    disowned = rules.disown(issue, cause.actor.id, whose, cause.at, above=above)
    steps.keep(tx, deps, cause, issue, disowned, Step.NOT_OURS, whose)


def _who(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, whom: str) -> Squad | Actor:
    stewards = people.stewards_of(tx, deps, issue.squad)
    found = named(whom, deps.neighbourhood.routable(), stewards)
    if not found:
        raise Refused(Reason.NOBODY_OF_THAT_NAME, name=whom)
    if len(found) > 1:
        language = deps.language(cause)
        names = [one.name(language) if isinstance(one, Squad) else one.name for one in found]
        raise Refused(Reason.SEVERAL_OF_THAT_NAME, names=" · ".join(names))
    return found[0]


def _tell_if_it_goes_round(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> None:
    """Tell the office of an issue that nobody seems to want."""
    office: ChatId = deps.neighbourhood.office.chat
    if issue.transfers and issue.transfers % MANY_TRANSFERS == 0:
        owing.post(tx, deps, office, GoesRound(owing.view(tx, deps, issue)), cause.at)
