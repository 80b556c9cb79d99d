"""Reminders that people ask for."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.memo import Memo, MemoState, due_at
from bot.domain.news import memos as told
from bot.domain.news.help import Audience
from bot.domain.presses.memos import MemoDoing, MemoPress
from bot.domain.refusal import Reason
from bot.texts.recurring import rule_in_words
from bot.texts.say import N_, Helps, Html, Say, cut, mention, named

REFUSALS: Mapping[Reason, str] = {
    Reason.MEMO_UNKNOWN: N_("I don't know that reminder any more."),
    Reason.MEMO_NOT_YOURS: N_("That reminder is somebody else's."),
    Reason.MEMO_OVER: N_("That reminder is done."),
    Reason.MEMO_WITHOUT_TEXT: N_("Of what? For example: /remind tomorrow 8am take the medicine"),
    Reason.MEMO_WITHOUT_TIME: N_("When? For example: /remind tomorrow 8am take the medicine"),
    Reason.MEMO_IN_PAST: N_("That time is past. When shall I remind you?"),
    Reason.MEMO_NEVER: N_("No calendar has such a day. When shall I remind you?"),
    Reason.MEMO_TOO_FAR: N_("That is more than three years ahead. I don't plan that far."),
    Reason.MEMO_TOO_OFTEN: N_("That would be too often: once an hour for yourself, once a day for a whole chat."),
    Reason.MEMOS_TOO_MANY: N_("{most} reminders are waiting already. /reminders shows them, to delete some."),
}

COMMANDS: Mapping[str, str] = {
    "remind": N_("Remind me: /remind tomorrow 8am take the medicine"),
    "reminders": N_("What I'll remind you of"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (
        N_(
            "/remind tomorrow 8am take the medicine – a reminder for you alone; “every Monday” works, too. "
            "/reminders shows them."
        ),
    ),
    Audience.LEADS: (N_("/remind everyone Friday 6pm to move the bikes – a reminder for all of this chat."),),
}
LISTED_LENGTH = 60


def body(say: Say, news: told.MemoNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.MemoKept():
            return _kept(say, news)
        case told.MemoDue():
            return _due(say, news)
        case told.MemoSettled():
            return _settled(say, news.memo)
        case told.MemoList():
            return _list(say, news)
        case _:
            assert_never(news)


def _when(say: Say, memo: Memo) -> Html:
    due = due_at(memo)
    at = say("{day}, {begin}", day=say.on(due), begin=say.clock(due)) if due is not None else say("no more")
    return at if memo.rule is None else say("{rule}, next {when}", rule=rule_in_words(say, memo.rule), when=at)


def _kept(say: Say, news: told.MemoKept) -> Body:
    memo = news.memo
    lines = [say("⏰ {when}: {text}", when=_when(say, memo), text=memo.text)]
    if memo.everyone:
        lines.append(say("I'll remind everyone here."))
    elif news.here:
        lines.append(say("I'll say it here. Press Start in my own chat, and I say it to you alone."))
    forget = Button(say.plain("No reminder"), MemoPress(memo.id, memo.times, MemoDoing.DROP))
    return Body("\n".join(lines), ((forget,),))


def _due(say: Say, news: told.MemoDue) -> Body:
    memo = news.memo
    text = say("⏰ <b>{text}</b>", text=memo.text)
    lines = [say("{name}: {text}", name=mention(news.who), text=text) if news.named else text]
    if news.late is not None:
        lines.append(say("This was due at {time}.", time=say.time(news.late)))
    if memo.everyone:
        lines.append(say("{name} asked me to remind you.", name=named(news.who)))
    doings = (
        (N_("10 min"), MemoDoing.MINUTES),
        (N_("1 h"), MemoDoing.HOUR),
        (N_("Tomorrow"), MemoDoing.TOMORROW),
        (N_("✔ Done"), MemoDoing.DONE),
    )
    row = tuple(Button(say.plain(name), MemoPress(memo.id, memo.times, doing)) for name, doing in doings)
    return Body("\n".join(lines), (row,))


def _settled(say: Say, memo: Memo) -> Body:
    if memo.state is MemoState.WAITING:
        return Body(say("⏰ {text} · again {when}", text=memo.text, when=_when(say, memo)))
    mark = N_("✔ <s>{text}</s>") if memo.state is MemoState.DONE else N_("🗑 <s>{text}</s>")
    return Body(say(mark, text=memo.text))


def _list(say: Say, news: told.MemoList) -> Body:
    if not news.memos:
        return Body(say("Nothing waits. /remind tomorrow 8am take the medicine"))
    lines = [say("⏰ What I'll remind everyone here of") if news.everyone else say("⏰ What I'll remind you of")]
    for place, memo in enumerate(news.memos, 1):
        lines.append(
            say("{place}. {when}: {text}", place=place, when=_when(say, memo), text=cut(memo.text, LISTED_LENGTH))
        )
    buttons = [
        Button(f"🗑 {place}", MemoPress(memo.id, memo.times, MemoDoing.DELETE))
        for place, memo in enumerate(news.memos, 1)
    ]
    return Body("\n".join(lines), tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5)))
