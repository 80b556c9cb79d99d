"""Questions that take several steps: a draft is kept, one message shows it and asks what comes next.

A capability begins a draft and goes on with it; ``bot.services.answers`` brings it the answers.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.cause import Cause
from bot.domain.draft import FORGOTTEN_AFTER, Draft
from bot.domain.ids import ChatId, PersonId
from bot.domain.news import News
from bot.domain.news.drafts import DraftDropped
from bot.domain.refusal import Reason, Refused
from bot.services import owing
from bot.services.deps import Deps
from bot.services.owing import Where
from storage import cards, drafts, people
from storage.cards import Card, Subject
from storage.database import Transaction


def begin(tx: Transaction, deps: Deps, cause: Cause, kind: str, state: dict[str, Any], news: News) -> Draft:
    """Begin a draft of somebody's in a chat, in the place of another one; ``news`` shows it and asks."""
    people.keep(tx, cause.actor)
    _put_away(tx, cause)
    draft = Draft(deps.neighbourhood.community, cause.chat, cause.actor.id, kind, state, cause.at)
    return _ask(tx, deps, cause, draft, news)


def go_on(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, state: dict[str, Any], news: News) -> Draft:
    """Keep what a draft has become, and show it: in its message after a press, below the answer after words."""
    changed = replace(draft, state=state, updated_at=cause.at)
    card = _card_of(tx, draft)
    if cause.press is None or card is None:
        _put_away(tx, cause)
        return _ask(tx, deps, cause, changed, news)
    drafts.keep(tx, changed, card)
    owing.show(tx, deps, card, news, cause.at)
    owing.answer(tx, cause, "")
    return changed


def end(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, news: News | None = None) -> None:
    """Forget a draft that has become something, or nothing; ``news`` takes the place of its message."""
    card = _card_of(tx, draft)
    drafts.drop(tx, draft.chat, draft.person)
    if card is not None:
        if news is not None:
            owing.show(tx, deps, card, news, cause.at)
        cards.retire(tx, card)
    _remember(tx, deps, draft.chat, draft.person, None)


def pressed(tx: Transaction, deps: Deps, cause: Cause, kind: str) -> Draft:
    """Return the draft whose button was pressed.

    :raises Refused: it is somebody else's, or forgotten, or another one has taken its place.
    """
    community = deps.neighbourhood.community
    card = None if cause.message is None else cards.of_message(tx, community, cause.chat, cause.message)
    draft = None if card is None else drafts.of_card(tx, card.id)
    if draft is None or draft.kind != kind or not draft.lives(cause.at):
        raise Refused(Reason.DRAFT_GONE)
    if draft.person != cause.actor.id:
        raise Refused(Reason.DRAFT_NOT_YOURS)
    return draft


def cancel(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Forget what somebody was in the middle of."""
    draft = drafts.find(tx, cause.chat, cause.actor.id)
    if draft is None:
        raise Refused(Reason.NO_DRAFT)
    end(tx, deps, cause, draft, DraftDropped())
    owing.reply(tx, deps, cause, DraftDropped())


def prune(tx: Transaction, deps: Deps, now: datetime) -> None:
    """Forget drafts that nobody goes on with."""
    for chat, person in drafts.prune(tx, deps.neighbourhood.community, now - FORGOTTEN_AFTER):
        _remember(tx, deps, chat, person, None)


def _ask(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, news: News) -> Draft:
    # An answer to another's prompt is none: each prompt belongs to one person.
    card = cards.add(tx, _subject(draft), draft.kind, 1, draft.chat)
    drafts.keep(tx, draft, card)
    answers = None if cause.private or cause.press is not None else cause.message
    owing.show(tx, deps, card, news, cause.at, Where(answers, cause.thread))
    owing.answer(tx, cause, "")
    _remember(tx, deps, draft.chat, draft.person, draft.kind)
    return draft


def _put_away(tx: Transaction, cause: Cause) -> None:
    """Let the prompt that somebody has answered, or left, ask no longer."""
    before = drafts.find(tx, cause.chat, cause.actor.id)
    card = None if before is None else _card_of(tx, before)
    if before is not None and card is not None:
        drafts.drop(tx, before.chat, before.person)
        cards.retire(tx, card)


def _card_of(tx: Transaction, draft: Draft) -> Card | None:
    return cards.find(tx, _subject(draft), draft.kind, 1, draft.chat)


def _subject(draft: Draft) -> Subject:
    return Subject(draft.community, cards.DRAFT, draft.person)


def _remember(tx: Transaction, deps: Deps, chat: ChatId, person: PersonId, kind: str | None) -> None:
    def remember() -> None:
        if kind is None:
            deps.drafting.pop((chat, person), None)
        else:
            deps.drafting[chat, person] = kind

    tx.then.append(remember)
