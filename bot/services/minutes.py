"""The council's minutes: begun by a worker, one message a point, shown back, corrected, closed."""

from dataclasses import replace

from bot.domain import council as rules
from bot.domain.cause import Actor, Cause
from bot.domain.council import Decision, DecisionState, Matter, MatterKind, Outcome, Sitting, SittingState
from bot.domain.draft import Draft
from bot.domain.heard import Heard
from bot.domain.ids import PersonId
from bot.domain.names import find
from bot.domain.news.minutes import DecisionCard, DecisionView, MinutesCard, MinutesGoOn
from bot.domain.presses.council import Deed
from bot.domain.refusal import Reason, Refused
from bot.domain.roles import Action
from bot.domain.standup import without
from bot.services import council as meetings
from bot.services import decided, drafts, owing, people, spoken
from bot.services.deps import Deps
from storage import cards, council, decisions
from storage import drafts as kept_drafts
from storage import people as kept_people
from storage.cards import Card, Subject
from storage.database import Transaction

SUBJECT, DRAFT = "minutes", "minutes"
_OUTCOMES = {Deed.ISSUE: Outcome.ISSUE, Deed.EVENT: Outcome.EVENT, Deed.RECORD: Outcome.RECORD}


def begin(tx: Transaction, deps: Deps, cause: Cause) -> None:
    """Begin the minutes of the sitting that is on, or go on with them; without one, of a sitting that begins now."""
    people.require(tx, deps, cause, Action.MINUTES)
    people.meet(tx, deps, cause)
    kept_people.keep(tx, cause.actor)
    sitting = council.in_minutes(tx, deps.neighbourhood.community, cause.chat) or _sitting_now(tx, deps, cause)
    opened = rules.open_minutes(sitting, cause.actor.id, cause.chat, cause.at)
    council.save_sitting(tx, opened)
    if not council.agenda_of(tx, opened) and sitting.state in {SittingState.PLANNED, SittingState.ANNOUNCED}:
        council.put_agenda(tx, opened, meetings.gathered(tx, deps, cause.at)[0])
    before = cards.find(tx, _subject(opened), SUBJECT, 1, cause.chat)
    if before is not None:
        cards.retire(tx, before)
    _show(tx, deps, cause, opened)
    if cause.private:
        drafts.begin(tx, deps, cause, DRAFT, {"sitting": opened.id}, MinutesGoOn())


def close(tx: Transaction, deps: Deps, cause: Cause, sitting_id: int | None = None) -> None:
    """End the minutes: what was decided takes effect, and everybody concerned is told."""
    people.require(tx, deps, cause, Action.MINUTES)
    sitting = _open(tx, deps, cause)
    if sitting_id is not None and sitting_id != sitting.id:
        raise Refused(Reason.MINUTES_CLOSED)
    noted = decisions.of_sitting(tx, sitting.community, sitting.id)
    closed = rules.close_minutes(sitting, noted, cause.at)
    council.save_sitting(tx, closed)
    for decision in noted:
        decided.take_effect(tx, deps, cause, decision)
    decided.publish(tx, deps, cause, closed)
    _show(tx, deps, cause, closed)
    draft = kept_drafts.find(tx, cause.chat, cause.actor.id)
    if draft is not None and draft.kind == DRAFT:
        drafts.end(tx, deps, cause, draft)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def attend(tx: Transaction, deps: Deps, cause: Cause, sitting_id: int, who: PersonId) -> None:
    """Note that somebody is there: they say so themselves, or the worker does."""
    sitting = _open(tx, deps, cause)
    if sitting.id != sitting_id:
        raise Refused(Reason.MINUTES_CLOSED)
    if who != cause.actor.id:
        people.require(tx, deps, cause, Action.MINUTES)
    if who not in {one.id for one in _members(tx, deps)}:
        raise Refused(Reason.NOT_IN_COUNCIL)
    council.turn_attendance(tx, sitting, who, cause.at)
    _show(tx, deps, cause, sitting)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


# ---- points ----


