"""An event step by step: what is known so far, and the next question."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.domain.body import Body, Button
from bot.domain.event_draft import ANSWERED_IN_WORDS, Ask, EventDraft
from bot.domain.news.events import EventAsked
from bot.domain.presses.events import DraftStep, EventDraftPress
from bot.texts.event_cards import DESCRIPTION_SHOWN, head, lead, when
from bot.texts.recurring import rule_in_words
from bot.texts.say import N_, Html, Say, cut, safe

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

QUESTIONS: Mapping[Ask, str] = {
    Ask.TITLE: N_("What shall it be called?"),
    Ask.WHEN: N_("When is it? For example: Friday 7pm to 9pm, or every Wednesday at 19:00"),
    Ask.HOUR: N_("At what time? For example: 19:00–21:00"),
    Ask.HALF_OF_DAY: N_("In the morning or in the evening?"),
    Ask.WHICH_DAY: N_("Which day do you mean?"),
    Ask.WHERE_TO: N_("Whom does it concern?"),
    Ask.MENU: N_("What shall I change?"),
    Ask.PLACE: N_("Where is it?"),
    Ask.DESCRIPTION: N_("What else should people know? “-” leaves it empty."),
    Ask.CAPACITY: N_("How many places are there? “-” for any number."),
    Ask.LEADS: N_("How long ahead shall I remind people? For example: 1 day, 2 hours. “-” for never."),
    Ask.WHICH_DATES: N_("Only this date, or all from this one on?"),
    Ask.REASON: N_("Why is it cancelled? Whoever wanted to come will read it."),
}


def asked(say: Say, news: EventAsked) -> Body:
    """Return what is known, and the question."""
    lines = [*_known(say, news), *([""] if news.draft.title else []), _question(say, news)]
    return Body("\n".join(lines), _rows(say, news), wants_reply=news.ask in ANSWERED_IN_WORDS)


def _known(say: Say, news: EventAsked) -> list[Html]:
    draft = news.draft
    if not draft.title:
        return []
    lines = [say("📅 <b>{title}</b>", title=draft.title)]
    if news.dates and draft.hour_known | draft.whole_days:
        lines.append(say("🕖 {when}", when=when(say, news.dates[0])))
    elif draft.start is not None:
        lines.append(say("🕖 {when}", when=say.on(draft.start)))
    if draft.place:
        lines.append(say("📍 {place}", place=draft.place))
    if draft.rule is not None and not draft.one:
        lines.append(say("🔁 {rule}", rule=rule_in_words(say, draft.rule)))
        lines.append(say("Next: {dates}", dates=" · ".join(say.on(date.start) for date in news.dates)))
    if draft.capacity is not None:
        lines.append(say.count("👥 {n} place", "👥 {n} places", draft.capacity))
    if draft.leads is not None:
        spans = say.names([lead(say, ahead) for ahead in draft.leads])
        lines.append(say("⏰ {spans} ahead", spans=spans) if draft.leads else say("⏰ no reminders"))
    if draft.description:
        lines.append(Html(safe(draft.description[:DESCRIPTION_SHOWN])))
    lines += [say("⚠️ At the same time: {head}", head=head(say, date)) for date in news.clashes]
    return lines


def _question(say: Say, news: EventAsked) -> Html:
    if news.ask is not Ask.CONFIRM:
        return say(QUESTIONS[news.ask])
    if news.draft.cancels:
        return say("Cancel it? I tell everyone who said yes: “{reason}”", reason=news.draft.reason)
    return say("Shall I change it like this?") if news.draft.number else say("Shall I put it on the calendar?")


def _rows(say: Say, news: EventAsked) -> tuple[tuple[Button, ...], ...]:
    match news.ask:
        case Ask.CONFIRM:
            return _confirm(say, news.draft)
        case Ask.HALF_OF_DAY | Ask.WHICH_DAY:
            times = (Button(_choice(say, news, at), _step(DraftStep.START, _minutes(at))) for at in news.choices)
            return (tuple(times), _away(say))
        case Ask.HOUR:
            return ((Button(say.plain("All day"), _step(DraftStep.ALL_DAY)),), _away(say))
        case Ask.WHERE_TO:
            return _where_to(say, news)
        case Ask.MENU:
            return _menu(say, news.draft)
        case Ask.WHICH_DATES:
            dates = (
                Button(say.plain("Only this date"), _step(DraftStep.ONE)),
                Button(say.plain("This and all that follow"), _step(DraftStep.REST)),
            )
            return (dates, _away(say))
        case _:
            return (_away(say),)


def _confirm(say: Say, draft: EventDraft) -> tuple[tuple[Button, ...], ...]:
    if draft.cancels:
        return ((Button(say.plain("Cancel the event"), _step(DraftStep.CONFIRM)),), _away(say))
    yes = Button(say.plain("✅ Yes"), _step(DraftStep.CONFIRM))
    return ((yes, Button(say.plain("✏️ Change"), _step(DraftStep.CHANGE))), _away(say))


def _menu(say: Say, draft: EventDraft) -> tuple[tuple[Button, ...], ...]:
    names = (
        (DraftStep.TITLE, N_("Name")),
        (DraftStep.WHEN, N_("Time")),
        (DraftStep.PLACE, N_("Place")),
        (DraftStep.DESCRIPTION, N_("Text")),
        (DraftStep.CAPACITY, N_("Places")),
        (DraftStep.LEADS, N_("Reminders")),
    )
    whole = (DraftStep.TITLE, DraftStep.DESCRIPTION, DraftStep.CAPACITY, DraftStep.LEADS)
    shown = [Button(say.plain(name), _step(step)) for step, name in names if not (draft.one and step in whole)]
    rows = [tuple(shown[place : place + 3]) for place in range(0, len(shown), 3)]
    if draft.number is not None:
        rows.append((Button(say.plain("❌ Cancel the event"), _step(DraftStep.CANCEL)),))
    back = Button(say.plain("‹ Back"), _step(DraftStep.BACK))
    return (*rows, (back, *_away(say)))


def _where_to(say: Say, news: EventAsked) -> tuple[tuple[Button, ...], ...]:
    chats = [Button(cut(name, 30), _step(DraftStep.CHAT, place)) for place, (_, name) in enumerate(news.chats)]
    rows = [tuple(chats[place : place + 2]) for place in range(0, len(chats), 2)]
    if len(chats) > 1:
        rows.append((Button(say.plain("All of them"), _step(DraftStep.EVERYWHERE)),))
    return (*rows, _away(say))


def _choice(say: Say, news: EventAsked, at: datetime) -> str:
    return str(say.clock(at) if news.ask is Ask.HALF_OF_DAY else say.on(at))


def _away(say: Say) -> tuple[Button, ...]:
    return (Button(say.plain("Drop it"), _step(DraftStep.DROP)),)


def _step(step: DraftStep, value: int = 0) -> EventDraftPress:
    return EventDraftPress(step, value)


def _minutes(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(minutes=1)
