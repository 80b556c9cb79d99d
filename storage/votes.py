"""Votes and their trails. There is no way to a vote without its community."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, insert, select, update

from bot.domain.cause import Cause
from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.vote import rule as rules
from bot.domain.vote.form import Form, Option, VoteKind
from bot.domain.vote.life import Vote, VoteEvent, VoteNumber, VoteState, VoteStep
from storage.database import Stale, Transaction
from storage.tables import PERSON, VOTE, VOTE_BUILDING, VOTE_EVENT

# Statements of every ballot are built once: building costs as much as carrying out.
_ADD_EVENT = insert(VOTE_EVENT)
_FIND = select(VOTE).where(VOTE.c.community_id == bindparam("community"), VOTE.c.number == bindparam("of"))
_FIND_TO_CAST = _FIND.with_for_update(read=True)
_FIND_TO_CLOSE = _FIND.with_for_update()
_BUILDINGS = select(VOTE_BUILDING.c.chat_id).where(
    VOTE_BUILDING.c.community_id == bindparam("community"), VOTE_BUILDING.c.vote == bindparam("of")
)


def next_number(tx: Transaction, community: CommunityId) -> VoteNumber:
    """Return a number that no vote of the community has; of two that ask at once, one tries again."""
    last = tx.execute(select(func.max(VOTE.c.number)).where(VOTE.c.community_id == community)).scalar_one()
    return VoteNumber((last or 0) + 1)


def add(tx: Transaction, vote: Vote) -> None:
    """Keep a new vote."""
    tx.execute(insert(VOTE).values(_values(vote)))
    _add_buildings(tx, vote)


def access(
    tx: Transaction, community: CommunityId, number: VoteNumber, *, casting: bool = False, closing: bool = False
) -> Vote:
    """Return a vote of this community.

    :param casting: it must not be closed before this transaction is committed; of its buildings only the first is read.
    :param closing: nothing must be cast any more.
    :raises Refused: the community has no such vote.
    """
    wanted = {"community": community, "of": number}
    row = tx.execute(_FIND_TO_CAST if casting else _FIND_TO_CLOSE if closing else _FIND, wanted).one_or_none()
    if row is None:
        raise Refused(Reason.VOTE_UNKNOWN, vote=number)
    return _vote(row, (ChatId(row.chat_id),) if casting else buildings(tx, community, number))


def buildings(tx: Transaction, community: CommunityId, number: VoteNumber) -> tuple[ChatId, ...]:
    """Return the buildings whose households have a ballot."""
    rows = tx.execute(_BUILDINGS, {"community": community, "of": number})
    return tuple(ChatId(chat) for chat in rows.scalars())


def save(tx: Transaction, vote: Vote) -> Vote:
    """Keep a changed vote; return it with its new version.

    :raises Stale: somebody else changed it in the meantime.
    """
    changed = replace(vote, version=vote.version + 1)
    ours = _is(vote.community, vote.number) & (VOTE.c.version == vote.version)
    if not tx.execute(update(VOTE).where(ours).values(_values(changed))).rowcount:
        raise Stale
    return changed


def of_building(
    tx: Transaction, community: CommunityId, chat: ChatId | None, states: Sequence[VoteState], most: int
) -> list[Vote]:
    """Return a building's votes in some states, or those of all buildings; newest first."""
    where = [VOTE.c.community_id == community, VOTE.c.state.in_([state.value for state in states])]
    if chat is not None:
        theirs = select(VOTE_BUILDING.c.vote).where(
            VOTE_BUILDING.c.community_id == community, VOTE_BUILDING.c.chat_id == chat
        )
        where.append(VOTE.c.number.in_(theirs))
    rows = tx.execute(select(VOTE.c.number).where(*where).order_by(VOTE.c.number.desc()).limit(most))
    return [access(tx, community, VoteNumber(number)) for number in rows.scalars()]


