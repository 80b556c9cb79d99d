"""Topics of a building: what neighbours propose, who is for it, and what is said of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.news import topics as told
from bot.domain.news.help import Audience
from bot.domain.news.topics import TopicView
from bot.domain.paper import File
from bot.domain.poll import length
from bot.domain.presses.topics import ProposePress, StancePress, TopicPress, TopicVerb
from bot.domain.refusal import Reason
from bot.domain.topic import OPEN, WAITING, Argument, Stance, Topic, TopicState
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut, mention

REFUSALS: Mapping[Reason, str] = {
    Reason.TOPIC_UNKNOWN: N_("There is no topic {number} here. /topics lists them."),
    Reason.TOPIC_OVER: N_("Topic {number} is over."),
    Reason.TOPIC_OUT_OF_TURN: N_("Topic {number} isn't at that point."),
    Reason.TOPIC_NOT_YOURS: N_("Only whoever proposed it can do that."),
    Reason.TOPIC_NEEDS_BUILDING: N_(
        "Topics are for a building. Please write in its chat, or bind your home with /join first."
    ),
    Reason.TOPIC_NUMBER_MISSING: N_("Which topic? For example: /topic 3"),
    Reason.TOPIC_EMPTY: N_("What do you propose? For example: /propose a bench in the garden"),
    Reason.TOPIC_LONG: N_("Please say it in {most} characters; the discussion can have the rest."),
    Reason.TOPICS_ENOUGH: N_("You have {most} topics open. Please wait until one of them is through."),
    Reason.TOPIC_SUPPORTED_ALREADY: N_("You are for it already, or somebody of your household is."),
    Reason.TOPIC_REASON_MISSING: N_("Please say why, so that the neighbours know."),
    Reason.ARGUMENT_NOT_YOURS: N_("Only whoever wrote that can say what it means."),
    Reason.ARGUMENT_NONE: N_("You have said nothing about this yet. Reply to the topic's card, and it is kept here."),
}
COMMANDS: Mapping[str, str] = {
    "propose": N_("Propose something to the building"),
    "topics": N_("What has been proposed, and how far it is"),
}
HELP: Helps = {
    Audience.NEIGHBOURS: (
        N_("/propose a bench in the garden – propose something to the building, /topics – what has been proposed"),
    ),
}

STATES: Mapping[TopicState, str] = {
    TopicState.PROPOSED: N_("Is anybody else for it?"),
    TopicState.SUPPORTED: N_("Enough are for it: the building's lead is asked."),
    TopicState.IN_VOTE: N_("The building votes on it."),
    TopicState.RAISED: N_("On its way to the council."),
    TopicState.DECIDED: N_("✅ Decided: {decision}"),
    TopicState.DECLINED: N_("Not taken up: {reason}"),
    TopicState.WITHDRAWN: N_("Taken back."),
}
STATE_IN_LIST: Mapping[TopicState, str] = {
    TopicState.PROPOSED: N_("looks for support"),
    TopicState.SUPPORTED: N_("waits for the lead"),
    TopicState.IN_VOTE: N_("in a vote"),
    TopicState.RAISED: N_("with the council"),
    TopicState.DECIDED: N_("decided"),
    TopicState.DECLINED: N_("not taken up"),
    TopicState.WITHDRAWN: N_("taken back"),
}
STANCES: Mapping[Stance, str] = {
    Stance.FOR: N_("For"),
    Stance.AGAINST: N_("Against"),
    Stance.QUESTION: N_("Question"),
    Stance.REMARK: N_("Remark"),
}
TEXT_IN_LIST, DECISION_SHOWN, ARGUMENT_SHOWN, DETAIL_LENGTH = 60, 400, 160, 1800


def body(say: Say, news: told.TopicNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.TopicCard():
            return Body("\n".join(_card(say, news.view)), tuple(_card_buttons(say, news.view)))
        case told.TopicOffer():
            return _offer(say, news)
        case told.TopicNotOffered():
            return Body(say("All right, just talk."))
        case told.TopicWanted():
            return Body(
                say("{who}, what do you propose? Please reply to this message.", who=mention(news.who)),
                wants_reply=True,
            )
        case told.TopicSupported():
            how = N_("What shall become of it? For a vote, press 🗳 in the building's chat.")
            return Body("\n".join([*_card(say, news.view), say(how)]), _lead_buttons(say, news.view))
        case told.LeadsAsked():
            return _leads_asked(say, news)
        case told.DeclineReasonWanted():
            asked = N_("{who}, why not? The neighbours will read it. Please reply to this message.")
            return Body(say(asked, who=mention(news.who)), wants_reply=True)
        case told.StanceAsked():
            return _stance(say, news)
        case told.TopicDecided():
            return _decided(say, news.view)
        case told.TopicDetail():
            return _detail(say, news)
        case told.TopicList():
            return _list(say, news)
        case _:
            assert_never(news)


def _card(say: Say, view: TopicView) -> list[Html]:
    topic = view.topic
    head = say("💡 <b>Topic {number} · {building}</b>", number=topic.number, building=cut(view.building, NAME_LENGTH))
    lines = [head, say("{text}", text=topic.text), _support(say, view)]
    lines += [_discussion(say, view.stances)] if any(view.stances.values()) else []
    lines.append(_state(say, topic))
    if topic.state in OPEN:
        lines.append(say("<i>Reply to this message to say what you think.</i>"))
    return lines


def _support(say: Say, view: TopicView) -> Html:
    if view.topic.state is TopicState.PROPOSED:
        return say("👍 {n} of {needed} households", n=view.supporters, needed=view.topic.threshold)
    return say("👍 {n} households", n=view.supporters)


def _discussion(say: Say, stances: Mapping[Stance, int]) -> Html:
    said = [say("{stance} {n}", stance=say.plain(STANCES[each]), n=stances.get(each, 0)) for each in Stance]
    return say("💬 {said}", said=Html(" · ".join(said)))


def _state(say: Say, topic: Topic) -> Html:
    return say(STATES[topic.state], decision=cut(topic.decision, DECISION_SHOWN), reason=topic.reason)


def _card_buttons(say: Say, view: TopicView) -> Iterable[tuple[Button, ...]]:
    topic = view.topic
    sort = _press(say, N_("Sort my words"), topic, TopicVerb.SORT)
    if topic.state in WAITING:
        yield _press(say, N_("👍 I'm for it"), topic, TopicVerb.SUPPORT), sort
        if topic.state is TopicState.SUPPORTED:
            yield (_press(say, N_("🗳 Put it to a vote"), topic, TopicVerb.VOTE),)
    elif topic.state in OPEN:
        yield (sort,)


def _lead_buttons(say: Say, view: TopicView) -> tuple[tuple[Button, ...], ...]:
    topic = view.topic
    if topic.state not in WAITING:
        return ()
    raise_ = _press(say, N_("⬆️ To the council"), topic, TopicVerb.RAISE)
    return ((raise_, _press(say, N_("✖ Not taken up"), topic, TopicVerb.DECLINE)),)


def _press(say: Say, text: str, topic: Topic, verb: TopicVerb) -> Button:
    return Button(say.plain(text), TopicPress(topic.number, verb))


def _offer(say: Say, news: told.TopicOffer) -> Body:
    asked = say("Shall I propose that to the building, so that neighbours can support it?\n“{text}”", text=news.text)
    yes = Button(say.plain("💡 Propose it"), ProposePress(propose=True))
    return Body(asked, ((yes, Button(say.plain("No, just talk"), ProposePress(propose=False))),))


def _leads_asked(say: Say, news: told.LeadsAsked) -> Body:
    leads = Html(say.names([mention(lead) for lead in news.leads]))
    sentence = N_("{leads}: enough households are for topic {number}. What shall become of it?")
    asked = say(sentence, leads=leads or say("Community office"), number=news.view.topic.number)
    vote = (_press(say, N_("🗳 Put it to a vote"), news.view.topic, TopicVerb.VOTE),)
    return Body(asked, (vote, *_lead_buttons(say, news.view)))


def _stance(say: Say, news: told.StanceAsked) -> Body:
    sentence = N_("Topic {number}: how shall I count that?")
    if news.sorted:
        sentence = N_("Topic {number}: I count that as “{stance}”.")
    buttons = tuple(
        Button(say.plain(STANCES[each]), StancePress(news.message, each))
        for each in Stance
        if not news.sorted or each is not news.stance
    )
    return Body(say(sentence, number=news.topic.number, stance=say.plain(STANCES[news.stance])), (buttons,))


def _decided(say: Say, view: TopicView) -> Body:
    topic = view.topic
    return Body(
        say(
            "✅ Decided of topic {number} “{text}”: {decision}",
            number=topic.number,
            text=cut(topic.text, TEXT_IN_LIST),
            decision=cut(topic.decision, DECISION_SHOWN),
        )
    )


def _detail(say: Say, news: told.TopicDetail) -> Body:
    """Return all that was said: in the message where it has room, else in a file with it."""
    head, rows = _card(say, news.view), [*_card_buttons(say, news.view), *_detail_buttons(say, news)]
    said = list(_said(say, news.arguments))
    if sum(length(line) + 1 for line in said) <= DETAIL_LENGTH:
        return Body("\n".join([*head, *said]), tuple(rows))
    number = news.view.topic.number
    text = "\n".join([news.view.topic.text, "", *_in_full(say, news.arguments)])
    short = say("💡 <b>Topic {number}</b>: {text}", number=number, text=cut(news.view.topic.text, DECISION_SHOWN // 2))
    lines = [short, _support(say, news.view), _discussion(say, news.view.stances)]
    return Body("\n".join(lines), tuple(rows), paper=File(f"topic-{number}.txt", text))


def _detail_buttons(say: Say, news: told.TopicDetail) -> Iterable[tuple[Button, ...]]:
    if news.for_lead and news.view.topic.state is TopicState.PROPOSED:
        yield (_press(say, N_("🗳 Put it to a vote"), news.view.topic, TopicVerb.VOTE),)
    if news.for_lead:
        yield from _lead_buttons(say, news.view)
    if news.own and news.view.topic.state in WAITING:
        yield (_press(say, N_("Take it back"), news.view.topic, TopicVerb.WITHDRAW),)


def _said(say: Say, arguments: Sequence[Argument]) -> Iterable[Html]:
    for stance in Stance:
        ours = [one for one in arguments if one.stance is stance]
        if ours:
            yield say("<b>{stance}</b>", stance=say.plain(STANCES[stance]))
            yield from (say("– {text}", text=cut(one.text, ARGUMENT_SHOWN)) for one in ours)


def _in_full(say: Say, arguments: Sequence[Argument]) -> Iterable[str]:
    for stance in Stance:
        ours = [one for one in arguments if one.stance is stance]
        if ours:
            yield say.plain("{stance} ({n})", stance=say.plain(STANCES[stance]), n=len(ours))
            yield from (f"- {one.text}" for one in ours)
            yield ""


def _list(say: Say, news: told.TopicList) -> Body:
    if not news.open and not news.over:
        return Body(say("Nothing has been proposed here yet. /propose begins."))
    lines = [say("<b>Topics</b>")] if news.open else []
    lines += [_line(say, view) for view in news.open]
    lines += [say("<b>Over</b>"), *(_line(say, view) for view in news.over)] if news.over else []
    lines.append(say("/topic and a number shows one with all that was said of it."))
    return Body("\n".join(lines))


def _line(say: Say, view: TopicView) -> Html:
    topic = view.topic
    return say(
        "{number}. {text} – 👍 {n}, {state}",
        number=topic.number,
        text=cut(topic.text, TEXT_IN_LIST),
        n=view.supporters,
        state=say.plain(STATE_IN_LIST[topic.state]),
    )
