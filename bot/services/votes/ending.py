"""Votes end: on time, or withdrawn; they are counted, told, and become something."""

from datetime import datetime, timedelta

from bot.domain.cause import Cause
from bot.domain.draft import Draft
from bot.domain.event import TITLE_LENGTH
from bot.domain.heard import Heard
from bot.domain.ids import IssueNumber
from bot.domain.news.votes import (
    Record,
    VoteExtended,
    VoteMinutes,
    VoteReceipts,
    VoteResult,
    VoteRows,
    VoteWordsWanted,
)
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.vote import kept, life
from bot.domain.vote.electorate import Dwelling, changes
from bot.domain.vote.form import decode
from bot.domain.vote.life import Vote, VoteNumber, VoteState, VoteStep
from bot.domain.vote.tally import decide, pile
from bot.services import drafts, issues, owing, people, topics
from bot.services.deps import Deps
from bot.services.events import drafting as events
from bot.services.issues import Report
from bot.services.votes import opening, showing, urn
from nlp.understanding import EventSaid
from storage import ballots, households, inbox, reminders, votes
from storage import issues as kept_issues
from storage.database import Transaction

WORDS = "vote_words"
"""The kind of draft that asks for words: why a vote is withdrawn, or what its outcome means."""
WAIT_FOR_INBOX = timedelta(minutes=2)
"""So long a close waits for what came in before it and isn't carried out yet."""
ENDS = (ReminderKind.VOTE_OPEN, ReminderKind.VOTE_CLOSE, ReminderKind.VOTE_REMIND, ReminderKind.VOTE_SHOW)