def add_event(
    tx: Transaction,
    vote: Vote,
    step: VoteStep,
    cause: Cause | None,
    at: datetime | None = None,
    *,
    elector: int | None = None,
    note: str = "",
) -> None:
    """Write a line of a vote's trail; without a cause the clock acts, ``at`` its time."""
    values = {
        "community_id": vote.community,
        "vote": vote.number,
        "step": step.value,
        "at": cause.at if cause is not None else at,
        "person_id": None if cause is None else cause.actor.id,
        "update_id": None if cause is None else cause.update,
        "elector": elector,
        "note": note,
    }
    tx.execute(_ADD_EVENT, values)


def trail(tx: Transaction, vote: Vote) -> list[VoteEvent]:
    """Return all that happened, oldest first."""
    rows = tx.execute(
        select(VOTE_EVENT, PERSON.c.name)
        .outerjoin(PERSON, PERSON.c.id == VOTE_EVENT.c.person_id)
        .where(_of(VOTE_EVENT, vote.community, vote.number))
        .order_by(VOTE_EVENT.c.id)
    )
    return [
        VoteEvent(
            step=VoteStep(row.step),
            at=row.at,
            person=None if row.person_id is None else PersonId(row.person_id),
            name=row.name or "",
            elector=row.elector,
            note=row.note,
        )
        for row in rows
    ]


def _add_buildings(tx: Transaction, vote: Vote) -> None:
    rows = [{"community_id": vote.community, "vote": vote.number, "chat_id": chat} for chat in vote.buildings]
    tx.execute(insert(VOTE_BUILDING), rows)


def _is(community: CommunityId, number: int) -> ColumnElement[bool]:
    return (VOTE.c.community_id == community) & (VOTE.c.number == number)


def _of(table: Any, community: CommunityId, number: int) -> ColumnElement[bool]:  # noqa: ANN401 (any of ours)
    found: ColumnElement[bool] = (table.c.community_id == community) & (table.c.vote == number)
    return found


def _values(vote: Vote) -> dict[str, Any]:
    return {
        "community_id": vote.community,
        "number": vote.number,
        "chat_id": vote.home,
        "starter_id": vote.starter,
        "question": vote.question,
        "form": _form_to_json(vote.form),
        "rule": rules.to_json(vote.rule),
        "secret": vote.secret,
        "state": vote.state.value,
        "created_at": vote.created_at,
        "opens_at": vote.opens_at,
        "closes_at": vote.closes_at,
        "opened_at": vote.opened_at,
        "ended_at": vote.ended_at,
        "extended": vote.extended,
        "words": vote.words,
        "result": vote.result,
        "issue": vote.issue,
        "became": vote.became,
        "message_id": vote.message,
        "thread_id": vote.thread,
        "version": vote.version,
    }


def _vote(row: Row[Any], buildings: tuple[ChatId, ...]) -> Vote:
    return Vote(
        community=CommunityId(row.community_id),
        number=VoteNumber(row.number),
        home=ChatId(row.chat_id),
        buildings=buildings,
        starter=PersonId(row.starter_id),
        question=row.question,
        form=_form_from_json(row.form),
        rule=rules.from_json(row.rule),
        secret=row.secret,
        state=VoteState(row.state),
        created_at=row.created_at,
        closes_at=row.closes_at,
        opens_at=row.opens_at,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        extended=row.extended,
        words=row.words,
        result=row.result,
        issue=None if row.issue is None else IssueNumber(row.issue),
        became=None if row.became is None else IssueNumber(row.became),
        message=None if row.message_id is None else MessageId(row.message_id),
        thread=row.thread_id,
        version=row.version,
    )


def _form_to_json(form: Form) -> dict[str, Any]:
    options = [[option.text, option.cost] for option in form.options]
    return {
        "kind": form.kind.value,
        "options": options,
        "most": form.most,
        "winners": form.winners,
        "cap": form.cap,
    }


def _form_from_json(kept: dict[str, Any]) -> Form:
    options = tuple(Option(text, cost) for text, cost in kept["options"])
    return Form(VoteKind(kept["kind"]), options, kept["most"], kept["winners"], kept["cap"])
