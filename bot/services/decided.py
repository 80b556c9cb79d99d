"""What becomes of the council's decisions: issues and events, word to where they came from, reminders, the minutes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import council as rules
from bot.domain import issue as issue_rules
from bot.domain.cause import Actor, Cause
from bot.domain.council import Decision, DecisionState, MatterKind, Outcome, Sitting
from bot.domain.event import Event
from bot.domain.ids import ChatId, EventNumber, IssueNumber
from bot.domain.issue import OPEN, Issue, Step
from bot.domain.news.minutes import CouncilDecided, DecisionDone, DecisionDue, DecisionView, Minutes
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.topic import TopicState
from bot.services import council as meetings
from bot.services import issues as filing
from bot.services import owing, people, topics, watching
from bot.services.deps import Deps
from bot.services.events import planning
from bot.services.issues import Report
from storage import council, decisions, issues, reminders
from storage import people as kept_people
from storage import topics as kept_topics
from storage.cards import Subject
from storage.database import Transaction

SUBJECT = "decision"
AHEAD = timedelta(days=1)
"""Whoever does it is reminded so long before, and when it is due."""
_AHEAD, _DUE = 1, 2


def take_effect(tx: Transaction, deps: Deps, cause: Cause, decision: Decision) -> None:
    """Let a decision become an issue or an event, tell where it came from, and plan its reminders."""
    if decision.state is not DecisionState.NOTED:
        return
    became = _becomes(tx, deps, cause, decision)
    running = decisions.save(tx, rules.run(decision, became))
    community = deps.neighbourhood.community
    if decision.matter is not None:
        kind, number = decision.matter
        council.take_off(tx, community, kind, number, cause.at)
        if kind is MatterKind.DECISION:
            _done_if_running(tx, cause.at, number, running)
    if decision.due_at is not None:
        planned = [(_DUE, decision.due_at)]
        if decision.due_at - AHEAD > cause.at:
            planned.append((_AHEAD, decision.due_at - AHEAD))
        kind_ = ReminderKind.DECISION_DUE
        reminders.add_all(tx, [Reminder(community, kind_, decision.number, 1, at, attempt) for attempt, at in planned])
    _tell_building(tx, deps, cause, running)


def publish(tx: Transaction, deps: Deps, cause: Cause, sitting: Sitting) -> None:
    """Send the minutes as pages to the office and to all who sit in the council."""
    agenda = tuple(meetings.view_of(tx, deps, matter) for matter in council.agenda_of(tx, sitting))
    minutes = Minutes(
        community=deps.neighbourhood.name,
        sitting=sitting,
        agenda=agenda,
        present=council.attending(tx, sitting),
        decisions=tuple(view_of(tx, deps, one) for one in decisions.of_sitting(tx, sitting.community, sitting.id)),
    )
    owing.post(tx, deps, deps.neighbourhood.office.chat, minutes, cause.at)
    for member in meetings.members(tx, deps):
        owing.whisper(tx, deps, member.id, minutes, cause.at)


def finish(tx: Transaction, deps: Deps, cause: Cause, number: int) -> None:
    """Say that a decision has been carried out: whoever does it can, and the office."""
    decision = decisions.access(tx, deps.neighbourhood.community, number)
    if decision.owner != cause.actor.id:
        people.require(tx, deps, cause, Action.MINUTES)
    done = decisions.save(tx, rules.done(decision, cause.at))
    reminders.drop(tx, done.community, ReminderKind.DECISION_DUE, number)
    owing.edit(tx, deps, cause, DecisionDone(view_of(tx, deps, done)))
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def decide(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Remind whoever does it, in their own chat, else in the office's by name; what is done already needs none."""
    decision = decisions.access(tx, deps.neighbourhood.community, reminder.subject)
    if decision.state is not DecisionState.RUNNING or decision.due_at is None:
        return
    if decision.outcome is Outcome.ISSUE and decision.became is not None:
        issue = issues.access(tx, decision.community, IssueNumber(decision.became))
        if issue.state not in OPEN:
            decisions.save(tx, rules.done(decision, now))
            return
    news = DecisionDue(view_of(tx, deps, decision), late=reminder.attempt == _DUE)
    if decision.owner is None or not owing.whisper(tx, deps, decision.owner, news, now):
        owing.post(tx, deps, deps.neighbourhood.office.chat, news, now)


def view_of(tx: Transaction, deps: Deps, decision: Decision) -> DecisionView:
    """Return a decision with the names that belong to it."""
    building = deps.neighbourhood.buildings.get(decision.building) if decision.building is not None else None
    owner = None if decision.owner is None else kept_people.known(tx, [decision.owner]).get(decision.owner)
    return DecisionView(decision, "" if building is None else building.name, owner)


def subject(decision: Decision) -> Subject:
    """Return a decision as the subject of its card."""
    return Subject(decision.community, SUBJECT, decision.number)


