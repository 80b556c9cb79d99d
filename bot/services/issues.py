"""The loop: report, claim, resolve, accept or send back, withdraw; and to see what is open."""

from dataclasses import dataclass, replace

from bot.domain import issue as rules
from bot.domain.cause import Actor, Cause
from bot.domain.ids import IssueNumber, MessageId
from bot.domain.issue import OPEN, Issue, IssueState, Origin, Step, Urgency, Wording
from bot.domain.news.issues import ReasonWanted
from bot.domain.photo import MOST, Photo
from bot.domain.place import NOWHERE, Place
from bot.domain.refusal import Reason, Refused
from bot.domain.squad import who_gets
from bot.services import owing, pictures, watching, words
from bot.services.deps import Deps
from bot.services.people import meet
from nlp.understanding import Intent, Understanding
from storage import issues, photos
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
    urgency: Urgency = Urgency.NORMAL
    place: Place = NOWHERE
    origin: Origin = Origin.COMMAND
    photos: tuple[Photo, ...] = ()
    shown: MessageId | None = None
    """A message of the bot's that shall become the card in the building's chat."""


def understood_as(said: Report, understood: Understanding) -> Report:
    """Return what somebody wrote together with what it means."""
    where = understood.place
    wish = understood.intent is Intent.WISH
    return replace(
        said,
        squad=understood.squad,
        category=understood.category,
        urgency=Urgency.WISH if wish else Urgency(understood.urgency.value),
        place=Place(where.building, where.unit, where.room, where.floor, where.zone, where.spot),
    )


def report(tx: Transaction, deps: Deps, cause: Cause, said: Report) -> None:
    """File an issue and hand it to its squad."""
    place = deps.neighbourhood
    if cause.chat not in place.buildings:
        raise Refused(Reason.REPORT_NEEDS_BUILDING)
    if not said.text.strip():
        raise Refused(Reason.REPORT_WITHOUT_TEXT)
    meet(tx, deps, cause, said.reporter)
    _not_filed_yet(tx, cause, said)
    squad = who_gets(place.routable(), said.squad, said.category, place.fallback)
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
    )
    issue = rules.dispatch(reported)
    issues.add(tx, issue)
    words.keep(tx, deps, issue)
    issues.add_events(tx, issue, (Step.REPORT, Step.DISPATCH), cause)
    seen = owing.view(tx, deps, issue, said.reporter)
    owing.building_card(tx, deps, seen, cause.at, said.shown)
    owing.squad_card(tx, deps, seen, cause.at)
    if with_it:
        pictures.send(tx, deps, issue, photos.add(tx, issue, Step.REPORT, with_it), cause.at)
    watching.begin(tx, deps, issue, cause.at)


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
    _show(tx, deps, cause, saved)
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


def claim(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None = None) -> None:
    """Give an issue to whoever asks for it in the squad's chat."""
    issue = _for_squad(tx, deps, cause, number, round_)
    taken = rules.claim(issue, cause.actor.id, cause.at)
    claimed = issues.save(tx, replace(taken, due_at=deps.neighbourhood.resolve_due(taken, cause.at)))
    issues.add_events(tx, claimed, (Step.CLAIM,), cause)
    watching.watch(tx, deps, claimed, cause.at)
    _show(tx, deps, cause, claimed)


def note(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int, text: str, photo: Photo | None = None
) -> None:
    """Show how the work is going. What others than the issue's owner say of it is talk among stewards."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    here = deps.neighbourhood.squads[issue.squad].chat == cause.chat
    theirs = issue.state is IssueState.CLAIMED and issue.claimed_by == cause.actor.id
    if not here or not theirs or issue.round != round_:
        return
    noted = issues.save(tx, rules.note(issue, cause.actor.id, text))
    issues.add_events(tx, noted, (Step.NOTE,), cause, text)
    pictures.keep(tx, deps, noted, Step.NOTE, photo, cause.at)
    _show(tx, deps, cause, noted)


def resolve(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    number: IssueNumber,
    round_: int | None = None,
    note: str = "",
    photo: Photo | None = None,
) -> None:
    """Take a steward's word that it's fixed, and ask the reporter."""
    issue = _for_squad(tx, deps, cause, number, round_)
    resolved = issues.save(
        tx, rules.resolve(issue, cause.actor.id, cause.at, words=rules.tells_something(note), photo=photo is not None)
    )
    issues.add_events(tx, resolved, (Step.RESOLVE,), cause, note)
    pictures.keep(tx, deps, resolved, Step.RESOLVE, photo, cause.at)
    _show(tx, deps, cause, resolved)
    owing.acceptance_card(tx, deps, owing.view(tx, deps, resolved), resolved.round, cause.at)


def accept(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int) -> None:
    """Close an issue: the reporter says that it's fixed."""
    issue = _for_building(tx, deps, cause, number, round_)
    accepted = issues.save(tx, rules.accept(issue, cause.actor.id, cause.at))
    issues.add_events(tx, accepted, (Step.ACCEPT,), cause)
    _show(tx, deps, cause, accepted)
    owing.acceptance_card(tx, deps, owing.view(tx, deps, accepted), accepted.round, cause.at)


