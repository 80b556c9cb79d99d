"""An issue's cards, and what is asked about it."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.issue import IssueState, Step, Urgency
from bot.domain.news import issues as told
from bot.domain.news.help import Audience
from bot.domain.presses.issues import AcceptPress, ClaimPress, DonePress, ReturnPress, WithdrawPress
from bot.domain.refusal import Reason
from bot.domain.squad import Lane
from bot.texts.naming import category_name, place_name
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, mention, named, safe

REFUSALS: Mapping[Reason, str] = {
    Reason.ISSUE_UNKNOWN: N_("I don't know an issue #{number} here."),
    Reason.ALREADY_CLAIMED: N_("{owner} was faster: #{number} is taken."),
    Reason.ALREADY_FILED: N_("That is #{number} already."),
    Reason.NOT_YOUR_CLAIM: N_("#{number} is with {owner}."),
    Reason.NOT_CLAIMED_YET: N_("Nobody has taken #{number} yet. Take it first."),
    Reason.NOT_YOUR_ISSUE: N_("That is for the neighbour who reported #{number} to say."),
    Reason.NOT_YOUR_SQUAD: N_("That is for the squad to do, in its own chat."),
    Reason.NOT_RESOLVED_YET: N_("#{number} isn't done yet."),
    Reason.ALREADY_OVER: N_("#{number} is closed."),
    Reason.OUT_OF_TURN: N_("That button is out of date: #{number} has moved on."),
    Reason.REPORT_WITHOUT_TEXT: N_("Tell me what is wrong, for example: /report The light on the 3rd floor is out"),
    Reason.REPORT_NEEDS_BUILDING: N_("Please report it in your building's chat, so that the right people see it."),
    Reason.REPORT_OF_A_BOT: N_("Answer a neighbour's message with /report, not a bot's."),
}

COMMANDS: Mapping[str, str] = {"report": N_("Report something that is wrong")}
HELP: Helps = {
    Audience.NEIGHBOURS: (
        N_(
            "<b>Something is wrong?</b> Just write it in your building's chat, with a photo if you like: I understand "
            "plain words. When a steward says it's fixed, you say whether it is. Or:"
        ),
        N_("/report The light on the 3rd floor is out"),
        N_("/report as an answer to a neighbour's message"),
    ),
    Audience.STEWARDS: (
        N_(
            "Answer a card with “I'll take it”, say how it is going, then “done” when it's fixed, best with a photo; "
            "or press its button."
        ),
    ),
}

STEPS: Mapping[Step, str] = {
    Step.REPORT: N_("{name} reported it"),
    Step.DISPATCH: N_("sent to {squad}"),
    Step.CLAIM: N_("{name} took it"),
    Step.RESOLVE: N_("{name} says it's fixed"),
    Step.ACCEPT: N_("{name} accepted it"),
    Step.RETURN: N_("{name} sent it back"),
    Step.WITHDRAW: N_("{name} withdrew it"),
    Step.NOTE: N_("{name} wrote"),
    Step.EDIT: N_("{name} changed the words"),
    Step.WARN: N_("due soon"),
    Step.REMIND: N_("{squad} was reminded"),
    Step.TELL_LEAD: N_("{name}, who leads the squad, was told"),
    Step.TELL_ABOVE: N_("{name} was told"),
    Step.TELL_OFFICE: N_("the community office was told"),
    Step.ASSIGN: N_("{name} gave it out"),
    Step.TRANSFER: N_("{name} handed it on"),
    Step.PASS_ON: N_("{name} passed it on"),
    Step.RELEASE: N_("{name} gave it back"),
    Step.PAUSE: N_("{name} lets it rest"),
    Step.RESUME: N_("it goes on"),
    Step.ASK: N_("{name} asked"),
    Step.ANSWER: N_("{name} answered"),
    Step.AGREE: N_("{name} says it's fixed"),
    Step.SILENCE: N_("accepted: nobody objected"),
    Step.REOPEN: N_("{name} came back on it"),
    Step.MERGE: N_("{name} says it's another issue"),
    Step.NOT_OURS: N_("{name} says whose it is"),
    Step.GATHER: N_("{name} gathers all reports of it"),
    Step.SUPPORT: N_("{name} has it, too"),
    Step.URGE: N_("{name} asked to hurry up"),
    Step.RATE: N_("{name} rated it"),
    Step.CALL_BACK: N_("{name} rang and asked"),
    Step.NEXT_STEP: N_("{name} said what is done next"),
}

STATES: Mapping[IssueState, str] = {
    IssueState.REPORTED: N_("reported"),
    IssueState.DISPATCHED: N_("with the {squad}"),
    IssueState.CLAIMED: N_("with {owner}"),
    IssueState.RESOLVED: N_("waiting for acceptance"),
    IssueState.ACCEPTED: N_("accepted"),
    IssueState.WITHDRAWN: N_("withdrawn"),
    IssueState.PAUSED: N_("rests with {owner} until {until}"),
    IssueState.WAITING: N_("{owner} waits for an answer"),
    IssueState.DUPLICATE: N_("the same as #{other}"),
    IssueState.NOT_OURS: N_("not the community's to mend"),
}


def body(say: Say, news: told.IssueNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.BuildingCard():
            return _building_card(say, news.view)
        case told.SquadCard():
            return _squad_card(say, news)
        case told.MovedCard():
            return _moved_card(say, news.view)
        case told.PhotoCaption():
            return Body(Html(f"📷 {number_of(say, news.view)}"))
        case told.AcceptanceCard():
            return _acceptance_card(say, news)
        case told.ReasonWanted():
            return _reason_wanted(say, news.view)
        case _:
            assert_never(news)


def number_of(say: Say, view: told.IssueView) -> Html:
    """Return an issue's number."""
    return say("<b>#{number}</b>", number=view.issue.number)


