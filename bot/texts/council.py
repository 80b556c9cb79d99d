"""The monthly council: who sits in it, what is raised to it, and its agenda."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body
from bot.domain.council import Bench, DecisionState, Why
from bot.domain.news import council as told
from bot.domain.news.help import Audience
from bot.domain.refusal import Reason
from bot.domain.squad import Lane
from bot.texts.issues import heading, state_of
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut, named, safe

REFUSALS: Mapping[Reason, str] = {
    Reason.MINUTES_CLOSED: N_("The minutes of that meeting are closed."),
    Reason.NO_MINUTES: N_("Nobody is taking minutes here. /minutes begins them."),
    Reason.DECISION_UNKNOWN: N_("I don't know a decision {number}."),
    Reason.DECISION_OVER: N_("Decision {number} can't be changed like that any more."),
    Reason.DECISION_WITHOUT_OWNER: N_("Who does decision {number}? Answer it with a name, then close the minutes."),
    Reason.DECISION_WITHOUT_DATE: N_("Until when is decision {number}? Answer it with a date, or press “no date”."),
    Reason.DECISIONS_TOO_MANY: N_("There are {most} decisions already: close these minutes first."),
    Reason.DECISION_EMPTY: N_("Write what was decided, who does it and until when."),
    Reason.MATTER_MISSING: N_("Which one? Answer the card of an issue or a topic with /raise, or name it: /raise #12"),
    Reason.MATTER_WAITS: N_("#{number} is on the council's next agenda already."),
    Reason.MATTER_WAITS_NOT: N_("#{number} wasn't raised to the council."),
    Reason.BENCH_MISSING: N_(
        "Which bench? For example, as an answer to somebody: /bench owners. There are community, property, owners and "
        "buildings."
    ),
    Reason.BENCH_FULL: N_("There are {most} people on that bench already."),
    Reason.ON_BENCH_ALREADY: N_("{name} sits there already."),
    Reason.NOT_ON_BENCH: N_("{name} doesn't sit there."),
    Reason.NOT_IN_COUNCIL: N_("That is for those who sit in the council. In our own chat I show you its agenda."),
}

COMMANDS: Mapping[str, str] = {
    "raise": N_("Put an issue or a topic before the council"),
    "council": N_("The council's next agenda"),
}
HELP: Helps = {
    Audience.LEADS: (
        N_("/raise as an answer to an issue's or a topic's card, or /raise #12 – puts it before the monthly council"),
        N_("/council – the council's next agenda"),
    ),
    Audience.WORKERS: (
        N_("/bench – who sits in the council; /bench owners as an answer to somebody, /bench off owners"),
        N_("/council off #12 – takes it off the agenda"),
        N_("/minutes – begins the council's minutes: then one message for each decision; /minutes done"),
    ),
}
BENCHES: Mapping[Bench, str] = {
    Bench.COMMUNITY: N_("Community"),
    Bench.PROPERTY: N_("Property company"),
    Bench.OWNERS: N_("Owners' committee"),
    Bench.BUILDINGS: N_("Building representatives"),
}
WHYS: Mapping[Why, str] = {
    Why.DECIDED: N_("What became of earlier decisions"),
    Why.RAISED: N_("Raised"),
    Why.RETURNED: N_("Sent back three times"),
    Why.MONTH_END: N_("Still open at the month's end"),
}
TITLE_LENGTH = 40
BRIEF_LENGTH = 20
NOTE_LENGTH = 40
NAMES_LISTED = 8
TOLD_IN_FULL = 8
"""A longer agenda has no histories: /issue has them."""


def body(say: Say, news: told.CouncilNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.MatterRaised():
            return _raised(say, news)
        case told.MatterTold():
            by = named(news.view.raised_by)
            return Body(say("⬆️ {name} put it before the council: {matter}", name=by, matter=title(say, news.view)))
        case told.MatterTakenOff():
            return Body(say("It is off the council's agenda: {matter}", matter=title(say, news.view)))
        case told.Benches():
            return _benches(say, news)
        case told.BenchChanged():
            return _bench_changed(say, news)
        case told.Agenda():
            return _agenda(say, news)
        case _:
            assert_never(news)


def title(say: Say, view: told.MatterView, most: int = TITLE_LENGTH) -> Html:
    """Return what a matter is called; what is confidential has no words here."""
    if view.issue is not None:
        open_lane = view.issue.squad.lane is not Lane.CONFIDENTIAL
        head = heading(say, view.issue, confide=open_lane)
        if not open_lane:
            squad = view.issue.squad.name(say.language)
            return say("{head} · {squad}, confidential", head=head, squad=squad)
        return say("{head} · {what}", head=head, what=cut(view.issue.issue.text, most))
    if view.topic is not None:
        return say("topic {number}: {what}", number=view.topic.number, what=cut(view.topic.text, most))
    if view.decision is not None:
        return say("decision {number}: {what}", number=view.decision.number, what=cut(view.decision.text, most))
    return say("vote {number}: {what}", number=view.matter.number, what=cut(view.question, most))


def line(say: Say, position: int, view: told.MatterView, *, brief: bool = False) -> Html:
    """Return a matter as a line of the agenda, with its history unless there are too many."""
    if brief:
        return Html(f"{position}. {title(say, view, BRIEF_LENGTH)}")
    parts: list[str] = [title(say, view), *_history(say, view)]
    if view.building:
        parts.append(safe(cut(view.building, NAME_LENGTH)))
    if view.matter.note:
        parts.append(safe(f"“{cut(view.matter.note, NOTE_LENGTH)}”"))
    return Html(f"{position}. {' · '.join(parts)}")


def _history(say: Say, view: told.MatterView) -> list[Html]:
    if view.issue is not None:
        issue = view.issue.issue
        parts = [say("since {day}", day=say.day_of(issue.reported_at))]
        if issue.returns:
            parts.append(say.count("sent back {n} time", "sent back {n} times", issue.returns))
        return [*parts, state_of(say, view.issue)] if view.issue.squad.lane is not Lane.CONFIDENTIAL else parts
    if view.decision is None:
        return []
    decision = view.decision
    if decision.state is DecisionState.DONE:
        return [say("done")]
    parts = [Html(safe(cut(view.owner, NAME_LENGTH)))] if view.owner else []
    if decision.due_at is not None:
        parts.append(say("by {day}", day=say.day_of(decision.due_at)))
    return [*parts, say("not done yet")]


def _raised(say: Say, news: told.MatterRaised) -> Body:
    if news.next_at is None:
        return Body(say("⬆️ It comes before the council at its next meeting: {matter}", matter=title(say, news.view)))
    when = say.time(news.next_at)
    return Body(say("⬆️ It comes before the council on {time}: {matter}", time=when, matter=title(say, news.view)))


def _benches(say: Say, news: told.Benches) -> Body:
    lines: list[str] = [say("<b>The council</b>")]
    for bench, actors in news.members:
        names = _names(say, [actor.name for actor in actors]) if actors else say.plain(N_("nobody sits there yet"))
        lines.append(say("{bench}: {names}", bench=say.plain(BENCHES[bench]), names=names))
    return Body("\n".join(lines))


def _bench_changed(say: Say, news: told.BenchChanged) -> Body:
    sentence = (
        N_("{name} sits in the council now: {bench}.")
        if news.seated
        else N_("{name} doesn't sit in the council any more: {bench}.")
    )
    return Body(say(sentence, name=named(news.who), bench=say.plain(BENCHES[news.bench])))


def _agenda(say: Say, news: told.Agenda) -> Body:
    lines: list[str] = [_head(say, news)]
    why = None
    for position, view in enumerate(news.views, start=1):
        if view.matter.why is not why:
            why = view.matter.why
            lines += ["", Html(f"<b>{say(WHYS[why])}</b>")]
        lines.append(line(say, position, view, brief=len(news.views) > TOLD_IN_FULL))
    if not news.views:
        lines.append(say("Nothing is on the agenda."))
    if news.waiting:
        lines.append(say.count("{n} more waits for the next time.", "{n} more wait for the next time.", news.waiting))
    if news.unreached or news.empty_benches:
        lines.append("")
    if news.unreached:
        names = _names(say, [actor.name for actor in news.unreached])
        lines.append(say("I may not write to {names}: please tell them.", names=names))
    if news.empty_benches:
        benches = say.names([say.plain(BENCHES[bench]) for bench in news.empty_benches])
        lines.append(say("Nobody sits there yet: {benches}. /bench", benches=benches))
    return Body("\n".join(lines))


def _head(say: Say, news: told.Agenda) -> Html:
    if news.starts_at is None:
        return say("🏛 <b>Council: the next agenda, as it stands now</b>")
    when = say.time(news.starts_at)
    if news.draft:
        return say("🏛 <b>Council, {time}</b>: the agenda as it stands now", time=when)
    if news.place:
        return say("🏛 <b>Council, {time}, {place}</b>", time=when, place=cut(news.place, NAME_LENGTH))
    return say("🏛 <b>Council, {time}</b>", time=when)


def _names(say: Say, names: list[str]) -> str:
    shown = [cut(name, NAME_LENGTH) for name in names[:NAMES_LISTED]]
    return say.names(shown) + ("…" if len(names) > NAMES_LISTED else "")
