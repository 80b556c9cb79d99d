"""Who may see which issues, and what words ask for."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId, SquadKey
from bot.domain.issue import OPEN, Issue, IssueState, Urgency
from bot.domain.neighbourhood import Building, Neighbourhood
from bot.domain.place import NOWHERE, Place
from bot.domain.presses.base import CALLBACK_BYTES
from bot.domain.presses.seeing import SearchPress, fits
from bot.domain.seeing import (
    LAST_PAGE,
    Scope,
    Shelf,
    Wanted,
    buildings_called,
    fitting,
    is_overdue,
    scope_of_chat,
    shelf_in,
)
from bot.domain.squad import Lane, Squad

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
NORTH, THIRTEEN, MAPLE, PLUMBERS, LAWYERS, OFFICE = (ChatId(-number) for number in range(1, 7))
WATER, LAW, FALLBACK = SquadKey("plumbers"), SquadKey("lawyers"), SquadKey("office")
WANG, LIU, CHEN = PersonId(1), PersonId(2), PersonId(3)


def squad(key: SquadKey, chat: ChatId, lane: Lane = Lane.OPEN) -> Squad:
    return Squad(key, {"zh": key, "en": key}, chat, lane, frozenset())


def place(**given: Any) -> Neighbourhood:
    buildings = {NORTH: "3号楼", THIRTEEN: "13号楼", MAPLE: "Maple House"}
    squads = (squad(WATER, PLUMBERS), squad(LAW, LAWYERS, Lane.CONFIDENTIAL), squad(FALLBACK, OFFICE))
    values: dict[str, Any] = {
        "community": CommunityId(1),
        "name": "Ivy Lane",
        "language": "zh",
        "zone": ZoneInfo("Asia/Shanghai"),
        "buildings": {chat: Building(name, chat, "zh") for chat, name in buildings.items()},
        "squads": {one.key: one for one in squads},
        "retired": frozenset(),
        "fallback": FALLBACK,
        "claim_within": {},
        "emergency_numbers": (),
    }
    return Neighbourhood(**values | given)


def issue(**given: Any) -> Issue:
    values: dict[str, Any] = {
        "community": CommunityId(1),
        "number": IssueNumber(1),
        "chat": NORTH,
        "reporter": WANG,
        "text": "漏水",
        "category": None,
        "urgency": Urgency.NORMAL,
        "squad": WATER,
        "state": IssueState.DISPATCHED,
        "reported_at": NOON,
        "due_at": NOON + timedelta(hours=4),
    }
    return Issue(**values | given)


@pytest.mark.parametrize(
    ("chat", "squad_of_issue", "building", "sees"),
    [
        (NORTH, WATER, NORTH, True),
        (NORTH, LAW, NORTH, False),
        (NORTH, WATER, THIRTEEN, False),
        (PLUMBERS, WATER, THIRTEEN, True),
        (PLUMBERS, LAW, NORTH, False),
        (LAWYERS, LAW, NORTH, True),
        (OFFICE, LAW, NORTH, True),
        (OFFICE, WATER, MAPLE, True),
        (ChatId(-99), WATER, NORTH, False),
    ],
)
def test_each_chat_sees_what_concerns_it(
    chat: ChatId,
    squad_of_issue: SquadKey,
    building: ChatId,
    sees: bool,  # noqa: FBT001
) -> None:
    assert scope_of_chat(place(), chat).sees(issue(squad=squad_of_issue, chat=building)) is sees


def test_a_building_whose_chat_is_a_squads_too_sees_the_least() -> None:
    squads = {**place().squads, LAW: squad(LAW, NORTH, Lane.CONFIDENTIAL)}
    assert not scope_of_chat(place(squads=squads), NORTH).sees(issue(squad=LAW))


@pytest.mark.parametrize(("person", "sees"), [(WANG, True), (LIU, True), (CHEN, False)])
def test_what_is_ones_own_one_sees_whatever_lane_it_is_in(person: PersonId, sees: bool) -> None:  # noqa: FBT001
    own = issue(squad=LAW, reporter=WANG, claimed_by=LIU, state=IssueState.CLAIMED)
    assert Scope(person=person).sees(own) is sees


@pytest.mark.parametrize(
    ("words", "shelf", "rest"),
    [
        ("", None, ""),
        ("overdue", Shelf.OVERDUE, ""),
        ("逾期", Shelf.OVERDUE, ""),
        ("MINE", Shelf.MINE, ""),
        ("我的", Shelf.MINE, ""),
        ("我的小队", Shelf.SQUAD, ""),
        ("my squad", Shelf.SQUAD, ""),
        ("all", Shelf.OPEN, ""),
        ("2单元", None, "2单元"),
        ("overdue 2单元", Shelf.OVERDUE, "2单元"),
        ("unit 2 overdue", Shelf.OVERDUE, "unit 2"),
        ("minecraft", None, "minecraft"),
    ],
)
def test_words_name_a_shelf_and_a_place(words: str, shelf: Shelf | None, rest: str) -> None:
    assert shelf_in(words) == (shelf, rest)


@pytest.mark.parametrize("state", list(IssueState))
def test_only_what_is_open_is_listed(state: IssueState) -> None:
    assert Wanted(Shelf.OPEN, WANG).takes(issue(state=state), NOON) is (state in OPEN)


@pytest.mark.parametrize(
    ("wanted", "takes"),
    [
        (Wanted(Shelf.MINE, WANG), True),
        (Wanted(Shelf.MINE, LIU), True),
        (Wanted(Shelf.MINE, CHEN), False),
        (Wanted(Shelf.SQUAD, CHEN, frozenset({WATER})), True),
        (Wanted(Shelf.SQUAD, CHEN, frozenset({LAW})), False),
        (Wanted(Shelf.SQUAD, CHEN), False),
        (Wanted(Shelf.OPEN, CHEN, place=Place(unit="2")), True),
        (Wanted(Shelf.OPEN, CHEN, place=Place(unit="3")), False),
        (Wanted(Shelf.OPEN, CHEN, place=Place(unit="2", floor="4")), False),
        (Wanted(Shelf.OPEN, CHEN, place=Place("3"), called=frozenset({NORTH})), True),
        (Wanted(Shelf.OPEN, CHEN, place=Place("5"), called=frozenset({MAPLE})), False),
    ],
)
def test_a_shelf_and_a_place_choose(wanted: Wanted, takes: bool) -> None:  # noqa: FBT001
    seen = issue(claimed_by=LIU, state=IssueState.CLAIMED, place=Place(unit="2"))
    assert wanted.takes(seen, NOON) is takes


def test_overdue_is_what_should_have_been_taken_or_be_done() -> None:
    late = NOON + timedelta(hours=4)
    assert not is_overdue(issue(), late - timedelta(seconds=1))
    assert is_overdue(issue(), late)
    assert is_overdue(issue(state=IssueState.CLAIMED, claimed_by=LIU), late)
    assert not is_overdue(issue(state=IssueState.PAUSED, claimed_by=LIU, paused_until=late), late)
    assert not is_overdue(issue(state=IssueState.RESOLVED, claimed_by=LIU), late)


@pytest.mark.parametrize(
    ("said", "chats"), [("3", {NORTH}), ("13", {THIRTEEN}), ("maple", {MAPLE}), ("1", set()), (None, set())]
)
def test_a_building_is_known_by_its_number(said: str | None, chats: set[ChatId]) -> None:
    assert buildings_called(place(), said) == chats


@pytest.mark.parametrize("words", ["电梯" * 40, "lift " * 40, "a:b:c", "🏠" * 30])
def test_what_is_looked_for_fits_into_a_button(words: str) -> None:
    cut = fitting(words)
    assert cut
    press = SearchPress(LAST_PAGE, cut)
    assert len(press.pack().encode()) <= CALLBACK_BYTES
    assert SearchPress.unpack(press.pack().split(":")[1:]) == press


@pytest.mark.parametrize(
    ("where", "fit"),
    [
        (NOWHERE, True),
        (Place("3", "2", "501", "4", "B", "stairwell"), True),
        (Place("枫林苑"), True),
        (Place("枫" * 17), False),
        (Place("枫林苑一二三四", "甲乙丙丁", "戊己庚辛"), False),
        (Place("a:b"), False),
        (Place("a,b"), False),
    ],
)
def test_a_place_fits_into_a_button_or_not(where: Place, fit: bool) -> None:  # noqa: FBT001
    assert fits(where) is fit
