"""An issue's cards, and what is asked about it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import assert_never

from bot.domain.body import Body, Button, StartLink
from bot.domain.cause import Actor
from bot.domain.issue import IN_WORK, OPEN, REOPEN_WITHIN, WITH_THE_SQUAD, IssueState, Step, Urgency
from bot.domain.news import issues as told
from bot.domain.news.help import Audience
from bot.domain.presses.issues import AcceptPress, ClaimPress, ReturnPress, WithdrawPress
from bot.domain.refusal import Reason
from bot.domain.squad import Lane
from bot.texts import dispatch, loop
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
    ),
    Audience.MORE: (N_("/report as an answer to a neighbour's message"),),
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
    IssueState.REPORTED: N_("with the community office"),
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


NOTED = IN_WORK | {IssueState.NOT_OURS}
"""States in which neighbours read what was last said of the work."""


def body(say: Say, news: told.IssueNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.BuildingCard():
            return _building_card(say, news)
        case told.SquadCard():
            return _squad_card(say, news)
        case told.MovedCard():
            return _moved_card(say, news.view)
        case told.PhotoCaption():
            return Body(Html(f"📷 {number_of(say, news.view)}"))
        case told.AcceptanceCard():
            return _acceptance_card(say, news)
        case told.ReasonWanted():
            return _reason_wanted(say, news.view, news.who)
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


def _building_card(say: Say, news: told.BuildingCard) -> Body:
    view, issue = news.view, news.view.issue
    confidential = view.squad.lane is Lane.CONFIDENTIAL
    head = heading(say, view, confide=not confidential)
    lines = [say("📋 {head} · {state}", head=head, state=state_of(say, view))]
    if issue.urgency is Urgency.EMERGENCY and issue.state is IssueState.DISPATCHED:
        lines.insert(0, _danger(say))
    if issue.incident and issue.state in OPEN:
        lines.append(say("📌 All reports of it are gathered here."))
    if issue.note and not confidential and issue.state in NOTED:
        lines.append(_note(say, view))
    return Body("\n".join(lines), _building_rows(say, news, confidential=confidential))


def _building_rows(
    say: Say, news: told.BuildingCard, *, confidential: bool
) -> tuple[tuple[Button | StartLink, ...], ...]:
    issue = news.view.issue
    joining = issue.state in WITH_THE_SQUAD | {IssueState.RESOLVED} and not confidential
    withdraw = Button(say.plain("Withdraw"), WithdrawPress(issue.number, issue.round))
    rows = (
        loop.buttons_of_neighbours(say, issue) if joining else (),
        (withdraw,) if issue.state in WITH_THE_SQUAD | {IssueState.REPORTED} else (),
        () if news.hears else (StartLink(say.plain("🔔 Tell me how it goes"), "notices"),),
    )
    return tuple(row for row in rows if row)


def _danger(say: Say) -> Html:
    numbers = say.names(list(say.emergency_numbers))
    return say("🚨 <b>If anybody is in danger, call {numbers} now.</b>", numbers=numbers)


def _squad_card(say: Say, news: told.SquadCard) -> Body:
    view, issue = news.view, news.view.issue
    sign = say("🚨 Emergency") if issue.urgency is Urgency.EMERGENCY else Html("🛠")
    head = heading(say, view, building=view.building)
    lines = [
        Html(f"{sign} {head} · {_from(say, view)}"),
        Html(f"<blockquote>{safe(issue.summary)}</blockquote>"),
    ]
    counts = [("📷", issue.photos), ("👍", issue.supporters), ("🙏", issue.urges)]
    counted = [f"{sign} {n}" for sign, n in counts if n]
    lines.append(Html(" · ".join([f"🕒 {say.time(issue.reported_at)}", *counted])))
    if issue.incident:
        lines.append(say("📌 All reports of it are gathered here."))
    if news.round < issue.round:
        return Body("\n".join([*lines, say("Sent back; the next card follows.")]))
    if issue.reason:
        lines.append(say("↩️ Not fixed: {reason}", reason=cut(issue.reason, NOTE_LENGTH)))
    if issue.state is IssueState.REPORTED:
        return dispatch.question(say, news, lines)
    if issue.state is not IssueState.DISPATCHED:
        lines.append(state_of(say, view))
        if issue.state is IssueState.CLAIMED:
            lines.append(say("Please be done by {time}.", time=say.time(issue.due_at)))
        if issue.note:
            lines.append(_note(say, view))
        return Body("\n".join(lines), (loop.buttons_of_steward(say, issue),) if issue.state in IN_WORK else ())
    if issue.note:
        lines.append(say("Given back: {note}", note=cut(issue.note, NOTE_LENGTH)))
    lines += dispatch.offered(say, view)
    lines.append(say("Please take it by {time}.", time=say.time(issue.due_at)))
    take = Button(say.plain("I'll take it"), ClaimPress(issue.number, issue.round))
    return Body("\n".join(lines), ((take,), loop.buttons_of_squad(say, issue)))


def _from(say: Say, view: told.IssueView) -> Html:
    """Return whose issue it is, and who has reported it for them."""
    if view.filed_by is not None:
        return say("{name}, reported by {by}", name=named(view.reporter), by=named(view.filed_by))
    if view.issue.for_whom:
        return say("{name}, reported by {by}", name=cut(view.issue.for_whom, NAME_LENGTH), by=named(view.reporter))
    return named(view.reporter)


def _moved_card(say: Say, view: told.IssueView) -> Body:
    number, squad = view.issue.number, view.squad.name(say.language)
    return Body(say("#{number} has gone to the {squad}.", number=number, squad=squad))


def _acceptance_card(say: Say, news: told.AcceptanceCard) -> Body:
    view, issue = news.view, news.view.issue
    if issue.round > news.round:
        squad, reporter = view.squad.name(say.language), named(news.returned_by or view.reporter)
        sentence = N_("#{number}: {reporter} says it isn't fixed. It goes back to {squad}.")
        return Body(say(sentence, number=issue.number, reporter=reporter, squad=squad))
    yes = Button(say.plain("✅ Fixed"), AcceptPress(issue.number, news.round))
    no = Button(say.plain("❌ Not fixed"), ReturnPress(issue.number, news.round))
    if issue.closed_at is not None and issue.by_silence:
        until = say.time(issue.closed_at + REOPEN_WITHIN)
        sentence = N_("#{number}: nobody objected, so it counts as fixed. {reporter} may still say no until {until}.")
        return Body(say(sentence, number=issue.number, reporter=named(view.reporter), until=until), ((no,),))
    if issue.closed_at is not None:
        return _accepted(say, news, issue.closed_at - issue.reported_at)
    sentence = N_("#{number}: {owner} says it's fixed. {names}, is it?")
    names = Html(say.names([mention(one) for one in (view.reporter, *news.asked)]))
    lines = [say(sentence, number=issue.number, owner=named(view.owner), names=names)]
    if news.needed > 1:
        lines.append(say("{agreed} of {needed} say so.", agreed=news.agreed, needed=news.needed))
    return Body("\n".join(lines), ((yes, no),))


def _accepted(say: Say, news: told.AcceptanceCard, took: timedelta) -> Body:
    issue = news.view.issue
    lines = [say("Thank you! #{number} is accepted, after {took}.", number=issue.number, took=say.span(took))]
    if news.stars:
        lines.append(Html(" ".join("⭐" * stars for stars in news.stars)))
    else:
        lines.append(say("How good was the work?"))
    return Body("\n".join(lines), (loop.stars(issue),))


def _reason_wanted(say: Say, view: told.IssueView, who: Actor | None) -> Body:
    asked = say(
        "{reporter}, what is still wrong with #{number}? Answer this message in a few words.",
        reporter=mention(who or view.reporter),
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
    if view.issue.state is IssueState.NOT_OURS:
        return Html(f"👉 {safe(cut(view.issue.note, NOTE_LENGTH))}")
    return say("{name}: {note}", name=named(view.owner), note=cut(view.issue.note, NOTE_LENGTH))
