"""Pictures: they come with words, after them or before them, and go to the squad, below its card."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain import issue as rules
from bot.domain.cause import Cause
from bot.domain.ids import ChatId, MessageId, PersonId
from bot.domain.issue import IN_WORK, OPEN, Issue, IssueState, Step
from bot.domain.photo import TOGETHER, Photo
from bot.services import owing
from bot.services.deps import Deps, Photographer
from storage import issues, photos
from storage.database import Transaction

REMEMBERED = 10_000
"""Photographers whose pictures wait."""


def wait_for(deps: Deps, cause: Cause) -> bool:
    """Tell whether a picture of the writer's waits for words."""
    return _waits(deps, (cause.chat, cause.thread, cause.actor.id), cause.at)


def wait(tx: Transaction, deps: Deps, cause: Cause, photo: Photo) -> None:
    """Keep a picture until its words come."""
    photos.prune(tx, deps.neighbourhood.community, cause.at - TOGETHER)
    photos.wait(tx, deps.neighbourhood.community, cause, photo)

    def remember() -> None:
        if len(deps.photographed) >= REMEMBERED:
            deps.photographed.clear()
        deps.photographed[cause.chat, cause.thread, cause.actor.id] = cause.at

    tx.then.append(remember)


def take(
    tx: Transaction, deps: Deps, chat: ChatId, thread: int | None, person: PersonId, now: datetime
) -> tuple[Photo, ...]:
    """Take the pictures that wait for somebody's words."""
    who = (chat, thread, person)
    if not _waits(deps, who, now):
        return ()
    _forget(tx, deps, who)
    return photos.take(tx, chat, thread, person, now - TOGETHER)


def hold(tx: Transaction, deps: Deps, cause: Cause, photo: Photo | None, offer: MessageId) -> None:
    """Let a message's picture, and those that wait for words, wait for the answer to an offer."""
    if wait_for(deps, cause):
        _forget(tx, deps, (cause.chat, cause.thread, cause.actor.id))
        photos.hold(tx, cause.chat, cause.thread, cause.actor.id, cause.at - TOGETHER, offer)
    if photo is not None:
        photos.wait(tx, deps.neighbourhood.community, cause, photo, offer)


def keep(tx: Transaction, deps: Deps, issue: Issue, step: Step, photo: Photo | None, now: datetime) -> None:
    """Keep a picture of a step that has just been taken; what the reporter sends goes to the squad."""
    kept = () if photo is None else photos.add(tx, issue, step, (photo,))
    if step is Step.RETURN:
        send(tx, deps, issue, kept, now)


def send(tx: Transaction, deps: Deps, issue: Issue, pictures: Sequence[Photo], now: datetime) -> None:
    """Send pictures to the squad, below its card."""
    if pictures:
        owing.pictures(tx, deps, owing.view(tx, deps, issue), pictures, now)


def of_reporter(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, step: Step, photo: Photo) -> None:
    """Keep a picture that the reporter sent later; anybody else's is none of the issue's."""
    if cause.actor.id not in {issue.reporter, issue.filed_by} or issue.chat != cause.chat or issue.state not in OPEN:
        return
    kept = photos.add(tx, issue, step, (photo,))
    if kept and step is Step.REPORT:
        issue = issues.save(tx, rules.illustrate(issue, len(kept)))
        owing.squad_card(tx, deps, owing.view(tx, deps, issue), cause.at)
    send(tx, deps, issue, kept, cause.at)


def add_to_report(tx: Transaction, deps: Deps, issue: Issue, photo: Photo, now: datetime) -> None:
    """Keep a picture that came with the reporter's answer."""
    kept = photos.add(tx, issue, Step.REPORT, (photo,))
    if kept:
        illustrated = issues.save(tx, rules.illustrate(issue, len(kept)))
        owing.squad_card(tx, deps, owing.view(tx, deps, illustrated), now)
        send(tx, deps, illustrated, kept, now)


def of_steward(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, round_: int, photo: Photo) -> tuple[Photo, ...]:
    """Keep a picture that the issue's owner sent below the squad's card: of the work, or as proof that it's done.

    Return it, if it is one.
    """
    here = deps.neighbourhood.squads[issue.squad].chat == cause.chat
    if not here or issue.claimed_by != cause.actor.id or issue.round != round_:
        return ()
    step = Step.NOTE if issue.state in IN_WORK else Step.RESOLVE if issue.state is IssueState.RESOLVED else None
    return () if step is None else photos.add(tx, issue, step, (photo,))


def _waits(deps: Deps, who: Photographer, now: datetime) -> bool:
    since = deps.photographed.get(who)
    return since is not None and now - since <= TOGETHER


def _forget(tx: Transaction, deps: Deps, who: Photographer) -> None:
    def forget() -> None:
        deps.photographed.pop(who, None)

    tx.then.append(forget)
