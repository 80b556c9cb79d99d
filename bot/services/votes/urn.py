"""The ballot box: under which name a ballot lies, and what can be read of it.

While a vote is open, nobody can: all choices are sealed. After the close an open vote's ballots lie under their
electors' numbers, a secret one's under their receipts, and what linked them to households is gone.
"""

from datetime import datetime

from bot.domain.vote.form import Choice, decode, encode
from bot.domain.vote.life import Vote, VoteState
from bot.services.deps import Deps
from storage import ballots
from storage.ballots import Seat
from storage.database import Transaction


def name_of(deps: Deps, vote: Vote, elector: int) -> str:
    """Return the name under which an elector's ballot lies while the vote is open."""
    return deps.seal.name("ballot", vote.community, vote.number, elector) if vote.secret else str(elector)


def receipt(deps: Deps, vote: Vote, elector: int, casts: int) -> str:
    """Return the code of an elector's ballot, cast so many times; with each cast it is another one."""
    return deps.seal.receipt(vote.community, vote.number, elector, casts) if vote.secret else ""


def lay(
    tx: Transaction, deps: Deps, vote: Vote, seat: Seat, choice: Choice, at: datetime, *, paper: bool = False
) -> str:
    """Lay a choice into the box; return its receipt."""
    name = name_of(deps, vote, seat.elector)
    sealed = deps.seal.close(f"{_context(vote)} {name} {seat.casts + 1}", encode(choice))
    ballots.cast(tx, vote, seat, name, sealed, at, paper=paper)
    return receipt(deps, vote, seat.elector, seat.casts + 1)


def look(tx: Transaction, deps: Deps, vote: Vote, seat: Seat) -> Choice | None:
    """Return what lies in the box for a seat, for its own voter; nobody can once a secret vote is closed."""
    if not seat.casts or vote.state is not VoteState.OPEN:
        return None
    name = name_of(deps, vote, seat.elector)
    sealed = ballots.find(tx, vote, name)
    return None if sealed is None else decode(deps.seal.open(f"{_context(vote)} {name} {seat.casts}", sealed))


def empty(tx: Transaction, deps: Deps, vote: Vote) -> list[tuple[str, int]]:
    """Open every ballot for the count, and lay them back so that a secret one can't be joined to its household.

    :return: each choice with the floor area that it carries.
    """
    lying, areas = dict(ballots.box(tx, vote)), ballots.areas(tx, vote)
    counted: list[tuple[str, int]] = []
    open_now: list[tuple[str, str]] = []
    for elector, casts in ballots.casts(tx, vote).items():
        name = name_of(deps, vote, elector)
        code = deps.seal.open(f"{_context(vote)} {name} {casts}", lying[name])
        # Where area doesn't count, what a secret choice carries of it would only give its household away.
        counted.append((code, areas[elector] if vote.rule.uses_area or not vote.secret else 0))
        open_now.append((receipt(deps, vote, elector, casts) if vote.secret else name, code))
    ballots.empty_into(tx, vote, open_now)
    return counted


def conceal(deps: Deps, vote: Vote, whose: str, choice: Choice) -> str:
    """Return a choice that waits outside of the box, so that nobody can read it there."""
    return deps.seal.close(f"{_context(vote)} {whose}", encode(choice))


def reveal(deps: Deps, vote: Vote, whose: str, sealed: str) -> Choice:
    """Return what :func:`conceal` has sealed."""
    return decode(deps.seal.open(f"{_context(vote)} {whose}", sealed))


def _context(vote: Vote) -> str:
    return f"vote {vote.community} {vote.number}"
