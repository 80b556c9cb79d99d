"""Where votes stand: their cards, the list, what belongs to a vote besides itself."""

from datetime import datetime, timedelta

from bot.domain.cause import Actor, Cause
from bot.domain.ids import ChatId
from bot.domain.news.votes import VoteCard, VoteList, VoteView
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.vote import kept
from bot.domain.vote.life import Vote, VoteNumber, VoteState
from bot.services import owing, people
from bot.services.deps import Deps
from bot.services.owing import Where
from storage import ballots, reminders, votes
from storage import people as kept_people
from storage.cards import Subject
from storage.database import Transaction

CARD = "card"
BETWEEN_EDITS = timedelta(seconds=5)
"""A card changes no more often than that, however many vote at once."""
AT_THE_LATEST = timedelta(minutes=1)
"""After so long, what was planned has been undone."""
LISTED = 10
_SHOWN = (VoteState.OPEN, VoteState.SCHEDULED, VoteState.CLOSED, VoteState.WITHDRAWN)


def subject(vote: Vote) -> Subject:
    """Return a vote as the subject of its cards."""
    return Subject(vote.community, "vote", vote.number)


def view(tx: Transaction, deps: Deps, vote: Vote) -> VoteView:
    """Return a vote with the names and figures that belong to it."""
    whole, voted = ballots.weights(tx, vote)
    known = kept_people.known(tx, (vote.starter,))
    place = deps.neighbourhood
    return VoteView(
        vote=vote,
        starter=known.get(vote.starter) or Actor(vote.starter, "?", place.language),
        buildings=tuple(place.buildings[chat].name for chat in vote.buildings if chat in place.buildings),
        electorate=whole,
        turnout=voted,
        outcome=None if vote.result is None else kept.from_json(vote.result),
    )


def show(tx: Transaction, deps: Deps, vote: Vote, now: datetime) -> VoteView:
    """Bring a vote's card up to date in each of its buildings."""
    seen = view(tx, deps, vote)
    for chat in vote.buildings:
        here = Where(vote.message if chat == vote.home else None, vote.thread if chat == vote.home else None)
        owing.card(tx, deps, (subject(vote), CARD, 1), chat, VoteCard(seen), now, here)
    return seen


def plan(tx: Transaction, deps: Deps, vote: Vote, now: datetime) -> None:
    """See to it that the cards show a new ballot within seconds, and five hundred of them with few edits."""
    at, planned = deps.shown_votes.get(vote.number, (now - BETWEEN_EDITS, False))
    if planned and now < at + AT_THE_LATEST:
        return
    due = max(now, at + BETWEEN_EDITS)
    reminders.replan(tx, Reminder(vote.community, ReminderKind.VOTE_SHOW, vote.number, 1, due, urgent=True))
    # At once and not after the commit, so that it stands for the others of a group, too. What is undone is planned anew
    # a little later.
    deps.shown_votes[vote.number] = (due, True)


def bring_up_to_date(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Show the ballots that came since."""
    vote = votes.access(tx, reminder.community, VoteNumber(reminder.subject))
    deps.shown_votes[vote.number] = (now, False)
    if vote.state is VoteState.OPEN:
        show(tx, deps, vote, now)


def may_see(tx: Transaction, deps: Deps, cause: Cause, vote: Vote) -> bool:
    """Tell whether a vote is of the building's in which somebody asks, or of one that they live in or lead."""
    if not cause.private:
        return cause.chat in vote.buildings
    standing = people.standing(tx, deps, cause.actor.id)
    return any(
        standing.may(Action.CAST_BALLOT, chat) or standing.may(Action.OPEN_VOTE, chat) for chat in vote.buildings
    )


def list_votes(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show the votes of a building, or in somebody's own chat those of the buildings that they live in or lead."""
    chat: ChatId | None = None if cause.private else cause.chat
    found = votes.of_building(tx, deps.neighbourhood.community, chat, _SHOWN, LISTED)
    found = [vote for vote in found if may_see(tx, deps, cause, vote)]
    owing.reply(tx, deps, cause, VoteList(tuple(view(tx, deps, vote) for vote in found)))
