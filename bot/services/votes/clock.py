"""What a vote's clock does: it opens, reminds who hasn't voted, and closes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.news.votes import UnitsReminder, VoteReminder, VoteView
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.vote import life
from bot.domain.vote.life import VoteNumber, VoteState, VoteStep
from bot.services import owing
from bot.services.deps import Deps
from bot.services.votes import ending, opening, showing
from storage import ballots, households, people, reminders, votes
from storage.ballots import Silent
from storage.database import Transaction


def remind(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Remind the households that haven't voted: privately who let the bot, the others by one line in their chat."""
    vote = votes.access(tx, reminder.community, VoteNumber(reminder.subject))
    if vote.state is not VoteState.OPEN or vote.closes_at is None or life.is_due(vote, now):
        return
    morning = deps.neighbourhood.quiet_until(now)
    if morning is not None:
        if morning < vote.closes_at:
            reminders.add(tx, replace(reminder, due_at=morning))
        return
    silent = ballots.silent(tx, vote)
    if not silent:
        return
    votes.add_event(tx, vote, VoteStep.REMIND, None, now)
    seen = showing.view(tx, deps, vote)
    unreached = _remind_privately(tx, deps, seen, silent, now)
    for chat in vote.buildings:
        units = Counter(unit_of(one.label) for one in unreached if one.chat == chat)
        if units:
            owing.post(tx, deps, chat, UnitsReminder(seen, units, now), now)


def unit_of(label: str) -> str:
    """Return the unit in what neighbours call a dwelling: 2 of 2-301."""
    return label.partition("-")[0] if "-" in label else ""


def _remind_privately(
    tx: Transaction, deps: Deps, seen: VoteView, silent: Sequence[Silent], now: datetime
) -> list[Silent]:
    """Write to those who let the bot; return the households in which nobody did."""
    residents = households.residents_of_all(tx, seen.vote.community, [one.household for one in silent])
    everybody = {actor.id for actors in residents.values() for actor in actors}
    started = set(people.started(tx, tuple(everybody)))
    labels: dict[PersonId, list[str]] = {}
    unreached: list[Silent] = []
    for one in silent:
        reached = [actor.id for actor in residents.get(one.household, ()) if actor.id in started]
        if not reached:
            unreached.append(one)
        for person in reached:
            labels.setdefault(person, []).append(one.label)
    for person, theirs in labels.items():
        owing.whisper(tx, deps, person, VoteReminder(seen, tuple(theirs), now), now)
    return unreached


DECIDERS: Mapping[ReminderKind, Callable[[Transaction, Deps, Reminder, datetime], None]] = {
    ReminderKind.VOTE_OPEN: opening.begin_planned,
    ReminderKind.VOTE_CLOSE: ending.close_due,
    ReminderKind.VOTE_REMIND: remind,
    ReminderKind.VOTE_SHOW: showing.bring_up_to_date,
}
