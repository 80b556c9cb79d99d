"""Ballots: cast by a button in the chat or filled in in one's own, changed freely until the end."""

from datetime import datetime

from bot.domain.cause import Cause
from bot.domain.household import Binding
from bot.domain.news.votes import BallotCast, BallotPaper, BallotWaits, WhichBallot
from bot.domain.presses.base import LARGEST
from bot.domain.refusal import Reason, Refused
from bot.domain.vote import life
from bot.domain.vote.form import ABSTAIN, Choice, check_choice
from bot.domain.vote.life import Vote, VoteNumber, VoteState, VoteStep
from bot.services import owing
from bot.services.deps import Deps
from bot.services.votes import showing, urn
from storage import ballots, inbox, people, votes
from storage.ballots import Seat
from storage.database import Transaction


def cast(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, choice: Choice, elector: int = 0) -> None:
    """Cast a ballot for the household of whoever presses."""
    vote = _running(tx, deps, cause, number)
    check_choice(vote.form, choice)
    seats = ballots.seats_of(tx, vote.community, vote.number, cause.actor.id)
    if not seats:
        _hold(tx, deps, cause, vote, choice)
        return
    seat = _chosen(seats, elector)
    if seat is None:
        _ask_which(tx, deps, cause, vote, seats)
        return
    receipt = urn.lay(tx, deps, vote, seat, choice, cause.at)
    changed = seat.casts > 0
    votes.add_event(tx, vote, VoteStep.CHANGE if changed else VoteStep.CAST, cause, elector=seat.elector)
    showing.plan(tx, deps, vote, cause.at)
    if cause.private:
        seen = showing.view(tx, deps, vote)
        shown = BallotPaper(seen, seat.elector, seat.label, choice, cast=True, receipt=receipt, changed=changed)
        owing.confide(tx, deps, cause, shown)
        owing.answer(tx, cause, deps.texts.noted(cause.actor.language))
        return
    told = deps.texts.ballot(cause.actor.language, BallotCast(vote, seat.label, choice, receipt, changed))
    owing.answer(tx, cause, told, alert=True, seal=deps.seal)


def fill(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, choice: Choice, elector: int) -> None:
    """Show a ballot in its voter's own chat with a choice on it that isn't cast yet."""
    vote = _running(tx, deps, cause, number)
    check_choice(vote.form, choice)
    seats = ballots.seats_of(tx, vote.community, vote.number, cause.actor.id)
    seat = _chosen(seats, elector)
    if seats and seat is None:
        raise Refused(Reason.BALLOT_NOT_YOURS)
    _show_paper(tx, deps, cause, vote, seat, choice)


def open_paper(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, elector: int = 0) -> None:
    """Give somebody the ballot in their own chat: with what they have cast, if they have."""
    vote = _running(tx, deps, cause, number)
    seats = ballots.seats_of(tx, vote.community, vote.number, cause.actor.id)
    seat = _chosen(seats, elector)
    if seats and seat is None:
        _ask_which(tx, deps, cause, vote, seats)
        return
    choice = None if seat is None else urn.look(tx, deps, vote, seat)
    _show_paper(tx, deps, cause, vote, seat, choice or ABSTAIN, cast=choice is not None)


def arrive(tx: Transaction, deps: Deps, cause: Cause, number: str) -> None:
    """Give the ballot to somebody whom a card's link has brought."""
    if not number.isdecimal() or int(number) > LARGEST:
        raise Refused(Reason.VOTE_UNKNOWN, vote=number)
    open_paper(tx, deps, cause, VoteNumber(int(number)))


