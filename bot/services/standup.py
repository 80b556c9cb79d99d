"""The weekly stand-up: its sheet goes out the evening before, and leads answer it with what is done next."""

from datetime import datetime

from bot.domain import issue as rules
from bot.domain.cause import Actor, Cause
from bot.domain.draft import Draft
from bot.domain.figures import Figures
from bot.domain.heard import Heard as Message
from bot.domain.ids import ChatId, IssueNumber, SquadKey
from bot.domain.issue import Issue, Step
from bot.domain.names import find
from bot.domain.news.issues import IssueView
from bot.domain.news.standup import (
    Sheet,
    StandUpDigest,
    StandUpPicture,
    StandUpSheet,
    StepLine,
    StepsHeard,
    StepWanted,
)
from bot.domain.refusal import Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.roles import Action
from bot.domain.squad import Lane
from bot.domain.standup import (
    MOST_RETURNED,
    OLDEST,
    WEEK,
    Answer,
    Heard,
    NextStep,
    StepOutcome,
    answers,
    without,
)
from bot.services import drafts, owing, people, spoken, watching
from bot.services.deps import Deps
from storage import figures, issues, reminders, standup
from storage import people as kept_people
from storage.cards import Card, Subject
from storage.database import Transaction

SUBJECT, SHEET, DRAFT = "stand_up", "sheet", "next_step"
_COUNTED = 1000
"""Returned issues that are counted at all."""

# ---- the sheet ----


def post_sheet(tx: Transaction, deps: Deps, meeting: datetime, event: int, round_: int, now: datetime) -> None:
    """Post the sheet to all squads, and tell building leads; residents' chats get their short word one by one.

    :param event: the event that the stand-up is a date of, and ``round_`` which.
    """
    place = deps.neighbourhood
    sheet = _sheet(tx, deps, meeting, now)
    for chat in dict.fromkeys(squad.chat for squad in place.routable()):
        owing.post(tx, deps, chat, StandUpPicture(sheet), now)
        here = StandUpSheet(sheet, _confided_in(deps, chat))
        owing.card(tx, deps, (Subject(place.community, SUBJECT, event), SHEET, round_), chat, here, now)
    leads = {lead.id: lead for chat in place.buildings for lead in people.leads_of_building(tx, deps, chat)}
    for person in leads:
        owing.whisper(tx, deps, person, StandUpSheet(sheet, frozenset(), answers=False), now)
    digests = [Reminder(place.community, ReminderKind.STAND_UP_DIGEST, chat, round_, now) for chat in place.buildings]
    reminders.add_all(tx, digests)


