"""Neighbours say whether it's fixed, and how good it is; whoever reported it may take it back."""

from bot.domain import issue as rules
from bot.domain.cause import Cause
from bot.domain.ids import IssueNumber
from bot.domain.issue import CallBack, Issue, IssueState, Step
from bot.domain.news.issues import ReasonWanted
from bot.domain.news.loop import ReturnedAgain, RingThem
from bot.domain.photo import Photo
from bot.domain.roles import Action
from bot.services import dispatch, owing, people, pictures, watching
from bot.services.deps import Deps
from bot.services.loop import asking, steps
from storage import cards, issues, voices
from storage.database import Transaction

TWICE = 2
"""From the second return on, the squad's leads are told."""
CALL_BACK = "call_back"


def accept(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, stars: int | None = None
) -> None:
    """Close an issue, if as many as are needed say that it's fixed."""
    issue = steps.for_reporter(tx, deps, cause, number, round_)
    asked = asking.asked(tx, deps, issue)
    rules.accept(issue, cause.actor.id, cause.at, asked.voices)
    voices.say(tx, issue, asked.voices[cause.actor.id], cause.at, fixed=True)
    enough = asked.with_one_more(tx, issue)
    said = rules.accept(issue, cause.actor.id, cause.at, asked.voices, enough=enough)
    said = steps.keep(tx, deps, cause, issue, said, Step.ACCEPT if enough else Step.AGREE)
    if enough:
        said = _ring_now_and_then(tx, deps, cause, said)
        if stars is not None:
            _rate(tx, cause, said, stars)
    asking.show_question(tx, deps, said, said.round, cause.at)


def send_back(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    number: IssueNumber,
    round_: int,
    reason: str = "",
    photo: Photo | None = None,
) -> None:
    """Open the next round: a neighbour says that it isn't fixed, and is asked why unless they said it."""
    issue = steps.for_reporter(tx, deps, cause, number, round_)
    due_at = steps.claim_due_sooner(deps, issue, cause.at)
    if issue.state is IssueState.ACCEPTED:
        step, back = Step.REOPEN, rules.reopen(issue, cause.actor.id, due_at, reason, cause.at)
    else:
        asked = asking.asked(tx, deps, issue)
        step, back = Step.RETURN, rules.send_back(issue, cause.actor.id, due_at, reason, asked.voices)
        voices.say(tx, issue, asked.voices[cause.actor.id], cause.at, fixed=False)
    returned = issues.save(tx, dispatch.offered(tx, deps, back, cause.at))
    issues.add_events(tx, issue, (step,), cause, reason)
    asking.show_question(tx, deps, returned, issue.round, cause.at, cause.actor)
    owing.squad_card(tx, deps, owing.view(tx, deps, returned), cause.at, issue.round)
    steps.show(tx, deps, cause, returned)
    _tell_leads(tx, deps, cause, returned)
    if not reason:
        owing.ask_for_reason(tx, deps, cause, returned, ReasonWanted(owing.view(tx, deps, returned), cause.actor))
    pictures.keep(tx, deps, returned, Step.RETURN, photo, cause.at)
    watching.watch(tx, deps, returned, cause.at)


def add_reason(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, reason: str, photo: Photo | None = None
) -> None:
    """Keep what is still wrong, and show it to the squad."""
    issue = steps.for_reporter(tx, deps, cause, number, None)
    asked = asking.asked(tx, deps, issue)
    told = issues.save(tx, rules.give_reason(issue, cause.actor.id, reason, asked.voices))
    issues.add_events(tx, told, (Step.NOTE,), cause, reason)
    owing.squad_card(tx, deps, owing.view(tx, deps, told), cause.at)
    pictures.keep(tx, deps, told, Step.RETURN, photo, cause.at)


def withdraw(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Close an issue: the reporter takes it back."""
    issue = steps.for_building(tx, deps, cause, number, None)
    steps.keep(tx, deps, cause, issue, rules.withdraw(issue, cause.actor.id, cause.at), Step.WITHDRAW)


def rate(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, stars: int) -> None:
    """Keep how good somebody who was asked finds the work."""
    issue = steps.for_reporter(tx, deps, cause, number, round_)
    rules.only_who_is_asked(issue, cause.actor.id, asking.asked(tx, deps, issue).voices)
    _rate(tx, cause, issue, stars)
    asking.show_question(tx, deps, issue, issue.round, cause.at)
    steps.done(tx, deps, cause)


def answer_call(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, *, content: bool) -> None:
    """Keep what the reporter said when a lead rang."""
    issue = steps.for_squad(tx, deps, cause, number, round_)
    people.require(tx, deps, cause, Action.CALL_BACK, squad=issue.squad)
    heard = CallBack.CONTENT if content else CallBack.UNHAPPY
    called = issues.save(tx, rules.call_back(issue, heard))
    issues.add_events(tx, called, (Step.CALL_BACK,), cause, heard.value)
    _show_call(tx, deps, called, cause)
    steps.done(tx, deps, cause)


def _rate(tx: Transaction, cause: Cause, issue: Issue, stars: int) -> None:
    rules.rate(issue, stars, voices.first_rated(tx, issue, cause.actor.id), cause.at)
    voices.rate(tx, issue, cause.actor.id, stars, cause.at)
    issues.add_events(tx, issue, (Step.RATE,), cause, "⭐" * stars)


def _tell_leads(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> None:
    """Tell the squad's leads of what came back more than once."""
    if issue.returns < TWICE:
        return
    leads = people.leads_of_squad(tx, deps, issue.squad)
    news = ReturnedAgain(owing.view(tx, deps, issue), leads)
    owing.remind_squad(tx, deps, issue, news, cause.at)
    for lead in leads:
        owing.whisper(tx, deps, lead.id, news, cause.at)


def _ring_now_and_then(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> Issue:
    """Ask the squad's leads, every so many accepted issues, to ring the reporter; return the issue as it is then."""
    every = deps.neighbourhood.call_back_every
    if issues.count_accepted(tx, issue) % every if every else True:
        return issue
    wanted = issues.save(tx, rules.call_back(issue, CallBack.WANTED))
    _show_call(tx, deps, wanted, cause)
    return wanted


def _show_call(tx: Transaction, deps: Deps, issue: Issue, cause: Cause) -> None:
    news = RingThem(owing.view(tx, deps, issue), people.leads_of_squad(tx, deps, issue.squad))
    chat = deps.neighbourhood.squads[issue.squad].chat
    owing.card(tx, deps, (cards.of_issue(issue), CALL_BACK, issue.round), chat, news, cause.at)