def mine(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> None:
    """Tell somebody, and nobody else, what their household has cast."""
    vote = _running(tx, deps, cause, number)
    told = []
    for seat in ballots.seats_of(tx, vote.community, vote.number, cause.actor.id):
        choice = urn.look(tx, deps, vote, seat)
        receipt = urn.receipt(deps, vote, seat.elector, seat.casts) if seat.casts else ""
        told.append(deps.texts.ballot_of(cause.actor.language, vote, seat.label, choice, receipt))
    if not told:
        told.append(deps.texts.ballot(cause.actor.language, BallotWaits(vote, kept=False)))
    owing.answer(tx, cause, "\n".join(told)[:200], alert=True, seal=deps.seal)


def cast_held(tx: Transaction, deps: Deps, binding: Binding) -> None:
    """Cast what somebody pressed before they were bound to a household, as far as it is still in time."""
    person, now = binding.person, binding.since
    for number, sealed in ballots.held_by(tx, deps.neighbourhood.community, person):
        vote = votes.access(tx, deps.neighbourhood.community, number, casting=True)
        seats = ballots.seats_of(tx, vote.community, vote.number, person)
        if vote.state is not VoteState.OPEN or life.is_due(vote, now) or not seats:
            continue
        ballots.forget_held(tx, vote, person)
        seat = next((seat for seat in seats if not seat.casts), None)
        if seat is not None:
            choice = urn.reveal(deps, vote, f"held {person}", sealed)
            receipt = urn.lay(tx, deps, vote, seat, choice, now)
            votes.add_event(tx, vote, VoteStep.CAST, None, now, elector=seat.elector)
            showing.plan(tx, deps, vote, now)
            told = BallotCast(vote, seat.label, choice, receipt, changed=False)
            owing.whisper(tx, deps, person, told, now, seal=deps.seal)


def _running(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> Vote:
    """Return a vote that takes ballots, and see to it that it isn't closed meanwhile."""
    vote = votes.access(tx, deps.neighbourhood.community, number, casting=True)
    here = cause.private or cause.chat == vote.home
    if not here and cause.chat not in votes.buildings(tx, vote.community, number):
        raise Refused(Reason.VOTE_UNKNOWN, vote=number)
    life.takes_ballots(vote, _received(tx, cause, vote))
    return vote


def _received(tx: Transaction, cause: Cause, vote: Vote) -> datetime:
    """Return when the bot received a press: a crash in between doesn't make it late."""
    if cause.update is None or not life.is_due(vote, cause.at):
        return cause.at
    return inbox.received_at(tx, cause.update) or cause.at


def _chosen(seats: tuple[Seat, ...], elector: int) -> Seat | None:
    if elector:
        seat = next((seat for seat in seats if seat.elector == elector), None)
        if seat is None and seats:
            raise Refused(Reason.BALLOT_NOT_YOURS)
        return seat
    return seats[0] if len(seats) == 1 else None


def _hold(tx: Transaction, deps: Deps, cause: Cause, vote: Vote, choice: Choice) -> None:
    """Keep what somebody chose who isn't bound yet, and tell them how to be."""
    people.keep(tx, cause.actor)
    ballots.hold(tx, vote, cause.actor.id, urn.conceal(deps, vote, f"held {cause.actor.id}", choice), cause.at)
    votes.add_event(tx, vote, VoteStep.HOLD, cause)
    waits = BallotWaits(vote, kept=True)
    if cause.private:
        owing.tell(tx, deps, cause, waits)
    owing.answer(tx, cause, deps.texts.ballot(cause.actor.language, waits), alert=not cause.private)


def _ask_which(tx: Transaction, deps: Deps, cause: Cause, vote: Vote, seats: tuple[Seat, ...]) -> None:
    """Ask for which of their households somebody votes, in their own chat: a chat's buttons are the same for all."""
    asked = WhichBallot(
        showing.view(tx, deps, vote), tuple((seat.elector, seat.label, seat.casts > 0) for seat in seats)
    )
    if cause.private:
        owing.confide(tx, deps, cause, asked)
        owing.answer(tx, cause, "")
        return
    owing.whisper(tx, deps, cause.actor.id, asked, cause.at)
    owing.answer(tx, cause, deps.texts.ballot(cause.actor.language, asked), alert=True)


def _show_paper(
    tx: Transaction, deps: Deps, cause: Cause, vote: Vote, seat: Seat | None, choice: Choice, *, cast: bool = False
) -> None:
    seen = showing.view(tx, deps, vote)
    elector, label = (0, "") if seat is None else (seat.elector, seat.label)
    receipt = urn.receipt(deps, vote, elector, seat.casts) if seat is not None and cast else ""
    owing.confide(tx, deps, cause, BallotPaper(seen, elector, label, choice, cast=cast, receipt=receipt))
    owing.answer(tx, cause, "")
