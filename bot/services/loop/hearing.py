"""Answers to an issue's cards in plain words: which card decides what they may mean, the words what they do."""

from dataclasses import dataclass

from bot.domain.cause import Cause
from bot.domain.heard import Heard
from bot.domain.ids import IssueNumber
from bot.domain.issue import IN_WORK, IssueState, Step
from bot.domain.news.loop import Wanted
from bot.domain.photo import Photo
from bot.domain.refusal import Reason, Refused
from bot.services import pictures
from bot.services.deps import Deps
from bot.services.loop import asking, gathering, handing, prompts, resting, verdict, work
from nlp.understanding import Intent, Understanding
from storage import cards, issues
from storage.database import Transaction

LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Card:
    """Which card of an issue a message replies to."""

    kind: str
    number: IssueNumber
    round: int


def hear(tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard, understood: Understanding) -> None:
    """Do what an answer asks for."""
    wanted = prompts.wanted_by(card.kind)
    if wanted is not None:
        _hear_wanted(tx, deps, cause, card, wanted, heard, understood)
    elif card.kind == cards.SQUAD:
        _hear_steward(tx, deps, cause, card, heard, understood)
    elif card.kind == cards.BUILDING:
        _hear_neighbour(tx, deps, cause, card, understood)
    elif card.kind == cards.ACCEPTANCE:
        _hear_verdict(tx, deps, cause, card, heard, understood)
    elif card.kind == cards.REASON:
        verdict.add_reason(tx, deps, cause, card.number, heard.text, heard.photo)
    elif card.kind == prompts.ASKED:
        resting.answer(tx, deps, cause, card.number, card.round, heard.text, heard.photo)


def see(tx: Transaction, deps: Deps, cause: Cause, card: Card, photo: Photo) -> None:
    """Keep a picture without words that answers a card."""
    issue = issues.access(tx, deps.neighbourhood.community, card.number)
    if card.kind == prompts.kind_of(Wanted.PROOF):
        work.resolve(tx, deps, cause, card.number, card.round, photo=photo)
    elif card.kind == cards.SQUAD:
        kept = pictures.of_steward(tx, deps, cause, issue, card.round, photo)
        if issue.state is IssueState.RESOLVED:
            asking.show_proof(tx, deps, issue, kept, cause.at)
    elif card.kind == cards.REASON:
        pictures.of_reporter(tx, deps, cause, issue, Step.RETURN, photo)
    elif card.kind == prompts.ASKED:
        resting.answer(tx, deps, cause, card.number, card.round, "", photo)
    elif card.kind in {cards.BUILDING, cards.ACCEPTANCE}:
        pictures.of_reporter(tx, deps, cause, issue, Step.REPORT, photo)


def _hear_steward(
    tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard, understood: Understanding
) -> None:
    number, round_ = card.number, card.round
    match understood.intent:
        case Intent.CLAIM:
            work.claim(tx, deps, cause, number, round_)
        case Intent.DONE:
            work.resolve(tx, deps, cause, number, round_, heard.text, heard.photo)
        case Intent.TRANSFER if understood.whom is not None:
            handing.hand_on(tx, deps, cause, number, round_, understood.whom)
        case Intent.NOT_OURS if _is_for(tx, deps, cause, card, unclaimed=True):
            handing.disown(tx, deps, cause, number, round_, understood.whom or "")
        case Intent.DUPLICATE if understood.number is not None:
            gathering.merge(tx, deps, cause, number, round_, _number(understood.number))
        case Intent.PROGRESS | Intent.PAUSE | Intent.RELEASE | Intent.ASK | Intent.RESUME:
            # What others than its owner say of the work is talk among stewards.
            if _is_for(tx, deps, cause, card):
                _hear_owner(tx, deps, cause, card, heard, understood)
        case _:
            pass


def _hear_owner(tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard, understood: Understanding) -> None:
    number, round_ = card.number, card.round
    match understood.intent:
        case Intent.PAUSE:
            _rest(tx, deps, cause, card, heard.text, understood)
        case Intent.RELEASE:
            handing.release(tx, deps, cause, number, round_, heard.text)
        case Intent.ASK:
            resting.ask(tx, deps, cause, number, round_, heard.text)
        case Intent.RESUME if _state(tx, deps, card) is not IssueState.CLAIMED:
            resting.resume(tx, deps, cause, number, round_)
        case _:
            work.note(tx, deps, cause, number, round_, heard.text, heard.photo)


