"""Stewards take an issue, say how it goes, and that it's fixed."""

from bot.domain import issue as rules
from bot.domain.cause import Cause
from bot.domain.ids import IssueNumber
from bot.domain.issue import IN_WORK, Issue, Proof, Step
from bot.domain.news.loop import Wanted
from bot.domain.photo import Photo
from bot.domain.refusal import Reason, Refused
from bot.domain.setting import PROOF
from bot.services import dispatch, pictures
from bot.services.deps import Deps
from bot.services.loop import asking, prompts, steps
from storage import issues, photos
from storage.database import Transaction

_LACKS_PROOF = frozenset({Reason.PROOF_PHOTO_WANTED, Reason.PROOF_WORDS_WANTED})


def claim(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None = None) -> None:
    """Give an issue to whoever asks for it in the squad's chat."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    dispatch.refuse_who_has_enough(tx, deps, cause, issue)
    issue = dispatch.keep_here(tx, deps, cause, issue)
    steps.keep(tx, deps, cause, issue, rules.claim(issue, cause.actor.id, cause.at), Step.CLAIM)


def note(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, text: str, photo: Photo | None = None
) -> None:
    """Show how the work is going. What others than the issue's owner say of it is talk among stewards."""
    issue = mine(tx, deps, cause, number, round_)
    if issue is None:
        return
    noted = steps.keep(tx, deps, cause, issue, rules.note(issue, cause.actor.id, text), Step.NOTE, text)
    pictures.keep(tx, deps, noted, Step.NOTE, photo, cause.at)


def mine(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> Issue | None:
    """Return an issue if whoever speaks in the squad's chat is at it; else it is talk."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    here = deps.neighbourhood.squads[issue.squad].chat == cause.chat
    theirs = issue.state in IN_WORK and issue.claimed_by == cause.actor.id
    return issue if here and theirs and issue.round == round_ else None


def resolve(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    number: IssueNumber,
    round_: int | None = None,
    note: str = "",
    photo: Photo | None = None,
) -> None:
    """Take a steward's word that it's fixed, with the proof that is asked for, and ask the neighbours."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    proof = Proof(deps.neighbourhood.squads[issue.squad].chosen(PROOF))
    shown = photo is not None or photos.count(tx, issue, (Step.NOTE, Step.RESOLVE)) > 0
    done = rules.resolve(issue, cause.actor.id, cause.at, proof, words=rules.tells_something(note), photo=shown)
    resolved = steps.keep(tx, deps, cause, issue, done, Step.RESOLVE, note)
    pictures.keep(tx, deps, resolved, Step.RESOLVE, photo, cause.at)
    asking.ask_whether_fixed(tx, deps, resolved, cause.at)


def done_pressed(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Take a press for it, or ask for the proof that is missing."""
    try:
        resolve(tx, deps, cause, number, round_)
    except Refused as refused:
        if refused.reason not in _LACKS_PROOF:
            raise
        issue = steps.for_squad(tx, deps, cause, number, round_)
        photo = refused.reason is Reason.PROOF_PHOTO_WANTED
        prompts.want(tx, deps, cause, issue, Wanted.PROOF, photo=photo)
        steps.done(tx, deps, cause)