def send_back(
    tx: Transaction,
    deps: Deps,
    cause: Cause,
    number: IssueNumber,
    round_: int,
    reason: str = "",
    photo: Photo | None = None,
) -> None:
    """Open the next round: the reporter says that it isn't fixed, and is asked why unless they said it."""
    issue = _for_building(tx, deps, cause, number, round_)
    squad = deps.neighbourhood.squads[issue.squad]
    due_at = deps.neighbourhood.claim_due(squad, issue.urgency, cause.at, halved=True)
    returned = issues.save(tx, rules.send_back(issue, cause.actor.id, due_at, reason))
    issues.add_events(tx, issue, (Step.RETURN,), cause, reason)
    seen = owing.view(tx, deps, returned)
    owing.acceptance_card(tx, deps, seen, issue.round, cause.at)
    owing.squad_card(tx, deps, seen, cause.at, issue.round)
    _show(tx, deps, cause, returned)
    if not reason:
        owing.ask_for_reason(tx, deps, seen, cause.at, ReasonWanted(seen))
    pictures.keep(tx, deps, returned, Step.RETURN, photo, cause.at)
    watching.begin(tx, deps, returned, cause.at)


def add_reason(
    tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, reason: str, photo: Photo | None = None
) -> None:
    """Keep what is still wrong, and show it to the squad."""
    issue = _for_building(tx, deps, cause, number, None)
    told = issues.save(tx, rules.give_reason(issue, cause.actor.id, reason))
    issues.add_events(tx, told, (Step.NOTE,), cause, reason)
    owing.squad_card(tx, deps, owing.view(tx, deps, told), cause.at)
    pictures.keep(tx, deps, told, Step.RETURN, photo, cause.at)


def withdraw(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber) -> None:
    """Close an issue: the reporter takes it back."""
    issue = _for_building(tx, deps, cause, number, None)
    withdrawn = issues.save(tx, rules.withdraw(issue, cause.actor.id, cause.at))
    issues.add_events(tx, withdrawn, (Step.WITHDRAW,), cause)
    _show(tx, deps, cause, withdrawn)


def _not_filed_yet(tx: Transaction, cause: Cause, said: Report) -> None:
    """Refuse a message that is an issue already. The message of the command itself is new."""
    if said.message is None or said.message == cause.message:
        return
    filed = issues.of_message(tx, cause.chat, said.message)
    if filed is not None:
        raise Refused(Reason.ALREADY_FILED, number=filed.number)


def _for_squad(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue for its squad to work on; its chat is what makes somebody a steward of it."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    if deps.neighbourhood.squads[issue.squad].chat != cause.chat:
        raise Refused(Reason.NOT_YOUR_SQUAD)
    return _of_round(tx, deps, cause, issue, round_)


def _for_building(tx: Transaction, deps: Deps, cause: Cause, number: IssueNumber, round_: int | None) -> Issue:
    """Return an issue of the building in whose chat something happens."""
    issue = issues.access(tx, deps.neighbourhood.community, number)
    if issue.chat != cause.chat:
        raise Refused(Reason.ISSUE_UNKNOWN, number=number)
    return _of_round(tx, deps, cause, issue, round_)


def _of_round(tx: Transaction, deps: Deps, cause: Cause, issue: Issue, round_: int | None) -> Issue:
    if round_ is not None and round_ != issue.round:
        raise Refused(Reason.OUT_OF_TURN, number=issue.number)
    meet(tx, deps, cause)
    return issue


def _show(tx: Transaction, deps: Deps, cause: Cause, issue: Issue) -> None:
    """Bring both cards up to date, and let the button stop waiting."""
    seen = owing.view(tx, deps, issue)
    owing.building_card(tx, deps, seen, cause.at)
    owing.squad_card(tx, deps, seen, cause.at)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))
