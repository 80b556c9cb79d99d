"""What neighbours do with a report: reword it, add pictures, take it back, join it, hurry it up."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.issue.life import IN_WORK, IssueState, Step
from bot.domain.issue.steps import only_the_owner, only_while_open, step
from bot.domain.issue.values import Issue, Urgency, Wording
from bot.domain.refusal import Reason, Refused

_MOST_URGENT_FIRST = tuple(Urgency)


def reword(issue: Issue, person: PersonId, said: Wording) -> Issue:
    """Say it in other words. What was urgent stays urgent: somebody may be on the way because of it."""
    _only_the_reporter(issue, person)
    return replace(
        step(issue, Step.EDIT),
        text=said.text,
        category=said.category,
        urgency=min(issue.urgency, said.urgency, key=_MOST_URGENT_FIRST.index),
        place=said.place,
        note=issue.note,
    )


def illustrate(issue: Issue, pictures: int) -> Issue:
    """Add pictures to the report."""
    only_while_open(issue)
    return replace(issue, photos=issue.photos + pictures)


def withdraw(issue: Issue, person: PersonId, now: datetime) -> Issue:
    """Take a report back: whoever it is for can, and whoever filed it for them."""
    if person != issue.filed_by:
        _only_the_reporter(issue, person)
    return replace(step(issue, Step.WITHDRAW), closed_at=now)


def support(issue: Issue, person: PersonId) -> Issue:
    """Say "me too"; the service sees to it that each does so once."""
    if person == issue.reporter:
        raise Refused(Reason.OWN_ISSUE, number=issue.number)
    joined = step(issue, Step.SUPPORT)
    return replace(joined, note=issue.note, supporters=issue.supporters + 1)


def urge(issue: Issue) -> Issue:
    """Ask to hurry up; the service sees to it that each does so once a day."""
    if issue.state is IssueState.RESOLVED:
        raise Refused(Reason.SAID_TO_BE_FIXED, number=issue.number)
    return replace(step(issue, Step.URGE), note=issue.note, urges=issue.urges + 1)


def gather(issue: Issue) -> Issue:
    """Make it an incident, which gathers the reports of many."""
    if issue.incident:
        raise Refused(Reason.INCIDENT_ALREADY, number=issue.number)
    return replace(step(issue, Step.GATHER), note=issue.note, incident=True)


def merge(
    issue: Issue,
    person: PersonId,
    into: Issue,
    now: datetime,
    *,
    of_squad: bool = False,
    above: bool = False,
    gathered: int = 0,
) -> Issue:
    """Let one issue be another, which goes on for both.

    Its reporter may say so, the steward who has it, and any of its squad as long as nobody has. There are neither
    chains nor circles: what is a duplicate takes none, and what has gathered others becomes none.

    :param of_squad: the person is a steward of the issue's squad.
    :param above: the person is a lead of it, or a community worker.
    :param gathered: how many issues have been merged into this one.
    """
    if person != issue.reporter and not above:
        if not of_squad:
            raise Refused(Reason.NOT_YOUR_ISSUE, number=issue.number)
        if issue.state in IN_WORK:
            only_the_owner(issue, person)
    merged = step(issue, Step.MERGE)
    if into.number == issue.number:
        raise Refused(Reason.SAME_ISSUE, number=issue.number)
    if into.state is IssueState.DUPLICATE:
        raise Refused(Reason.IS_A_DUPLICATE, number=into.number, other=into.duplicate_of)
    only_while_open(into)
    if gathered:
        raise Refused(Reason.HAS_DUPLICATES, number=issue.number, other=into.number)
    if into.squad != issue.squad or (into.chat != issue.chat and not into.incident):
        raise Refused(Reason.NOT_THE_SAME, number=issue.number, other=into.number)
    return replace(merged, duplicate_of=into.number, closed_at=now)


def join_in(issue: Issue, joined: int) -> Issue:
    """Count the neighbours whom a merged issue brings along."""
    return replace(issue, supporters=issue.supporters + joined)


def _only_the_reporter(issue: Issue, person: PersonId) -> None:
    if issue.reporter != person:
        raise Refused(Reason.NOT_YOUR_ISSUE, number=issue.number)
