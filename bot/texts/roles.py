"""Who does what, and how that changed."""

from collections.abc import Mapping
from typing import assert_never

from bot.domain.body import Body, Button
from bot.domain.cause import Actor
from bot.domain.news import roles as told
from bot.domain.news.help import Audience
from bot.domain.presses.roles import AppointPress, DismissPress
from bot.domain.refusal import Reason
from bot.domain.roles import MAY, Action, Role
from bot.domain.trail import Change
from bot.texts.say import N_, NAME_LENGTH, Helps, Html, Say, cut, mention, named

REFUSALS: Mapping[Reason, str] = {
    Reason.WHOM_MISSING: N_("Whom do you mean? Answer a message of theirs with the command, or write their @name."),
    Reason.PERSON_UNKNOWN: N_("I haven't met that neighbour yet. Let them write something in the chat first."),
    Reason.ROLE_HELD: N_("They have that role already."),
    Reason.ROLE_NOT_HELD: N_("They don't have that role."),
    Reason.ROLE_MISSING: N_("Which role? For example: /appoint @name building lead"),
    Reason.ROLE_BY_CONFIG: N_("The operator's settings name them a community worker; only there that can be changed."),
    Reason.NOT_BOUND_YET: N_("I don't know you yet: /join says where you live."),
    Reason.DUTY_OF_STEWARDS: N_("/duty is for stewards, in their squad's chat."),
    Reason.DUTY_UNCLEAR: N_("Say /duty on, /duty off, /duty cap 5 or /duty no cap."),
    Reason.TRAIL_IN_PRIVATE: N_("Ask me that in our own chat or in the community office's, please."),
}
COMMANDS: Mapping[str, str] = {"who": N_("Who looks after what here")}
HELP: Helps = {
    Audience.NEIGHBOURS: (N_("/who – who looks after this building, and which stewards are there"),),
    Audience.STEWARDS: (N_("/duty on, /duty off, /duty cap 5 – whether you take tasks, and how many at once"),),
    Audience.SQUAD_LEADS: (
        N_("/appoint, /dismiss – take a steward into the squad, or out: answer a message of theirs"),
    ),
    Audience.WORKERS: (
        N_("/appoint, /dismiss – give somebody a role, or take it: answer a message of theirs, or write their @name"),
        N_("/who trail – what was changed among people, and by whom"),
    ),
}

ROLES: Mapping[Role, str] = {
    Role.RESIDENT: N_("neighbours"),
    Role.HOUSEHOLDER: N_("households of the building"),
    Role.STEWARD: N_("stewards of the squad"),
    Role.SQUAD_LEAD: N_("the squad's lead"),
    Role.BUILDING_LEAD: N_("the building's lead"),
    Role.COMMUNITY_WORKER: N_("community workers"),
}
TITLES: Mapping[Role, str] = {
    Role.BUILDING_LEAD: N_("lead of {building}"),
    Role.SQUAD_LEAD: N_("lead of the {squad}"),
    Role.STEWARD: N_("one of the {squad}"),
    Role.COMMUNITY_WORKER: N_("community worker"),
}
CHANGES: Mapping[Change, str] = {
    Change.APPOINTED: N_("{by} made {who} {title}"),
    Change.DISMISSED: N_("{by} ended that {who} is {title}"),
    Change.BOUND: N_("{by} let {who} speak for {household}, {building}"),
    Change.UNBOUND: N_("{by} ended that {who} speaks for {household}, {building}"),
    Change.DELEGATE_NAMED: N_("{by} named {who} a delegate for {household}, {building}"),
    Change.INVITED: N_("{by} made invitation codes for {building} ({detail})"),
    Change.REVOKED: N_("{by} revoked invitation codes for {building} ({detail})"),
    Change.REFUSED: N_("{by} didn't let {who} speak for {household}, {building}"),
    Change.ROSTER_CHANGED: N_("{by} changed the roster of {building} ({detail})"),
    Change.ROSTER_EXPORTED: N_("{by} took a copy of the roster of {building}"),
    Change.SET_UP: N_("{by} set up {detail}"),
    Change.SETTING_CHANGED: N_("{by} changed a setting ({detail})"),
    Change.DUTY_CHANGED: N_("{by} changed when they take tasks ({detail})"),
    Change.HANDED_OVER: N_("{by} took a hand-over pack ({detail})"),
    Change.ERASED: N_("a neighbour had themselves erased"),
}
_SHORT = 20
"""Characters of a name that stands among many."""
_NAMES = 5
"""People named in one line."""
_LISTED = 8
"""Buildings and squads of one answer."""


