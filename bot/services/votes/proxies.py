"""Proxies: a household puts its ballot into a neighbour's hands, and can take it back."""

from bot.domain.cause import Actor, Cause
from bot.domain.news.votes import ProxyGiven
from bot.domain.refusal import Reason, Refused
from bot.domain.vote import life
from bot.domain.vote.life import Vote, VoteNumber, VoteStep
from bot.services import owing
from bot.services.deps import Deps
from storage import ballots, people, votes
from storage.ballots import Seat
from storage.database import Transaction

MOST = 2
"""Households whose ballots one neighbour may hold."""


def give(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, holder: Actor) -> None:
    """Let a neighbour cast one's household's ballot; the household can still do so itself, and the last cast counts."""
    vote, seats = _own_seats(tx, deps, cause, number)
    people.keep(tx, holder)
    theirs = ballots.seats_of(tx, vote.community, vote.number, holder.id)
    held = sum(seat.as_proxy for seat in theirs)
    able = {seat.elector for seat in theirs}
    new = [seat for seat in seats if seat.elector not in able]
    if holder.id == cause.actor.id or not new:
        raise Refused(Reason.PROXY_SELF)
    if held + len(new) > MOST:
        raise Refused(Reason.PROXY_LIMIT, owner=holder.name, number=held)
    for seat in new:
        ballots.give_proxy(tx, vote, seat.elector, holder.id, cause.actor.id, cause.at)
        votes.add_event(tx, vote, VoteStep.PROXY, cause, elector=seat.elector, note=holder.name)
        owing.reply(tx, deps, cause, ProxyGiven(vote, seat.label, cause.actor, holder))


def revoke(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> None:
    """Take one's household's ballot back into one's own hands. What was cast stays until it is changed."""
    vote, seats = _own_seats(tx, deps, cause, number)
    for seat in seats:
        if ballots.revoke_proxy(tx, vote, seat.elector, cause.at):
            votes.add_event(tx, vote, VoteStep.REVOKE, cause, elector=seat.elector)
            owing.reply(tx, deps, cause, ProxyGiven(vote, seat.label, cause.actor, None))


def _own_seats(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> tuple[Vote, list[Seat]]:
    vote = votes.access(tx, deps.neighbourhood.community, number)
    if not cause.private and cause.chat not in vote.buildings:
        raise Refused(Reason.VOTE_UNKNOWN, vote=number)
    life.takes_ballots(vote, cause.at)
    seats = ballots.seats_of(tx, vote.community, vote.number, cause.actor.id)
    own = [seat for seat in seats if not seat.as_proxy]
    if not own:
        raise Refused(Reason.BALLOT_NOT_YOURS)
    return vote, own
