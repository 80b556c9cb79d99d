"""What comes again, in words: every Wednesday; each month on the last Saturday; every two weeks, ten times."""

from collections.abc import Mapping
from datetime import UTC, datetime

from babel.dates import get_day_names, get_month_names

from bot.domain.recurrence import Freq, Rule, Weekday
from bot.texts.say import N_, Html, Say

_EVERY: Mapping[Freq, tuple[str, str]] = {
    Freq.YEARLY: (N_("every year"), N_("every {n} years")),
    Freq.MONTHLY: (N_("every month"), N_("every {n} months")),
    Freq.WEEKLY: (N_("every week"), N_("every {n} weeks")),
    Freq.DAILY: (N_("every day"), N_("every {n} days")),
    Freq.HOURLY: (N_("every hour"), N_("every {n} hours")),
    Freq.MINUTELY: (N_("every minute"), N_("every {n} minutes")),
    Freq.SECONDLY: (N_("every second"), N_("every {n} seconds")),
}
_NTH: Mapping[int, str] = {
    1: N_("the first {weekday}"),
    2: N_("the second {weekday}"),
    3: N_("the third {weekday}"),
    4: N_("the fourth {weekday}"),
    5: N_("the fifth {weekday}"),
    -1: N_("the last {weekday}"),
    -2: N_("the last but one {weekday}"),
}
_RARE = ("byyearday", "byweekno", "bysetpos")
"""What nobody says in words: the dates shown below say it."""


def rule_in_words(say: Say, rule: Rule) -> Html:
    """Return what a rule means; whatever it is, the dates stand beside."""
    parts = [_how_often(say, rule)]
    if any(getattr(rule, name) for name in _RARE):
        parts.append(say("on certain days"))
    else:
        parts += _months(say, rule) + _days(say, rule)
    if rule.count is not None:
        parts.append(say.count("{n} time", "{n} times", rule.count))
    if rule.until is not None:
        until = rule.until
        at = until if isinstance(until, datetime) else datetime(until.year, until.month, until.day, 12, tzinfo=UTC)
        parts.append(say("until {day}", day=say.on(at if at.tzinfo else at.replace(tzinfo=UTC))))
    return Html(" ".join(parts))


def _how_often(say: Say, rule: Rule) -> Html:
    one, many = _EVERY[rule.freq]
    return say(many, n=rule.interval) if rule.interval > 1 else say(one)


def _months(say: Say, rule: Rule) -> list[Html]:
    if not rule.bymonth:
        return []
    names = get_month_names("wide", locale=say.language)
    return [say("in {months}", months=say.names([names[month] for month in rule.bymonth]))]


def _days(say: Say, rule: Rule) -> list[Html]:
    found = []
    if rule.byday:
        found.append(say("on {days}", days=say.names([_weekday(say, day) for day in rule.byday])))
    if rule.bymonthday:
        found.append(say("on {days}", days=say.names([_monthday(say, day) for day in rule.bymonthday])))
    return found


def _weekday(say: Say, day: Weekday) -> str:
    name: str = get_day_names("wide", locale=say.language)[day.day]
    if not day.nth:
        return name
    return say.plain(_NTH[day.nth], weekday=name) if day.nth in _NTH else f"{day.nth} {name}"


def _monthday(say: Say, day: int) -> str:
    if day == -1:
        return say.plain("the last day")
    return say.plain("the {n} last day", n=-day) if day < 0 else say.plain("day {n}", n=day)
