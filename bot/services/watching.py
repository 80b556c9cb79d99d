"""The watch over issues: nobody takes it, or it isn't done in time, and so somebody is told, step by step upwards."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.cause import Actor
from bot.domain.due import (
    REPEAT_EMERGENCY,
    Clock,
    Rung,
    clock_of,
    first_look,
    is_emergency,
    next_look,
)
from bot.domain.ids import IssueNumber, PersonId
from bot.domain.issue import Issue, Step
from bot.domain.news.clock import Alarm, Watched
from bot.domain.news.issues import IssueView
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.squad import Lane
from bot.services import notices, owing, people
from bot.services.deps import Deps
from storage import issues, reminders
from storage import people as kept_people
from storage.database import Transaction

_KINDS = {Clock.CLAIM: ReminderKind.UNCLAIMED, Clock.RESOLVE: ReminderKind.UNFINISHED}
_CLOCKS = {kind: clock for clock, kind in _KINDS.items()}
_STEPS = {
    Rung.WARNING: Step.WARN,
    Rung.DUE: Step.REMIND,
    Rung.SQUAD_LEAD: Step.TELL_LEAD,
    Rung.ABOVE: Step.TELL_ABOVE,
    Rung.OFFICE: Step.TELL_OFFICE,
}
_FIRST_ALARM = 1


def watch(tx: Transaction, deps: Deps, issue: Issue, now: datetime) -> None:
    """Watch over an issue as it stands now: what was planned before is forgotten."""
    for kind in _CLOCKS:
        reminders.drop(tx, issue.community, kind, issue.number)
    begin(tx, deps, issue, now)


def begin(tx: Transaction, deps: Deps, issue: Issue, now: datetime) -> None:
    """Watch over a new issue."""
    clock, place = clock_of(issue), deps.neighbourhood
    if clock is Clock.CLAIM and is_emergency(issue):
        alarm(tx, deps, issue, now, first=True)
        _plan(tx, issue, clock, _FIRST_ALARM, now + REPEAT_EMERGENCY)
    elif clock is not None:
        _plan(tx, issue, clock, *first_look(place.local(now), issue.due_at, place.ladder, place.hours_of(issue)))


def decide(tx: Transaction, deps: Deps, reminder: Reminder, now: datetime) -> None:
    """Tell whoever is next, if what the reminder waits for is still missing, and plan who follows."""
    place, clock = deps.neighbourhood, _CLOCKS[reminder.kind]
    issue = issues.access(tx, place.community, IssueNumber(reminder.subject))
    if clock_of(issue) is not clock or issue.round != reminder.round:
        return
    if clock is Clock.CLAIM and is_emergency(issue):
        _sound(tx, deps, issue, reminder.attempt, now)
        return
    rung = Rung(min(reminder.attempt, Rung.OFFICE))
    if rung > Rung.WARNING and now < issue.due_at:
        # It has got more time since.
        _plan(tx, issue, clock, Rung.DUE, issue.due_at)
    elif not is_emergency(issue) and (morning := place.quiet_until(now)) is not None:
        _wait(tx, deps, issue, rung, now, morning)
    else:
        climbed = _climb(tx, deps, issue, Rung.DUE if rung is Rung.WARNING and issue.due_at <= now else rung, now)
        following = next_look(climbed, place.local(now), issue.due_at, place.ladder, place.hours_of(issue))
        if following is not None:
            _plan(tx, issue, clock, *following)


def _wait(tx: Transaction, deps: Deps, issue: Issue, rung: Rung, now: datetime, morning: datetime) -> None:
    """Let what would be told at night wait: the squad hears of all that was due in one message."""
    place, clock = deps.neighbourhood, clock_of(issue) or Clock.CLAIM
    if rung > Rung.DUE:
        _plan(tx, issue, clock, rung, morning)
        return
    held = Rung.DUE if issue.due_at <= morning else rung
    notices.hold(tx, deps, issue, place.squads[issue.squad].chat, now)
    issues.add_clock_event(tx, issue, _STEPS[held], now)
    following = next_look(held, place.local(morning), issue.due_at, place.ladder, place.hours_of(issue))
    if following is not None:
        _plan(tx, issue, clock, *following)


def alarm(tx: Transaction, deps: Deps, issue: Issue, now: datetime, *, first: bool = False) -> None:
    """Tell the squad's lead and the building's of an emergency: in their own chats, else where they are named.

    A building's lead who can't be written to, or may not know, is stood in for by the community office; at first they
    are called in the building's chat, too, if everybody may read it.
    """
    seen = owing.view(tx, deps, issue)
    open_lane = seen.squad.lane is Lane.OPEN
    squad_leads = people.leads_of_squad(tx, deps, issue.squad)
    unheard = [lead for lead in squad_leads if not owing.whisper(tx, deps, lead.id, Alarm(seen, now, (lead,)), now)]
    if unheard:
        owing.remind_squad(tx, deps, issue, Alarm(seen, now, tuple(unheard)), now)
    leads = [lead for lead in people.leads_of_building(tx, deps, issue.chat) if lead not in squad_leads]
    heard = [owing.whisper(tx, deps, lead.id, Alarm(seen, now, (lead,), confide=open_lane), now) for lead in leads]
    missed = tuple(lead for lead, told in zip(leads, heard, strict=True) if not told)
    if first and open_lane and missed:
        owing.post_in(tx, deps, issue.chat, Alarm(seen, now, missed), now, owing.place_of(deps, issue))
    if not any(heard) and seen.squad.chat != deps.neighbourhood.office.chat:
        who = tuple(leads) or (*squad_leads[:1], *people.workers(tx, deps)[:1])
        owing.post(tx, deps, deps.neighbourhood.office.chat, Alarm(seen, now, who), now)


def _sound(tx: Transaction, deps: Deps, issue: Issue, times: int, now: datetime) -> None:
    seen = owing.view(tx, deps, issue)
    owing.remind_squad(tx, deps, issue, Watched(seen, Clock.CLAIM, Rung.DUE, now), now)
    alarm(tx, deps, issue, now)
    issues.add_clock_event(tx, issue, Step.REMIND, now)
    _plan(tx, issue, Clock.CLAIM, times + 1, now + REPEAT_EMERGENCY)


def _climb(tx: Transaction, deps: Deps, issue: Issue, rung: Rung, now: datetime) -> Rung:
    """Tell whoever stands on a rung, or where nobody does, on the next above; return which it was."""
    seen = owing.view(tx, deps, issue)
    while not _tell(tx, deps, seen, rung, now):
        rung = Rung(rung + 1)
    return rung


def _tell(tx: Transaction, deps: Deps, seen: IssueView, rung: Rung, now: datetime) -> bool:
    issue, clock = seen.issue, clock_of(seen.issue) or Clock.CLAIM
    who: Actor | None = None
    if rung in {Rung.WARNING, Rung.DUE}:
        owing.remind_squad(tx, deps, issue, Watched(seen, clock, rung, now), now)
    elif rung is Rung.OFFICE:
        owing.post(tx, deps, deps.neighbourhood.office.chat, Watched(seen, clock, rung, now), now)
    else:
        who = _above(tx, deps, seen, rung)
        if who is None:
            return False
        news = Watched(seen, clock, rung, now, who)
        heard = owing.whisper(tx, deps, who.id, news, now)
        if rung is Rung.SQUAD_LEAD:
            owing.remind_squad(tx, deps, issue, news, now)
        elif not heard:
            owing.post(tx, deps, deps.neighbourhood.office.chat, news, now)
    issues.add_clock_event(tx, issue, _STEPS[rung], now, None if who is None else who.id)
    return True


def _above(tx: Transaction, deps: Deps, seen: IssueView, rung: Rung) -> Actor | None:
    """Return who stands on a rung: not whoever has the issue, and rather somebody who can be written to."""
    squad_leads = people.leads_of_squad(tx, deps, seen.issue.squad)
    if rung is Rung.SQUAD_LEAD:
        return _reachable(tx, squad_leads, seen.issue.claimed_by)
    # What is confidential is none of a building lead's business.
    leads = people.leads_of_building(tx, deps, seen.issue.chat) if seen.squad.lane is Lane.OPEN else []
    told = {lead.id for lead in squad_leads}
    above = [one for one in (*leads, *people.workers(tx, deps)) if one.id not in told]
    return _reachable(tx, above, seen.issue.claimed_by)


def _reachable(tx: Transaction, actors: Iterable[Actor], but: PersonId | None) -> Actor | None:
    others = [actor for actor in actors if actor.id != but]
    started = kept_people.started(tx, [actor.id for actor in others])
    return next((actor for actor in others if actor.id in started), others[0] if others else None)


def _plan(tx: Transaction, issue: Issue, clock: Clock, attempt: int, due_at: datetime) -> None:
    urgent = is_emergency(issue)
    kind, number, round_ = _KINDS[clock], issue.number, issue.round
    reminders.add(tx, Reminder(issue.community, kind, number, round_, due_at, attempt, urgent=urgent))