def _hear_neighbour(tx: Transaction, deps: Deps, cause: Cause, card: Card, understood: Understanding) -> None:
    match understood.intent:
        case Intent.URGE:
            gathering.urge(tx, deps, cause, card.number)
        case Intent.SUPPORT:
            gathering.support(tx, deps, cause, card.number)
        case Intent.WITHDRAW if _is_theirs(tx, deps, cause, card):
            verdict.withdraw(tx, deps, cause, card.number)
        case Intent.DUPLICATE if understood.number is not None and _is_theirs(tx, deps, cause, card):
            gathering.merge(tx, deps, cause, card.number, None, _number(understood.number))
        case _:
            pass


def _hear_verdict(
    tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard, understood: Understanding
) -> None:
    match understood.intent:
        case Intent.ACCEPT | Intent.RATE if understood.stars and _state(tx, deps, card) is IssueState.ACCEPTED:
            verdict.rate(tx, deps, cause, card.number, card.round, understood.stars)
        case Intent.ACCEPT | Intent.DONE:
            verdict.accept(tx, deps, cause, card.number, card.round, understood.stars)
        case Intent.REJECT:
            verdict.send_back(tx, deps, cause, card.number, card.round, heard.text, heard.photo)
        case _:
            pass


def _hear_wanted(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    card: Card,
    wanted: Wanted,
    heard: Heard,
    understood: Understanding,
) -> None:
    """Take the words that were asked for, whatever they seem to be."""
    number, round_ = card.number, card.round
    match wanted:
        case Wanted.PROOF:
            work.resolve(tx, deps, cause, number, round_, heard.text, heard.photo)
        case Wanted.WHOSE:
            handing.disown(tx, deps, cause, number, round_, understood.whom or heard.text)
        case Wanted.WHY:
            handing.release(tx, deps, cause, number, round_, heard.text)
        case Wanted.QUESTION:
            resting.ask(tx, deps, cause, number, round_, heard.text)
        case Wanted.UNTIL:
            _rest(tx, deps, cause, card, "", understood)


def _rest(tx: Transaction, deps: Deps, cause: Cause, card: Card, reason: str, understood: Understanding) -> None:
    """Let it rest until the last day that was named."""
    number, round_ = card.number, card.round
    lengths = [time.duration for time in understood.times if time.duration is not None]
    days = [(day, time.whole_days) for time in understood.times if (day := time.start or time.end) is not None]
    if days:
        day, whole = max(days)
        if whole:
            resting.pause_until_day(tx, deps, cause, number, round_, day, reason)
        else:
            resting.pause(tx, deps, cause, number, round_, day, reason)
    elif lengths:
        day = cause.at.astimezone(deps.neighbourhood.zone) + lengths[-1]
        resting.pause_until_day(tx, deps, cause, number, round_, day, reason)
    else:
        raise Refused(Reason.UNTIL_WHEN, number=number)


def _number(said: int) -> IssueNumber:
    return IssueNumber(min(said, LARGEST))


def _state(tx: Transaction, deps: Deps, card: Card) -> IssueState:
    return issues.access(tx, deps.neighbourhood.community, card.number).state


def _is_for(tx: Transaction, deps: Deps, cause: Cause, card: Card, *, unclaimed: bool = False) -> bool:
    """Tell whether somebody's words about the work are more than talk: it is theirs, or nobody's yet."""
    issue = issues.access(tx, deps.neighbourhood.community, card.number)
    return issue.claimed_by == cause.actor.id or (unclaimed and issue.state not in IN_WORK)


def _is_theirs(tx: Transaction, deps: Deps, cause: Cause, card: Card) -> bool:
    """Tell whether a neighbour's words are about their own report; others' are talk."""
    issue = issues.access(tx, deps.neighbourhood.community, card.number)
    return cause.actor.id in {issue.reporter, issue.filed_by}