def decide_digest(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Tell a building's chat how the week was; where nothing happened, nothing is said."""
    building = deps.neighbourhood.buildings.get(ChatId(reminder.subject))
    if building is None:
        return
    since = now - WEEK
    found = figures.of_squads(tx, deps.neighbourhood.community, since, now, [building.chat])
    secret = {squad.key for squad in deps.neighbourhood.squads.values() if squad.lane is Lane.CONFIDENTIAL}
    told = [one for key, one in found.items() if key not in secret]
    confided = sum(one.received for key, one in found.items() if key in secret)
    if not confided and all(one.quiet for one in told):
        return
    news = StandUpDigest(
        building=building.name,
        since=since,
        until=now,
        received=sum(one.received for one in told),
        accepted=sum(one.accepted for one in told),
        returned=sum(one.returned for one in told),
        overdue=sum(one.overdue for one in told),
        confided=confided,
    )
    owing.post(tx, deps, building.chat, news, now)


def _sheet(tx: Transaction, deps: Deps, meeting: datetime, now: datetime) -> Sheet:
    place = deps.neighbourhood
    found = figures.of_squads(tx, place.community, now - WEEK, now)
    rows = [(squad, found.get(squad.key, Figures(squad.key))) for squad in place.squads.values()]
    unnamed = standup.unnamed(tx, place.community, _COUNTED)
    oldest = standup.oldest(tx, place.community, OLDEST)
    return Sheet(
        meeting=meeting,
        since=now - WEEK,
        until=now,
        rows=tuple((squad, one) for squad, one in rows if not one.quiet),
        oldest=tuple(_view(tx, deps, number) for number in oldest),
        returned=tuple(_view(tx, deps, number) for number in unnamed[:MOST_RETURNED]),
        returned_in_all=len(unnamed),
    )


def _view(tx: Transaction, deps: Deps, number: IssueNumber) -> IssueView:
    return owing.view(tx, deps, issues.access(tx, deps.neighbourhood.community, number))


def _confided_in(deps: Deps, chat: ChatId) -> frozenset[SquadKey]:
    """Return the squads whose confidential issues may be read in a chat: its own, and in the office all."""
    place = deps.neighbourhood
    if chat == place.office.chat:
        return frozenset(place.squads)
    return frozenset(squad.key for squad in place.squads_of(chat))


# ---- what leads answer ----


def hear(tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Message) -> None:
    """Take what a lead answers to the sheet, line by line; what doesn't name an issue is talk."""
    del card
    said = answers(heard.text)
    if not said:
        return
    people.meet(tx, deps, cause)
    lines = tuple(_take(tx, deps, cause, answer) for answer in said)
    owing.reply(tx, deps, cause, StepsHeard(lines))
    _ask(tx, deps, cause, [line for line in lines if line.outcome is StepOutcome.ASKED], said)


def go_on(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Message) -> None:
    """Take what was missing, and ask about the next issue of which something is."""
    (number, words), *rest = draft.state["open"]
    answer = Answer(IssueNumber(number), f"{words}, {heard.text}".strip(", "))
    line = _take(tx, deps, cause, answer)
    still = [(number, answer.words)] if line.outcome is StepOutcome.ASKED else []
    if line.outcome is not StepOutcome.ASKED:
        owing.reply(tx, deps, cause, StepsHeard((line,)))
    waiting = [*still, *rest]
    if not waiting:
        drafts.end(tx, deps, cause, draft)
        return
    (number, words), *_ = waiting
    asked = line if still else _take(tx, deps, cause, Answer(IssueNumber(number), words))
    drafts.go_on(tx, deps, cause, draft, {"open": waiting}, StepWanted(asked))


def _ask(tx: Transaction, deps: Deps, cause: Cause, open_: list[StepLine], said: tuple[Answer, ...]) -> None:
    if not open_:
        return
    words = {answer.number: answer.words for answer in said}
    state = {"open": [(line.number, words[line.number]) for line in open_]}
    drafts.begin(tx, deps, cause, DRAFT, state, StepWanted(open_[0]))


def _take(tx: Transaction, deps: Deps, cause: Cause, answer: Answer) -> StepLine:
    """Keep a step that is whole; say what is wrong with another, or what it lacks."""
    community = deps.neighbourhood.community
    try:
        issue = issues.access(tx, community, answer.number)
    except Refused:
        return StepLine(answer.number, StepOutcome.UNKNOWN)
    squad = deps.neighbourhood.squads[issue.squad]
    standing = people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat)
    if not standing.may(Action.STAND_UP_ANSWER, squad=issue.squad):
        return StepLine(answer.number, StepOutcome.NOT_YOURS, squad=squad)
    if issue.state not in rules.WITH_THE_SQUAD:
        return StepLine(answer.number, StepOutcome.OVER)
    heard = _understood(tx, deps, cause, issue, answer.words)
    if heard.owner is None or heard.due_at is None or heard.missing:
        missing, candidates = heard.missing, heard.candidates
        return StepLine(answer.number, StepOutcome.ASKED, heard.text, heard.owner, heard.due_at, missing, candidates)
    _keep(tx, deps, cause, issue, heard.owner, heard.due_at, heard.text)
    return StepLine(answer.number, StepOutcome.KEPT, heard.text, heard.owner, heard.due_at)


def _understood(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, words: str) -> Heard:
    """Return who does what until when, as far as it was said; who has the issue goes on unless another is named."""
    named = find(words, people.stewards_of(tx, deps, issue.squad))
    due = spoken.deadline(deps, words, cause.at)
    owner = named.candidates[0] if named is not None and len(named.candidates) == 1 else None
    several = named.candidates if named is not None and owner is None else ()
    if named is None and issue.claimed_by is not None:
        owner = kept_people.known(tx, [issue.claimed_by]).get(issue.claimed_by)
    spans = [(named.begin, named.until)] if named is not None else []
    spans += [(due.begin, due.until)] if due is not None else []
    at = None if due is None or due.at <= cause.at else due.at
    return Heard(without(words, spans), owner, at, several)


def _keep(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, owner: Actor, due_at: datetime, text: str) -> None:
    """Set the next step: it is on the timeline, whoever does it has the issue, and it is due then."""
    steps = [Step.NEXT_STEP]
    handed = issue
    if issue.claimed_by != owner.id:
        handed = rules.assign(issue, owner.id, cause.at)
        steps.insert(0, Step.ASSIGN)
    saved = issues.save(tx, rules.next_step(handed, text, due_at))
    issues.add_events(tx, saved, steps, cause, text)
    community = deps.neighbourhood.community
    standup.keep(tx, NextStep(community, issue.number, issue.round, text, owner.id, due_at, cause.actor.id, cause.at))
    watching.watch(tx, deps, saved, cause.at)
    seen = owing.view(tx, deps, saved)
    owing.building_card(tx, deps, seen, cause.at)
    owing.squad_card(tx, deps, seen, cause.at)
