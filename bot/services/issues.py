"""The loop: report, claim, resolve, accept or send back, withdraw; and to see what is open."""

from dataclasses import dataclass, replace

from bot.domain import issue as rules
from bot.domain.cause import Actor, Cause
from bot.domain.ids import IssueNumber, MessageId
from bot.domain.issue import Issue, IssueState, Step, Urgency
from bot.domain.news import IssueList, ReasonWanted, Timeline
from bot.domain.refusal import Reason, Refused
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.squad import who_gets
from bot.services import owing
from bot.services.deps import Deps
from bot.services.people import meet
from nlp.understanding import Said
from storage import issues, reminders
from storage.database import Transaction

LIST_LENGTH = 15


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, as somebody wrote it."""

    text: str
    reporter: Actor
    message: MessageId | None
    thread: int | None = None
    squad: str | None = None
    category: str | None = None
    urgency: Urgency = Urgency.NORMAL
    shown: MessageId | None = None
    """A message of the bot's that shall become the card in the building's chat."""


def report(tx: Transaction, deps: Deps, cause: Cause, said: Report) -> None:
    """File an issue and hand it to its squad."""
    place = deps.neighbourhood
    if cause.chat not in place.buildings:
        raise Refused(Reason.REPORT_NEEDS_BUILDING)
    if not said.text.strip():
        raise Refused(Reason.REPORT_WITHOUT_TEXT)
    meet(tx, deps, cause, said.reporter)
    _not_filed_yet(tx, cause, said)
    squad = who_gets(place.routable(), said.squad, said.category, place.fallback)
    reported = Issue(
        community=place.community,
        number=issues.next_number(tx, place.community),
        chat=cause.chat,
        message=said.message,
        thread=said.thread,
        reporter=said.reporter.id,
        text=said.text,
        category=said.category,
        urgency=said.urgency,
        squad=squad.key,
        state=IssueState.REPORTED,
        reported_at=cause.at,
        due_at=place.claim_due(squad, said.urgency, cause.at),
    )
    issue = rules.dispatch(reported)
    issues.add(tx, issue)
    issues.add_events(tx, issue, (Step.REPORT, Step.DISPATCH), cause)
    seen = owing.view(tx, deps, issue, said.reporter)
    owing.building_card(tx, deps, seen, cause.at, said.shown)
    owing.squad_card(tx, deps, seen, cause.at)
    _watch_for_a_claim(tx, issue)


def report_command(tx: Transaction, deps: Deps, cause: Cause, said: Report) -> None:
    """File what somebody asked for by /report: the words decide who gets it."""
    understood = deps.read(_said(deps, cause, said.text))
    urgency = Urgency(understood.urgency.value)
    report(tx, deps, cause, replace(said, squad=understood.squad, category=understood.category, urgency=urgency))


def claim(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None = None) -> None:
    """Give an issue to whoever asks for it in the squad's chat."""
    issue = _for_squad(tx, deps, cause, number, round_)
    claimed = issues.save(tx, rules.claim(issue, cause.actor.id, cause.at))
    issues.add_events(tx, claimed, (Step.CLAIM,), cause)
    _show(tx, deps, cause, claimed)


def resolve(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None = None, note: str = ""
) -> None:
    """Take a steward's word that it's fixed, and ask the reporter."""
    issue = _for_squad(tx, deps, cause, number, round_)
    resolved = issues.save(tx, rules.resolve(issue, cause.actor.id, cause.at))
    issues.add_events(tx, resolved, (Step.RESOLVE,), cause, note)
    _show(tx, deps, cause, resolved)
    owing.acceptance_card(tx, deps, owing.view(tx, deps, resolved), resolved.round, cause.at)


