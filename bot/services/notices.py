"""What neighbours hear in private of their issues: as it happens, or in the morning, or not at all."""

from datetime import datetime, timedelta

from bot.domain.cause import Cause
from bot.domain.ids import ChatId, PersonId
from bot.domain.issue import OPEN, Issue, IssueState, Step
from bot.domain.news.notices import Digest, Notice, NoticesChosen
from bot.domain.notice import NOTICED, QUOTED, Notices
from bot.domain.reminder import Reminder, ReminderKind
from bot.services import owing
from bot.services.deps import Deps
from storage import issues, people, reminders, voices
from storage import notices as kept
from storage.database import Transaction

KIND = "notices"
"""The link of this name brings whoever wants to hear more."""
LISTED = 20
_MORNING_HOUR = 8
"""Where no night is set."""


def tell(
    tx: Transaction, deps: Deps, issue: Issue, step: Step, now: datetime, by: PersonId | None = None, note: str = ""
) -> None:
    """Tell an issue's neighbours of a step, each as they want it; not whoever took it."""
    if step not in NOTICED:
        return
    theirs = {issue.reporter, issue.filed_by, *voices.supporters(tx, issue)} - {None, by}
    wanted = kept.wanted(tx, (person for person in theirs if person is not None))
    if not wanted:
        return
    seen, morning = owing.view(tx, deps, issue), deps.neighbourhood.quiet_until(now)
    for person in sorted(wanted):
        if wanted[person] is Notices.OFF:
            continue
        if wanted[person] is Notices.DIGEST or morning is not None:
            hold(tx, deps, issue, ChatId(person), now)
        else:
            asked = issue.state is IssueState.RESOLVED and person == issue.reporter
            owing.whisper(tx, deps, person, Notice(seen, step, note if step in QUOTED else "", may_accept=asked), now)


def hold(tx: Transaction, deps: Deps, issue: Issue, chat: ChatId, now: datetime) -> None:
    """Let a chat hear of an issue in the morning, in one message with others."""
    kept.hold(tx, issue, chat, now)
    morning = _next_morning(deps, now)
    reminders.replan(tx, Reminder(issue.community, ReminderKind.DIGEST, chat, 1, morning))


def decide_digest(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Tell a chat, or somebody, how the issues stand that have waited for the morning."""
    chat, place = ChatId(reminder.subject), deps.neighbourhood
    waiting = [issues.access(tx, place.community, number) for number in kept.take(tx, place.community, chat)]
    # What is over by now is news to a neighbour, and to stewards none.
    told = [issue for issue in waiting if chat > 0 or issue.state in OPEN]
    if not told:
        return
    views = tuple(owing.view(tx, deps, issue) for issue in told[:LISTED])
    digest = Digest(views, now, max(0, len(told) - LISTED))
    if chat > 0:
        person = PersonId(chat)
        if kept.wanted(tx, (person,)).get(person, Notices.OFF) is not Notices.OFF:
            owing.whisper(tx, deps, person, digest, now)
    else:
        owing.post(tx, deps, chat, digest, now)


def begin(tx: Transaction, deps: Deps, cause: Cause, rest: str) -> None:
    """Tell somebody who came by the link that they hear of their issues from now on."""
    del rest
    choose(tx, deps, cause, Notices.ON)


def show(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Say how much somebody hears."""
    people.keep(tx, cause.actor)
    found = kept.wanted(tx, (cause.actor.id,))
    chosen = found.get(cause.actor.id, Notices.ON)
    owing.reply(tx, deps, cause, NoticesChosen(chosen, started=bool(found)))


def choose(tx: Transaction, deps: Deps, cause: Cause, notices: Notices) -> None:
    """Remember how much somebody wants to hear."""
    people.keep(tx, cause.actor)
    kept.want(tx, cause.actor.id, notices)
    started = bool(people.started(tx, (cause.actor.id,)))
    news = NoticesChosen(notices, started=started)
    if cause.press is not None and cause.private:
        owing.edit(tx, deps, cause, news)
    elif cause.press is None:
        owing.reply(tx, deps, cause, news)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _next_morning(deps: Deps, now: datetime) -> datetime:
    """Return when the night is over, or the next one."""
    place = deps.neighbourhood
    morning = place.quiet_until(now)
    if morning is not None:
        return morning
    here = place.local(now)
    hour = here.replace(hour=_MORNING_HOUR, minute=0, second=0, microsecond=0)
    if place.quiet is not None:
        ends = place.quiet.ends
        hour = here.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return hour if hour > here else hour + timedelta(days=1)
