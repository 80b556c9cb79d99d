"""What stewards do with an issue: take it, hand it on, let it rest, ask, and say that it's fixed."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import PersonId, SquadKey
from bot.domain.issue.life import IN_WORK, WITH_THE_SQUAD, IssueState, Step
from bot.domain.issue.steps import only_the_owner, step
from bot.domain.issue.values import Issue
from bot.domain.refusal import Reason, Refused

LONGEST_PAUSE = timedelta(days=90)
MANY_TRANSFERS = 3
"""After so many the community office is told that nobody seems to want it."""


class Proof(StrEnum):
    """What a squad has to show for it when it says that something is fixed."""

    NONE = "none"
    WORDS = "words"
    PHOTO = "photo"


_TELLING_CHARACTERS, _TELLING_WORDS = 6, 3


def tells_something(text: str) -> bool:
    """Tell whether words say what was done, more than that it was ("done", "搞定")."""
    characters = sum(character.isalnum() and not character.isascii() for character in text)
    return characters >= _TELLING_CHARACTERS or len(text.split()) >= _TELLING_WORDS


def dispatch(issue: Issue) -> Issue:
    """Hand a report to its squad."""
    return step(issue, Step.DISPATCH)


def send_to(issue: Issue, squad: SquadKey, due_at: datetime) -> Issue:
    """Hand a report by hand to the squad that the community office has chosen."""
    if issue.state in WITH_THE_SQUAD:
        raise Refused(Reason.ALREADY_DISPATCHED, number=issue.number)
    return replace(step(issue, Step.DISPATCH), squad=squad, due_at=due_at)


def offer(issue: Issue, steward: PersonId | None, until: datetime | None) -> Issue:
    """Leave the issue to one steward for a while, or to all of the squad."""
    return replace(issue, offered_to=steward, offered_until=until)


def claim(issue: Issue, steward: PersonId, now: datetime) -> Issue:
    """Give the issue to ``steward``, or refuse: a claim has one owner, and a while it may be left to another."""
    if issue.state in IN_WORK:
        raise Refused(Reason.ALREADY_CLAIMED, number=issue.number, owner=issue.claimed_by)
    left_to_another = issue.offered_until is not None and issue.offered_to not in {None, steward}
    if left_to_another and issue.offered_until is not None and now < issue.offered_until:
        raise Refused(Reason.OFFERED_TO_ANOTHER, number=issue.number, owner=issue.offered_to)
    return replace(step(issue, Step.CLAIM), claimed_by=steward, claimed_at=now)


def assign(issue: Issue, steward: PersonId, now: datetime) -> Issue:
    """Give the issue to whom a lead has chosen, whoever has it."""
    if issue.claimed_by == steward:
        raise Refused(Reason.ALREADY_THEIRS, number=issue.number, owner=steward)
    handed = step(issue, Step.ASSIGN)
    return replace(handed, claimed_by=steward, claimed_at=now, transfers=issue.transfers + (issue.state in IN_WORK))


def transfer(issue: Issue, owner: PersonId, steward: PersonId, now: datetime) -> Issue:
    """Give the issue to another steward; only its owner can."""
    only_the_owner(issue, owner)
    if steward == owner:
        raise Refused(Reason.ALREADY_THEIRS, number=issue.number, owner=steward)
    handed = step(issue, Step.TRANSFER)
    return replace(handed, claimed_by=steward, claimed_at=now, transfers=issue.transfers + 1)


def pass_on(issue: Issue, steward: PersonId, squad: SquadKey, due_at: datetime, *, above: bool = False) -> Issue:
    """Give the issue to another squad: its owner can, and as long as nobody has taken it any steward of the squad."""
    if issue.state in IN_WORK:
        only_the_owner(issue, steward, above=above)
    if squad == issue.squad:
        raise Refused(Reason.SAME_SQUAD, number=issue.number)
    passed = step(issue, Step.PASS_ON)
    return replace(passed, squad=squad, due_at=due_at, transfers=issue.transfers + 1)


def redirect(issue: Issue, squad: SquadKey, due_at: datetime) -> Issue:
    """Give another squad an issue, or another time to take it in; not once somebody has taken it."""
    if issue.state is not IssueState.DISPATCHED:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    return replace(issue, squad=squad, due_at=due_at)


def release(issue: Issue, steward: PersonId, due_at: datetime, reason: str, *, above: bool = False) -> Issue:
    """Give the issue back to the squad, with the reason."""
    only_the_owner(issue, steward, above=above)
    return replace(step(issue, Step.RELEASE), due_at=due_at, note=reason)


def pause(
    issue: Issue, steward: PersonId, until: datetime, reason: str, now: datetime, *, above: bool = False
) -> Issue:
    """Let the issue rest until a date; the clock stands still meanwhile."""
    only_the_owner(issue, steward, above=above)
    if until <= now:
        raise Refused(Reason.PAUSE_IN_THE_PAST, number=issue.number)
    if until > now + LONGEST_PAUSE:
        raise Refused(Reason.PAUSE_TOO_LONG, number=issue.number, days=LONGEST_PAUSE.days)
    resting = step(issue, Step.PAUSE)
    return replace(resting, paused_until=until, note=reason, stopped_at=issue.stopped_at or now)


def resume(issue: Issue, steward: PersonId, *, above: bool = False) -> Issue:
    """Go on with an issue that rested."""
    only_the_owner(issue, steward, above=above)
    return step(issue, Step.RESUME)


def wake(issue: Issue) -> Issue:
    """Let the clock end a pause whose date has come, or the wait for an answer that never came."""
    return step(issue, Step.RESUME)


def ask(issue: Issue, steward: PersonId, question: str, now: datetime) -> Issue:
    """Ask the reporter something; the clock stands still until they answer."""
    only_the_owner(issue, steward)
    return replace(step(issue, Step.ASK), note=question, stopped_at=issue.stopped_at or now)


def answer(issue: Issue) -> Issue:
    """Take on the reporter's answer."""
    answered = step(issue, Step.ANSWER)
    if issue.state is IssueState.WAITING:
        return answered
    return replace(answered, note=issue.note)


