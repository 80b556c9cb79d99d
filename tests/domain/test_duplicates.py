"""Which reports the bot takes for the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duplicates import ENOUGH, Sketch, likeness, most_alike
from bot.domain.ids import ChatId, CommunityId, IssueNumber, PersonId, SquadKey
from bot.domain.issue import OPEN, Issue, IssueState, Urgency
from bot.domain.place import NOWHERE, Place

NOON = datetime(2026, 3, 16, 4, tzinfo=UTC)
STAIRS = Place(spot="stairwell")
UNIT_2, FLOOR_3, FLOOR_5 = Place("3", "2"), Place(floor="3", spot="stairwell"), Place(floor="5", spot="stairwell")


def sketch(text: str, category: str | None = "lift", place: Place = NOWHERE, **ago: float) -> Sketch:
    return Sketch(text, category, place, NOON - timedelta(**ago))


@pytest.mark.parametrize(
    ("known", "said", "alike"),
    [
        (sketch("3栋2单元的电梯又坏了", place=UNIT_2), sketch("2单元电梯停了", place=Place(unit="2")), True),
        (sketch("电梯坏了"), sketch("电梯坏了"), True),
        (sketch("电梯坏了", place=UNIT_2), sketch("电梯坏了", place=Place("3", "1")), False),
        (sketch("三楼楼道灯不亮", "lighting", FLOOR_3), sketch("五楼楼道灯不亮", "lighting", FLOOR_5), False),
        (sketch("三楼楼道灯不亮", "lighting", FLOOR_3), sketch("楼道灯不亮了", "lighting", STAIRS), True),
        (sketch("垃圾没人收", "garbage"), sketch("垃圾桶倒了", "garbage"), False),
        (sketch("The lift in unit 2 is stuck"), sketch("lift stuck again"), True),
        (sketch("The lift is stuck"), sketch("There is a smell in the lift", "cleaning"), False),
        (sketch("楼下有人吵架", None), sketch("楼下有人吵架", None), True),
        (sketch("楼下有人吵架", None), sketch("楼上水管漏了", None), False),
        (sketch("电梯坏了", hours=71), sketch("电梯坏了"), True),
        (sketch("电梯坏了", hours=73), sketch("电梯坏了"), False),
        (sketch("电梯坏了", place=UNIT_2), sketch("门坏了", place=UNIT_2), False),
        (sketch("？"), sketch("！"), False),
    ],
)  # fmt: skip
def test_two_reports_are_the_same_or_not(known: Sketch, said: Sketch, alike: bool) -> None:  # noqa: FBT001
    assert (likeness(said, known) >= ENOUGH) is alike


def issue(number: int = 1, **given: Any) -> Issue:
    values: dict[str, Any] = {
        "community": CommunityId(1),
        "chat": ChatId(-1),
        "reporter": PersonId(1),
        "text": "电梯坏了",
        "category": "lift",
        "urgency": Urgency.NORMAL,
        "squad": SquadKey("property"),
        "state": IssueState.DISPATCHED,
        "reported_at": NOON,
        "due_at": NOON,
    }
    return Issue(number=IssueNumber(number), **values | given)


def test_of_several_the_most_alike_is_asked_about_and_of_equals_the_newest() -> None:
    others = [issue(1), issue(2), issue(3, text="电梯里有味道")]
    found = most_alike(sketch("电梯坏了"), Urgency.NORMAL, others)
    assert found is not None
    assert found.number == 2


def test_an_emergency_is_never_held_back() -> None:
    assert most_alike(sketch("电梯坏了"), Urgency.EMERGENCY, [issue()]) is None


@pytest.mark.parametrize("state", list(IssueState))
def test_only_what_is_going_on_is_asked_about(state: IssueState) -> None:
    going_on = state in OPEN and state is not IssueState.RESOLVED
    assert (most_alike(sketch("电梯坏了"), Urgency.NORMAL, [issue(state=state)]) is not None) is going_on


def test_where_nothing_is_open_nothing_is_asked() -> None:
    assert most_alike(sketch("电梯坏了"), Urgency.NORMAL, []) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert likeness(sketch(one), sketch(other)) == pytest.approx(likeness(sketch(other), sketch(one)))