def accept(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Close an issue: the reporter says that it's fixed."""
    issue = _for_building(tx, deps, cause, number, round_)
    accepted = issues.save(tx, rules.accept(issue, cause.actor.id, cause.at))
    issues.add_events(tx, accepted, (Step.ACCEPT,), cause)
    _show(tx, deps, cause, accepted)
    owing.acceptance_card(tx, deps, owing.view(tx, deps, accepted), accepted.round, cause.at)


def send_back(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, reason: str = "") -> None:
    """Open the next round: the reporter says that it isn't fixed, and is asked why unless they said it."""
    issue = _for_building(tx, deps, cause, number, round_)
    squad = deps.neighbourhood.squads[issue.squad]
    due_at = deps.neighbourhood.claim_due(squad, issue.urgency, cause.at)
    returned = issues.save(tx, rules.send_back(issue, cause.actor.id, due_at, reason))
    issues.add_events(tx, issue, (Step.RETURN,), cause, reason)
    seen = owing.view(tx, deps, returned)
    owing.acceptance_card(tx, deps, seen, issue.round, cause.at)
    owing.squad_card(tx, deps, seen, cause.at, issue.round)
    _show(tx, deps, cause, returned)
    if not reason:
        owing.ask_for_reason(tx, deps, seen, cause.at, ReasonWanted(seen))
    _watch_for_a_claim(tx, returned)


def add_reason(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, reason: str) -> None:
    """Keep what is still wrong, and show it to the squad."""
    issue = _for_building(tx, deps, cause, number, None)
    told = issues.save(tx, rules.give_reason(issue, cause.actor.id, reason))
    issues.add_events(tx, told, (Step.NOTE,), cause, reason)
    owing.squad_card(tx, deps, owing.view(tx, deps, told), cause.at)


def withdraw(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Close an issue: the reporter takes it back."""
    issue = _for_building(tx, deps, cause, number, None)
    withdrawn = issues.save(tx, rules.withdraw(issue, cause.actor.id, cause.at))
    issues.add_events(tx, withdrawn, (Step.WITHDRAW,), cause)
    _show(tx, deps, cause, withdrawn)


def list_open(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Show what is open: the building's, the squad's, or one's own."""
    place = deps.neighbourhood
    squads = [squad.key for squad in place.squads_of(cause.chat)]
    if cause.chat in place.buildings:
        found, total = issues.open_in_building(tx, place.community, cause.chat, LIST_LENGTH)
    elif squads:
        found, total = issues.open_of_squads(tx, place.community, squads, LIST_LENGTH)
    else:
        found, total = issues.open_of_reporter(tx, place.community, cause.actor.id, LIST_LENGTH)
    views = tuple(owing.view(tx, deps, issue) for issue in found)
    owing.reply(tx, deps, cause, IssueList(views, total, confide=cause.chat not in place.buildings))


def show(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Show one issue and its timeline, where the chat may see it."""
    place = deps.neighbourhood
    issue = issues.access(tx, place.community, number)
    seen = owing.view(tx, deps, issue)
    of_squad = cause.chat == seen.squad.chat
    own = cause.private and issue.reporter == cause.actor.id
    if not (of_squad or own or issue.chat == cause.chat):
        raise Refused(Reason.ISSUE_UNKNOWN, number=number)
    events = issues.timeline(tx, place.community, number)
    owing.reply(tx, deps, cause, Timeline(seen, events, confide=of_squad or own))


def _not_filed_yet(tx: Transaction, cause: Cause, said: Report) -> None:
    """Refuse a message that is an issue already. The message of the command itself is new."""
    if said.message is None or said.message == cause.message:
        return
    filed = issues.of_message(tx, cause.chat, said.message)
    if filed is not None:
        raise Refused(Reason.ALREADY_FILED, number=filed.number)


def _for_squad(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue for its squad to work on; its chat is what makes somebody a steward of it."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    if deps.neighbourhood.squads[issue.squad].chat != cause.chat:
        raise Refused(Reason.NOT_YOUR_SQUAD)
    return _of_round(tx, deps, cause, issue, round_)


def _for_building(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue of the building in whose chat something happens."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    if issue.chat != cause.chat:
        raise Refused(Reason.ISSUE_UNKNOWN, number=number)
    return _of_round(tx, deps, cause, issue, round_)


def _of_round(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, round_: int | None) -> Issue:
    if round_ is not None and round_ != issue.round:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    meet(tx, deps, cause)
    return issue


def _show(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> None:
    """Bring both cards up to date, and let the button stop waiting."""
    seen = owing.view(tx, deps, issue)
    owing.building_card(tx, deps, seen, cause.at)
    owing.squad_card(tx, deps, seen, cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _watch_for_a_claim(tx: Transaction, issue: Issue) -> None:
    reminder = Reminder(issue.community, ReminderKind.UNCLAIMED, issue.number, issue.round, issue.due_at)
    reminders.add(tx, reminder)


def _said(deps: Deps, cause: Cause, text: str) -> Said:
    return Said(text=text, sent_at=cause.at.astimezone(deps.neighbourhood.zone))
