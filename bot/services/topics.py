"""Topics of a building: proposed, supported, and brought to a decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import topic as rules
from bot.domain.cause import Cause
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.ids import ChatId, MessageId
from bot.domain.news.topics import (
    DeclineReasonWanted,
    LeadsAsked,
    TopicCard,
    TopicDecided,
    TopicDetail,
    TopicList,
    TopicNotOffered,
    TopicOffer,
    TopicSupported,
    TopicView,
    TopicWanted,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.setting import TOPIC_SHARE, chosen
from bot.domain.topic import ASK_AGAIN, ASKED, OPEN, OPEN_EACH, Topic, TopicState
from bot.services import drafts, owing, people
from bot.services.deps import Deps
from bot.services.owing import Where
from storage import cards, households, reminders, topics
from storage import people as kept_people
from storage.cards import Subject
from storage.database import Transaction

CARD = "topic"
OFFER, TEXT, DECLINE = "topic_offer", "topic_text", "topic_decline"
"""The drafts in which something about topics is asked."""
SHOWN_OPEN, SHOWN_OVER = 12, 5
_LEADS_NAMED = 5


# ---- proposed ----


def propose(tx: Transaction, deps: Deps, cause: Cause, text: str) -> None:
    """Propose what stands behind /propose; nothing does, and it is asked for."""
    chat, words = _building_meant(tx, deps, cause, text)
    if not words.strip():
        drafts.begin(tx, deps, cause, TEXT, {}, TopicWanted(cause.actor))
        return
    _propose(tx, deps, cause, chat, words, cause.message)


def offer(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, matter: str) -> None:
    """Ask the writer of a message in a building's chat whether it should be proposed."""
    state = {"text": matter, "message": heard.message}
    drafts.begin(tx, deps, cause, OFFER, state, TopicOffer(matter))