def heading(say: Say, view: told.IssueView, *, confide: bool = True, building: str = "") -> Html:
    """Return what an issue is called: its number, and what and where it is for whoever may know.

    :param building: named where the place itself says no building.
    """
    if not confide:
        return number_of(say, view)
    parts = [_kind(say, view), place_name(say, view.issue.place, cut(building, NAME_LENGTH))]
    return _titled(number_of(say, view), parts)


def state_of(say: Say, view: told.IssueView) -> Html:
    """Return where an issue stands."""
    issue, squad = view.issue, view.squad.name(say.language)
    until = "" if issue.paused_until is None else say.time(issue.paused_until)
    return say(STATES[issue.state], squad=squad, owner=named(view.owner), until=until, other=issue.duplicate_of)


def _building_card(say: Say, view: told.IssueView) -> Body:
    issue = view.issue
    confidential = view.squad.lane is Lane.CONFIDENTIAL
    head = heading(say, view, confide=not confidential)
    lines = [say("📋 {head} · {state}", head=head, state=state_of(say, view))]
    if issue.urgency is Urgency.EMERGENCY and issue.state is IssueState.DISPATCHED:
        lines.insert(0, _danger(say))
    if issue.note and not confidential:
        lines.append(_note(say, view))
    may_withdraw = issue.state in {IssueState.DISPATCHED, IssueState.CLAIMED}
    rows = ((Button(say.plain("Withdraw"), WithdrawPress(issue.number, issue.round)),),) if may_withdraw else ()
    return Body("\n".join(lines), rows)


def _danger(say: Say) -> Html:
    numbers = say.names(list(say.emergency_numbers))
    return say("🚨 <b>If anybody is in danger, call {numbers} now.</b>", numbers=numbers)


def _squad_card(say: Say, news: told.SquadCard) -> Body:
    view, issue = news.view, news.view.issue
    sign = say("🚨 Emergency") if issue.urgency is Urgency.EMERGENCY else Html("🛠")
    head = heading(say, view, building=view.building)
    lines = [
        Html(f"{sign} {head} · {named(view.reporter)}"),
        Html(f"<blockquote>{safe(issue.summary)}</blockquote>"),
    ]
    if issue.photos:
        lines.append(Html(f"📷 {issue.photos}"))
    if news.round < issue.round:
        return Body("\n".join([*lines, say("Sent back; the next card follows.")]))
    if issue.reason:
        lines.append(say("↩️ Not fixed: {reason}", reason=cut(issue.reason, NOTE_LENGTH)))
    if issue.state is not IssueState.DISPATCHED:
        lines.append(state_of(say, view))
        if issue.note:
            lines.append(_note(say, view))
        done = ((Button(say.plain("Done"), DonePress(issue.number, issue.round)),),)
        return Body("\n".join(lines), done if issue.state is IssueState.CLAIMED else ())
    lines.append(say("Please take it by {time}.", time=say.time(issue.due_at)))
    return Body("\n".join(lines), ((Button(say.plain("I'll take it"), ClaimPress(issue.number, issue.round)),),))


def _moved_card(say: Say, view: told.IssueView) -> Body:
    number, squad = view.issue.number, view.squad.name(say.language)
    return Body(say("#{number} has gone to the {squad}.", number=number, squad=squad))


def _acceptance_card(say: Say, news: told.AcceptanceCard) -> Body:
    view, issue = news.view, news.view.issue
    if issue.round > news.round:
        squad, reporter = view.squad.name(say.language), named(view.reporter)
        sentence = N_("#{number}: {reporter} says it isn't fixed. It goes back to {squad}.")
        return Body(say(sentence, number=issue.number, reporter=reporter, squad=squad))
    if issue.state is IssueState.ACCEPTED and issue.closed_at is not None:
        took = say.span(issue.closed_at - issue.reported_at)
        return Body(say("Thank you! #{number} is accepted, after {took}.", number=issue.number, took=took))
    sentence = N_("#{number}: {owner} says it's fixed. {reporter}, is it?")
    asked = say(sentence, number=issue.number, owner=named(view.owner), reporter=mention(view.reporter))
    yes = Button(say.plain("✅ Fixed"), AcceptPress(issue.number, news.round))
    no = Button(say.plain("❌ Not fixed"), ReturnPress(issue.number, news.round))
    return Body(asked, ((yes, no),))


def _reason_wanted(say: Say, view: told.IssueView) -> Body:
    asked = say(
        "{reporter}, what is still wrong with #{number}? Answer this message in a few words.",
        reporter=mention(view.reporter),
        number=view.issue.number,
    )
    return Body(asked, wants_reply=True)


def _kind(say: Say, view: told.IssueView) -> str:
    return category_name(say, view.issue.category)


def _titled(number: Html, parts: list[str]) -> Html:
    said = [safe(part) for part in parts if part]
    # The number and what it is about are one: #12 Lift · Building 3.
    return Html(f"{number} {' · '.join(said)}" if said else number)


def _note(say: Say, view: told.IssueView) -> Html:
    return say("{name}: {note}", name=named(view.owner), note=cut(view.issue.note, NOTE_LENGTH))
