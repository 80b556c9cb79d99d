"""Next steps, and which issues still need one."""

from typing import Any

from bot.domain.ids import CommunityId, IssueNumber
from bot.domain.issue import IssueState
from bot.domain.standup import NextStep
from storage import standup
from storage.database import Database
from tests.storage.makers import CHEN, DAY, LIU, NOW, a_kept_issue


def a_step(community: CommunityId, number: int, **given: Any) -> NextStep:
    values: dict[str, Any] = {"round": 2, "text": "换门机", "owner": LIU, "due_at": NOW + DAY}
    return NextStep(community, IssueNumber(number), named_by=CHEN, named_at=NOW, **values | given)


def test_a_later_word_takes_the_place_of_the_one_before(database: Database, community: CommunityId) -> None:
    database.work(lambda tx: a_kept_issue(tx, community))
    assert database.read(lambda tx: standup.find(tx, community, IssueNumber(1))) is None
    for step in (a_step(community, 1), a_step(community, 1, text="换电梯", owner=CHEN, round=3)):
        database.work(lambda tx, step=step: standup.keep(tx, step))  # type: ignore[misc]
        assert database.read(lambda tx: standup.find(tx, community, IssueNumber(1))) == step


def test_returned_issues_need_a_step_in_each_round(database: Database, community: CommunityId) -> None:
    def fill(tx: Any) -> None:
        for round_ in (1, 2, 4, 2):
            a_kept_issue(tx, community, round=round_)
        a_kept_issue(tx, community, round=3, state=IssueState.WITHDRAWN)
        standup.keep(tx, a_step(community, 3, round=4))
        standup.keep(tx, a_step(community, 4, round=1))

    database.work(fill)
    assert database.read(lambda tx: standup.unnamed(tx, community, 9)) == [2, 4]
    assert database.read(lambda tx: standup.unnamed(tx, community, 1)) == [2]


def test_the_longest_open_come_first(database: Database, community: CommunityId) -> None:
    def fill(tx: Any) -> None:
        for days in (1, 9, 3, 5):
            a_kept_issue(tx, community, reported_at=NOW - days * DAY)
        a_kept_issue(tx, community, reported_at=NOW - 99 * DAY, state=IssueState.WITHDRAWN)

    database.work(fill)
    assert database.read(lambda tx: standup.oldest(tx, community, 3)) == [2, 4, 3]