def answer_offer(tx: Transaction, deps: Deps, cause: Cause, *, agreed: bool) -> None:
    """Propose what was offered, or let it be."""
    draft = drafts.pressed(tx, deps, cause, OFFER)
    drafts.end(tx, deps, cause, draft, None if agreed else TopicNotOffered())
    if agreed:
        asked_in = cause.message
        _propose(tx, deps, cause, draft.chat, draft.state["text"], MessageId(draft.state["message"]), shown=asked_in)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def take_text(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Propose what somebody answered to "what do you propose?"."""
    chat, words = _building_meant(tx, deps, cause, heard.text)
    drafts.end(tx, deps, cause, draft)
    _propose(tx, deps, cause, chat, words, heard.message)


def hear_beside_offer(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Leave what is said below an offer to the neighbours: its buttons answer it."""
    del tx, deps, cause, draft, heard


def _propose(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    chat: ChatId,
    text: str,
    message: MessageId | None,
    shown: MessageId | None = None,
) -> None:
    """Keep a topic, and show it in its building's chat; its author is the first who is for it.

    :param shown: a message of the bot's in that chat that shall become the card.
    """
    people.require(tx, deps, cause, Action.PROPOSE, building=chat)
    community, author = deps.neighbourhood.community, cause.actor.id
    people.meet(tx, deps, cause)
    kept_people.keep(tx, cause.actor)
    if topics.count_open_of(tx, community, chat, author) >= OPEN_EACH:
        raise Refused(Reason.TOPICS_ENOUGH, most=OPEN_EACH)
    here = cause.chat == chat
    topic = rules.propose(
        text,
        community=community,
        number=topics.next_number(tx, community),
        chat=chat,
        author=author,
        now=cause.at,
        needed=_needed(tx, deps, chat),
    )
    topic = replace(topic, message=message, thread=cause.thread) if here else topic
    topics.add(tx, topic)
    _count(tx, deps, cause, topic)
    offered = None if shown is None else cards.of_message(tx, community, chat, shown)
    if offered is not None:
        cards.become(tx, offered, subject(topic), CARD, 1)
    show(tx, deps, topic, cause.at)
    if not here:
        owing.reply(tx, deps, cause, TopicCard(view(tx, deps, topic)))


def _needed(tx: Transaction, deps: Deps, chat: ChatId) -> int:
    homes = len(households.of_building(tx, deps.neighbourhood.community, chat))
    percent = int(chosen(deps.neighbourhood.buildings[chat].choices, TOPIC_SHARE))
    return rules.threshold(homes, percent)


def _building_meant(tx: Transaction, deps: Deps, cause: Cause, text: str) -> tuple[ChatId, str]:
    """Return the building that a topic is for, and the words without its name where that had to be said."""
    chats = people.buildings_of(tx, deps, cause)
    if not chats:
        raise Refused(Reason.TOPIC_NEEDS_BUILDING)
    if len(chats) == 1:
        return chats[0], text
    names = {deps.neighbourhood.buildings[chat].name: chat for chat in chats}
    named = next((name for name in sorted(names, key=len, reverse=True) if name.casefold() in text.casefold()), None)
    if named is None:
        raise Refused(Reason.WHICH_BUILDING, names=", ".join(names))
    at = text.casefold().index(named.casefold())
    return names[named], f"{text[:at]} {text[at + len(named) :]}".strip(" :：,，")


# ---- supported ----


def support(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Count one more household, or neighbour without one, that is for it; at the threshold the leads are asked."""
    topic = access(tx, deps, cause, number)
    people.require(tx, deps, cause, Action.SUPPORT_TOPIC, building=topic.chat)
    kept_people.keep(tx, cause.actor)
    rules.step(topic, rules.TopicStep.SUPPORT)
    if not _count(tx, deps, cause, topic):
        raise Refused(Reason.TOPIC_SUPPORTED_ALREADY)
    supported = topics.save(tx, rules.support(topic, topics.supporters(tx, topic)))
    show(tx, deps, supported, cause.at)
    if supported.state is not topic.state:
        _ask_leads(tx, deps, supported, cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _count(tx: Transaction, deps: Deps, cause: Cause, topic: Topic) -> bool:
    """Count somebody's voice: that of a household of theirs in the building, else their own; once."""
    homes = households.of_person(tx, deps.neighbourhood.community, cause.actor.id, topic.chat)
    voices = [f"h{home.id}" for home in homes] or [f"p{cause.actor.id}"]
    return any(topics.support(tx, topic, voice, cause.actor.id, cause.at) for voice in voices)


def decide_waiting(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Ask again what shall become of a topic that waits for its leads; the last time the community office, too."""
    topic = topics.access(tx, reminder.community, reminder.subject)
    if topic.state is TopicState.SUPPORTED:
        _ask_leads(tx, deps, topic, now, reminder.attempt + 1)


def _ask_leads(tx: Transaction, deps: Deps, topic: Topic, now: datetime, attempt: int = 1) -> None:
    """Ask those who decide what becomes of it: in private, or where they don't let the bot, by name in the chat."""
    seen, office = view(tx, deps, topic), people.workers(tx, deps)
    leads = people.leads_of_building(tx, deps, topic.chat)
    asked = list(dict.fromkeys([*leads, *office])) if attempt >= ASKED else leads or office
    told = [owing.whisper(tx, deps, one.id, TopicSupported(seen), now) for one in asked]
    card = cards.find(tx, subject(topic), CARD, 1, topic.chat)
    if not any(told) and card is not None:
        owing.below(tx, deps, card, LeadsAsked(seen, tuple(asked[:_LEADS_NAMED])), now, topic.thread)
    _plan_asking(tx, topic, now, attempt)


def _plan_asking(tx: Transaction, topic: Topic, now: datetime, attempt: int) -> None:
    if attempt < ASKED:
        again = Reminder(topic.community, ReminderKind.TOPIC_WAITS, topic.number, 1, now + ASK_AGAIN, attempt)
        reminders.replan(tx, again)


# ---- decided ----


def raise_to_council(tx: Transaction, deps: Deps, cause: Cause, number: int) -> Topic:
    """Mark a topic as one for the council; whoever keeps the agenda puts it there."""
    topic = access(tx, deps, cause, number)
    people.require(tx, deps, cause, Action.RAISE, building=topic.chat)
    raised = topics.save(tx, rules.raise_to_council(topic))
    _moved_on(tx, deps, cause, raised)
    return raised


def raise_by_press(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Let a lead put a topic before the council."""
    raise_to_council(tx, deps, cause, number)


def in_vote(tx: Transaction, deps: Deps, cause: Cause, number: int, vote: int) -> None:
    """Mark a topic as one that the building votes on."""
    topic = topics.access(tx, deps.neighbourhood.community, number)
    people.require(tx, deps, cause, Action.DECIDE_TOPIC, building=topic.chat)
    show(tx, deps, topics.save(tx, rules.open_vote(topic, vote)), cause.at)


def vote_closed(tx: Transaction, deps: Deps, vote: int, decision: str, now: datetime) -> None:
    """Keep what the vote on a topic has come to; the vote has told the building itself."""
    topic = topics.of_vote(tx, deps.neighbourhood.community, vote)
    if topic is not None and topic.state is TopicState.IN_VOTE:
        show(tx, deps, topics.save(tx, rules.decide(topic, decision, now)), now)


def vote_fell(tx: Transaction, deps: Deps, vote: int, now: datetime) -> None:
    """Have a topic wait again: its vote was withdrawn."""
    topic = topics.of_vote(tx, deps.neighbourhood.community, vote)
    if topic is not None and topic.state is TopicState.IN_VOTE:
        waiting = topics.save(tx, rules.vote_falls(topic))
        show(tx, deps, waiting, now)
        _plan_asking(tx, waiting, now, 1)


def decided(tx: Transaction, deps: Deps, cause: Cause, number: int, decision: str) -> None:
    """Keep what the council has decided of a topic, and tell its building."""
    topic = topics.access(tx, deps.neighbourhood.community, number)
    done = topics.save(tx, rules.decide(topic, decision, cause.at))
    show(tx, deps, done, cause.at)
    card, news = cards.find(tx, subject(done), CARD, 1, done.chat), TopicDecided(view(tx, deps, done))
    if card is None:
        owing.post(tx, deps, done.chat, news, cause.at)
    else:
        owing.below(tx, deps, card, news, cause.at, done.thread)


def ask_why_declined(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Ask a lead for the reason first."""
    topic = access(tx, deps, cause, number)
    people.require(tx, deps, cause, Action.DECIDE_TOPIC, building=topic.chat)
    rules.step(topic, rules.TopicStep.DECLINE)
    drafts.begin(tx, deps, cause, DECLINE, {"topic": number}, DeclineReasonWanted(topic, cause.actor))


def decline(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Decline a topic for the reason that the lead has given."""
    topic = topics.access(tx, deps.neighbourhood.community, draft.state["topic"])
    people.require(tx, deps, cause, Action.DECIDE_TOPIC, building=topic.chat)
    declined = topics.save(tx, rules.decline(topic, heard.text, cause.at))
    drafts.end(tx, deps, cause, draft)
    _moved_on(tx, deps, cause, declined)


def withdraw(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Let its author take it back."""
    topic = access(tx, deps, cause, number)
    _moved_on(tx, deps, cause, topics.save(tx, rules.withdraw(topic, cause.actor.id, cause.at)))


def _moved_on(tx: Transaction, deps: Deps, cause: Cause, topic: Topic) -> None:
    """Show on the card what has become of it, and to whoever decided it elsewhere."""
    show(tx, deps, topic, cause.at)
    news, card = TopicCard(view(tx, deps, topic)), cards.find(tx, subject(topic), CARD, 1, topic.chat)
    if cause.press is None and cause.private:
        owing.reply(tx, deps, cause, news)
    elif cause.press is not None and (card is None or (card.chat, card.message) != (cause.chat, cause.message)):
        owing.edit(tx, deps, cause, news)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


# ---- seen ----


def list_all(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """List the topics of a building; in somebody's own chat, those of their buildings."""
    chats = people.buildings_of(tx, deps, cause)
    if not chats:
        raise Refused(Reason.TOPIC_NEEDS_BUILDING)
    community = deps.neighbourhood.community
    still, over = topics.open_in(tx, community, chats, SHOWN_OPEN), topics.over_in(tx, community, chats, SHOWN_OVER)
    owing.reply(tx, deps, cause, TopicList(_views(tx, deps, still), _views(tx, deps, over)))


def detail(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Show a topic with all that was said of it."""
    topic = access(tx, deps, cause, number)
    said = tuple(topics.arguments(tx, topic))
    may = people.may(tx, deps, cause, Action.DECIDE_TOPIC, building=topic.chat)
    own = topic.author == cause.actor.id
    owing.reply(tx, deps, cause, TopicDetail(view(tx, deps, topic), said, for_lead=may, own=own))


def show(tx: Transaction, deps: Deps, topic: Topic, now: datetime) -> None:
    """Show on its card how a topic stands."""
    which = (subject(topic), CARD, 1)
    owing.card(tx, deps, which, topic.chat, TopicCard(view(tx, deps, topic)), now, _where(topic))


def subject(topic: Topic) -> Subject:
    """Return what a topic's card shows."""
    return Subject(topic.community, cards.TOPIC, topic.number)


def access(tx: Transaction, deps: Deps, cause: Cause, number: int) -> Topic:
    """Return a topic to somebody in its building's chat, or of the building in their own chat.

    :raises Refused: there is none of this number for them.
    """
    topic = topics.access(tx, deps.neighbourhood.community, number)
    if topic.chat not in people.buildings_of(tx, deps, cause):
        raise Refused(Reason.TOPIC_UNKNOWN, number=number)
    return topic


def view(tx: Transaction, deps: Deps, topic: Topic) -> TopicView:
    """Return a topic with what has gathered around it."""
    return _views(tx, deps, [topic])[0]


def _views(tx: Transaction, deps: Deps, found: Sequence[Topic]) -> tuple[TopicView, ...]:
    community, buildings = deps.neighbourhood.community, deps.neighbourhood.buildings
    supporters = topics.supporters_of(tx, community, [topic.number for topic in found])
    return tuple(
        TopicView(
            topic,
            buildings[topic.chat].name if topic.chat in buildings else "",
            supporters[topic.number],
            topics.stances(tx, topic) if topic.state in OPEN else {},
        )
        for topic in found
    )


def _where(topic: Topic) -> Where:
    return Where(topic.message, topic.thread)
