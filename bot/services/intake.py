"""Plain messages: most are none of the bot's business; some may be issues, some answer its cards."""

from dataclasses import dataclass

from bot.domain.cause import Actor, Cause
from bot.domain.ids import IssueNumber, MessageId
from bot.domain.issue import Urgency
from bot.domain.news import Offer, OfferDeclined
from bot.domain.presses import AcceptPress, ClaimPress, DonePress, Press, ReturnPress
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import who_gets
from bot.services import issues, owing
from bot.services.deps import Deps
from bot.services.issues import Report
from bot.services.people import meet
from nlp.understanding import Intent, Said, Understanding
from storage import cards, offers
from storage.database import Transaction
from storage.offers import KeptOffer


@dataclass(frozen=True, slots=True)
class Heard:
    """A plain message."""

    text: str
    message: MessageId
    answers: MessageId | None = None
    """The message of the bot's that it replies to."""
    button: Press | None = None
    """What that message's first button carries."""


def understand(deps: Deps, cause: Cause, heard: Heard) -> Understanding | None:
    """Return what a message means, or None where the bot has nothing to do with it.

    Needs no transaction, so that chatter costs none.
    """
    if not heard.text or not deps.neighbourhood.knows(cause.chat):
        return None
    sent_at = cause.at.astimezone(deps.neighbourhood.zone)
    understood = deps.read(Said(heard.text, sent_at, answers_card=heard.answers is not None))
    if heard.answers is not None:
        # A reply to a card may be a reason in any words: the card decides.
        return understood
    concerns_us = understood.intent is Intent.REPORT and cause.chat in deps.neighbourhood.buildings
    return understood if concerns_us else None


def hear(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    """Do what a message asks for."""
    answered = _answered(tx, deps, cause, heard)
    if answered is not None:
        _hear_answer(tx, deps, cause, answered, heard, understood.intent)
    elif understood.intent is Intent.REPORT and cause.chat in deps.neighbourhood.buildings:
        _offer(tx, deps, cause, heard, understood)


def answer_offer(tx: Transaction, deps: Deps, cause: Cause, message: MessageId, *, file_it: bool) -> None:
    """File the message that the bot asked about, or let it be. Only its writer may say."""
    offer = offers.find(tx, cause.chat, message)
    if offer is None or offer.filed is not None:
        raise Refused(Reason.OFFER_GONE)
    if offer.person != cause.actor.id:
        raise Refused(Reason.OFFER_NOT_YOURS)
    offers.answer(tx, offer, cause.at, filed=file_it)
    if not file_it:
        owing.edit(tx, deps, cause, OfferDeclined())
    else:
        issues.report(tx, deps, cause, _report(offer, cause.actor, cause.message))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


@dataclass(frozen=True, slots=True)
class _Answered:
    """Which card a message replies to."""

    kind: str
    number: IssueNumber
    round: int


def _answered(tx: Transaction, deps: Deps, cause: Cause, heard: Heard) -> _Answered | None:
    """Return the card that a message replies to.

    A message that was sent in a moment of a crash is sent again, and only the second is remembered as the card. People
    may answer the first all the same: its buttons tell what it shows.
    """
    if heard.answers is None:
        return None
    card = cards.of_message(tx, deps.neighbourhood.community, cause.chat, heard.answers)
    if card is not None:
        return _Answered(card.kind, card.number, card.round)
    match heard.button:
        case ClaimPress(number, round_) | DonePress(number, round_):
            return _Answered(cards.SQUAD, number, round_)
        case AcceptPress(number, round_) | ReturnPress(number, round_):
            return _Answered(cards.ACCEPTANCE, number, round_)
        case _:
            return None


def _hear_answer(tx: Transaction, deps: Deps, cause: Cause, card: _Answered, heard: Heard, intent: Intent) -> None:
    match card.kind, intent:
        case cards.SQUAD, Intent.CLAIM:
            issues.claim(tx, deps, cause, card.number, card.round)
        case cards.SQUAD, Intent.DONE:
            issues.resolve(tx, deps, cause, card.number, card.round, heard.text)
        case cards.ACCEPTANCE, Intent.ACCEPT | Intent.DONE:
            issues.accept(tx, deps, cause, card.number, card.round)
        case cards.ACCEPTANCE, Intent.REJECT:
            issues.send_back(tx, deps, cause, card.number, card.round, heard.text)
        case cards.REASON, _:
            issues.add_reason(tx, deps, cause, card.number, heard.text)
        case _:
            pass


def _offer(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    meet(tx, deps, cause)
    place = deps.neighbourhood
    squad = who_gets(place.routable(), understood.squad, understood.category, place.fallback)
    offer = KeptOffer(
        chat=cause.chat,
        message=heard.message,
        thread=cause.thread,
        community=place.community,
        person=cause.actor.id,
        text=heard.text,
        squad=understood.squad,
        category=understood.category,
        urgency=Urgency(understood.urgency.value),
        asked_at=cause.at,
    )
    offers.add(tx, offer)
    owing.reply(tx, deps, cause, Offer(heard.message, squad, offer.urgency is Urgency.EMERGENCY))


def _report(offer: KeptOffer, reporter: Actor, shown: MessageId | None) -> Report:
    return Report(
        text=offer.text,
        reporter=reporter,
        message=offer.message,
        thread=offer.thread,
        squad=offer.squad,
        category=offer.category,
        urgency=offer.urgency,
        shown=shown,
    )
