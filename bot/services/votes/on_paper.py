"""Ballots on paper: a lead enters them, a second person who has seen the paper confirms."""

from bot.domain.cause import Actor, Cause
from bot.domain.news.votes import BallotPaper, PaperEntered
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.vote import life
from bot.domain.vote.form import ABSTAIN, Choice, check_choice
from bot.domain.vote.life import Vote, VoteNumber, VoteStep
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.votes import showing, urn
from storage import ballots, votes
from storage import people as kept_people
from storage.ballots import Paper, Seat
from storage.cards import Subject
from storage.database import Stale, Transaction

ALERT = 200


def begin(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, label: str) -> None:
    """Give a lead, in their own chat, the ballot of a household that has voted on paper."""
    vote = _running(tx, deps, cause, number)
    seat = ballots.seat_called(tx, vote, label)
    if seat is None:
        raise Refused(Reason.VOTE_LABEL_UNKNOWN, label=label)
    paper = BallotPaper(showing.view(tx, deps, vote), seat.elector, seat.label, ABSTAIN, cast=False, on_paper=True)
    if cause.private:
        owing.confide(tx, deps, cause, paper)
    elif not owing.whisper(tx, deps, cause.actor.id, paper, cause.at, seal=deps.seal):
        raise Refused(Reason.PAPER_NEEDS_START)


def fill(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, choice: Choice, elector: int) -> None:
    """Show the paper ballot with a choice on it that isn't entered yet."""
    vote = _running(tx, deps, cause, number)
    seat = _seat(tx, vote, elector)
    check_choice(vote.form, choice)
    seen = showing.view(tx, deps, vote)
    owing.confide(tx, deps, cause, BallotPaper(seen, seat.elector, seat.label, choice, cast=False, on_paper=True))
    owing.answer(tx, cause, "")


def enter(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, choice: Choice, elector: int) -> None:
    """Keep a paper ballot, and ask in the building's chat for somebody who confirms it."""
    vote = _running(tx, deps, cause, number)
    seat = _seat(tx, vote, elector)
    check_choice(vote.form, choice)
    sealed = urn.conceal(deps, vote, f"paper {elector} {cause.update}", choice)
    id_ = ballots.enter_paper(tx, vote, elector, f"{cause.update} {sealed}", cause.actor.id, cause.at)
    votes.add_event(tx, vote, VoteStep.PAPER, cause, elector=elector)
    seen = showing.view(tx, deps, vote)
    shown = BallotPaper(seen, seat.elector, seat.label, choice, cast=True, on_paper=True)
    owing.confide(tx, deps, cause, shown)
    _show(tx, deps, cause, vote, PaperEntered(vote, id_, seat.label, cause.actor))
    owing.answer(tx, cause, deps.texts.noted(cause.actor.language))


def see(tx: Transaction, deps: Deps, cause: Cause, id_: int) -> None:
    """Tell a second person, and nobody else, what was entered."""
    paper, vote = _waiting(tx, deps, cause, id_)
    choice = _choice(deps, vote, paper)
    text = deps.texts.ballot_of(cause.actor.language, vote, _seat(tx, vote, paper.elector).label, choice)
    owing.answer(tx, cause, text[:ALERT], alert=True, seal=deps.seal)


def answer(tx: Transaction, deps: Deps, cause: Cause, id_: int, *, confirmed: bool) -> None:
    """Cast a paper ballot that a second person has compared, or put it away."""
    paper, vote = _waiting(tx, deps, cause, id_)
    if paper.entered_by == cause.actor.id:
        raise Refused(Reason.PAPER_OWN)
    seat = _seat(tx, vote, paper.elector)
    choice = _choice(deps, vote, paper)
    try:
        ballots.answer_paper(tx, paper, cause.actor.id, cause.at, confirmed=confirmed)
    except Stale:
        raise Refused(Reason.PAPER_GONE) from None
    if confirmed:
        urn.lay(tx, deps, vote, seat, choice, cause.at, paper=True)
        showing.plan(tx, deps, vote, cause.at)
    step = VoteStep.CONFIRM if confirmed else VoteStep.REFUSE
    votes.add_event(tx, vote, step, cause, elector=paper.elector)
    entered = kept_people.known(tx, (paper.entered_by,)).get(paper.entered_by) or Actor(paper.entered_by, "?", "zh")
    _show(tx, deps, cause, vote, PaperEntered(vote, id_, seat.label, entered, cause.actor, confirmed))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _running(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> Vote:
    vote = votes.access(tx, deps.neighbourhood.community, number, casting=True)
    people.require(tx, deps, cause, Action.ENTER_PAPER_BALLOT, building=vote.home)
    life.takes_ballots(vote, cause.at)
    return vote


def _waiting(tx: Transaction, deps: Deps, cause: Cause, id_: int) -> tuple[Paper, Vote]:
    """Return a paper ballot that nobody has answered, for somebody who may; of a secret vote only leads may see it."""
    paper = ballots.paper(tx, deps.neighbourhood.community, id_)
    if paper is None or paper.confirmed is not None:
        raise Refused(Reason.PAPER_GONE)
    vote = votes.access(tx, deps.neighbourhood.community, paper.vote, casting=True)
    action = Action.ENTER_PAPER_BALLOT if vote.secret else Action.CONFIRM_PAPER_BALLOT
    people.require(tx, deps, cause, action, building=vote.home)
    life.takes_ballots(vote, cause.at)
    return paper, vote


def _choice(deps: Deps, vote: Vote, paper: Paper) -> Choice:
    update, _, sealed = paper.choice.partition(" ")
    return urn.reveal(deps, vote, f"paper {paper.elector} {update}", sealed)


def _seat(tx: Transaction, vote: Vote, elector: int) -> Seat:
    seat = ballots.seat(tx, vote, elector)
    if seat is None:
        raise Refused(Reason.BALLOT_WRONG)
    return seat


def _show(tx: Transaction, deps: Deps, cause: Cause, vote: Vote, news: PaperEntered) -> None:
    paper = Subject(vote.community, "paper", news.paper)
    owing.card(tx, deps, (paper, showing.CARD, 1), vote.home, news, cause.at)
