"""/help, which all capabilities write together."""

from collections.abc import Iterable, Mapping

from bot.domain.body import Body
from bot.domain.news.help import FIRST, Audience, Help, Sees
from bot.texts.listening import only_listening
from bot.texts.say import N_, Helps, Html, Say

COMMANDS: Mapping[str, str] = {"help": N_("What I can do")}
HEADINGS: Mapping[Audience, str] = {
    Audience.STEWARDS: N_("<b>For stewards</b>"),
    Audience.MORE: N_("<b>Also</b>"),
    Audience.LEADS: N_("<b>For leads</b>"),
    Audience.BUILDING_LEADS: N_("<b>For building leads</b>"),
    Audience.SQUAD_LEADS: N_("<b>For squad leads</b>"),
    Audience.WORKERS: N_("<b>For the community office</b>"),
    Audience.ADMINISTRATORS: N_("<b>For administrators of this group</b>"),
}
"""What stands above the lines. Those for everybody begin by themselves."""


def body(say: Say, news: Help, helps: Iterable[Helps]) -> Body:
    """Return the lines of all capabilities for those who ask."""
    written = list(helps)
    lines: list[Html] = [] if news.sees is None else [sight(say, news.sees), Html("")]
    for audience in Audience:
        theirs = [say(line) for help_ in written for line in help_.get(audience, ())]
        if audience not in news.audiences or (audience in FIRST) is news.more or not theirs:
            continue
        lines += [say(HEADINGS[audience])] if audience in HEADINGS else []
        lines += theirs
    if not news.more:
        lines.append(say("/help more – what else I can do for you here"))
    if news.silent_until is not None:
        lines.append(only_listening(say, news.silent_until))
    return Body("\n".join(lines))


def sight(say: Say, sees: Sees) -> Html:
    """Return what the bot can see in a group, and what to do if that isn't enough."""
    if sees.everything:
        return say("👋 I am here, and I see what is written.")
    return say(
        "👋 I am here, but I see only commands, answers to me, and messages with my name. Please make me an "
        "administrator of this group, so that I notice what neighbours report."
    )
