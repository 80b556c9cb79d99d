"""Reports are filed and reworded; and what is open is seen. What follows stands in ``bot.services.loop``."""

from dataclasses import dataclass, replace

from bot.domain import issue as rules
from bot.domain.cause import Actor, Cause
from bot.domain.ids import MessageId
from bot.domain.issue import OPEN, Issue, IssueState, Origin, Step, Urgency, Wording
from bot.domain.photo import MOST, Photo
from bot.domain.place import NOWHERE, Place
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import who_gets
from bot.services import dispatch, owing, pictures, watching, words
from bot.services.deps import Deps
from bot.services.loop import gathering, steps
from bot.services.people import meet
from nlp.understanding import Intent, Understanding
from storage import issues, people, photos, roles
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, as somebody wrote it."""

    text: str
    reporter: Actor
    message: MessageId | None
    thread: int | None = None
    squad: str | None = None
    category: str | None = None
    sureness: float = 1.0
    """How sure it is what it is about, 0 to 1: below a limit the community office says who gets it."""
    urgency: Urgency = Urgency.NORMAL
    place: Place = NOWHERE
    origin: Origin = Origin.COMMAND
    photos: tuple[Photo, ...] = ()
    shown: MessageId | None = None
    """A message of the bot's that shall become the card in the building's chat."""
    filed_by: Actor | None = None
    """Who reports it for the reporter; None where they do it themselves."""
    for_whom: str = ""
    """Whom it is reported for: a name, or an @name."""


def understood_as(said: Report, understood: Understanding) -> Report:
    """Return what somebody wrote together with what it means."""
    where = understood.place
    wish = understood.intent is Intent.WISH
    return replace(
        said,
        squad=understood.squad,
        category=understood.category,
        sureness=_sureness(understood),
        urgency=Urgency.WISH if wish else Urgency(understood.urgency.value),
        place=Place(where.building, where.unit, where.room, where.floor, where.zone, where.spot),
    )


def _sureness(understood: Understanding) -> float:
    if understood.squad is not None:
        return 1.0
    if understood.category is None:
        return 0.0
    return 1.0 if understood.category_confidence is None else understood.category_confidence


def report(tx: Transaction, deps: Deps, cause: Cause, said: Report) -> None:
    """File what a neighbour reports."""
    file(tx, deps, cause, said)


def file(tx: Transaction, deps: Deps, cause: Cause, said: Report) -> Issue:
    """File an issue and hand it to its squad."""
    place = deps.neighbourhood
    if cause.chat not in place.buildings:
        raise Refused(Reason.REPORT_NEEDS_BUILDING)
    if not said.text.strip():
        raise Refused(Reason.REPORT_WITHOUT_TEXT)
    said = _for_whom(tx, cause, said)
    meet(tx, deps, cause, said.reporter, *(() if said.filed_by is None else (said.filed_by,)))
    _not_filed_yet(tx, cause, said)
    clear = dispatch.is_clear(deps, said.urgency, said.sureness)
    squad = who_gets(place.routable(), said.squad, said.category, place.fallback) if clear else place.office
    waiting = pictures.take(tx, deps, cause.chat, said.thread, said.reporter.id, cause.at)
    with_it = photos.unknown(tx, (*waiting, *said.photos))[:MOST]
    reported = Issue(
        community=place.community,
        number=issues.next_number(tx, place.community),
        chat=cause.chat,
        message=said.message,
        thread=said.thread,
        reporter=said.reporter.id,
        text=said.text,
        category=said.category,
        urgency=said.urgency,
        squad=squad.key,
        state=IssueState.REPORTED,
        reported_at=cause.at,
        due_at=place.claim_due(squad, said.urgency, cause.at),
        place=said.place,
        photos=len(with_it),
        origin=said.origin,
        filed_by=None if said.filed_by is None else said.filed_by.id,
        for_whom=said.for_whom,
    )
    issue = dispatch.offered(tx, deps, rules.dispatch(reported), cause.at) if clear else reported
    incident = gathering.incident_for(tx, deps, issue)
    issues.add(tx, issue)
    words.keep(tx, deps, issue)
    issues.add_events(tx, issue, (Step.REPORT, Step.DISPATCH) if clear else (Step.REPORT,), cause)
    if incident is not None:
        photos.add(tx, issue, Step.REPORT, with_it)
        gathering.join(tx, deps, cause, issue, incident)
        return issues.access(tx, place.community, issue.number)
    seen = owing.view(tx, deps, issue, said.reporter)
    owing.building_card(tx, deps, seen, cause.at, said.shown)
    owing.squad_card(tx, deps, seen, cause.at)
    if with_it:
        pictures.send(tx, deps, issue, photos.add(tx, issue, Step.REPORT, with_it), cause.at)
    watching.begin(tx, deps, issue, cause.at)
    return issue


def _for_whom(tx: Transaction, cause: Cause, said: Report) -> Report:
    """Return a report with whom it is for: a neighbour whom the bot knows then has it, else only the name is kept."""
    name = said.for_whom
    if not name:
        return said
    if name.startswith("@"):
        found = people.called(tx, name[1:])
    else:
        alike = [one for one in roles.members_of(tx, cause.chat) if one.name == name]
        found = alike[0] if len(alike) == 1 else None
    if found is None or found.id == said.reporter.id:
        return said
    return replace(said, reporter=found, filed_by=said.reporter, for_whom="")


def reword(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, said: Report, *, means_something: bool) -> None:
    """Take on the new words of a report; as long as nobody has taken it, they may lead to another squad.

    :param means_something: the new words are a report; otherwise it stays what it was taken for.
    """
    if issue.state not in OPEN or issue.reporter != cause.actor.id or issue.text == said.text:
        return
    known = Wording(said.text, issue.category, issue.urgency, issue.place)
    new = Wording(said.text, said.category or issue.category, said.urgency, said.place)
    reworded = rules.reword(issue, cause.actor.id, new if means_something else known)
    sent = _redirected(deps, cause, reworded, said) if means_something else reworded
    saved = issues.save(tx, sent)
    words.keep(tx, deps, saved, issue)
    moved = sent.squad != issue.squad
    issues.add_events(tx, saved, (Step.EDIT, Step.DISPATCH) if moved else (Step.EDIT,), cause)
    if saved.due_at != issue.due_at or saved.urgency != issue.urgency:
        watching.watch(tx, deps, saved, cause.at)
    if moved:
        owing.hand_over(tx, deps, owing.view(tx, deps, saved), deps.neighbourhood.squads[issue.squad], cause.at)
    steps.show(tx, deps, cause, saved)
    if moved:
        pictures.send(tx, deps, saved, photos.of_issue(tx, saved, Step.REPORT), cause.at)


def _redirected(deps: Deps, cause: Cause, issue: Issue, said: Report) -> Issue:
    """Return the issue with the squad and the time that its new words ask for."""
    place = deps.neighbourhood
    squad = place.squads[issue.squad]
    if said.squad is not None or said.category is not None:
        squad = who_gets(place.routable(), said.squad, said.category, place.fallback)
    due_at = place.claim_due(squad, issue.urgency, cause.at)
    if issue.state is not IssueState.DISPATCHED or (squad.key == issue.squad and due_at >= issue.due_at):
        return issue
    return rules.redirect(issue, squad.key, due_at)


def _not_filed_yet(tx: Transaction, cause: Cause, said: Report) -> None:
    """Refuse a message that is an issue already. The message of the command itself is new."""
    if said.message is None or said.message == cause.message:
        return
    filed = issues.of_message(tx, cause.chat, said.message)
    if filed is not None:
        raise Refused(Reason.ALREADY_FILED, number=filed.number)
