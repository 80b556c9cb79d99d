"""Me too, hurry up, it's fixed, it's this good: what neighbours say of an issue, each once."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, and_, func, insert, select, update

from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId
from bot.domain.issue import Issue, Voice
from storage.database import Transaction
from storage.tables import ISSUE, RATING, SUPPORT, URGE, VERDICT


def support(tx: Transaction, issue: Issue, person: PersonId, chat: ChatId, now: datetime) -> bool:
    """Keep that somebody has the same trouble; tell whether that is new."""
    return _once(tx, SUPPORT, _key(issue, person), {"chat_id": chat, "at": now})


def supporters(tx: Transaction, issue: Issue) -> tuple[PersonId, ...]:
    """Return who has the same trouble, in the order of their saying so."""
    rows = tx.execute(
        select(SUPPORT.c.person_id).where(_of(SUPPORT, issue)).order_by(SUPPORT.c.at, SUPPORT.c.person_id)
    )
    return tuple(PersonId(person) for (person,) in rows)


def chats_of_supporters(tx: Transaction, issue: Issue) -> tuple[ChatId, ...]:
    """Return the other buildings from which an incident has gathered reports."""
    rows = tx.execute(
        select(SUPPORT.c.chat_id)
        .where(_of(SUPPORT, issue), SUPPORT.c.chat_id != issue.chat)
        .group_by(SUPPORT.c.chat_id)
        .order_by(SUPPORT.c.chat_id)
    )
    return tuple(ChatId(chat) for (chat,) in rows)


def bring_along(tx: Transaction, merged: Issue, into: Issue, now: datetime) -> int:
    """Let the reporter and the supporters of a merged issue support the other; return how many are new there."""
    people = {merged.reporter, *supporters(tx, merged)} - {into.reporter, *supporters(tx, into)}
    rows = [
        {**_key(into, person), "chat_id": merged.chat, "at": now, "merged_from": merged.number}
        for person in sorted(people)
    ]
    if rows:
        tx.execute(insert(SUPPORT), rows)
    return len(rows)


def merged_into(tx: Transaction, issue: Issue) -> tuple[IssueNumber, ...]:
    """Return the issues that have been merged into one."""
    ours = (ISSUE.c.community_id == issue.community) & (ISSUE.c.duplicate_of == issue.number)
    rows = tx.execute(select(ISSUE.c.number).where(ours).order_by(ISSUE.c.number))
    return tuple(IssueNumber(number) for (number,) in rows)


def urge(tx: Transaction, issue: Issue, person: PersonId, today: date) -> bool:
    """Keep that somebody asked to hurry up; tell whether it is the first time today."""
    return _once(tx, URGE, {**_key(issue, person), "day": today.isoformat()}, {})


def urged_on(tx: Transaction, issue: Issue, day: date) -> int:
    """Return how many asked to hurry up on a day."""
    ours = _of(URGE, issue) & (URGE.c.day == day.isoformat())
    return int(tx.execute(select(func.count()).select_from(URGE).where(ours)).scalar_one())


def say(tx: Transaction, issue: Issue, voice: Voice, now: datetime, *, fixed: bool) -> None:
    """Keep what somebody says of this round's work; the last word counts."""
    key = {**_key(issue, voice.person), "round": issue.round}
    said = {"household_id": voice.household, "fixed": fixed, "at": now}
    if not _once(tx, VERDICT, key, said):
        tx.execute(update(VERDICT).where(_same(VERDICT, key)).values(said))


def agreeing(tx: Transaction, issue: Issue) -> tuple[Voice, ...]:
    """Return who has said that this round's work is good."""
    ours = _of(VERDICT, issue) & (VERDICT.c.round == issue.round) & VERDICT.c.fixed
    rows = tx.execute(select(VERDICT.c.person_id, VERDICT.c.household_id).where(ours).order_by(VERDICT.c.person_id))
    return tuple(Voice(PersonId(row.person_id), row.household_id) for row in rows)


def rate(tx: Transaction, issue: Issue, person: PersonId, stars: int, now: datetime) -> None:
    """Keep how good somebody finds this round's work."""
    key = {**_key(issue, person), "round": issue.round}
    if not _once(tx, RATING, key, {"stars": stars, "at": now}):
        tx.execute(update(RATING).where(_same(RATING, key)).values(stars=stars))


def first_rated(tx: Transaction, issue: Issue, person: PersonId) -> datetime | None:
    """Return when somebody first said how good this round's work is."""
    key = {**_key(issue, person), "round": issue.round}
    found: datetime | None = tx.execute(select(RATING.c.at).where(_same(RATING, key))).scalar_one_or_none()
    return found


def ratings(tx: Transaction, issue: Issue) -> tuple[int, ...]:
    """Return the stars that this round's work was given, in order."""
    ours = _of(RATING, issue) & (RATING.c.round == issue.round)
    return tuple(stars for (stars,) in tx.execute(select(RATING.c.stars).where(ours).order_by(RATING.c.stars)))


def satisfaction(
    tx: Transaction, community: CommunityId, since: datetime, until: datetime
) -> dict[str, tuple[int, int]]:
    """Return for each squad how many ratings it got in a span, and the sum of their stars."""
    rows = tx.execute(
        select(ISSUE.c.squad, func.count().label("ratings"), func.sum(RATING.c.stars).label("stars"))
        .join(ISSUE, and_(ISSUE.c.community_id == RATING.c.community_id, ISSUE.c.number == RATING.c.number))
        .where(RATING.c.community_id == community, RATING.c.at >= since, RATING.c.at < until)
        .group_by(ISSUE.c.squad)
    )
    return {row.squad: (int(row.ratings), int(row.stars)) for row in rows}


def _key(issue: Issue, person: PersonId) -> dict[str, Any]:
    return {"community_id": issue.community, "number": issue.number, "person_id": person}


def _of(table: Table, issue: Issue) -> Any:  # noqa: ANN401 (a condition of either kind)
    return (table.c.community_id == issue.community) & (table.c.number == issue.number)


def _same(table: Table, key: dict[str, Any]) -> Any:  # noqa: ANN401 (a condition of either kind)
    return and_(*(table.c[name] == value for name, value in key.items()))


def _once(tx: Transaction, table: Table, key: dict[str, Any], values: dict[str, Any]) -> bool:
    """Keep a row unless it is there; of two at once the database lets one in, and the other is tried again."""
    if tx.execute(select(table.c.person_id).where(_same(table, key))).first() is not None:
        return False
    tx.execute(insert(table).values(key | values))
    return True
