"""Plain messages: most are none of the bot's business; some may be issues, some answer its cards."""

from dataclasses import replace

from bot.domain import behalf
from bot.domain.cause import Cause
from bot.domain.heard import Heard
from bot.domain.ids import IssueNumber, MessageId
from bot.domain.issue import Issue, Origin, Step, Urgency
from bot.domain.news.offers import Offer, OfferDeclined
from bot.domain.photo import MOST, TOGETHER, Photo
from bot.domain.presses.issues import AcceptPress, ClaimPress, DonePress, ReturnPress, WithdrawPress
from bot.domain.presses.loop import RatePress, ResumePress, SupportPress
from bot.domain.presses.topics import TopicPress
from bot.domain.squad import who_gets
from bot.services import (
    announced,
    answers,
    arguments,
    below,
    duplicates,
    issues,
    listening,
    owing,
    people,
    pictures,
    poll_drafts,
    topics,
)
from bot.services.deps import Deps
from bot.services.issues import Report, understood_as
from bot.services.loop import hearing, prompts
from bot.services.votes import drafting as vote_drafts
from nlp.understanding import Answered, Eagerness, Intent, Said, Sureness, Understanding
from storage import cards, offers, photos
from storage import issues as kept_issues
from storage.cards import Card
from storage.database import Transaction
from storage.offers import KeptOffer

ALBUMS_REMEMBERED = 1_000
_FILED = frozenset({Intent.REPORT, Intent.WISH})
_TAKEN_UP = _FILED | {Intent.POLL}
"""What is done something about in a building's chat."""
_ANY_WORDS = frozenset({cards.REASON, prompts.ASKED})
"""Cards whose answers are taken as they are, whatever they seem to be."""
_GREETED = Understanding(Intent.QUESTION)
"""The bot's name and nothing else."""


# ---- outside of any transaction, so that chatter costs none ----


def understand(deps: Deps, cause: Cause, heard: Heard) -> Understanding | None:
    """Return what a message means, or None where the bot has nothing to do with it."""
    if not deps.neighbourhood.knows(cause.chat):
        return None
    if not heard.text:
        return _GREETED if heard.addressed else None
    if heard.answers is not None:
        return _understand_answer(deps, cause, heard)
    for_somebody = behalf.in_plain_words(heard.text)
    understood = _read(deps, cause, heard if for_somebody is None else replace(heard, text=for_somebody[1]))
    if heard.addressed or for_somebody is not None:
        understood = _at_least_asked(understood)
    if heard.addressed:
        understood = announced.with_reminder(deps, cause, heard.text, understood)
    if _concerns_us(deps, cause, heard, understood) or below.may_join(deps, cause, heard):
        return understood
    if heard.album is not None:
        _pass_album(deps, cause, heard.album)
    return None


def understand_in_private(deps: Deps, cause: Cause, heard: Heard) -> Understanding:
    """Return what somebody answers to a question that the bot put to them alone."""
    return _read(deps, cause, heard, Answered.ACCEPTANCE) if heard.text else Understanding(Intent.CHATTER)


def understand_edit(deps: Deps, cause: Cause, heard: Heard) -> Understanding | None:
    """Return what a message means in its new words, or None where nothing can have come of the old ones."""
    if not heard.text or cause.chat not in deps.neighbourhood.buildings:
        return None
    if isinstance(heard.button, TopicPress):
        return _read(deps, cause, heard, Answered.TOPIC)
    return _read(deps, cause, heard) if heard.answers is None else None


def understand_report(deps: Deps, cause: Cause, said: Report) -> Report:
    """Return what somebody asked for by /report, understood: the words decide who gets it."""
    sent_at = cause.at.astimezone(deps.neighbourhood.zone)
    return understood_as(said, deps.read(Said(said.text, sent_at, in_full=True, photo=bool(said.photos))))


