"""What the council has decided, and what becomes of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.domain.council import Decision, DecisionState, MatterKind, Outcome
from bot.domain.ids import ChatId, CommunityId, PersonId
from bot.domain.refusal import Reason, Refused
from storage.database import Stale, Transaction
from storage.tables import DECISION


def next_number(tx: Transaction, community: CommunityId) -> int:
    """Return a number that no decision of the community has."""
    found = select(func.coalesce(func.max(DECISION.c.number), 0)).where(DECISION.c.community_id == community)
    return int(tx.execute(found).scalar_one()) + 1


def add(tx: Transaction, decision: Decision) -> None:
    """Keep a new decision."""
    tx.execute(insert(DECISION).values(_values(decision)))


def access(tx: Transaction, community: CommunityId, number: int) -> Decision:
    """Return a decision of this community.

    :raises Refused: there is no such decision.
    """
    ours = (DECISION.c.community_id == community) & (DECISION.c.number == number)
    row = tx.execute(select(DECISION).where(ours)).one_or_none()
    if row is None:
        raise Refused(Reason.DECISION_UNKNOWN, number=number)
    return _decision(row)


def save(tx: Transaction, decision: Decision) -> Decision:
    """Keep a changed decision.

    :raises Stale: somebody was faster.
    """
    ours = (
        (DECISION.c.community_id == decision.community)
        & (DECISION.c.number == decision.number)
        & (DECISION.c.version == decision.version)
    )
    values = _values(decision) | {"version": decision.version + 1}
    if not tx.execute(update(DECISION).where(ours).values(values)).rowcount:
        raise Stale
    return _decision_of(values)


def of_sitting(tx: Transaction, community: CommunityId, sitting: int) -> tuple[Decision, ...]:
    """Return what a sitting has decided, in order; not what was struck."""
    ours = (
        (DECISION.c.community_id == community)
        & (DECISION.c.sitting_id == sitting)
        & (DECISION.c.state != DecisionState.STRUCK.value)
    )
    return tuple(_decision(row) for row in tx.execute(select(DECISION).where(ours).order_by(DECISION.c.number)))


def running(tx: Transaction, community: CommunityId) -> tuple[Decision, ...]:
    """Return what was decided and isn't done yet, oldest first."""
    ours = (DECISION.c.community_id == community) & (DECISION.c.state == DecisionState.RUNNING.value)
    return tuple(_decision(row) for row in tx.execute(select(DECISION).where(ours).order_by(DECISION.c.number)))


def done_since(tx: Transaction, community: CommunityId, since: datetime) -> tuple[Decision, ...]:
    """Return what has been done since a time, oldest first."""
    ours = (
        (DECISION.c.community_id == community)
        & (DECISION.c.state == DecisionState.DONE.value)
        & (DECISION.c.done_at >= since)
    )
    return tuple(_decision(row) for row in tx.execute(select(DECISION).where(ours).order_by(DECISION.c.number)))


def _values(decision: Decision) -> dict[str, Any]:
    kind, of = decision.matter or (None, None)
    return {
        "community_id": decision.community,
        "number": decision.number,
        "sitting_id": decision.sitting,
        "text": decision.text,
        "at": decision.at,
        "state": decision.state.value,
        "position": decision.position,
        "matter_kind": None if kind is None else kind.value,
        "matter_number": of,
        "chat_id": decision.building,
        "owner_id": decision.owner,
        "owner_name": decision.owner_name,
        "due_at": decision.due_at,
        "undated": decision.undated,
        "outcome": decision.outcome.value,
        "became": decision.became,
        "done_at": decision.done_at,
        "version": decision.version,
    }


def _decision(row: Row[Any]) -> Decision:
    return _decision_of(row._mapping)  # noqa: SLF001 (SQLAlchemy's documented name for a row as a mapping)


def _decision_of(values: Any) -> Decision:  # noqa: ANN401 (a row, or what was just kept)
    kind = values["matter_kind"]
    return Decision(
        community=CommunityId(values["community_id"]),
        number=values["number"],
        sitting=values["sitting_id"],
        text=values["text"],
        at=values["at"],
        state=DecisionState(values["state"]),
        position=values["position"],
        matter=None if kind is None else (MatterKind(kind), values["matter_number"]),
        building=None if values["chat_id"] is None else ChatId(values["chat_id"]),
        owner=None if values["owner_id"] is None else PersonId(values["owner_id"]),
        owner_name=values["owner_name"],
        due_at=values["due_at"],
        undated=values["undated"],
        outcome=Outcome(values["outcome"]),
        became=values["became"],
        done_at=values["done_at"],
        version=values["version"],
    )
