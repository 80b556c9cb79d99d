"""Figures of a period: a picture and the same in words."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.body import Body
from bot.domain.news.help import Audience
from bot.domain.news.stats import StatsNews
from bot.domain.paper import Bar, Chart, Panel, Tone
from bot.domain.refusal import Reason
from bot.texts.naming import category_name
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut

REFUSALS: Mapping[Reason, str] = {
    Reason.PERIOD_UNKNOWN: N_("Which time? For example: /stats week, /stats month, /stats year, /stats March"),
}
COMMANDS: Mapping[str, str] = {"stats": N_("Figures: /stats week, /stats March")}
HELP: Helps = {
    Audience.MORE: (N_("/stats – figures of the last month; also: week, year, March"),),
    Audience.STEWARDS: (N_("/stats – figures of the last month; also: week, year, March"),),
}
MOST_CATEGORIES = 8
MOST_SQUADS = 12
LABEL_LENGTH = 24

COUNTS: Mapping[str, tuple[str, Tone]] = {
    "received": (N_("received"), "plain"),
    "claimed": (N_("claimed"), "plain"),
    "done": (N_("accepted as fixed"), "good"),
    "returned": (N_("sent back"), "bad"),
    "overdue": (N_("overdue now"), "quiet"),
}
"""The counts of figures, by their names there."""


def body(say: Say, news: StatsNews) -> Body:
    """Return the figures as a message."""
    of = cut(news.of, NAME_LENGTH) or say.names([squad.name(say.language) for squad in news.squads])
    title = say.plain("Issues of {of}", of=cut(of, 2 * NAME_LENGTH))
    days = say.plain("{first} to {last}", first=say.day(news.period.first), last=say.day(news.period.last))
    lines = [say("📊 <b>{title}</b>, {days}", title=title, days=days)]
    if not news.figures.groups:
        lines.append(say("Nothing was reported."))
    else:
        lines += [_in_words(say, news), *_medians(say, news)]
    if news.in_confidence:
        lines.append(say.count("{n} more, in confidence.", "{n} more, in confidence.", news.in_confidence))
    return Body("\n".join(lines), paper=_picture(say, news, title, days) if news.figures.groups else None)


def _in_words(say: Say, news: StatsNews) -> Html:
    counted = [say("{what} {n}", what=say(what), n=news.figures.total(name)) for name, (what, _) in COUNTS.items()]
    return Html(" · ".join(counted))


def _medians(say: Say, news: StatsNews) -> list[Html]:
    claim, accept = news.figures.hours_to_claim, news.figures.hours_to_accept
    lines = []
    if claim is not None:
        lines.append(say("Half were claimed within {span}.", span=say.span(timedelta(hours=claim))))
    if accept is not None:
        lines.append(say("Half were accepted within {span}.", span=say.span(timedelta(hours=accept))))
    return lines


def _picture(say: Say, news: StatsNews, title: str, days: str) -> Chart:
    counts = [
        Bar(say.plain(what), news.figures.total(name), str(news.figures.total(name)), tone)
        for name, (what, tone) in COUNTS.items()
    ]
    panels = [Panel(say.plain("Reported in this time"), tuple(counts))]
    if len(news.figures.by_squad()) > 1:
        panels.append(Panel(say.plain("By squad"), _by_squad(say, news)))
    panels.append(Panel(say.plain("By kind"), _by_category(say, news)))
    return Chart("stats", title, tuple(panels), subtitle=days, footer="\n".join(_medians(say, news)))


def _by_squad(say: Say, news: StatsNews) -> tuple[Bar, ...]:
    names = {squad.key: squad.name(say.language) for squad in news.squads}
    counted = news.figures.by_squad().most_common(MOST_SQUADS)
    return tuple(Bar(cut(names.get(key, key), LABEL_LENGTH), n, str(n)) for key, n in counted)


def _by_category(say: Say, news: StatsNews) -> tuple[Bar, ...]:
    counted = news.figures.by_category().most_common()
    bars = [Bar(_kind(say, category), n, str(n)) for category, n in counted[:MOST_CATEGORIES]]
    if rest := sum(n for _, n in counted[MOST_CATEGORIES:]):
        bars.append(Bar(say.plain("all others"), rest, str(rest), "quiet"))
    return tuple(bars)


def _kind(say: Say, category: str | None) -> str:
    """Return what a kind is called; one of the community's own as it calls it."""
    return cut(category_name(say, category) or category or say.plain("of no kind"), LABEL_LENGTH)
