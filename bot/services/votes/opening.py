"""Votes begin: confirmed by the lead, at once or at the time that was set; who has a ballot is written down then."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cause import Cause
from bot.domain.ids import ChatId
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.setting import HEADS, chosen
from bot.domain.vote import life
from bot.domain.vote.electorate import Dwelling, electors, weigh, without_area
from bot.domain.vote.life import Vote, VoteNumber, VoteState, VoteStep
from bot.domain.vote.proposal import Proposal, buildings_of
from bot.domain.vote.rule import Heads, Rule, check_rule
from bot.services import people, topics
from bot.services.deps import Deps
from bot.services.votes import showing
from storage import ballots, households, reminders, votes
from storage.database import Transaction

NAMED = 5
"""Households that a refusal names."""


def heads_in(deps: Deps, chat: ChatId) -> Heads:
    """Return how heads count in a building, where the rule leaves it to it."""
    return Heads(chosen(deps.neighbourhood.buildings[chat].choices, HEADS))


def confirm(tx: Transaction, deps: Deps, cause: Cause, proposal: Proposal, others: tuple[ChatId, ...]) -> Vote:
    """Make a vote of what a lead has confirmed, and open it now or plan it.

    :param others: the buildings beside this one in which the lead may open votes.
    """
    people.require(tx, deps, cause, Action.OPEN_VOTE, building=cause.chat)
    place = deps.neighbourhood
    draft = Vote(
        community=place.community,
        number=votes.next_number(tx, place.community),
        home=cause.chat,
        buildings=buildings_of(proposal, cause.chat, others),
        starter=cause.actor.id,
        question=life.check_question(proposal.question),
        form=proposal.form,
        rule=proposal.rule(heads_in(deps, cause.chat)),
        secret=proposal.secret,
        state=VoteState.DRAFT,
        created_at=cause.at,
        opens_at=proposal.opens_at,
        closes_at=proposal.closes_at,
        issue=proposal.issue,
        message=proposal.message,
        thread=cause.thread,
    )
    if proposal.readings:
        raise Refused(Reason.VOTE_DEADLINE_UNCLEAR)
    votes.add(tx, draft)
    if proposal.topic is not None:
        topics.in_vote(tx, deps, cause, proposal.topic, draft.number)
    if proposal.opens_at is None or proposal.opens_at <= cause.at:
        return begin(tx, deps, draft, cause.at, cause)
    planned = votes.save(tx, life.schedule(draft, cause.at))
    check_rule(planned.rule, weigh(electors(_dwellings(tx, planned)[0], planned.rule.heads)))
    votes.add_event(tx, planned, VoteStep.SCHEDULE, cause)
    reminders.add(tx, _reminder(planned, ReminderKind.VOTE_OPEN, proposal.opens_at))
    showing.show(tx, deps, planned, cause.at)
    return planned


def begin(tx: Transaction, deps: Deps, vote: Vote, now: datetime, cause: Cause | None) -> Vote:
    """Open a vote: from now on its electorate stands, whatever becomes of the roster."""
    opened = votes.save(tx, life.open_(vote, now))
    dwellings, chats = _dwellings(tx, opened)
    _check_areas(dwellings, opened.rule)
    enrolled = electors(dwellings, opened.rule.heads)
    check_rule(opened.rule, weigh(enrolled))
    ballots.enrol(tx, opened, enrolled, chats)
    votes.add_event(tx, opened, VoteStep.OPEN, cause, now)
    plan(tx, opened, now)
    showing.show(tx, deps, opened, now)
    return opened


def plan(tx: Transaction, vote: Vote, now: datetime) -> None:
    """Plan what comes by itself: reminders, and the end."""
    if vote.closes_at is None:
        return
    for kind in (ReminderKind.VOTE_REMIND, ReminderKind.VOTE_CLOSE):
        reminders.drop(tx, vote.community, kind, vote.number)
    reminders.add(tx, replace(_reminder(vote, ReminderKind.VOTE_CLOSE, vote.closes_at), urgent=True))
    for number, at in enumerate(life.reminder_times(vote.opened_at or now, vote.closes_at), 1):
        if at > now:
            reminders.add(tx, replace(_reminder(vote, ReminderKind.VOTE_REMIND, at), attempt=number))


def begin_planned(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Open a vote whose time has come; one that can't be opened is withdrawn, and says why."""
    vote = votes.access(tx, reminder.community, VoteNumber(reminder.subject))
    if vote.state is not VoteState.SCHEDULED:
        return
    trouble = _trouble(tx, vote, now)
    if trouble is None:
        begin(tx, deps, vote, now, None)
        return
    language = deps.neighbourhood.language_of(vote.home, deps.neighbourhood.language)
    ended = votes.save(tx, life.withdraw(vote, deps.texts.refusal(language, trouble), now))
    votes.add_event(tx, ended, VoteStep.WITHDRAW, None, now)
    topics.vote_fell(tx, deps, ended.number, now)
    showing.show(tx, deps, ended, now)


def _trouble(tx: Transaction, vote: Vote, now: datetime) -> Refused | None:
    try:
        life.open_(vote, now)
        dwellings, _ = _dwellings(tx, vote)
        _check_areas(dwellings, vote.rule)
        check_rule(vote.rule, weigh(electors(dwellings, vote.rule.heads)))
    except Refused as refused:
        return refused
    return None


def _dwellings(tx: Transaction, vote: Vote) -> tuple[list[Dwelling], dict[int, ChatId]]:
    """Return the households of a vote's buildings as the roster has them now, and in which building each is."""
    homes = [home for chat in vote.buildings for home in households.of_building(tx, vote.community, chat)]
    dwellings = [Dwelling(home.id, home.label, home.area, home.owner) for home in homes]
    return dwellings, {home.id: home.building for home in homes}


def _check_areas(dwellings: list[Dwelling], rule: Rule) -> None:
    unknown = without_area(dwellings, rule)
    if unknown:
        named = "、".join(dwelling.label for dwelling in unknown[:NAMED])
        raise Refused(Reason.VOTE_AREA_MISSING, households=f"{named} …" if len(unknown) > NAMED else named)


def _reminder(vote: Vote, kind: ReminderKind, at: datetime) -> Reminder:
    return Reminder(vote.community, kind, vote.number, 1, at)
