"""The small choices that a button opens, where one word isn't enough."""

from bot.domain import issue as rules
from bot.domain import resting as dates
from bot.domain.cause import Actor, Cause
from bot.domain.ids import IssueNumber, PersonId, SquadKey
from bot.domain.issue import IN_WORK, WITH_THE_SQUAD, Issue
from bot.domain.news.loop import MoreChoices, Settled, UntilWhen, Wanted, WhoGetsIt
from bot.domain.presses.loop import Rest
from bot.domain.refusal import Reason, Refused
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.loop import gathering, handing, prompts, resting, steps
from storage import duty, issues
from storage.database import Transaction

STEWARDS_SHOWN = 8


def more(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Show what else can be done."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    rules.only_while_open(issue)
    owing.reply(tx, deps, cause, MoreChoices(owing.view(tx, deps, issue)))
    steps.done(tx, deps, cause)


def transfer(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Ask to whom it goes: another squad; by its owner or a lead, another steward, too."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    if issue.state not in WITH_THE_SQUAD:
        raise Refused(Reason.OUT_OF_TURN, number=number)
    above = steps.is_above(tx, deps, cause, issue)
    if issue.state in IN_WORK:
        rules.only_the_owner(issue, cause.actor.id, above=above)
    squads = [squad for squad in deps.neighbourhood.routable() if squad.key != issue.squad]
    theirs = issue.state in IN_WORK or above
    stewards = _stewards(tx, deps, issue) if theirs else []
    owing.reply(tx, deps, cause, WhoGetsIt(owing.view(tx, deps, issue), squads, stewards[:STEWARDS_SHOWN]))
    steps.done(tx, deps, cause)


def pass_to(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, squad: SquadKey) -> None:
    """Take a choice: to another squad."""
    handing.pass_to(tx, deps, cause, number, round_, squad)
    _settle(tx, deps, cause, number)


def hand_to(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, steward: PersonId) -> None:
    """Take a choice: to another steward."""
    handing.hand_to(tx, deps, cause, number, round_, steward)
    _settle(tx, deps, cause, number)


def pause(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Ask until when it rests."""
    issue = _of_owner(tx, deps, cause, number, round_)
    owing.reply(tx, deps, cause, UntilWhen(owing.view(tx, deps, issue)))
    steps.done(tx, deps, cause)


def rest(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, until: Rest) -> None:
    """Take a choice: until when it rests."""
    if until is Rest.ANOTHER_DATE:
        words(tx, deps, cause, number, round_, Wanted.UNTIL)
        return
    issue = steps.for_squad(tx, deps, cause, number, round_)
    squad = deps.neighbourhood.squads[issue.squad]
    at = dates.until(until, cause.at.astimezone(deps.neighbourhood.zone), squad)
    resting.pause(tx, deps, cause, number, round_, at)
    _settle(tx, deps, cause, number)


def words(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, wanted: Wanted) -> None:
    """Ask for the words that are needed: why, whose, until when, or the question."""
    if wanted is Wanted.WHOSE:
        issue = steps.for_squad(tx, deps, cause, number, round_)
        rules.only_while_open(issue)
    else:
        issue = _of_owner(tx, deps, cause, number, round_)
    prompts.want(tx, deps, cause, issue, wanted)
    steps.done(tx, deps, cause)


def incident(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Take a choice: it gathers the reports of many."""
    gathering.gather(tx, deps, cause, number, round_)
    _settle(tx, deps, cause, number)


def _of_owner(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> Issue:
    issue = steps.for_squad(tx, deps, cause, number, round_)
    rules.only_the_owner(issue, cause.actor.id, above=steps.is_above(tx, deps, cause, issue))
    if issue.state not in IN_WORK:
        raise Refused(Reason.OUT_OF_TURN, number=number)
    return issue


def _stewards(tx: Transaction, deps: Deps, issue: Issue) -> list[Actor]:
    """Return whom it could be given to: stewards on duty who don't have it."""
    said = duty.of_squad(tx, deps.neighbourhood.community, issue.squad)
    off = {person for person, one in said.items() if not one.on}
    found = people.stewards_of(tx, deps, issue.squad)
    return [one for one in found if one.id != issue.claimed_by and one.id not in off]


def _settle(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Put what came of it in the place of the choice."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    owing.edit(tx, deps, cause, Settled(owing.view(tx, deps, issue)))
