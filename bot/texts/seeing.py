"""Lists of issues, and an issue with its timeline."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body
from bot.domain.issue import TimelineEvent
from bot.domain.news import seeing as told
from bot.domain.news.help import Audience
from bot.domain.news.issues import IssueView
from bot.domain.refusal import Reason
from bot.domain.squad import Lane
from bot.texts.issues import STEPS, heading, state_of
from bot.texts.say import N_, NAME_LENGTH, NOTE_LENGTH, Helps, Html, Say, cut, safe

REFUSALS: Mapping[Reason, str] = {
    Reason.NUMBER_MISSING: N_("Which one? For example: /issue 12"),
}

COMMANDS: Mapping[str, str] = {
    "issues": N_("What is open here"),
    "issue": N_("One issue and its timeline: /issue 12"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (N_("/issues – what is open here"), N_("/issue 12 – one issue and its timeline")),
    Audience.STEWARDS: (N_("/issues – what is open for you"), N_("/issue 12 – one issue and its timeline")),
}
TIMELINE_LINES = 10
LISTED_LENGTH = 40


def body(say: Say, news: told.SeeingNews) -> Body:
    """Return what there is to see as a message."""
    match news:
        case told.IssueList():
            return _issue_list(say, news)
        case told.Timeline():
            return _timeline(say, news)
        case _:
            assert_never(news)


def _issue_list(say: Say, news: told.IssueList) -> Body:
    if not news.views:
        return Body(say("Nothing is open here. 🎉"))
    lines = [say.count("{n} open issue", "{n} open issues", news.total)]
    lines += [_list_line(say, view, confide=news.confide) for view in news.views]
    if news.total > len(news.views):
        lines.append(say("… and {n} older ones", n=news.total - len(news.views)))
    return Body("\n".join(lines))


def _list_line(say: Say, view: IssueView, *, confide: bool) -> Html:
    what = _summary(say, view, confide=confide, most=LISTED_LENGTH)
    head = heading(say, view, confide=_may_know(view, confide=confide))
    return say("{head} · {what} · {state}", head=head, what=what, state=state_of(say, view))


def _may_know(view: IssueView, *, confide: bool) -> bool:
    return confide or view.squad.lane is not Lane.CONFIDENTIAL


def _summary(say: Say, view: IssueView, *, confide: bool, most: int) -> Html:
    if not _may_know(view, confide=confide):
        return say("(confidential)")
    return Html(safe(cut(view.issue.text, most)))


def _timeline(say: Say, news: told.Timeline) -> Body:
    view = news.view
    hidden = not _may_know(view, confide=news.confide)
    lines = [
        say("{head} · {state}", head=heading(say, view, confide=not hidden), state=state_of(say, view)),
        Html(f"<blockquote>{_summary(say, view, confide=news.confide, most=NOTE_LENGTH)}</blockquote>"),
    ]
    shown = news.events[-TIMELINE_LINES:]
    if len(shown) < len(news.events):
        lines.append(say("… {n} earlier steps", n=len(news.events) - len(shown)))
    lines += [_timeline_line(say, view, event, hidden=hidden) for event in shown]
    return Body("\n".join(lines))


def _timeline_line(say: Say, view: IssueView, event: TimelineEvent, *, hidden: bool) -> Html:
    name = say("somebody") if hidden else Html(safe(cut(event.name, NAME_LENGTH)))
    what = say(STEPS[event.step], name=name, squad=view.squad.name(say.language))
    note = f": {safe(cut(event.note, NOTE_LENGTH))}" if event.note and not hidden else ""
    return Html(f"{say.time(event.at)} · {what}{note}")
