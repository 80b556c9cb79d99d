"""What somebody hears in private of their issues."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from bot.domain.body import Body, Button, StartLink
from bot.domain.due import clock_of
from bot.domain.issue import Step
from bot.domain.news import notices as told
from bot.domain.news.help import Audience
from bot.domain.news.issues import IssueView
from bot.domain.notice import Notices
from bot.domain.presses.issues import AcceptPress, ReturnPress
from bot.domain.presses.notices import NoticesPress
from bot.domain.refusal import Reason
from bot.texts.issues import heading, state_of
from bot.texts.say import N_, NOTE_LENGTH, Helps, Html, Say, cut, named

REFUSALS: Mapping[Reason, str] = {
    Reason.NOTICES_UNKNOWN: N_("How much do you want to hear? /notices on, /notices digest or /notices off"),
}
COMMANDS: Mapping[str, str] = {"notices": N_("What you hear from me in private")}
HELP: Helps = {
    Audience.MORE: (N_("/notices – what you hear from me in private of what you reported"),),
}
CHOSEN: Mapping[Notices, str] = {
    Notices.ON: N_("You hear from me as soon as something happens to what you reported; at night in the morning."),
    Notices.DIGEST: N_("You hear from me each morning of what has happened to what you reported, in one message."),
    Notices.OFF: N_("You hear nothing from me in private. In your building's chat you see it all the same."),
}
LABELS: Mapping[Notices, str] = {
    Notices.ON: N_("At once"),
    Notices.DIGEST: N_("Each morning"),
    Notices.OFF: N_("Not at all"),
}
HAPPENED: Mapping[Step, str] = {
    Step.CLAIM: N_("🛠 {head}: {owner} has taken it."),
    Step.ASSIGN: N_("🛠 {head}: {owner} has taken it."),
    Step.TRANSFER: N_("🛠 {head}: {owner} has taken it."),
    Step.PASS_ON: N_("🔀 {head} is now with the {squad}."),
    Step.RELEASE: N_("↩️ {head} is free again; the {squad} looks for somebody else."),
    Step.NOTE: N_("💬 {head} · {owner} writes"),
    Step.PAUSE: N_("⏸ {head} {state}"),
    Step.RESUME: N_("▶️ {head}: {owner} goes on."),
    Step.RESOLVE: N_("✅ {head}: {owner} says it's fixed."),
    Step.SILENCE: N_("✅ {head} counts as fixed, since nobody objected."),
    Step.NOT_OURS: N_("ℹ️ {head}: not the community's to mend."),
    Step.MERGE: N_("🔗 {head}: {state}."),
}


def body(say: Say, news: told.NoticeNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.Notice():
            return _notice(say, news)
        case told.Digest():
            return _digest(say, news)
        case told.NoticesChosen():
            return _chosen(say, news)
        case _:
            assert_never(news)


def _notice(say: Say, news: told.Notice) -> Body:
    view, issue = news.view, news.view.issue
    happened = say(
        HAPPENED[news.step],
        head=heading(say, view),
        owner=named(view.owner),
        squad=view.squad.name(say.language),
        state=state_of(say, view),
    )
    lines = [happened]
    if news.note:
        lines.append(say("“{note}”", note=cut(news.note, NOTE_LENGTH)))
    if not news.may_accept:
        return Body("\n".join(lines))
    lines.append(say("Is it?"))
    yes = Button(say.plain("✅ Fixed"), AcceptPress(issue.number, issue.round))
    no = Button(say.plain("❌ Not fixed"), ReturnPress(issue.number, issue.round))
    return Body("\n".join(lines), ((yes, no),))


def _digest(say: Say, news: told.Digest) -> Body:
    lines: list[Html] = [say("☀️ Since last time:")]
    lines += [_line(say, view, news.now) for view in news.views]
    if news.more:
        lines.append(say("… and {n} more: /issues", n=news.more))
    return Body("\n".join(lines))


def _line(say: Say, view: IssueView, now: datetime) -> Html:
    line = say("{head} · {state}", head=heading(say, view), state=state_of(say, view))
    overdue = clock_of(view.issue) is not None and view.issue.due_at <= now
    return Html(f"⏰ {line}" if overdue else f"· {line}")


def _chosen(say: Say, news: told.NoticesChosen) -> Body:
    if not news.started:
        start = StartLink(say.plain("🔔 Tell me how it goes"), "notices")
        return Body(say("I may write to you in private only once you press Start there."), ((start,),))
    others = [notices for notices in Notices if notices is not news.notices]
    buttons = tuple(Button(say.plain(LABELS[notices]), NoticesPress(notices)) for notices in others)
    return Body(say(CHOSEN[news.notices]), (buttons,))
