"""A report that looks like an open issue: its writer is asked first; without an answer it is filed all the same."""

from datetime import datetime, timedelta

from bot.domain import issue as rules
from bot.domain.cause import Cause
from bot.domain.duplicates import COMPARED, Sketch, most_alike
from bot.domain.ids import ChatId, MessageId
from bot.domain.issue import OPEN, Issue, Origin, Step, Urgency
from bot.domain.news.offers import Joined, LooksLike
from bot.domain.photo import Photo
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.seeing import open_squads
from bot.domain.squad import who_gets
from bot.services import issues, owing, people, pictures
from bot.services.deps import Deps
from bot.services.issues import Report
from bot.services.owing import Where
from storage import cards, offers, photos, reminders, seeing, voices
from storage import issues as kept_issues
from storage import people as kept_people
from storage.cards import Subject
from storage.database import Transaction
from storage.offers import KeptOffer

PATIENCE = timedelta(minutes=15)
"""After this long without an answer a report is filed: a report is never lost."""
_OFFER, _ALIKE = "offer", "alike"
"""What the question's card shows, and as what."""


def report(tx: Transaction, deps: Deps, cause: Cause, said: Report, intent: str = "report") -> None:
    """File a report, unless it looks like an open issue: then ask whether it is that."""
    # What is reported for somebody isn't asked about: whoever it is for couldn't answer.
    for_somebody = bool(said.for_whom) or said.filed_by is not None
    alike = None if for_somebody else _looks_like(tx, deps, cause, said)
    if alike is None or said.message is None:
        issues.report(tx, deps, cause, said)
    else:
        _ask(tx, deps, cause, _offer_of(cause, said, said.message, alike, intent), alike, said)


def join(tx: Transaction, deps: Deps, cause: Cause, message: MessageId) -> None:
    """Count the writer of a report among those who have the issue that it looked like."""
    offer = of_writer(tx, cause, message)
    if offer.alike is None:
        raise Refused(Reason.OFFER_GONE)
    issue = kept_issues.access(tx, offer.community, offer.alike)
    if issue.state not in OPEN:
        raise Refused(Reason.ALREADY_OVER, number=issue.number)
    offers.answer(tx, offer, cause.at, filed=True)
    own = issue.reporter == cause.actor.id
    joined = issue if own else _supported(tx, cause, issue)
    seen = owing.view(tx, deps, _illustrated(tx, deps, joined, message, cause.at))
    if seen.issue != issue:
        owing.building_card(tx, deps, seen, cause.at)
        owing.squad_card(tx, deps, seen, cause.at)
    owing.edit(tx, deps, cause, Joined(seen, cause.actor, own=own))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def of_writer(tx: Transaction, cause: Cause, message: MessageId) -> KeptOffer:
    """Return what the writer of a message was asked about it.

    :raises Refused: nothing, it has been answered, or somebody else was asked.
    """
    offer = offers.find(tx, cause.chat, message)
    if offer is None or offer.filed is not None:
        raise Refused(Reason.OFFER_GONE)
    if offer.person != cause.actor.id:
        raise Refused(Reason.OFFER_NOT_YOURS)
    return offer


def leave_message(tx: Transaction, offer: KeptOffer) -> MessageId | None:
    """Let the question's message show something else from now on; return it."""
    card = cards.find(tx, Subject(offer.community, _OFFER, offer.message), _ALIKE, 1, offer.chat)
    if card is None:
        return None
    cards.let_go(tx, card)
    return card.message


