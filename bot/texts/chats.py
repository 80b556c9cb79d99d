"""What chats are told as such: how they become the community's, and what they have chosen."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.neighbourhood import Building
from bot.domain.news import chats as told
from bot.domain.news.help import Audience
from bot.domain.presses.setup import CategoriesPress, CategoryPress, ChoosePress, Kind, SetupPress
from bot.domain.refusal import Reason
from bot.domain.setting import SETTINGS, Of, Setting
from bot.domain.squad import Lane, Squad
from bot.texts.help import sight
from bot.texts.naming import CATEGORIES
from bot.texts.say import N_, NAME_LENGTH, Helps, Say, cut

REFUSALS: Mapping[Reason, str] = {
    Reason.SETUP_NEEDS_GROUP: N_("/setup works in the group that shall become a building's or a squad's."),
    Reason.SETUP_DONE: N_("This group is set up already. /settings changes what it has chosen."),
    Reason.SETTING_BY_CONFIG: N_("The operator's settings say that; only there it can be changed."),
    Reason.NAME_MISSING: N_("What is it to be called? For example: /settings name Maple House"),
    Reason.NO_WORKER_YET: N_(
        "That is for community workers, and there is none yet. Whoever runs me puts their number into the config: "
        "workers = [{number}] would make it you."
    ),
    Reason.LANE_STAYS: N_("What was told in confidence stays so: make another squad for what everybody may read."),
    Reason.NAME_TAKEN: N_("There is one of that name already. Choose another: /setup NAME"),
}
COMMANDS: Mapping[str, str] = {}
HELP: Helps = {
    Audience.LEADS: (N_("/settings – what this building or squad has chosen"),),
    Audience.WORKERS: (N_("/setup – makes a group a building's or a squad's, in that group"),),
}

KINDS: Mapping[Kind, str] = {
    Kind.BUILDING_ZH: N_("🏠 A building, in Chinese"),
    Kind.BUILDING_EN: N_("🏠 A building, in English"),
    Kind.SQUAD_OPEN: N_("🛠 A squad; neighbours may read along"),
    Kind.SQUAD_CONFIDENTIAL: N_("🔒 A squad; what it hears stays there"),
}
LABELS: Mapping[str, str] = {
    "start_poll_by": N_("Polls"),
    "open_vote_by": N_("Votes"),
    "call_event_by": N_("Events"),
    "event_leads": N_("Events are brought to mind"),
    "accept_count": N_("Accept repairs of shared parts"),
    "silence_days": N_("Silence accepts after"),
    "heads": N_("A head in votes"),
    "topic_share": N_("Support that a topic needs"),
    "proof": N_("Proof of work"),
    "dispatch": N_("Tasks go to"),
    "language": N_("Language"),
    "lane": N_("Issues"),
    "hours": N_("Working hours"),
}
VALUES: Mapping[tuple[str, str], str] = {
    ("start_poll_by", "leads"): N_("leads only"),
    ("start_poll_by", "households"): N_("every household"),
    ("open_vote_by", "leads"): N_("leads only"),
    ("open_vote_by", "households"): N_("every household"),
    ("call_event_by", "leads"): N_("leads only"),
    ("call_event_by", "households"): N_("every household"),
    ("event_leads", "day_hour"): N_("a day and an hour ahead"),
    ("event_leads", "day"): N_("a day ahead"),
    ("event_leads", "hour"): N_("an hour ahead"),
    ("event_leads", "none"): N_("not at all"),
    ("accept_count", "1"): N_("1 household"),
    ("accept_count", "2"): N_("2 households"),
    ("accept_count", "3"): N_("3 households"),
    ("silence_days", "3"): N_("3 days"),
    ("silence_days", "7"): N_("7 days"),
    ("silence_days", "14"): N_("14 days"),
    ("heads", "dwelling"): N_("each dwelling"),
    ("heads", "owner"): N_("each owner"),
    ("topic_share", "5"): N_("5 % of households"),
    ("topic_share", "10"): N_("10 % of households"),
    ("topic_share", "20"): N_("20 % of households"),
    ("proof", "none"): N_("none"),
    ("proof", "words"): N_("words"),
    ("proof", "photo"): N_("a photo"),
    ("language", "zh"): N_("Chinese"),
    ("language", "en"): N_("English"),
    ("lane", "open"): N_("neighbours may read along"),
    ("lane", "confidential"): N_("🔒 what it hears stays there"),
    ("hours", "office"): N_("as the community office"),
    ("hours", "six_days"): N_("Mon–Sat, 8:00–20:00"),
    ("hours", "daily"): N_("every day, 8:00–21:00"),
    ("hours", "always"): N_("round the clock"),
    ("dispatch", "pool"): N_("whoever takes them"),
    ("dispatch", "round_robin"): N_("whoever has fewest"),
}
_A_ROW = 3


def body(say: Say, news: told.ChatNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.Stranger():
            return _stranger(say, news)
        case told.SetupWhat():
            return _what(say, news)
        case told.Settings():
            return _settings(say, news)
        case told.Categories():
            return _categories(say, news.squad)
        case _:
            assert_never(news)


def _stranger(say: Say, news: told.Stranger) -> Body:
    return Body(
        say(
            "This chat is not one of my community's yet. A community worker can set it up here with /setup; or "
            "whoever runs me adds it to the config with this id:\n<code>{chat}</code>\nUntil then I stay quiet.",
            chat=news.chat,
        )
    )


def _what(say: Say, news: told.SetupWhat) -> Body:
    sentence = N_(
        "What is this group to the community? It will be called “{name}”; /setup NAME gives it another name.\n{sees}"
    )
    rows = tuple((Button(say.plain(words), SetupPress(kind)),) for kind, words in KINDS.items())
    return Body(say(sentence, name=cut(news.name, NAME_LENGTH), sees=sight(say, news.sees)), rows)


def _settings(say: Say, news: told.Settings) -> Body:
    whose = news.whose
    lines = [say("✅ Set up.")] if news.new else []
    if isinstance(whose, Building):
        lines.append(say("⚙️ <b>{name}</b>: press to change.", name=cut(whose.name, NAME_LENGTH)))
        rows = _rows(say, whose, Of.BUILDING)
        if news.new:
            lines.append(say("Next: /appoint a lead by answering a message of theirs, and bring the /roster."))
    else:
        lane = (
            N_("🔒 what it hears stays there") if whose.lane is Lane.CONFIDENTIAL else N_("neighbours may read along")
        )
        name = cut(whose.name(say.language), NAME_LENGTH)
        lines.append(say("⚙️ <b>{name}</b> ({lane}): press to change.", name=name, lane=say.plain(lane)))
        rows = _rows(say, whose, Of.SQUAD)
        if whose.set_up:
            sentence = N_("Kinds of issue: {n}")
            rows += ((Button(say.plain(sentence, n=len(whose.categories)), CategoriesPress(whose.key)),),)
    if whose.set_up:
        lines.append(say("/settings name NAME gives it another name."))
    return Body("\n".join(lines), rows)


def _rows(say: Say, whose: Building | Squad, of: Of) -> tuple[tuple[Button, ...], ...]:
    """Return a button for each setting, which chooses the next value."""
    id_ = whose.chat if isinstance(whose, Building) else whose.key
    return tuple(
        (Button(_now(say, whose, one), ChoosePress(id_, one.key, _next(whose, one))),)
        for one in SETTINGS.values()
        if one.of is of and (whose.set_up or not one.own)
    )


def _now(say: Say, whose: Building | Squad, setting: Setting) -> str:
    value = whose.chosen(setting)
    label = say.plain(LABELS[setting.key])
    return say.plain(N_("{label}: {value}"), label=label, value=say.plain(VALUES[setting.key, value]))


def _next(whose: Building | Squad, setting: Setting) -> str:
    at = setting.values.index(whose.chosen(setting))
    return setting.values[(at + 1) % len(setting.values)]


def _categories(say: Say, squad: Squad) -> Body:
    buttons = [
        Button(
            f"{'✅ ' if category in squad.categories else ''}{say.plain(name)}",
            CategoryPress(squad.key, category, category not in squad.categories),
        )
        for category, name in CATEGORIES.items()
    ]
    rows = [tuple(buttons[first : first + _A_ROW]) for first in range(0, len(buttons), _A_ROW)]
    rows.append((Button(say.plain("‹ Back"), CategoriesPress(squad.key, back=True)),))
    sentence = N_("Which kinds of issue does {name} take? Press to change.")
    return Body(say(sentence, name=cut(squad.name(say.language), NAME_LENGTH)), tuple(rows))
