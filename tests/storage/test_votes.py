"""Votes, their trails, and what lies in the box."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.household import Binding, Household, Tie
from bot.domain.ids import ChatId, CommunityId, HouseholdId
from bot.domain.refusal import Reason, Refused
from bot.domain.vote.electorate import Dwelling, electors
from bot.domain.vote.form import Form, Option, VoteKind
from bot.domain.vote.life import Vote, VoteNumber, VoteState, VoteStep
from bot.domain.vote.rule import PRESETS, Heads, Preset, Weight, with_extension
from storage import ballots, households, neighbourhood, votes
from storage.ballots import Seat
from storage.database import Database, Stale, Transaction
from tests.domain.vote.makers import a_vote as a_plain_vote
from tests.storage.makers import CHEN, DAY, LIU, NORTH, NOW, SOUTH, WANG, a_cause, together

OTHER = ChatId(-1009)


def a_vote(community: CommunityId, number: int = 1, **given: object) -> Vote:
    values = {"home": NORTH, "buildings": (NORTH,), "starter": WANG, "created_at": NOW, "opened_at": NOW}
    return a_plain_vote(community=community, number=VoteNumber(number), **values | given)


def a_home(tx: Transaction, community: CommunityId, room: str, area: int = 10_000, owner: str = "") -> Household:
    home = Household(community, HouseholdId(0), NORTH, "2", room, area, owner)
    households.keep(tx, community, NORTH, [home])
    found = households.find(tx, community, NORTH, "2", room)
    assert found is not None
    return found


@pytest.fixture
def vote(database: Database, community: CommunityId) -> Vote:
    """A running vote of 2-301 (Wang), 2-302 (Liu) and 2-303, the last two of one owner; Chen is bound to nothing."""

    def unit(tx: Transaction) -> Vote:
        homes = [
            a_home(tx, community, "301", 9_000, "王芳"),
            a_home(tx, community, "302", 8_000, "李雷"),
            a_home(tx, community, "303", 7_000, "李雷"),
        ]
        for home, person in ((homes[0], WANG), (homes[1], LIU)):
            households.bind(tx, Binding(home, person, Tie.RESIDENT, NOW))
        made = a_vote(community)
        votes.add(tx, made)
        dwellings = [Dwelling(home.id, home.label, home.area, home.owner) for home in homes]
        ballots.enrol(tx, made, electors(dwellings, Heads.DWELLING), {home.id: home.building for home in homes})
        return made

    return database.work(unit)


def seat(database: Database, vote: Vote, elector: int) -> Seat:
    found = database.read(lambda tx: ballots.seat(tx, vote, elector))
    assert found is not None
    return found


def cast(database: Database, vote: Vote, elector: int, choice: str) -> None:
    database.work(lambda tx: ballots.cast(tx, vote, _seat(tx, vote, elector), str(elector), choice, NOW))


def _seat(tx: Transaction, vote: Vote, elector: int) -> Seat:
    found = ballots.seat(tx, vote, elector)
    assert found is not None
    return found


def test_a_vote_is_kept_with_all_that_belongs_to_it(database: Database, community: CommunityId) -> None:
    full = a_vote(
        community,
        buildings=(SOUTH, NORTH),
        form=Form(VoteKind.BUDGET, (Option("长椅", 300), Option("花箱 <b>", 200)), cap=400),
        rule=with_extension(PRESETS[Preset.CIVIL_MAJOR], 3 * DAY),
        secret=True,
        state=VoteState.CLOSED,
        opens_at=NOW,
        ended_at=NOW + DAY,
        extended=True,
        words="装东门",
        result={"verdict": "chosen"},
        thread=4,
    )
    database.work(lambda tx: votes.add(tx, full))
    kept = database.read(lambda tx: votes.access(tx, community, full.number))
    assert replace(kept, buildings=full.buildings) == full
    assert set(kept.buildings) == {NORTH, SOUTH}


def test_there_is_no_vote_of_another_community(database: Database, vote: Vote) -> None:
    for community, number in ((CommunityId(99), vote.number), (vote.community, VoteNumber(9))):
        with pytest.raises(Refused) as refused:
            database.read(lambda tx, c=community, n=number: votes.access(tx, c, n))  # type: ignore[misc]
        assert refused.value.reason is Reason.VOTE_UNKNOWN


def test_of_two_who_change_a_vote_the_slower_tries_again(database: Database, vote: Vote) -> None:
    longer = replace(vote, words="一")
    database.work(lambda tx: votes.save(tx, longer))
    with pytest.raises(Stale):
        database.work(lambda tx: votes.save(tx, replace(vote, words="二")))


def test_two_votes_begun_at_once_have_two_numbers(database: Database, community: CommunityId) -> None:
    def begin(tx: Transaction) -> VoteNumber:
        number = votes.next_number(tx, community)
        votes.add(tx, a_vote(community, number))
        return number

    assert sorted(future.result() for future in together(database, begin, begin)) == [1, 2]


def test_the_votes_of_a_building_are_its_own(database: Database, vote: Vote) -> None:
    def numbers(tx: Transaction, chat: ChatId, *states: VoteState) -> list[int]:
        return [one.number for one in votes.of_building(tx, vote.community, chat, states, 9)]

    assert database.read(lambda tx: numbers(tx, NORTH, VoteState.OPEN)) == [1]
    assert database.read(lambda tx: numbers(tx, SOUTH, VoteState.OPEN)) == []
    assert database.read(lambda tx: numbers(tx, NORTH, VoteState.CLOSED)) == []


def test_the_trail_has_every_step_and_never_a_choice(database: Database, vote: Vote) -> None:
    database.work(lambda tx: votes.add_event(tx, vote, VoteStep.CAST, a_cause(), elector=1))
    database.work(lambda tx: votes.add_event(tx, vote, VoteStep.CLOSE, None, NOW + DAY))
    first, last = database.read(lambda tx: votes.trail(tx, vote))
    assert (first.step, first.person, first.name, first.elector, first.note) == (VoteStep.CAST, WANG, "王阿姨", 1, "")
    assert (last.step, last.at, last.person) == (VoteStep.CLOSE, NOW + DAY, None)


def test_nobody_has_a_ballot_but_who_is_bound_or_holds_a_proxy(database: Database, vote: Vote) -> None:
    def seats(tx: Transaction) -> list[list[str]]:
        return [
            [one.label for one in ballots.seats_of(tx, vote.community, vote.number, who)] for who in (WANG, LIU, CHEN)
        ]

    assert database.read(seats) == [["2-301"], ["2-302"], []]
    database.work(lambda tx: ballots.give_proxy(tx, vote, 1, CHEN, WANG, NOW))
    assert database.read(seats) == [["2-301"], ["2-302"], ["2-301"]]
    database.work(lambda tx: ballots.give_proxy(tx, vote, 1, LIU, WANG, NOW))
    assert database.read(seats) == [["2-301"], ["2-302", "2-301"], []]
    assert [(one.label, one.person.id) for one in database.read(lambda tx: ballots.proxies(tx, vote))] == [
        ("2-301", LIU)
    ]
    assert database.work(lambda tx: ballots.revoke_proxy(tx, vote, 1, NOW))
    assert not database.work(lambda tx: ballots.revoke_proxy(tx, vote, 1, NOW))
    assert database.read(seats) == [["2-301"], ["2-302"], []]


def test_the_last_ballot_counts_and_turnout_counts_it_once(database: Database, vote: Vote) -> None:
    for elector, choice in ((1, "1"), (2, "2"), (1, "-")):
        cast(database, vote, elector, choice)
    assert database.read(lambda tx: ballots.box(tx, vote)) == [("1", "-"), ("2", "2")]
    assert database.read(lambda tx: ballots.weights(tx, vote)) == (Weight(3, 24_000), Weight(2, 17_000))
    assert database.read(lambda tx: ballots.casts(tx, vote)) == {1: 2, 2: 1}
    assert [one.label for one in database.read(lambda tx: ballots.silent(tx, vote))] == ["2-303"]


def test_of_two_of_one_household_at_once_each_casts_and_one_counts(database: Database, vote: Vote) -> None:
    def one(choice: str) -> None:
        futures = together(
            database,
            *(lambda tx, c=c: ballots.cast(tx, vote, _seat(tx, vote, 1), "1", c, NOW) for c in (choice, choice)),
        )
        assert [future.exception() for future in futures] == [None, None]

    one("1")
    assert database.read(lambda tx: ballots.box(tx, vote)) == [("1", "1")]
    assert seat(database, vote, 1).casts == 2


def test_a_household_cannot_be_enrolled_twice(database: Database, vote: Vote) -> None:
    twice = database.read(lambda tx: ballots.electors(tx, vote))[:1]
    moved = [replace(twice[0], number=9)]
    chats = {twice[0].dwellings[0].household: NORTH}
    with pytest.raises(IntegrityError):
        database.work(lambda tx: ballots.enrol(tx, vote, moved, chats))


def test_who_has_a_ballot_is_kept_as_it_was(database: Database, vote: Vote) -> None:
    database.work(lambda tx: a_home(tx, vote.community, "301", 5_000, "别人"))
    database.work(lambda tx: a_home(tx, vote.community, "304"))
    kept = database.read(lambda tx: ballots.electors(tx, vote))
    assert [(one.label, one.area, one.dwellings[0].owner) for one in kept] == [
        ("2-301", 9_000, "王芳"), ("2-302", 8_000, "李雷"), ("2-303", 7_000, "李雷"),
    ]  # fmt: skip
    assert database.read(lambda tx: ballots.seat_called(tx, vote, "2-302")) == Seat(2, "2-302", 0)
    assert database.read(lambda tx: ballots.seat_called(tx, vote, "2-304")) is None


def test_what_is_laid_back_lies_in_the_order_of_its_names(database: Database, vote: Vote) -> None:
    cast(database, vote, 1, "1")
    database.work(lambda tx: ballots.empty_into(tx, vote, [("ZZ", "1"), ("AA", "2")]))
    assert database.read(lambda tx: ballots.box(tx, vote)) == [("AA", "2"), ("ZZ", "1")]


def test_what_an_unbound_neighbour_pressed_is_kept_the_last_time(database: Database, vote: Vote) -> None:
    for choice in ("1", "2"):
        database.work(lambda tx, c=choice: ballots.hold(tx, vote, CHEN, c, NOW))  # type: ignore[misc]
    assert database.read(lambda tx: ballots.held_by(tx, vote.community, CHEN)) == [(vote.number, "2")]
    database.work(lambda tx: ballots.forget_held(tx, vote, CHEN))
    assert database.read(lambda tx: ballots.held_by(tx, vote.community, CHEN)) == []


def test_a_paper_ballot_is_answered_once_and_then_empty(database: Database, vote: Vote) -> None:
    id_ = database.work(lambda tx: ballots.enter_paper(tx, vote, 3, "1", WANG, NOW))
    paper = database.read(lambda tx: ballots.paper(tx, vote.community, id_))
    assert paper is not None
    assert (paper.elector, paper.choice, paper.confirmed) == (3, "1", None)
    database.work(lambda tx: ballots.answer_paper(tx, paper, LIU, NOW, confirmed=True))
    with pytest.raises(Stale):
        database.work(lambda tx: ballots.answer_paper(tx, paper, CHEN, NOW, confirmed=False))
    answered = database.read(lambda tx: ballots.paper(tx, vote.community, id_))
    assert answered is not None
    assert (answered.choice, answered.confirmed) == ("", True)


def test_a_vote_follows_its_building_to_another_chat(database: Database, vote: Vote) -> None:
    database.work(lambda tx: neighbourhood.move_chat(tx, NORTH, OTHER, NOW))
    moved = database.read(lambda tx: votes.access(tx, vote.community, vote.number))
    assert (moved.home, moved.buildings) == (OTHER, (OTHER,))
    assert {one.chat for one in database.read(lambda tx: ballots.silent(tx, vote))} == {OTHER}
