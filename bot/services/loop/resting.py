"""An issue rests until a date, or until its reporter has answered."""

from datetime import datetime

from bot.domain import issue as rules
from bot.domain import resting as dates
from bot.domain.cause import Cause
from bot.domain.ids import ChatId, IssueNumber
from bot.domain.issue import Issue, IssueState, Step
from bot.domain.news.loop import Answered, Asked, AskedInPrivate, NoAnswer, Woken
from bot.domain.photo import Photo
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.squad import Lane
from bot.services import owing, people, pictures
from bot.services.deps import Deps
from bot.services.loop import prompts, steps
from storage import households, issues, reminders
from storage import people as kept_people
from storage.database import Transaction

QUESTION = "question"
"""The link by which a reporter comes to be asked alone."""


def pause(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    number: IssueNumber,
    round_: int | None,
    until: datetime,
    reason: str = "",
) -> None:
    """Let an issue rest until a date; the clock wakes it."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    above = steps.is_above(tx, deps, cause, issue)
    resting = rules.pause(issue, cause.actor.id, until, reason, cause.at, above=above)
    saved = steps.keep(tx, deps, cause, issue, resting, Step.PAUSE, reason)
    reminders.replan(tx, Reminder(saved.community, ReminderKind.WAKE, saved.number, saved.round, until))


def pause_until_day(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, day: datetime, reason: str
) -> None:
    """Let an issue rest until the hour at which its squad begins on a day."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    until = dates.begins(day.astimezone(deps.neighbourhood.zone), deps.neighbourhood.squads[issue.squad])
    pause(tx, deps, cause, number, round_, until, reason)


def resume(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None = None) -> None:
    """Go on with an issue before its date, or without the answer."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    above = steps.is_above(tx, deps, cause, issue)
    steps.keep(tx, deps, cause, issue, rules.resume(issue, cause.actor.id, above=above), Step.RESUME)


def ask(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None, question: str) -> None:
    """Ask the reporter something; until they answer, the clock stands still."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    asked = rules.ask(issue, cause.actor.id, question, cause.at)
    saved = steps.keep(tx, deps, cause, issue, asked, Step.ASK, question)
    _put_question(tx, deps, saved, cause.at, again=False)
    reminders.replan(tx, _ask_again(saved, cause.at, 1))


def answer(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    number: IssueNumber,
    round_: int,
    text: str,
    photo: Photo | None = None,
) -> None:
    """Take the reporter's answer to the squad; what others say below the question is talk among neighbours."""
    issue = steps.for_reporter(tx, deps, cause, number, round_)
    theirs = {issue.reporter, issue.filed_by, *households.delegates_of(tx, issue.community, issue.reporter)}
    if cause.actor.id not in theirs:
        return
    answered = steps.keep(tx, deps, cause, issue, rules.answer(issue), Step.ANSWER, text)
    news = Answered(owing.view(tx, deps, answered), cause.actor, text)
    owing.remind_squad(tx, deps, answered, news, cause.at)
    if photo is not None:
        pictures.add_to_report(tx, deps, answered, photo, cause.at)


def decide_wake(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Let an issue go on whose date has come."""
    issue = issues.access(tx, deps.neighbourhood.community, IssueNumber(reminder.subject))
    if issue.state is not IssueState.PAUSED or issue.paused_until is None or issue.paused_until > now:
        return
    woken = steps.keep_by_clock(tx, deps, issue, rules.wake(issue), Step.RESUME, now)
    owing.remind_squad(tx, deps, woken, Woken(owing.view(tx, deps, woken)), now)


def decide_ask_again(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Ask the reporter again; when that hasn't helped often enough, leave it to the steward."""
    issue = issues.access(tx, deps.neighbourhood.community, IssueNumber(reminder.subject))
    if issue.state is not IssueState.WAITING or issue.round != reminder.round:
        return
    if reminder.attempt >= dates.ASKED_AT_MOST:
        going_on = steps.keep_by_clock(tx, deps, issue, rules.wake(issue), Step.RESUME, now)
        owing.remind_squad(tx, deps, going_on, NoAnswer(owing.view(tx, deps, going_on)), now)
        return
    issues.add_clock_event(tx, issue, Step.REMIND, now)
    _put_question(tx, deps, issue, now, again=True)
    reminders.add(tx, _ask_again(issue, now, reminder.attempt + 1))


def start(tx: Transaction, deps: Deps, cause: Cause, _: str) -> None:
    """Ask somebody who has just let the bot write to them what has waited for that."""
    people.start(tx, deps, cause)
    for issue in issues.waiting_for(tx, deps.neighbourhood.community, cause.actor.id):
        _put_question(tx, deps, issue, cause.at, again=False)


def _put_question(tx: Transaction, deps: Deps, issue: Issue, now: datetime, *, again: bool) -> None:
    """Ask in private where the bot may, else in the building's chat; a confidential question never goes there."""
    seen = owing.view(tx, deps, issue)
    own = ChatId(issue.reporter)
    if kept_people.started(tx, (issue.reporter,)):
        prompts.ask(tx, deps, issue, prompts.ASKED, own, Asked(seen, issue.note, again), now)
        return
    where = owing.place_of(deps, issue)
    if seen.squad.lane is Lane.CONFIDENTIAL:
        owing.post_in(tx, deps, issue.chat, AskedInPrivate(seen), now, where)
    else:
        prompts.ask(tx, deps, issue, prompts.ASKED, issue.chat, Asked(seen, issue.note, again), now, where)


def _ask_again(issue: Issue, now: datetime, attempt: int) -> Reminder:
    due_at = now + dates.ASK_AGAIN
    return Reminder(issue.community, ReminderKind.ASK_AGAIN, issue.number, issue.round, due_at, attempt)
