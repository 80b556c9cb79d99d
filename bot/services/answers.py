"""What people answer to the bot's questions goes to the capability that asked."""

from collections.abc import Callable, Mapping

from bot.domain.cause import Cause
from bot.domain.draft import Draft, cancels
from bot.domain.heard import Heard
from bot.domain.ids import MessageId
from bot.domain.refusal import Reason, Refused
from bot.services import calendar_import, decided, joining, minutes, poll_drafts, roster, standup, topics
from bot.services import drafts as open_drafts
from bot.services.deps import Deps
from bot.services.events import drafting
from bot.services.votes import drafting as vote_drafts
from bot.services.votes import ending as vote_ends
from storage import cards, drafts
from storage.cards import Card
from storage.database import Transaction

Answer = Callable[[Transaction, Deps, Cause, Draft, Heard], None]
"""Goes on with a draft, whose person has said this."""

ANSWERS: Mapping[str, Answer] = {
    vote_drafts.VOTE: vote_drafts.hear,
    vote_ends.WORDS: vote_ends.hear_words,
    drafting.KIND: drafting.hear,
    joining.KIND: joining.hear,
    poll_drafts.KIND: poll_drafts.take_answer,
    standup.DRAFT: standup.go_on,
    calendar_import.KIND: calendar_import.hear,
    minutes.DRAFT: minutes.go_on,
    roster.KIND: roster.hear,
    topics.TEXT: topics.take_text,
    topics.OFFER: topics.hear_beside_offer,
    topics.DECLINE: topics.decline,
}
"""Who takes the answers to drafts of which kind. A capability adds its kinds here."""

Reply = Callable[[Transaction, Deps, Cause, Card, Heard], None]
"""Takes what anybody has said below a card."""

REPLIES: Mapping[str, Reply] = {
    standup.SUBJECT: standup.hear,
    minutes.SUBJECT: minutes.hear,
    decided.SUBJECT: minutes.hear_correction,
}
"""Who takes the replies to cards of which subject, those of issues and drafts aside. A capability adds its own here."""


def hear(tx: Transaction, deps: Deps, cause: Cause, heard: Heard) -> None:
    """Go on with somebody's draft: its person has answered the message that asks, or written in their own chat.

    What others say below it, or anybody once it is over, is talk among neighbours.
    """
    draft = _asked(tx, deps, cause, heard.answers)
    if draft is None or draft.person != cause.actor.id:
        return
    if not draft.lives(cause.at):
        raise Refused(Reason.DRAFT_GONE)
    if cancels(heard.text):
        open_drafts.cancel(tx, deps, cause)
    else:
        ANSWERS[draft.kind](tx, deps, cause, draft, heard)


def hear_below(tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard) -> None:
    """Take what somebody has said below a card that isn't an issue's; below most it is talk."""
    if card.subject.name == cards.DRAFT:
        hear(tx, deps, cause, heard)
    elif card.subject.name in REPLIES:
        REPLIES[card.subject.name](tx, deps, cause, card, heard)


def _asked(tx: Transaction, deps: Deps, cause: Cause, message: MessageId | None) -> Draft | None:
    """Return the draft whose prompt somebody answers; in their own chat every message does."""
    if cause.private:
        return drafts.find(tx, cause.chat, cause.actor.id)
    community = deps.neighbourhood.community
    card = None if message is None else cards.of_message(tx, community, cause.chat, message)
    return None if card is None else drafts.of_card(tx, card.id)