def close_due(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Close a vote whose time has come, with all ballots that were received in time."""
    vote = votes.access(tx, reminder.community, VoteNumber(reminder.subject), closing=True)
    if not life.is_due(vote, now) or vote.closes_at is None:
        return
    if now < vote.closes_at + WAIT_FOR_INBOX and inbox.waits_since_before(tx, vote.closes_at):
        again = Reminder(vote.community, ReminderKind.VOTE_CLOSE, vote.number, 1, now + timedelta(seconds=1))
        reminders.add(tx, again)
        return
    whole, voted = ballots.weights(tx, vote)
    if life.may_extend(vote) and not vote.rule.quorum.reached(voted, whole):
        _extend(tx, deps, vote, now)
    else:
        _close(tx, deps, vote, now)


def withdraw(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, reason: str) -> None:
    """Take a vote back; nobody's ballot is counted, and all are told why."""
    vote = _for_leads(tx, deps, cause, number, Action.WITHDRAW_VOTE)
    ended = votes.save(tx, life.withdraw(vote, reason, cause.at))
    votes.add_event(tx, ended, VoteStep.WITHDRAW, cause, note=ended.words)
    _tidy(tx, deps, ended, cause.at)
    ballots.empty_into(tx, ended, ())
    topics.vote_fell(tx, deps, ended.number, cause.at)
    showing.show(tx, deps, ended, cause.at)


def ask_for_words(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, action: Action) -> None:
    """Ask a lead why a vote is withdrawn, or what its outcome means in words."""
    vote = _for_leads(tx, deps, cause, number, action)
    if (action is Action.WITHDRAW_VOTE) is (vote.state is VoteState.CLOSED) or vote.state is VoteState.WITHDRAWN:
        raise Refused(Reason.VOTE_OUT_OF_TURN, vote=vote.number)
    drafts.begin(tx, deps, cause, WORDS, {"vote": vote.number, "action": action.value}, VoteWordsWanted(vote))


def hear_words(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Take what a lead answers."""
    number = VoteNumber(draft.state["vote"])
    drafts.end(tx, deps, cause, draft)
    if Action(draft.state["action"]) is Action.WITHDRAW_VOTE:
        withdraw(tx, deps, cause, number, heard.text)
        return
    vote = _for_leads(tx, deps, cause, number, Action.WRITE_OUTCOME)
    told = votes.save(tx, life.comment(vote, heard.text))
    votes.add_event(tx, told, VoteStep.COMMENT, cause, note=told.words)
    showing.show(tx, deps, told, cause.at)


def follow(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> None:
    """Make an issue of what was decided, so that somebody does it."""
    vote = _for_leads(tx, deps, cause, number, Action.WRITE_OUTCOME)
    life.follow(vote, IssueNumber(1))
    seen = showing.view(tx, deps, vote)
    text = deps.texts.decision(deps.language(cause), seen)
    issues.report(tx, deps, cause, Report(text, cause.actor, None))
    place = deps.neighbourhood
    made = kept_issues.latest(tx, place.community, cause.chat, None, cause.actor.id, cause.at)
    if made is None:
        raise Refused(Reason.VOTE_OUT_OF_TURN, vote=vote.number)
    followed = votes.save(tx, life.follow(vote, made.number))
    votes.add_event(tx, followed, VoteStep.FOLLOW, cause, note=f"#{made.number}")
    showing.show(tx, deps, followed, cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def gather(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> None:
    """Begin to call an event of what was decided: what it is about is there already, when it is to be is asked."""
    vote = _for_leads(tx, deps, cause, number, Action.WRITE_OUTCOME)
    if vote.state is not VoteState.CLOSED:
        raise Refused(Reason.VOTE_OUT_OF_TURN, vote=vote.number)
    text = deps.texts.decision(deps.language(cause), showing.view(tx, deps, vote))
    title = vote.question.strip().splitlines()[0][:TITLE_LENGTH]
    events.call(tx, deps, cause, EventSaid(title), text)


def minutes(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> None:
    """Hand out a closed vote's minutes: pages to print, and rows to calculate with."""
    vote = _here(tx, deps, cause, number)
    if vote.state is not VoteState.CLOSED:
        raise Refused(Reason.VOTE_OUT_OF_TURN, vote=vote.number)
    record = _record(tx, deps, vote)
    owing.reply(tx, deps, cause, VoteMinutes(record))
    owing.reply(tx, deps, cause, VoteRows(record))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _extend(tx: Transaction, deps: Deps, vote: Vote, now: datetime) -> None:
    longer = votes.save(tx, life.extend(vote))
    votes.add_event(tx, longer, VoteStep.EXTEND, None, now)
    opening.plan(tx, longer, now)
    seen = showing.show(tx, deps, longer, now)
    for chat in longer.buildings:
        owing.post(tx, deps, chat, VoteExtended(seen), now)


def _close(tx: Transaction, deps: Deps, vote: Vote, now: datetime) -> None:
    whole, _ = ballots.weights(tx, vote)
    piles = pile(urn.empty(tx, deps, vote))
    outcome = decide(vote.form, vote.rule, whole, piles)
    closed = votes.save(tx, life.close(vote, kept.to_json(outcome)))
    votes.add_event(tx, closed, VoteStep.CLOSE, None, vote.closes_at)
    for change in _roster_changes(tx, closed):
        votes.add_event(tx, closed, VoteStep.ROSTER, None, now, note=change)
    _tidy(tx, deps, closed, now)
    seen = showing.show(tx, deps, closed, now)
    language = deps.neighbourhood.language_of(closed.home, deps.neighbourhood.language)
    topics.vote_closed(tx, deps, closed.number, deps.texts.verdict(language, seen), now)
    receipts = tuple((receipt, decode(code)) for receipt, code in ballots.box(tx, closed)) if closed.secret else ()
    for chat in closed.buildings:
        owing.post(tx, deps, chat, VoteResult(seen), now)
        if receipts:
            owing.post(tx, deps, chat, VoteReceipts(seen, receipts), now)


def _tidy(tx: Transaction, deps: Deps, vote: Vote, now: datetime) -> None:
    """Forget what only a running vote needs."""
    ballots.forget_held(tx, vote)
    ballots.forget_papers(tx, vote, now)
    for kind in ENDS:
        reminders.drop(tx, vote.community, kind, vote.number)
    deps.shown_votes.pop(vote.number, None)


def _record(tx: Transaction, deps: Deps, vote: Vote) -> Record:
    seen = showing.view(tx, deps, vote)
    chosen = {} if vote.secret else dict(ballots.box(tx, vote))
    label = deps.texts.choice
    language = deps.neighbourhood.language_of(vote.home, deps.neighbourhood.language)
    rows = tuple(
        (
            one.label,
            one.area,
            label(language, vote.form, decode(chosen[str(one.number)])) if str(one.number) in chosen else "",
        )
        for one in ballots.electors(tx, vote)
    )
    return Record(
        view=seen,
        trail=tuple(votes.trail(tx, vote)),
        households=rows,
        on_paper=len(ballots.on_paper(tx, vote)),
        proxies=len(ballots.proxies(tx, vote)),
        roster=tuple(event.note for event in votes.trail(tx, vote) if event.step is VoteStep.ROSTER),
    )


def _roster_changes(tx: Transaction, vote: Vote) -> list[str]:
    """Return in which households the roster differs now from the vote's electorate."""
    before = [dwelling for one in ballots.electors(tx, vote) for dwelling in one.dwellings]
    homes = [home for chat in vote.buildings for home in households.of_building(tx, vote.community, chat)]
    now = [Dwelling(home.id, home.label, home.area, home.owner) for home in homes]
    return [f"{mark} {label}" for mark, label in changes(before, now)]


def _here(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber) -> Vote:
    vote = votes.access(tx, deps.neighbourhood.community, number)
    if not showing.may_see(tx, deps, cause, vote):
        raise Refused(Reason.VOTE_UNKNOWN, vote=number)
    return vote


def _for_leads(tx: Transaction, deps: Deps, cause: Cause, number: VoteNumber, action: Action) -> Vote:
    vote = _here(tx, deps, cause, number)
    people.require(tx, deps, cause, action, building=vote.home)
    return vote