def may_keep(deps: Deps, cause: Cause, heard: Heard) -> bool:
    """Tell whether a picture without words may belong to something."""
    if heard.photo is None or (cause.chat, heard.album or "") in deps.passed:
        return False
    return cause.chat in deps.neighbourhood.buildings or (heard.answers is not None and _known(deps, cause))


def _known(deps: Deps, cause: Cause) -> bool:
    return deps.neighbourhood.knows(cause.chat)


def _understand_answer(deps: Deps, cause: Cause, heard: Heard) -> Understanding:
    """Return what a reply to a card means. It may be a reason in any words: the card decides."""
    building = cause.chat in deps.neighbourhood.buildings
    match heard.button:
        case ClaimPress() | DonePress() | ResumePress():
            answers = Answered.SQUAD
        case AcceptPress() | ReturnPress() | RatePress():
            answers = Answered.ACCEPTANCE
        case SupportPress() | WithdrawPress():
            answers = Answered.BUILDING
        case TopicPress():
            answers = Answered.TOPIC
        case _:
            answers = Answered.ACCEPTANCE if building else Answered.SQUAD
    understood = _read(deps, cause, heard, answers)
    if building and (understood.intent is Intent.CHATTER or answers is Answered.TOPIC):
        # Whoever is in danger may write it below whatever they last saw.
        plain = _read(deps, cause, heard)
        return plain if _is_emergency(plain) else understood
    return understood


def _read(deps: Deps, cause: Cause, heard: Heard, answers: Answered | None = None) -> Understanding:
    said = Said(
        heard.text,
        cause.at.astimezone(deps.neighbourhood.zone),
        answers=answers,
        addressed=heard.addressed,
        photo=heard.photo is not None or pictures.wait_for(deps, cause),
        eagerness=Eagerness(deps.listens(cause.chat).eagerness.value),
    )
    return deps.read(said)


def _at_least_asked(understood: Understanding) -> Understanding:
    unsure = understood.intent in _TAKEN_UP and understood.sureness is Sureness.SILENT
    return replace(understood, sureness=Sureness.ASK) if unsure else understood


