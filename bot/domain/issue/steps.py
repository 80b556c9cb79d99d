"""Taking a step: where it leads, or why it can't be taken."""

from dataclasses import replace

from bot.domain.ids import PersonId
from bot.domain.issue.life import NEXT_STATE, OPEN, OWNED, STANDING_STILL, IssueState, Step
from bot.domain.issue.values import Issue
from bot.domain.refusal import Reason, Refused


def step(issue: Issue, taken: Step) -> Issue:
    """Return the issue in the state to which a step leads, without what belonged to the state before."""
    state = NEXT_STATE.get((issue.state, taken))
    if state is None:
        over = issue.state not in OPEN
        raise Refused(Reason.ALREADY_OVER if over else Reason.OUT_OF_TURN, number=issue.number)
    owned = state in OWNED
    return replace(
        issue,
        state=state,
        note="",
        claimed_by=issue.claimed_by if owned else None,
        claimed_at=issue.claimed_at if owned else None,
        stopped_at=issue.stopped_at if state in STANDING_STILL else None,
        paused_until=issue.paused_until if state is IssueState.PAUSED else None,
    )


def only_the_owner(issue: Issue, steward: PersonId, *, above: bool = False) -> None:
    """Refuse whoever doesn't hold the claim.

    :param above: they may act for the owner: a lead of the squad, or a community worker.
    """
    if issue.state is IssueState.DISPATCHED:
        raise Refused(Reason.NOT_CLAIMED_YET, number=issue.number)
    if issue.state in OPEN and issue.claimed_by != steward and not above:
        raise Refused(Reason.NOT_YOUR_CLAIM, number=issue.number, owner=issue.claimed_by)


def only_while_open(issue: Issue) -> None:
    """Refuse what can be done only as long as the issue is open."""
    if issue.state not in OPEN:
        raise Refused(Reason.ALREADY_OVER, number=issue.number)