def decide(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """File a report whose writer hasn't said whether it is another issue."""
    card = cards.get(tx, reminder.community, reminder.subject)
    offer = None if card is None else offers.find(tx, card.chat, MessageId(card.number))
    if offer is None or offer.filed is not None or offer.chat not in deps.neighbourhood.buildings:
        return
    offers.answer(tx, offer, now, filed=True)
    if kept_issues.of_message(tx, offer.chat, offer.message) is not None:
        return
    writer = kept_people.known(tx, (offer.person,))[offer.person]
    cause = Cause(now, writer, offer.chat, message=offer.message, thread=offer.thread)
    held = photos.take_held(tx, offer.chat, offer.message)
    issues.report(tx, deps, cause, report_of(offer, cause, held, leave_message(tx, offer)))


def report_of(offer: KeptOffer, cause: Cause, held: tuple[Photo, ...], shown: MessageId | None) -> Report:
    """Return the report that a message was asked about."""
    return Report(
        text=offer.text,
        reporter=cause.actor,
        message=offer.message,
        thread=offer.thread,
        squad=offer.squad,
        category=offer.category,
        urgency=offer.urgency,
        place=offer.place,
        origin=Origin.OFFER,
        photos=held,
        shown=shown,
    )


def _looks_like(tx: Transaction, deps: Deps, cause: Cause, said: Report) -> Issue | None:
    """Return the open issue of the building that a report looks like. What is confidential is compared with nothing."""
    place, mine = deps.neighbourhood, said.reporter.id == cause.actor.id
    if said.urgency is Urgency.EMERGENCY or not mine or cause.chat not in place.buildings or not said.text.strip():
        return None
    squads = open_squads(place)
    if who_gets(place.routable(), said.squad, said.category, place.fallback).key not in squads:
        return None
    if said.message is not None and _known(tx, cause.chat, said.message):
        return None
    others = seeing.newest_open(tx, place.community, cause.chat, squads, COMPARED)
    # An incident gathers its reports by itself.
    others = [other for other in others if not other.incident]
    return most_alike(Sketch(said.text, said.category, said.place, cause.at), said.urgency, others)


def _known(tx: Transaction, chat: ChatId, message: MessageId) -> bool:
    filed = kept_issues.of_message(tx, chat, message) is not None
    return filed or offers.find(tx, chat, message) is not None


def _ask(tx: Transaction, deps: Deps, cause: Cause, offer: KeptOffer, alike: Issue, said: Report) -> None:
    people.meet(tx, deps, cause)
    offers.add(tx, offer)
    pictures.hold(tx, deps, cause, None, offer.message)
    for photo in photos.unknown(tx, said.photos):
        photos.wait(tx, offer.community, cause, photo, offer.message)
    question = (Subject(offer.community, _OFFER, offer.message), _ALIKE, 1)
    news = LooksLike(offer.message, owing.view(tx, deps, alike), cause.at, own=alike.reporter == cause.actor.id)
    card = owing.card(tx, deps, question, cause.chat, news, cause.at, Where(offer.message, offer.thread))
    reminders.add(tx, Reminder(offer.community, ReminderKind.ALIKE, card.id, 1, cause.at + PATIENCE))


def _offer_of(cause: Cause, said: Report, message: MessageId, alike: Issue, intent: str) -> KeptOffer:
    return KeptOffer(
        chat=cause.chat,
        message=message,
        thread=cause.thread,
        community=alike.community,
        person=cause.actor.id,
        text=said.text,
        squad=said.squad,
        category=said.category,
        urgency=said.urgency,
        asked_at=cause.at,
        intent=intent,
        place=said.place,
        alike=alike.number,
    )


def _illustrated(tx: Transaction, deps: Deps, issue: Issue, message: MessageId, now: datetime) -> Issue:
    """Give an issue the pictures that came with a message which is the same."""
    kept = photos.add(tx, issue, Step.REPORT, photos.take_held(tx, issue.chat, message))
    if not kept:
        return issue
    saved = kept_issues.save(tx, rules.illustrate(issue, len(kept)))
    pictures.send(tx, deps, saved, kept, now)
    return saved


def _supported(tx: Transaction, cause: Cause, issue: Issue) -> Issue:
    """Count whoever acts among those who have an issue, once."""
    if not voices.support(tx, issue, cause.actor.id, cause.chat, cause.at):
        return issue
    saved = kept_issues.save(tx, rules.support(issue, cause.actor.id))
    kept_issues.add_events(tx, saved, (Step.SUPPORT,), cause)
    return saved