def hear(tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard) -> None:
    """Take a worker's answer to the minutes as their next point; what others say below them is talk."""
    if not _may_write(tx, deps, cause):
        return
    sitting = council.sitting(tx, deps.neighbourhood.community, card.number)
    if sitting is None or sitting.state is not SittingState.OPEN or sitting.chat != cause.chat:
        raise Refused(Reason.MINUTES_CLOSED)
    note(tx, deps, cause, sitting, heard.text)


def hear_correction(tx: Transaction, deps: Deps, cause: Cause, card: Card, heard: Heard) -> None:
    """Take a worker's answer to a point as other words for it, or as the name or date that it lacked."""
    if not _may_write(tx, deps, cause):
        return
    before = decisions.access(tx, deps.neighbourhood.community, card.number)
    said, candidates = _understood(tx, deps, cause, before, heard.text)
    owner = (said.owner, said.owner_name) if said.owned or candidates else (before.owner, before.owner_name)
    whole = replace(
        said,
        text=said.text or before.text,
        owner=owner[0],
        owner_name=owner[1],
        due_at=said.due_at or before.due_at,
        undated=before.undated and said.due_at is None,
    )
    saved = decisions.save(tx, rules.reword(before, whole))
    _show_decision(tx, deps, cause, saved, candidates)
    _show_open(tx, deps, cause)


def go_on(tx: Transaction, deps: Deps, cause: Cause, draft: Draft, heard: Heard) -> None:
    """Take a message in the worker's own chat: an answer to a point corrects it, anything else is the next one."""
    community = deps.neighbourhood.community
    card = None if heard.answers is None else cards.of_message(tx, community, cause.chat, heard.answers)
    if card is not None and card.subject.name == decided.SUBJECT:
        hear_correction(tx, deps, cause, card, heard)
        return
    people.require(tx, deps, cause, Action.MINUTES)
    sitting = council.sitting(tx, community, draft.state["sitting"])
    if sitting is None or sitting.state is not SittingState.OPEN:
        raise Refused(Reason.MINUTES_CLOSED)
    note(tx, deps, cause, sitting, heard.text)


def note(tx: Transaction, deps: Deps, cause: Cause, sitting: Sitting, text: str) -> None:
    """Keep a point as it was understood, and show it back."""
    people.meet(tx, deps, cause)
    if not text.strip():
        raise Refused(Reason.DECISION_EMPTY)
    if len(decisions.of_sitting(tx, sitting.community, sitting.id)) >= rules.MOST_DECISIONS:
        raise Refused(Reason.DECISIONS_TOO_MANY, most=rules.MOST_DECISIONS)
    number = decisions.next_number(tx, sitting.community)
    blank = Decision(sitting.community, number, sitting.id, "", cause.at)
    decision, candidates = _understood(tx, deps, cause, blank, text)
    decisions.add(tx, replace(decision, text=decision.text or text.strip()[: rules.DECISION_LENGTH]))
    _show_decision(tx, deps, cause, decisions.access(tx, sitting.community, number), candidates)
    _show(tx, deps, cause, sitting)


def do(tx: Transaction, deps: Deps, cause: Cause, number: int, deed: Deed) -> None:
    """Do with a decision what its button says."""
    if deed is Deed.DONE:
        decided.finish(tx, deps, cause, number)
        return
    people.require(tx, deps, cause, Action.MINUTES)
    decision = decisions.access(tx, deps.neighbourhood.community, number)
    match deed:
        case Deed.STRIKE:
            changed = rules.strike(decision)
        case Deed.NO_DATE:
            changed = rules.without_date(decision)
        case _:
            changed = rules.reword(decision, replace(decision, outcome=_OUTCOMES[deed]))
    _show_decision(tx, deps, cause, decisions.save(tx, changed), ())
    _show_open(tx, deps, cause)
    owing.answer(tx, cause, deps.texts.noted(deps.language(cause)))