def body(say: Say, news: told.RolesNews) -> Body:
    """Return what there is to tell as a message."""
    match news:
        case told.Appointed():
            return Body(say("{who} is {title} from now on.", who=mention(news.who), title=title(say, news.title)))
        case told.Dismissed():
            return Body(say("{who} is no longer {title}.", who=named(news.who), title=title(say, news.title)))
        case told.WhichRole():
            return _which(say, news)
        case told.Who():
            return _who(say, news)
        case told.Trail():
            return _trail(say, news)
        case told.DutyNow():
            return _duty(say, news)
        case _:
            assert_never(news)


def for_whom(say: Say, action: Action) -> str:
    """Return the refusal to somebody who hasn't the role for an action: whose it is."""
    theirs = [say.plain(ROLES[role]) for role in ROLES if role in MAY[action]]
    return say.plain(N_("That is for others to do: {roles}."), roles=say.names(theirs))


def title(say: Say, what: told.Title) -> str:
    """Return a role with the name of its building or squad, not escaped yet."""
    squad = what.squad.name(say.language) if what.squad is not None else "?"
    return say.plain(TITLES[what.role], building=cut(what.building or "?", NAME_LENGTH), squad=cut(squad, NAME_LENGTH))


def _which(say: Say, news: told.WhichRole) -> Body:
    press = DismissPress if news.take else AppointPress
    sentence = N_("Which role is {who} to lose?") if news.take else N_("Which role is {who} to have?")
    rows = tuple((Button(title(say, named_), press(news.who.id, one)),) for one, named_ in news.options)
    return Body(say(sentence, who=named(news.who)), rows)


def _who(say: Say, news: told.Who) -> Body:
    lines = []
    for building, leads in news.buildings[:_LISTED]:
        lines.append(say("🏠 {building}: {names}", building=cut(building, NAME_LENGTH), names=_names(say, leads)))
    for squad, stewards in news.squads[:_LISTED]:
        lines.append(say("🛠 {squad}: {names}", squad=squad.name(say.language), names=_stewards(say, stewards)))
    lines.append(say("🏛 Community workers: {names}", names=_names(say, news.workers)))
    return Body("\n".join(lines))


def _stewards(say: Say, stewards: tuple[told.OnDuty, ...]) -> str:
    on = [_steward(say, one) for one in stewards if one.on]
    off = len(stewards) - len(on)
    if not stewards:
        return say.plain(N_("nobody has written there yet"))
    if not on:
        return say.plain(N_("nobody on duty"))
    shown = say.names(_short(on))
    return say.plain(N_("{names} ({off} off duty)"), names=shown, off=off) if off else shown


def _steward(say: Say, one: told.OnDuty) -> str:
    name = cut(one.who.name, _SHORT)
    return say.plain(N_("{name} (lead)"), name=name) if one.lead else name


def _names(say: Say, people: tuple[Actor, ...]) -> str:
    if not people:
        return say.plain(N_("nobody yet"))
    return say.names(_short([cut(one.name, _SHORT) for one in people]))


def _short(names: list[str]) -> list[str]:
    return names if len(names) <= _NAMES else [*names[:_NAMES], "…"]


def _trail(say: Say, news: told.Trail) -> Body:
    if not news.lines:
        return Body(say("Nothing has been changed among people yet."))
    return Body("\n".join([say("<b>What was changed among people</b>"), *(_line(say, one) for one in news.lines)]))


def _line(say: Say, line: told.TrailLine) -> Html:
    what = say(
        CHANGES[line.change],
        by=cut(line.by.name, _SHORT) if line.by is not None else say("the bot"),
        who=cut(line.who.name, _SHORT) if line.who is not None else "?",
        title=cut(title(say, line.title), NAME_LENGTH) if line.title is not None else "?",
        household=cut(line.household, _SHORT),
        building=cut(line.building, _SHORT),
        detail=cut(line.detail, NAME_LENGTH),
    )
    return Html(f"{say.time(line.at)} · {what}")


def _duty(say: Say, news: told.DutyNow) -> Body:
    lines = []
    for squad, duty, tasks in news.squads:
        sentence = N_("{squad}: you take tasks now.") if duty.on else N_("{squad}: you take no tasks now.")
        lines.append(say(sentence, squad=squad.name(say.language)))
        if duty.cap is not None:
            lines.append(say("At most {cap} at once; {tasks} in hand.", cap=duty.cap, tasks=tasks))
    return Body("\n".join(lines))