def who_may_be_named(tx: Transaction, deps: Deps) -> tuple[Actor, ...]:
    """Return everybody who may be told to do something: the council, the office, the stewards."""
    squads = deps.neighbourhood.routable()
    stewards = (one for squad in squads for one in people.stewards_of(tx, deps, squad.key))
    every = (*meetings.members(tx, deps), *people.workers(tx, deps), *stewards)
    return tuple({one.id: one for one in every}.values())


# ---- becoming something ----


def _becomes(tx: Transaction, deps: Deps, cause: Cause, decision: Decision) -> int | None:
    """Return the number of what a decision becomes; what has neither building nor date stays in the minutes."""
    if decision.outcome is Outcome.ISSUE and decision.building in deps.neighbourhood.buildings:
        return _issue(tx, deps, cause, decision)
    if decision.outcome is Outcome.EVENT and decision.due_at is not None:
        return _event(tx, deps, cause, decision)
    return None


def _issue(tx: Transaction, deps: Deps, cause: Cause, decision: Decision) -> int:
    """Let what was decided be the next step of the issue that it is about, or an issue of its own."""
    issue = _issue_meant(tx, decision) or _filed(tx, deps, cause, decision)
    if issue.state not in issue_rules.WITH_THE_SQUAD:
        return issue.number
    steps, changed = [Step.NEXT_STEP], issue
    stewards = {one.id for one in people.stewards_of(tx, deps, issue.squad)}
    if decision.owner in stewards and decision.owner is not None and issue.claimed_by != decision.owner:
        changed = issue_rules.assign(changed, decision.owner, cause.at)
        steps.insert(0, Step.ASSIGN)
    due_at = changed.due_at if decision.due_at is None else decision.due_at
    saved = issues.save(tx, issue_rules.next_step(changed, decision.text, due_at))
    issues.add_events(tx, saved, steps, cause, decision.text)
    watching.watch(tx, deps, saved, cause.at)
    seen = owing.view(tx, deps, saved)
    owing.building_card(tx, deps, seen, cause.at)
    owing.squad_card(tx, deps, seen, cause.at)
    return saved.number


def _issue_meant(tx: Transaction, decision: Decision) -> Issue | None:
    if decision.matter is None or decision.matter[0] is not MatterKind.ISSUE:
        return None
    issue = issues.access(tx, decision.community, IssueNumber(decision.matter[1]))
    return issue if issue.state in OPEN else None


def _filed(tx: Transaction, deps: Deps, cause: Cause, decision: Decision) -> Issue:
    """File what was decided in the building that it concerns, for whoever proposed it there, else for its lead."""
    building = decision.building or ChatId(0)
    reporter = _for_whom(tx, deps, decision, building) or cause.actor
    # Not as somebody who is in the building's chat: the worker needn't be.
    there = replace(cause, chat=building, private=True, message=None, thread=None, press=None)
    said = Report(decision.text, reporter, message=None)
    return filing.file(tx, deps, there, said)


def _for_whom(tx: Transaction, deps: Deps, decision: Decision, building: ChatId) -> Actor | None:
    if decision.matter is not None and decision.matter[0] is MatterKind.TOPIC:
        author = kept_topics.access(tx, decision.community, decision.matter[1]).author
        return kept_people.known(tx, [author]).get(author)
    return next(iter(people.leads_of_building(tx, deps, building)), None)


def _event(tx: Transaction, deps: Deps, cause: Cause, decision: Decision) -> int:
    place = deps.neighbourhood
    chat = decision.building if decision.building in place.buildings and decision.building else place.office.chat
    event = Event(
        community=place.community,
        number=EventNumber(0),
        title=decision.text,
        start=decision.due_at or cause.at,
        called_by=cause.actor.id,
        chat=chat,
        chats=(chat,),
        changed_at=cause.at,
    )
    return planning.create(tx, deps, cause, event).number


def _done_if_running(tx: Transaction, now: datetime, number: int, by: Decision) -> None:
    """A new decision about an old one takes its place."""
    old = decisions.access(tx, by.community, number)
    if old.state is DecisionState.RUNNING:
        decisions.save(tx, rules.done(old, now))
        reminders.drop(tx, old.community, ReminderKind.DECISION_DUE, number)


def _tell_building(tx: Transaction, deps: Deps, cause: Cause, decision: Decision) -> None:
    """Post a decision back to where it came from; below the topic's card, if it was one."""
    if decision.building not in deps.neighbourhood.buildings or decision.building is None:
        return
    if decision.matter is not None and decision.matter[0] is MatterKind.TOPIC:
        topic = kept_topics.access(tx, decision.community, decision.matter[1])
        if topic.state is TopicState.RAISED:
            topics.decided(tx, deps, cause, topic.number, decision.text)
    owing.post(tx, deps, decision.building, CouncilDecided(view_of(tx, deps, decision)), cause.at)