def _understood(
    tx: Transaction, deps: Deps, cause: Cause, before: Decision, text: str
) -> tuple[Decision, tuple[Actor, ...]]:
    """Return a decision in somebody's words, and whom its name fits where it fits several."""
    point = rules.point(text[: rules.DECISION_LENGTH])
    sitting = council.sitting(tx, before.community, before.sitting)
    agenda = () if sitting is None else council.agenda_of(tx, sitting)
    position, matter = _matter(agenda, point) or (before.position, None)
    named = find(point.words, decided.who_may_be_named(tx, deps))
    due = spoken.deadline(deps, point.words, cause.at)
    owner = named.candidates[0] if named is not None and len(named.candidates) == 1 else None
    spans = [(one.begin, one.until) for one in (named, due) if one is not None]
    building = before.building if matter is None else matter.building
    meets = due is not None and not due.whole_day and rules.sounds_like_event(point.words)
    decision = replace(
        before,
        text=without(point.words, spans)[: rules.DECISION_LENGTH],
        position=position,
        matter=before.matter if matter is None else matter.key,
        building=building,
        owner=None if owner is None else owner.id,
        due_at=None if due is None or due.at <= cause.at else due.at,
        outcome=Outcome.EVENT if meets else Outcome.RECORD if building is None else Outcome.ISSUE,
    )
    several = named.candidates if named is not None and owner is None else ()
    return decision, several


def _matter(agenda: tuple[Matter, ...], point: rules.Point) -> tuple[int, Matter] | None:
    for position, matter in enumerate(agenda, start=1):
        if point.position == position or matter.key == (MatterKind.ISSUE, point.issue):
            return position, matter
    return None


# ---- who, which, and what is shown ----


def _may_write(tx: Transaction, deps: Deps, cause: Cause) -> bool:
    return people.standing(tx, deps, cause.actor.id, None if cause.private else cause.chat).may(Action.MINUTES)


def _open(tx: Transaction, deps: Deps, cause: Cause) -> Sitting:
    sitting = council.in_minutes(tx, deps.neighbourhood.community, cause.chat)
    if sitting is None:
        raise Refused(Reason.NO_MINUTES)
    return sitting


def _sitting_now(tx: Transaction, deps: Deps, cause: Cause) -> Sitting:
    community = deps.neighbourhood.community
    found = council.sittings(tx, community, cause.at - rules.NEAR, cause.at + rules.NEAR)
    near = rules.nearest(found, cause.at)
    return near or council.plan(tx, Sitting(community, 0, cause.at))


def _members(tx: Transaction, deps: Deps) -> tuple[Actor, ...]:
    every = (*meetings.members(tx, deps), *people.workers(tx, deps))
    return tuple({one.id: one for one in every}.values())


def _show_open(tx: Transaction, deps: Deps, cause: Cause) -> None:
    sitting = council.in_minutes(tx, deps.neighbourhood.community, cause.chat)
    if sitting is not None:
        _show(tx, deps, cause, sitting)


def _show(tx: Transaction, deps: Deps, cause: Cause, sitting: Sitting) -> None:
    noted = decisions.of_sitting(tx, sitting.community, sitting.id)
    card = MinutesCard(
        sitting=sitting,
        agenda=tuple(meetings.view_of(tx, deps, matter) for matter in council.agenda_of(tx, sitting)),
        members=_members(tx, deps),
        present=frozenset(one.id for one in council.attending(tx, sitting)),
        decisions=tuple(decided.view_of(tx, deps, one) for one in noted if one.state is not DecisionState.STRUCK),
    )
    owing.card(tx, deps, (_subject(sitting), SUBJECT, 1), cause.chat, card, cause.at)


def _show_decision(
    tx: Transaction, deps: Deps, cause: Cause, decision: Decision, candidates: tuple[Actor, ...]
) -> None:
    view: DecisionView = replace(decided.view_of(tx, deps, decision), candidates=candidates)
    which = (decided.subject(decision), decided.SUBJECT, 1)
    owing.card(tx, deps, which, cause.chat, DecisionCard(view), cause.at)


def _subject(sitting: Sitting) -> Subject:
    return Subject(sitting.community, SUBJECT, sitting.id)
