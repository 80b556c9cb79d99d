"""The weekly stand-up: its sheet, its picture, what leads answer, and the short word for residents."""

from collections.abc import Mapping
from datetime import timedelta
from typing import assert_never

from bot.domain.body import Body
from bot.domain.figures import Figures
from bot.domain.news import standup as told
from bot.domain.news.help import Audience
from bot.domain.news.issues import IssueView
from bot.domain.paper import BARS, Bar, Chart, Panel, Tone
from bot.domain.refusal import Reason
from bot.domain.squad import Lane, Squad
from bot.domain.standup import Missing, StepOutcome
from bot.texts.issues import heading, state_of
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, named, safe

REFUSALS: Mapping[Reason, str] = {}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {
    Audience.STEWARDS: (
        N_(
            "Before each stand-up I post last week's figures. Leads answer them with what is done next: "
            "“#12 new door motor by Friday, Liu”"
        ),
    ),
}
SQUADS_LISTED = 8
_BARS_A_SQUAD = 5
SQUADS_DRAWN = BARS // _BARS_A_SQUAD
LISTED_LENGTH = 30
_GAP = Html("")
ASKED: Mapping[Missing, str] = {
    Missing.WHAT: N_("what is done"),
    Missing.WHO: N_("who does it"),
    Missing.WHO_OF_THEM: N_("which of them: {names}"),
    Missing.WHEN: N_("until when"),
}


