"""Reminders that people ask for: for themselves, or for everyone in a chat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import memo as rules
from bot.domain.cause import Cause
from bot.domain.event_draft import AM_OR_PM, HALF_DAY, NO_SUCH_DAY, PAST
from bot.domain.ids import ChatId, MemoId
from bot.domain.memo import MOST_OF_CHAT, MOST_OF_PERSON, Memo, MemoState, Snooze
from bot.domain.news.memos import MemoDue, MemoKept, MemoList, MemoSettled
from bot.domain.presses.memos import MemoDoing
from bot.domain.recurrence import BadRule, Rule, parse
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.events import access
from bot.services.events.words import time_of
from nlp.understanding import EventSaid, Said
from storage import memos, reminders
from storage import people as kept_people
from storage.database import Transaction

LISTED = 10
_SNOOZES = {
    MemoDoing.MINUTES: Snooze.MINUTES,
    MemoDoing.HOUR: Snooze.HOUR,
    MemoDoing.TOMORROW: Snooze.TOMORROW,
}


def read(deps: Deps, cause: Cause, text: str) -> EventSaid:
    """Return what /remind is told: whom, when and of what; nobody named means oneself."""
    said = _read(deps, cause, f"提醒{text}" if _is_chinese(text) else f"remind {text}")
    if said is None or not said.remind:
        said = _read(deps, cause, f"提醒我{text}" if _is_chinese(text) else f"remind me {text}")
    return said or EventSaid("", remind=True)


def ask(tx: Transaction, deps: Deps, cause: Cause, said: EventSaid) -> None:
    """Keep a reminder.

    :raises Refused: it makes no sense, there are too many, or it isn't theirs to ask for.
    """
    community = deps.neighbourhood.community
    everyone = said.everyone and not cause.private
    if everyone:
        _require_for_all(tx, deps, cause)
    people.meet(tx, deps, cause)
    if memos.count_of(tx, community, cause.actor.id) >= MOST_OF_PERSON:
        raise Refused(Reason.MEMOS_TOO_MANY, most=MOST_OF_PERSON)
    if not cause.private and memos.count_in(tx, community, cause.chat) >= MOST_OF_CHAT:
        raise Refused(Reason.MEMOS_TOO_MANY, most=MOST_OF_CHAT)
    memo = memos.add(tx, rules.asked(_memo(deps, cause, said, everyone=everyone), deps.neighbourhood.zone, cause.at))
    _plan(tx, memo)
    alone = cause.private or cause.actor.id in kept_people.started(tx, (cause.actor.id,))
    owing.reply(tx, deps, cause, MemoKept(memo, here=not alone))


def list_waiting(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show what somebody waits to be reminded of; in a chat, what all of it does."""
    owing.reply(tx, deps, cause, _list(tx, deps, cause))


def press(tx: Transaction, deps: Deps, cause: Cause, memo_id: MemoId, times: int, doing: MemoDoing) -> None:
    """Put a reminder off, tick it off or forget it: whoever asked for it may; a chat's, whoever may remind it."""
    memo = memos.access(tx, deps.neighbourhood.community, memo_id)
    _check_theirs(tx, deps, cause, memo)
    if memo.times != times:
        raise Refused(Reason.MEMO_OVER)
    changed = _changed(deps, cause, memo, doing)
    memos.save(tx, changed, memo)
    reminders.drop(tx, memo.community, ReminderKind.MEMO, memo.id)
    _plan(tx, changed)
    owing.edit(tx, deps, cause, _list(tx, deps, cause) if doing is MemoDoing.DELETE else MemoSettled(changed))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def decide(tx: Transaction, deps: Deps, due: Sequence[Reminder], now: datetime) -> None:
    """Tell what people wanted to be reminded of, however late: then it says when it was due.

    Very many may be due at eight in the morning, so they are decided together.
    """
    community, zone = deps.neighbourhood.community, deps.neighbourhood.zone
    found = memos.many(tx, community, {MemoId(reminder.subject) for reminder in due})
    waiting = [
        memo
        for reminder in due
        if (memo := found.get(MemoId(reminder.subject))) is not None
        and memo.state is MemoState.WAITING
        and memo.times == reminder.round
    ]
    told = [rules.told(memo, zone, now) for memo in waiting]
    memos.save_told(tx, told)
    reminders.add_all(tx, [_reminder(memo, at) for memo in told if (at := rules.due_at(memo)) is not None])
    names, started = kept_people.known_and_started(tx, {memo.person for memo in told})
    news = [
        MemoDue(after, names[after.person], rules.late(before, now), named=False)
        for before, after in zip(waiting, told, strict=True)
        if after.person in names
    ]
    for each in news:
        if each.memo.everyone:
            owing.post(tx, deps, each.memo.chat, each, now)
    alone = [(each.memo.person, each) for each in news if not each.memo.everyone]
    for _, unheard in owing.whisper_all(tx, deps, alone, now, started):
        if deps.neighbourhood.knows(unheard.memo.chat):
            owing.post(tx, deps, unheard.memo.chat, replace(unheard, named=True), now)


