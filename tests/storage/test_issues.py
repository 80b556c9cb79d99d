"""Issues: one number each, one owner of a claim, a lost race is noticed, and nobody sees another community's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bot.domain import issue as rules
from bot.domain.ids import ChatId, CommunityId, IssueNumber, MessageId, PersonId, SquadKey
from bot.domain.issue import OPEN, OWNED, CallBack, Issue, IssueState, Origin, Step, Urgency
from bot.domain.place import Place
from bot.domain.refusal import Reason, Refused
from storage import issues
from storage.database import Database, Stale, Transaction
from storage.tables import EVENT, ISSUE
from tests.storage.makers import (
    CHEN,
    LIU,
    NORTH,
    NOW,
    SOUTH,
    WANG,
    a_cause,
    a_kept_issue,
    an_actor,
    an_issue,
    settle,
    together,
)

PLUMBER, OFFICE = SquadKey("plumbers"), SquadKey("office")


@pytest.fixture
def issue(database: Database, community: CommunityId) -> Issue:
    return database.work(partial(a_kept_issue, community=community))


def test_numbers_count_from_one_without_gaps_however_many_report_at_once(
    database: Database, community: CommunityId
) -> None:
    filed = together(database, *[partial(a_kept_issue, community=community)] * 60)
    assert sorted(future.result().number for future in filed) == list(range(1, 61))


def test_a_report_that_is_refused_leaves_no_gap(database: Database, community: CommunityId) -> None:
    def refused(tx: Transaction) -> None:
        a_kept_issue(tx, community)
        raise Refused(Reason.WENT_WRONG)

    units: list[Callable[[Transaction], object]] = [partial(a_kept_issue, community=community), refused]
    together(database, *units * 20)
    numbers = database.read(lambda tx: tx.execute(select(ISSUE.c.number).order_by(ISSUE.c.number)).scalars().all())
    assert list(numbers) == list(range(1, 21))


def test_each_community_counts_for_itself(database: Database, community: CommunityId) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    for _ in range(2):
        assert database.work(lambda tx: issues.next_number(tx, community)) == database.work(
            lambda tx: issues.next_number(tx, other)
        )


FULL = an_issue(
    CommunityId(0),
    message=MessageId(7),
    thread=3,
    urgency=Urgency.EMERGENCY,
    state=IssueState.ACCEPTED,
    claimed_by=LIU,
    claimed_at=NOW + timedelta(minutes=1),
    resolved_at=NOW + timedelta(minutes=2),
    closed_at=NOW + timedelta(minutes=3, microseconds=7),
    round=4,
    reason="还在漏 <i>",
    place=Place("3", "2", "501", "-1", "东", "stairwell"),
    note="等配件 <b>",
    photos=10,
    origin=Origin.MESSAGE,
    filed_by=CHEN,
    for_whom="陈奶奶",
    incident=True,
    supporters=3,
    urges=2,
    transfers=1,
    by_silence=True,
    call_back=CallBack.UNHAPPY,
)
RESTING = an_issue(
    CommunityId(0), state=IssueState.PAUSED, claimed_by=LIU, paused_until=NOW + timedelta(days=2), stopped_at=NOW
)
MERGED = an_issue(CommunityId(0), state=IssueState.DUPLICATE, duplicate_of=IssueNumber(1))


@pytest.mark.parametrize(
    "issue",
    [
        pytest.param(an_issue(CommunityId(0), category=None), id="new"),
        pytest.param(FULL, id="with everything"),
        pytest.param(RESTING, id="resting"),
        pytest.param(MERGED, id="merged"),
    ],
)
def test_an_issue_comes_back_as_it_was(database: Database, community: CommunityId, issue: Issue) -> None:
    issue = replace(issue, community=community)
    database.work(lambda tx: issues.add(tx, issue))
    assert database.read(lambda tx: issues.access(tx, community, issue.number)) == issue
    found = database.read(lambda tx: issues.of_message(tx, issue.chat, MessageId(7)))
    assert found == (issue if issue.message else None)


def test_another_communitys_number_is_unknown(database: Database, issue: Issue) -> None:
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    for community, number in ((other, issue.number), (issue.community, IssueNumber(2))):
        with pytest.raises(Refused) as refused:
            database.read(partial(issues.access, community=community, number=number))
        assert refused.value.reason is Reason.ISSUE_UNKNOWN
    assert database.read(lambda tx: issues.timeline(tx, other, issue.number)) == ()
    nobodys: list[tuple[list[Issue], int]] = [
        database.read(lambda tx: issues.open_in_building(tx, other, NORTH, 9)),
        database.read(lambda tx: issues.open_of_squads(tx, other, [PLUMBER], 9)),
        database.read(lambda tx: issues.open_of_reporter(tx, other, WANG, 9)),
    ]
    assert nobodys == [([], 0)] * 3


def test_what_has_changed_since_is_not_overwritten(database: Database, issue: Issue) -> None:
    first = database.work(lambda tx: issues.save(tx, rules.claim(issue, LIU, NOW)))
    assert first.version == 2
    with pytest.raises(Stale):
        database.work(lambda tx: issues.save(tx, rules.withdraw(issue, WANG, NOW)))
    assert database.read(lambda tx: issues.access(tx, issue.community, issue.number)) == first


def test_of_two_who_claim_at_once_one_wins_and_the_others_are_told_who(database: Database, issue: Issue) -> None:
    def claim(tx: Transaction, who: int) -> Issue:
        found = issues.access(tx, issue.community, issue.number)
        return issues.save(tx, rules.claim(found, an_actor((LIU, CHEN)[who % 2]).id, NOW))

    done = together(database, *(partial(claim, who=who) for who in range(10)))
    won = [future.result() for future in done if future.exception() is None]
    lost = [error for future in done if isinstance(error := future.exception(), Refused)]
    assert len(won) == 1
    assert [error.reason for error in lost] == [Reason.ALREADY_CLAIMED] * 9
    assert {error.details["owner"] for error in lost} == {won[0].claimed_by}


@pytest.mark.parametrize("state", list(IssueState))
@pytest.mark.parametrize("owner", [None, LIU], ids=["nobody", "somebody"])
def test_a_claim_has_one_owner_and_there_is_no_owner_without_a_claim(
    database: Database, community: CommunityId, state: IssueState, owner: int | None
) -> None:
    fits = (owner is not None) == (state in OWNED)
    future = database.submit(partial(a_kept_issue, community=community, state=state, claimed_by=owner))
    assert isinstance(future.exception(30), type(None) if fits else IntegrityError)


def test_a_message_is_filed_once(database: Database, community: CommunityId) -> None:
    file = partial(a_kept_issue, community=community, message=MessageId(7))
    done = together(database, *[file] * 4)
    assert [future.exception() is None for future in done].count(True) == 1
    database.work(partial(file, chat=SOUTH))


def test_open_issues_are_listed_newest_first_with_their_number_in_all(
    database: Database, community: CommunityId
) -> None:
    for number, state in enumerate(IssueState, 1):
        owner = LIU if state in OWNED else None
        add = partial(a_kept_issue, community=community, state=state, claimed_by=owner)
        database.work(add)
        database.work(partial(add, chat=SOUTH, squad=OFFICE, reporter=CHEN))
        assert number
    found, total = database.read(lambda tx: issues.open_in_building(tx, community, NORTH, 3))
    assert ([issue.number for issue in found], total) == ([11, 9, 7], 6)
    found, total = database.read(lambda tx: issues.open_of_squads(tx, community, [OFFICE], 9))
    assert ([issue.number for issue in found], total) == ([12, 10, 8, 6, 4, 2], 6)
    found, total = database.read(lambda tx: issues.open_of_squads(tx, community, [OFFICE, PLUMBER], 1))
    assert ([issue.number for issue in found], total) == ([12], 12)
    found, total = database.read(lambda tx: issues.open_of_reporter(tx, community, CHEN, 9))
    assert ([issue.number for issue in found], total) == ([12, 10, 8, 6, 4, 2], 6)
    assert database.read(lambda tx: issues.open_of_squads(tx, community, [], 9)) == ([], 0)


def test_what_somebody_has_just_reported_is_found(database: Database, community: CommunityId) -> None:
    def just(chat: ChatId = NORTH, thread: int | None = None, person: PersonId = WANG, minutes: int = 1) -> int | None:
        since = NOW - timedelta(minutes=minutes)
        found = database.read(lambda tx: issues.latest(tx, community, chat, thread, person, since))
        return None if found is None else found.number

    add = partial(a_kept_issue, community=community)
    database.work(partial(add, reported_at=NOW - timedelta(minutes=2)))
    assert just() is None
    assert just(minutes=2) == 1
    database.work(partial(add, thread=3))
    database.work(partial(add, chat=SOUTH))
    assert [just(minutes=2), just(thread=3), just(SOUTH), just(person=CHEN)] == [1, 2, 3, None]
    for state in IssueState:
        if state not in OPEN:
            owner = LIU if state in OWNED else None
            database.work(partial(add, state=state, claimed_by=owner))
    assert just() is None
    database.work(add)
    other = database.work(lambda tx: settle(tx, "Elm Row"))
    assert just() == 8
    assert database.read(lambda tx: issues.latest(tx, other, NORTH, None, WANG, NOW)) is None


def test_the_timeline_tells_who_did_what_in_order(database: Database, issue: Issue) -> None:
    cause = a_cause(actor=an_actor(LIU, "刘师傅"), chat=ChatId(-2001), press="9")
    database.work(lambda tx: issues.add_events(tx, issue, [Step.REPORT, Step.DISPATCH], a_cause()))
    database.work(lambda tx: issues.add_clock_event(tx, issue, Step.REMIND, NOW + timedelta(hours=4)))
    database.work(lambda tx: issues.add_events(tx, issue, [Step.NOTE], cause, "零件 <b>"))
    told = database.read(lambda tx: issues.timeline(tx, issue.community, issue.number))
    assert [(event.step, event.person, event.name, event.note) for event in told] == [
        (Step.REPORT, WANG, "王阿姨", ""),
        (Step.DISPATCH, WANG, "王阿姨", ""),
        (Step.REMIND, None, "", ""),
        (Step.NOTE, LIU, "刘师傅", "零件 <b>"),
    ]
    assert told[2].at == NOW + timedelta(hours=4)


def test_an_issue_with_a_history_cannot_be_deleted(database: Database, issue: Issue) -> None:
    database.work(lambda tx: issues.add_events(tx, issue, [Step.REPORT], a_cause()))
    with pytest.raises(IntegrityError):
        database.work(lambda tx: tx.execute(delete(ISSUE)))


def test_nothing_happens_to_an_issue_that_is_not_there(database: Database, community: CommunityId) -> None:
    values = {"community_id": community, "number": 5, "step": "report", "at": NOW, "round": 1}
    with pytest.raises(IntegrityError):
        database.work(lambda tx: tx.execute(EVENT.insert().values(values)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4096))
def test_any_text_comes_back(database: Database, community: CommunityId, text: str) -> None:
    filed = database.work(partial(a_kept_issue, community=community, text=text))
    assert database.read(lambda tx: issues.access(tx, community, filed.number)).text == text