def note(issue: Issue, steward: PersonId, text: str) -> Issue:
    """Say how the work is going; only the steward who claimed it can."""
    if issue.state not in IN_WORK:
        raise Refused(Reason.NOT_CLAIMED_YET, number=issue.number)
    only_the_owner(issue, steward)
    return replace(step(issue, Step.NOTE), note=text)


def next_step(issue: Issue, text: str, due_at: datetime) -> Issue:
    """Say what is done next and until when: that is when it is due now."""
    return replace(step(issue, Step.NEXT_STEP), note=text, due_at=due_at)


def needs_proof(issue: Issue, asked: Proof) -> Proof:
    """Return what has to be shown for it: what the squad asks, and after a return words at least."""
    return Proof.WORDS if asked is Proof.NONE and issue.returns else asked


def resolve(
    issue: Issue,
    steward: PersonId,
    now: datetime,
    proof: Proof = Proof.NONE,
    *,
    words: bool = False,
    photo: bool = False,
) -> Issue:
    """Say that it is fixed; only the steward who claimed it can, and shows for it what is asked.

    :param words: it was said what has been done.
    :param photo: a picture of this round's work is there.
    """
    only_the_owner(issue, steward)
    resolved = step(issue, Step.RESOLVE)
    asked = needs_proof(issue, proof)
    if asked is Proof.PHOTO and not photo:
        raise Refused(Reason.PROOF_PHOTO_WANTED, number=issue.number)
    if asked is Proof.WORDS and not (words or photo):
        raise Refused(Reason.PROOF_WORDS_WANTED, number=issue.number)
    return replace(resolved, resolved_at=now)


def disown(issue: Issue, steward: PersonId, whose: str, now: datetime, *, above: bool = False) -> Issue:
    """Say that it isn't the community's to mend, and whose it is."""
    if issue.state in IN_WORK:
        only_the_owner(issue, steward, above=above)
    if not whose.strip():
        raise Refused(Reason.WHOSE_MISSING, number=issue.number)
    return replace(step(issue, Step.NOT_OURS), note=whose, closed_at=now)
