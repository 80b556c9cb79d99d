"""What neighbours answer to a topic's card: kept, sorted by its words, and sorted anew by whoever wrote it."""

from dataclasses import replace

from bot.domain.cause import Cause
from bot.domain.heard import Heard
from bot.domain.ids import MessageId
from bot.domain.news.topics import StanceAsked
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.topic import ARGUMENT_LENGTH, OPEN, Argument, Stance, Topic
from bot.services import owing, people
from bot.services import topics as life
from bot.services.deps import Deps
from nlp.understanding import Intent, Understanding
from storage import topics
from storage.database import Transaction

_STANCES = {Intent.ACCEPT: Stance.FOR, Intent.REJECT: Stance.AGAINST, Intent.QUESTION: Stance.QUESTION}


def hear(tx: Transaction, deps: Deps, cause: Cause, number: int, heard: Heard, understood: Understanding) -> None:
    """Keep what somebody says of a topic; where the words don't tell whether they are for it, ask once."""
    topic = topics.access(tx, deps.neighbourhood.community, number)
    if topic.state not in OPEN or topic.chat != cause.chat or not heard.text.strip():
        return
    people.require(tx, deps, cause, Action.ARGUE, building=topic.chat)
    people.meet(tx, deps, cause)
    said = Argument(
        topic=number,
        chat=cause.chat,
        message=heard.message,
        person=cause.actor.id,
        text=heard.text[:ARGUMENT_LENGTH],
        stance=_stance(understood),
        at=cause.at,
    )
    topics.argue(tx, topic, said)
    life.show(tx, deps, topic, cause.at)
    if said.stance is Stance.REMARK:
        owing.reply(tx, deps, cause, StanceAsked(topic, said.message, said.stance, sorted=False))


def hear_edit(tx: Transaction, deps: Deps, cause: Cause, heard: Heard, understood: Understanding) -> bool:
    """Keep the new words of an argument; return False for a message that is none."""
    said = topics.argument(tx, deps.neighbourhood.community, cause.chat, heard.message)
    if said is None:
        return False
    told = _stance(understood)
    stance = said.stance if told is Stance.REMARK else told
    _keep(tx, deps, cause, replace(said, text=heard.text[:ARGUMENT_LENGTH], stance=stance))
    return True


def ask_stance(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Show somebody how their last words on a topic are sorted, with buttons to change it."""
    topic = life.access(tx, deps, cause, number)
    said = topics.latest_argument(tx, topic, cause.actor.id)
    if said is None or said.chat != cause.chat:
        raise Refused(Reason.ARGUMENT_NONE)
    owing.answering(tx, deps, cause, said.message, StanceAsked(topic, said.message, said.stance, sorted=True))
    owing.answer(tx, cause, "")


def sort(tx: Transaction, deps: Deps, cause: Cause, message: MessageId, stance: Stance) -> None:
    """Let the writer of some words say what they mean."""
    said = topics.argument(tx, deps.neighbourhood.community, cause.chat, message)
    if said is None:
        raise Refused(Reason.ARGUMENT_NONE)
    if said.person != cause.actor.id:
        raise Refused(Reason.ARGUMENT_NOT_YOURS)
    topic = _keep(tx, deps, cause, replace(said, stance=stance))
    owing.edit(tx, deps, cause, StanceAsked(topic, message, stance, sorted=True))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _keep(tx: Transaction, deps: Deps, cause: Cause, said: Argument) -> Topic:
    topics.reword(tx, deps.neighbourhood.community, said)
    topic = topics.access(tx, deps.neighbourhood.community, said.topic)
    life.show(tx, deps, topic, cause.at)
    return topic


def _stance(understood: Understanding) -> Stance:
    return _STANCES.get(understood.intent, Stance.REMARK)
