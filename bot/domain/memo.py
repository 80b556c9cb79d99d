"""What somebody wants to be reminded of: themselves, or everyone in a chat; once, or again and again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.ids import ChatId, CommunityId, MemoId, PersonId
from bot.domain.recurrence import Freq, Rule
from bot.domain.refusal import Reason, Refused

TEXT_LENGTH = 500
MOST_OF_PERSON = 50
"""Reminders that one person may have waiting."""
MOST_OF_CHAT = 100
FURTHEST = timedelta(days=3 * 366)
MOST_OFTEN = timedelta(hours=1)
"""Oneself may be reminded every hour; a chat once a day."""
TOLERANCE = timedelta(minutes=15)
"""Later than that, the reminder says when it was due."""
KEPT_OPEN = timedelta(days=2)
"""So long after it came, it can be put off or ticked off."""
_MOMENT = timedelta(microseconds=1)


class MemoState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    """It comes, or comes again."""
    TOLD = "told"
    """It came for the last time, and can be put off."""
    DONE = "done"
    DROPPED = "dropped"


class Snooze(StrEnum):
    """How long it is put off."""

    MINUTES = "10m"
    HOUR = "1h"
    TOMORROW = "1d"


@dataclass(frozen=True, slots=True)
class Memo:
    """One thing not to forget."""

    community: CommunityId
    id: MemoId
    person: PersonId
    """Who asked for it."""
    chat: ChatId
    """Where it is said; a person's own chat with the bot has the person's id."""
    text: str
    start: datetime
    rule: Rule | None = None
    everyone: bool = False
    """It is for the whole chat, not for whoever asked."""
    thread: int | None = None
    state: MemoState = MemoState.WAITING
    next_at: datetime | None = None
    """When the rule brings it next."""
    snoozed_until: datetime | None = None
    times: int = 0
    """How often it was planned: an old button and an old reminder are told from new ones by it."""


def asked(memo: Memo, zone: tzinfo, now: datetime) -> Memo:
    """Return a reminder as it may be kept.

    :raises Refused: it makes no sense, never comes, or would come too often.
    """
    text = " ".join(memo.text.split())[:TEXT_LENGTH]
    if not text:
        raise Refused(Reason.MEMO_WITHOUT_TEXT)
    if memo.rule is None:
        first: datetime | None = memo.start
        if memo.start <= now:
            raise Refused(Reason.MEMO_IN_PAST)
    else:
        _not_too_often(memo, memo.rule)
        first = recurrence.next_after(memo.rule, memo.start, zone, max(now, memo.start - _MOMENT))
    if first is None:
        raise Refused(Reason.MEMO_NEVER)
    if first > now + FURTHEST:
        raise Refused(Reason.MEMO_TOO_FAR)
    return replace(memo, text=text, next_at=first, times=1)


def _not_too_often(memo: Memo, rule: Rule) -> None:
    daily = rule.once_a_day
    hourly = rule.freq is Freq.HOURLY and len(rule.byminute) <= 1 and not memo.everyone
    minutes = rule.freq is Freq.MINUTELY and timedelta(minutes=rule.interval) >= MOST_OFTEN and not memo.everyone
    if not (daily or hourly or minutes):
        raise Refused(Reason.MEMO_TOO_OFTEN)


def due_at(memo: Memo) -> datetime | None:
    """Return when it comes next."""
    waiting = [at for at in (memo.next_at, memo.snoozed_until) if at is not None]
    return min(waiting, default=None)


def told(memo: Memo, zone: tzinfo, now: datetime) -> Memo:
    """Return a reminder after it came: what recurs waits for its next time after now, however many were missed."""
    following = memo.next_at
    if memo.next_at is not None and memo.next_at <= now:
        following = None if memo.rule is None else recurrence.next_after(memo.rule, memo.start, zone, now)
    state = MemoState.TOLD if following is None else MemoState.WAITING
    return replace(memo, state=state, next_at=following, snoozed_until=None, times=memo.times + 1)


def snoozed(memo: Memo, span: Snooze, zone: tzinfo, now: datetime) -> Memo:
    """Put it off; what recurs keeps its own times besides."""
    _open(memo)
    match span:
        case Snooze.MINUTES:
            until = now + timedelta(minutes=10)
        case Snooze.HOUR:
            until = now + timedelta(hours=1)
        case Snooze.TOMORROW:
            until = (now.astimezone(zone) + timedelta(days=1)).astimezone(zone)
    return replace(memo, state=MemoState.WAITING, snoozed_until=until, times=memo.times + 1)


def done(memo: Memo) -> Memo:
    """Tick it off; what recurs comes again at its next time."""
    _open(memo)
    if memo.next_at is not None:
        return replace(memo, snoozed_until=None, times=memo.times + 1)
    return replace(memo, state=MemoState.DONE, snoozed_until=None, times=memo.times + 1)


def dropped(memo: Memo) -> Memo:
    """Forget it, and all its times to come."""
    _open(memo)
    return replace(memo, state=MemoState.DROPPED, next_at=None, snoozed_until=None, times=memo.times + 1)


def late(memo: Memo, now: datetime) -> datetime | None:
    """Return when it was due, if that is so long ago that it should be said."""
    due = due_at(memo)
    return due if due is not None and now - due > TOLERANCE else None


def _open(memo: Memo) -> None:
    if memo.state in {MemoState.DONE, MemoState.DROPPED}:
        raise Refused(Reason.MEMO_OVER)
