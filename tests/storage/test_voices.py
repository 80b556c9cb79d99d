"""What neighbours say of an issue is kept once each."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import ChatId, CommunityId, PersonId, SquadKey
from bot.domain.issue import Issue, IssueState, Voice
from storage import issues, people, voices
from storage.database import Database
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, a_kept_issue, an_actor

MAY = PersonId(1009)


@pytest.fixture
def issue(database: Database, community: CommunityId) -> Issue:
    """Return a kept issue of Wang's."""
    database.work(lambda tx: people.keep(tx, an_actor(MAY, "小梅")))
    return database.work(partial(a_kept_issue, community=community))


def test_somebody_supports_an_issue_once(database: Database, issue: Issue) -> None:
    say = partial(voices.support, issue=issue, chat=NORTH, now=NOW)
    assert database.work(partial(say, person=CHEN))
    assert not database.work(partial(say, person=CHEN))
    assert database.work(partial(say, person=LIU))
    assert database.read(partial(voices.supporters, issue=issue)) == (CHEN, LIU)


def test_of_two_at_once_one_is_new(database: Database, issue: Issue) -> None:
    say = partial(voices.support, issue=issue, person=CHEN, chat=NORTH, now=NOW)
    first, second = database.submit(say), database.submit(say)
    assert sorted([first.result(), second.result()]) == [False, True]


def test_a_merged_issue_brings_its_people_along_once(database: Database, community: CommunityId, issue: Issue) -> None:
    other = database.work(partial(a_kept_issue, community=community, reporter=CHEN, chat=SOUTH))
    database.work(partial(voices.support, issue=other, person=WANG, chat=SOUTH, now=NOW))
    database.work(partial(voices.support, issue=other, person=MAY, chat=SOUTH, now=NOW))
    database.work(partial(voices.support, issue=issue, person=MAY, chat=NORTH, now=NOW))
    bring = partial(voices.bring_along, merged=other, into=issue, now=NOW)
    assert database.work(bring) == 1, "Wang reported it, and May is there already"
    assert database.work(bring) == 0
    assert set(database.read(partial(voices.supporters, issue=issue))) == {MAY, CHEN}
    assert set(database.read(partial(voices.supporters, issue=other))) == {WANG, MAY}, "they are kept there, too"
    assert database.read(partial(voices.chats_of_supporters, issue=issue)) == (SOUTH,)


def test_what_has_been_merged_into_an_issue_is_found(database: Database, community: CommunityId, issue: Issue) -> None:
    merged = database.work(
        partial(a_kept_issue, community=community, state=IssueState.DUPLICATE, duplicate_of=issue.number)
    )
    assert database.read(partial(voices.merged_into, issue=issue)) == (merged.number,)
    assert database.read(partial(voices.merged_into, issue=merged)) == ()


def test_one_may_ask_to_hurry_up_once_a_day(database: Database, issue: Issue) -> None:
    today = date(2026, 3, 16)
    ask = partial(voices.urge, issue=issue, today=today)
    assert [database.work(partial(ask, person=person)) for person in (WANG, WANG, CHEN)] == [True, False, True]
    assert database.work(partial(voices.urge, issue=issue, person=WANG, today=today + timedelta(days=1)))


def test_the_last_word_counts_and_each_round_has_its_own(database: Database, issue: Issue) -> None:
    chen = Voice(CHEN, 31)
    for voice, fixed in ((chen, False), (Voice(LIU), True), (chen, True)):
        database.work(partial(voices.say, issue=issue, voice=voice, now=NOW, fixed=fixed))
    assert database.read(partial(voices.agreeing, issue=issue)) == (chen, Voice(LIU))
    database.work(partial(voices.say, issue=issue, voice=chen, now=NOW, fixed=False))
    assert database.read(partial(voices.agreeing, issue=issue)) == (Voice(LIU),)
    later = database.work(partial(a_kept_issue, community=issue.community, round=2))
    assert database.read(partial(voices.agreeing, issue=later)) == ()


def test_a_rating_is_changed_in_its_place_and_remembers_when_it_was_first_given(
    database: Database, issue: Issue
) -> None:
    database.work(partial(voices.rate, issue=issue, person=WANG, stars=5, now=NOW))
    database.work(partial(voices.rate, issue=issue, person=WANG, stars=2, now=NOW + DAY))
    database.work(partial(voices.rate, issue=issue, person=CHEN, stars=4, now=NOW))
    assert database.read(partial(voices.ratings, issue=issue)) == (2, 4)
    assert database.read(partial(voices.first_rated, issue=issue, person=WANG)) == NOW
    assert database.read(partial(voices.first_rated, issue=issue, person=LIU)) is None
    rated = partial(voices.satisfaction, community=issue.community, since=NOW)
    assert database.read(partial(rated, until=NOW + DAY)) == {"plumbers": (2, 6)}
    assert database.read(partial(rated, until=NOW)) == {}


@pytest.mark.parametrize("stars", [0, 6])
def test_stars_are_one_to_five(database: Database, issue: Issue, stars: int) -> None:
    with pytest.raises(IntegrityError):
        database.work(partial(voices.rate, issue=issue, person=WANG, stars=stars, now=NOW))


def test_what_a_steward_is_at_is_found(database: Database, community: CommunityId) -> None:
    add = partial(a_kept_issue, community=community, claimed_by=LIU)
    kept = [database.work(partial(add, state=state)) for state in (IssueState.CLAIMED, IssueState.PAUSED)]
    database.work(partial(add, state=IssueState.RESOLVED))
    assert database.read(partial(issues.in_work_of, community=community, person=LIU)) == kept
    assert database.read(partial(issues.in_work_of, community=community, person=CHEN)) == []


def test_what_came_back_again_and_again_is_found_while_it_is_open(database: Database, community: CommunityId) -> None:
    add = partial(a_kept_issue, community=community)
    database.work(partial(add, round=3))
    thrice = database.work(partial(add, round=4))
    database.work(partial(add, round=5, state=IssueState.ACCEPTED, claimed_by=LIU))
    assert database.read(partial(issues.returned_thrice, community=community, most=9)) == [thrice]


def test_an_incident_is_found_for_what_is_of_its_kind(database: Database, community: CommunityId) -> None:
    incident = database.work(partial(a_kept_issue, community=community, category="power", incident=True))
    find = partial(issues.incident_of, community=community, squad=SquadKey("plumbers"))
    assert database.read(partial(find, chat=NORTH, category="power")) == incident
    assert database.read(partial(find, chat=NORTH, category="lift")) is None
    assert database.read(partial(find, chat=SOUTH, category="power")) is None
    assert database.read(partial(find, chat=ChatId(-9), category=None)) is None


def test_accepted_issues_of_a_squad_are_counted(database: Database, issue: Issue) -> None:
    assert [database.work(partial(issues.count_accepted, issue=issue)) for _ in range(2)] == [1, 2]
