"""Lists, search and figures in the database say what the rules say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import CommunityId, SquadKey
from bot.domain.issue import OWNED, Issue, IssueState
from bot.domain.place import Place
from bot.domain.seeing import Scope, Shelf, Wanted
from bot.domain.stats import Figures, Group
from bot.domain.words import words
from storage import issues, seeing, stats
from storage import words as kept_words
from storage.database import Database, Transaction
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, a_kept_issue

WATER, OFFICE = SquadKey("plumbers"), SquadKey("office")
PAGE = 50
EVERYTHING = Scope(everything=True)
OF_NORTH = Scope(buildings=frozenset({NORTH}), open_squads=frozenset({WATER}))
SCOPES = [
    EVERYTHING,
    Scope(),
    OF_NORTH,
    Scope(squads=frozenset({OFFICE})),
    Scope(person=CHEN),
    Scope(buildings=frozenset({SOUTH}), squads=frozenset({OFFICE}), person=WANG, open_squads=frozenset({WATER})),
]
WANTED = [
    *(Wanted(shelf, WANG, frozenset({WATER})) for shelf in Shelf),
    Wanted(Shelf.OPEN, WANG, place=Place(unit="2")),
    Wanted(Shelf.OPEN, WANG, place=Place("3"), called=frozenset({NORTH})),
]
STATES = [state for state in IssueState if state not in {IssueState.DUPLICATE, IssueState.PAUSED}]


@st.composite
def an_issue(draw: Callable[..., Any]) -> dict[str, Any]:
    """Draw what makes a difference to who sees an issue."""
    state = draw(st.sampled_from(STATES))
    closed = state in {IssueState.ACCEPTED, IssueState.WITHDRAWN, IssueState.NOT_OURS}
    return {
        "chat": draw(st.sampled_from([NORTH, SOUTH])),
        "reporter": draw(st.sampled_from([WANG, CHEN])),
        "squad": draw(st.sampled_from([WATER, OFFICE])),
        "state": state,
        "claimed_by": draw(st.sampled_from([LIU, CHEN])) if state in OWNED else None,
        "closed_at": NOW if closed else None,
        "due_at": NOW + draw(st.sampled_from([-1, 0, 1])) * timedelta(hours=1),
        "place": Place(draw(st.sampled_from([None, "3", "5"])), draw(st.sampled_from([None, "2"]))),
        "text": draw(st.sampled_from(["电梯坏了", "楼道灯不亮", "灯坏了", "The lift is broken"])),
    }


@given(given_=st.lists(an_issue(), max_size=8), scope=st.sampled_from(SCOPES), wanted=st.sampled_from(WANTED))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_database_lists_what_the_rules_let_somebody_see(
    database: Database, community: CommunityId, given_: list[dict[str, Any]], scope: Scope, wanted: Wanted
) -> None:
    def look(tx: Transaction) -> tuple[list[Issue], tuple[list[Issue], int], list[Issue]]:
        kept = [a_kept_issue(tx, community, **one) for one in given_]
        for issue in kept:
            kept_words.keep(tx, issue, words(issue.text))
        listed = seeing.listed(tx, community, scope, wanted, NOW, PAGE, 0)
        found = kept_words.find(tx, community, scope, ["灯"], PAGE, 0)
        return kept, listed, found

    kept, (listed, total), found = _alone(database, look)
    expected = [issue.number for issue in reversed(kept) if scope.sees(issue) and wanted.takes(issue, NOW)]
    assert [issue.number for issue in listed] == expected
    assert total == len(expected)
    assert [one.number for one in found] == [i.number for i in reversed(kept) if scope.sees(i) and "灯" in i.text]


def _alone(database: Database, look: Callable[[Transaction], Any]) -> Any:
    """Look, and leave nothing behind."""
    with database.engine.connect() as connection:
        try:
            return look(Transaction(connection))
        finally:
            connection.rollback()


def test_a_list_has_pages_and_a_count(database: Database, community: CommunityId) -> None:
    def fill(tx: Transaction) -> None:
        for _ in range(7):
            a_kept_issue(tx, community)

    database.work(fill)
    wanted = Wanted(Shelf.OPEN, WANG)

    def page(skip: int) -> tuple[list[int], int]:
        listed, total = database.read(lambda tx: seeing.listed(tx, community, OF_NORTH, wanted, NOW, 3, skip))
        return [issue.number for issue in listed], total

    assert page(0) == ([7, 6, 5], 7)
    assert page(6) == ([1], 7)
    assert page(9) == ([], 7)


@pytest.mark.parametrize("scope", [EVERYTHING, OF_NORTH], ids=["everything", "building"])
@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("电梯", [2, 1]), ("电梯坏", [2]), ("灯", [3]), ("亮灯", []), ("lifts", [4]), ("LIFT broken", [4]), ("停", [1])],
)
def test_search_finds_what_has_all_words_newest_first(
    database: Database, community: CommunityId, scope: Scope, asked: str, numbers: list[int]
) -> None:
    def fill(tx: Transaction) -> None:
        for text in ("电梯停了", "电梯坏了", "楼道灯不亮", "The lift is broken"):
            issue = a_kept_issue(tx, community, text=text)
            kept_words.keep(tx, issue, words(text))

    database.work(fill)
    found = database.read(lambda tx: kept_words.find(tx, community, scope, words(asked), PAGE, 0))
    assert [issue.number for issue in found] == numbers


def test_new_words_take_the_place_of_the_old(database: Database, community: CommunityId) -> None:
    def reword(tx: Transaction) -> None:
        issue = a_kept_issue(tx, community)
        kept_words.keep(tx, issue, {"one", "two"})
        kept_words.keep(tx, issue, {"two", "three"}, before={"one", "two"})

    database.work(reword)

    def count(word: str) -> int:
        return len(database.read(lambda tx: kept_words.find(tx, community, EVERYTHING, [word], PAGE, 0)))

    assert [count(word) for word in ("one", "two", "three")] == [0, 1, 1]


def test_nothing_is_found_in_another_community(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: kept_words.keep(tx, a_kept_issue(tx, community), {"lift"}))
    other = CommunityId(community + 1)
    assert database.read(lambda tx: kept_words.find(tx, other, EVERYTHING, ["lift"], PAGE, 0)) == []


def _lived(tx: Transaction, issue: Issue, *, claimed: float, accepted: float | None = None, **more: Any) -> Issue:
    """Let an issue be claimed, and accepted perhaps, after so many hours."""
    at = issue.reported_at + timedelta(hours=claimed)
    saved = issues.save(tx, replace(issue, state=IssueState.CLAIMED, claimed_by=LIU, claimed_at=at, **more))
    if accepted is None:
        return saved
    closed = issue.reported_at + timedelta(hours=accepted)
    return issues.save(tx, replace(saved, state=IssueState.ACCEPTED, closed_at=closed))


def test_figures_of_a_span(database: Database, community: CommunityId) -> None:
    def fill(tx: Transaction) -> None:
        def reported(at: datetime, **given: Any) -> Issue:
            return a_kept_issue(tx, community, reported_at=at, due_at=at + timedelta(hours=4), **given)

        _lived(tx, reported(NOW), claimed=1, accepted=3)
        _lived(tx, reported(NOW), claimed=2, accepted=10)
        _lived(tx, reported(NOW), claimed=6)
        reported(NOW)
        reported(NOW, category="lift", squad=OFFICE, round=2)
        reported(NOW + DAY)
        reported(NOW - timedelta(seconds=1))

    database.work(fill)
    later = NOW + timedelta(hours=5)
    found = database.read(lambda tx: stats.count(tx, community, EVERYTHING, NOW, NOW + DAY, later))
    assert sorted(found.groups, key=lambda group: group.squad) == [
        Group(OFFICE, "lift", received=1, claimed=0, done=0, returned=1, overdue=1),
        Group(WATER, "lighting", received=4, claimed=3, done=2, returned=0, overdue=2),
    ]
    assert (found.hours_to_claim, found.hours_to_accept) == (2, 6.5)
    of_water = database.read(
        lambda tx: stats.count(tx, community, Scope(squads=frozenset({WATER})), NOW, NOW + DAY, later)
    )
    assert of_water.by_squad() == {WATER: 4}


def test_the_first_claim_counts_whatever_came_of_it(database: Database, community: CommunityId) -> None:
    def live(tx: Transaction) -> None:
        claimed = _lived(tx, a_kept_issue(tx, community), claimed=1)
        released = issues.save(tx, replace(claimed, state=IssueState.DISPATCHED, claimed_by=None, claimed_at=None))
        _lived(tx, released, claimed=9)

    database.work(live)
    found = database.read(lambda tx: stats.count(tx, community, EVERYTHING, NOW, NOW + DAY, NOW))
    assert found.hours_to_claim == 1


def test_where_nothing_was_reported_the_figures_are_empty(database: Database, community: CommunityId) -> None:
    assert database.read(lambda tx: stats.count(tx, community, EVERYTHING, NOW, NOW + DAY, NOW)) == Figures()