def _changed(deps: Deps, cause: Cause, memo: Memo, doing: MemoDoing) -> Memo:
    if doing in _SNOOZES:
        return rules.snoozed(memo, _SNOOZES[doing], deps.neighbourhood.zone, cause.at)
    return rules.done(memo) if doing is MemoDoing.DONE else rules.dropped(memo)


def _check_theirs(tx: Transaction, deps: Deps, cause: Cause, memo: Memo) -> None:
    if memo.person == cause.actor.id:
        return
    if not memo.everyone or memo.chat != cause.chat:
        raise Refused(Reason.MEMO_NOT_YOURS)
    _require_for_all(tx, deps, cause)


def _require_for_all(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Refuse whoever may not remind all of a chat."""
    standing = people.standing(tx, deps, cause.actor.id, cause.chat)
    if not access.may(deps, standing, Action.REMIND_CHAT, cause.chat):
        raise Refused(Reason.NOT_YOUR_ROLE, action=Action.REMIND_CHAT)


def _memo(deps: Deps, cause: Cause, said: EventSaid, *, everyone: bool) -> Memo:
    time = time_of(said)
    if PAST in time.doubts:
        raise Refused(Reason.MEMO_IN_PAST)
    if NO_SUCH_DAY in time.doubts:
        raise Refused(Reason.MEMO_NEVER)
    if time.start is None or not said.title.strip():
        raise Refused(Reason.MEMO_WITHOUT_TIME if time.start is None else Reason.MEMO_WITHOUT_TEXT)
    start = time.start
    if AM_OR_PM in time.doubts and start - HALF_DAY > cause.at:
        # "At 7" is the next seven there is; the answer shows which, with a button to forget it.
        start -= HALF_DAY
    return Memo(
        community=deps.neighbourhood.community,
        id=MemoId(0),
        person=cause.actor.id,
        chat=cause.chat if not cause.private else ChatId(cause.actor.id),
        text=said.title,
        start=start,
        rule=_rule(time.rrule),
        everyone=everyone,
        thread=cause.thread,
    )


def _rule(text: str) -> Rule | None:
    try:
        return parse(text) if text else None
    except BadRule:
        raise Refused(Reason.MEMO_NEVER) from None


def _plan(tx: Transaction, memo: Memo) -> None:
    at = rules.due_at(memo)
    if memo.state is MemoState.WAITING and at is not None:
        reminders.add(tx, _reminder(memo, at))


def _reminder(memo: Memo, at: datetime) -> Reminder:
    return Reminder(memo.community, ReminderKind.MEMO, memo.id, memo.times, at)


def _list(tx: Transaction, deps: Deps, cause: Cause) -> MemoList:
    community = deps.neighbourhood.community
    if cause.private:
        return MemoList(tuple(memos.waiting_of(tx, community, cause.actor.id, LISTED)), everyone=False)
    return MemoList(tuple(memos.waiting_in(tx, community, cause.chat, LISTED)), everyone=True)


def _read(deps: Deps, cause: Cause, text: str) -> EventSaid | None:
    said = Said(text, cause.at.astimezone(deps.neighbourhood.zone), addressed=True, in_full=True, event=True)
    return deps.read(said).event


def _is_chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)
