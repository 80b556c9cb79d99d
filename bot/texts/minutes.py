"""The council's minutes, and what becomes of its decisions."""

import re
from collections.abc import Mapping
from html import unescape
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.cause import Actor
from bot.domain.council import DecisionState, Outcome, SittingState
from bot.domain.news import minutes as told
from bot.domain.news.council import MatterView
from bot.domain.paper import Document, Heading, Paragraph, Table
from bot.domain.presses.council import AttendPress, CloseMinutesPress, DecisionPress, Deed
from bot.domain.refusal import Reason
from bot.texts import council
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, mention, named, safe

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {"minutes": N_("The council's minutes")}
HELP: Helps = {}
AGENDA_SHOWN = 12
DECISIONS_SHOWN = 10
MEMBERS_SHOWN = 24
_IN_A_ROW = 3
_NAME_ON_BUTTON = 14
_TAG = re.compile(r"<[^>]+>")
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ISSUE: N_("becomes an issue"),
    Outcome.EVENT: N_("becomes an event"),
    Outcome.RECORD: N_("stays in the minutes"),
}


def body(say: Say, news: told.MinutesNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.MinutesCard():
            return _card(say, news)
        case told.MinutesGoOn():
            return Body(say("Each message is a decision now: what, who, until when. /minutes done ends the minutes."))
        case told.DecisionCard():
            return _decision_card(say, news.view)
        case told.Minutes():
            return _pages(say, news)
        case told.CouncilDecided():
            return Body(say("🏛 <b>The council has decided:</b> {decision}", decision=_decision(say, news.view)))
        case told.DecisionDue():
            return _due(say, news)
        case told.DecisionDone():
            number = news.view.decision.number
            what = cut(news.view.decision.text, NOTE_LENGTH)
            return Body(say("✅ Decision {number} is carried out: {what}", number=number, what=what))
        case _:
            assert_never(news)


def _card(say: Say, news: told.MinutesCard) -> Body:
    closed = news.sitting.state is SittingState.CLOSED
    when = say.time(news.sitting.starts_at)
    lines: list[str] = [
        say("📝 <b>Council, {time}: the minutes are closed</b>", time=when)
        if closed
        else say("📝 <b>Council, {time}: minutes</b>", time=when)
    ]
    lines += [
        council.line(say, number, view, brief=True) for number, view in enumerate(news.agenda[:AGENDA_SHOWN], start=1)
    ]
    if len(news.agenda) > AGENDA_SHOWN:
        lines.append(say("… and {n} further points", n=len(news.agenda) - AGENDA_SHOWN))
    there = [one for one in news.members if one.id in news.present]
    if there:
        names = say.names([cut(one.name, NAME_LENGTH) for one in there[:MEMBERS_SHOWN]])
        lines += ["", say("Present: {names}", names=cut(names, NOTE_LENGTH * 2))]
    if news.decisions:
        lines += ["", say("<b>Decided</b>")]
        lines += [_short(say, view) for view in news.decisions[-DECISIONS_SHOWN:]]
    if closed:
        return Body("\n".join(lines))
    how = N_("Answer this message with each decision: “2. chargers at the east gate, Wang, by 15 April”")
    lines += ["", say(how)]
    return Body("\n".join(lines), (*_attendance(news), (_done_button(say, news),)))


def _attendance(news: told.MinutesCard) -> tuple[tuple[Button, ...], ...]:
    buttons = [_there(one, news) for one in news.members[:MEMBERS_SHOWN]]
    return tuple(tuple(buttons[at : at + _IN_A_ROW]) for at in range(0, len(buttons), _IN_A_ROW))


def _there(one: Actor, news: told.MinutesCard) -> Button:
    mark = "✓ " if one.id in news.present else ""
    return Button(f"{mark}{cut(one.name, _NAME_ON_BUTTON) or '?'}", AttendPress(news.sitting.id, one.id))


def _done_button(say: Say, news: told.MinutesCard) -> Button:
    return Button(say.plain(N_("Close the minutes")), CloseMinutesPress(news.sitting.id))


def _short(say: Say, view: told.DecisionView) -> Html:
    decision = view.decision
    text = cut(decision.text, council.BRIEF_LENGTH)
    return say(
        "{number}) {text} · {who} · {due}", number=decision.number, text=text, who=_who(view), due=_by(say, view)
    )


def _decision(say: Say, view: told.DecisionView) -> Html:
    text = cut(view.decision.text, 2 * NOTE_LENGTH)
    parts: list[str] = [safe(text), _who(view)]
    if view.decision.due_at is not None:
        parts.append(_by(say, view))
    if view.decision.became is not None:
        word = N_("issue #{number}") if view.decision.outcome is Outcome.ISSUE else N_("event {number}")
        parts.append(say(word, number=view.decision.became))
    return Html(" · ".join(parts))


def _who(view: told.DecisionView) -> Html:
    if view.owner is not None:
        return named(view.owner)
    return Html(safe(cut(view.decision.owner_name, NAME_LENGTH) or "?"))


def _by(say: Say, view: told.DecisionView) -> Html:
    if view.decision.due_at is not None:
        return say("by {time}", time=say.time(view.decision.due_at))
    return say("no date") if view.decision.undated else Html("?")


def _decision_card(say: Say, view: told.DecisionView) -> Body:
    decision = view.decision
    if decision.state is DecisionState.STRUCK:
        return Body(say("Decision {number} is struck out.", number=decision.number))
    head = say("<b>Decision {number}</b>", number=decision.number)
    lines: list[str] = [Html(f"{head} · {_decision(say, view)}"), _where(say, view)]
    if view.candidates:
        names = say.names([cut(one.name, NAME_LENGTH) for one in view.candidates])
        lines.append(say("❓ Which of them: {names}? Answer with the whole name.", names=cut(names, 2 * NOTE_LENGTH)))
    elif not decision.owned:
        lines.append(say("❓ Who does it? Answer with a name."))
    if decision.due_at is None and not decision.undated:
        lines.append(say("❓ Until when? Answer with a date."))
    if decision.state is not DecisionState.NOTED:
        return Body("\n".join(lines))
    return Body("\n".join(lines), tuple(row for row in _decision_rows(say, view) if row))


def _where(say: Say, view: told.DecisionView) -> Html:
    becomes = say.plain(OUTCOMES[view.decision.outcome])
    if not view.building:
        return Html(safe(becomes))
    return say("{building} · {becomes}", building=cut(view.building, NAME_LENGTH), becomes=becomes)


def _decision_rows(say: Say, view: told.DecisionView) -> tuple[tuple[Button, ...], ...]:
    decision = view.decision
    others = [
        (Outcome.ISSUE, Deed.ISSUE, say.plain(N_("An issue"))),
        (Outcome.EVENT, Deed.EVENT, say.plain(N_("An event"))),
        (Outcome.RECORD, Deed.RECORD, say.plain(N_("Only the minutes"))),
    ]
    into = tuple(
        Button(text, DecisionPress(decision.number, deed))
        for outcome, deed, text in others
        if outcome is not decision.outcome and (outcome is not Outcome.ISSUE or view.building)
    )
    undated = decision.due_at is None and not decision.undated
    date = (Button(say.plain(N_("No date")), DecisionPress(decision.number, Deed.NO_DATE)),) if undated else ()
    return into, (*date, Button(say.plain(N_("Strike out")), DecisionPress(decision.number, Deed.STRIKE)))


def _due(say: Say, news: told.DecisionDue) -> Body:
    view = news.view
    who = _who(view) if view.owner is None else mention(view.owner)
    sentence = (
        N_("⏰ {who}: the council's decision {number} was to be carried out by now: {what}")
        if news.late
        else N_("⏰ {who}: the council's decision {number} is due on {time}: {what}")
    )
    due = "" if view.decision.due_at is None else say.time(view.decision.due_at)
    what = cut(view.decision.text, NOTE_LENGTH)
    done = Button(say.plain(N_("Carried out")), DecisionPress(view.decision.number, Deed.DONE))
    return Body(say(sentence, who=who, number=view.decision.number, time=due, what=what), ((done,),))


def _pages(say: Say, news: told.Minutes) -> Body:
    when = say.time(news.sitting.starts_at)
    heads = (N_("No."), N_("Decision"), N_("Who"), N_("Until when"), N_("Becomes"))
    document = Document(
        name=say.plain(N_("council-minutes")),
        title=say.plain(N_("Minutes of the council")),
        subtitle=f"{news.community} · {say.when(news.sitting.starts_at, year=True)}",
        blocks=(
            Heading(say.plain(N_("Present"))),
            Paragraph(say.names([one.name for one in news.present]) or say.plain(N_("Nobody was noted."))),
            Heading(say.plain(N_("Agenda"))),
            Paragraph("\n".join(_plain(say, number, view) for number, view in enumerate(news.agenda, start=1)) or "–"),
            Heading(say.plain(N_("Decisions"))),
            Table(
                tuple(say.plain(head) for head in heads),
                tuple(_row(say, view) for view in news.decisions),
                (0.06, 0.44, 0.16, 0.17, 0.17),
            ),
        ),
        footer=news.community,
    )
    count = say.count("{n} decision", "{n} decisions", len(news.decisions))
    return Body(say("📝 <b>Council, {time}: the minutes</b> · {count}", time=when, count=count), paper=document)


def _row(say: Say, view: told.DecisionView) -> tuple[str, ...]:
    decision = view.decision
    becomes = say.plain(OUTCOMES[decision.outcome])
    if decision.became is not None:
        becomes = f"{becomes} {decision.became}"
    who = view.owner.name if view.owner is not None else decision.owner_name or "–"
    due = "–" if decision.due_at is None else str(say.time(decision.due_at))
    return str(decision.number), decision.text, who, due, becomes


def _plain(say: Say, number: int, view: MatterView) -> str:
    """Return a line of the agenda without markup."""
    return unescape(_TAG.sub("", council.line(say, number, view)))