def _concerns_us(deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> bool:
    if heard.addressed and understood.intent is Intent.QUESTION:
        return True
    if announced.concerns_us(heard, understood):
        return True
    spoken_up = understood.intent in _TAKEN_UP and understood.sureness is not Sureness.SILENT
    return (spoken_up or understood.proposal is not None) and cause.chat in deps.neighbourhood.buildings


def _is_emergency(understood: Understanding) -> bool:
    urgent = understood.intent is Intent.REPORT and understood.urgency.value == Urgency.EMERGENCY.value
    return urgent and understood.sureness is not Sureness.SILENT


def _is_proposal(deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> bool:
    """Tell whether the neighbours shall hear of it: somebody says so, and nothing is wrong that had to be mended."""
    report = understood.intent is Intent.REPORT and understood.sureness is not Sureness.SILENT
    said = understood.proposal is not None and heard.answers is None and not report
    # Whoever is in the middle of something else isn't asked beside it.
    free = deps.drafting.get((cause.chat, cause.actor.id)) in {None, topics.OFFER}
    return said and free and (heard.addressed or not listening.is_silent(deps, cause))


def _pass_album(deps: Deps, cause: Cause, album: str) -> None:
    if len(deps.passed) >= ALBUMS_REMEMBERED:
        deps.passed.clear()
    deps.passed[cause.chat, album] = None


# ---- in a transaction ----


def hear(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    """Do what a message asks for."""
    shown = _card_answered(tx, deps, cause, heard)
    if not _is_emergency(understood) and _has_gone_elsewhere(tx, deps, cause, shown, heard, understood):
        return
    card = _answered(shown, heard)
    if _is_proposal(deps, cause, heard, understood):
        topics.offer(tx, deps, cause, heard, understood.proposal or "")
    elif understood.intent in _FILED and (card is None or card.kind not in _ANY_WORDS):
        _take_up(tx, deps, cause, heard, understood)
    elif card is not None:
        hearing.hear(tx, deps, cause, card, heard, understood)
    elif understood.intent is Intent.POLL and (heard.addressed or not listening.is_silent(deps, cause)):
        if not vote_drafts.hear_plainly(tx, deps, cause, heard):
            poll_drafts.hear(tx, deps, cause, heard, understood)
    elif understood.event is not None:
        announced.hear(tx, deps, cause, heard, understood.event)
    elif understood.intent is Intent.QUESTION:
        people.give_help(tx, deps, cause)


def _has_gone_elsewhere(
    tx: Transaction, deps: Deps, cause: Cause, shown: Card | None, heard: Heard, understood: Understanding
) -> bool:
    """Hand on what belongs to what it replies to: a topic, somebody's draft, another's report."""
    topic = _topic_answered(shown, heard)
    if topic is not None:
        arguments.hear(tx, deps, cause, topic, heard, understood)
        return True
    if shown is not None and shown.subject.name != cards.ISSUE:
        answers.hear_below(tx, deps, cause, shown, heard)
        return True
    return below.join(tx, deps, cause, heard)


def hear_in_private(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    """Take an answer to a question about an issue; anything else in somebody's own chat asks for help."""
    card = _answered(_card_answered(tx, deps, cause, heard), heard)
    if card is None:
        people.give_help(tx, deps, cause)
    elif heard.text:
        hearing.hear(tx, deps, cause, card, heard, understood)
    elif heard.photo is not None:
        hearing.see(tx, deps, cause, card, heard.photo)


def hear_edit(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    """Take on the new words of a message that was filed or asked about."""
    if arguments.hear_edit(tx, deps, cause, heard, understood):
        return
    means_something = understood.intent in _FILED
    issue = kept_issues.of_message(tx, cause.chat, heard.message)
    if issue is not None:
        issues.reword(tx, deps, cause, issue, _report(cause, heard, understood), means_something=means_something)
        return
    offer = offers.find(tx, cause.chat, heard.message)
    if offer is None or offer.filed is not None or offer.person != cause.actor.id:
        return
    reworded = _kept_offer(deps, cause, heard, understood) if means_something else replace(offer, text=heard.text)
    offers.reword(tx, reworded)
    if _is_emergency(understood):
        held = photos.take_held(tx, cause.chat, heard.message)
        issues.report(tx, deps, cause, replace(_report(cause, heard, understood), photos=held))


def see(tx: Transaction, deps: Deps, cause: Cause, heard: Heard) -> None:
    """Keep a picture without words: with the card that it answers, with what its sender just said, or till they do."""
    if heard.photo is None:
        return
    card = _answered(_card_answered(tx, deps, cause, heard), heard)
    if card is not None:
        hearing.see(tx, deps, cause, card, heard.photo)
    elif cause.chat in deps.neighbourhood.buildings:
        _see_alone(tx, deps, cause, heard.photo)


def answer_offer(tx: Transaction, deps: Deps, cause: Cause, message: MessageId, *, file_it: bool) -> None:
    """File the message that the bot asked about, or let it be. Only its writer may say."""
    offer = duplicates.of_writer(tx, cause, message)
    offers.answer(tx, offer, cause.at, filed=file_it)
    held = photos.take_held(tx, cause.chat, message)
    if not file_it:
        owing.edit(tx, deps, cause, OfferDeclined())
    else:
        duplicates.leave_message(tx, offer)
        issues.report(tx, deps, cause, duplicates.report_of(offer, cause, held, cause.message))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _take_up(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    """File what is clearly an issue, ask where it may be one; in the days of only listening, count it."""
    emergency = _is_emergency(understood)
    said_so = understood.sureness is Sureness.ACT or behalf.in_plain_words(heard.text) is not None
    clear = emergency or (understood.intent is Intent.REPORT and said_so)
    if listening.is_silent(deps, cause) and not emergency and not heard.addressed:
        listening.find(tx, deps, cause, heard.message, heard.text, understood, files=clear)
    elif clear:
        duplicates.report(tx, deps, cause, _report(cause, heard, understood), understood.intent.value)
    else:
        _offer(tx, deps, cause, heard, understood)


def _card_answered(tx: Transaction, deps: Deps, cause: Cause, heard: Heard) -> Card | None:
    if heard.answers is None:
        return None
    return cards.of_message(tx, deps.neighbourhood.community, cause.chat, heard.answers)


def _topic_answered(shown: Card | None, heard: Heard) -> int | None:
    """Return the topic that a message speaks of: it answers its card, or another message that shows it."""
    if shown is not None:
        return shown.number if shown.subject.name == cards.TOPIC else None
    return heard.button.number if isinstance(heard.button, TopicPress) else None


def _answered(card: Card | None, heard: Heard) -> hearing.Card | None:
    """Return the card of an issue that a message replies to.

    A message that was sent in a moment of a crash is sent again, and only the second is remembered as the card. People
    may answer the first all the same: its buttons tell what it shows.
    """
    if card is not None:
        of_issue = card.subject.name == cards.ISSUE
        return hearing.Card(prompts.plain(card.kind), IssueNumber(card.number), card.round) if of_issue else None
    match heard.button:
        case ClaimPress(number, round_) | DonePress(number, round_) | ResumePress(number, round_):
            return hearing.Card(cards.SQUAD, number, round_)
        case SupportPress(number, round_) | WithdrawPress(number, round_):
            return hearing.Card(cards.BUILDING, number, round_)
        case AcceptPress(number, round_) | ReturnPress(number, round_):
            return hearing.Card(cards.ACCEPTANCE, number, round_)
        case _:
            return None


def _see_alone(tx: Transaction, deps: Deps, cause: Cause, photo: Photo) -> None:
    """Keep a picture with what its sender said just before, else until they say something."""
    since = cause.at - TOGETHER
    offer = offers.latest(tx, cause.chat, cause.thread, cause.actor.id, since)
    issue = _just_reported(tx, deps, cause)
    if issue is not None and (offer is None or offer.asked_at <= issue.reported_at):
        pictures.of_reporter(tx, deps, cause, issue, Step.REPORT, photo)
    elif offer is None:
        pictures.wait(tx, deps, cause, photo)
    elif photos.count_held(tx, cause.chat, offer.message) < MOST:
        photos.wait(tx, deps.neighbourhood.community, cause, photo, offer.message)


def _just_reported(tx: Transaction, deps: Deps, cause: Cause) -> Issue | None:
    community, since = deps.neighbourhood.community, cause.at - TOGETHER
    return kept_issues.latest(tx, community, cause.chat, cause.thread, cause.actor.id, since)


def _offer(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> None:
    people.meet(tx, deps, cause)
    place = deps.neighbourhood
    squad = who_gets(place.routable(), understood.squad, understood.category, place.fallback)
    offer = _kept_offer(deps, cause, heard, understood)
    offers.add(tx, offer)
    pictures.hold(tx, deps, cause, heard.photo, heard.message)
    owing.reply(tx, deps, cause, Offer(heard.message, squad, wish=offer.urgency is Urgency.WISH))


def _kept_offer(deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> KeptOffer:
    said = _report(cause, heard, understood)
    return KeptOffer(
        chat=cause.chat,
        message=heard.message,
        thread=cause.thread,
        community=deps.neighbourhood.community,
        person=cause.actor.id,
        text=said.text,
        squad=said.squad,
        category=said.category,
        urgency=said.urgency,
        asked_at=cause.at,
        intent=understood.intent.value,
        place=said.place,
    )


def _report(cause: Cause, heard: Heard, understood: Understanding) -> Report:
    whom, text = behalf.in_plain_words(heard.text) or ("", heard.text)
    said = Report(
        text=text,
        for_whom=whom,
        reporter=cause.actor,
        message=heard.message,
        thread=cause.thread,
        origin=Origin.MESSAGE,
        photos=() if heard.photo is None else (heard.photo,),
    )
    return understood_as(said, understood)
