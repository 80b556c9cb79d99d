"""Figures of squads: what is counted, and what isn't."""

from datetime import timedelta
from typing import Any

from bot.domain.figures import Figures
from bot.domain.ids import CommunityId, PersonId, SquadKey
from bot.domain.issue import Issue, IssueState, Step
from storage import figures, issues, voices
from storage.database import Database, Transaction
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, a_cause, a_kept_issue, settle

HOUR = timedelta(hours=1)
SINCE, UNTIL = NOW - 7 * DAY, NOW
OURS, OFFICE = SquadKey("plumbers"), SquadKey("office")


def happened(tx: Transaction, issue: Issue, *steps: tuple[Step, timedelta]) -> None:
    for step, ago in steps:
        issues.add_events(tx, issue, (step,), a_cause(at=NOW - ago))


def accepted(tx: Transaction, community: CommunityId, hours: int, **given: Any) -> Issue:
    closed = NOW - DAY
    values = {
        "state": IssueState.ACCEPTED,
        "claimed_by": LIU,
        "reported_at": closed - hours * HOUR,
        "closed_at": closed,
    }
    return a_kept_issue(tx, community, **values | given)


def counted(database: Database, community: CommunityId, **given: Any) -> dict[SquadKey, Figures]:
    return database.read(lambda tx: figures.of_squads(tx, community, SINCE, UNTIL, **given))


def test_what_happened_in_the_week_is_counted_for_its_squad(database: Database, community: CommunityId) -> None:
    def fill(tx: Transaction) -> None:
        claimed = a_kept_issue(tx, community, reported_at=NOW - DAY, due_at=NOW + DAY)
        happened(tx, claimed, (Step.CLAIM, DAY), (Step.RELEASE, 5 * HOUR), (Step.CLAIM, HOUR))
        happened(tx, accepted(tx, community, 3), (Step.ACCEPT, DAY))
        sent_back = accepted(tx, community, 30, round=2)
        happened(tx, sent_back, (Step.RETURN, 2 * DAY), (Step.ACCEPT, DAY))
        a_kept_issue(tx, community, squad=OFFICE, reported_at=NOW - 20 * DAY, due_at=NOW - 19 * DAY)

    database.work(fill)
    assert counted(database, community)[OURS] == Figures(OURS, 3, 1, 2, 1, 1, 0, 16.5 * HOUR)
    assert counted(database, community)[OFFICE] == Figures(OFFICE, overdue=1)


def test_what_lies_outside_of_the_week_is_not_counted(database: Database, community: CommunityId) -> None:
    def fill(tx: Transaction) -> None:
        for at in (NOW, NOW - 7 * DAY - HOUR):
            issue = accepted(tx, community, 1, closed_at=at, reported_at=at)
            happened(tx, issue, (Step.CLAIM, NOW - at), (Step.ACCEPT, NOW - at))

    database.work(fill)
    assert counted(database, community) == {}


def test_what_was_taken_back_or_is_another_one_was_not_received(database: Database, community: CommunityId) -> None:
    def fill(tx: Transaction) -> None:
        first = a_kept_issue(tx, community, reported_at=NOW - DAY, due_at=NOW + DAY)
        a_kept_issue(tx, community, reported_at=NOW - DAY, state=IssueState.WITHDRAWN)
        a_kept_issue(tx, community, reported_at=NOW - DAY, state=IssueState.DUPLICATE, duplicate_of=first.number)

    database.work(fill)
    assert counted(database, community)[OURS].received == 1


def test_silence_is_neither_accepted_nor_fast(database: Database, community: CommunityId) -> None:
    database.work(
        lambda tx: happened(tx, accepted(tx, community, 200, by_silence=True), (Step.SILENCE, DAY), (Step.CLAIM, DAY))
    )
    found = counted(database, community)[OURS]
    assert (found.claimed, found.accepted, found.median) == (1, 0, None)


def test_what_rests_is_not_late(database: Database, community: CommunityId) -> None:
    late: dict[str, Any] = {"reported_at": NOW - 20 * DAY, "due_at": NOW - DAY}

    def fill(tx: Transaction) -> None:
        a_kept_issue(tx, community, **late)
        a_kept_issue(tx, community, state=IssueState.CLAIMED, claimed_by=LIU, **late)
        paused = {"state": IssueState.PAUSED, "claimed_by": LIU, "paused_until": NOW + DAY, "stopped_at": NOW - 2 * DAY}
        a_kept_issue(tx, community, **late | paused)
        a_kept_issue(tx, community, state=IssueState.RESOLVED, claimed_by=LIU, **late)

    database.work(fill)
    assert counted(database, community)[OURS].overdue == 2


def test_ratings_are_summed(database: Database, community: CommunityId) -> None:
    def fill(tx: Transaction) -> None:
        issue = accepted(tx, community, 1)
        stars: list[tuple[PersonId, int, timedelta]] = [(WANG, 5, DAY), (LIU, 3, DAY), (CHEN, 1, 9 * DAY)]
        for person, given, ago in stars:
            voices.rate(tx, issue, person, given, NOW - ago)

    database.work(fill)
    found = counted(database, community)[OURS]
    assert (found.ratings, found.stars) == (2, 8)


def test_a_building_sees_its_own_and_a_community_no_other(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))

    def fill(tx: Transaction) -> None:
        for chat in (NORTH, NORTH, SOUTH):
            a_kept_issue(tx, community, chat=chat, reported_at=NOW - DAY)

    database.work(fill)
    assert counted(database, community, buildings=[NORTH])[OURS].received == 2
    assert counted(database, community, buildings=[]) == {}
    assert counted(database, other) == {}