def body(say: Say, news: told.StandUpNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.StandUpSheet():
            return _sheet(say, news)
        case told.StandUpPicture():
            return _picture(say, news.sheet)
        case told.StandUpDigest():
            return _digest(say, news)
        case told.StepsHeard():
            return Body("\n".join(_step_line(say, line) for line in news.lines))
        case told.StepWanted():
            return _wanted(say, news.line)
        case _:
            assert_never(news)


def _week(say: Say, sheet: told.Sheet | told.StandUpDigest) -> str:
    last = sheet.until - timedelta(seconds=1)
    return say.plain(N_("{since} – {until}"), since=say.day_of(sheet.since), until=say.day_of(last))


def _sheet(say: Say, news: told.StandUpSheet) -> Body:
    sheet = news.sheet
    lines = [
        say("📊 <b>Stand-up, {time}</b>", time=say.time(sheet.meeting)),
        say("The week of {week}:", week=_week(say, sheet)),
        *(_row(say, squad, figures) for squad, figures in sheet.rows[:SQUADS_LISTED]),
    ]
    if not sheet.rows:
        lines.append(say("Nothing happened, and nothing is late. 🎉"))
    if len(sheet.rows) > SQUADS_LISTED:
        lines.append(say("… and {n} more squads", n=len(sheet.rows) - SQUADS_LISTED))
    if sheet.oldest:
        lines += [_GAP, say("<b>Open longest</b>")]
        lines += [_issue(say, view, news, until=sheet.until) for view in sheet.oldest]
    if sheet.returned:
        lines += [_GAP, say("<b>Sent back: what is done next, by whom, until when?</b>")]
        lines += [_issue(say, view, news) for view in sheet.returned]
    if sheet.returned_in_all > len(sheet.returned):
        lines.append(say("… and {n} more that came back", n=sheet.returned_in_all - len(sheet.returned)))
    if news.answers:
        how = N_("Leads answer this message, one line an issue: “#12 new door motor by Friday, Liu”")
        lines += [_GAP, say(how)]
    return Body("\n".join(lines))


def _row(say: Say, squad: Squad, figures: Figures) -> Html:
    parts = [
        say("received {n}", n=figures.received),
        say("taken {n}", n=figures.claimed),
        say("accepted {n}, at the first go {first}", n=figures.accepted, first=figures.first_time),
        say("sent back {n}", n=figures.returned),
        say("late {n}", n=figures.overdue),
    ]
    if figures.median is not None:
        parts.append(say("half were done within {span}", span=say.span(figures.median)))
    if figures.satisfaction is not None:
        parts.append(say("rated {stars} of 5 ({n})", stars=f"{float(figures.satisfaction):.1f}", n=figures.ratings))
    name = cut(squad.name(say.language), NAME_LENGTH)
    return say("<b>{squad}</b>: {figures}", squad=name, figures=Html(" · ".join(parts)))


def _issue(say: Say, view: IssueView, news: told.StandUpSheet, until: object = None) -> Html:
    """Return an issue in one line; what is confidential has no words where others read along."""
    may_know = view.squad.lane is not Lane.CONFIDENTIAL or view.squad.key in news.confide
    head = heading(say, view, confide=may_know)
    what = Html(safe(cut(view.issue.text, LISTED_LENGTH))) if may_know else say("(confidential)")
    state = state_of(say, view) if may_know else Html(safe(view.squad.name(say.language)))
    if until is not None:
        age = say.span(news.sheet.until - view.issue.reported_at)
        return say("{head} · {what} · {state} · for {span}", head=head, what=what, state=state, span=age)
    times = say.count("sent back {n} time", "sent back {n} times", view.issue.returns)
    return say("{head} · {what} · {state} · {times}", head=head, what=what, state=state, times=times)


def _picture(say: Say, sheet: told.Sheet) -> Body:
    busiest = sorted(sheet.rows, key=lambda row: (-row[1].received - row[1].overdue, row[0].key))[:SQUADS_DRAWN]
    drawn = [row for row in sheet.rows if row in busiest][:SQUADS_DRAWN]
    most = max((max(_counts(figures)) for _, figures in drawn), default=0)
    chart = Chart(
        name=say.plain(N_("stand-up")),
        title=say.plain(N_("Stand-up")),
        subtitle=_week(say, sheet),
        panels=tuple(_panel(say, squad, figures, most) for squad, figures in drawn),
    )
    return Body(say("📊 <b>Stand-up, {time}</b>", time=say.time(sheet.meeting)), paper=chart)


def _counts(figures: Figures) -> tuple[int, ...]:
    return figures.received, figures.claimed, figures.first_time, figures.returned, figures.overdue


def _panel(say: Say, squad: Squad, figures: Figures, most: int) -> Panel:
    labels = (N_("came in"), N_("taken"), N_("fine at the first go"), N_("sent back"), N_("late"))
    tones: tuple[Tone, ...] = ("plain", "plain", "good", "bad", "bad")
    bars = tuple(
        Bar(say.plain(label), count, str(count), tone)
        for label, count, tone in zip(labels, _counts(figures), tones, strict=True)
        # Nothing bad needs no bar: the picture stays short enough for a phone.
        if count or tone != "bad"
    )
    return Panel(squad.name(say.language), bars, most=max(1, most))


def _digest(say: Say, news: told.StandUpDigest) -> Body:
    lines = [
        say("📊 <b>{building}, {week}</b>", building=cut(news.building, NAME_LENGTH), week=_week(say, news)),
        say(
            "{received} reported, {accepted} accepted as fixed, {returned} sent back, {overdue} late.",
            received=news.received,
            accepted=news.accepted,
            returned=news.returned,
            overdue=news.overdue,
        ),
    ]
    if news.confided:
        lines.append(say.count("{n} more is in good hands.", "{n} more are in good hands.", news.confided))
    return Body("\n".join(lines))


def _step_line(say: Say, line: told.StepLine) -> Html:
    match line.outcome:
        case StepOutcome.KEPT:
            sentence = N_("✅ <b>#{number}</b> {text} · {owner} · by {due}")
        case StepOutcome.ASKED:
            sentence = N_("❓ <b>#{number}</b> {text}: {missing}?")
        case StepOutcome.UNKNOWN:
            sentence = N_("<b>#{number}</b>: I don't know such an issue.")
        case StepOutcome.NOT_YOURS:
            sentence = N_("<b>#{number}</b>: that is for the lead of the {squad} to say.")
        case StepOutcome.OVER:
            sentence = N_("<b>#{number}</b>: there is nothing left to do about it.")
        case _:
            assert_never(line.outcome)
    return say(
        sentence,
        number=line.number,
        text=cut(line.text, NOTE_LENGTH),
        owner=named(line.owner),
        due="" if line.due_at is None else say.time(line.due_at),
        missing=_missing(say, line),
        squad="" if line.squad is None else cut(line.squad.name(say.language), NAME_LENGTH),
    )


def _missing(say: Say, line: told.StepLine) -> Html:
    names = say.names([cut(actor.name, NAME_LENGTH) for actor in line.candidates])
    return Html(safe(say.names([say.plain(ASKED[what], names=names) for what in line.missing])))


def _wanted(say: Say, line: told.StepLine) -> Body:
    asked = N_("<b>#{number}</b> {text}\nPlease answer this message: {missing}?")
    text = cut(line.text, NOTE_LENGTH)
    return Body(say(asked, number=line.number, text=text, missing=_missing(say, line)), wants_reply=True)
