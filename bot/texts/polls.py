"""Polls that bind nobody: the draft that is confirmed, Telegram's own poll, and what it came to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import assert_never

from bot.domain import poll as rules
from bot.domain.body import Body, Button, Question
from bot.domain.news import polls as told
from bot.domain.news.help import Audience
from bot.domain.news.polls import PollField
from bot.domain.paper import Bar, Chart, Panel
from bot.domain.poll import Poll, PollState
from bot.domain.presses.polls import PollPress, PollVerb
from bot.domain.refusal import Reason
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut, mention, named

REFUSALS: Mapping[Reason, str] = {
    Reason.POLL_UNKNOWN: N_("There is no poll {number} here. /polls lists them."),
    Reason.POLL_OVER: N_("Poll {number} is over."),
    Reason.POLL_NOT_OPEN: N_("Poll {number} hasn't begun."),
    Reason.POLL_NOT_YOURS: N_("Somebody else is writing that poll."),
    Reason.POLL_NEEDS_BUILDING: N_(
        "Polls are for a building. Please write in its chat, or bind your home with /join first."
    ),
    Reason.POLL_NO_QUESTION: N_("What shall I ask?"),
    Reason.POLL_LONG_QUESTION: N_("The question is too long: Telegram takes 300 characters."),
    Reason.POLL_FEW_OPTIONS: N_("A poll needs two options at least."),
    Reason.POLL_MANY_OPTIONS: N_("Telegram takes twelve options at most. Please leave some out."),
    Reason.POLL_LONG_OPTION: N_("An option is too long: Telegram takes 100 characters."),
    Reason.POLL_SAME_OPTIONS: N_("Two options are the same."),
    Reason.POLL_NO_CLOSING: N_("When shall it close?"),
    Reason.POLL_PAST: N_("That time is over, or all but over. When shall it close?"),
    Reason.POLL_FAR: N_("That is too far away: a poll runs for three months at most."),
    Reason.POLLS_ENOUGH: N_("You have {most} polls waiting. Please see to one of them first."),
}
COMMANDS: Mapping[str, str] = {
    "poll": N_("Ask the neighbours something"),
    "polls": N_("Polls that run, and past ones"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (
        N_("/poll east gate or west gate? – ask the neighbours (a lead starts it), /polls – what was asked"),
    ),
    Audience.BUILDING_LEADS: (N_("“Poll: … or …? until Friday 8 pm” – I show what I understood, you start it"),),
}

PROMPTS: Mapping[PollField, str] = {
    PollField.QUESTION: N_("{who}, what shall I ask? Please reply to this message."),
    PollField.OPTIONS: N_("{who}, between what? Please reply with one option a line, or with slashes: east / west"),
    PollField.CLOSING: N_("{who}, when shall it close? Please reply, for example: Friday 8 pm"),
}
QUESTION_SHOWN, OPTION_SHOWN, OPTIONS_SHOWN = 320, 100, 13
OPTION_IN_RESULT, QUESTION_IN_LIST = 20, 50
CAPTION_QUESTION = 120


def body(say: Say, news: told.PollNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.PollCard():
            return _card(say, news)
        case told.PollWhere():
            return _where(say, news)
        case told.PollPrompt():
            return _prompt(say, news)
        case told.PollProposed():
            return _proposed(say, news)
        case told.PollQuestion():
            return _question(news.poll)
        case told.PollResult():
            return _result(say, news)
        case told.PollList():
            return _list(say, news)
        case _:
            assert_never(news)


def _card(say: Say, news: told.PollCard) -> Body:
    poll = news.poll
    lines = [
        say("📊 <b>Poll for {building}</b>", building=cut(news.building, NAME_LENGTH)),
        *_content(say, poll, news.lacks),
    ]
    lines += _state(say, news)
    return Body("\n".join(lines), tuple(_buttons(say, news)))


def _content(say: Say, poll: Poll, lacks: tuple[Reason, ...] = ()) -> list[Html]:
    """Return what a draft has: its question, its options, and how it is answered until when."""
    lines = [say("<b>{question}</b>", question=cut(poll.question, QUESTION_SHOWN))] if poll.question else []
    shown = poll.options[:OPTIONS_SHOWN]
    lines += [say("{n}. {option}", n=n, option=cut(option, OPTION_SHOWN)) for n, option in enumerate(shown, start=1)]
    if len(poll.options) > len(shown):
        lines.append(say("… and {n} more", n=len(poll.options) - len(shown)))
    how = N_("several choices") if poll.several else N_("one choice")
    names = N_("anonymous") if poll.anonymous else N_("names are shown")
    lines.append(say("{how} · {names}", how=say(how), names=say(names)))
    if poll.closes_at is not None:
        lines.append(say("closes {time}", time=say.when(poll.closes_at, year=Reason.POLL_FAR in lacks)))
    return lines


def _state(say: Say, news: told.PollCard) -> Iterable[Html]:
    """Return where it stands, and what has to be mended first."""
    by = named(news.by)
    match news.poll.state:
        case PollState.DRAFT:
            if news.poll.maybe:
                yield say("Which time did you mean?")
            for lack in news.lacks:
                if lack is not Reason.POLL_NO_CLOSING or not news.poll.maybe:
                    yield say("⚠️ {lack}", lack=say.plain(REFUSALS[lack]))
            if not news.lacks:
                yield say(
                    N_("Is that right?") if news.may_start else N_("Shall I ask the building's lead to start it?")
                )
        case PollState.PROPOSED:
            yield say("Waiting for the building's lead.")
        case PollState.OPEN:
            yield say("Running, started by {by}.", by=by) if news.by else say("Running.")
        case PollState.CLOSING | PollState.CLOSED:
            yield say("Closed.")
        case PollState.DROPPED:
            yield say("Dropped.")
        case PollState.DECLINED:
            yield say("{by} would rather not start it.", by=by)
        case _:
            assert_never(news.poll.state)


def _buttons(say: Say, news: told.PollCard) -> Iterable[tuple[Button, ...]]:
    poll = news.poll
    match poll.state:
        case PollState.DRAFT:
            yield from _draft_buttons(say, news)
        case PollState.PROPOSED:
            yield _leave(say, poll)
            yield (_press(say, N_("✖ Take it back"), poll, PollVerb.DROP),)
        case PollState.OPEN:
            yield (_press(say, N_("Close it now"), poll, PollVerb.STOP),)
        case _:
            return


def _draft_buttons(say: Say, news: told.PollCard) -> Iterable[tuple[Button, ...]]:
    poll = news.poll
    for at in poll.maybe:
        yield (Button(say.when(at), PollPress(poll.number, PollVerb.CLOSE_AT, _minute(at))),)
    if not news.lacks:
        start = (N_("✅ Start it"), PollVerb.START) if news.may_start else (N_("📨 Ask the lead"), PollVerb.PROPOSE)
        yield (_press(say, start[0], poll, start[1]),)
    yield (
        _press(say, N_("✏️ Question"), poll, PollVerb.ASK_QUESTION),
        _press(say, N_("✏️ Options"), poll, PollVerb.ASK_OPTIONS),
        _press(say, N_("⏰ Closing"), poll, PollVerb.ASK_CLOSING),
    )
    several = N_("One choice only") if poll.several else N_("Several choices")
    anonymous = N_("Show names") if poll.anonymous else N_("Anonymous")
    yield (
        _press(say, several, poll, PollVerb.SEVERAL, int(not poll.several)),
        _press(say, anonymous, poll, PollVerb.ANONYMOUS, int(not poll.anonymous)),
    )
    if news.may_vote:
        yield (_press(say, N_("🗳 Let the households vote instead"), poll, PollVerb.MAKE_VOTE),)
    yield (_press(say, N_("✖ Drop it"), poll, PollVerb.DROP),)


def _leave(say: Say, poll: Poll) -> tuple[Button, ...]:
    return (
        _press(say, N_("✅ Allow it"), poll, PollVerb.START),
        _press(say, N_("✖ Rather not"), poll, PollVerb.DECLINE),
    )


def _press(say: Say, text: str, poll: Poll, verb: PollVerb, value: int = 0) -> Button:
    return Button(say.plain(text), PollPress(poll.number, verb, value))


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _where(say: Say, news: told.PollWhere) -> Body:
    rows = tuple(
        (Button(cut(name, NAME_LENGTH), PollPress(news.poll.number, PollVerb.BUILDING, place)),)
        for place, name in news.buildings
    )
    return Body(say("Whose neighbours shall I ask?"), rows)


def _prompt(say: Say, news: told.PollPrompt) -> Body:
    asked = say(PROMPTS[news.field], who=mention(news.who))
    if news.wrong is not None and news.field is not PollField.QUESTION:
        asked = say("{wrong}\n{asked}", wrong=say.plain(REFUSALS[news.wrong]), asked=asked)
    return Body(asked, wants_reply=True)


def _proposed(say: Say, news: told.PollProposed) -> Body:
    asked = say(
        "📊 {author} would like to ask {building}:",
        author=named(news.author),
        building=cut(news.building, NAME_LENGTH),
    )
    return Body("\n".join([asked, *_content(say, news.poll)]), (_leave(say, news.poll),))


def _question(poll: Poll) -> Body:
    return Body("", poll=Question(poll.question, poll.options, poll.anonymous, poll.several))


def _result(say: Say, news: told.PollResult) -> Body:
    poll = news.poll
    lines = [say("📊 <b>{question}</b>", question=cut(poll.question, CAPTION_QUESTION))]
    best = rules.leading(poll)
    for place, (option, votes) in enumerate(zip(poll.options, poll.counts, strict=True)):
        sentence = N_("<b>{option}: {votes}</b>") if place in best else N_("{option}: {votes}")
        lines.append(say(sentence, option=cut(option, OPTION_IN_RESULT), votes=_votes(say, poll, votes)))
    lines.append(_taken_part(say, poll))
    return Body("\n".join(lines), paper=_chart(say, news))


def _chart(say: Say, news: told.PollResult) -> Chart:
    poll, best = news.poll, rules.leading(news.poll)
    bars = tuple(
        Bar(option, votes, _votes(say, poll, votes), "good" if place in best else "plain")
        for place, (option, votes) in enumerate(zip(poll.options, poll.counts, strict=True))
    )
    ends = [at for at in (poll.closes_at, poll.closed_at) if at is not None]
    closed = say.when(min(ends, default=poll.made_at))
    return Chart(
        name=f"poll-{poll.number}",
        title=poll.question,
        subtitle=say.plain("{building} · closed {time}", building=news.building, time=closed),
        panels=(Panel("", bars),),
        footer=_taken_part(say, poll),
    )


def _votes(say: Say, poll: Poll, votes: int) -> str:
    """Return how many voted for something, with their share of all that took part."""
    share = round(100 * votes / poll.voters) if poll.voters else 0
    return say.plain("{votes} ({share} %)", votes=votes, share=share)


def _taken_part(say: Say, poll: Poll) -> Html:
    if not poll.voters:
        return say("Nobody took part.")
    return say.count("{n} neighbour took part.", "{n} neighbours took part.", poll.voters)


def _list(say: Say, news: told.PollList) -> Body:
    if not news.running and not news.past:
        return Body(say("Nothing has been asked here yet. /poll asks the neighbours something."))
    lines: list[Html] = []
    if news.running:
        lines += [say("<b>Polls that run</b>"), *(_running(say, poll) for poll in news.running)]
    if news.past:
        lines += [say("<b>Past polls</b>"), *(_past(say, poll) for poll in news.past)]
    return Body("\n".join(lines))


def _running(say: Say, poll: Poll) -> Html:
    return say(
        "📊 {question} – closes {time}, {taken}",
        question=cut(poll.question, QUESTION_IN_LIST),
        time=say.when(poll.closes_at or poll.made_at),
        taken=_taken_part(say, poll),
    )


def _past(say: Say, poll: Poll) -> Html:
    best = say.names([cut(poll.options[place], OPTION_IN_RESULT) for place in sorted(rules.leading(poll))[:2]])
    return say(
        "📊 {question} – {best} ({taken})",
        question=cut(poll.question, QUESTION_IN_LIST),
        best=best or "–",
        taken=_taken_part(say, poll),
    )
