"""Polls that run: posted, counted, closed on time, and told of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import poll as rules
from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId, UpdateId
from bot.domain.news.polls import PollCard, PollList, PollQuestion, PollResult
from bot.domain.poll import PENDING, RESULT_WAIT, RUNNING, Poll, PollState
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.owing import Where
from storage import cards, polls, reminders
from storage import people as kept_people
from storage.cards import Card, Subject
from storage.database import Stale, Transaction

DRAFT, QUESTION = "draft", cards.QUESTION
"""Its cards: the one that is confirmed, and Telegram's poll."""
SHOWN = 8
"""Polls of each kind that a list has."""


def subject(poll: Poll) -> Subject:
    """Return what a poll's cards show."""
    return Subject(poll.community, cards.POLL, poll.number)


def post(tx: Transaction, deps: Deps, poll: Poll, now: datetime) -> None:
    """Put the question to the neighbours, and plan its end."""
    which = (subject(poll), QUESTION, 1)
    owing.card(tx, deps, which, poll.chat, PollQuestion(poll), now, Where(thread=poll.thread))
    if poll.closes_at is not None:
        reminders.add(tx, _reminder(poll, ReminderKind.POLL_CLOSES, poll.closes_at))


def count(
    tx: Transaction,
    deps: Deps,
    told_by: UpdateId,
    now: datetime,
    telegram_id: str,
    counts: Sequence[int],
    voters: int,
    *,
    closed: bool,
) -> None:
    """Keep what Telegram has counted; where it says that the poll is closed, tell what it came to."""
    poll = _of_telegram(tx, deps, telegram_id)
    if poll is None or not polls.counted(tx, poll, told_by):
        return
    counted = rules.count(poll, counts, voters)
    if closed and counted.state in RUNNING:
        _finish(tx, deps, counted, now)
    elif counted != poll:
        polls.save(tx, counted)


def answer(
    tx: Transaction,
    deps: Deps,
    told_by: UpdateId,
    now: datetime,
    telegram_id: str,
    who: Actor,
    options: Sequence[int],
) -> None:
    """Keep what somebody answered to a poll that isn't anonymous."""
    del told_by
    poll = _of_telegram(tx, deps, telegram_id)
    if poll is None or poll.anonymous or not all(0 <= option < len(poll.options) for option in options):
        return
    kept_people.keep(tx, who)
    polls.answer(tx, poll, who.id, options, now)


def stop(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """End a poll early."""
    poll = polls.access(tx, deps.neighbourhood.community, number)
    people.require(tx, deps, cause, Action.CLOSE_POLL, building=poll.chat)
    _stop(tx, deps, poll, cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def list_all(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """List the polls of a building; in somebody's own chat, those of their buildings."""
    chats = people.buildings_of(tx, deps, cause)
    if not chats:
        raise Refused(Reason.POLL_NEEDS_BUILDING)
    community = deps.neighbourhood.community
    running, past = polls.running(tx, community, chats, SHOWN), polls.past(tx, community, chats, SHOWN)
    owing.reply(tx, deps, cause, PollList(tuple(running), tuple(past)))


def decide_closing(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """End a poll whose time is over, however late the clock comes to it."""
    poll = polls.access(tx, reminder.community, reminder.subject)
    if poll.state is PollState.OPEN:
        _stop(tx, deps, poll, now)


def decide_result(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Tell what a poll came to as far as it is known: Telegram hasn't said that it is closed."""
    poll = polls.access(tx, reminder.community, reminder.subject)
    if poll.state is PollState.CLOSING:
        _finish(tx, deps, poll, now)


def decide_draft(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Forget a draft that nobody has confirmed; what a lead is asked about may wait until it would close."""
    poll = polls.access(tx, reminder.community, reminder.subject)
    if poll.state is PollState.PROPOSED and poll.closes_at is not None and poll.closes_at > now:
        reminders.add(tx, replace(reminder, due_at=poll.closes_at, attempt=reminder.attempt + 1))
    elif poll.state in PENDING:
        show_draft(tx, deps, polls.save(tx, rules.drop(poll, now)), now)


def plan_forgetting(tx: Transaction, poll: Poll) -> None:
    """Look at a draft again when it has had its time."""
    reminders.add(tx, _reminder(poll, ReminderKind.POLL_DRAFT, poll.made_at + rules.DRAFT_LIFE))


def show_draft(tx: Transaction, deps: Deps, poll: Poll, now: datetime, by: Actor | None = None) -> Card | None:
    """Show on its card what has become of a draft."""
    card = cards.find(tx, subject(poll), DRAFT, 1)
    if card is not None:
        owing.show(tx, deps, card, PollCard(poll, building_of(deps, poll.chat), by=by), now)
    return card


def building_of(deps: Deps, chat: ChatId) -> str:
    """Return a building's name."""
    building = deps.neighbourhood.buildings.get(chat)
    return "" if building is None else building.name


def _stop(tx: Transaction, deps: Deps, poll: Poll, now: datetime) -> None:
    stopped = polls.save(tx, rules.stop(poll))
    card = cards.find(tx, subject(poll), QUESTION, 1)
    if card is not None:
        owing.stop_poll(tx, card, now)
    reminders.add(tx, _reminder(poll, ReminderKind.POLL_RESULT, now + RESULT_WAIT))
    show_draft(tx, deps, stopped, now)


def _finish(tx: Transaction, deps: Deps, poll: Poll, now: datetime) -> None:
    closed = polls.save(tx, rules.close(poll, now))
    question = cards.find(tx, subject(poll), QUESTION, 1)
    news = PollResult(closed, building_of(deps, poll.chat))
    if question is None:
        owing.post(tx, deps, poll.chat, news, now)
    else:
        owing.below(tx, deps, question, news, now, poll.thread)
    show_draft(tx, deps, closed, now)


def _of_telegram(tx: Transaction, deps: Deps, telegram_id: str) -> Poll | None:
    card = cards.of_poll(tx, deps.neighbourhood.community, telegram_id)
    if card is None and cards.wait_for_poll(tx, deps.neighbourhood.community):
        # Somebody was quicker than Telegram's answer to the poll: the update is tried again.
        raise Stale
    ours = card is not None and card.subject.name == cards.POLL
    return polls.access(tx, card.subject.community, card.number) if card is not None and ours else None


def _reminder(poll: Poll, kind: ReminderKind, due_at: datetime) -> Reminder:
    return Reminder(poll.community, kind, poll.number, 1, due_at)
